"""What each kind of document is made of: plain values, read in one look by `services.documents`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TypeAlias

from cultdip_desktop.domain.anniversary import Occasion
from cultdip_desktop.domain.backup import BackupKind
from cultdip_desktop.domain.budget import Account, Overspent
from cultdip_desktop.domain.coverage import Coverage
from cultdip_desktop.domain.document import DocumentKind
from cultdip_desktop.domain.event import Event, EventState
from cultdip_desktop.domain.figures import Dimension, FigureRow
from cultdip_desktop.domain.media import MediaItem
from cultdip_desktop.domain.overview import Gap
from cultdip_desktop.domain.partner import Consent, Interaction, Partner
from cultdip_desktop.domain.period import Period
from cultdip_desktop.domain.programme import ProgrammeView
from cultdip_desktop.domain.rate import Rate
from cultdip_desktop.domain.register import Commendation, Initiative
from cultdip_desktop.domain.report import ReportState
from cultdip_desktop.domain.standing import PeriodStanding
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.domain.today import Work
from cultdip_desktop.reports.data import ReportData


@dataclass(frozen=True, slots=True)
class EventName:
    """An event as far as another paper names it."""

    id: str
    number: str
    title: BiText
    day: date | None
    state: EventState


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeMatter:
    """The annual action programme, plan against done."""

    data: ReportData
    """Of the whole year."""

    view: ProgrammeView


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierMatter:
    """One event whole, as it may leave the office: no internal note, no risk note, no partner who does not wish it."""

    data: ReportData
    """Of the event's year."""

    event: Event
    account: Account
    files: Mapping[str, MediaItem]
    """Attachments that travel, by id: the proofs that may be named."""

    photos: tuple[MediaItem, ...]
    """Pictures that travel, the cover first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverageMatter:
    """Goals by quarters."""

    data: ReportData
    coverage: Coverage


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetMatter:
    """Money of a period."""

    data: ReportData
    held: Account
    """Of the events held in the window: what the period's report sums up."""

    everything: Account
    """Of all events of the window, those still to be held among them."""

    overspent: tuple[Overspent, ...]
    rates: tuple[Rate, ...]
    """The whole table of the office."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MediaMatter:
    """What was written and shown about the events held in a period."""

    data: ReportData


@dataclass(frozen=True, slots=True, kw_only=True)
class InitiativesMatter:
    """The register of initiatives of a year, with those from before that are still open."""

    data: ReportData
    entries: tuple[Initiative, ...]
    people: Mapping[str, str]
    events: Mapping[str, EventName]
    today: date


@dataclass(frozen=True, slots=True, kw_only=True)
class CommendationsMatter:
    """Whom to commend, with the events that speak for them."""

    data: ReportData
    entries: tuple[Commendation, ...]
    events: Mapping[str, Event]


@dataclass(frozen=True, slots=True)
class Visit:
    """For whom a briefing is made; all may be empty."""

    name: str = ""
    """Who comes: "Đoàn Quốc hội do …"."""

    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefingMatter:
    """Two pages for whoever receives or leads a delegation; for use inside the office."""

    data: ReportData
    """Of the twelve months before today."""

    visit: Visit
    today: date
    occasions: tuple[Occasion, ...]
    """Days of the relations between the two countries, coming."""

    coming: tuple[EventName, ...]
    partners: tuple[PartnerLine, ...]
    """Those who agreed to be listed, the most active first."""

    promises: tuple[PromiseLine, ...]


@dataclass(frozen=True, slots=True)
class PartnerLine:
    """A partner with what ties it to the office."""

    partner: Partner
    category: BiText
    post: str
    events: int
    last: date | None


@dataclass(frozen=True, slots=True)
class PromiseLine:
    """An open promise."""

    contact: Interaction
    partner: BiText
    consent: Consent
    who: str
    """Of this office."""


@dataclass(frozen=True, slots=True)
class KeyLine:
    """A signing key and when it ends."""

    person: str
    fingerprint: str
    until: datetime | None


@dataclass(frozen=True, slots=True)
class ReportLine:
    """One period's report and how far it has come."""

    period: Period
    state: ReportState
    amendment: int
    number: int | None


@dataclass(frozen=True, slots=True)
class BackupLine:
    """A backup that can be restored."""

    at: datetime
    kind: BackupKind
    file: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoverMatter:
    """What a successor must know; it holds contacts and never leaves as a report."""

    data: ReportData
    today: date
    tasks: tuple[Work, ...]
    undated: tuple[str, ...]
    """Open tasks without a day."""

    promises: tuple[PromiseLine, ...]
    coming: tuple[EventName, ...]
    partners: tuple[PartnerLine, ...]
    keys: tuple[KeyLine, ...]
    reports: tuple[ReportLine, ...]
    backups: tuple[BackupLine, ...]
    initiatives: tuple[Initiative, ...]
    people: Mapping[str, str] = field(default_factory=dict)
    successor: str = ""


@dataclass(frozen=True, slots=True)
class SourcePackage:
    """A signed package that figures rest on; `number` stands for it in the tables."""

    number: int
    mission: BiText
    period: str
    epoch: int
    seq: int
    kind: str
    manifest_sha256: str
    received_at: datetime
    signer: str
    events: int


@dataclass(frozen=True, slots=True)
class FigureLine:
    """One row of a table of figures: this window, the same days of the year before, and what it rests on."""

    key: str
    name: BiText
    now: FigureRow
    before: FigureRow | None
    sources: tuple[int, ...]
    """Numbers of packages, rising."""


@dataclass(frozen=True, slots=True)
class GoodPractice:
    """An event that headquarters holds up, or from which a mission learned something."""

    mission: BiText
    title: BiText
    day: date | None
    attendance: int
    lesson: BiText
    """The mission's own words, or headquarters' note."""

    exemplary: bool
    source: int
    """Number of its package; 0 when it is not known."""


@dataclass(frozen=True, slots=True)
class MissionProposal:
    """An initiative with the mission that proposed it."""

    mission: BiText
    initiative: Initiative


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsolidatedMatter:
    """All missions together in a window; of one goal or solution group where `topic` names it."""

    data: ReportData
    """Headquarters' form, window, catalogue and cut; its events are empty."""

    standing: PeriodStanding
    total: FigureRow
    before: FigureRow
    """The same days of the year before."""

    tables: Mapping[Dimension, tuple[FigureLine, ...]]
    gaps: tuple[Gap, ...]
    """What wants a look, the worst first."""

    practices: tuple[GoodPractice, ...]
    proposals: tuple[MissionProposal, ...]
    commended: int
    """Persons and groups that missions propose to commend."""

    sources: tuple[SourcePackage, ...]
    topic: str = ""


Matter: TypeAlias = (
    ProgrammeMatter
    | DossierMatter
    | CoverageMatter
    | BudgetMatter
    | MediaMatter
    | InitiativesMatter
    | CommendationsMatter
    | BriefingMatter
    | HandoverMatter
    | ConsolidatedMatter
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What is chosen for a document; each kind looks at what concerns it."""

    kind: DocumentKind
    period: Period | None = None
    """The days of its figures; None: the present year."""

    event_id: str = ""
    visit: Visit = Visit()
    successor: str = ""
