"""What is said about a table before and after it is taken in: its columns, and an answer for every row."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from cultdip_desktop.core.errors import UserError


class RowOutcome(StrEnum):
    """What becomes of a row."""

    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class Remark:
    """Something to know about a row; words in `i18n.messages` under the code."""

    code: str
    column: str = ""
    """Key of the column that it is about, empty for the whole row."""

    params: Mapping[str, str | int | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Change:
    """One field of an event that a row changes, as the cell of a table would show it."""

    column: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class RowAnswer:
    """What becomes of one row, and why."""

    row: int
    """As the program that made the file counts, from 1."""

    outcome: RowOutcome
    title: str
    event_id: str = ""
    """The event that it is, for all but skipped rows."""

    refusal: Remark | None = None
    """Why it is skipped."""

    notes: tuple[Remark, ...] = ()
    changes: tuple[Change, ...] = ()
    """Of an updated row."""


@dataclass(frozen=True, slots=True)
class LegacyColumn:
    """A column with text from before Unicode, and what some of its cells would become."""

    cells: int
    """How many would be repaired."""

    samples: tuple[tuple[str, str], ...]
    """Before and after."""


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """One column of a table as it stands in the file."""

    head: str
    samples: tuple[str, ...]
    """Its first values."""

    suggested: str | None
    """Key of the column it seems to be."""

    legacy: LegacyColumn | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table that was looked at and can be planned."""

    path: str
    sha256: str
    """Of the file's bytes: what was planned must be what is taken in."""

    name: str
    """Of the file."""

    format: str
    """`xlsx`, `csv` or `ics`."""

    sheet: str
    sheets: tuple[str, ...]
    encoding: str
    """How the text was read; empty where the format says it itself."""

    head_row: int
    """Number of the row that names the columns, 0 when there is none."""

    columns: tuple[SheetColumn, ...]
    rows: int
    """That say something, below the head."""

    year: int
    """Meant by dates without a year: named in the table or its name, else this year."""

    @property
    def mapping(self) -> ColumnMapping:
        """What the heads suggest; repairs are never chosen by themselves."""
        return ColumnMapping(tuple(column.suggested for column in self.columns), year=self.year)


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """How a table is to be understood."""

    columns: tuple[str | None, ...]
    """For every column of the table the key of ours, None to leave it out."""

    repaired: frozenset[int] = frozenset()
    """Columns of the table whose legacy text is to be repaired."""

    year: int = 0
    """Meant by dates without a year."""


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """The dry run: nothing is written yet."""

    sheet: Sheet
    mapping: ColumnMapping
    answers: tuple[RowAnswer, ...]

    def count(self, outcome: RowOutcome) -> int:
        """How many rows end so."""
        return sum(answer.outcome is outcome for answer in self.answers)

    @property
    def writes(self) -> bool:
        """Whether anything would change."""
        return any(answer.outcome in (RowOutcome.CREATED, RowOutcome.UPDATED) for answer in self.answers)


@dataclass(frozen=True, slots=True)
class ImportAnswer:
    """What was done: the counts, and the answers of all rows as they were carried out."""

    created: int
    updated: int
    unchanged: int
    answers: tuple[RowAnswer, ...]

    @property
    def skipped(self) -> tuple[RowAnswer, ...]:
        """Rows that were left out."""
        return tuple(answer for answer in self.answers if answer.outcome is RowOutcome.SKIPPED)


def error_of(remark: Remark, column: str = "") -> UserError:
    """A remark as an error, for its words; `column` is the head to show."""
    return UserError(remark.code, **{"column": column, **remark.params})
