"""The event table as CSV and workbook."""

from __future__ import annotations

import csv
import io
import re
import shutil
import subprocess
import zipfile
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from cultdip_desktop.domain.event import PressItem, PressKind
from cultdip_desktop.i18n.words import Language
from cultdip_desktop.reports.data import ReportData, totals
from cultdip_desktop.reports.table import events_csv, events_xlsx
from tests.reports.factory import came, event, money, quarter


def rows(language: str = "vi") -> list[list[str]]:
    """The CSV of the quarter, read back."""
    text = events_csv(quarter(), "vi" if language == "vi" else "en").decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text), delimiter=";" if language == "vi" else ","))


def test_csv_begins_with_a_byte_order_mark_and_lists_events_by_day() -> None:
    assert events_csv(quarter(), "vi").startswith(b"\xef\xbb\xbf")
    days = [row[1] for row in rows()[1:]]
    assert len(days) == 14
    assert days == sorted(days)
    assert all(len(row) == len(rows()[0]) for row in rows())


def test_csv_carries_both_titles_and_exact_amounts() -> None:
    row = next(row for row in rows("en") if row[0] == "SK-2026-028")
    assert row[3] == "Triển lãm ảnh “Việt Nam – Đất nước, Con người”"
    assert row[4] == "Photo exhibition “Viet Nam – Land and People”"
    assert row[13] == "2150"
    assert row[15] == "0.91"
    assert row[18] == "73200.50 CZK; 1500.00 EUR"


def test_heads_are_in_the_language_of_the_table() -> None:
    assert rows()[0][:3] == ["Số hiệu", "Ngày đầu", "Ngày cuối"]
    assert rows("en")[0][:3] == ["Number", "First day", "Last day"]


def book(language: Language = "vi", data: ReportData | None = None) -> CalamineWorkbook:
    """The workbook, read back."""
    return CalamineWorkbook.from_filelike(io.BytesIO(events_xlsx(data or quarter(), language)))


def column(of: CalamineWorkbook, sheet: int, code: str) -> list[object]:
    """Everything below a column's code, sums too."""
    grid = of.get_sheet_by_index(sheet).to_python()
    at = grid[1].index(code)
    return [row[at] for row in grid[2:]]


def test_workbook_has_real_days_and_numbers_on_its_sheets() -> None:
    read = book()
    assert read.sheet_names == [
        "Sự kiện", "Theo mục tiêu", "Theo nhóm giải pháp", "Theo tháng", "Theo nguồn", "Kinh phí", "Truyền thông", "Thông tin",
    ]  # fmt: skip
    events = read.get_sheet_by_index(0).to_python()
    row = next(row for row in events if row[0] == "SK-2026-031")
    assert row[1] == date(2026, 9, 25)
    assert row[13] == 1340
    assert column(read, 1, "GO.CODE") == ["M1", "M2", "M3", "M4", "M5", ""]
    assert column(read, 2, "GR.CODE") == ["G1", "G2", "G3", "G4", "G5", "G6", ""]
    assert column(read, 1, "GO.EVENTS")[-1] == 12


def test_codes_of_columns_are_the_same_in_both_languages_and_names_of_their_cells() -> None:
    for index in range(8):
        assert (
            book("vi").get_sheet_by_index(index).to_python()[1] == book("en").get_sheet_by_index(index).to_python()[1]
        )
    names = _part(events_xlsx(quarter(), "vi"), "xl/workbook.xml")
    assert "EV.TITLE_VI\">'Sự kiện'!$D$3:$D$16<" in names


def test_heads_in_both_languages_stand_one_below_the_other() -> None:
    read = CalamineWorkbook.from_filelike(io.BytesIO(events_xlsx(quarter(), "both"))).get_sheet_by_index(0).to_python()
    assert read[0][:2] == ["Số hiệu\nNumber", "Ngày đầu\nFirst day"]
    assert read[1][:2] == ["EV.NUMBER", "EV.FIRST_DAY"]


