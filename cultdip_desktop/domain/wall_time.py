"""An event by the clocks of its place: which days it takes, and what it becomes when it is moved."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.event import Event
from cultdip_desktop.i18n import lunar


def require_known(day: date) -> None:
    """Refuse days of which the calendar knows nothing: a slip of the keyboard, and nothing could be counted from them.

    Raises:
        UserError: `calendar.out_of_range`.
    """
    if not lunar.FIRST_DAY <= day <= lunar.LAST_DAY:
        raise UserError("calendar.out_of_range", first=lunar.FIRST_DAY.year, last=lunar.LAST_DAY.year)


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

    Raises:
        UserError: `calendar.out_of_range`.
    """
    require_known(first)
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
        UserError: `event.end_before_start` when `last` lies before its first day, `event.start_missing` without one;
            `calendar.out_of_range`.
    """
    require_known(last)
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
