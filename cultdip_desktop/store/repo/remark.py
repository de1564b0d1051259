"""Headquarters' remarks on received reports as rows."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

import sqlalchemy as sa

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.remark import OwnRemark
from cultdip_desktop.store.columns import Row, batches, instant_column, instant_from, upsert
from cultdip_desktop.store.schema import remark
from cultdip_desktop.store.store import Reader, Writer

_PLAIN = "id received_id office report_id place text author dispatch_id answer".split()


def save(tx: Writer, changed: OwnRemark) -> None:
    """Add or change a remark."""
    upsert(tx.connection, remark, _row(changed, tx.now))


def put_away(tx: Writer, remark_id: str) -> None:
    """A remark that is not wanted any more and that nobody has seen."""
    gone = remark.update().where(remark.c.id == remark_id)
    tx.connection.execute(gone.values(deleted_at=instant_column(tx.now)))


def get(tx: Reader, remark_id: str) -> OwnRemark:
    """One remark.

    Raises:
        UserError: `remark.not_found`, also for one that was put away.
    """
    found = _found(tx, remark.c.id == remark_id)
    if not found:
        raise UserError("remark.not_found", id=remark_id[:60])
    return found[0]


def of_received(tx: Reader, received_id: str) -> tuple[OwnRemark, ...]:
    """Remarks on one package, in the order in which they were made."""
    return _found(tx, remark.c.received_id == received_id)


def of_office(tx: Reader, office: str) -> tuple[OwnRemark, ...]:
    """Remarks on everything that an office sent."""
    return _found(tx, remark.c.office == office)


def all(tx: Reader) -> tuple[OwnRemark, ...]:
    """Every remark."""
    return _found(tx, sa.true())


def unsent(tx: Reader) -> tuple[OwnRemark, ...]:
    """Remarks that no file has taken along yet."""
    return _found(tx, remark.c.dispatch_id.is_(None))


def mark_sent(tx: Writer, remark_ids: Collection[str], dispatch_id: str) -> None:
    """These went with this file."""
    for batch in batches(remark_ids):
        wanted = (remark.c.id.in_(batch), remark.c.dispatch_id.is_(None))
        tx.connection.execute(remark.update().where(*wanted).values(dispatch_id=dispatch_id))


def _found(tx: Reader, condition: sa.ColumnElement[bool]) -> tuple[OwnRemark, ...]:
    living = sa.select(remark).where(remark.c.deleted_at.is_(None), condition)
    ordered = living.order_by(remark.c.made_at, remark.c.id)
    return tuple(_remark(row) for row in tx.connection.execute(ordered).mappings())


def _row(one: OwnRemark, now: datetime) -> Row:
    return {
        **{name: getattr(one, name) for name in _PLAIN},
        "person_id": one.person,
        "made_at": instant_column(one.made_at or now),
        "answered_at": instant_column(one.answered_at),
        "done": int(one.done),
    }


def _remark(row: sa.RowMapping) -> OwnRemark:
    return OwnRemark(
        **{name: row[name] for name in _PLAIN},
        person=row["person_id"],
        made_at=instant_from(row["made_at"]),
        answered_at=instant_from(row["answered_at"]),
        done=bool(row["done"]),
    )
