"""Days and hours as people write them into tables: single days, spans, periods without a day, serial numbers of Excel."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Final

from cultdip_desktop.exchange.grid import Cell
from cultdip_desktop.i18n import typed_dates
from cultdip_desktop.i18n.fold import fold
from cultdip_desktop.i18n.lunar import LunarDate

FIRST_YEAR: Final = 1945
LAST_YEAR: Final = 2100
"""Years in which a cultural event of the State may lie."""

_LONGEST: Final = timedelta(days=800)
"""From the first day to the last; a longer span is a slip."""

_EPOCH: Final = date(1899, 12, 30)
_SERIALS: Final = range(16_438, 73_416)
"""Excel's numbers for the days of 1945 to 2100."""

_ROMAN: Final = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_YEAR: Final = r"(?:[\s,/-]*(?:nam )?(?:19|20)\d{2})?"
_PERIOD: Final = re.compile(
    rf"(?:du kien |trong |khoang )*(?:(?:quy|q)\s?(?:iv|i{{1,3}}|[1-4]){_YEAR}|(?:iv|i{{1,3}})\s?/\s?(?:19|20)\d{{2}}"
    rf"|(?:dau |giua |cuoi |early |mid |late )?thang \d{{1,2}}(?:\s?-\s?(?:thang )?\d{{1,2}})?{_YEAR}|\d{{1,2}}\s?/\s?(?:19|20)\d{{2}}"
    rf"|(?:6|sau) thang (?:dau|cuoi) nam{_YEAR}|(?:ca |dau |giua |cuoi )?nam (?:19|20)\d{{2}}|(?:19|20)\d{{2}}|ca nam"
    rf"|(?:january|february|march|april|may|june|july|august|september|october|november|december){_YEAR}"
    rf"|(?:spring|summer|autumn|winter|mua (?:xuan|he|thu|dong)){_YEAR}|(?:first|second) half of (?:19|20)\d{{2}})"
)
_OPEN: Final = frozenset(
    fold(text) for text in ("chưa xác định", "chưa rõ", "sẽ xác định", "TBC", "TBD", "xác định sau", "chưa có", "?")
)
_SPAN: Final = re.compile(
    r"\s+-\s+|\s*->\s*|\s*~\s*|\s*\bden(?: het)?\b\s*|\s+to\s+|\s+until\s+|(?<=\d)-(?=\d{1,2}\s?[/.])"
)
_LEAD: Final = re.compile(r"^(?:tu|from|ngay|between)\b\s*(?:ngay\b\s*)?")
_SHORT_SPAN: Final = re.compile(r"(\d{1,2})\s?-\s?(\d{1,2})\s?[/.]\s?(\d{1,2})(?:\s?[/.]\s?(\d{4}))?")
_ENGLISH_SPAN: Final = re.compile(r"(\d{1,2})\s?-\s?(\d{1,2}) ([a-z]{3,9}\.?)(?: (\d{4}))?")
_CLOCK: Final = re.compile(r"(\d{1,2})(?:\s?(?::|h|g|gio|\.)\s?(\d{2})?)?(?:\s?phut)?\s?(am|pm|sang|chieu|toi)?")
_YEAR_FIRST: Final = re.compile(r"\b((?:19|20)\d{2})[/.](\d{1,2})[/.](\d{1,2})\b")
_NUMBER: Final = re.compile(r"\d{5}(?:[.,]\d+)?")


@dataclass(frozen=True, slots=True)
class Days:
    """What a cell says of when something is."""

    first: date | None = None
    last: date | None = None
    """None for a single day."""

    at: time | None = None
    until: time | None = None
    lunar: LunarDate | None = None
    """The lunar date that was written, where it was one."""

    instant: datetime | None = None
    """Set where the cell holds a moment with its zone (calendars do)."""

    period: str = ""
    """Set, without a day, where only a quarter, a month or nothing yet is known: the words of the cell."""


def read_days(cell: Cell, year: int) -> Days | None:
    """What a cell says; None when it is no day. `year` is meant where none is written."""
    found = _read(cell, year)
    if found is None or (found.first is not None and not FIRST_YEAR <= found.first.year <= LAST_YEAR):
        return None
    return found if found.last is None or found.first is None or _is_span(found.first, found.last) else None


