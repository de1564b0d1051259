"""A table as it stands in a file: rows of plain cells, whatever the format was."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Literal, TypeAlias

Cell: TypeAlias = str | int | Decimal | bool | date | datetime | time | None
"""Texts are NFC and stripped, an empty one is None; fractions are exact; a datetime is wall time without a zone, or an
instant with one."""

Format: TypeAlias = Literal["xlsx", "csv", "ics"]


@dataclass(frozen=True, slots=True)
class GridRow:
    """One row that says something."""

    number: int
    """As the program that made the file counts, from 1."""

    cells: tuple[Cell, ...]
    """May be shorter than the head."""

    calculated: frozenset[int] = frozenset()
    """Columns whose value a formula gave; the formula itself is not looked at."""

    remarks: tuple[str, ...] = ()
    """Codes of what the reader has to say about the row."""

    def cell(self, column: int) -> Cell:
        """The cell of a column, None beyond the last."""
        return self.cells[column] if column < len(self.cells) else None


@dataclass(frozen=True, slots=True)
class Grid:
    """One sheet of a file, without empty rows."""

    format: Format
    sheet: str
    """Its name; empty where the format has none."""

    sheets: tuple[str, ...]
    """All that can be chosen."""

    rows: tuple[GridRow, ...]
    encoding: str = ""
    """How the text was written, where that had to be found out."""

    zone: str = ""
    """The zone that the file itself names for times that have none."""

    @property
    def width(self) -> int:
        """Columns of the longest row."""
        return max((len(row.cells) for row in self.rows), default=0)
