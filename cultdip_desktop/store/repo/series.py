"""Series of events: the rule by which they recur, and which events name it."""

from __future__ import annotations

from datetime import date

import sqlalchemy as sa

from cultdip_desktop.domain.codec import instant_text
from cultdip_desktop.domain.plan_words import DateRule, LeapMonth
from cultdip_desktop.domain.recurrence import Series, YearlyRule
from cultdip_desktop.store.schema import event, series
from cultdip_desktop.store.store import Reader, Writer


def get(tx: Reader, series_id: str) -> Series | None:
    """A series by its id."""
    row = tx.connection.execute(sa.select(series).where(series.c.id == series_id)).mappings().first()
    if row is None:
        return None
    return Series(row["id"], YearlyRule(DateRule(row["rule"]), row["month"], row["day"], LeapMonth(row["leap"])))


def insert(tx: Writer, new: Series) -> None:
    """Write a new series down."""
    rule = new.rule
    tx.connection.execute(
        series.insert(),
        {
            "id": new.id,
            "rule": rule.kind.value,
            "month": rule.month,
            "day": rule.day,
            "leap": rule.leap.value,
            "created_at": instant_text(tx.now),
        },
    )


def change(tx: Writer, series_id: str, rule: YearlyRule) -> None:
    """Give a series another rule."""
    values = {"rule": rule.kind.value, "month": rule.month, "day": rule.day, "leap": rule.leap.value}
    tx.connection.execute(series.update().where(series.c.id == series_id).values(values))


def recurring(tx: Reader) -> set[str]:
    """Ids of all living events that belong to a series."""
    wanted = sa.select(event.c.id).where(event.c.series_id.is_not(None), event.c.deleted_at.is_(None))
    return set(tx.connection.execute(wanted).scalars())


def members(tx: Reader, series_id: str, since: date | None = None) -> list[str]:
    """Ids of its living events by day, those without a day first; from the day `since` on where it is given."""
    wanted = sa.select(event.c.id).where(event.c.series_id == series_id, event.c.deleted_at.is_(None))
    if since is not None:
        wanted = wanted.where(event.c.local_day >= since.isoformat())
    return list(tx.connection.execute(wanted.order_by(event.c.local_day.nulls_first(), event.c.id)).scalars())
