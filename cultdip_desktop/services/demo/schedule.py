"""Which sort of event takes place on which day, so that every quarter is well filled and feasts fall on their days."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import cycle
from typing import Final

from cultdip_desktop.domain.period import Period, Window
from cultdip_desktop.i18n.lunar import LunarDate, to_solar
from cultdip_desktop.services.demo.material import Archetype

PAST_SHARE: Final = 0.85
"""Part of the years, and of the events, that lies before today."""

WELL_FILLED: Final = 11
"""Events planned at least for the previous quarter and, once it is under way, for the running one."""

_DAY: Final = timedelta(days=1)


class Fate(StrEnum):
    """What became of an event."""

    HELD = "held"
    CANCELLED = "cancelled"
    POSTPONED = "postponed"
    AHEAD = "ahead"


@dataclass(frozen=True, slots=True)
class Slot:
    """One event to be written."""

    archetype: Archetype
    first: date
    last: date
    year: int
    """The year it is named after: of the feast, else of its first day."""

    fate: Fate


@dataclass(frozen=True, slots=True)
class _Stretch:
    window: Window
    quota: int
    past: bool


def slots(count: int, years: int, today: date, sorts: tuple[Archetype, ...], rng: random.Random) -> list[Slot]:
    """`count` slots over `years` years around `today`, by day; those before `today` also end before it."""
    found: list[Slot] = []
    mishaps = cycle((Fate.POSTPONED, Fate.CANCELLED))
    for stretch in _stretches(count, years, today):
        found += _fill(stretch, sorts, mishaps, rng)
    return sorted(found, key=lambda slot: (slot.first, slot.archetype.key))


def _stretches(count: int, years: int, today: date) -> list[_Stretch]:
    back, ahead = round(365 * years * PAST_SHARE), round(365 * years * (1 - PAST_SHARE))
    first = Period.quarter_of(today - timedelta(days=back)).window.first
    past, future = _quarters(first, today - _DAY), _quarters(today, today + timedelta(days=ahead))
    before = round(count * PAST_SHARE)
    least = {window: min(WELL_FILLED, before // 4, _length(window)) for window in past[-2:]}
    return [
        *(_Stretch(window, quota, True) for window, quota in _shares(past, before, least)),
        *(_Stretch(window, quota, False) for window, quota in _shares(future, count - before, {})),
    ]


def _quarters(first: date, last: date) -> list[Window]:
    windows: list[Window] = []
    while first <= last:
        end = min(Period.quarter_of(first).window.last, last)
        windows.append(Window(first, end))
        first = end + _DAY
    return windows


def _length(window: Window) -> int:
    return (window.last - window.first).days + 1


def _shares(windows: list[Window], total: int, least: dict[Window, int]) -> list[tuple[Window, int]]:
    """Quotas by length that add up to `total`, none below `least`."""
    quotas = {window: least.get(window, 0) for window in windows}
    days = sum(map(_length, windows))
    wanted = {window: max(quotas[window], total * _length(window) / days) for window in windows}
    for _ in range(total - sum(quotas.values())):
        neediest = max(windows, key=lambda window: (wanted[window] - quotas[window]) / _length(window))
        quotas[neediest] += 1
    return list(quotas.items())


def _fill(stretch: _Stretch, sorts: tuple[Archetype, ...], mishaps: Iterator[Fate], rng: random.Random) -> list[Slot]:
    found: list[Slot] = []
    spare = max(1, stretch.quota // 20) if stretch.past and stretch.quota >= 7 else 0
    for archetype in _order(stretch, sorts, rng):
        if len(found) == stretch.quota:
            break
        placed = _place(archetype, stretch, rng)
        if placed is None:
            continue
        fate = Fate.HELD if stretch.past else Fate.AHEAD
        if spare and not archetype.core and rng.random() < 0.1:
            spare -= 1
            fate = next(mishaps)
        found.append(Slot(archetype, *placed, fate))
    return found


def _order(stretch: _Stretch, sorts: tuple[Archetype, ...], rng: random.Random) -> Iterator[Archetype]:
    """Sorts for one stretch without end: yearly feasts first, every other sort once before any comes again."""
    fitting = [sort for sort in sorts if _fits(sort, stretch.window)]
    fitting = fitting or list(sorts)
    core = [sort for sort in fitting if sort.core]
    rng.shuffle(core)
    yield from core
    dated = [sort for sort in fitting if sort.dated and not sort.core and rng.random() < 0.7]
    rng.shuffle(dated)
    yield from dated[: max(1, stretch.quota // 4)]
    rest = [sort for sort in fitting if not sort.dated] or fitting
    while True:
        yield from sorted(rest, key=lambda sort: rng.random() ** (1 / sort.weight), reverse=True)
        rest = fitting


def _fits(archetype: Archetype, window: Window) -> bool:
    if archetype.dated:
        return any(True for _ in _feasts(archetype, window))
    return any(day.month in archetype.when.months for day in _days(window))


def _days(window: Window) -> Iterator[date]:
    return (window.first + timedelta(days=index) for index in range(_length(window)))


def _feasts(archetype: Archetype, window: Window) -> Iterator[tuple[int, list[date]]]:
    """Years in which the archetype's day comes near `window`, with the days inside that will do."""
    when = archetype.when
    for year in range(max(window.first.year - 1, archetype.since), window.last.year + 2):
        if when.lunar is not None:
            base = to_solar(LunarDate(when.lunar[1], when.lunar[0], year))
        elif when.fixed is not None:
            base = date(year, *when.fixed)
        else:
            return
        days = [base + timedelta(days=shift) for shift in range(when.near[0], when.near[1] + 1)]
        inside = [day for day in days if day in window]
        if inside:
            yield year, inside


def _place(archetype: Archetype, stretch: _Stretch, rng: random.Random) -> tuple[date, date, int] | None:
    """First and last day and the year of the name; None where the stretch has no day for it."""
    window = stretch.window
    year = 0
    if archetype.dated:
        feasts = list(_feasts(archetype, window))
        if not feasts:
            return None
        year, days = rng.choice(feasts)
    else:
        days = [day for day in _days(window) if day.month in archetype.when.months]
        if not days:
            days = list(_days(window))
    days = [day for day in days if archetype.dated or not _holidays(day)] or days
    days = [day for day in days if _suits(day, archetype.weekday)] or days
    length = rng.randint(*archetype.days)
    if stretch.past:
        days = [day for day in days if day + timedelta(days=length - 1) <= window.last] or days
    first = rng.choice(days)
    last = first + timedelta(days=length - 1)
    if stretch.past:
        last = min(last, window.last)
    return first, last, year or first.year


def _suits(day: date, weekday: str) -> bool:
    return weekday == "any" or (day.weekday() >= 5) == (weekday == "weekend")


def _holidays(day: date) -> bool:
    """Christmas and New Year, when nobody would come."""
    return (day.month == 12 and day.day > 22) or (day.month, day.day) == (1, 1)
