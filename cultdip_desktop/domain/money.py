"""Amounts, exact to the minor unit of their currency (ISO 4217); never a float."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from enum import StrEnum
from typing import Final

from cultdip_desktop.core.records import dataclass

WITHOUT_DECIMALS: Final = frozenset("BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF".split())
"""ISO 4217 currencies without a minor unit."""

THREE_DECIMALS: Final = frozenset("BHD IQD JOD KWD LYD OMR TND".split())
"""ISO 4217 currencies with a thousandth."""

MAX_AMOUNT: Final = Decimal(10) ** 13
"""No single line of a mission's books comes near; keeps sums inside 64-bit integers of minor units."""

_PLAIN: Final = re.compile(r"-?[0-9]{1,14}(?:\.[0-9]{1,6})?")  # Decimal itself also reads 1e3, 1_000 and other scripts


class MoneyStage(StrEnum):
    """Where an amount stands between plan and account."""

    PLANNED = "planned"
    COMMITTED = "committed"
    RECEIVED = "received"
    SPENT = "spent"


def decimals(currency: str) -> int:
    """Digits after the point: 0, 2 or 3."""
    if currency in WITHOUT_DECIMALS:
        return 0
    return 3 if currency in THREE_DECIMALS else 2


def is_currency(code: str) -> bool:
    """Whether `code` has the form of an ISO 4217 code."""
    return len(code) == 3 and code.isascii() and code.isupper() and code.isalpha()


@dataclass(frozen=True, slots=True)
class Money:
    """An exact amount."""

    amount: Decimal
    """With exactly as many decimals as the currency has."""

    currency: str
    """ISO 4217."""

    @classmethod
    def parse(cls, amount: str, currency: str) -> Money:
        """From plain digits with a point (`1450.00`).

        Raises:
            ValueError: not a plain decimal number, out of range, more decimals than the currency has,
                or not a currency code.
        """
        if not is_currency(currency):
            raise ValueError("currency")
        if _PLAIN.fullmatch(amount) is None or abs(value := Decimal(amount)) >= MAX_AMOUNT:
            raise ValueError("amount")
        exact = value.quantize(Decimal(1).scaleb(-decimals(currency)))
        if exact != value:
            raise ValueError("amount")
        return cls(exact, currency)

    @classmethod
    def of_minor(cls, minor: int, currency: str) -> Money:
        """From whole minor units (halers, cents, đồng)."""
        return cls(Decimal(minor).scaleb(-decimals(currency)), currency)

    @property
    def minor(self) -> int:
        """Whole minor units, as the store keeps them."""
        return int(self.amount.scaleb(decimals(self.currency)))

    def text(self) -> str:
        """Plain digits as JSON carries them."""
        return f"{self.amount:f}"


@dataclass(frozen=True, slots=True)
class MoneyLine:
    """One line of an event's money (R9)."""

    source: str
    """Catalogue code of the resource, `RS.…`."""

    stage: MoneyStage
    money: Money
    in_kind: bool = False
    """A gift of things or work, at its estimated value; never added to money."""

    note: str = ""


def sums(amounts: Iterable[Money]) -> dict[str, Decimal]:
    """Exact totals by currency, in the order of the codes."""
    totals: dict[str, Decimal] = {}
    for money in amounts:
        totals[money.currency] = totals.get(money.currency, Decimal(0)) + money.amount
    return dict(sorted(totals.items()))
