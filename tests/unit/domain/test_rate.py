"""Amounts are converted by a rate that the table has, or not at all."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.plan_words import RateKind
from cultdip_desktop.domain.rate import Rate, check, convert, parse_value, pick


def rate(currency: str, value: str, day: date, kind: RateKind = RateKind.YEARLY_AVERAGE) -> Rate:
    return Rate(id=f"{currency}-{day}", currency=currency, kind=kind, day=day, value=Decimal(value))


def test_estimates_take_the_last_june_before_the_day() -> None:
    table = [
        rate("CZK", "1100.5", date(2025, 6, 1), RateKind.JUNE_ESTIMATE),
        rate("CZK", "1200", date(2026, 6, 1), RateKind.JUNE_ESTIMATE),
    ]
    found = [pick(table, "CZK", "VND", RateKind.JUNE_ESTIMATE, date(year, 3, 9)) for year in (2025, 2026, 2027)]
    assert found == [None, table[0], table[1]]


@pytest.mark.parametrize(
    ("kind", "day", "fits"),
    [
        (RateKind.TRANSFER_DAY, date(2026, 9, 25), True),
        (RateKind.TRANSFER_DAY, date(2026, 9, 26), False),
        (RateKind.MONTHLY, date(2026, 9, 1), True),
        (RateKind.MONTHLY, date(2026, 10, 1), False),
        (RateKind.YEARLY_AVERAGE, date(2026, 1, 1), True),
        (RateKind.YEARLY_AVERAGE, date(2027, 9, 25), False),
    ],
)
def test_other_rates_hold_for_their_day_month_or_year(kind: RateKind, day: date, *, fits: bool) -> None:
    table = [rate("USD", "26000", date(2026, 9, 25), kind)]
    assert (pick(table, "USD", "VND", kind, day) is not None) is fits


def test_a_sum_is_exact_and_rounded_once() -> None:
    table = [rate("CZK", "1085.55", date(2026, 12, 31)), rate("EUR", "30000.333", date(2026, 12, 31))]
    amounts = {"CZK": Decimal("0.01"), "EUR": Decimal("0.01"), "VND": Decimal(7), "USD": Decimal(5), "JPY": Decimal(0)}
    found = convert(amounts, table, RateKind.YEARLY_AVERAGE, date(2026, 5, 5))
    assert found.money.amount == Decimal(318)  # 10.8555 + 300.00333 + 7
    assert [each.currency for each in found.rates] == ["CZK", "EUR"]
    assert found.missing == ("USD",)


def test_the_largest_amounts_stay_exact() -> None:
    table = [rate("USD", "123456789012.0123456789", date(2026, 12, 31))]
    found = convert({"USD": Decimal("9999999999999.99")}, table, RateKind.YEARLY_AVERAGE, date(2026, 1, 1))
    assert found.money.amount == Decimal("1234567890120122222221110")  # worked out with whole numbers


@pytest.mark.parametrize("text", ["", "0", "0.000", "-1", "1e5", "1,5", "1.12345678901", "NaN", "١"])
def test_what_is_no_rate_is_refused(text: str) -> None:
    with pytest.raises(UserError) as caught:
        parse_value(text)
    assert caught.value.code == "rate.bad_value"


def test_a_rate_needs_two_currencies_and_an_estimate_needs_june() -> None:
    with pytest.raises(UserError) as caught:
        check(rate("VND", "1", date(2026, 6, 1)))
    assert caught.value.code == "rate.bad_currency"
    with pytest.raises(UserError) as caught:
        check(rate("CZK", "1", date(2026, 7, 1), RateKind.JUNE_ESTIMATE))
    assert caught.value.code == "rate.not_june"
