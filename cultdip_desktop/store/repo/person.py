"""People of the office."""

from __future__ import annotations

import sqlalchemy as sa

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.mission import Person
from cultdip_desktop.i18n.sort import sort_key
from cultdip_desktop.store.columns import bitext_columns, bitext_of, upsert
from cultdip_desktop.store.schema import person
from cultdip_desktop.store.store import Reader, Writer


def all(tx: Reader) -> tuple[Person, ...]:
    """Everybody, also those who left, in dictionary order."""
    found = tx.connection.execute(sa.select(person).order_by(person.c.name_sort, person.c.id)).mappings()
    return tuple(_person(row) for row in found)


def get(tx: Reader, person_id: str) -> Person:
    """One person.

    Raises:
        UserError: `person.not_found`.
    """
    row = tx.connection.execute(sa.select(person).where(person.c.id == person_id)).mappings().first()
    if row is None:
        raise UserError("person.not_found", id=person_id)
    return _person(row)


def save(tx: Writer, changed: Person) -> None:
    """Add or change a person."""
    row = {
        "id": changed.id,
        "name": changed.name,
        **bitext_columns("rank", changed.rank),
        "approver": int(changed.approver),
        "active": int(changed.active),
        "name_sort": sort_key(changed.name),
    }
    upsert(tx.connection, person, row)


def _person(row: sa.RowMapping) -> Person:
    return Person(
        id=row["id"],
        name=row["name"],
        rank=bitext_of(dict(row), "rank"),
        approver=bool(row["approver"]),
        active=bool(row["active"]),
    )
