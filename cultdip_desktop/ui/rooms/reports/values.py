"""What the pages of the Reports room show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from cultdip_desktop.domain.findings import Finding, Severity
from cultdip_desktop.domain.mission import Person
from cultdip_desktop.domain.period import Period, Window
from cultdip_desktop.domain.report import ReportComment, ReportState, ReportWaiver
from cultdip_desktop.domain.report_flow import Allowed
from cultdip_desktop.domain.text import EMPTY, BiText
from cultdip_desktop.reports.fact import Fact
from cultdip_desktop.reports.story import ChartBlock


@dataclass(frozen=True, slots=True)
class PeriodRow:
    """One period of the year."""

    period: Period
    held: int
    """Events held in its window."""

    errors: int
    warnings: int
    state: ReportState | None = None
    """None where no report was begun."""

    @property
    def id(self) -> str:
        """As routes name it."""
        return str(self.period)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One number of a section and the events behind it."""

    key: str
    label: BiText
    """In the two languages of the report."""

    value: BiText
    """As it is printed."""

    events: tuple[tuple[str, BiText], ...] = ()
    """Id and title of each event."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionRow:
    """One entry of the outline."""

    key: str
    title: BiText
    """With its number."""

    heading: BiText
    """Without."""

    level: int
    """0 is the top."""

    has_text: bool = False
    """Whether the office can write into it."""

    included: bool = True
    ticked: bool = False
    text: BiText = EMPTY
    """Written by hand."""

    made: BiText = EMPTY
    """Made from the data."""

    changed: bool = False
    """The data have changed since the hand-written text was begun."""

    problems: int = 0
    """Errors and warnings under this heading."""

    remarks: int = 0
    """Open comments."""

    unsupported: BiText = EMPTY
    """Numbers of the hand-written text that stand on no figure, as they are written."""

    figures: tuple[Figure, ...] = ()
    charts: tuple[tuple[ChartBlock, ChartBlock], ...] = ()
    """Each in Vietnamese and English."""


@dataclass(frozen=True, slots=True)
class Passed:
    """A check that found nothing."""

    code: str
    params: Mapping[str, str | int | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """The figures of one period beside those of the one before, what the check found, and where the report stands."""

    period: Period
    window: Window
    zone: str
    """IANA zone of the office: its days end by it."""

    over: bool
    """Whether its last day is past."""

    as_of: datetime
    """When the figures were read."""

    events: int
    attendance: int
    spent: Mapping[str, Decimal] = field(default_factory=dict)
    events_before: int = 0
    attendance_before: int = 0
    before: Period
    findings: tuple[Finding, ...] = ()
    passed: tuple[Passed, ...] = ()
    """The checks that found nothing."""

    signer: Person | None = None
    """Who approves and signs, if that is known."""

    state: ReportState = ReportState.DRAFT
    amendment: int = 0
    allowed: Allowed | None = None
    """What the person at the keyboard may do; None at a place without a workflow."""

    approved_by: str = ""
    """Name."""

    approved_at: datetime | None = None
    submitted_by: str = ""
    submitted_at: datetime | None = None
    sections: tuple[SectionRow, ...] = ()
    comments: tuple[ReportComment, ...] = ()
    waivers: tuple[ReportWaiver, ...] = ()
    approvers: tuple[Person, ...] = ()
    facts: tuple[Fact, ...] = ()
    """Every number that the report may print."""

    titles: Mapping[str, BiText] = field(default_factory=dict)
    """Of the period's events, by id."""

    figures_changed: int = 0
    """Figures that differ from those the author has accepted last."""

    def of(self, severity: Severity) -> tuple[Finding, ...]:
        """The findings of this severity, in their order."""
        return tuple(finding for finding in self.findings if finding.severity is severity)

    def reason_of(self, finding: Finding) -> ReportWaiver | None:
        """The word of reason that lets this warning pass."""
        same = (one for one in self.waivers if one.code == finding.code and one.subject in (finding.subject, ""))
        return next(same, None)

    @property
    def unanswered(self) -> tuple[Finding, ...]:
        """Warnings without a word of reason."""
        return tuple(finding for finding in self.of(Severity.WARNING) if self.reason_of(finding) is None)

    def section(self, key: str) -> SectionRow | None:
        """One entry of the outline."""
        return next((one for one in self.sections if one.key == key), None)
