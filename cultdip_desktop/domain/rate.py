"""Exchange rates and what is converted by them (DOMAIN, section 5): every converted amount names its rate."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal, localcontext
from typing import Final

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.money import Money, MoneyStage, decimals, is_currency
from cultdip_desktop.domain.plan_words import RateKind

BOOKS: Final = "VND"
"""What estimates and settlements are converted to."""

RATE_OF: Final[Mapping[MoneyStage, RateKind]] = {
    MoneyStage.PLANNED: RateKind.JUNE_ESTIMATE,
    MoneyStage.COMMITTED: RateKind.JUNE_ESTIMATE,
    MoneyStage.RECEIVED: RateKind.YEARLY_AVERAGE,
    MoneyStage.SPENT: RateKind.YEARLY_AVERAGE,
}
"""Estimates take the June accounting rate, settlement the yearly average (Decree 129/2026)."""

_DIGITS: Final = 60
"""More than the largest amount times the longest rate has."""

_PLAIN: Final = re.compile(r"[0-9]{1,12}(?:\.[0-9]{1,10})?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """`value` units of `quote` are one unit of `currency`."""

    id: str
    currency: str
    """ISO 4217."""

    quote: str = BOOKS
    kind: RateKind
    day: date
    """The day of a transfer's rate, any day of the month of a monthly one, of the year of a yearly one; the day
    in June of a rate for estimates."""

    value: Decimal
    """Above 0, at most ten decimals."""

    source: str = ""
    """Who published it."""


@dataclass(frozen=True, slots=True)
class Converted:
    """Amounts of several currencies as one, and the rates that made it so."""

    money: Money
    rates: tuple[Rate, ...]
    """Those used, by currency."""

    missing: tuple[str, ...]
    """Currencies without a rate: they are not in `money`."""


def parse_value(text: str) -> Decimal:
    """A rate from plain digits with a point.

    Raises:
        UserError: `rate.bad_value`.
    """
    if _PLAIN.fullmatch(text) is None or not (value := Decimal(text)):
        raise UserError("rate.bad_value", value=text[:40])
    return value


def check(rate: Rate) -> None:
    """Refuse what is no rate.

    Raises:
        UserError: `rate.bad_value`, `rate.bad_currency`, `rate.not_june`.
    """
    parse_value(f"{rate.value:f}")
    if not is_currency(rate.currency) or not is_currency(rate.quote) or rate.currency == rate.quote:
        raise UserError("rate.bad_currency", currency=rate.currency[:10], quote=rate.quote[:10])
    if rate.kind is RateKind.JUNE_ESTIMATE and rate.day.month != 6:
        raise UserError("rate.not_june")


def pick(rates: Iterable[Rate], currency: str, quote: str, kind: RateKind, day: date) -> Rate | None:
    """The rate that books of `day` take; None where the table has none, and nothing is guessed.

    A rate for estimates: the last June on or before the day. Of a transfer: the day itself. Monthly and yearly ones:
    of the same month, of the same year.
    """
    fitting = [
        rate
        for rate in rates
        if (rate.currency, rate.quote, rate.kind) == (currency, quote, kind) and _covers(rate, day)
    ]
    return max(fitting, key=lambda rate: (rate.day, rate.id), default=None)


def convert(amounts: Mapping[str, Decimal], rates: Iterable[Rate], kind: RateKind, day: date) -> Converted:
    """Sums by currency as one sum in `BOOKS`: each multiplied exactly, the total rounded once, halves up."""
    table = tuple(rates)
    total, used, missing = Decimal(0), list[Rate](), list[str]()
    with localcontext(prec=_DIGITS):
        for currency, amount in sorted(amounts.items()):
            if currency == BOOKS:
                total += amount
            elif (rate := pick(table, currency, BOOKS, kind, day)) is not None:
                total += amount * rate.value
                used.append(rate)
            elif amount:
                missing.append(currency)
        rounded = total.quantize(Decimal(1).scaleb(-decimals(BOOKS)), ROUND_HALF_UP)
    return Converted(Money(rounded, BOOKS), tuple(used), tuple(missing))


def _covers(rate: Rate, day: date) -> bool:
    if rate.kind is RateKind.JUNE_ESTIMATE:
        return rate.day <= day
    if rate.kind is RateKind.TRANSFER_DAY:
        return rate.day == day
    if rate.kind is RateKind.MONTHLY:
        return (rate.day.year, rate.day.month) == (day.year, day.month)
    return rate.day.year == day.year
