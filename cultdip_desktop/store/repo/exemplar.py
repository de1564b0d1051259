"""Events that headquarters holds up as examples."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from cultdip_desktop.store.columns import instant_column, instant_from, upsert
from cultdip_desktop.store.schema import exemplar
from cultdip_desktop.store.store import Reader, Writer


@dataclass(frozen=True, slots=True)
class Mark:
    """An event that was marked, why, by whom and when."""

    event_id: str
    note: str
    marked_by: str | None
    marked_at: datetime


def all(tx: Reader) -> tuple[Mark, ...]:
    """All marks, the latest first."""
    statement = sa.select(exemplar).order_by(exemplar.c.marked_at.desc(), exemplar.c.event_id)
    return tuple(_mark(row) for row in tx.connection.execute(statement).mappings())


def get(tx: Reader, event_id: str) -> Mark | None:
    """An event's mark."""
    row = tx.connection.execute(sa.select(exemplar).where(exemplar.c.event_id == event_id)).mappings().first()
    return None if row is None else _mark(row)


def save(tx: Writer, event_id: str, note: str, person_id: str | None) -> None:
    """Mark an event, or write another note; the day of the first marking stays."""
    known = get(tx, event_id)
    row = {
        "event_id": event_id,
        "note": note,
        "marked_by": person_id if known is None else known.marked_by,
        "marked_at": instant_column(tx.now if known is None else known.marked_at),
    }
    upsert(tx.connection, exemplar, row)


def remove(tx: Writer, event_id: str) -> None:
    """Take the mark away."""
    tx.connection.execute(exemplar.delete().where(exemplar.c.event_id == event_id))


def _mark(row: sa.RowMapping) -> Mark:
    at = instant_from(row["marked_at"])
    assert at is not None  # noqa: S101 - the column is never empty
    return Mark(row["event_id"], row["note"], row["marked_by"], at)
