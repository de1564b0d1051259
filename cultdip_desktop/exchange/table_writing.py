"""Writes events as a table that people work on and give back: XLSX and CSV under the same heads.

Texts never become formulas: XlsxWriter writes them as strings, and in CSV a leading sign that would be calculated is disarmed.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from cultdip_desktop.domain.event import Event
from cultdip_desktop.exchange.columns import COLUMNS, Column
from cultdip_desktop.exchange.event_cells import cells_of
from cultdip_desktop.exchange.grid import Cell
from cultdip_desktop.exchange.vocabulary import Vocabulary
from cultdip_desktop.i18n.spreadsheet import cell_text, disarmed
from cultdip_desktop.i18n.words import Language, Words

if TYPE_CHECKING:
    from cultdip_desktop.core.progress import Progress

PRIVATE: Final = frozenset({"internal_note", "risk_note"})
"""What never leaves the machine; when the table comes back, the fields stay as they are."""

FONT: Final = {"font_name": "Times New Roman", "font_size": 11, "valign": "top"}
OPTIONS: Final = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}

_LINE: Final = 15
"""Height of a line in points."""

_MAX_LINES: Final = 8
_LETTERS_A_UNIT: Final = 1.1
_STEP: Final = 200


class EventTable:
    """Events as rows of cells; columns in which no event says anything are left out, but for the most usual ones."""

    def __init__(self, events: Sequence[Event], language: Language, vocabulary: Vocabulary) -> None:
        words = Words(language)
        self.language = language
        self._rows = [
            {key: cell for key, cell in cells_of(event, words, vocabulary).items() if key not in PRIVATE}
            for event in events
        ]
        said = {key for row in self._rows for key in row}
        self.columns: Final = tuple(column for column in COLUMNS if column.key in said or column.key in _ALWAYS)

    def heads(self) -> list[str]:
        """The heads in its language."""
        return [column.name(self.language) for column in self.columns]

    def rows(self) -> Iterable[list[Cell]]:
        """Cells in the order of the columns."""
        for row in self._rows:
            yield [row.get(column.key) for column in self.columns]


_ALWAYS: Final = frozenset(
    "number title_vi title_en first_day last_day kind format state venue_vi city primary_goal id".split()
)


def csv_bytes(table: EventTable) -> bytes:
    """UTF-8 with BOM; semicolons in Vietnamese, commas in English, as the spreadsheets of both expect; days ISO 8601."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";" if table.language == "vi" else ",", lineterminator="\r\n")
    writer.writerow(table.heads())
    for row in table.rows():
        writer.writerow([_plain(cell) for cell in row])
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8")


def xlsx_bytes(table: EventTable, sheet: str, made: datetime, progress: Progress) -> bytes:
    """A workbook of one sheet; the same events give the same bytes. `made` is wall time, `sheet` its name.

    Raises:
        Cancelled: as `progress` wishes.
    """
    import xlsxwriter

    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, OPTIONS)
    book.set_properties({"title": sheet, "created": made})
    _write_sheet(book, sheet, table, progress)
    book.close()
    return target.getvalue()


def _write_sheet(book: Any, name: str, table: EventTable, progress: Progress) -> None:
    sheet = book.add_worksheet(name)
    formats = Formats(book)
    for index, column in enumerate(table.columns):
        sheet.set_column(index, index, column.width, None, {"hidden": 1} if column.key == "id" else {})
        sheet.write_string(0, index, column.name(table.language), formats.head)
    sheet.set_row(0, 2 * _LINE)
    last = 0
    for last, row in enumerate(table.rows(), 1):
        if last % _STEP == 0:
            progress.step(last, 0, name)
        sheet.set_row(last, _LINE * lines_of(row, table.columns))
        for index, cell in enumerate(row):
            write_cell(sheet, formats, last, index, cell)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(last, 1), len(table.columns) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.repeat_rows(0)


class Formats:
    """How cells of one workbook look."""

    def __init__(self, book: Any) -> None:
        self.head: Final = book.add_format({**FONT, "bold": True, "text_wrap": True, "bottom": 1, "bg_color": "silver"})
        self.text: Final = book.add_format({**FONT, "text_wrap": True, "align": "left", "num_format": "@"})
        self.day: Final = book.add_format({**FONT, "num_format": "dd/mm/yyyy", "align": "left"})
        self.whole: Final = book.add_format({**FONT, "num_format": "#,##0"})
        self.exact: Final = book.add_format({**FONT, "num_format": "0.00##"})
        self.note: Final = book.add_format({**FONT, "italic": True, "text_wrap": True, "font_color": "gray"})


def write_cell(sheet: Any, formats: Formats, row: int, column: int, cell: Cell) -> None:
    """One cell with its type; a text is always written as text."""
    if cell is None or isinstance(cell, bool):
        return
    if isinstance(cell, str):
        sheet.write_string(row, column, cell_text(cell), formats.text)
    elif isinstance(cell, date):
        sheet.write_datetime(row, column, datetime.combine(cell, time.min), formats.day)
    elif isinstance(cell, int | Decimal):
        sheet.write_number(row, column, cell, formats.whole if isinstance(cell, int) else formats.exact)


def lines_of(row: Sequence[Cell], columns: Sequence[Column]) -> int:
    """How many lines the longest text of a row takes; spreadsheets do not find out by themselves."""
    needed = [
        sum(1 + int(len(line) / (column.width * _LETTERS_A_UNIT)) for line in cell.split("\n"))
        for cell, column in zip(row, columns, strict=True)
        if isinstance(cell, str) and column.key != "id"
    ]
    return min(max(needed, default=1), _MAX_LINES)


def _plain(cell: Cell) -> str:
    """A cell of the CSV; only texts can look like a formula, numbers and days are our own."""
    if cell is None:
        return ""
    if isinstance(cell, Decimal):
        return f"{cell:f}"
    return disarmed(cell) if isinstance(cell, str) else str(cell)
