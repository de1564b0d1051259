"""Sums of money lines, exact and per currency: by stage and source, how much was not the state budget, what was given.

Gifts in kind are valued apart and never added to money (R9).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from cultdip_desktop.domain.money import Money, MoneyLine, MoneyStage
from cultdip_desktop.domain.rate import RATE_OF, Converted, Rate, convert
from cultdip_desktop.domain.text import BiText

STATE_BUDGET: Final = "RS.BUD"
OTHER: Final = "RS.OTH"
"""Other legal sources: neither budget nor socialised."""

IN_KIND: Final = "RS.INK"
"""The catalogue's code of gifts of things and work."""


@dataclass(frozen=True, slots=True)
class Totals:
    """One currency."""

    currency: str
    by_stage: Mapping[MoneyStage, Decimal]
    """Every stage, also where it is 0; money only."""

    by_source: Mapping[str, Mapping[MoneyStage, Decimal]]
    """The same by catalogue code, those that have something, in the order of the codes."""

    in_kind: Mapping[MoneyStage, Decimal]
    """Estimated value of gifts."""

    of_stage: MoneyStage
    """The stage that shares are taken of: spent, or planned while nothing is spent."""

    budget: Decimal
    socialised: Decimal
    other: Decimal

    @property
    def whole(self) -> Decimal:
        """What the shares are parts of."""
        return self.budget + self.socialised + self.other

    @property
    def socialised_share(self) -> Decimal | None:
        """0 to 1, None without money."""
        return self.socialised / self.whole if self.whole else None

    @property
    def variance(self) -> Decimal | None:
        """Spent above (or, negative, below) plan; None while one of the two is not there."""
        planned, spent = self.by_stage[MoneyStage.PLANNED], self.by_stage[MoneyStage.SPENT]
        return spent - planned if planned and spent else None


def totals(lines: Iterable[MoneyLine]) -> tuple[Totals, ...]:
    """One entry per currency, in the order of the codes."""
    money: dict[str, dict[str, dict[MoneyStage, Decimal]]] = defaultdict(lambda: defaultdict(_stages))
    gifts: dict[str, dict[MoneyStage, Decimal]] = defaultdict(_stages)
    for line in lines:
        currency = line.money.currency
        tally = gifts[currency] if line.in_kind else money[currency][line.source]
        tally[line.stage] += line.money.amount
    return tuple(_of(code, money.get(code, {}), gifts.get(code, _stages())) for code in sorted({*money, *gifts}))


@dataclass(frozen=True, slots=True)
class Overspent:
    """An event that spent more than was planned for it, in one currency."""

    event_id: str
    title: BiText
    planned: Money
    spent: Money


@dataclass(frozen=True, slots=True)
class Account:
    """Money of one event or of many."""

    totals: tuple[Totals, ...]
    """By currency; exact."""

    in_books: Mapping[MoneyStage, Converted]
    """Each stage that has money, as one sum in đồng by the rate that the decree names for it."""

    events: int
    """How many events have money in it."""


def account(lines: Iterable[MoneyLine], rates: tuple[Rate, ...], day: date | None, events: int) -> Account:
    """Sums, and their equivalents by the rates of `day`; none while nobody knows the day."""
    by_currency = totals(lines)
    in_books: dict[MoneyStage, Converted] = {}
    for stage in MoneyStage:
        amounts = {one.currency: one.by_stage[stage] for one in by_currency if one.by_stage[stage]}
        if amounts and day is not None:
            in_books[stage] = convert(amounts, rates, RATE_OF[stage], day)
    return Account(by_currency, in_books, events)


def _of(
    currency: str, sources: Mapping[str, Mapping[MoneyStage, Decimal]], gifts: Mapping[MoneyStage, Decimal]
) -> Totals:
    by_stage = {stage: sum((tally[stage] for tally in sources.values()), Decimal(0)) for stage in MoneyStage}
    stage = MoneyStage.SPENT if by_stage[MoneyStage.SPENT] else MoneyStage.PLANNED
    budget = sources[STATE_BUDGET][stage] if STATE_BUDGET in sources else Decimal(0)
    other = sources[OTHER][stage] if OTHER in sources else Decimal(0)
    return Totals(
        currency=currency,
        by_stage=by_stage,
        by_source={code: dict(sources[code]) for code in sorted(sources)},
        in_kind=dict(gifts),
        of_stage=stage,
        budget=budget,
        socialised=by_stage[stage] - budget - other,
        other=other,
    )


def _stages() -> dict[MoneyStage, Decimal]:
    return dict.fromkeys(MoneyStage, Decimal(0))
