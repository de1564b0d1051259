"""Numbers, percentages and money as people read and type them; always Decimal, never float."""

from __future__ import annotations

import re
import unicodedata
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from cultdip_desktop.i18n.words import Language, Words, group_digits

NBSP: Final = "\N{NO-BREAK SPACE}"
MINUS: Final = "\N{MINUS SIGN}"

_MILLION: Final = Decimal(10) ** 6
_BILLION: Final = Decimal(10) ** 9


def whole(words: Words, number: int) -> str:
    """A whole number with grouped thousands: "145.000" in Vietnamese, "145,000" in English."""
    return _signed(number < 0, group_digits(str(abs(number)), words.language))


def decimal(words: Words, number: Decimal | int, places: int | None = None) -> str:
    """A number with `places` decimals, rounded half up; with exactly its own decimals when `places` is None."""
    value = Decimal(number)
    if places is not None:
        value = _rounded(value, places)
    digits, point, fraction = f"{abs(value):f}".partition(".")
    mark = ("," if words.language == "vi" else ".") if point else ""
    return _signed(value < 0, group_digits(digits, words.language) + mark + fraction)


def percent(words: Words, share: Decimal, places: int = 1, *, sign: bool = False) -> str:
    """A share (1 = 100 %) as "75,5%"; a zero fraction is left out; `sign` puts + before a rise."""
    value = _rounded(share * 100, places)
    text = decimal(words, _trimmed(value)) + "%"
    return f"+{text}" if sign and value > 0 else text


def amount(words: Words, value: Decimal, currency: str) -> str:
    """The digits of an amount, without its code, for a column that names the currency in its head.

    As many decimals as the currency has (CLDR: none for VND and JPY), or as many as `value` has when these are more:
    nothing is ever rounded away.
    """
    from babel.numbers import get_currency_precision  # here, because whole numbers do without Babel (10 ms to load)

    own = value.as_tuple().exponent
    return decimal(words, value, max(get_currency_precision(currency), -own if isinstance(own, int) else 0))


def money(words: Words, value: Decimal, currency: str, *, short: bool = False) -> str:
    """An exact amount with its ISO code: "145.000,50 CZK", in English "CZK 145,000.50".

    `short` leaves out decimals that are all zero. Code and digits are held together by a no-break space.
    """
    digits = decimal(words, _trimmed(value)) if short and value == value.to_integral_value() else None
    return _with_code(words, digits or amount(words, value, currency), currency)


def compact(words: Words, number: Decimal | int) -> str:
    """A number rounded for a quick look: "1,86 triệu", "61,4 tỷ"; below a million it stays whole."""
    value = Decimal(number)
    size = abs(value)
    if size >= Decimal("999.95") * _MILLION:
        return words.t("{number} billion", number=_scaled(words, value / _BILLION))
    if size >= _MILLION:
        return words.t("{number} million", number=_scaled(words, value / _MILLION))
    return decimal(words, value, 0)


def compact_money(words: Words, value: Decimal, currency: str) -> str:
    """An amount for a quick look, never for a document: "168,2 triệu ₫", "1,2 triệu USD"."""
    return _with_code(words, compact(words, value), "₫" if currency == "VND" and words.language == "vi" else currency)


def parse_decimal(language: Language, text: str) -> Decimal | None:
    """A typed number, or None when it is none: "145.000,50" in Vietnamese, "145,000.50" in English.

    Groups may also be parted by spaces. A point that cannot be a group ("145.5") is taken as a decimal point.
    """
    typed = re.sub(r"(?<=\d)\s(?=\d{3}(?!\d))", "", unicodedata.normalize("NFKC", text).strip()).replace(MINUS, "-")
    group, point = (".", ",") if language == "vi" else (",", ".")
    for grouping, mark in ((group, point), ("", "."), ("", ",")):
        whole_part = rf"\d{{1,3}}(?:\{grouping}\d{{3}})+|\d+" if grouping else r"\d+"
        found = re.fullmatch(rf"([-+]?)({whole_part})(?:\{mark}(\d+))?", typed, re.ASCII)
        if found:
            sign, digits, fraction = found.groups()
            return Decimal(f"{sign}{digits.replace(group, '')}" + (f".{fraction}" if fraction else ""))
    return None


def _with_code(words: Words, digits: str, currency: str) -> str:
    return f"{digits}{NBSP}{currency}" if words.language == "vi" else f"{currency}{NBSP}{digits}"


def _scaled(words: Words, value: Decimal) -> str:
    return decimal(words, _trimmed(_rounded(value, 2 if abs(value) < 10 else 1)))


def _rounded(value: Decimal, places: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def _trimmed(value: Decimal) -> Decimal:
    plain = f"{value:f}"
    return Decimal(plain.rstrip("0").rstrip(".")) if "." in plain else value


def _signed(negative: bool, digits: str) -> str:
    return MINUS + digits if negative else digits
