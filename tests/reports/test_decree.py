"""Every box of Decree 30/2020, Appendix I, IV, read out of the finished file and held against the decree's table (V)."""

from __future__ import annotations

import functools
import itertools
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from reportlab.pdfbase import pdfmetrics

from cultdip_desktop.core.progress import NoProgress
from cultdip_desktop.domain.letterhead import Authority, Circulation, DocumentType, Letterhead, Urgency
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.i18n.words import Words
from cultdip_desktop.packages.package import DOCUMENT_FIELDS
from cultdip_desktop.reports.data import ReportData
from cultdip_desktop.reports.fonts import width
from cultdip_desktop.reports.head_text import Head, metadata, place_and_date, roman
from cultdip_desktop.reports.head_text import number as number_line
from tests.reports.factory import ambassador, built, issued, office, quarter
from tests.reports.measured import MM, Page, Text, pages
from tests.signatures.papers import failed_rules

REGULAR, BOLD = "LiberationSerif", "LiberationSerif-Bold"
ITALIC, BOLD_ITALIC = "LiberationSerif-Italic", "LiberationSerif-BoldItalic"
TIMES = ("Times-Roman", "Times-Bold", "Times-Italic", "Times-BoldItalic")
LEFT, RIGHT = 30.0, 195.0
"""Edges of the text in mm."""

VI = Words("vi")


@functools.cache
def plain() -> list[Page]:
    """An issued report as a new office makes it."""
    return pages(built(issued())[0])


def every_box() -> ReportData:
    """One with every box in use."""
    form = Letterhead(
        urgency=Urgency.EXPRESS,
        circulation=Circulation.INTERNAL,
        copies=BiText("Vụ Tổng hợp;\n- Văn phòng Ban Chỉ đạo Ngoại giao văn hóa"),
        kept_copies=2,
        authority=Authority.FOR_HEAD,
        head=BiText("Đại sứ"),
        position=BiText("Công sứ"),
        other_position=BiText("Phó Trưởng ban Chỉ đạo"),
        drafter_mark="nmh",
        issued_copies=5,
        contact=BiText("Plzeňská 214/2578, 150 00 Praha 5\nĐT: +420 257 211 540; E-mail: vp@example.cz"),
    )
    to = BiText("Bộ Ngoại giao (Cục Ngoại vụ và Ngoại giao văn hóa)\nVăn phòng Bộ\nBan Chỉ đạo")
    return replace(issued(), letterhead=form, recipient=to)


@functools.cache
def full() -> list[Page]:
    """Its pages."""
    return pages(built(every_box())[0])


def signed_on(of: list[Page]) -> Page:
    """The page with the signature."""
    return next(page for page in of if any(one.text == "Lê Hoàng Phúc" for one in page.texts))


def is_set(text: Text, font: str, *sizes: float) -> bool:
    """Whether a line is set in this face, in one of the sizes that the decree allows."""
    return text.font == font and any(abs(text.size - size) < 0.01 for size in sizes)


def test_pages_are_a4_with_the_decrees_margins() -> None:
    for page in (*plain(), *full()):
        assert page.size == pytest.approx((210, 297), abs=0.1)
        text = [one for one in page.texts if 19.5 < one.base < 277.5]
        assert min(one.left for one in text) >= LEFT - 0.05
        assert max(one.right for one in text) <= RIGHT + 0.1
        assert {round(one.left) for one in text} & {30, 31, 43}


def test_every_letter_has_the_metrics_of_times_new_roman() -> None:
    fonts = {one.font for page in (*plain(), *full()) for one in page.texts}
    assert fonts <= {REGULAR, BOLD, ITALIC, BOLD_ITALIC}
    letters = "".join(chr(code) for code in range(33, 127))
    for ours, times in zip((REGULAR, BOLD, ITALIC, BOLD_ITALIC), TIMES, strict=True):
        for letter in letters:
            assert width(letter, ours, 12) == pytest.approx(pdfmetrics.stringWidth(letter, times, 12), abs=0.06), letter


