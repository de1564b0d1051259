"""Amounts are exact, or refused."""

from __future__ import annotations

from decimal import Decimal

import hypothesis.strategies as st
import pytest
from hypothesis import given

from cultdip_desktop.domain.money import Money, decimals, sums


@pytest.mark.parametrize(
    ("amount", "currency", "minor", "text"),
    [
        ("59450.00", "CZK", 5_945_000, "59450.00"),
        ("59450", "CZK", 5_945_000, "59450.00"),
        ("0.1", "EUR", 10, "0.10"),
        ("15000000", "VND", 15_000_000, "15000000"),
        ("1.234", "KWD", 1234, "1.234"),
        ("-12.50", "USD", -1250, "-12.50"),
    ],
)
def test_an_amount_has_the_decimals_of_its_currency(amount: str, currency: str, minor: int, text: str) -> None:
    money = Money.parse(amount, currency)
    assert (money.minor, money.text()) == (minor, text)
    assert Money.of_minor(minor, currency) == money


@pytest.mark.parametrize(
    "amount",
    [
        "",
        " 5",
        "5 ",
        "1,5",
        "1e3",
        "1_000",
        "NaN",
        "Infinity",
        "0x10",
        "٣",
        "１２",
        "+5",
        ".5",
        "5.",
        "10000000000000",
        "1.005",
    ],
)
def test_anything_but_plain_digits_is_refused(amount: str) -> None:
    with pytest.raises(ValueError, match=r"^amount$"):
        Money.parse(amount, "CZK")


def test_dong_and_yen_have_no_smaller_unit() -> None:
    assert decimals("VND") == decimals("JPY") == 0
    with pytest.raises(ValueError, match=r"^amount$"):
        Money.parse("1.50", "VND")


@pytest.mark.parametrize("currency", ["", "czk", "CZ", "CZKK", "C1K", "ĐĐĐ"])
def test_a_currency_has_the_form_of_iso_4217(currency: str) -> None:
    with pytest.raises(ValueError, match=r"^currency$"):
        Money.parse("1", currency)


def test_sums_keep_currencies_apart_and_lose_no_cent() -> None:
    tenths = [Money.parse("0.10", "EUR")] * 10
    assert sums([*tenths, Money.parse("5", "CZK")]) == {"CZK": Decimal(5), "EUR": Decimal(1)}


@given(st.integers(-(10**14), 10**14), st.sampled_from(["VND", "EUR", "KWD"]))
def test_minor_units_and_text_are_two_forms_of_one_amount(minor: int, currency: str) -> None:
    money = Money.of_minor(minor, currency)
    assert money.minor == minor
    if abs(money.amount) < 10**13:
        assert Money.parse(money.text(), currency) == money
