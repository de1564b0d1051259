"""New rows by the thousand with their images: what the triggers would write row by row is written at once.

On SQLite a trigger makes JSON of every row, and sealing the action reads it all back. Here the images are made beside the
rows, hashed as they go in, and inserted in bulk; the triggers of events are silent meanwhile (`triggers.IMPORTING`).
Where the engine has its own way, the triggers do it.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from typing import Any, Final

import msgspec
import sqlalchemy as sa

from cultdip_desktop.store import triggers
from cultdip_desktop.store.bulk import insert_many, insert_tuples
from cultdip_desktop.store.columns import Row
from cultdip_desktop.store.schema import change_row, open_action
from cultdip_desktop.store.schema.base import logged_columns
from cultdip_desktop.store.store import Writer

_ENCODE: Final = msgspec.json.Encoder().encode
_COLUMNS: Final = ("action_id", "table_name", "row_id", "kind", "entity_id", "owner_id", "before", "after")
_PORTION: Final = 20_000
_MANY: Final = 200
"""Rows below which the triggers are as quick."""


def insert_logged(tx: Writer, batch: Sequence[tuple[sa.Table, list[Row]]]) -> None:
    """Insert new rows of tables of events, logged as the triggers would.

    Rows of one table name the same columns; tables come in the order of their references.
    """
    few = sum(len(rows) for _table, rows in batch) < _MANY
    if few or tx.connection.dialect.name != "sqlite" or _has_begun(tx):
        for table, rows in batch:
            insert_many(tx.connection, table, rows)
        return
    tx.connection.execute(open_action.update().values(id=triggers.IMPORTING))
    for table, rows in batch:
        insert_many(tx.connection, table, rows)
    for table, rows in batch:
        for start in range(0, len(rows), _PORTION):
            _log(tx, table, rows[start : start + _PORTION])
    tx.connection.execute(open_action.update().values(id=tx.action_id))
    last = tx.connection.execute(sa.select(sa.func.max(change_row.c.seq))).scalar()
    tx.written.until = int(last or 0)


def _has_begun(tx: Writer) -> bool:
    """Whether triggers have written something in this action already: the images are hashed in their order."""
    mine = sa.select(change_row.c.seq).where(change_row.c.action_id == tx.action_id).limit(1)
    return tx.connection.execute(mine).first() is not None


def _log(tx: Writer, table: sa.Table, rows: Sequence[Row]) -> None:
    name, kind, main = table.name, str(table.info["kind"]), str(table.info["main"])
    columns, defaults = _logged(table)
    keys = tuple(column.name for column in table.primary_key.columns)
    row_id: Callable[[Row], str] = (
        (lambda row: str(row[keys[0]])) if len(keys) == 1 else lambda row: "/".join([str(row[key]) for key in keys])
    )
    action_id, head = tx.action_id, b"%d:%s" % (len(name), name.encode())
    kind_part = b"%d:%s" % (len(kind), kind.encode())
    made: list[tuple[Any, ...]] = []
    pieces: list[bytes] = []
    for row in rows:
        after = _ENCODE({column: row[column] if column in row else defaults[column] for column in columns})
        id_, entity = row_id(row), row[main]
        id_part, entity_part = id_.encode(), entity.encode()
        pieces.append(
            b"%b%d:%b%b%d:%b--%d:%b"
            % (head, len(id_part), id_part, kind_part, len(entity_part), entity_part, len(after), after)
        )
        made.append((action_id, name, id_, kind, entity, None, None, after.decode()))
    insert_tuples(tx.connection, change_row, _COLUMNS, made)
    tx.written.images.add_encoded(b"".join(pieces), len(made))
    tx.written.kinds.add(kind)
    tx.written.ids.update(row[main] for row in rows)


@functools.cache
def _logged(table: sa.Table) -> tuple[tuple[str, ...], dict[str, Any]]:
    """Names of the logged columns in their order, and what stands in a column that a row does not name."""
    columns = logged_columns(table)
    return tuple(str(column.name) for column in columns), {str(column.name): _default(column) for column in columns}


def _default(column: sa.Column[Any]) -> Any:
    if column.server_default is None:
        return None
    text = str(column.server_default.arg.text)  # type: ignore[attr-defined]  # a `sa.text` in our schema
    return text[1:-1] if text.startswith("'") else int(text)
