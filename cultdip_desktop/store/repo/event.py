"""Events: read whole, written by difference, never deleted for good."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

import sqlalchemy as sa

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.codec import instant_text
from cultdip_desktop.domain.event import Event
from cultdip_desktop.store.columns import instant_column
from cultdip_desktop.store.repo import partner
from cultdip_desktop.store.repo.event_merge import Merge, merge_office, preview_merge
from cultdip_desktop.store.repo.event_rows import EventRows, Prepared, from_rows, prepare, search_document, to_rows
from cultdip_desktop.store.repo.event_writing import differs, load_rows, set_deleted, write_changed, write_new
from cultdip_desktop.store.schema import event_actor, number_counter
from cultdip_desktop.store.store import Reader, Writer

__all__ = ["Merge", "get", "get_many", "insert", "merge_office", "preview_merge", "trash", "untrash", "update"]

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
    ready = prepare(made)
    _link_partners(tx, [ready.rows])
    write_new(tx, [ready])
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
        write_changed(tx, [(Prepared(changed.id, changed.office, rows, search_document(changed)), old)])
    return get(tx, changed.id)


def trash(tx: Writer, event_id: str) -> Event:
    """Put the event into the trash; gives it as it now stands.

    Raises:
        UserError: `event.not_found`.
    """
    get(tx, event_id)
    set_deleted(tx, (event_id,), instant_column(tx.now))
    return get(tx, event_id, with_deleted=True)


def untrash(tx: Writer, event_id: str) -> Event:
    """Take the event out of the trash; one that is not there stays as it is.

    Raises:
        UserError: `event.not_found`.
    """
    get(tx, event_id, with_deleted=True)
    set_deleted(tx, (event_id,), None)
    return get(tx, event_id)


def _link_partners(tx: Writer, changes: Sequence[EventRows]) -> None:
    """Give every actor its entry of the register, made where it is missing."""
    actors = [row for rows in changes for row in rows.children[event_actor.name]]
    known = partner.ensure_all(tx, [(row["name"], row["category"]) for row in actors])
    for row in actors:
        row["partner_id"] = known[row["name"]]


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
