"""A period's report: where it stands, its texts, and what people said about it (DOMAIN, section 12)."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Final, Literal

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.core.records import dataclass
from cultdip_desktop.domain.document import DocumentKind
from cultdip_desktop.domain.period import Period, PeriodRule
from cultdip_desktop.domain.text import EMPTY, BiText

ReportLanguage = Literal["vi", "en", "both"]
"""`both` sets the two languages side by side."""


class ReportKind(StrEnum):
    """What a report on a period looks at."""

    PERIODIC = "periodic"
    MIDTERM = "midterm"
    """A review over several years (sơ kết); its period is any two days."""

    THEMATIC = "thematic"
    """One goal, theme or product only; `Report.focus` has its code."""


@dataclass(frozen=True, slots=True, order=True)
class ReportOn(Period):
    """Which report, where it is not the periodic one: its days, what it looks at, and at what in particular.

    It goes wherever a period goes; a period that is nothing more means the periodic report.
    """

    kind: ReportKind = ReportKind.MIDTERM
    focus: str = ""

    def __str__(self) -> str:
        """`2026+M3`, `2021-01-01..2026-06-30+midterm`; `parse_report` reads it."""
        return f"{Period.__str__(self)}{_LOOKS_AT}{self.focus or self.kind.value}"


_LOOKS_AT: Final = "+"


def parse_report(text: str, rule: PeriodRule = PeriodRule.CALENDAR) -> Period:
    """Any report from its text.

    Raises:
        UserError: `period.*`.
    """
    days, mark, looks_at = text.partition(_LOOKS_AT)
    period = Period.parse(days, rule)
    if not mark:
        return period
    if looks_at in ("", ReportKind.MIDTERM.value):
        return report_on(period, ReportKind.MIDTERM)
    return report_on(period, ReportKind.THEMATIC, looks_at)


def report_on(period: Period, kind: ReportKind = ReportKind.PERIODIC, focus: str = "") -> Period:
    """The report of this kind on the days of `period`.

    Raises:
        UserError: `report.focus_missing` for a thematic report without a theme, `report.focus_unwanted` for others
            with one.
    """
    if kind is ReportKind.THEMATIC and not focus:
        raise UserError("report.focus_missing")
    if kind is not ReportKind.THEMATIC and focus:
        raise UserError("report.focus_unwanted", code=focus[:40])
    days = plain_period(period)
    return days if kind is ReportKind.PERIODIC else ReportOn(days.year, days.part, days.rule, kind, focus)


def plain_period(period: Period) -> Period:
    """The days alone."""
    return Period(period.year, period.part, period.rule) if isinstance(period, ReportOn) else period


def kind_of(period: Period) -> ReportKind:
    """What the report looks at."""
    return period.kind if isinstance(period, ReportOn) else ReportKind.PERIODIC


def focus_of(period: Period) -> str:
    """Code of the theme; empty where there is none."""
    return period.focus if isinstance(period, ReportOn) else ""


class ReportState(StrEnum):
    """From draft to headquarters' answer."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    APPROVED = "approved"
    SEALED = "sealed"
    SENT = "sent"
    RECEIVED = "received"
    ACCEPTED = "accepted"


LOCKED = frozenset({ReportState.SEALED, ReportState.SENT, ReportState.RECEIVED, ReportState.ACCEPTED})
"""A signed package exists: what changes now goes as an amendment."""


class ReportAct(StrEnum):
    """What moves a report from one state to another."""

    SUBMIT = "submit"
    WITHDRAW = "withdraw"
    RETURN = "return"
    APPROVE = "approve"
    REOPEN = "reopen"
    """An approved report that was changed becomes a draft again."""

    SIGN = "sign"
    SEAL = "seal"
    SEND = "send"
    RECEIVE = "receive"
    ACCEPT = "accept"
    REJECT = "reject"
    """Headquarters returned it."""

    AMEND = "amend"


class SnapshotPurpose(StrEnum):
    """Why a report's content was kept."""

    FIGURES = "figures"
    """The figures that the author has seen last."""

    SUBMITTED = "submitted"
    APPROVED = "approved"
    SEALED = "sealed"


