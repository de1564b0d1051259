"""What the report says, held against golden text; and how well the file can be read by machines.

The golden files are `pdftotext -raw` of the factory's quarter; renew them when a text changes on purpose, and read the difference.
"""

from __future__ import annotations

import subprocess
import unicodedata
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pikepdf
import pytest

from cultdip_desktop.domain.period import Period
from cultdip_desktop.i18n.words import Language
from cultdip_desktop.reports.data import content_sha256, held, totals
from tests.reports import seen
from tests.reports.factory import built, came, event, issued, quarter, quarter_events

GOLDEN = Path(__file__).parent / "golden"


@pytest.mark.parametrize("language", ["vi", "en"])
def test_text_equals_the_golden_text(language: str, request: pytest.FixtureRequest) -> None:
    path = request.getfixturevalue("vietnamese" if language == "vi" else "english")
    golden = (GOLDEN / f"quarter.{language}.txt").read_text("utf-8").split()
    assert seen.text(path, "-raw").split() == golden


@pytest.mark.parametrize(
    ("period", "vietnamese", "english"),
    [
        ("2026", "ngoại giao văn hóa năm 2026", "in 2026"),
        ("2026-H2", "ngoại giao văn hóa 6 tháng cuối năm 2026", "in second half of 2026"),
        ("2026-09", "ngoại giao văn hóa tháng 9 năm 2026", "in September 2026"),
    ],
)
def test_every_length_of_period_has_its_report(tmp_path: Path, period: str, vietnamese: str, english: str) -> None:
    data = quarter(period=Period.parse(period))
    languages: tuple[tuple[Language, str], ...] = (("vi", vietnamese), ("en", english))
    for language, expected in languages:
        text = " ".join(seen.text(seen.written(tmp_path, built(data, language)[0]), "-raw").split())
        assert expected in text
        assert str(len(held(data))) in text


def test_text_is_nfc_and_every_font_is_embedded(vietnamese: Path) -> None:
    text = seen.text(vietnamese)
    assert unicodedata.is_normalized("NFC", text)
    assert "Nâng cao hình ảnh quốc gia qua nghệ sĩ lớn." in " ".join(text.split())
    fonts = subprocess.run(["pdffonts", str(vietnamese)], check=True, capture_output=True, text=True).stdout
    rows = fonts.splitlines()[2:]
    assert rows
    assert all("LiberationSerif" in row and row.split()[-5:-2] == ["yes", "yes", "yes"] for row in rows)


@pytest.mark.parametrize(("language", "tag"), [("vi", "vi-VN"), ("en", "en-GB")])
def test_file_names_its_title_language_and_author(language: str, tag: str, request: pytest.FixtureRequest) -> None:
    with pikepdf.open(request.getfixturevalue("vietnamese" if language == "vi" else "english")) as pdf:
        assert str(pdf.Root.Lang) == tag
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
        assert "2026" in str(pdf.docinfo["/Title"])
        assert "Vi" in str(pdf.docinfo["/Author"])
        with pdf.open_metadata(set_pikepdf_as_editor=False) as meta:
            assert meta["dc:title"] == str(pdf.docinfo["/Title"])
            assert tag in meta["dc:language"]


def test_same_data_give_the_same_bytes() -> None:
    assert built(quarter())[0] == built(quarter())[0]


def test_digest_of_the_data_is_printed_and_follows_the_content(vietnamese: Path) -> None:
    data = quarter()
    assert content_sha256(data) in seen.text(vietnamese)
    first, *rest = data.events
    changed = replace(first, results=came(1341, "0.62"))
    assert content_sha256(quarter(events=(changed, *rest))) != content_sha256(data)
    assert content_sha256(quarter(events=tuple(reversed(data.events)))) == content_sha256(data)
    assert content_sha256(issued(as_of=datetime(2026, 10, 9, tzinfo=UTC))) == content_sha256(data)
    noted = replace(first, internal_note="Không gửi đi")
    assert content_sha256(quarter(events=(noted, *rest))) == content_sha256(data)


def test_internal_note_never_reaches_the_report(tmp_path: Path) -> None:
    secret = replace(quarter_events()[0], internal_note="BÍMẬTNỘIBỘ")
    pdf, _ = built(quarter(events=(secret,)))
    assert "BÍMẬTNỘIBỘ" not in seen.text(seen.written(tmp_path, pdf))


def test_money_table_adds_up_to_the_total_of_the_figures() -> None:
    spent = totals(quarter()).spent
    assert {code: str(amount) for code, amount in spent.items()} == {
        "CZK": "508300.50",
        "EUR": "1500.00",
        "USD": "4000.00",
    }


def test_empty_period_gives_a_nil_report_on_one_page_without_appendices(tmp_path: Path) -> None:
    pdf, report = built(quarter(events=(), planned=(), previous=(), media={}))
    text = " ".join(seen.text(seen.written(tmp_path, pdf)).split())
    assert report.pages == 1
    assert "không tổ chức sự kiện ngoại giao văn hóa nào" in text
    assert "Phụ lục" not in text
    assert "Lê Hoàng Phúc" in text


def test_vietnamese_without_english_is_printed_and_marked(tmp_path: Path) -> None:
    data = quarter(events=(event(1, "Rối nước ở Praha", results=came(10)),), planned=(), media={})
    text = " ".join(seen.text(seen.written(tmp_path, built(data, "en")[0])).split())
    assert "Rối nước ở Praha (in Vietnamese)" in text
    assert "SOCIALIST REPUBLIC OF VIET NAM" in text


def test_events_outside_the_window_and_unapproved_ones_stay_out(tmp_path: Path) -> None:
    from cultdip_desktop.domain.event import EventState

    late = event(2, "Sự kiện tháng Mười", start=datetime(2026, 10, 1, 18, tzinfo=UTC))
    idea = event(3, "Ý tưởng riêng", state=EventState.IDEA)
    text = seen.text(seen.written(tmp_path, built(quarter(events=(late, idea), planned=(idea,), media={}))[0]))
    assert "Sự kiện tháng Mười" not in text
    assert "Ý tưởng riêng" not in text


def test_office_of_one_person_says_so(tmp_path: Path) -> None:
    text = " ".join(seen.text(seen.written(tmp_path, built(quarter(one_person=True))[0])).split())
    assert "việc soạn thảo và duyệt báo cáo này do cùng một người thực hiện" in text
