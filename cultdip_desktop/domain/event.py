"""A cultural event: the noun that everything else counts, and its states."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Final
from zoneinfo import ZoneInfo

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.core.records import dataclass
from cultdip_desktop.domain.money import MoneyLine, MoneyStage, sums
from cultdip_desktop.domain.partner import Actor
from cultdip_desktop.domain.text import EMPTY, BiText


class EventKind(StrEnum):
    """What sort of event it is; each has its icon and colour."""

    PERFORMANCE = "performance"
    EXHIBITION = "exhibition"
    FILM = "film"
    CUISINE = "cuisine"
    VIETNAMDAY = "vietnamday"
    TALK = "talk"
    COMMUNITY = "community"


class EventFormat(StrEnum):
    """Where the public is (R21)."""

    IN_PERSON = "in_person"
    ONLINE = "online"
    HYBRID = "hybrid"


class EventState(StrEnum):
    """From idea to results (section 12)."""

    IDEA = "idea"
    PREPARING = "preparing"
    SUBMITTED = "submitted"
    APPROVED = "approved"
    HELD = "held"
    RESULTS_IN = "results_in"
    POSTPONED = "postponed"
    CANCELLED = "cancelled"


REPORTABLE: Final = frozenset(
    {EventState.APPROVED, EventState.HELD, EventState.RESULTS_IN, EventState.POSTPONED, EventState.CANCELLED}
)
"""States whose events travel to headquarters (section 11)."""

TRASH_KEPT: Final = timedelta(days=90)
"""So long what was taken away can be brought back."""

COUNTED: Final = frozenset({EventState.HELD, EventState.RESULTS_IN})
"""States that figures count."""

TRANSITIONS: Final[dict[EventState, frozenset[EventState]]] = {
    EventState.IDEA: frozenset({EventState.PREPARING, EventState.POSTPONED, EventState.CANCELLED}),
    EventState.PREPARING: frozenset(
        {EventState.IDEA, EventState.SUBMITTED, EventState.POSTPONED, EventState.CANCELLED}
    ),
    EventState.SUBMITTED: frozenset(
        {EventState.PREPARING, EventState.APPROVED, EventState.POSTPONED, EventState.CANCELLED}
    ),
    EventState.APPROVED: frozenset({EventState.PREPARING, EventState.HELD, EventState.POSTPONED, EventState.CANCELLED}),
    EventState.HELD: frozenset(
        {EventState.APPROVED, EventState.RESULTS_IN, EventState.POSTPONED, EventState.CANCELLED}
    ),
    EventState.RESULTS_IN: frozenset({EventState.HELD}),
    EventState.POSTPONED: frozenset({EventState.PREPARING}),
    EventState.CANCELLED: frozenset({EventState.PREPARING}),
}
"""Allowed steps; each step back is there because people slip."""

NEEDS_REASON: Final = frozenset({EventState.POSTPONED, EventState.CANCELLED})


class AttendanceKind(StrEnum):
    """Who was counted."""

    ON_SITE = "on_site"
    ONLINE = "online"
    TOTAL = "total"


class CountingMethod(StrEnum):
    """How the number came about."""

    COUNTED = "counted"
    TICKETS = "tickets"
    REGISTERED = "registered"
    ESTIMATED = "estimated"


@dataclass(frozen=True, slots=True)
class Attendance:
    """How many came."""

    value: int
    """Persons, 0 to 100 million."""

    kind: AttendanceKind = AttendanceKind.ON_SITE
    method: CountingMethod = CountingMethod.ESTIMATED


class Facet(StrEnum):
    """Lists of catalogue codes that an event carries beside its goals."""

    PRODUCT = "product"
    THEME = "theme"
    CHANNEL = "channel"
    """Party, State, people's diplomacy (R31)."""

    PILLAR = "pillar"
    """Other diplomacy that it serves (R6)."""

    FORUM = "forum"
    """Multilateral bodies (R32)."""

    TREND = "trend"
    """World trends (R23)."""

    PEOPLE = "people"
    """Forms of people's diplomacy."""

    LOCAL = "local"
    """Forms of localities' external work (R11)."""

    LOCALITY = "locality"
    """Provinces and cities of Viet Nam, `VN.01` by their official numbers."""


class PressKind(StrEnum):
    """Where coverage appeared (R18)."""

    PRINT = "print"
    ONLINE = "online"
    TELEVISION = "tv"
    RADIO = "radio"
    SOCIAL = "social"


class GainKind(StrEnum):
    """What an event brought beyond numbers (R22)."""

    AGREEMENT = "agreement"
    LEAD = "lead"
    """A contact that may become investment, tourism, trade or study."""

    INVITATION = "invitation"
    VISIT = "visit"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class PressItem:
    """One piece of coverage."""

    outlet: str
    kind: PressKind = PressKind.ONLINE
    title: str = ""
    language: str = ""
    """ISO 639-1, empty when not known."""

    day: date | None = None
    reach: int | None = None
    """Readers, viewers or views, 0 to 10 billion."""

    link: str = ""
    """As text: nothing is ever fetched."""

    clipping: str | None = None
    """Id of the media item that shows it."""


