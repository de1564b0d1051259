"""What a calendar view looks up in one look at the office's calendar: days by date, events by day, what is hidden."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Final

from cultdip_desktop.domain.anniversary import AnniversaryKind, Occasion
from cultdip_desktop.domain.calendar import (
    ALL_LAYERS,
    CalendarDay,
    CalendarEvent,
    CalendarSpan,
    Deadline,
    Holiday,
    Layer,
)
from cultdip_desktop.domain.event import EventKind, EventState
from cultdip_desktop.i18n import lunar

NOTHING: Final = CalendarSpan((), ())
FOREIGN: Final = frozenset({Layer.HOST, Layer.ACCREDITED})
"""Layers whose public holidays close offices at the place."""

_ONE_DAY: Final = timedelta(days=1)
_QUIET: Final = frozenset({EventState.CANCELLED, EventState.POSTPONED})
"""Events that take nobody's time."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What the officer wants to see."""

    kinds: frozenset[EventKind] = frozenset(EventKind)
    layers: frozenset[Layer] = ALL_LAYERS
    moon: bool = True
    """The lunar date of each day."""

    def text(self) -> str:
        """What is hidden, in words of its own; kinds and layers of later versions are not among it."""
        usual = Choice()
        hidden = [f"kind:{kind}" for kind in sorted(usual.kinds - self.kinds)]
        hidden += [f"layer:{layer}" for layer in sorted(usual.layers - self.layers)]
        return " ".join([*hidden, *([] if self.moon else ["moon"])])

    @classmethod
    def of_text(cls, text: str) -> Choice:
        """Back from `text`; words that are not known hide nothing."""
        hidden = set(text.split())
        usual = cls()
        return cls(
            frozenset(kind for kind in usual.kinds if f"kind:{kind}" not in hidden),
            frozenset(layer for layer in usual.layers if layer is Layer.EVENTS or f"layer:{layer}" not in hidden),
            "moon" not in hidden,
        )


@dataclass(frozen=True, slots=True)
class Almanac:
    """One look, as far as it is wanted. Made anew for every look and every choice; asks are dictionary look-ups."""

    span: CalendarSpan = NOTHING
    choice: Choice = Choice()
    _days: dict[date, CalendarDay] = field(default_factory=dict)
    _events: dict[date, tuple[CalendarEvent, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, span: CalendarSpan, choice: Choice) -> Almanac:
        """Index `span`."""
        days = {one.day: one for one in span.days}
        by_day: dict[date, list[CalendarEvent]] = {}
        begin, end = (span.days[0].day, span.days[-1].day) if span.days else (date.max, date.min)
        for event in wanted(span.events, choice):
            first, last = max(event.first, begin), min(event.last, end)
            for number in range((last - first).days + 1):
                by_day.setdefault(first + _ONE_DAY * number, []).append(event)
        return cls(span, choice, days, {day: tuple(events) for day, events in by_day.items()})

    def covers(self, first: date, last: date) -> bool:
        """Whether both days were looked at."""
        return first in self._days and last in self._days

    def day(self, day: date) -> CalendarDay:
        """What lies over a day; one that was not looked at has only its lunar date."""
        return self._days.get(day) or CalendarDay(day, moon_of(day))

    def holidays(self, day: date) -> tuple[Holiday, ...]:
        """Those of the layers that are shown."""
        return tuple(one for one in self.day(day).holidays if one.layer in self.choice.layers)

    def deadlines(self, day: date) -> tuple[Deadline, ...]:
        """None while their layer is off."""
        return tuple(one for one in self.day(day).deadlines if one.layer in self.choice.layers)

    def occasions(self, day: date) -> tuple[Occasion, ...]:
        """Anniversaries, none while their layer is off."""
        return self.day(day).occasions if Layer.ANNIVERSARIES in self.choice.layers else ()

    def notable(self, day: date) -> tuple[Occasion, ...]:
        """Anniversaries that a cell has room for: of UNESCO's inscriptions only every fifth year."""
        return tuple(one for one in self.occasions(day) if notable(one))

    def events(self, day: date) -> tuple[CalendarEvent, ...]:
        """All that touch a day."""
        return self._events.get(day, ())

    def event(self, event_id: str) -> CalendarEvent | None:
        """One event of this look, wanted or not."""
        return next((one for one in self.span.events if one.id == event_id), None)

    def shown_events(self) -> list[CalendarEvent]:
        """All that are wanted."""
        return wanted(self.span.events, self.choice)

    def counts(self, first: date, last: date) -> Counter[EventKind]:
        """How many events of each kind touch these days, whatever is ticked."""
        return Counter(event.kind for event in self.span.events if event.first <= last and event.last >= first)

    def monthly(self, year: int) -> dict[int, int]:
        """How many events touch each month of a year."""
        found: Counter[int] = Counter()
        for event in self.shown_events():
            begin = 1 if event.first.year < year else event.first.month if event.first.year == year else 13
            end = 12 if event.last.year > year else event.last.month if event.last.year == year else 0
            found.update(range(begin, end + 1))
        return dict(found)

    def with_event(self, changed: CalendarEvent) -> Almanac:
        """The same with one event on other days: shown before the store has answered."""
        events = [changed if one.id == changed.id else one for one in self.span.events]
        events.sort(key=lambda one: (one.first, -one.days))
        return Almanac.of(replace(self.span, events=tuple(events)), self.choice)

    def without_event(self, event_id: str) -> Almanac:
        """The same with one event less."""
        events = tuple(one for one in self.span.events if one.id != event_id)
        return Almanac.of(replace(self.span, events=events), self.choice)

    def chosen(self, choice: Choice) -> Almanac:
        """The same look with other things shown."""
        return Almanac.of(self.span, choice)


def notable(one: Occasion) -> bool:
    """Whether a short list should name it: there are dozens of inscriptions, and each comes back every year."""
    return one.round or one.kind is not AnniversaryKind.INSCRIPTION


def wanted(events: Iterable[CalendarEvent], choice: Choice) -> list[CalendarEvent]:
    """Those of the kinds that are ticked."""
    return [event for event in events if event.kind in choice.kinds]


def active(event: CalendarEvent) -> bool:
    """Whether it is still to take place or did."""
    return event.state not in _QUIET


def placed(event: CalendarEvent, first: date, last: date) -> CalendarEvent:
    """The event on these days, at the same hours."""
    start = None if event.start is None else event.start + (first - event.first)
    end = None if event.end is None else event.end + (last - event.last)
    return replace(event, first=first, last=last, start=start, end=end)


def later(event: CalendarEvent, minutes: int) -> CalendarEvent:
    """The event so many minutes later by the clock on the wall; one that has no hours stays as it is."""
    if not minutes or event.start is None:
        return event
    by = timedelta(minutes=minutes)
    return replace(event, start=event.start + by, end=None if event.end is None else event.end + by)


def moon_of(day: date) -> lunar.LunarDate:
    """The lunar date, clamped to the years that are known."""
    return lunar.from_solar(min(max(day, lunar.FIRST_DAY), lunar.LAST_DAY))
