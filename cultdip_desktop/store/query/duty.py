"""By when an office owes its reports, as headquarters has told it: an extension of its own comes before everybody's day."""

from __future__ import annotations

from datetime import date

import sqlalchemy as sa

from cultdip_desktop.domain.period import Period, PeriodRule
from cultdip_desktop.store.schema import duty, extension, office
from cultdip_desktop.store.store import Reader


def due_days(tx: Reader) -> dict[Period, date | None]:
    """By period, the day that counts for this office; None where it need not report. One statement."""
    own = sa.and_(
        extension.c.duty_id == duty.c.id,
        extension.c.deleted_at.is_(None),
        extension.c.office == sa.select(office.c.id).scalar_subquery(),
    )
    columns = (duty.c.period, duty.c.rule, duty.c.due, extension.c.id.label("given"), extension.c.due.label("other"))
    wanted = sa.select(*columns).select_from(duty).outerjoin(extension, own).where(duty.c.deleted_at.is_(None))
    found: dict[Period, date | None] = {}
    for period, rule, day, given, other in tx.connection.execute(wanted.order_by(duty.c.due)):
        counts = other if given is not None else day
        found[Period.parse(period, PeriodRule(rule))] = None if counts is None else date.fromisoformat(counts)
    return found


def due_of(tx: Reader, period: Period) -> date | None:
    """The day that headquarters has set for one period; None where it has set none, or lets the office off."""
    return due_days(tx).get(period)
