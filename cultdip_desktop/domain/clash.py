"""What speaks against the days of an event: hints that never keep anybody from anything. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from cultdip_desktop.domain.calendar import CalendarEvent, Clash, Deadline
from cultdip_desktop.domain.event import Event, EventState
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.domain.wall_time import days_of, instant

SHORT_DAYS: Final = 3
"""An event of so many days needs its people every day; of a longer one (an exhibition) only its first day counts."""

_USUAL: Final = timedelta(hours=2)
"""How long an event is taken to last whose end nobody has written."""

_NO_MATTER: Final = frozenset({EventState.POSTPONED, EventState.CANCELLED})


@dataclass(frozen=True, slots=True)
class NamedDay:
    """A public holiday at the place."""

    day: date
    name: BiText


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What lies around an event."""

    holidays: Sequence[NamedDay] = ()
    events: Sequence[CalendarEvent] = ()
    fasts: Sequence[tuple[date, date]] = ()
    """Fasting months that shape life at the place."""

    deadlines: Sequence[Deadline] = ()


def clashes(event: CalendarEvent, around: Around) -> tuple[Clash, ...]:
    """The hints: holidays, other events, the fasting month, deadlines that are still to be met."""
    days = busy_days(event)
    found = [
        *(Clash("clash.holiday", _name(one.name, one.day), one.day) for one in around.holidays if one.day in days),
        *(_overlap(other) for other in around.events if other.id != event.id and overlaps(event, other)),
    ]
    for begin, end in around.fasts:
        if begin <= event.last and event.first <= end:
            span: dict[str, str | int] = {"first": begin.isoformat(), "last": end.isoformat()}
            found.append(Clash("clash.fasting", span, max(begin, event.first)))
    for deadline in around.deadlines:
        day = deadline.at.date()
        if day in days and not deadline.met:
            due: dict[str, str | int] = {"day": day.isoformat(), "period": str(deadline.period)}
            found.append(Clash("clash.deadline", due, day))
    return tuple(found)


def busy_days(event: CalendarEvent) -> tuple[date, ...]:
    """Days on which the office is taken up by an event."""
    count = event.days if event.days <= SHORT_DAYS else 1
    return tuple(event.first + timedelta(days=at) for at in range(count))


def overlaps(one: CalendarEvent, other: CalendarEvent) -> bool:
    """Whether two events need the office at the same time; called off ones need nobody."""
    if one.state in _NO_MATTER or other.state in _NO_MATTER:
        return False
    (begin, end), (other_begin, other_end) = _busy(one), _busy(other)
    return begin < other_end and other_begin < end


def calendar_event(event: Event) -> CalendarEvent | None:
    """An event as the calendar draws it; None while it has no day."""
    days = days_of(event)
    if days is None:
        return None
    return CalendarEvent(
        id=event.id,
        title=event.title,
        kind=event.kind,
        state=event.state,
        first=days[0],
        last=days[1],
        start=None if event.all_day else event.local_start,
        end=None if event.all_day else event.local_end,
        all_day=event.all_day,
        place=event.venue or BiText(event.city),
        zone=event.zone,
        series=event.series or "",
    )


def busy(events: Iterable[CalendarEvent]) -> dict[date, CalendarEvent]:
    """Days on which the office is taken up, with the first event that does it."""
    taken: dict[date, CalendarEvent] = {}
    for event in events:
        if event.state not in _NO_MATTER:
            for day in busy_days(event):
                taken.setdefault(day, event)
    return taken


def _busy(event: CalendarEvent) -> tuple[datetime, datetime]:
    """From when to when, as instants."""
    begin = event.start or instant(event.first, time(0), event.zone)
    over = instant(busy_days(event)[-1] + timedelta(days=1), time(0), event.zone)
    if event.all_day:
        return begin, over
    end = event.end if event.end is not None and event.end > begin else begin + _USUAL
    return begin, min(end, max(over, begin + _USUAL))


def _overlap(other: CalendarEvent) -> Clash:
    return Clash("clash.event", _name(other.title, other.first), other.first, other.id)


def _name(name: BiText, day: date) -> dict[str, str | int]:
    return {"name": name.vi, "name_en": name.en, "day": day.isoformat()}
