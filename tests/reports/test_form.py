"""The form of Decree 30/2020, Appendix I, measured in the finished file."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest

from tests.reports import seen
from tests.reports.factory import built, issued

MM = 72 / 25.4


def test_paper_is_a4_and_text_keeps_the_margins_of_the_decree(vietnamese: Path) -> None:
    with pikepdf.open(vietnamese) as pdf:
        assert [round(float(side)) for side in pdf.pages[0].mediabox] == [0, 0, 595, 842]
    words = [word for page in (1, 2, 3) for word in seen.words(vietnamese, page)]
    text = [word for word in words if word.top > 18 * MM and word.bottom < 280 * MM]
    assert 29.99 <= min(word.left for word in text) / MM <= 35
    assert 14.99 <= 210 - max(word.right for word in text) / MM <= 20
    assert min(word.top for word in text) / MM >= 19.5
    assert 297 - max(word.bottom for word in text) / MM >= 19.5


def test_rule_below_the_motto_is_exactly_as_long_as_the_motto(vietnamese: Path) -> None:
    left, right, bottom = seen.span(seen.words(vietnamese, 1), "Độc", "phúc")
    rule = min(seen.rules(vietnamese, 1), key=lambda line: abs(line[0] - left) + abs(line[1] - right))
    assert rule[0] == pytest.approx(left, abs=0.3)
    assert rule[1] == pytest.approx(right, abs=0.3)
    assert 0 < rule[2] - bottom + 3 < 8


@pytest.mark.parametrize(("first", "last"), [("TẠI", "SÉC"), ("Kết", "2026")])
def test_rules_below_agency_and_subject_are_a_third_to_a_half_and_centred(
    vietnamese: Path, first: str, last: str
) -> None:
    left, right, bottom = seen.span(seen.words(vietnamese, 1), first, last)
    below = [line for line in seen.rules(vietnamese, 1) if left < line[0] < line[1] < right and line[2] > bottom - 3]
    rule = min(below, key=lambda line: line[2])
    assert 1 / 3 <= (rule[1] - rule[0]) / (right - left) <= 1 / 2
    assert (rule[0] + rule[1]) / 2 == pytest.approx((left + right) / 2, abs=0.5)


def test_number_and_date_stand_on_one_line_and_stay_blank_until_issue(vietnamese: Path) -> None:
    words = seen.words(vietnamese, 1)
    number = next(word for word in words if word.text == "Số:")
    place = next(word for word in words if word.text == "Praha,")
    assert number.bottom == pytest.approx(place.bottom, abs=0.5)
    lines = seen.text(vietnamese, "-layout", "-l", "1").replace("\xa0", " ").splitlines()
    line = next(" ".join(line.split()) for line in lines if "Số:" in line)
    assert line == "Số: /BC-ĐSQ Praha, ngày tháng 10 năm 2026"


def test_issued_report_shows_padded_number_and_the_decrees_date_line(tmp_path: Path) -> None:
    text = seen.text(seen.written(tmp_path, built(issued())[0]), "-l", "1")
    assert "Số: 05/BC-ĐSQ" in text
    assert "Praha, ngày 07 tháng 10 năm 2026" in text


def test_page_numbers_are_centred_hidden_on_first_pages_and_restart_in_appendices(vietnamese: Path) -> None:
    with pikepdf.open(vietnamese) as pdf:
        pages = len(pdf.pages)
    shown = []
    for page in range(1, pages + 1):
        top = [word for word in seen.words(vietnamese, page) if word.bottom < 19 * MM]
        assert all((word.left + word.right) / 2 == pytest.approx(105 * MM, abs=0.5) for word in top)
        shown.append("".join(word.text for word in top))
    starts = [index for index, number in enumerate(shown) if not number]
    assert len(starts) == 4
    for first, after in zip(starts, [*starts[1:], pages], strict=True):
        assert shown[first + 1 : after] == [str(number) for number in range(2, after - first + 1)]


def test_signature_stays_with_the_last_sentence_and_lists_recipients(vietnamese: Path) -> None:
    with pikepdf.open(vietnamese) as pdf:
        texts = [seen.text(vietnamese, "-f", str(page), "-l", str(page)) for page in range(1, len(pdf.pages) + 1)]
    signed = next(text for text in texts if "Lê Hoàng Phúc" in text)
    for expected in ("kính trình./.", "ĐẠI SỨ ĐẶC MỆNH TOÀN QUYỀN", "Nơi nhận:", "- Như trên;", "- Lưu: VT, VH."):
        assert expected in signed


def test_appendices_bear_their_number_title_and_a_blank_guiding_line(vietnamese: Path) -> None:
    text = " ".join(seen.text(vietnamese).split())
    assert "Phụ lục I DANH MỤC SỰ KIỆN (Kèm theo Báo cáo số …../BC-ĐSQ ngày ….. tháng ….. năm ….." in text
    assert "Phụ lục II KINH PHÍ THEO SỰ KIỆN" in text
    assert "Phụ lục III HÌNH ẢNH HOẠT ĐỘNG" in text
    assert (
        "Kèm theo báo cáo: danh mục sự kiện (Phụ lục I), kinh phí theo sự kiện (Phụ lục II) "
        "và hình ảnh hoạt động (Phụ lục III)." in text
    )
