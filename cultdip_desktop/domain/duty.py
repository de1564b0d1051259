"""Which mission owes which report, and by when (R10)."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from cultdip_desktop.core.records import dataclass
from cultdip_desktop.domain.period import Period


class MissionState(StrEnum):
    """Whether a mission works."""

    ACTIVE = "active"
    SUSPENDED = "suspended"
    CLOSED = "closed"


class Region(StrEnum):
    """The regions by which headquarters looks at the world; words in `domain.labels`."""

    NORTHEAST_ASIA = "northeast_asia"
    SOUTHEAST_ASIA = "southeast_asia"
    SOUTH_ASIA_PACIFIC = "south_asia_pacific"
    EUROPE = "europe"
    MIDDLE_EAST_AFRICA = "middle_east_africa"
    AMERICAS = "americas"
    ORGANISATIONS = "organisations"


class ReminderStage(StrEnum):
    """How near a deadline is: days before it, or past it."""

    SIXTY = "60"
    THIRTY = "30"
    SEVEN = "7"
    OVERDUE = "overdue"


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """Whom to call at a mission. Never leaves headquarters."""

    id: str
    office: str
    name: str
    role: str = ""
    phone: str = ""
    email: str = ""
    note: str = ""
    position: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """A report that every mission with the duty to report owes."""

    id: str
    """Empty while nobody has set a day: the day then follows from the office's settings."""

    period: Period
    due: date
    """The last day on which a package is in time; it ends at midnight by the mission's clock."""

    note: str = ""
    """A word to the missions, which travels with the deadline."""

    made_at: datetime | None = None
    dispatch_id: str | None = None
    """The package that told the missions."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Extension:
    """Another day for one mission, or none at all."""

    id: str
    duty_id: str
    office: str
    due: date | None
    """None: the mission need not report on this period."""

    reason: str
    """Told to this mission with its deadline."""

    person_id: str | None = None
    given_at: datetime | None = None

    @property
    def exempt(self) -> bool:
        """The mission need not report on this period."""
        return self.due is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminder:
    """A letter that urged a mission."""

    id: str
    duty_id: str
    office: str
    stage: ReminderStage
    made_at: datetime
    number: str = ""
    """As the letter bears it: `05/BNG-VH`."""

    file_name: str = ""
    sha256: str = ""
