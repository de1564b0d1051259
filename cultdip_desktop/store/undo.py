"""Takes actions back by the row images of the change log; what it writes is an action like any other.

The images of a step are joined to one difference per row. It is applied only where every row still is as the
step left it, so that nothing which came later is overwritten.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

import sqlalchemy as sa

from cultdip_desktop.domain.undo import LoggedAction, UndoLists, lists_of
from cultdip_desktop.store.columns import Row, batches
from cultdip_desktop.store.derived import derived_values
from cultdip_desktop.store.repo.event_writing import forget_documents, refresh_documents
from cultdip_desktop.store.schema import LOGGED, action, change_row, event, logged_columns, media_item
from cultdip_desktop.store.store import Reader, Writer

DEPTH: Final = 5_000
"""Actions looked back at; the oldest of them end the undo list."""

AT_FIRST: Final = 400
"""Actions that mostly tell enough: the window asks after every one."""


@dataclass(frozen=True, slots=True)
class RowChange:
    """One row as it stood before the step and after it; None where there was none."""

    table: sa.Table
    before: Row | None
    after: Row | None


def lists(tx: Reader, depth: int = DEPTH) -> UndoLists:
    """What can be undone and redone, from the last `depth` actions. One statement."""
    columns = (action.c.position, action.c.id, action.c.label, action.c.params)
    last = sa.select(sa.func.max(action.c.position)).scalar_subquery()
    wanted = sa.select(*columns).where(action.c.position > last - depth).order_by(action.c.position)
    return lists_of(
        LoggedAction(position, id_, label, json.loads(params))
        for position, id_, label, params in tx.connection.execute(wanted)
    )


def size(tx: Reader, actions: Sequence[str]) -> int:
    """How many row images these actions left."""
    numbers = [
        tx.connection.execute(sa.select(sa.func.sum(action.c.changes)).where(action.c.id.in_(batch))).scalar() or 0
        for batch in batches(actions)
    ]
    return sum(numbers)


def differences(tx: Reader, actions: Sequence[str]) -> list[RowChange]:
    """What these actions did together, one entry per row that is not as it was."""
    joined: dict[tuple[str, str], tuple[str | None, str | None]] = {}
    columns = (change_row.c.table_name, change_row.c.row_id, change_row.c.before, change_row.c.after)
    for batch in batches(actions):
        wanted = sa.select(*columns).where(change_row.c.action_id.in_(batch)).order_by(change_row.c.seq)
        for table, row, before, after in tx.connection.execute(wanted):
            first = joined[table, row][0] if (table, row) in joined else before
            joined[table, row] = (first, after)
    return [
        RowChange(LOGGED[table], _image(before), _image(after))
        for (table, _row), (before, after) in joined.items()
        if before != after and table in LOGGED
    ]


def applies(tx: Reader, changes: Iterable[RowChange]) -> bool:
    """Whether every row still is as the step left it."""
    return all(_same(_stored(tx, change), change.after) for change in changes)


def revert(tx: Writer, changes: Sequence[RowChange]) -> None:
    """Put every row back to how it was before; search and sorting follow. The caller has asked `applies`."""
    tx.connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
    gone = [change for change in changes if change.before is None]
    forget_documents(tx, [change.after["id"] for change in gone if change.after and change.table is event])
    for change in gone:
        tx.connection.execute(change.table.delete().where(_key(change)))
    for change in sorted(changes, key=lambda change: change.after is None):  # a name is free before its row returns
        if change.before is None:
            continue
        row = {**change.before, **derived_values(change.table.name, change.before)}
        if change.after is None:
            tx.connection.execute(change.table.insert(), row)
        else:
            tx.connection.execute(change.table.update().where(_key(change)).values(row))
    refresh_documents(tx, sorted(set(_events(changes))))


def files_needed(changes: Iterable[RowChange]) -> set[str]:
    """Digests of the originals whose rows `revert` would bring back."""
    return {
        change.before["sha256"]
        for change in changes
        if change.table is media_item and change.before and not change.after
    }


def _events(changes: Iterable[RowChange]) -> Iterator[str]:
    for change in changes:
        if change.table.info["kind"] == "event":
            row = change.before or change.after or {}
            yield row[change.table.info["main"]]


def _stored(tx: Reader, change: RowChange) -> Row | None:
    found = tx.connection.execute(sa.select(*logged_columns(change.table)).where(_key(change))).mappings().first()
    return None if found is None else dict(found)


def _key(change: RowChange) -> sa.ColumnElement[bool]:
    row = change.after or change.before or {}
    return sa.and_(*(column == row[column.name] for column in change.table.primary_key.columns))


def _same(stored: Row | None, image: Row | None) -> bool:
    """An image of an older schema may lack columns that were added since."""
    if stored is None or image is None:
        return stored is image
    return all(stored[name] == value for name, value in image.items() if name in stored)


def _image(text: str | None) -> Row | None:
    if text is None:
        return None
    image: dict[str, Any] = json.loads(text)
    return image