@dataclass(frozen=True, slots=True)
class Gain:
    """One agreement, lead, invitation or visit that came of the event."""

    kind: GainKind
    text: BiText
    partner: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A file that proves a number."""

    field: str
    """Path of the field: `results.attendance`; of money by source and stage: `money.RS.BUD.spent`."""

    media: str
    """Id of the media item."""


@dataclass(frozen=True, slots=True)
class Results:
    """What came of the event (R22)."""

    attendance: Attendance | None = None
    host_country_share: Decimal | None = None
    """Part of the audience from the host country, 0 to 1, at most four decimals."""

    outcomes: BiText = EMPTY
    lessons: BiText = EMPTY
    follow_up: BiText = EMPTY
    """What is to be done next, for the report; the work itself is tasks."""

    press: tuple[PressItem, ...] = ()
    gains: tuple[Gain, ...] = ()

    def __bool__(self) -> bool:
        return self != NO_RESULTS


NO_RESULTS: Final = Results()

FACETS: Final[dict[Facet, str]] = {
    Facet.PRODUCT: "products",
    Facet.THEME: "themes",
    Facet.CHANNEL: "channels",
    Facet.PILLAR: "pillars",
    Facet.FORUM: "forums",
    Facet.TREND: "trends",
    Facet.PEOPLE: "people",
    Facet.LOCAL: "local",
    Facet.LOCALITY: "localities",
}
"""The field of an event that holds each list."""


@dataclass(frozen=True, slots=True)
class GoalTag:
    """The link of an event to an item of the strategy, with its reason (R3)."""

    code: str
    edition: str
    """Edition of the catalogue that the code was chosen from."""

    primary: bool = False
    reason: BiText = EMPTY
    """One sentence: how this advances it."""


FAR_ABOVE: Final = 5
"""So many times the expected attendance is asked about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One cultural event with all that an officer writes about it."""

    id: str
    office: str
    """Id of the mission that owns it."""

    number: str = ""
    """`SK-2026-031`, given once by the store."""

    title: BiText = EMPTY
    summary: BiText = EMPTY
    kind: EventKind = EventKind.COMMUNITY
    format: EventFormat = EventFormat.IN_PERSON
    state: EventState = EventState.IDEA
    state_reason: str = ""
    start: datetime | None = None
    """Instant, aware, UTC; None while nobody knows the day yet."""

    end: datetime | None = None
    all_day: bool = False
    zone: str = "UTC"
    """IANA zone of the place; the wall time follows from it."""

    venue: BiText = EMPTY
    city: str = ""
    country: str = ""
    """ISO 3166-1 alpha-2."""

    goals: tuple[GoalTag, ...] = ()
    products: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    scale: str | None = None
    channels: tuple[str, ...] = ()
    pillars: tuple[str, ...] = ()
    forums: tuple[str, ...] = ()
    trends: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    local: tuple[str, ...] = ()
    localities: tuple[str, ...] = ()
    occasion: str | None = None
    """Catalogue code `OC.…` (R5)."""

    occasion_note: str = ""
    """Which visit, anniversary or exchange."""

    audience: BiText = EMPTY
    """Whom it is for (R4)."""

    planned_attendance: int | None = None
    """How many are expected; never leaves the office."""

    fit: BiText = EMPTY
    """Why it suits the place: host culture, similarities used (R4)."""

    link_note: BiText = EMPTY
    """What it brought to the other pillars (R6)."""

    actors: tuple[Actor, ...] = ()
    results: Results = NO_RESULTS
    money: tuple[MoneyLine, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    internal_note: str = ""
    """Never leaves the machine."""

    risk_note: str = ""
    """Sensitive issues, security, weather (R34); never leaves the machine."""

    template: str = ""
    """Id of the template that it was made from."""

    series: str | None = None
    """Id of the series that it recurs in."""

    created_at: datetime | None = None
    updated_at: datetime | None = None
    deleted_at: datetime | None = None
    """Instant of its way to the trash."""

    @property
    def local_start(self) -> datetime | None:
        """Wall time at the place."""
        return None if self.start is None else self.start.astimezone(ZoneInfo(self.zone))

    @property
    def local_end(self) -> datetime | None:
        """Wall time at the place."""
        return None if self.end is None else self.end.astimezone(ZoneInfo(self.zone))

    @property
    def day(self) -> date | None:
        """The day by which the event belongs to a period: its first, at the place."""
        local = self.local_start
        return None if local is None else local.date()

    @property
    def reportable(self) -> bool:
        """Whether it travels to headquarters."""
        return self.state in REPORTABLE and self.deleted_at is None and self.start is not None

    @property
    def counted(self) -> bool:
        """Whether figures count it (when its day lies in their window)."""
        return self.state in COUNTED and self.reportable

    @property
    def spent(self) -> dict[str, Decimal]:
        """Money spent, by currency; gifts in kind are valued apart."""
        return sums(line.money for line in self.money if line.stage is MoneyStage.SPENT and not line.in_kind)

    @property
    def attendance(self) -> int:
        """Attendance, 0 where none is recorded."""
        return self.results.attendance.value if self.results.attendance else 0

    @property
    def far_above_plan(self) -> bool:
        """Whether so many more came than were expected that a slip of the pen is likelier."""
        return bool(self.planned_attendance) and self.attendance >= FAR_ABOVE * (self.planned_attendance or 0)


def move(event: Event, state: EventState, reason: str = "") -> Event:
    """The event in its next state.

    Raises:
        UserError: `event.state_forbidden`, `event.reason_missing`.
    """
    if state is event.state:
        return replace(event, state_reason=reason) if reason else event
    if state not in TRANSITIONS[event.state]:
        raise UserError("event.state_forbidden", old=event.state.value, new=state.value)
    if state in NEEDS_REASON and not reason.strip():
        raise UserError("event.reason_missing", new=state.value)
    return replace(event, state=state, state_reason=reason if state in NEEDS_REASON else "")
