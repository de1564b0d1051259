"""What the room shows, as plain values: one line of the list, everything about one mission."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from cultdip_desktop.domain.duty import Contact, Reminder
from cultdip_desktop.domain.mission import Mission
from cultdip_desktop.domain.period import Period
from cultdip_desktop.domain.proof import MissionProof
from cultdip_desktop.domain.standing import RECEIVED, TROUBLED, Arrival, MissionStanding, PeriodStanding, Standing


class Group(StrEnum):
    """Which missions are listed."""

    ALL = "all"
    MISSING = "missing"
    TROUBLED = "troubled"
    RECEIVED = "received"
    EXCUSED = "excused"


@dataclass(frozen=True, slots=True)
class Line:
    """One mission and the period that is shown."""

    row: MissionStanding
    certificate_ends: date | None
    """Of the certificate that ends last; None without one."""

    certificate_state: str
    """`valid`, `ends_soon`, `expired`, `revoked`, or empty."""

    urged: tuple[Reminder, ...]

    @property
    def id(self) -> str:
        """Of the mission."""
        return self.row.mission.id

    @property
    def group(self) -> Group:
        """Where it is counted."""
        if self.row.standing in RECEIVED:
            return Group.RECEIVED
        if self.row.standing in TROUBLED:
            return Group.TROUBLED
        return Group.MISSING if self.row.standing is Standing.MISSING else Group.EXCUSED


@dataclass(frozen=True, slots=True)
class Look:
    """The list of one period."""

    period: Period
    periods: tuple[Period, ...]
    status: PeriodStanding
    lines: tuple[Line, ...]
    signer_named: bool
    """Somebody is set who signs letters."""

    @property
    def urgent(self) -> tuple[Line, ...]:
        """Whom «Remind all» would write to."""
        return tuple(line for line in self.lines if line.row.stage is not None)


@dataclass(frozen=True, slots=True)
class CertificateLine:
    """A certificate of the mission."""

    person: str
    ends: date
    state: str
    """`valid`, `ends_soon`, `expired`, `revoked`."""


@dataclass(frozen=True, slots=True)
class PackageLine:
    """A package that came."""

    arrival: Arrival
    period: Period | None
    bytes: int
    events: int
    media: int


@dataclass(frozen=True, slots=True)
class Dossier:
    """One mission, whole."""

    mission: Mission
    rows: tuple[MissionStanding, ...]
    """The periods, the latest first."""

    contacts: tuple[Contact, ...]
    proof: MissionProof
    ledger_position: int
    certificates: tuple[CertificateLine, ...]
    packages: tuple[PackageLine, ...]
    """The newest first."""

    reminders: tuple[Reminder, ...]
    """The newest first."""

    def row(self, period: Period) -> MissionStanding | None:
        """How it stands with one period."""
        return next((row for row in self.rows if row.duty.period == period), None)
