"""Sheets of a workbook with stable column codes under their heads, and sums as formulas of our own making.

Row 1 has the heads in the reader's language, row 2 codes that never change (`EV.TITLE_VI`), which are also names of the
columns' cells. A text never becomes a formula; the only formulas are `SUM`, `SUMIF` and `SUMIFS` over our own cells.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any, Final, TypeAlias

from cultdip_desktop.i18n.spreadsheet import cell_text

Cell: TypeAlias = str | int | Decimal | date | datetime | None

FIRST: Final = 2
"""Row of the first data, from 0."""

_NAME: Final = re.compile(r"[A-Z]{2}(\.[A-Z_]+)+")
"""What may become a name of Excel's."""

_FONT_SIZE: Final = 11
_LINE: Final = 15
"""Height of a line in points."""

_LETTERS_A_UNIT: Final = 1.2
"""Average letters in the width of one digit, which widths are measured in."""

_PAGE: Final = 180
"""Characters across a landscape page that can still be read."""

_MAX_LINES: Final = 25
"""Excel's rows are at most 409 points high."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column."""

    code: str
    """Stable, whatever the language: `EV.TITLE_VI`."""

    head: str
    width: float
    """Characters."""

    total: bool = False
    """A sum stands below it."""


@dataclass(frozen=True, slots=True)
class Total:
    """One row of sums."""

    cells: tuple[Cell, ...]
    """What stands in it besides the sums: a label, the keys that it sums by; as many cells as there are columns."""

    by: tuple[int, ...] = ()
    """Columns whose cells must equal those of this row for a row to be counted; none: all rows are."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet."""

    name: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    totals: tuple[Total, ...] = ()
    plain: tuple[tuple[Cell, ...], ...] = field(default=())
    """Rows behind the data that no formula makes, such as distinct totals."""


def sums(sheet: Sheet, total: Total) -> dict[int, Decimal]:
    """What each formula of a total gives, by its column; exact."""
    counted = [row for row in sheet.rows if all(row[at] == total.cells[at] for at in total.by)]
    return {
        at: sum((_number(row[at]) for row in counted), Decimal(0))
        for at, column in enumerate(sheet.columns)
        if column.total
    }


def formula(sheet: Sheet, total: Total, row: int, column: int) -> str:
    """The formula of one sum in `row`, from 0."""
    last = FIRST + len(sheet.rows)
    summed = _cells(column, last)
    if not total.by:
        return f"=SUM({summed})"
    wanted = ",".join(f"{_cells(at, last)},{_letter(at)}{row + 1}" for at in total.by)
    return f"=SUMIFS({summed},{wanted})"


class Book:
    """Writes sheets into a workbook of XlsxWriter."""

    def __init__(self, book: Any) -> None:
        self._book = book
        font: dict[str, object] = {"font_name": "Times New Roman", "font_size": _FONT_SIZE, "valign": "top"}
        self._head = book.add_format({**font, "bold": True, "text_wrap": True, "bottom": 0})
        self._code = book.add_format({**font, "font_size": 8, "font_color": "gray", "bottom": 1})
        looks: dict[str, dict[str, object]] = {
            "text": {"text_wrap": True, "align": "left", "indent": 1},
            "day": {"num_format": "dd/mm/yyyy", "align": "left"},
            "whole": {"num_format": "#,##0"},
            "exact": {"num_format": "#,##0.00##"},
        }
        self._plain = {name: book.add_format({**font, **look}) for name, look in looks.items()}
        self._bold = {name: book.add_format({**font, **look, "bold": True, "top": 1}) for name, look in looks.items()}

    def add(self, made: Sheet) -> None:
        """One sheet with its rows, sums and names."""
        sheet = self._book.add_worksheet(made.name)
        for at, column in enumerate(made.columns):
            sheet.set_column(at, at, column.width)
            sheet.write_string(0, at, cell_text(column.head), self._head)
            sheet.write_string(1, at, column.code, self._code)
            if made.rows and _NAME.fullmatch(column.code):
                letter = _letter(at)
                self._book.define_name(
                    column.code, f"='{made.name}'!${letter}${FIRST + 1}:${letter}${FIRST + len(made.rows)}"
                )
        sheet.set_row(0, 2 * _LINE)
        for index, cells in enumerate(made.rows, FIRST):
            self._row(sheet, index, cells, made.columns, self._plain)
        self._end(sheet, made)
        sheet.freeze_panes(FIRST, 0)
        sheet.autofilter(1, 0, max(FIRST, FIRST + len(made.rows) - 1), len(made.columns) - 1)
        sheet.set_landscape()
        sheet.set_paper(9)
        if sum(column.width for column in made.columns) <= _PAGE:
            sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0, 1)

    def _end(self, sheet: Any, made: Sheet) -> None:
        """Sums with the values that they give, so that nobody needs to calculate to see them; then plain totals."""
        row = FIRST + len(made.rows)
        for total in made.totals if made.rows else ():
            self._row(sheet, row, total.cells, made.columns, self._bold)
            for at, value in sums(made, total).items():
                look = self._bold["whole" if _is_whole(value, made, at) else "exact"]
                sheet.write_formula(row, at, formula(made, total, row, at), look, value)
            row += 1
        for cells in made.plain:
            self._row(sheet, row, cells, made.columns, self._bold)
            row += 1

    def _row(
        self, sheet: Any, row: int, cells: Sequence[Cell], columns: Sequence[Column], looks: dict[str, Any]
    ) -> None:
        sheet.set_row(row, _LINE * _lines(cells, columns))
        for at, cell in enumerate(cells):
            self._write(sheet, row, at, cell, looks)

    @staticmethod
    def _write(sheet: Any, row: int, column: int, cell: Cell, looks: dict[str, Any]) -> None:
        if cell is None or cell == "":
            return
        if isinstance(cell, str):
            sheet.write_string(row, column, cell_text(cell), looks["text"])
        elif isinstance(cell, date):
            sheet.write_datetime(row, column, datetime.combine(cell, time.min), looks["day"])
        else:
            sheet.write_number(row, column, cell, looks["whole" if _whole(cell) else "exact"])


def _number(cell: Cell) -> Decimal:
    return Decimal(cell) if isinstance(cell, int | Decimal) else Decimal(0)


def _whole(cell: int | Decimal) -> bool:
    """Without decimals, as people, đồng and yen are counted."""
    return isinstance(cell, int) or cell.as_tuple().exponent in (0, "n")


def _is_whole(value: Decimal, sheet: Sheet, column: int) -> bool:
    numbers = [row[column] for row in sheet.rows]
    return value == value.to_integral_value() and all(_whole(one) for one in numbers if isinstance(one, int | Decimal))


def _cells(column: int, last: int) -> str:
    return f"{_letter(column)}${FIRST + 1}:{_letter(column)}${last}"


def _letter(column: int) -> str:
    letters = ""
    while column >= 0:
        letters = chr(ord("A") + column % 26) + letters
        column = column // 26 - 1
    return letters


def _lines(row: Sequence[Cell], columns: Sequence[Column]) -> int:
    """How many lines the longest text of a row takes; spreadsheets do not find out by themselves."""
    texts = [
        (cell, max(column.width - 2, 4) * _LETTERS_A_UNIT)
        for cell, column in zip(row, columns, strict=True)
        if isinstance(cell, str)
    ]
    needed = [sum(1 + int(len(line) / width) for line in text.split("\n")) for text, width in texts]
    return min(max(needed, default=1), _MAX_LINES)
