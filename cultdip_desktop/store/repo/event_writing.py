"""How events get into their tables: loaded as rows, compared as rows, written where they differ."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from cultdip_desktop.store import search_index
from cultdip_desktop.store.bulk import insert_many
from cultdip_desktop.store.bulk_log import insert_logged
from cultdip_desktop.store.columns import Row, batches
from cultdip_desktop.store.repo.event_rows import EventRows, Prepared, from_rows, placed, prepare
from cultdip_desktop.store.schema import CHILDREN, event, search_doc
from cultdip_desktop.store.store import Reader, Writer


def load_rows(tx: Reader, event_ids: Iterable[str]) -> dict[str, EventRows]:
    """All rows of these events by id; children keep `event_id` and `position`."""
    loaded: dict[str, EventRows] = {}
    for batch in batches(event_ids):
        for main in tx.connection.execute(sa.select(event).where(event.c.id.in_(batch))).mappings():
            loaded[main["id"]] = EventRows(dict(main), {table.name: [] for table in CHILDREN})
        for table in CHILDREN:
            mine = sa.select(table).where(table.c.event_id.in_(batch)).order_by(*table.primary_key.columns)
            for row in tx.connection.execute(mine).mappings():
                _append(loaded[row["event_id"]].children[table.name], dict(row))
    return loaded


Change = tuple[Prepared, EventRows | None]
"""An event with its rows as they shall be, and those that are stored (None for a new one)."""


def differs(new: EventRows, old: EventRows) -> bool:
    """Whether anything but derived columns and `updated_at` differs."""
    if any(old.main[name] != value for name, value in new.main.items() if name not in ("title_sort", "updated_at")):
        return True
    return any(_bare(old.children[name]) != list(rows) for name, rows in new.children.items())


def write_new(tx: Writer, new: Sequence[Prepared]) -> None:
    """Insert whole events in a handful of statements."""
    batch: list[tuple[sa.Table, list[Row]]] = [(event, [made.rows.main for made in new])]
    for table in CHILDREN:
        rows = [row for made in new for row in placed(table, made.id, (), made.rows.children[table.name])]
        batch.append((table, rows))
    insert_logged(tx, batch)
    _index(tx, new, fresh=True)


def write_changed(tx: Writer, changes: Sequence[Change]) -> None:
    """Write the rows that differ: children are inserted, updated and removed one by one."""
    for made, old in changes:
        if old is None:
            continue
        rows = made.rows
        touched = {name: value for name, value in rows.main.items() if old.main[name] != value}
        if touched:
            tx.connection.execute(event.update().where(event.c.id == made.id).values(touched))
        for table in CHILDREN:
            before = old.children[table.name]
            _write_children(tx, table, before, placed(table, made.id, before, rows.children[table.name]))
    _index(tx, [made for made, _ in changes], fresh=False)


def set_deleted(tx: Writer, event_ids: Iterable[str], instant: str | None) -> None:
    """Put events into the trash at an instant, or take them out (None)."""
    for batch in batches(event_ids):
        tx.connection.execute(event.update().where(event.c.id.in_(batch)).values(deleted_at=instant))


def refresh_documents(tx: Writer, event_ids: Sequence[str]) -> None:
    """Make the search documents of these events again; those that are not stored are passed over."""
    loaded = load_rows(tx, event_ids)
    events = (from_rows(rows.main, rows.children) for rows in loaded.values())
    _index(tx, [prepare(made) for made in events], fresh=False)


def forget_documents(tx: Writer, event_ids: Sequence[str]) -> None:
    """Take events out of the search before their rows go."""
    for batch in batches(event_ids):
        found = tx.connection.execute(sa.select(search_doc).where(search_doc.c.event_id.in_(batch))).mappings()
        search_index.take_out(tx.connection, [dict(row) for row in found])
        tx.connection.execute(search_doc.delete().where(search_doc.c.event_id.in_(batch)))


def _append(rows: Sequence[Row], row: Row) -> None:
    assert isinstance(rows, list)  # noqa: S101 - load_rows makes lists
    rows.append(row)


def _bare(rows: Sequence[Row]) -> list[Row]:
    return [{name: value for name, value in row.items() if name not in ("event_id", "position")} for row in rows]


def _write_children(tx: Writer, table: sa.Table, before: Sequence[Row], after: Sequence[Row]) -> None:
    keys = tuple(column.name for column in table.primary_key.columns)
    old, new = ({tuple(row[name] for name in keys): row for row in rows} for rows in (before, after))
    for key, row in old.items():
        if key not in new:
            tx.connection.execute(table.delete().where(_same(table, row)))
    for key, row in new.items():
        stored = old.get(key)
        if stored is None:
            tx.connection.execute(table.insert(), row)
        elif stored != row:
            tx.connection.execute(table.update().where(_same(table, row)).values(row))


def _same(table: sa.Table, row: Mapping[str, Any]) -> sa.ColumnElement[bool]:
    return sa.and_(*(column == row[column.name] for column in table.primary_key.columns))


def _index(tx: Writer, events: Sequence[Prepared], *, fresh: bool) -> None:
    """Refresh the search documents of events, all new or all known."""
    documents = {made.id: made.document for made in events}
    old: list[Row] = []
    if not fresh:
        for batch in batches(documents):
            found = tx.connection.execute(sa.select(search_doc).where(search_doc.c.event_id.in_(batch))).mappings()
            old += [dict(row) for row in found]
        same = {
            row["event_id"]
            for row in old
            if all(row[key] == value for key, value in documents[row["event_id"]].items())
        }
        old = [row for row in old if row["event_id"] not in same]
        documents = {id_: document for id_, document in documents.items() if id_ not in same}
        search_index.take_out(tx.connection, old)
    numbers = {row["event_id"]: row["doc"] for row in old}
    last: int = tx.connection.execute(sa.select(sa.func.coalesce(sa.func.max(search_doc.c.doc), 0))).scalar_one()
    rows = []
    for id_, document in documents.items():
        if id_ not in numbers:
            last += 1
        rows.append({"doc": numbers.get(id_, last), "event_id": id_, **document})
    for row in rows:
        if row["event_id"] in numbers:
            tx.connection.execute(search_doc.update().where(search_doc.c.doc == row["doc"]).values(row))
    insert_many(tx.connection, search_doc, [row for row in rows if row["event_id"] not in numbers])
    search_index.add(tx.connection, rows)
