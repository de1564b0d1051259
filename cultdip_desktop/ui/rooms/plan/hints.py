"""What speaks against a day while an event is dragged over it, known at once from what is shown; never a block."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Final

from cultdip_desktop.domain.calendar import CalendarEvent, Clash, Holiday, Layer
from cultdip_desktop.domain.calendar_words import clash_text
from cultdip_desktop.domain.clash import Around, NamedDay, busy_days, clashes
from cultdip_desktop.ui.kit.language import Phrase
from cultdip_desktop.ui.rooms.plan.almanac import Almanac, active

_ONE_DAY: Final = timedelta(days=1)
_LOOKED_AT: Final = 62
"""Days of a long event that are looked at: what comes later does not fit into a line anyway."""


def hints(almanac: Almanac, event: CalendarEvent) -> tuple[Clash, ...]:
    """Everything that `event` would meet on its days, as far as they are shown."""
    days = list(_days(event.first, event.last))
    beside = {other.id: other for day in days for other in almanac.events(day)}
    fasts = [(day, day) for day in days if almanac.day(day).fasting][:1]
    around = Around(
        holidays=[NamedDay(day, one.name) for day in days for one in almanac.day(day).holidays if host_closed(one)],
        events=tuple(beside.values()),
        fasts=fasts,
        deadlines=[one for day in days for one in almanac.day(day).deadlines if not one.title],
    )
    return clashes(event, around)


def host_closed(holiday: Holiday) -> bool:
    """Whether offices of the host country are closed on it."""
    return holiday.free and holiday.layer is Layer.HOST


def closed_days(almanac: Almanac, first: date, last: date) -> dict[date, int]:
    """Days between these on which the host country rests and events take place, and how many of them."""
    found: dict[date, int] = {}
    for day in _days(first, last, limit=366):
        if any(host_closed(holiday) for holiday in almanac.day(day).holidays):
            busy = sum(active(event) and day in busy_days(event) for event in almanac.events(day))
            if busy:
                found[day] = busy
    return found


def on_closed_day(almanac: Almanac, event: CalendarEvent) -> bool:
    """Whether it is to take place while the host country rests."""
    days = busy_days(event)
    return active(event) and any(host_closed(holiday) for day in days for holiday in almanac.day(day).holidays)


def said(found: Sequence[Clash]) -> Phrase:
    """The first two in words: "Trùng Ngày Nhà nước (28/9/2026)."."""
    return Phrase(lambda words: " ".join(clash_text(words, clash).message for clash in found[:2]))


def _days(first: date, last: date, limit: int = _LOOKED_AT) -> Iterator[date]:
    return (first + _ONE_DAY * number for number in range(min((last - first).days + 1, limit)))
