"""Sums of an event's money, exact and per currency: by stage, and how much was not the state budget."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from cultdip_desktop.domain.money import MoneyLine, MoneyStage, sums

BUDGET: Final = "RS.BUD"
"""The state budget's code."""

OTHER: Final = "RS.OTH"
"""Other legal sources: neither budget nor socialised."""


@dataclass(frozen=True, slots=True)
class Totals:
    """One currency of one event."""

    currency: str
    by_stage: dict[MoneyStage, Decimal]
    budget: Decimal
    """Of the stage that shares are taken of: spent, or planned while nothing is spent."""

    socialised: Decimal
    other: Decimal
    of_stage: MoneyStage

    @property
    def whole(self) -> Decimal:
        """What the shares are parts of."""
        return self.budget + self.socialised + self.other

    @property
    def socialised_share(self) -> Decimal | None:
        """0 to 1, None without money."""
        return self.socialised / self.whole if self.whole else None


def totals(lines: Sequence[MoneyLine]) -> tuple[Totals, ...]:
    """One entry per currency, in the order of the codes."""
    return tuple(_of(currency, lines) for currency in sums(line.money for line in lines))


def _of(currency: str, lines: Sequence[MoneyLine]) -> Totals:
    mine = [line for line in lines if line.money.currency == currency]
    by_stage = {
        stage: sum((line.money.amount for line in mine if line.stage is stage), Decimal(0)) for stage in MoneyStage
    }
    stage = MoneyStage.SPENT if by_stage[MoneyStage.SPENT] else MoneyStage.PLANNED
    shares = {"budget": Decimal(0), "socialised": Decimal(0), "other": Decimal(0)}
    for line in mine:
        if line.stage is stage:
            name = {BUDGET: "budget", OTHER: "other"}.get(line.source, "socialised")
            shares[name] += line.money.amount
    return Totals(currency, by_stage, shares["budget"], shares["socialised"], shares["other"], stage)
