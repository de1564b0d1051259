"""Events: read whole, written by difference, never deleted for good."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

import sqlalchemy as sa

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.codec import instant_text
from cultdip_desktop.domain.event import Event
from cultdip_desktop.store import search_index
from cultdip_desktop.store.columns import Row, batches, instant_column
from cultdip_desktop.store.repo import partner
from cultdip_desktop.store.repo.event_rows import EventRows, from_rows, placed, search_document, to_rows
from cultdip_desktop.store.schema import CHILDREN, event, event_actor, number_counter, search_doc
from cultdip_desktop.store.store import Reader, Writer

_NUMBER: Final = re.compile(r"SK-(\d{4})-(\d{3,9})")


def get(tx: Reader, event_id: str, with_deleted: bool = False) -> Event:
    """One event.

    Raises:
        UserError: `event.not_found`, also for one in the trash unless `with_deleted`.
    """
    found = get_many(tx, (event_id,))
    if not found or (found[0].deleted_at is not None and not with_deleted):
        raise UserError("event.not_found", id=event_id)
    return found[0]


def get_many(tx: Reader, event_ids: Iterable[str]) -> list[Event]:
    """Events in the order asked for, those in the trash too; unknown ids are passed over. Five statements."""
    wanted = list(event_ids)
    loaded = load_rows(tx, wanted)
    return [from_rows(rows.main, rows.children) for id_ in wanted if (rows := loaded.get(id_))]


def insert(tx: Writer, new: Event) -> Event:
    """Write a new event; gives it number and instants, and its partners a place in the register."""
    now = tx.now
    number = new.number or _next_number(tx, new)
    made = replace(new, number=number, created_at=new.created_at or now, updated_at=new.updated_at or now)
    _remember_number(tx, made)
    rows = to_rows(made)
    _link_partners(tx, [rows])
    write_new(tx, [(made, rows, None)])
    return get(tx, new.id, with_deleted=True)


def update(tx: Writer, changed: Event) -> Event:
    """Write what differs from the stored event and nothing else; gives the event as it now stands.

    Number, office, birth and trash stay as stored whatever `changed` says; `updated_at` moves only when
    something else did.

    Raises:
        UserError: `event.not_found`, also for one in the trash.
    """
    old = load_rows(tx, (changed.id,)).get(changed.id)
    if old is None or old.main["deleted_at"] is not None:
        raise UserError("event.not_found", id=changed.id)
    rows = to_rows(changed)
    for name in ("number", "office", "created_at", "updated_at", "deleted_at"):
        rows.main[name] = old.main[name]
    _link_partners(tx, [rows])
    if differs(rows, old):
        rows.main["updated_at"] = instant_text(tx.now)
        write_changed(tx, [(changed, rows, old)])
    return get(tx, changed.id)


def trash(tx: Writer, event_id: str) -> Event:
    """Put the event into the trash; gives it as it now stands.

    Raises:
        UserError: `event.not_found`.
    """
    get(tx, event_id)
    _set_deleted(tx, (event_id,), instant_column(tx.now))
    return get(tx, event_id, with_deleted=True)


def untrash(tx: Writer, event_id: str) -> Event:
    """Take the event out of the trash; one that is not there stays as it is.

    Raises:
        UserError: `event.not_found`.
    """
    get(tx, event_id, with_deleted=True)
    _set_deleted(tx, (event_id,), None)
    return get(tx, event_id)


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


Change = tuple[Event, EventRows, EventRows | None]
"""An event, its rows as they shall be, and as they are stored (None for a new one)."""


def differs(new: EventRows, old: EventRows) -> bool:
    """Whether anything but derived columns and `updated_at` differs."""
    if any(old.main[name] != value for name, value in new.main.items() if name not in ("title_sort", "updated_at")):
        return True
    return any(_bare(old.children[name]) != list(rows) for name, rows in new.children.items())


def write_new(tx: Writer, changes: Sequence[Change]) -> None:
    """Insert whole events in a handful of statements."""
    _execute(tx, event.insert(), [rows.main for _, rows, _ in changes])
    for table in CHILDREN:
        _execute(
            tx,
            table.insert(),
            [row for made, rows, _ in changes for row in placed(table, made.id, (), rows.children[table.name])],
        )
    _index(tx, [made for made, _, _ in changes], fresh=True)


def write_changed(tx: Writer, changes: Sequence[Change]) -> None:
    """Write the rows that differ: children are inserted, updated and removed one by one."""
    for made, rows, old in changes:
        if old is None:
            continue
        touched = {name: value for name, value in rows.main.items() if old.main[name] != value}
        if touched:
            tx.connection.execute(event.update().where(event.c.id == made.id).values(touched))
        for table in CHILDREN:
            before = old.children[table.name]
            _write_children(tx, table, before, placed(table, made.id, before, rows.children[table.name]))
    _index(tx, [made for made, _, _ in changes], fresh=False)


def set_deleted(tx: Writer, event_ids: Iterable[str]) -> None:
    """Put many events into the trash."""
    _set_deleted(tx, event_ids, instant_column(tx.now))


def _append(rows: Sequence[Row], row: Row) -> None:
    assert isinstance(rows, list)  # noqa: S101 - load_rows makes lists
    rows.append(row)


def _bare(rows: Sequence[Row]) -> list[Row]:
    return [{name: value for name, value in row.items() if name not in ("event_id", "position")} for row in rows]


def _execute(tx: Writer, statement: sa.Insert, rows: list[Row]) -> None:
    if rows:
        tx.connection.execute(statement, rows)


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


def _set_deleted(tx: Writer, event_ids: Iterable[str], instant: str | None) -> None:
    for batch in batches(event_ids):
        tx.connection.execute(event.update().where(event.c.id.in_(batch)).values(deleted_at=instant))


def _link_partners(tx: Writer, changes: Sequence[EventRows]) -> None:
    """Give every actor its entry of the register, made where it is missing."""
    actors = [row for rows in changes for row in rows.children[event_actor.name]]
    known = partner.ensure_all(tx, [(row["name"], row["category"]) for row in actors])
    for row in actors:
        row["partner_id"] = known[row["name"]].id


def _index(tx: Writer, events: Sequence[Event], *, fresh: bool) -> None:
    """Refresh the search documents of events, all new or all known."""
    documents = {made.id: search_document(made) for made in events}
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
    _execute(tx, search_doc.insert(), [row for row in rows if row["event_id"] not in numbers])
    search_index.add(tx.connection, rows)


def _next_number(tx: Writer, new: Event) -> str:
    year = (new.day or tx.now).year
    return f"SK-{year}-{_last_number(tx, new.office, year) + 1:03d}"


def _last_number(tx: Reader, office: str, year: int) -> int:
    of_year = sa.select(number_counter.c.last).where(number_counter.c.office == office, number_counter.c.year == year)
    return tx.connection.execute(of_year).scalar() or 0


def _remember_number(tx: Writer, made: Event) -> None:
    match = _NUMBER.fullmatch(made.number)
    if match is None:
        return
    year, last = int(match.group(1)), int(match.group(2))
    known = _last_number(tx, made.office, year)
    if known == 0:
        tx.connection.execute(number_counter.insert(), {"office": made.office, "year": year, "last": last})
    elif last > known:
        where = (number_counter.c.office == made.office, number_counter.c.year == year)
        tx.connection.execute(number_counter.update().where(*where).values(last=last))
