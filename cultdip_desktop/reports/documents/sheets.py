"""The tables of a document as a workbook: codes of the columns that never change, numbers as numbers, text as text.

Texts never become formulas: XlsxWriter writes them as strings. The only formulas are our own sums.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any, Final
from zoneinfo import ZoneInfo

from cultdip_desktop.domain.text import BiText
from cultdip_desktop.i18n import dates
from cultdip_desktop.i18n.spreadsheet import cell_text
from cultdip_desktop.i18n.words import Words
from cultdip_desktop.reports import prose
from cultdip_desktop.reports.documents.contents import Content, data_sha256
from cultdip_desktop.reports.documents.grid import Amount, Cell, Field, Grid, Share, lines

_LINE: Final = 15
_MAX_LINES: Final = 20
_LETTERS: Final = 1.15
"""Average letters in the width of a digit."""

_WIDTH: Final = 0.62
"""Digits for a millimetre of the table on paper."""

_CODES: Final = 1
"""Row of the codes, below the heads."""


def xlsx(made: Content, words: Words) -> bytes:
    """The workbook; the same content gives the same bytes."""
    return workbook((*made.grids, _about(made, words)), made.title, made.data.as_of, words)


def workbook(grids: Iterable[Grid], title: str, moment: datetime, words: Words) -> bytes:
    """One sheet for each table; `moment` is aware, the same tables give the same bytes."""
    import xlsxwriter

    target = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(target, options)
    cut = moment.astimezone(ZoneInfo("UTC")).replace(tzinfo=None)
    book.set_properties({"title": cell_text(title), "created": cut})
    sheets = _Book(book, words)
    for grid in grids:
        sheets.add(grid)
    book.close()
    return target.getvalue()


class _Book:
    """Writes grids, each under a bold head and the codes of its columns."""

    def __init__(self, book: Any, words: Words) -> None:
        self._book = book
        self._words = words
        self._names: set[str] = set()
        font = {"font_name": "Times New Roman", "font_size": 11, "valign": "top"}
        self._head = book.add_format({**font, "bold": True, "text_wrap": True, "bottom": 1})
        self._code = book.add_format({**font, "font_size": 8, "italic": True, "bottom": 1})
        self._text = book.add_format({**font, "text_wrap": True, "align": "left"})
        self._bold = book.add_format({**font, "text_wrap": True, "bold": True, "top": 1})
        self._day = book.add_format({**font, "num_format": "dd/mm/yyyy", "align": "left"})
        self._whole = book.add_format({**font, "num_format": "#,##0"})
        self._exact = book.add_format({**font, "num_format": "#,##0.00##"})
        self._share = book.add_format({**font, "num_format": "0.0%"})

    def add(self, grid: Grid) -> None:
        """One sheet."""
        sheet = self._book.add_worksheet(self._name(grid.title))
        for at, field in enumerate(grid.fields):
            sheet.set_column(at, at, max(8.0, field.width * _WIDTH))
            sheet.write_string(0, at, cell_text(field.head), self._head)
            sheet.write_string(_CODES, at, field.code, self._code)
        sheet.set_row(0, 2 * _LINE)
        first = row = _CODES + 1
        for line in grid.lines:
            sheet.set_row(row, _LINE * self._height(line.cells, grid.fields))
            for at, cell in enumerate(line.cells):
                if line.kind == "total" and grid.fields[at].sums and isinstance(cell, int):
                    letter = _letters(at)
                    sheet.write_formula(row, at, f"=SUM({letter}{first + 1}:{letter}{row})", self._whole, cell)
                else:
                    self._write(sheet, row, at, cell, bold=line.kind != "plain")
            row += 1
        sheet.freeze_panes(_CODES + 1, 0)
        if grid.lines:
            sheet.autofilter(_CODES, 0, row - 1, len(grid.fields) - 1)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0, _CODES)

    def _write(self, sheet: Any, row: int, at: int, cell: Cell, *, bold: bool) -> None:
        if cell is None or cell == "":
            return
        if isinstance(cell, int):
            sheet.write_number(row, at, cell, self._whole)
        elif isinstance(cell, Decimal):
            sheet.write_number(row, at, cell, self._exact)
        elif isinstance(cell, Amount):
            sheet.write_number(row, at, cell.value, self._exact)
        elif isinstance(cell, Share):
            sheet.write_number(row, at, cell.value, self._share)
        elif isinstance(cell, date):
            sheet.write_datetime(row, at, datetime.combine(cell, time.min), self._day)
        else:
            sheet.write_string(row, at, cell_text(_said(cell, self._words)), self._bold if bold else self._text)

    def _height(self, cells: tuple[Cell, ...], fields: tuple[Field, ...]) -> int:
        """Lines that the longest text of a row takes; spreadsheets do not find out by themselves."""
        most = 1
        for cell, field in zip(cells, fields, strict=True):
            if isinstance(cell, str | BiText):
                room = max(8.0, field.width * _WIDTH) * _LETTERS
                most = max(most, sum(1 + int(len(line) / room) for line in _said(cell, self._words).split("\n")))
        return min(most, _MAX_LINES)

    def _name(self, title: str) -> str:
        """At most 31 characters without signs that Excel refuses, no name twice."""
        name = "".join(" " if sign in "[]:*?/\\'" else sign for sign in title)[:28].strip() or "–"
        while name.casefold() in self._names:
            name = f"{name} 2"
        self._names.add(name.casefold())
        return name


def _about(made: Content, words: Words) -> Grid:
    data = made.data
    rows: list[list[Cell]] = [
        [words.c("report table", "Document"), made.title],
        [words.c("report table", "Office"), data.office.name],
        [words.c("report table", "Days covered"), dates.day_range(words, data.window.first, data.window.last)],
        [words.c("report table", "Data as of"), prose.cut(data, words)],
        [words.c("report table", "Catalogue"), f"{data.catalogue.title.get(words.language)}, {data.catalogue.edition}"],
        [words.c("report table", "Number"), made.document],
        [words.c("report table", "SHA-256 of the data"), data_sha256(made)],
    ]
    fields = (
        Field("what", words.c("report table", "What"), 45),
        Field("value", words.c("report table", "Value"), 120),
    )
    return Grid("about", words.c("report sheet", "About"), fields, lines(rows))


def _said(cell: Cell, words: Words) -> str:
    if isinstance(cell, BiText):
        return cell.get(words.language)
    if isinstance(cell, Mapping):
        return "; ".join(f"{amount:f} {currency}" for currency, amount in cell.items())
    return str(cell)


def _letters(at: int) -> str:
    """Name of a column: 0 is A, 26 is AA."""
    name = ""
    at += 1
    while at:
        at, rest = divmod(at - 1, 26)
        name = chr(65 + rest) + name
    return name
