"""The table of events as a workbook and as plain text, for people who calculate on.

Texts never become formulas: XlsxWriter writes them as strings, and in CSV a leading sign that a spreadsheet would
calculate is disarmed by an apostrophe.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from zoneinfo import ZoneInfo

from cultdip_desktop.domain.event import COUNTED
from cultdip_desktop.domain.report import ReportLanguage
from cultdip_desktop.i18n.spreadsheet import cell_text, disarmed
from cultdip_desktop.i18n.words import Language, Words
from cultdip_desktop.reports import data as report_data
from cultdip_desktop.reports import prose, table_sheets
from cultdip_desktop.reports.data import ReportData
from cultdip_desktop.reports.table_writing import Book, Cell, Sheet


def events_csv(data: ReportData, language: Language) -> bytes:
    """One line per reportable event of the window, UTF-8 with BOM.

    Semicolons in Vietnamese and commas in English, as the spreadsheets of both languages expect. Numbers are plain
    digits with a point, days ISO 8601, so that programs read both alike.
    """
    words = Words(language)
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";" if language == "vi" else ",", lineterminator="\r\n")
    heads = [column.head for column in table_sheets.event_columns(words)]
    writer.writerow([*heads, words.c("report table", "Money spent")])
    for event in report_data.listed(data):
        spent = _amounts(event.spent) if event.state in COUNTED else ""
        writer.writerow([*map(_plain, table_sheets.event_cells(words, event)), disarmed(spent)])
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8")


def events_xlsx(data: ReportData, language: ReportLanguage) -> bytes:
    """A workbook: events, figures by goal, group and month, money by source and line by line, coverage, and its basis.

    For `both` the heads stand in both languages, words of cells in Vietnamese. The same data give the same bytes.
    """
    import xlsxwriter

    words = Words("en" if language == "en" else "vi")
    target = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(target, options)
    cut = data.as_of.astimezone(ZoneInfo("UTC")).replace(tzinfo=None)
    book.set_properties({"title": cell_text(prose.document_title(data, words)), "created": cut})
    writing = Book(book)
    made = table_sheets.sheets(data, words)
    if language == "both":
        made = tuple(map(_headed, made, table_sheets.sheets(data, Words("en"))))
    for sheet in made:
        writing.add(sheet)
    book.close()
    return target.getvalue()


def _headed(vi: Sheet, en: Sheet) -> Sheet:
    """The sheet with heads in both languages."""
    heads = zip(vi.columns, en.columns, strict=True)
    return replace(vi, columns=tuple(replace(one, head=f"{one.head}\n{other.head}") for one, other in heads))


def _amounts(spent: Mapping[str, Decimal]) -> str:
    return "; ".join(f"{amount:f} {currency}" for currency, amount in spent.items())


def _plain(cell: Cell) -> str:
    """A cell of the CSV; only texts can look like a formula, numbers and days are our own."""
    if cell is None:
        return ""
    if isinstance(cell, Decimal):
        return f"{cell:f}"
    if not isinstance(cell, str):
        return str(cell)
    return disarmed(cell)
