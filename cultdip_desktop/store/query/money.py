"""The money of many events, summed where it lies."""

from __future__ import annotations

import sqlalchemy as sa

from cultdip_desktop.domain.event import EventState
from cultdip_desktop.domain.money import Money, MoneyLine, MoneyStage
from cultdip_desktop.domain.period import Window
from cultdip_desktop.store.schema import event, event_money
from cultdip_desktop.store.store import Reader

_GIVEN_UP = (EventState.POSTPONED.value, EventState.CANCELLED.value)


def sums(tx: Reader, window: Window) -> tuple[tuple[MoneyLine, ...], int]:
    """One line per source, stage, currency and kind of gift, and how many events they come from. Two statements.

    Living events whose first day lies in `window`. Plans of events that were postponed or cancelled do not count,
    what was spent on them does.
    """
    line = event_money.c
    mine = sa.and_(
        event.c.deleted_at.is_(None),
        event.c.local_day.between(window.first.isoformat(), window.last.isoformat()),
        sa.or_(event.c.state.not_in(_GIVEN_UP), line.stage.in_((MoneyStage.RECEIVED.value, MoneyStage.SPENT.value))),
    )
    joined = event_money.join(event, event.c.id == line.event_id)
    grouped = (
        sa.select(line.source, line.stage, line.currency, line.in_kind, sa.func.sum(line.amount_minor))
        .select_from(joined)
        .where(mine)
        .group_by(line.source, line.stage, line.currency, line.in_kind)
        .order_by(line.source, line.stage, line.currency, line.in_kind)
    )
    lines = tuple(
        MoneyLine(source, MoneyStage(stage), Money.of_minor(minor, currency), bool(in_kind))
        for source, stage, currency, in_kind, minor in tx.connection.execute(grouped)
    )
    counted = sa.select(sa.func.count(sa.distinct(line.event_id))).select_from(joined).where(mine)
    return lines, tx.connection.execute(counted).scalar_one()