def test_box_1_motto() -> None:
    page = plain()[0]
    republic, motto = page.line("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"), page.line("Độc lập - Tự do - Hạnh phúc")
    assert is_set(republic, BOLD, 12, 13)
    assert is_set(motto, BOLD, 13, 14)
    assert republic.top == pytest.approx(20, abs=1.5)
    assert republic.middle == pytest.approx(motto.middle, abs=0.2)
    assert republic.middle > 105
    rule = page.below(motto)
    assert rule.length == pytest.approx(motto.length, abs=0.1)
    assert rule.middle == pytest.approx(motto.middle, abs=0.1)
    assert 0 < rule.top - motto.base < 3
    assert motto.base - republic.base <= 13 * 1.3 / MM


def test_box_2_agencies() -> None:
    page = plain()[0]
    parent, first, last = page.line("BỘ NGOẠI GIAO"), page.line("ĐẠI SỨ QUÁN VIỆT NAM"), page.line("TẠI CỘNG HÒA SÉC")
    assert is_set(parent, REGULAR, 12, 13)
    assert is_set(first, BOLD, 12, 13)
    assert is_set(last, BOLD, 12, 13)
    assert parent.top == pytest.approx(page.line("CỘNG HÒA XÃ HỘI").top, abs=0.3)
    assert {round(one.middle, 1) for one in (parent, first, last)} == {round(parent.middle, 1)}
    assert first.right < page.line("CỘNG HÒA XÃ HỘI").left
    rule = page.below(last)
    assert 1 / 3 <= rule.length / last.length <= 1 / 2
    assert rule.middle == pytest.approx(last.middle, abs=0.1)


def test_boxes_3_and_4_stand_on_one_line_below_agency_and_motto() -> None:
    page = plain()[0]
    number, day = page.line("Số: 05/BC-ĐSQ"), page.line("Praha, ngày 07 tháng 10 năm 2026")
    assert is_set(number, REGULAR, 13)
    assert is_set(day, ITALIC, 13, 14)
    assert number.base == pytest.approx(day.base, abs=0.05)
    assert number.middle == pytest.approx(page.line("BỘ NGOẠI GIAO").middle, abs=0.2)
    assert day.middle == pytest.approx(page.line("Độc lập").middle, abs=0.2)


@pytest.mark.parametrize(
    ("day", "line"),
    [
        (date(2026, 1, 5), "ngày 05 tháng 01 năm 2026"),
        (date(2026, 2, 29 - 1), "ngày 28 tháng 02 năm 2026"),
        (date(2026, 3, 9), "ngày 09 tháng 3 năm 2026"),
        (date(2026, 12, 10), "ngày 10 tháng 12 năm 2026"),
    ],
)
def test_days_below_10_and_months_1_and_2_are_padded(day: date, line: str) -> None:
    assert place_and_date(of(issued_on=day), VI) == f"Praha, {line}"


