"""What the pages of the Reports room show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from cultdip_desktop.domain.findings import Finding, Severity
from cultdip_desktop.domain.mission import Person
from cultdip_desktop.domain.period import Period, Window


@dataclass(frozen=True, slots=True)
class PeriodRow:
    """One period of the year."""

    period: Period
    held: int
    """Events held in its window."""

    errors: int
    warnings: int

    @property
    def id(self) -> str:
        """As routes name it."""
        return str(self.period)


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """The figures of one period beside those of the one before, and what the check found."""

    period: Period
    window: Window
    zone: str
    """IANA zone of the office: its days end by it."""

    over: bool
    """Whether its last day is past."""

    events: int
    attendance: int
    spent: Mapping[str, Decimal] = field(default_factory=dict)
    events_before: int = 0
    attendance_before: int = 0
    before: Period
    findings: tuple[Finding, ...] = ()
    signer: Person | None = None
    """Who approves and signs, if that is known."""

    def of(self, severity: Severity) -> tuple[Finding, ...]:
        """The findings of this severity, in their order."""
        return tuple(finding for finding in self.findings if finding.severity is severity)