class CommentSource(StrEnum):
    """Who spoke."""

    OFFICE = "office"
    HEADQUARTERS = "headquarters"


class PaperState(StrEnum):
    """How far a document has been signed."""

    BUILT = "built"
    PERSON = "person"
    """Signed by the competent person."""

    AGENCY = "agency"
    """And then by the agency: the electronic original (Decree 30/2020, Article 4)."""

    OUTSIDE = "outside"
    """Signed with another tool and brought back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """The report of one period."""

    id: str
    office: str
    period: Period
    kind: ReportKind = ReportKind.PERIODIC
    focus: str = ""
    """Code of the goal, theme or product of a thematic report."""

    language: ReportLanguage = "vi"
    state: ReportState = ReportState.DRAFT
    amendment: int = 0
    """How many times it was opened again after sealing."""

    reason: str = ""
    """Why it was opened again."""

    number: int | None = None
    """Serial number of the document within its year; blank until issue."""

    issued_on: date | None = None
    drafted_by: str | None = None
    """Person id, as in the fields below."""

    submitted_by: str | None = None
    submitted_at: datetime | None = None
    approved_by: str | None = None
    approved_at: datetime | None = None
    one_person: bool = False
    """Drafting and approving were acts of the same person; the package says so."""

    content_sha256: str | None = None
    """Digest of exactly the content that was approved."""

    document_sha256: str | None = None
    """Digest of the signed PDF."""

    created_at: datetime | None = None

    @property
    def on(self) -> Period:
        """Which report it is."""
        if self.kind is ReportKind.PERIODIC:
            return self.period
        return ReportOn(self.period.year, self.period.part, self.period.rule, self.kind, self.focus)

    @property
    def locked(self) -> bool:
        """Whether a signed package exists."""
        return self.state in LOCKED


def blank_report(office: str, period: Period, report_id: str = "") -> Report:
    """A draft that is not stored yet while its id is empty."""
    return Report(
        id=report_id, office=office, period=plain_period(period), kind=kind_of(period), focus=focus_of(period)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportSection:
    """What the office made of one section of the outline."""

    id: str
    report_id: str
    section: str
    """Key of the outline, `II.3`."""

    text: BiText = EMPTY
    """Written by hand; where it is empty, the text made from the data is printed."""

    included: bool = True
    ticked: bool = False
    """The author has gone through it."""

    basis_sha256: str = ""
    """Digest of the text made from the data that the author started from."""

    written_by: str | None = None
    written_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportComment:
    """A remark at one place of the report."""

    id: str
    report_id: str
    place: str
    """`section:II.3`, `event:<id>:results.attendance`, or empty for the whole."""

    text: str
    source: CommentSource = CommentSource.OFFICE
    person_id: str | None = None
    author: str = ""
    """Name as it was when the remark was made."""

    made_at: datetime | None = None
    answer: str = ""
    done_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportWaiver:
    """The word of reason with which a warning was let pass."""

    id: str
    report_id: str
    code: str
    """Of the finding."""

    subject: str
    """Id of its event, or its field; empty for the whole report."""

    reason: str
    person_id: str | None = None
    given_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportStep:
    """One act in a report's life."""

    id: str
    report_id: str
    step: ReportAct
    state_before: ReportState
    state: ReportState
    person_id: str | None = None
    at: datetime | None = None
    comment: str = ""
    content_sha256: str = ""
    amendment: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportSnapshot:
    """Content as it was at one act."""

    report_id: str
    purpose: SnapshotPurpose
    taken_at: datetime
    content_sha256: str
    content: str
    """Text that the service has packed: canonical JSON, deflated, base64."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperFile:
    """A document that was built for signing, and its signed forms; the bytes lie sealed beside the store."""

    id: str
    report_id: str | None
    kind: DocumentKind
    language: ReportLanguage
    title: str
    file_name: str
    sha256: str
    bytes: int
    pages: int
    state: PaperState
    made_at: datetime
    content_sha256: str = ""
    base_sha256: str = ""
    """Of the document before its first signature."""

    signers: tuple[str, ...] = ()
    deleted_at: datetime | None = None
