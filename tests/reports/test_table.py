"""The event table as CSV and workbook."""

from __future__ import annotations

import csv
import io
from datetime import date

from python_calamine import CalamineWorkbook

from cultdip_desktop.reports.table import events_csv, events_xlsx
from tests.reports.factory import quarter


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


def test_workbook_has_real_days_and_numbers_on_four_sheets() -> None:
    book = CalamineWorkbook.from_filelike(io.BytesIO(events_xlsx(quarter(), "vi")))
    assert book.sheet_names == ["Sự kiện", "Theo mục tiêu", "Kinh phí", "Thông tin"]
    events = book.get_sheet_by_index(0).to_python()
    row = next(row for row in events if row[0] == "SK-2026-031")
    assert row[1] == date(2026, 9, 25)
    assert row[13] == 1340
    goals = book.get_sheet_by_index(1).to_python()
    assert [line[0] for line in goals[1:12]] == ["M1", "M2", "M3", "M4", "M5", "G1", "G2", "G3", "G4", "G5", "G6"]
    assert goals[12][2] == 12


def test_same_data_give_the_same_workbook() -> None:
    assert events_xlsx(quarter(), "en") == events_xlsx(quarter(), "en")
