"""Takes actions back by the row images of the change log; what it writes is an action like any other.

The images of a step are joined to one difference per row. It is applied only where every row still is as the
step left it, so that nothing which came later is overwritten.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any, Final

import sqlalchemy as sa

from cultdip_desktop.domain.undo import LoggedAction, UndoLists, lists_of
from cultdip_desktop.store.columns import Row, batches
from cultdip_desktop.store.repo.event_writing import forget_documents, refresh_documents
from cultdip_desktop.store.schema import LOGGED, action, change_row, event, logged_columns, media_item
from cultdip_desktop.store.store import Reader, Writer
from cultdip_desktop.store.undo_fit import RowChange, fits

DEPTH: Final = 5_000
"""Actions looked back at; the oldest of them end the undo list."""

AT_FIRST: Final = 400
"""Actions that mostly tell enough: the window asks after every one."""


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


def applies(tx: Reader, changes: Sequence[RowChange]) -> bool:
    """Whether every row still is as the step left it, and those that come back fit to the others.

    A few statements for each table and thirty thousand rows.
    """
    stored = _stored(tx, changes)
    untouched = all(_same(stored.get((change.table.name, change.key)), change.after) for change in changes)
    return untouched and fits(tx, changes)


def revert(tx: Writer, changes: Sequence[RowChange]) -> None:
    """Put every row back to how it was before; search and sorting follow. The caller has asked `applies`."""
    server = tx.connection.dialect.name == "postgresql"
    tx.connection.exec_driver_sql("SET CONSTRAINTS ALL DEFERRED" if server else "PRAGMA defer_foreign_keys = ON")
    gone = [change for change in changes if change.before is None]
    forget_documents(tx, [change.after["id"] for change in gone if change.after and change.table is event])
    for table, alike in groupby(gone, key=lambda change: change.table):
        tx.connection.execute(table.delete().where(_bound_key(table)), [_bound(change) for change in alike])
    back = [change for change in changes if change.before is not None]
    for change_back in (_put_back, _make_again):  # a name is free before its row returns
        for (table, names), alike in groupby(
            (change for change in back if (change.after is None) is (change_back is _make_again)), key=_form
        ):
            change_back(tx, table, names, list(alike))
    refresh_documents(tx, sorted(set(_events(changes))))


def _put_back(tx: Writer, table: sa.Table, names: Sequence[str], alike: Sequence[RowChange]) -> None:
    keys = {column.name for column in table.primary_key.columns}
    values: dict[str, Any] = {name: sa.bindparam(f"new_{name}") for name in names if name not in keys}
    rows = [{**_bound(change), **{f"new_{name}": value for name, value in change.whole.items()}} for change in alike]
    tx.connection.execute(table.update().where(_bound_key(table)).values(values), rows)


def _make_again(tx: Writer, table: sa.Table, _names: Sequence[str], alike: Sequence[RowChange]) -> None:
    tx.connection.execute(table.insert(), [change.whole for change in alike])


def _form(change: RowChange) -> tuple[sa.Table, tuple[str, ...]]:
    """Changes of one form go into one statement: same table, same columns (images of older schemas have fewer)."""
    return change.table, tuple(change.whole)


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


def _stored(tx: Reader, changes: Sequence[RowChange]) -> dict[tuple[str, tuple[Any, ...]], Row]:
    """The rows that these changes are about as they stand now, by table and key."""
    found: dict[tuple[str, tuple[Any, ...]], Row] = {}
    by_table: dict[sa.Table, set[Any]] = {}
    for change in changes:
        by_table.setdefault(change.table, set()).add(change.key[0])
    for table, firsts in by_table.items():
        keys = [column.name for column in table.primary_key.columns]
        for batch in batches(firsts):
            wanted = sa.select(*logged_columns(table)).where(table.c[keys[0]].in_(batch))
            for row in tx.connection.execute(wanted).mappings():
                found[table.name, tuple(row[name] for name in keys)] = dict(row)
    return found


def _bound_key(table: sa.Table) -> sa.ColumnElement[bool]:
    return sa.and_(*(column == sa.bindparam(f"key_{column.name}") for column in table.primary_key.columns))


def _bound(change: RowChange) -> Row:
    return {f"key_{column.name}": value for column, value in zip(change.table.primary_key.columns, change.key)}


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
