"""The table of exchange rates."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import sqlalchemy as sa

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.plan_words import RateKind
from cultdip_desktop.domain.rate import Rate
from cultdip_desktop.store.columns import upsert
from cultdip_desktop.store.schema import rate
from cultdip_desktop.store.store import Reader, Writer


def all(tx: Reader) -> tuple[Rate, ...]:
    """Every rate, the newest day first."""
    ordered = sa.select(rate).order_by(rate.c.day.desc(), rate.c.currency, rate.c.kind, rate.c.id)
    return tuple(_rate(row) for row in tx.connection.execute(ordered).mappings())


def get(tx: Reader, rate_id: str) -> Rate:
    """One rate.

    Raises:
        UserError: `rate.not_found`.
    """
    row = tx.connection.execute(sa.select(rate).where(rate.c.id == rate_id)).mappings().first()
    if row is None:
        raise UserError("rate.not_found")
    return _rate(row)


def save(tx: Writer, changed: Rate) -> None:
    """Add or change a rate.

    Raises:
        UserError: `rate.twice`: another one says the same pair, kind and day.
    """
    same = sa.and_(
        rate.c.currency == changed.currency,
        rate.c.quote == changed.quote,
        rate.c.kind == changed.kind.value,
        rate.c.day == changed.day.isoformat(),
        rate.c.id != changed.id,
    )
    if tx.connection.execute(sa.select(rate.c.id).where(same)).first() is not None:
        raise UserError("rate.twice", currency=changed.currency, day=changed.day.isoformat())
    row = {
        "id": changed.id,
        "currency": changed.currency,
        "quote": changed.quote,
        "kind": changed.kind.value,
        "day": changed.day.isoformat(),
        "value": f"{changed.value:f}",
        "source": changed.source,
    }
    upsert(tx.connection, rate, row)


def delete(tx: Writer, rate_id: str) -> None:
    """Take a rate out; one that is not there stays away."""
    tx.connection.execute(rate.delete().where(rate.c.id == rate_id))


def _rate(row: sa.RowMapping) -> Rate:
    return Rate(
        id=row["id"],
        currency=row["currency"],
        quote=row["quote"],
        kind=RateKind(row["kind"]),
        day=date.fromisoformat(row["day"]),
        value=Decimal(row["value"]),
        source=row["source"],
    )
