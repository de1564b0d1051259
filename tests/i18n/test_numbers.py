"""Numbers and money."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cultdip_desktop.i18n import numbers
from cultdip_desktop.i18n.words import LANGUAGES, Language, Words

VI, EN = Words("vi"), Words("en")


def _plain(text: str) -> str:
    return text.replace(numbers.NBSP, " ")


def test_thousands_are_grouped() -> None:
    assert (numbers.whole(VI, 145000), numbers.whole(EN, 145000)) == ("145.000", "145,000")
    assert (numbers.whole(VI, 0), numbers.whole(VI, -1200), numbers.whole(VI, 999)) == ("0", "−1.200", "999")


def test_decimals_keep_their_places_or_are_rounded_half_up() -> None:
    assert (numbers.decimal(VI, Decimal("1234.50")), numbers.decimal(EN, Decimal("1234.50"))) == (
        "1.234,50",
        "1,234.50",
    )
    assert numbers.decimal(VI, Decimal("0.125"), 2) == "0,13"
    assert numbers.decimal(VI, Decimal("1E+6")) == "1.000.000"


def test_shares_are_percentages() -> None:
    assert (numbers.percent(VI, Decimal("0.755")), numbers.percent(EN, Decimal("0.755"))) == ("75,5%", "75.5%")
    assert numbers.percent(VI, Decimal("0.38")) == "38%"
    assert numbers.percent(VI, Decimal("0.179"), sign=True) == "+17,9%"
    assert numbers.percent(VI, Decimal("-0.03"), sign=True) == "−3%"
    assert numbers.percent(VI, Decimal(0), sign=True) == "0%"
    assert numbers.percent(VI, Decimal(1)) == "100%"


@pytest.mark.parametrize(
    ("value", "currency", "vietnamese", "english"),
    [
        ("145000", "CZK", "145.000,00 CZK", "CZK 145,000.00"),
        ("1450.5", "EUR", "1.450,50 EUR", "EUR 1,450.50"),
        ("168200000", "VND", "168.200.000 VND", "VND 168,200,000"),
        ("120000", "JPY", "120.000 JPY", "JPY 120,000"),
        ("12.345", "KWD", "12,345 KWD", "KWD 12.345"),
        ("0.005", "USD", "0,005 USD", "USD 0.005"),
        ("-20", "USD", "−20,00 USD", "USD −20.00"),
    ],
)
def test_money_is_exact_and_has_the_decimals_of_its_currency(
    value: str, currency: str, vietnamese: str, english: str
) -> None:
    assert _plain(numbers.money(VI, Decimal(value), currency)) == vietnamese
    assert _plain(numbers.money(EN, Decimal(value), currency)) == english


def test_money_may_leave_out_decimals_that_are_zero() -> None:
    assert _plain(numbers.money(VI, Decimal("145000.00"), "CZK", short=True)) == "145.000 CZK"
    assert _plain(numbers.money(VI, Decimal("145000.50"), "CZK", short=True)) == "145.000,50 CZK"


def test_an_amount_and_its_code_stay_on_one_line() -> None:
    assert numbers.money(VI, Decimal(5), "VND") == "5\N{NO-BREAK SPACE}VND"


@pytest.mark.parametrize(
    ("value", "vietnamese", "english"),
    [
        ("2417", "2.417", "2,417"),
        ("999999", "999.999", "999,999"),
        ("1860000", "1,86 triệu", "1.86 million"),
        ("168200000", "168,2 triệu", "168.2 million"),
        ("999960000", "1 tỷ", "1 billion"),
        ("61400000000", "61,4 tỷ", "61.4 billion"),
        ("-1500000", "−1,5 triệu", "−1.5 million"),
    ],
)
def test_large_numbers_are_short_for_a_quick_look(value: str, vietnamese: str, english: str) -> None:
    assert numbers.compact(VI, Decimal(value)) == vietnamese
    assert numbers.compact(EN, Decimal(value)) == english


def test_money_is_short_for_a_quick_look() -> None:
    assert _plain(numbers.compact_money(VI, Decimal(168_200_000), "VND")) == "168,2 triệu ₫"
    assert _plain(numbers.compact_money(VI, Decimal(1_200_000), "USD")) == "1,2 triệu USD"
    assert _plain(numbers.compact_money(EN, Decimal(168_200_000), "VND")) == "VND 168.2 million"


@pytest.mark.parametrize(
    ("language", "typed", "meant"),
    [
        ("vi", "145.000", "145000"),
        ("vi", "145.000,50", "145000.50"),
        ("vi", "145 000", "145000"),
        ("vi", "1450", "1450"),
        ("vi", "3,5", "3.5"),
        ("vi", "145.5", "145.5"),
        ("vi", "−20", "-20"),
        ("en", "145,000.5", "145000.5"),
        ("en", "1,5", "1.5"),
        ("vi", " 7 ", "7"),
    ],
)
def test_a_typed_number_is_understood(language: Language, typed: str, meant: str) -> None:
    assert numbers.parse_decimal(language, typed) == Decimal(meant)


@pytest.mark.parametrize("typed", ["", "abc", "1.23.4", "1,2,3", "1e5", "NaN", "--1", "1.000,", "١٢", "1 2"])
def test_what_is_no_number_is_not_guessed(typed: str) -> None:
    assert numbers.parse_decimal("vi", typed) is None


@given(st.decimals(-(10**13), 10**13, places=2), st.sampled_from(LANGUAGES))
def test_a_printed_amount_is_understood_again(value: Decimal, language: Language) -> None:
    assert numbers.parse_decimal(language, numbers.amount(Words(language), value, "CZK")) == value
