"""What a calendar shows of its days, and what happens to an event that is moved on it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import Final
from zoneinfo import ZoneInfo

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.anniversary import Occasion
from cultdip_desktop.domain.event import Event, EventKind, EventState
from cultdip_desktop.domain.period import Period
from cultdip_desktop.domain.text import EMPTY, BiText
from cultdip_desktop.i18n.lunar import LunarDate

LUNAR_TAG: Final = "ÂL"
"""The mark of a lunar feast, in both languages; other days bear their country's code."""

VIETNAM: Final = "VN"
LONGEST_SPAN: Final = 800
"""Days that one look may cover: two years and a little."""


class Layer(StrEnum):
    """What may be laid over the days. The lunar date of a day always comes along; a view may leave it out."""

    VIETNAM = "vietnam"
    """Viet Nam's public holidays and days of commemoration."""

    FEASTS = "feasts"
    """Feasts of the Vietnamese lunar year."""

    HOST = "host"
    """Holidays of the country where the office is."""

    ACCREDITED = "accredited"
    """Holidays of countries of concurrent accreditation."""

    ANNIVERSARIES = "anniversaries"
    DEADLINES = "deadlines"
    """When the windows of reports close."""

    HEADQUARTERS = "headquarters"
    """What headquarters has announced. Empty in this edition: nothing brings such events here yet."""

    EVENTS = "events"
    """The office's own events."""


ALL_LAYERS: Final = frozenset(Layer)


@dataclass(frozen=True, slots=True)
class Holiday:
    """A day with a name."""

    name: BiText
    """Vietnamese where our catalogue has it, else English in both languages."""

    tag: str
    """`VN`, `ÂL`, or the code of the country."""

    free: bool
    """A public holiday: offices are closed."""

    local: str = ""
    """The name in the country's own language, where it is another one."""

    approximate: bool = False
    """Depends on the sighting of the moon or on a decision that is still to come."""

    layer: Layer = Layer.VIETNAM


@dataclass(frozen=True, slots=True)
class Deadline:
    """The end of a report's window."""

    code: str
    """`calendar.quarter_closes` or `calendar.year_closes`; words in `domain.calendar_words`."""

    period: Period
    at: datetime
    """The last minute of the window, wall time at the office, aware."""

    met: bool = False
    """A package for this period has been signed."""


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """One day with all that lies over it, events left aside."""

    day: date
    lunar: LunarDate
    holidays: tuple[Holiday, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    occasions: tuple[Occasion, ...] = ()
    """Anniversaries; feasts and commemorations stand among the holidays."""

    fasting: bool = False
    """In the fasting month, by calculation, where the host country keeps it."""

    @property
    def free(self) -> bool:
        """A public holiday in Viet Nam, the host country, or a country of accreditation."""
        return any(holiday.free for holiday in self.holidays)


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarEvent:
    """An event as a calendar draws it. Its days are those at its place, whatever the machine's zone is."""

    id: str
    title: BiText
    kind: EventKind
    state: EventState
    first: date
    last: date
    """Its last day, `first` for most; an event that ends at midnight does not take the day that begins then."""

    start: datetime | None
    """Wall time at the place, aware; None for a whole day."""

    end: datetime | None
    all_day: bool
    place: BiText = EMPTY
    zone: str = "UTC"
    series: str = ""
    """Id of the series it belongs to, or nothing."""

    @property
    def days(self) -> int:
        """How many days it touches, from 1."""
        return (self.last - self.first).days + 1


@dataclass(frozen=True, slots=True)
class CalendarSpan:
    """One look at the calendar."""

    days: tuple[CalendarDay, ...]
    events: tuple[CalendarEvent, ...]
    """By first day, the longer ones first, then by hour."""


@dataclass(frozen=True, slots=True)
class Clash:
    """Something that speaks against a day. A hint and never more."""

    code: str
    """`clash.holiday`, `clash.event`, `clash.fasting`, `clash.deadline`; words in `i18n.messages`."""

    params: Mapping[str, str | int] = field(default_factory=dict)
    day: date | None = None
    event_id: str = ""
    """The other event, where it is one."""


def last_day(start: datetime, end: datetime | None, *, all_day: bool) -> date:
    """The last day of an event; both are wall times at the place.

    The end of a whole day is that day, inside; any other end at midnight belongs to the day before.
    """
    if end is None or end <= start:
        return start.date()
    if not all_day and end.time() == time(0):
        return max(start.date(), end.date() - timedelta(days=1))
    return end.date()


def days_of(event: Event) -> tuple[date, date] | None:
    """First and last day at the place; None while the day is not known."""
    start = event.local_start
    if start is None:
        return None
    return start.date(), last_day(start, event.local_end, all_day=event.all_day)


def moved(event: Event, first: date) -> Event:
    """The event on another day: same hours at the place, as many days long, whatever the clocks do in between.

    An event without a day gets a whole one.
    """
    start, end = event.local_start, event.local_end
    if start is None:
        return replace(event, start=instant(first, time(0), event.zone), all_day=True)
    by = first - start.date()
    if not by:
        return event
    made = instant(first, start.time(), event.zone)
    return replace(event, start=made, end=None if end is None else _not_before(made, end, by, event.zone))


def stretched(event: Event, last: date) -> Event:
    """The event with another last day; its hours at the place stay.

    Raises:
        UserError: `event.end_before_start` when `last` lies before its first day, `event.start_missing` without one.
    """
    days = days_of(event)
    start, end = event.local_start, event.local_end
    if days is None or start is None:
        raise UserError("event.start_missing")
    first, present = days
    if last < first:
        raise UserError("event.end_before_start")
    if last == present:
        return event
    if end is None:
        hour = time(0) if event.all_day else start.time()
        return replace(event, end=instant(last, hour, event.zone))
    return replace(event, end=_not_before(event.start, end, last - present, event.zone))


def in_zone(event: Event, zone: str) -> Event:
    """The event at a place with another zone: the wall time that was written stays, so no whole day ever moves."""
    start, end = event.local_start, event.local_end
    return replace(
        event,
        zone=zone,
        start=None if start is None else instant(start.date(), start.time(), zone),
        end=None if end is None else instant(end.date(), end.time(), zone),
    )


def instant(day: date, at: time, zone: str) -> datetime:
    """The instant of a wall time, UTC.

    An hour that the clocks skip is read with the offset before the change, one that comes twice is its first coming;
    both stay on their day.
    """
    return datetime.combine(day, at.replace(tzinfo=None, fold=0), ZoneInfo(zone)).astimezone(UTC)


def _not_before(start: datetime | None, end: datetime, by: timedelta, zone: str) -> datetime:
    """The end so many days later by the wall clock; never before its start, whatever the clocks do that night."""
    made = instant(end.date() + by, end.time(), zone)
    return made if start is None else max(made, start)
