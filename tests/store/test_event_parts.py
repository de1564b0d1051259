"""Sums in lists: of one stage, per currency, and never with gifts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from cultdip_desktop.core.ids import SeededIds
from cultdip_desktop.domain.money import Money, MoneyLine, MoneyStage
from cultdip_desktop.store.query import event_parts
from cultdip_desktop.store.store import Store
from tests.store.factory import added, full_event


def test_a_gift_is_in_no_sum(open_store: Callable[..., Store], seeded_ids: SeededIds) -> None:
    store = open_store()
    money, gift = Money.parse("100.00", "CZK"), Money.parse("900.00", "CZK")
    lines = tuple(
        line
        for stage in MoneyStage
        for line in (MoneyLine("RS.BUD", stage, money), MoneyLine("RS.INK", stage, gift, in_kind=True))
    )
    (stored,) = added(store, replace(full_event(seeded_ids), money=lines))
    with store.read() as tx:
        for stage in MoneyStage:
            assert event_parts.sums(tx, [stored.id], stage) == {stored.id: [money]}
    store.close()
