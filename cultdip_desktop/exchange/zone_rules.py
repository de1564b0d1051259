"""The rules of a time zone as a calendar file states them (RFC 5545, 3.6.5), found out from the zone's own transitions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

_DAYS: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_STRIDE: Final = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class _Turn:
    """A moment at which the clocks of a place change."""

    wall: datetime
    """On the clock before the change."""

    before: timedelta
    after: timedelta
    summer: bool
    name: str


def timezone_lines(zone: str, first_year: int, last_year: int) -> list[str]:
    """The VTIMEZONE of a zone, right for every moment from the first to the last year.

    Where the zone follows one rule in all of these years and to the present, it is stated once and goes on; else every change
    has its own date.
    """
    turns = list(_turns(ZoneInfo(zone), first_year - 1, last_year + 1))
    lines = ["BEGIN:VTIMEZONE", f"TZID:{zone}"]
    rules = _yearly(turns, last_year + 1 - (first_year - 1))
    if rules is not None:
        for turn, rule in rules:
            lines += _observance(turn, [turn.wall], f"RRULE:{rule}")
    else:
        lines += _start(zone, first_year - 1)
        for turn in turns:
            lines += _observance(turn, [turn.wall], "")
    return [*lines, "END:VTIMEZONE"]


def _start(zone: str, year: int) -> list[str]:
    """What holds before the first change."""
    here = ZoneInfo(zone)
    moment = datetime(year, 1, 1, tzinfo=here)
    offset = moment.utcoffset() or timedelta(0)
    turn = _Turn(datetime(1970, 1, 1), offset, offset, bool(moment.dst()), moment.tzname() or zone)  # noqa: DTZ001
    return _observance(turn, [turn.wall], "")


def _observance(turn: _Turn, walls: list[datetime], rule: str) -> list[str]:
    kind = "DAYLIGHT" if turn.summer else "STANDARD"
    return [
        f"BEGIN:{kind}",
        f"DTSTART:{walls[0]:%Y%m%dT%H%M%S}",
        *([rule] if rule else []),
        f"TZOFFSETFROM:{_offset(turn.before)}",
        f"TZOFFSETTO:{_offset(turn.after)}",
        f"TZNAME:{turn.name}",
        f"END:{kind}",
    ]


def _offset(offset: timedelta) -> str:
    seconds = int(offset.total_seconds())
    sign = "-" if seconds < 0 else "+"
    hours, rest = divmod(abs(seconds), 3600)
    minutes, seconds = divmod(rest, 60)
    return f"{sign}{hours:02}{minutes:02}{f'{seconds:02}' if seconds else ''}"


def _turns(zone: ZoneInfo, first_year: int, last_year: int) -> Iterator[_Turn]:
    """Every change from the beginning of the first to the end of the last year."""
    moment, end = datetime(first_year, 1, 1, tzinfo=UTC), datetime(last_year + 1, 1, 1, tzinfo=UTC)
    while moment < end:
        after = min(moment + _STRIDE, end)
        if _state(zone, moment) != _state(zone, after):
            yield from _between(zone, moment, after)
        moment = after


def _between(zone: ZoneInfo, low: datetime, high: datetime) -> Iterator[_Turn]:
    """The change between two moments, to the second; of two in one week both."""
    middle = low + (high - low) / 2
    if high - low > timedelta(hours=6) and _state(zone, low) != _state(zone, middle) != _state(zone, high):
        yield from _between(zone, low, middle)
        yield from _between(zone, middle, high)
        return
    before = _state(zone, low)
    while high - low > timedelta(seconds=1):
        middle = (low + (high - low) / 2).replace(microsecond=0)
        low, high = (middle, high) if _state(zone, middle) == before else (low, middle)
    here = high.astimezone(zone)
    offset, summer, name = _state(zone, high)
    wall = (high + before[0]).replace(tzinfo=None)
    yield _Turn(wall, before[0], offset, summer, name or str(here.tzinfo))


def _state(zone: ZoneInfo, moment: datetime) -> tuple[timedelta, bool, str]:
    here = moment.astimezone(zone)
    return here.utcoffset() or timedelta(0), bool(here.dst()), here.tzname() or ""


def _yearly(turns: list[_Turn], years: int) -> list[tuple[_Turn, str]] | None:
    """The two changes of a year with their rule, if all years keep to it; None if they do not."""
    kinds = {turn.summer: [each for each in turns if each.summer is turn.summer] for turn in turns}
    if len(kinds) != 2 or any(len(found) != years + 1 for found in kinds.values()):
        return None
    rules = []
    for found in kinds.values():
        first = found[0]
        same = {(turn.wall.month, turn.wall.time(), turn.before, turn.after, turn.wall.weekday()) for turn in found}
        rule = _rule([turn.wall for turn in found])
        if len(same) != 1 or rule is None:
            return None
        rules.append((first, rule))
    return rules


def _rule(walls: list[datetime]) -> str | None:
    """`FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU` for the walls of one change through the years."""
    day, month = _DAYS[walls[0].weekday()], walls[0].month
    if all((wall + timedelta(days=7)).month != month for wall in walls):
        return f"FREQ=YEARLY;BYMONTH={month};BYDAY=-1{day}"
    orders = {(wall.day - 1) // 7 + 1 for wall in walls}
    return f"FREQ=YEARLY;BYMONTH={month};BYDAY={orders.pop()}{day}" if len(orders) == 1 else None
