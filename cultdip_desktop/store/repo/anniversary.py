"""Anniversaries that an office has written down itself."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.anniversary import Anniversary, AnniversaryKind
from cultdip_desktop.domain.plan_words import DateRule, LeapMonth
from cultdip_desktop.domain.recurrence import YearlyRule
from cultdip_desktop.store.columns import bitext_columns, bitext_of, instant_column, upsert
from cultdip_desktop.store.schema import anniversary
from cultdip_desktop.store.store import Reader, Writer


def all(tx: Reader) -> tuple[Anniversary, ...]:
    """Those that were not deleted, by month and day."""
    living = sa.select(anniversary).where(anniversary.c.deleted_at.is_(None))
    order = (anniversary.c.rule, anniversary.c.month, anniversary.c.day, anniversary.c.id)
    return tuple(_from(row) for row in tx.connection.execute(living.order_by(*order)).mappings())


def get(tx: Reader, anniversary_id: str) -> Anniversary:
    """One of them.

    Raises:
        UserError: `anniversary.not_found`, also for a deleted one.
    """
    wanted = sa.select(anniversary).where(anniversary.c.id == anniversary_id, anniversary.c.deleted_at.is_(None))
    row = tx.connection.execute(wanted).mappings().first()
    if row is None:
        raise UserError("anniversary.not_found", id=anniversary_id)
    return _from(row)


def save(tx: Writer, made: Anniversary) -> None:
    """Insert it, or change the one with its id; nothing is written where nothing differs."""
    rule = made.rule
    row = {
        "id": made.id,
        **bitext_columns("title", made.title),
        "rule": rule.kind.value,
        "month": rule.month,
        "day": rule.day,
        "leap": rule.leap.value,
        "since_year": made.since_year,
        "country": made.country,
        "kind": made.kind.value,
        "note": made.note,
        "source": made.source,
        "deleted_at": None,
    }
    upsert(tx.connection, anniversary, row)


def delete(tx: Writer, anniversary_id: str) -> None:
    """Take it out of every list.

    Raises:
        UserError: `anniversary.not_found`.
    """
    get(tx, anniversary_id)
    gone = anniversary.update().where(anniversary.c.id == anniversary_id)
    tx.connection.execute(gone.values(deleted_at=instant_column(tx.now)))


def _from(row: Mapping[Any, Any]) -> Anniversary:
    plain = dict(row)
    kinds = {kind.value for kind in AnniversaryKind}
    return Anniversary(
        id=plain["id"],
        title=bitext_of(plain, "title"),
        rule=YearlyRule(DateRule(plain["rule"]), plain["month"], plain["day"], LeapMonth(plain["leap"])),
        since_year=plain["since_year"],
        country=plain["country"],
        kind=AnniversaryKind(plain["kind"]) if plain["kind"] in kinds else AnniversaryKind.OTHER,
        note=plain["note"],
        source=plain["source"],
    )