def read_time(cell: Cell) -> tuple[time, time | None] | None:
    """An hour, or from one hour to another: `17:30`, `17h30`, `5:30 pm`, `17h-21h`, a fraction of a day."""
    if isinstance(cell, datetime):
        return cell.time(), None
    if isinstance(cell, time):
        return cell.replace(microsecond=0), None
    if isinstance(cell, int | Decimal) and not isinstance(cell, bool):
        return _of_fraction(Decimal(cell))
    if not isinstance(cell, str):
        return None
    first, *rest = re.split(r"\s*-\s*|\s*\bden\b\s*|\s*\bto\b\s*", _LEAD.sub("", fold(cell)), maxsplit=1)
    start, end = _clock(first), _clock(rest[0]) if rest else None
    return None if start is None or (rest and end is None) else (start, end)


def _is_span(first: date, last: date) -> bool:
    return timedelta(0) <= last - first <= _LONGEST


def _of_fraction(number: Decimal) -> tuple[time, time | None] | None:
    if number == number.to_integral_value() and 0 <= number <= 23:
        return time(int(number)), None
    if not 0 < number < 1:
        return None
    minutes = int((number * 1440).to_integral_value()) % 1440
    return time(minutes // 60, minutes % 60), None


def _clock(text: str) -> time | None:
    found = _CLOCK.fullmatch(text.strip())
    if found is None:
        return None
    hour, minute = int(found[1]), int(found[2] or 0)
    if found[3] in ("pm", "chieu", "toi") and hour < 12:
        hour += 12
    if found[3] == "am" and hour == 12:
        hour = 0
    return time(hour, minute) if hour < 24 and minute < 60 else None


def _read(cell: Cell, year: int) -> Days | None:
    if isinstance(cell, datetime):
        if cell.tzinfo is not None:
            return Days(cell.date(), at=cell.time().replace(microsecond=0), instant=cell)
        return Days(cell.date(), at=cell.time().replace(microsecond=0) if cell.time() != time(0) else None)
    if isinstance(cell, date):
        return Days(cell)
    if isinstance(cell, int | Decimal) and not isinstance(cell, bool):
        return _of_number(Decimal(cell))
    return _of_text(cell, year) if isinstance(cell, str) else None


def _of_number(number: Decimal) -> Days | None:
    whole = int(number)
    if number == whole and FIRST_YEAR <= whole <= LAST_YEAR:
        return Days(period=str(whole))
    if whole not in _SERIALS:
        return None
    clock = _of_fraction(number - whole)
    return Days(_EPOCH + timedelta(days=whole), at=clock[0] if clock and number != whole else None)


def _of_text(cell: str, year: int) -> Days | None:
    text = fold(cell)
    if _PERIOD.fullmatch(text) or text in _OPEN:
        return Days(period=cell.strip())
    if _NUMBER.fullmatch(text):
        return _of_number(Decimal(text.replace(",", ".")))
    text = _YEAR_FIRST.sub(r"\1-\2-\3", _LEAD.sub("", text))
    span = _short_span(text)
    if span is not None:
        return _between(*span, year)
    single = typed_dates.parse(text, year)
    if single is not None:
        return Days(single.day, at=single.at, lunar=single.lunar)
    parts = _SPAN.split(text)
    return _between(_LEAD.sub("", parts[0]), parts[1], year) if len(parts) == 2 else None


def _short_span(text: str) -> tuple[str, str] | None:
    """`25-27/9/2026` and `25-27 Sep 2026` as two days."""
    found = _SHORT_SPAN.fullmatch(text)
    if found is not None:
        rest = f"/{found[3]}" + (f"/{found[4]}" if found[4] else "")
        return found[1] + rest, found[2] + rest
    found = _ENGLISH_SPAN.fullmatch(text)
    if found is not None:
        rest = f" {found[3]}" + (f" {found[4]}" if found[4] else "")
        return found[1] + rest, found[2] + rest
    return None


def _between(left: str, right: str, year: int) -> Days | None:
    """Two days, or a day and an hour on it (`25/9 17:30 - 21:00`)."""
    end = typed_dates.parse(right, year)
    if end is None:
        start, until = typed_dates.parse(left, year), _clock(right)
        return None if start is None or until is None else Days(start.day, None, start.at, until, start.lunar)
    start = typed_dates.parse(left, end.day.year)
    if start is not None and start.day > end.day and not re.search(r"\d{4}", left):
        start = typed_dates.parse(left, end.day.year - 1)
    return None if start is None else Days(start.day, end.day, start.at, end.at, start.lunar)