def test_sums_are_formulas_that_bring_their_values_and_equal_the_report() -> None:
    read, total = book(), totals(quarter())
    assert column(read, 0, "EV.ATTENDANCE")[-1] == total.attendance
    for code in ("CZK", "EUR", "USD"):
        assert Decimal(str(column(read, 0, f"EV.SPENT.{code}")[-1])) == total.spent[code]
        assert Decimal(str(column(read, 3, f"MO.SPENT.{code}")[-1])) == total.spent[code]
    currencies, spent = column(read, 4, "SO.CURRENCY"), column(read, 4, "SO.SPENT")
    by_source = dict(zip(currencies[-3:], (Decimal(str(amount)) for amount in spent[-3:]), strict=True))
    assert by_source == total.spent
    amounts = dict(zip(column(read, 5, "MN.CURRENCY")[-3:], column(read, 5, "MN.AMOUNT")[-3:], strict=True))
    assert {code: Decimal(str(amount)) for code, amount in amounts.items()} == total.spent


def test_the_only_formulas_are_sums_over_our_own_cells() -> None:
    made = events_xlsx(quarter(), "vi")
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        sheets = [archive.read(name).decode() for name in archive.namelist() if name.startswith("xl/worksheets/sheet")]
    formulas = [formula for sheet in sheets for formula in re.findall("<f>(.*?)</f>", sheet)]
    assert len(formulas) > 10
    for formula in formulas:
        assert re.fullmatch(
            r"SUM(?:IFS)?\([A-Z]+\$\d+:[A-Z]+\$\d+(?:,[A-Z]+\$\d+:[A-Z]+\$\d+,[A-Z]+\d+)*\)", formula
        ), formula


def test_money_in_kind_is_listed_and_never_summed() -> None:
    gift = replace(money("RS.SOC", "900.00"), in_kind=True)
    one = event(1, "Hội chợ", results=came(5), money=(gift, money("RS.BUD", "10.50")))
    read = book(data=quarter(events=(one,), planned=(), media={}, previous=()))
    assert column(read, 0, "EV.SPENT.CZK") == [10.5, 10.5]
    assert column(read, 5, "MN.AMOUNT") == [900, 10.5, 10.5]
    assert column(read, 4, "SO.SPENT") == [10.5, 10.5]


def test_coverage_is_listed_with_links_as_text() -> None:
    item = PressItem(
        "Právo", PressKind.PRINT, '=HYPERLINK("http://x")', "cs", date(2026, 9, 26), 1000, "https://pravo.cz/1"
    )
    shown = event(1, "Hội chợ", results=replace(came(5), press=(item, replace(item, reach=None))))
    read = book(data=quarter(events=(shown,), planned=(), media={}, previous=()))
    assert column(read, 6, "PR.TITLE")[0] == '=HYPERLINK("http://x")'
    assert column(read, 6, "PR.REACH") == [1000, "", 1000]
    assert (
        b"hyperlink"
        not in _part(events_xlsx(quarter(events=(shown,)), "vi"), "xl/worksheets/sheet7.xml").lower().encode()
    )


def test_an_empty_period_gives_heads_and_no_sums() -> None:
    read = book(data=quarter(events=(), planned=(), media={}, previous=()))
    assert len(read.get_sheet_by_index(0).to_python()) == 2
    assert column(read, 1, "GO.EVENTS") == [0] * 6


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not on this machine")
def test_libreoffice_opens_the_workbook_and_calculates_the_same(tmp_path: Path) -> None:
    (tmp_path / "bảng.xlsx").write_bytes(events_xlsx(quarter(), "vi"))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    given = [profile, "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(tmp_path / "out")]
    subprocess.run(["soffice", *given, str(tmp_path / "bảng.xlsx")], check=True, capture_output=True, timeout=120)
    read = CalamineWorkbook.from_path(str(tmp_path / "out" / "bảng.xlsx"))
    assert column(read, 0, "EV.ATTENDANCE")[-1] == totals(quarter()).attendance
    assert Decimal(str(column(read, 5, "MN.AMOUNT")[-1])) == totals(quarter()).spent["USD"]


def _part(workbook: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(workbook)) as archive:
        return archive.read(name).decode()


def test_same_data_give_the_same_workbook() -> None:
    assert events_xlsx(quarter(), "en") == events_xlsx(quarter(), "en")
