"""What a package would hold and what would stay, as the officer sees it before signing."""

from __future__ import annotations

from dataclasses import dataclass

from cultdip_desktop.domain.findings import Finding
from cultdip_desktop.domain.mission import OfficeIdentity
from cultdip_desktop.domain.partner import WITHHELD
from cultdip_desktop.domain.period import Period, Window
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.packages.keys import KeyInfo
from cultdip_desktop.packages.volumes import count_volumes
from cultdip_desktop.reports.data import ReportData
from cultdip_desktop.services import payload
from cultdip_desktop.services.outgoing import Snapshot


@dataclass(frozen=True, slots=True)
class PlanLine:
    """One component of the package."""

    component: str
    """`report_pdf`, `events`, `tables`, `photos`, `videos`, `documents`, `partners`, `programme`, `index`."""

    count: int
    bytes: int | None = None
    """Of the originals; None where the size is known only once it is built."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Something that stays on this machine."""

    code: str
    """`internal_notes`, `drafts`, `media`, `trash`, `contacts`, and `partner_names` where somebody asked for it."""

    count: int | None
    """None where it is a rule and not a number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportPlan:
    """Both columns of the export page, and what the package would be."""

    period: Period
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


def plan_of(
    office: OfficeIdentity,
    data: ReportData,
    snapshot: Snapshot,
    findings: tuple[Finding, ...],
    key: KeyInfo | None,
    seq: int,
) -> ExportPlan:
    """Lay the snapshot out for the officer."""
    travelling, media = snapshot.travelling, snapshot.travelling_media
    held = payload.held_in(data.events, data.period)
    sizes = {kind: [item.size for item in media if item.kind == kind] for kind in ("image", "video", "document")}
    lines = [
        PlanLine("report_pdf", 2),
        PlanLine("events", len(travelling)),
        PlanLine("tables", 2),
        PlanLine("photos", len(sizes["image"]), sum(sizes["image"])),
        PlanLine("videos", len(sizes["video"]), sum(sizes["video"])),
        PlanLine("documents", len(sizes["document"]), sum(sizes["document"])),
        PlanLine("partners", len(payload.named_partners(snapshot.partners, travelling))),
        PlanLine("programme", sum(len(view.items) for view in snapshot.programmes)),
        PlanLine("index", 1),
    ]
    silent = sum(actor.partner == WITHHELD.vi for event in travelling for actor in event.actors)
    left_out = (
        LeftOut("internal_notes", sum(bool(event.internal_note) for event in travelling)),
        LeftOut("drafts", payload.drafts_left_out(snapshot.events)),
        LeftOut("media", snapshot.kept_media),
        LeftOut("trash", len(snapshot.trashed)),
        LeftOut("contacts", None),
        *([LeftOut("partner_names", silent)] if silent else ()),
    )
    return ExportPlan(
        period=data.period,
        window=data.window,
        kind="report" if held else "nil-report",
        lines=tuple(line for line in lines if line.count),
        left_out=left_out,
        events=len(travelling),
        held=len(held),
        media=len(media),
        volumes=count_volumes(item.size for item in media),
        findings=findings,
        key=key,
        recipient=data.recipient,
        seq=seq,
        file_name=f"{office.id}_{data.period}_{office.epoch}-{seq:03d}.cdrp",
        one_person=data.one_person,
    )
