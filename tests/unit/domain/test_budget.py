"""Sums per currency: what was planned, what was spent, what was not the state's, what was given."""

from __future__ import annotations

from decimal import Decimal

from cultdip_desktop.domain.budget import totals
from cultdip_desktop.domain.money import Money, MoneyLine, MoneyStage


def line(source: str, stage: MoneyStage, amount: str, currency: str = "CZK", *, in_kind: bool = False) -> MoneyLine:
    return MoneyLine(source, stage, Money.parse(amount, currency), in_kind)


def test_shares_are_of_what_was_spent_once_something_was() -> None:
    lines = [
        line("RS.BUD", MoneyStage.PLANNED, "100.00"),
        line("RS.BUD", MoneyStage.SPENT, "60.10"),
        line("RS.SOC", MoneyStage.SPENT, "29.90"),
        line("RS.OVN", MoneyStage.SPENT, "5.00"),
        line("RS.OTH", MoneyStage.SPENT, "5.00"),
    ]
    (found,) = totals(lines)
    assert (found.budget, found.socialised, found.other) == (Decimal("60.10"), Decimal("34.90"), Decimal("5.00"))
    assert found.socialised_share == Decimal("0.349")
    assert found.variance == Decimal("0.00")
    (planned,) = totals(lines[:1])
    assert (planned.of_stage, planned.socialised_share, planned.variance) == (MoneyStage.PLANNED, Decimal(0), None)


def test_gifts_are_valued_apart_and_never_added_to_money() -> None:
    lines = [
        line("RS.BUD", MoneyStage.SPENT, "10.00"),
        line("RS.INK", MoneyStage.SPENT, "5000.00", in_kind=True),
        line("RS.INK", MoneyStage.SPENT, "7000", "VND", in_kind=True),
    ]
    crowns, dong = totals(lines)
    assert crowns.by_stage[MoneyStage.SPENT] == Decimal("10.00")
    assert crowns.in_kind[MoneyStage.SPENT] == Decimal("5000.00")
    assert crowns.socialised_share == 0
    assert (dong.whole, dong.socialised_share, dong.in_kind[MoneyStage.SPENT]) == (0, None, Decimal(7000))


def test_sums_are_exact_where_floats_are_not() -> None:
    (found,) = totals([line("RS.BUD", MoneyStage.SPENT, "0.10", "EUR")] * 3)
    assert found.by_stage[MoneyStage.SPENT] == Decimal("0.30")
    assert found.by_source == {"RS.BUD": {**dict.fromkeys(MoneyStage, Decimal(0)), MoneyStage.SPENT: Decimal("0.30")}}
