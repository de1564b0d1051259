"""Tables with typed cells: one source for the table on paper and for the sheet that people calculate on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final, TypeAlias

from cultdip_desktop.domain.text import BiText
from cultdip_desktop.i18n import dates, numbers
from cultdip_desktop.i18n.words import Words
from cultdip_desktop.reports import prose
from cultdip_desktop.reports.prose import Part, Span
from cultdip_desktop.reports.story import Align, Column, Row, RowKind, Table

PORTRAIT: Final = 165
LANDSCAPE: Final = 252
"""Millimetres that the columns of a table fill."""

MAX_CELL: Final = 600
"""Characters of a text in a cell: no row is split, so that one must fit on a page."""


@dataclass(frozen=True, slots=True)
class Amount:
    """An exact amount whose currency another cell names."""

    value: Decimal
    currency: str


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole, 0 to 1."""

    value: Decimal


Cell: TypeAlias = str | int | Decimal | date | BiText | Amount | Share | Mapping[str, Decimal] | None
"""A mapping is sums by currency."""


@dataclass(frozen=True, slots=True)
class Field:
    """A column under a code that never changes."""

    code: str
    head: str
    width: float
    """Millimetres on paper."""

    align: Align = "left"
    words: bool = False
    """Its cells are said by each language in its own words."""

    paper: bool = True
    """False: only in the sheet."""

    sums: bool = False
    """The total of the column is the sum of its rows: the sheet adds it up by itself."""


@dataclass(frozen=True, slots=True)
class Line:
    """One row."""

    cells: tuple[Cell, ...]
    kind: RowKind = "plain"


@dataclass(frozen=True, slots=True)
class Grid:
    """A table."""

    key: str
    title: str
    """Name of its sheet, at most 31 characters."""

    fields: tuple[Field, ...]
    lines: tuple[Line, ...]
    row_head: int | None = None


def lines(rows: Sequence[Sequence[Cell]], total: Sequence[Cell] | None = None) -> tuple[Line, ...]:
    """Plain rows, and a last one that adds them up."""
    found = [Line(tuple(row)) for row in rows]
    return (*found, Line(tuple(total), "total")) if total is not None else tuple(found)


def table(grid: Grid, words: Words) -> Table:
    """The grid as it is printed; a column only for the sheet is left out."""
    shown = [at for at, field in enumerate(grid.fields) if field.paper]
    head = grid.row_head
    return Table(
        key=grid.key,
        columns=tuple(
            Column(field.head, field.width, field.align, field.words) for field in grid.fields if field.paper
        ),
        rows=tuple(Row(tuple(_printed(line, at, words) for at in shown), line.kind) for line in grid.lines),
        row_head=shown.index(head) if head is not None else None,
    )


def _printed(line: Line, at: int, words: Words) -> tuple[Part, ...]:
    parts = _parts(line.cells[at], words)
    if line.kind == "plain":
        return parts
    return tuple(Span(part.text if isinstance(part, Span) else part, bold=True) for part in parts)


def _parts(cell: Cell, words: Words) -> tuple[Part, ...]:
    if cell is None:
        return ("–",)
    if isinstance(cell, BiText):
        return prose.said(words, cell, length=MAX_CELL)
    if isinstance(cell, str):
        return (_clipped(cell),)
    return (_number(cell, words),)


def _number(cell: int | Decimal | date | Amount | Share | Mapping[str, Decimal], words: Words) -> str:
    if isinstance(cell, Amount):
        return numbers.amount(words, cell.value, cell.currency)
    if isinstance(cell, Share):
        return numbers.percent(words, cell.value)
    if isinstance(cell, date):
        return dates.day(words, cell)
    if isinstance(cell, Decimal):
        return numbers.decimal(words, cell)
    if isinstance(cell, int):
        return numbers.whole(words, cell)
    return prose.spent_text(words, cell)


def _clipped(text: str) -> str:
    """At most `MAX_CELL` characters; its own line breaks stay."""
    return text if len(text) <= MAX_CELL else f"{text[: MAX_CELL - 1].rstrip()}…"
