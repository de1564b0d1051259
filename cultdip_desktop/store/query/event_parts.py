"""What lists show of the parts of many events: their goals, and their money of one stage. One statement each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import sqlalchemy as sa

from cultdip_desktop.domain.money import Money, MoneyStage
from cultdip_desktop.store.schema import event_goal, event_money
from cultdip_desktop.store.store import Reader


def goals(tx: Reader, event_ids: Sequence[str]) -> dict[str, list[tuple[str, bool]]]:
    """By event its codes in their order, each with whether it is the primary one."""
    tags: dict[str, list[tuple[str, bool]]] = defaultdict(list)
    tag = event_goal.c
    mine = sa.select(tag.event_id, tag.code, tag.is_primary).where(tag.event_id.in_(event_ids))
    for id_, code, primary in tx.connection.execute(mine.order_by(tag.event_id, tag.position)):
        tags[id_].append((code, bool(primary)))
    return tags


def sums(tx: Reader, event_ids: Sequence[str], stage: MoneyStage) -> dict[str, list[Money]]:
    """By event what stands in `stage`, one amount per currency; gifts in kind are valued apart."""
    found: dict[str, list[Money]] = defaultdict(list)
    line = event_money.c
    statement = (
        sa.select(line.event_id, line.currency, sa.func.sum(line.amount_minor))
        .where(line.event_id.in_(event_ids), line.stage == stage.value, line.in_kind == 0)
        .group_by(line.event_id, line.currency)
        .order_by(line.event_id, line.currency)
    )
    for id_, currency, minor in tx.connection.execute(statement):
        found[id_].append(Money.of_minor(minor, currency))
    return found
