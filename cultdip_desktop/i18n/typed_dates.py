"""Dates as officers type them, in either calendar and either language."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, time
from typing import Final

from cultdip_desktop.i18n.dates import MONTHS_EN
from cultdip_desktop.i18n.fold import fold
from cultdip_desktop.i18n.lunar import FIRST_DAY, LAST_DAY, LunarDate, to_solar

_WEEKDAY: Final = re.compile(
    r"^(?:thu (?:hai|ba|tu|nam|sau|bay)|chu nhat|t[2-7]|cn|(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?)"
    r"\b[\s.]*"
)
_CLOCK: Final = re.compile(r"\b(\d{1,2})(?:\s?:\s?(\d{2})|\s?(?:h|gio)\s?(\d{2})?)(?!\d)(?: phut)?")
_LUNAR: Final = re.compile(r"\(?\b(?:al|am lich|lunar)\b\.?\)?")
_ISO: Final = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})")
_DIGITS: Final = re.compile(
    r"(?P<day>\d{1,2})\s?[/.-]\s?(?P<month>\d{1,2})(?P<leap>n)?(?:\s?[/.-]\s?(?P<year>\d{4}|\d{2}))?"
)
_VIETNAMESE: Final = re.compile(
    r"(?:ngay |mong |mung )?(?P<day>\d{1,2}|ram) thang (?P<month>\d{1,2}|[a-z]+(?: mot)?)(?P<leap> nhuan)?"
    r"(?:,? nam (?P<year>\d{4}))?"
)
_ENGLISH: Final = re.compile(r"(?P<day>\d{1,2}) (?P<month>[a-z]{3,9})\.?(?: (?P<year>\d{4}))?")
_MONTH_WORDS: Final = {
    "gieng": 1, "mot": 1, "hai": 2, "ba": 3, "tu": 4, "nam": 5, "sau": 6, "bay": 7, "tam": 8, "chin": 9, "muoi": 10,
    "muoi mot": 11, "chap": 12,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class TypedDate:
    """What was understood."""

    day: date
    """The civil day."""

    at: time | None
    """The time of day, if one was typed; on whose clock is the field's matter."""

    lunar: LunarDate | None
    """Set when a lunar date was typed, so that the field can echo it."""


def parse(text: str, year: int) -> TypedDate | None:
    """Understand a typed date, or None; `year` is meant where none is typed.

    Understood: `25/9`, `25/9 17:30`, `17h30 25/9`, `25.9.26`, `25/9/2026`, `2026-09-25T17:30`, `ngày 25 tháng 9`,
    `25 Sep 2026`, each with a weekday before it (which is not checked); lunar `15/8 âl`, `10/6N âl` (leap month),
    `rằm tháng Tám`. What `dates.day_of_week`, `dates.field` and `lunar.short` print is understood again.
    """
    plain = re.sub(r"(?<=\d)t(?=\d)", " ", fold(text).replace(",", " "))
    rest = _WEEKDAY.sub("", " ".join(plain.split()), count=1)
    rest, is_lunar = _take_lunar(rest)
    rest, at, valid = _take_clock(rest)
    if not valid:
        return None
    for pattern in (_ISO, _DIGITS, _VIETNAMESE, _ENGLISH):
        found = pattern.fullmatch(rest)
        if found:
            return _dated({"leap": None, **found.groupdict()}, year, at, is_lunar=is_lunar)
    return None


def _take_lunar(text: str) -> tuple[str, bool]:
    rest, count = _LUNAR.subn("", text, count=1)
    return " ".join(rest.split()), bool(count)


def _take_clock(text: str) -> tuple[str, time | None, bool]:
    """The text without its time of day, the time, and whether it was a possible one."""
    found = _CLOCK.search(text)
    if not found:
        return text, None, True
    hour, minute = int(found[1]), int(found[2] or found[3] or 0)
    if hour > 23 or minute > 59:
        return text, None, False
    rest = " ".join((text[: found.start()] + " " + text[found.end() :]).split())
    return rest, time(hour, minute), True


def _dated(parts: dict[str, str | None], year: int, at: time | None, *, is_lunar: bool) -> TypedDate | None:
    month = _month(parts["month"] or "")
    if month is None:
        return None
    typed_year = int(parts["year"]) if parts["year"] else year
    if typed_year < 100:
        typed_year += 2000
    if not FIRST_DAY.year <= typed_year <= LAST_DAY.year:  # "1/1/202" on the way to 2026
        return None
    full_moon = parts["day"] == "ram"
    day = 15 if full_moon else int(parts["day"] or 0)
    try:
        if is_lunar or full_moon or parts["leap"]:
            lunar = LunarDate(day, month, typed_year, leap=bool(parts["leap"]))
            return TypedDate(to_solar(lunar), at, lunar)
        return TypedDate(date(typed_year, month, day), at, None)
    except ValueError:
        return None


def _month(text: str) -> int | None:
    if text.isdigit():
        return int(text)
    if text in _MONTH_WORDS:
        return _MONTH_WORDS[text]
    matches = [number for number, name in enumerate(MONTHS_EN, 1) if len(text) >= 3 and name.lower().startswith(text)]
    return matches[0] if len(matches) == 1 else None
