"""Whether rows that a step would put back still fit to all others: their owners are there, their names are free.

What was deleted for good since takes no part in the undo list, but may have been what a row hung on; and a name that
was given up may be another's by now. Such a step is passed over like one whose rows have changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import sqlalchemy as sa

from cultdip_desktop.store.columns import Row, batches
from cultdip_desktop.store.derived import derived_values
from cultdip_desktop.store.schema import LOGGED
from cultdip_desktop.store.store import Reader


@dataclass(frozen=True, slots=True)
class RowChange:
    """One row as it stood before the step and after it; None where there was none."""

    table: sa.Table
    before: Row | None
    after: Row | None

    @property
    def key(self) -> tuple[Any, ...]:
        """The values of its primary key."""
        row = self.after or self.before or {}
        return tuple(row[column.name] for column in self.table.primary_key.columns)

    @property
    def whole(self) -> Row:
        """The row before, with the columns that are computed from others."""
        before = self.before or {}
        return {**before, **derived_values(self.table.name, before)}


def fits(tx: Reader, changes: Sequence[RowChange]) -> bool:
    """Whether the rows before the step may stand beside the rows that are there now. A few statements for each table."""
    concerned = {(change.table.name, change.key) for change in changes}
    return (
        all(_owners_there(tx, column, changes) for column in _references(change.table for change in changes))
        and not any(_still_named(tx, column, changes, concerned) for column in _REFERENCES)
        and not any(_taken(tx, unique, changes, concerned) for unique in _uniques(change.table for change in changes))
    )


def _owners_there(tx: Reader, column: sa.Column[Any], changes: Sequence[RowChange]) -> bool:
    """Rows that come back, or come back to another owner, find the owner where it was."""
    owner = next(iter(column.foreign_keys)).column
    wanted = {
        change.before[column.name]
        for change in changes
        if change.table is column.table
        and change.before is not None
        and change.before.get(column.name) is not None
        and (change.after is None or change.after.get(column.name) != change.before[column.name])
    }
    own = {change.key[0]: change.before is not None for change in changes if change.table is owner.table}
    if any(not own.get(value, True) for value in wanted):
        return False
    outside = {value for value in wanted if value not in own}
    return all(
        len(tx.connection.execute(sa.select(owner).where(owner.in_(batch))).all()) == len(batch)
        for batch in batches(outside)
    )


def _still_named(
    tx: Reader, column: sa.Column[Any], changes: Sequence[RowChange], concerned: set[tuple[str, tuple[Any, ...]]]
) -> bool:
    """Another row names one that would go."""
    owner = next(iter(column.foreign_keys)).column
    gone = {change.key[0] for change in changes if change.table is owner.table and change.before is None}
    keys = column.table.primary_key.columns
    return any(
        (column.table.name, tuple(row)) not in concerned
        for batch in batches(gone)
        for row in tx.connection.execute(sa.select(*keys).where(column.in_(batch)))
    )


def _taken(
    tx: Reader,
    unique: sa.UniqueConstraint,
    changes: Sequence[RowChange],
    concerned: set[tuple[str, tuple[Any, ...]]],
) -> bool:
    """Another row has by now what must be one row's own."""
    table, columns = unique.columns[0].table, list(unique.columns)
    wanted = {
        tuple(change.whole[column.name] for column in columns)
        for change in changes
        if change.table is table and change.before is not None and _said(change.whole, columns)
    }
    keys = list(table.primary_key.columns)
    for batch in batches(value[0] for value in wanted):
        for row in tx.connection.execute(sa.select(*keys, *columns).where(columns[0].in_(batch))):
            same = tuple(row[len(keys) :]) in wanted
            if same and (table.name, tuple(row[: len(keys)])) not in concerned:
                return True
    return False


def _said(row: Mapping[str, Any], columns: Sequence[sa.Column[Any]]) -> bool:
    return all(row.get(column.name) is not None for column in columns)


def _references(tables: Iterable[sa.Table]) -> Iterator[sa.Column[Any]]:
    for table in dict.fromkeys(tables):
        yield from (column for column in table.columns if column.foreign_keys)


def _uniques(tables: Iterable[sa.Table]) -> Iterator[sa.UniqueConstraint]:
    for table in dict.fromkeys(tables):
        yield from (each for each in table.constraints if isinstance(each, sa.UniqueConstraint))


_REFERENCES: Final = tuple(_references(LOGGED.values()))
"""Every column of a logged table that names a row of another."""
