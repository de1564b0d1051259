"""Whom headquarters calls at a mission."""

from __future__ import annotations

import sqlalchemy as sa

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.duty import Contact
from cultdip_desktop.store.columns import composed, instant_column, upsert
from cultdip_desktop.store.schema import contact
from cultdip_desktop.store.store import Reader, Writer

_FIELDS = ("id", "office", "name", "role", "phone", "email", "note", "position")


def all(tx: Reader, office: str | None = None) -> tuple[Contact, ...]:
    """Everybody who was not taken away, of one mission or of all, in order."""
    wanted = sa.select(contact).where(contact.c.deleted_at.is_(None))
    if office is not None:
        wanted = wanted.where(contact.c.office == office)
    found = tx.connection.execute(wanted.order_by(contact.c.office, contact.c.position, contact.c.id)).mappings()
    return tuple(_contact(row) for row in found)


def get(tx: Reader, contact_id: str) -> Contact:
    """One person.

    Raises:
        UserError: `contact.not_found`, also for somebody taken away.
    """
    same = (contact.c.id == contact_id, contact.c.deleted_at.is_(None))
    row = tx.connection.execute(sa.select(contact).where(*same)).mappings().first()
    if row is None:
        raise UserError("contact.not_found")
    return _contact(row)


def save(tx: Writer, entry: Contact) -> None:
    """Write a new or changed one."""
    row = composed({name: getattr(entry, name) for name in _FIELDS})
    upsert(tx.connection, contact, {**row, "deleted_at": None})


def delete(tx: Writer, contact_id: str) -> None:
    """Take one away; undo brings it back.

    Raises:
        UserError: `contact.not_found`.
    """
    get(tx, contact_id)
    gone = {"deleted_at": instant_column(tx.now)}
    tx.connection.execute(contact.update().where(contact.c.id == contact_id).values(gone))


def _contact(row: sa.RowMapping) -> Contact:
    return Contact(**{name: row[name] for name in _FIELDS})
