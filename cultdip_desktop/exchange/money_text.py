"""Amounts as people write them into tables: `59.450,50 CZK`, `USD 1,200`, `15 triệu đồng`, several in one cell."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from cultdip_desktop.domain.money import THREE_DECIMALS, WITHOUT_DECIMALS, Money, MoneyLine, MoneyStage, is_currency
from cultdip_desktop.exchange.grid import Cell
from cultdip_desktop.i18n.fold import fold

_WORDS: Final = {
    "$": "USD", "us$": "USD", "do la my": "USD", "do la": "USD", "do": "USD", "€": "EUR", "euro": "EUR", "£": "GBP", "₫": "VND",
    "d": "VND", "dong": "VND", "vnd": "VND", "vnđ": "VND", "kc": "CZK", "koruna": "CZK", "korun": "CZK", "yen": "JPY", "¥": "JPY",
    "rub": "RUB", "rup": "RUB", "won": "KRW", "baht": "THB", "zl": "PLN", "zloty": "PLN", "nhan dan te": "CNY",
}  # fmt: skip
_FACTORS: Final = {
    "trieu": 6, "tr": 6, "million": 6, "mil": 6, "ty": 9, "billion": 9, "nghin": 3, "ngan": 3, "k": 3, "thousand": 3,
}  # fmt: skip
_KIND: Final = re.compile(r"\(?\b(?:hien vat|bang hien vat|in kind|in-kind)\b\)?")
_SOURCE: Final = re.compile(r"\[?\b(rs\.[a-z]{2,4})\b\]?:?")
_AMOUNT: Final = re.compile(r"(?P<before>[^\d-]*)(?P<digits>-?\d[\d.,' ]*)(?P<after>.*)")
_APART: Final = re.compile(r";|\n|\s\+\s")


@dataclass(frozen=True, slots=True)
class MoneyHabit:
    """What an amount means that does not say so itself: from the row's own cells, the head of its column, the office."""

    currency: str
    source: str = "RS.BUD"
    factor: int = 0
    """Power of ten, from a head such as "triệu đồng"."""


def read_money(cell: Cell, stage: MoneyStage, habit: MoneyHabit) -> tuple[MoneyLine, ...] | None:
    """The lines of one cell; None when it is no money."""
    if isinstance(cell, bool):
        return None
    if isinstance(cell, int | Decimal):
        line = _line(Decimal(cell).scaleb(habit.factor), stage, habit.currency, habit.source, in_kind=False)
        return None if line is None else (line,)
    if not isinstance(cell, str):
        return None
    lines = [_of_text(part, stage, habit) for part in _APART.split(cell) if part.strip()]
    kept = tuple(line for line in lines if line is not None)
    return kept if kept and len(kept) == len(lines) else None


def hint_of(head: str, habit: MoneyHabit) -> MoneyHabit:
    """The habit that the head of a column adds: "Kinh phí (triệu đồng)", "Budget, USD"."""
    currency, factor = habit.currency, habit.factor
    for word in re.findall(r"[^\W\d_]+|[$€£¥₫]", fold(head)):
        factor = _FACTORS.get(word, factor) if word != "k" else factor
        found = word.upper() if word in _KNOWN_CODES else _WORDS.get(word) if len(word) > 2 or word in "$€£¥₫" else None
        currency = found or currency
    return MoneyHabit(currency, habit.source, factor)


_KNOWN_CODES: Final = frozenset(
    "usd eur gbp vnd czk jpy krw cny rub thb pln huf chf aud cad sgd lak khr inr sek nok dkk hkd twd myr idr php brl mxn ars".split()
)


def written(line: MoneyLine) -> str:
    """A line as `read_money` reads it back exactly, whatever the language: `RS.SOC 30450.00 CZK`."""
    digits = f"{line.money.amount:f}"
    return f"{line.source} {digits} {line.money.currency}{' (hiện vật)' if line.in_kind else ''}"


def _of_text(text: str, stage: MoneyStage, habit: MoneyHabit) -> MoneyLine | None:
    folded = fold(text)
    in_kind = bool(_KIND.search(folded))
    source = _SOURCE.search(folded)
    rest = _SOURCE.sub(" ", _KIND.sub(" ", folded)).strip()
    found = _AMOUNT.fullmatch(rest)
    if found is None:
        return None
    around = [word for part in (found["before"], found["after"]) for word in [part.strip(" ()[]:.,-/")] if word]
    meant = _currency_and_factor(around, habit)
    number = None if meant is None else _number(found["digits"].strip(), meant[0])
    if meant is None or number is None:
        return None
    code = source[1].upper() if source else habit.source
    return _line(number.scaleb(meant[1]), stage, meant[0], code, in_kind=in_kind)


def _currency_and_factor(words: list[str], habit: MoneyHabit) -> tuple[str, int] | None:
    currency, factor, named = habit.currency, habit.factor, False
    for phrase in words:
        left = phrase
        for word, power in _FACTORS.items():
            if left == word or left.startswith(f"{word} "):
                factor, left = power, left.removeprefix(word).strip()
                break
        if not left:
            continue
        code = _WORDS.get(left) or (left.upper() if is_currency(left.upper()) else None)
        if code is None or named:
            return None
        currency, named = code, True
    return currency, factor


def _number(digits: str, currency: str) -> Decimal | None:
    """A number in any habit of grouping; three digits behind a single mark are a group, as in 59.450."""
    plain = digits.replace(" ", "").replace("'", "")
    marks = [mark for mark in plain if mark in ".,"]
    point = _point(plain, marks, currency)
    for mark in ".,":
        if mark != point:
            if not re.fullmatch(rf"-?\d{{1,3}}(?:\{mark}\d{{3}})+(?:\{point or mark}\d+)?|[^{mark}]*", plain):
                return None
            plain = plain.replace(mark, "")
    plain = plain.replace(point, ".") if point else plain
    return Decimal(plain) if re.fullmatch(r"-?\d{1,14}(?:\.\d{1,6})?", plain) else None


def _point(plain: str, marks: list[str], currency: str) -> str:
    """The mark before the fraction, or nothing."""
    if not marks:
        return ""
    last = marks[-1]
    tail = len(plain) - plain.rindex(last) - 1
    if marks.count(last) > 1:
        return ""
    if len(set(marks)) == 2:
        return last
    if tail == 3 and currency not in THREE_DECIMALS:
        return ""
    return "" if currency in WITHOUT_DECIMALS and tail == 3 else last


def _line(amount: Decimal, stage: MoneyStage, currency: str, source: str, *, in_kind: bool) -> MoneyLine | None:
    if amount < 0:
        return None
    try:
        money = Money.parse(f"{amount.normalize():f}", currency)
    except ValueError:
        return None
    return MoneyLine(source, stage, money, in_kind)
