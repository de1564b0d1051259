"""Days that come back every year: by the civil or by the Vietnamese lunar calendar, and series of events on them."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Final

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.event import NO_RESULTS, Event, EventState
from cultdip_desktop.domain.money import MoneyStage
from cultdip_desktop.domain.plan_words import DateRule, LeapMonth
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.domain.wall_time import days_of, moved
from cultdip_desktop.i18n import lunar
from cultdip_desktop.i18n.lunar import LunarDate

LAST_YEAR: Final = lunar.LAST_DAY.year - 1
"""The lunar calendar is known to the end of 2100; a year before that no rule can run out of it."""


@dataclass(frozen=True, slots=True)
class YearlyRule:
    """A day of every year: "28 October", "the 15th of the eighth lunar month"."""

    kind: DateRule
    month: int
    """1 to 12."""

    day: int
    """1 to 31; of a lunar month 1 to 30. A month that is too short gives its last day."""

    leap: LeapMonth = LeapMonth.REGULAR
    """Which month a lunar day takes in a year that has its month twice; other years have but one to take."""

    def __post_init__(self) -> None:
        if not 1 <= self.month <= 12 or not 1 <= self.day <= self._longest:
            raise UserError("calendar.rule_bad", day=self.day, month=self.month)

    @property
    def _longest(self) -> int:
        return 30 if self.kind is DateRule.LUNAR else calendar.monthrange(2024, self.month)[1]

    def in_year(self, year: int) -> tuple[date, ...]:
        """Its civil days in a year of its own calendar: a lunar year ends with the Tết of the next civil one.

        One day, or two where a lunar month is doubled and both count.
        """
        if self.kind is DateRule.LUNAR:
            return lunar.yearly(self.day, self.month, year, self.leap.value)
        return (date(year, self.month, min(self.day, calendar.monthrange(year, self.month)[1])),)

    def between(self, first: date, last: date) -> tuple[date, ...]:
        """Its civil days from `first` to `last`, both inside, in order."""
        years = range(first.year - (self.kind is DateRule.LUNAR), last.year + 1)
        found = (day for year in years if 1900 < year <= LAST_YEAR for day in self.in_year(year))
        return tuple(sorted(day for day in found if first <= day <= last))


def rule_of(day: date, kind: DateRule, leap: LeapMonth = LeapMonth.REGULAR) -> YearlyRule:
    """The rule by which something on `day` comes back every year."""
    if kind is DateRule.CIVIL:
        return YearlyRule(kind, day.month, day.day)
    known: LunarDate = lunar.from_solar(day)
    return YearlyRule(kind, known.month, known.day, leap)


class Scope(StrEnum):
    """How much of a series an edit or a deletion concerns."""

    THIS = "this"
    FOLLOWING = "following"
    """This one and those after it."""

    ALL = "all"


@dataclass(frozen=True, slots=True)
class Series:
    """Events that come back every year by one rule; the events name it, it names no event."""

    id: str
    rule: YearlyRule


KEPT_BY_HAND: Final = frozenset({"id", "number", "state", "state_reason", "results", "evidence", "start", "end"})
"""Fields of an event that an edit of a whole series leaves to each event; its days and hours are moved apart."""

LONGEST_SERIES: Final = 30
"""Years that one repetition may reach ahead."""


def days_after(rule: YearlyRule, day: date, until_year: int) -> tuple[date, ...]:
    """Days on which the rule comes after `day`, up to a year of its own calendar; none for a year out of reach."""
    first = lunar.from_solar(day).year if rule.kind is DateRule.LUNAR else day.year
    if not first <= until_year <= min(first + LONGEST_SERIES, LAST_YEAR):
        return ()
    found = (one for year in range(first, until_year + 1) for one in rule.in_year(year))
    return tuple(one for one in found if one > day)


def doubled_years(rule: YearlyRule, since: int, until: int) -> tuple[int, ...]:
    """Lunar years between these, both inside, in which the month of a lunar rule comes twice: its policy matters."""
    if rule.kind is not DateRule.LUNAR:
        return ()
    return tuple(year for year in range(since, min(until, LAST_YEAR) + 1) if lunar.leap_month(year) == rule.month)


def next_edition(event: Event, event_id: str, first: date) -> Event:
    """The same event planned anew for another day: what was prepared comes along, what happened does not.

    A year that stands in the title, civil or lunar, becomes that of the new day; the number is given by the store.
    """
    days = days_of(event)
    if days is None:
        raise UserError("event.start_missing")
    planned = tuple(line for line in event.money if line.stage is MoneyStage.PLANNED)
    blank = replace(
        event,
        id=event_id,
        number="",
        title=in_year(event.title, days[0], first),
        state=EventState.IDEA,
        state_reason="",
        results=NO_RESULTS,
        money=planned,
        evidence=(),
        occasion_note="",
        internal_note="",
        risk_note="",
        created_at=None,
        updated_at=None,
        deleted_at=None,
    )
    return moved(blank, first)


def in_year(title: BiText, old: date, new: date) -> BiText:
    """A title that names its year as it is for another day; how far its English is stays.

    Civil years ("2026") and lunar ones ("Bính Ngọ") move on, with their neighbours: an event of New Year's Eve bears
    the name of the year that begins.
    """
    names = _moved_on(old, new)
    if not names:
        return title
    pattern = re.compile("|".join(rf"(?<!\w){re.escape(name)}(?!\w)" for name in names))

    def changed(text: str) -> str:
        return pattern.sub(lambda found: names[found.group()], text)

    return BiText(changed(title.vi), changed(title.en), title.english)


def _moved_on(old: date, new: date) -> dict[str, str]:
    """Names of the year of `old` and its neighbours, each with the one that takes its place."""
    before, after = lunar.from_solar(old).year, lunar.from_solar(new).year
    names = {}
    for by in (-1, 0, 1):
        names[str(old.year + by)] = str(new.year + by)
        names[lunar.year_name(before + by)] = lunar.year_name(after + by)
    return {name: other for name, other in names.items() if name != other}


def follows_series(event: Event) -> bool:
    """Whether an edit of the whole series changes this one, too: what was held or called off is history."""
    return event.state not in (EventState.HELD, EventState.RESULTS_IN, EventState.CANCELLED)
