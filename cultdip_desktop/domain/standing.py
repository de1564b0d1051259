"""How a mission stands with the report of a period: in time, late, held, missing, excused (R10). Pure rules over days."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import Final
from zoneinfo import ZoneInfo

from cultdip_desktop.domain.duty import Duty, Extension, ReminderStage
from cultdip_desktop.domain.mission import HEADQUARTERS_ZONE, Mission
from cultdip_desktop.domain.package import InboxOutcome

_STAGES: Final = ((7, ReminderStage.SEVEN), (30, ReminderStage.THIRTY), (60, ReminderStage.SIXTY))


class Standing(StrEnum):
    """One word on a mission and a period."""

    ON_TIME = "on_time"
    LATE = "late"
    """Here, after its day."""

    HELD = "held"
    """Something came and waits for a number or a decision."""

    REFUSED = "refused"
    """What came is in quarantine."""

    MISSING = "missing"
    EXEMPT = "exempt"
    NOT_ASKED = "not_asked"
    """The mission is suspended, closed, or reports nothing."""


RECEIVED: Final = frozenset({Standing.ON_TIME, Standing.LATE})
TROUBLED: Final = frozenset({Standing.HELD, Standing.REFUSED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """A package of a mission about one period."""

    received_id: str
    package_id: str
    kind: str
    epoch: int
    seq: int
    outcome: InboxOutcome
    code: str
    received_at: datetime
    file_name: str = ""
    nil: bool = False
    amendment: int = 0
    decision: str = ""
    """`accepted`, `returned`, or empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MissionStanding:
    """One row: a mission and a period."""

    mission: Mission
    duty: Duty
    standing: Standing
    due: date
    """The mission's own last day, an extension included."""

    today: date
    """The present day at the mission."""

    extension: Extension | None = None
    first: Arrival | None = None
    """The package that first brought the report in."""

    last: Arrival | None = None
    """The newest one taken in."""

    trouble: Arrival | None = None
    """The newest package that waits or was refused, and was not replaced since."""

    arrivals: tuple[Arrival, ...] = field(default=())

    @property
    def expected(self) -> bool:
        """The mission owes this report."""
        return self.standing not in (Standing.EXEMPT, Standing.NOT_ASKED)

    @property
    def received(self) -> bool:
        """It is here."""
        return self.last is not None

    @property
    def extended(self) -> bool:
        """It was given another day."""
        return self.extension is not None and not self.extension.exempt

    @property
    def nil(self) -> bool:
        """The newest report says that there was nothing to report."""
        return self.last is not None and self.last.nil

    @property
    def amended(self) -> bool:
        """A later package changed what the first one said."""
        return self.last is not None and (self.last.amendment > 0 or self.last.kind == "amendment")

    @property
    def days(self) -> int:
        """Of a report that is here: days late, 0 in time; otherwise days left, below 0 overdue."""
        if self.first is not None:
            return max(0, (day_at(self.first.received_at, self.mission.zone) - self.due).days)
        return (self.due - self.today).days

    @property
    def stage(self) -> ReminderStage | None:
        """How urgent it is to remind; None while it is far, and for what is here or not owed."""
        return stage_of(self.due, self.today) if self.standing is Standing.MISSING else None


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodStanding:
    """All missions and one period."""

    duty: Duty
    today: date
    rows: tuple[MissionStanding, ...]

    @property
    def expected(self) -> int:
        """Missions that owe the report."""
        return sum(row.expected for row in self.rows)

    @property
    def received(self) -> int:
        """Of these, reports that are here."""
        return sum(row.expected and row.standing in RECEIVED for row in self.rows)

    @property
    def troubled(self) -> tuple[MissionStanding, ...]:
        """Something came that was not taken in."""
        return self.of(*TROUBLED)

    @property
    def missing(self) -> tuple[MissionStanding, ...]:
        """Nothing came, those with another day included."""
        return self.of(Standing.MISSING)

    def of(self, *standings: Standing) -> tuple[MissionStanding, ...]:
        """Rows that stand so."""
        return tuple(row for row in self.rows if row.standing in standings)

    def row(self, office: str) -> MissionStanding | None:
        """One mission's row."""
        return next((row for row in self.rows if row.mission.id == office), None)


def deadline(due: date, zone: str) -> datetime:
    """The instant (UTC) at which a deadline is over: midnight by the mission's own clock, as its windows say too."""
    return datetime.combine(due + timedelta(days=1), time(), ZoneInfo(zone)).astimezone(UTC)


def day_at(moment: datetime, zone: str) -> date:
    """The day on the calendar of an IANA zone."""
    return moment.astimezone(ZoneInfo(zone)).date()


def day_in_hanoi(moment: datetime) -> date:
    """The day on headquarters' calendar."""
    return day_at(moment, HEADQUARTERS_ZONE)


def stage_of(due: date, today: date) -> ReminderStage | None:
    """60, 30 or 7 days before the day, or past it; None while it is farther away."""
    left = (due - today).days
    if left < 0:
        return ReminderStage.OVERDUE
    return next((stage for days, stage in _STAGES if left <= days), None)


def stand(
    mission: Mission, duty: Duty, extension: Extension | None, arrivals: Iterable[Arrival], today: date
) -> MissionStanding:
    """How a mission stands with the report that `duty` asks for; `arrivals` are its packages about that period.

    What is taken in counts from the moment it came to headquarters, by the mission's clock. A mission that need not
    report and did has reported.
    """
    known = tuple(sorted(arrivals, key=lambda one: (one.received_at, one.received_id)))
    entered = [one for one in known if one.outcome is InboxOutcome.IMPORTED]
    trouble = _trouble(known, entered)
    due = extension.due if extension is not None and extension.due is not None else duty.due
    first = entered[0] if entered else None
    return MissionStanding(
        mission=mission,
        duty=duty,
        standing=_word(mission, extension, first, trouble, due),
        due=due,
        today=today,
        extension=extension,
        first=first,
        last=max(entered, key=lambda one: (one.epoch, one.seq)) if entered else None,
        trouble=trouble,
        arrivals=known,
    )


def _word(
    mission: Mission, extension: Extension | None, first: Arrival | None, trouble: Arrival | None, due: date
) -> Standing:
    if not mission.owes_reports:
        return Standing.NOT_ASKED
    if first is not None:
        return Standing.LATE if first.received_at >= deadline(due, mission.zone) else Standing.ON_TIME
    if trouble is not None:
        return Standing.REFUSED if trouble.outcome is InboxOutcome.REFUSED else Standing.HELD
    return Standing.EXEMPT if extension is not None and extension.exempt else Standing.MISSING


def _trouble(known: Sequence[Arrival], entered: Sequence[Arrival]) -> Arrival | None:
    """The newest package that needs somebody: a refused one needs nobody once a later one was taken in."""
    newest = entered[-1].received_at if entered else None
    waiting = [
        one
        for one in known
        if one.outcome in (InboxOutcome.HELD, InboxOutcome.FORK)
        or (one.outcome is InboxOutcome.REFUSED and (newest is None or one.received_at > newest))
    ]
    return waiting[-1] if waiting else None
