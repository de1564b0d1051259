"""The money of many events, summed where it lies."""

from __future__ import annotations

import sqlalchemy as sa

from cultdip_desktop.domain.budget import Overspent
from cultdip_desktop.domain.event import EventState
from cultdip_desktop.domain.money import Money, MoneyLine, MoneyStage
from cultdip_desktop.domain.period import Window
from cultdip_desktop.store.columns import bitext_of
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


def overspent(tx: Reader, window: Window, limit: int) -> tuple[Overspent, ...]:
    """Living events of `window` that spent above their plan, the furthest above it in proportion first. One statement."""
    line = event_money.c

    def of_stage(stage: MoneyStage) -> sa.ColumnElement[int]:
        return sa.func.sum(sa.case((line.stage == stage.value, line.amount_minor), else_=0))

    planned, spent = of_stage(MoneyStage.PLANNED), of_stage(MoneyStage.SPENT)
    wanted = (
        sa.select(
            event.c.id,
            event.c.title_vi,
            event.c.title_en,
            event.c.title_english,
            line.currency,
            planned.label("planned"),
            spent.label("spent"),
        )
        .select_from(event_money.join(event, event.c.id == line.event_id))
        .where(
            event.c.deleted_at.is_(None),
            event.c.local_day.between(window.first.isoformat(), window.last.isoformat()),
            line.in_kind == 0,
        )
        .group_by(event.c.id, line.currency)
        .having(sa.and_(planned > 0, spent > planned))
        .order_by((spent * 1000 / planned).desc(), event.c.id)
        .limit(limit)
    )
    return tuple(
        Overspent(
            row["id"],
            bitext_of(dict(row), "title"),
            Money.of_minor(row["planned"], row["currency"]),
            Money.of_minor(row["spent"], row["currency"]),
        )
        for row in tx.connection.execute(wanted).mappings()
    )
