"""What a package would hold and what would stay, as the officer sees it before signing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cultdip_desktop.domain.content_diff import FieldChange
from cultdip_desktop.domain.findings import Finding, Severity
from cultdip_desktop.domain.partner import WITHHELD
from cultdip_desktop.domain.period import Period, Window
from cultdip_desktop.domain.report import ReportKind, ReportState
from cultdip_desktop.domain.report_flow import YES, May
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.packages.keys import KeyInfo
from cultdip_desktop.packages.volumes import count_volumes
from cultdip_desktop.reports.data import ReportData
from cultdip_desktop.services import payload
from cultdip_desktop.services.approving import without_reason
from cultdip_desktop.services.report_content import Gathered


@dataclass(frozen=True, slots=True)
class PlanLine:
    """One component of the package."""

    component: str
    """`report_pdf`, `events`, `tables`, `photos`, `videos`, `documents`, `partners`, `programme`, `sections`,
    `findings`, `answers`, `registers`, `changes`, `index`."""

    count: int
    bytes: int | None = None
    """Of the originals; None where the size is known only once it is built."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Something that stays on this machine."""

    code: str
    """`internal_notes`, `drafts`, `media`, `trash`, `contacts`; where there are any, `remarks` that the office made to
    itself, `authors` of reasons and answers, and `partner_names` where somebody asked for it."""

    count: int | None
    """None where it is a rule and not a number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportPlan:
    """Both columns of the export page, and what the package would be."""

    period: Period
    """With what the report looks at, where it is not the periodic one."""

    window: Window
    kind: str
    lines: tuple[PlanLine, ...]
    left_out: tuple[LeftOut, ...]
    events: int
    """Events that travel, of all open years."""

    held: int
    """Events held in the period's window: what its figures count."""

    media: int
    volumes: int
    """In how many files it will travel, as far as the originals' sizes tell."""

    findings: tuple[Finding, ...]
    key: KeyInfo | None
    recipient: BiText
    seq: int
    file_name: str
    one_person: bool
    """Approving and signing are one act, and the package says so."""

    state: ReportState = ReportState.DRAFT
    """Where the report stands."""

    unexplained: int = 0
    """Warnings without a word of reason."""

    ready: May = YES
    """Whether it could be signed now; if not, it is not approved, or was changed since. Findings apart."""

    changes: tuple[FieldChange, ...] = ()
    """What is not as in the package before of this period: it goes as an amendment."""


def plan_of(
    gathered: Gathered,
    findings: tuple[Finding, ...],
    key: KeyInfo | None,
    seq: int,
    *,
    kind: str,
    changes: Sequence[FieldChange],
    one_person: bool,
    ready: May,
) -> ExportPlan:
    """Lay what was gathered out for the officer."""
    data, snapshot = gathered.data, gathered.snapshot
    travelling, media = snapshot.travelling, snapshot.travelling_media
    held = payload.held_in(data.events, data.period)
    return ExportPlan(
        period=gathered.report.on,
        window=data.window,
        kind=kind,
        lines=tuple(line for line in _lines(gathered, findings, changes) if line.count),
        left_out=_left_out(gathered),
        events=len(travelling),
        held=len(held),
        media=len(media),
        volumes=count_volumes(item.size for item in media),
        findings=findings,
        key=key,
        recipient=data.recipient,
        seq=seq,
        file_name=f"{data.office.id}_{_in_file_name(data)}_{data.office.epoch}-{seq:03d}.cdrp",
        one_person=one_person,
        state=gathered.report.state,
        unexplained=len(without_reason(findings, gathered.parts.waivers)),
        ready=ready,
        changes=tuple(changes),
    )


def _in_file_name(data: ReportData) -> str:
    return data.stem.upper() if data.kind is not ReportKind.PERIODIC else str(data.period).replace("..", "_")


def _lines(gathered: Gathered, findings: Sequence[Finding], changes: Sequence[FieldChange]) -> list[PlanLine]:
    snapshot, parts = gathered.snapshot, gathered.parts
    travelling, media = snapshot.travelling, snapshot.travelling_media
    sizes = {kind: [item.size for item in media if item.kind == kind] for kind in ("image", "video", "document")}
    return [
        PlanLine("report_pdf", 2),
        PlanLine("events", len(travelling)),
        PlanLine("tables", 2),
        PlanLine("photos", len(sizes["image"]), sum(sizes["image"])),
        PlanLine("videos", len(sizes["video"]), sum(sizes["video"])),
        PlanLine("documents", len(sizes["document"]), sum(sizes["document"])),
        PlanLine("partners", len(payload.named_partners(snapshot.partners, travelling))),
        PlanLine("programme", sum(len(view.items) for view in snapshot.programmes)),
        PlanLine("sections", len(parts.written)),
        PlanLine("findings", sum(finding.severity is not Severity.ERROR for finding in findings)),
        PlanLine("answers", len(parts.answered)),
        PlanLine("registers", len(parts.initiatives) + len(parts.commendations)),
        PlanLine("changes", len(changes)),
        PlanLine("index", 1),
    ]


def _left_out(gathered: Gathered) -> tuple[LeftOut, ...]:
    snapshot, parts = gathered.snapshot, gathered.parts
    travelling = snapshot.travelling
    silent = sum(actor.partner == WITHHELD.vi for event in travelling for actor in event.actors)
    authors = len(parts.waivers) + sum(bool(one.answer) for one in parts.answered)
    return (
        LeftOut("internal_notes", sum(bool(event.internal_note) for event in travelling)),
        LeftOut("drafts", payload.drafts_left_out(snapshot.events)),
        LeftOut("media", snapshot.kept_media),
        LeftOut("trash", len(snapshot.trashed)),
        LeftOut("contacts", None),
        *([LeftOut("remarks", parts.own_remarks)] if parts.own_remarks else ()),
        *([LeftOut("authors", authors)] if authors else ()),
        *([LeftOut("partner_names", silent)] if silent else ()),
    )