def of(**more: object) -> Head:
    """A head to ask for its words."""
    head = Head(
        office=office(), type=DocumentType.REPORT, subject="Kết quả", as_of=datetime(2026, 10, 5, tzinfo=UTC),
        signer=ambassador(),
    )  # fmt: skip
    return replace(head, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(("number", "written"), [(5, "05"), (9, "09"), (10, "10"), (123, "123")])
def test_numbers_below_10_are_padded(number: int, written: str) -> None:
    assert number_line(of(number=number), VI) == f"Số: {written}/BC-ĐSQ"


@pytest.mark.parametrize("type_", [one for one in DocumentType if one is not DocumentType.LETTER])
def test_the_symbol_begins_with_the_abbreviation_of_the_type(type_: DocumentType) -> None:
    assert number_line(of(number=12, type=type_), VI) == f"Số: 12/{type_.value}-ĐSQ"


def test_number_and_day_are_blank_before_issue() -> None:
    page = pages(built(quarter())[0])[0]
    number = next(one for one in page.texts if one.text.startswith("Số:"))
    assert number.text.split() == ["Số:", "/BC-ĐSQ"]
    day = next(one for one in page.texts if one.text.startswith("Praha,"))
    assert day.text.split() == ["Praha,", "ngày", "tháng", "10", "năm", "2026"]


def test_box_5a_type_subject_and_rule() -> None:
    page = plain()[0]
    type_, subject = page.line("BÁO CÁO"), page.line("Kết quả công tác ngoại giao văn hóa quý III năm 2026")
    assert is_set(type_, BOLD, 13, 14)
    assert is_set(subject, BOLD, 13, 14)
    middle = (LEFT + RIGHT) / 2
    assert type_.middle == pytest.approx(middle, abs=0.2)
    assert subject.middle == pytest.approx(middle, abs=0.2)
    rule = page.below(subject)
    assert 1 / 3 <= rule.length / subject.length <= 1 / 2
    assert rule.middle == pytest.approx(middle, abs=0.2)


def test_box_6_body_is_justified_indented_and_spaced() -> None:
    page = plain()[0]
    body = [one for one in page.texts if is_set(one, REGULAR, 13) and one.base > page.line("Kính gửi").base]
    starts = [one for one in body if one.left == pytest.approx(LEFT + 12.7, abs=0.1)]
    whole = [one for one in body if one.left == pytest.approx(LEFT, abs=0.1)]
    assert starts
    assert whole
    assert sum(one.right == pytest.approx(RIGHT, abs=0.3) for one in body) > len(body) / 2
    steps = sorted({round((b.base - a.base) * MM, 1) for a, b in itertools.pairwise(body) if b in whole})
    assert 13 * 1.15 <= steps[0] <= 13 * 1.15 * 1.5
    line = steps[0]
    for before, after in itertools.pairwise(body):
        if after in starts and after.base - before.base < 12:
            assert (after.base - before.base) * MM - line >= 5.95


def test_headings_are_bold_with_roman_and_arabic_numbers() -> None:
    heads = [one for page in plain() for one in page.texts if is_set(one, BOLD, 13, 14)]
    for wanted in ("I. ", "II. ", "1. ", "2. "):
        assert any(one.text.startswith(wanted) for one in heads), wanted


def test_list_letters_follow_the_vietnamese_alphabet() -> None:
    text = "\n".join(one.text for page in plain() for one in page.texts)
    found = [letter for letter in "abcdđe" if f"\n{letter})" in f"\n{text}"]
    assert found[:5] == ["a", "b", "c", "d", "đ"]


def test_box_9a_names_one_recipient_on_the_line() -> None:
    line = plain()[0].line("Kính gửi: Bộ Ngoại giao (Cục Ngoại vụ và Ngoại giao văn hóa)")
    assert is_set(line, REGULAR, 13, 14)
    assert line.middle == pytest.approx((LEFT + RIGHT) / 2, abs=0.3)


def test_box_9a_names_several_below_with_dashes_under_the_colon() -> None:
    page = full()[0]
    to = page.line("Kính gửi:")
    names = [
        page.line(name)
        for name in ("-Bộ Ngoại giao (Cục Ngoại vụ và Ngoại giao văn hóa);", "-Văn phòng Bộ;", "-Ban Chỉ đạo.")
    ]
    assert [one.base for one in (to, *names)] == sorted(one.base for one in (to, *names))
    assert all(is_set(one, REGULAR, 13, 14) for one in (to, *names))
    for name in names:
        assert name.left == pytest.approx(to.right - 1.27, abs=0.4)  # the colon is 1.27 mm wide


def test_box_10b_urgency_is_a_red_frame_of_the_decrees_size() -> None:
    page = full()[0]
    mark = page.line("HỎA TỐC")
    assert is_set(mark, BOLD, 13, 14)
    assert mark.ink[0] > 0.8
    assert max(mark.ink[1:]) < 0.2
    left, top, across, high = next(frame for frame in page.frames if frame[0] < 31)
    assert (across, high) == pytest.approx((30, 8), abs=0.05)
    assert left == pytest.approx(LEFT, abs=0.1)
    assert mark.middle == pytest.approx(left + across / 2, abs=0.1)
    assert page.line("Số:").base < top < page.line("Kính gửi:").base


@pytest.mark.parametrize(
    ("urgency", "words", "across"),
    [(Urgency.URGENT, "KHẨN", 20), (Urgency.VERY_URGENT, "THƯỢNG KHẨN", 40), (Urgency.EXPRESS, "HỎA TỐC", 30)],
)
def test_each_degree_of_urgency_has_its_frame(urgency: Urgency, words: str, across: float) -> None:
    page = pages(built(replace(issued(), letterhead=Letterhead(urgency=urgency)))[0])[0]
    mark = page.line(words)
    frame = next(frame for frame in page.frames if frame[0] < 31)
    assert frame[2:] == pytest.approx((across, 8), abs=0.05)
    assert frame[0] < mark.left < mark.right < frame[0] + frame[2]
    assert all(
        mark.base + 0.5 < one.top or one.left > frame[0] + frame[2] for one in page.texts if one.text == "Kết quả"
    )


def test_box_11_circulation_stands_framed_in_the_top_margin_at_the_right() -> None:
    page = full()[0]
    mark = page.line("LƯU HÀNH NỘI BỘ")
    assert is_set(mark, BOLD, 13, 14)
    left, top, across, high = next(frame for frame in page.frames if frame[1] < 20)
    assert (left, top) == pytest.approx((122, 7), abs=1)
    assert top + high < 20
    assert mark.middle == pytest.approx(left + across / 2, abs=0.2)
    assert max(mark.ink) < 0.1


def test_boxes_7a_and_7b_authority_positions_and_name() -> None:
    page = signed_on(full())
    authority, position = page.line("KT. ĐẠI SỨ"), page.line("CÔNG SỨ")
    other, name = page.line("Phó Trưởng ban Chỉ đạo"), page.line("Lê Hoàng Phúc")
    assert all(is_set(one, BOLD, 13, 14) for one in (authority, position, other, name))
    assert authority.base < position.base < other.base < name.base
    assert {round(one.middle, 1) for one in (authority, position, other, name)} == {round(name.middle, 1)}
    assert name.middle > 120
    assert other.top - position.base > 24  # room for signature and seal


@pytest.mark.parametrize(
    ("authority", "lines"),
    [
        (Authority.OWN, ["ĐẠI SỨ ĐẶC MỆNH TOÀN QUYỀN"]),
        (Authority.COLLECTIVE, ["TM. ĐẠI SỨ QUÁN", "ĐẠI SỨ ĐẶC MỆNH TOÀN QUYỀN"]),
        (Authority.ACTING, ["Q. ĐẠI SỨ QUÁN"]),
        (Authority.FOR_HEAD, ["KT. ĐẠI SỨ QUÁN", "ĐẠI SỨ ĐẶC MỆNH TOÀN QUYỀN"]),
        (Authority.BY_ORDER, ["TL. ĐẠI SỨ QUÁN", "ĐẠI SỨ ĐẶC MỆNH TOÀN QUYỀN"]),
        (Authority.BY_AUTHORISATION, ["TUQ. ĐẠI SỨ QUÁN", "ĐẠI SỨ ĐẶC MỆNH TOÀN QUYỀN"]),
    ],
)
def test_the_right_in_which_is_signed_is_abbreviated_as_the_decree_does(authority: Authority, lines: list[str]) -> None:
    from cultdip_desktop.reports.head_text import positions

    form = Letterhead(authority=authority, head=BiText("Đại sứ quán") if authority is not Authority.OWN else BiText())
    assert list(positions(of(letterhead=form), VI)) == lines


def test_box_9b_recipients_stand_level_with_the_position_at_the_left_edge() -> None:
    page = signed_on(full())
    head = page.line("Nơi nhận:")
    assert is_set(head, BOLD_ITALIC, 12)
    assert head.left == pytest.approx(LEFT, abs=0.1)
    assert head.base == pytest.approx(page.line("KT. ĐẠI SỨ").base, abs=0.1)
    lines = [
        page.line(line)
        for line in ("- Như trên;", "- Vụ Tổng hợp;", "- Văn phòng Ban Chỉ đạo", "- Lưu: VT, VH (02).", "NMH.(5)")
    ]
    assert all(is_set(one, REGULAR, 11) for one in lines)
    assert all(one.left == pytest.approx(LEFT, abs=0.1) for one in lines)
    assert [one.base for one in lines] == sorted(one.base for one in lines)


def test_boxes_7c_and_8_the_seal_covers_a_third_of_the_signature_from_the_left() -> None:
    from cultdip_desktop.reports.document import signature_places

    places = signature_places(built(replace(issued(), letterhead=Letterhead(seal_width=38)))[0])
    person, agency = places["person"], places["agency"]
    assert person.page == agency.page
    left, bottom, right, top = agency.box
    assert ((right - left) / MM, (top - bottom) / MM) == pytest.approx((38, 38), abs=0.05)
    covered = (right - person.box[0]) / (person.box[2] - person.box[0])
    assert covered == pytest.approx(1 / 3, abs=0.02)
    assert left < person.box[0]
    assert (person.box[1] + person.box[3]) / 2 == pytest.approx((bottom + top) / 2, abs=1)


def test_box_13_address_stands_at_the_foot_of_page_1_below_a_rule_of_the_whole_width() -> None:
    page = full()[0]
    first, second = page.line("Plzeňská 214/2578"), page.line("ĐT: +420")
    assert is_set(first, REGULAR, 11, 12)
    assert is_set(second, REGULAR, 11, 12)
    rule = max((one for one in page.strokes if one.length > 160), key=lambda one: one.top)
    assert (rule.left, rule.right) == pytest.approx((LEFT, RIGHT), abs=0.1)
    assert rule.top < first.top
    assert second.base < 277
    body = [one for one in page.texts if one.size > 9 and one.base < 277 and one not in (first, second)]
    assert max(one.base for one in body) < rule.top
    assert not any(one.text.startswith("Plzeňská") for other in full()[1:] for one in other.texts)


def test_box_14_pages_are_numbered_in_the_top_margin_but_the_first() -> None:
    shown = []
    for page in plain():
        top = [one for one in page.texts if one.base < 19]
        assert len(top) <= 1
        for one in top:
            assert is_set(one, REGULAR, 13, 14)
            assert one.middle == pytest.approx(105, abs=0.3)
        shown.append(top[0].text if top else "")
    assert shown[0] == ""
    assert shown[1] == "2"
    starts = [index for index, number in enumerate(shown) if not number]
    for first, after in zip(starts, [*starts[1:], len(shown)], strict=True):
        assert shown[first + 1 : after] == [str(number) for number in range(2, after - first + 1)]


def test_appendices_bear_roman_numbers_titles_and_a_guiding_line_with_blanks() -> None:
    heads = [page for page in plain() if any(one.text.startswith("Phụ lục") and one.font == BOLD for one in page.texts)]
    assert len(heads) >= 2
    for at, page in enumerate(heads, 1):
        number = page.line(f"Phụ lục {roman(at)}")
        assert is_set(number, BOLD, 14)
        assert number.middle == pytest.approx((LEFT + RIGHT) / 2, abs=0.2)
        title = min((one for one in page.texts if one.base > number.base + 1), key=lambda one: one.base)
        assert is_set(title, BOLD, 13, 14)
        assert title.text == title.text.upper()
        line = page.line("(Kèm theo Báo cáo số …../BC-ĐSQ ngày ….. tháng ….. năm …..")
        assert is_set(line, ITALIC, 13, 14)
        assert line.middle == pytest.approx((LEFT + RIGHT) / 2, abs=0.2)


def test_a_single_appendix_has_no_number() -> None:
    from cultdip_desktop.reports.head_text import appendix_number

    assert appendix_number(VI, 1, 1) == "Phụ lục"
    assert [appendix_number(VI, at, 9) for at in (1, 4, 9)] == ["Phụ lục I", "Phụ lục IV", "Phụ lục IX"]


def test_an_appendix_in_a_file_of_its_own_bears_number_and_signing_time_but_no_seal() -> None:
    page = pages(separate(datetime(2026, 10, 7, 9, 30, 5, tzinfo=UTC)))[0]
    number, moment = page.line("Số: 05/BC-ĐSQ"), page.line("2026-10-07T16:30:05+07:00")
    for one in (number, moment):
        assert is_set(one, REGULAR, 10)
        assert one.right == pytest.approx(RIGHT, abs=0.1)
        assert one.base < 20
    assert page.line("Phụ lục II").middle == pytest.approx((LEFT + RIGHT) / 2, abs=0.2)


def separate(signed_at: datetime) -> bytes:
    """An appendix as a file of its own."""
    import io

    from cultdip_desktop.reports import fonts

    fonts.prepare()
    from cultdip_desktop.reports import document, paper
    from cultdip_desktop.reports.appendix_head import separate_head
    from cultdip_desktop.reports.document import signature_places

    head = of(number=5)
    flow = [*separate_head(head, VI, 2, 2, "Hình ảnh hoạt động", signed_at), paper.paragraph(paper.BODY, "Ảnh.")]
    properties = document.Properties("Phụ lục", "Đại sứ quán", "Phụ lục", "vi", signed_at)
    target = io.BytesIO()
    document.write(document.Recipe([flow], properties), target, {}, NoProgress())
    assert not signature_places(target.getvalue())
    return target.getvalue()


def test_a_package_names_the_document_as_appendix_vi_does() -> None:
    head = of(number=5, issued_on=date(2026, 10, 7), letterhead=Letterhead(urgency=Urgency.VERY_URGENT))
    known = metadata(head, VI)
    assert set(known) <= DOCUMENT_FIELDS
    assert (known["CodeNumber"], known["CodeNotation"], known["IssuedDate"]) == ("05", "BC-ĐSQ", "2026-10-07")
    assert known["SignerInfo"] == "ĐẠI SỨ ĐẶC MỆNH TOÀN QUYỀN, Lê Hoàng Phúc"
    assert known["Priority"] == 2
    assert not {"CodeNumber", "IssuedDate"} & set(metadata(of(), VI))


def test_minutes_bear_no_place_and_date_in_the_head() -> None:
    assert place_and_date(of(type=DocumentType.MINUTES, issued_on=date(2026, 3, 5)), VI) == ""


def test_documents_with_every_box_and_separate_appendices_conform() -> None:
    for pdf in (built(every_box())[0], separate(datetime(2026, 10, 7, tzinfo=UTC))):
        assert failed_rules(pdf) == []


@pytest.mark.parametrize("kind", ["nil", "one", "many", "long"])
def test_the_form_holds_with_0_1_and_400_events_and_titles_of_300_characters(kind: str) -> None:
    found = pages(built(_sized(kind))[0])
    first = found[0]
    assert is_set(first.line("Số:"), REGULAR, 13)
    assert signed_on(found)
    for page in found:
        text = [one for one in page.texts if 19.5 < one.base < 277.5]
        assert max(one.right for one in text) <= RIGHT + 0.1
        assert min(one.left for one in text) >= LEFT - 0.05
        assert max(one.base for one in text) <= 277.5
        last = max(text, key=lambda one: (one.base, -one.left))
        assert not (last.font == BOLD and last.text[:3] in ("I. ", "II.", "III", "1. ", "2. ", "3. ")), last.text


def _sized(kind: str) -> ReportData:
    events = quarter().events
    if kind == "nil":
        return quarter(events=(), planned=(), media={})
    if kind == "one":
        return quarter(events=events[:1], planned=(), media={})
    if kind == "many":
        many = tuple(
            replace(events[at % 12], id=f"0190d3a0-0000-7000-8000-{at:012d}", number=f"SK-2026-{at:03d}")
            for at in range(400)
        )
        return quarter(events=many, planned=(), media={})
    name = "Triển lãm ảnh và hội thảo về di sản văn hóa phi vật thể của nhân dân Việt Nam tại Praha " * 4
    return quarter(events=tuple(replace(one, title=BiText(name[:300], name[:300])) for one in events))


def test_heads_of_long_tables_are_repeated_on_every_page() -> None:
    found = pages(built(_sized("many"))[0])
    start = next(at for at, page in enumerate(found) if any(one.text == "DANH MỤC SỰ KIỆN" for one in page.texts))
    heads = [page for page in found[start : start + 10] if any(one.text == "Sự kiện, địa điểm" for one in page.texts)]
    assert len(heads) == 10
