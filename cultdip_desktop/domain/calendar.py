"""What a calendar shows of its days."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from cultdip_desktop.domain.anniversary import Occasion
from cultdip_desktop.domain.event import EventKind, EventState
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
    """A package for this period has been signed; the task of a directive is answered."""

    by_headquarters: bool = False
    """Headquarters has set the day, which ends at midnight in Hà Nội."""

    title: BiText = EMPTY
    """Of a directive's task; empty for a report."""

    @property
    def layer(self) -> Layer:
        """Where it is shown."""
        return Layer.HEADQUARTERS if self.title else Layer.DEADLINES


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
