"""What the store says of a report once its package has its name: one value that survives a crash in between."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import zip_longest
from typing import Any

from cultdip_desktop.core.canonical import Json
from cultdip_desktop.core.ids import IdSource
from cultdip_desktop.domain import codec
from cultdip_desktop.domain.package import SentPackage
from cultdip_desktop.domain.report import Report, ReportAct, ReportKind, ReportState, SnapshotPurpose, report_on
from cultdip_desktop.services import report_content
from cultdip_desktop.services.approving import add_step
from cultdip_desktop.services.clearing import Cleared
from cultdip_desktop.store.repo import report as report_rows
from cultdip_desktop.store.repo import report_parts as part_rows
from cultdip_desktop.store.store import Writer


@dataclass(frozen=True, slots=True, kw_only=True)
class SealedReport:
    """A report that is being signed."""

    report: Report
    """As it will stand."""

    before: ReportState
    acts: tuple[ReportAct, ...] = ()
    """Done in the same act: opened again, approved."""

    step_ids: tuple[str, ...] = ()
    """Ids of the rows that note the acts and the sealing: a start after a crash writes the same rows."""

    content: str = ""
    """The content as it is kept, where this act approves it; else it is kept already as what was approved."""

    def write(self, tx: Writer, at: datetime) -> None:
        """Note the acts, the new state and what was sealed, as of the moment `at` of the reservation."""
        report = self.report
        report_rows.save(tx, report)
        state = self.before
        acts = (*self.acts, ReportAct.SEAL)
        for act, step_id in zip_longest(acts, self.step_ids[: len(acts)]):
            comment = report.reason if act is ReportAct.AMEND else ""
            state = add_step(tx, replace(report, state=state), act, report.approved_by, comment, step_id=step_id, at=at)
        approved = part_rows.snapshot(tx, report.id, SnapshotPurpose.APPROVED)
        if self.content:
            report_content.take_packed(
                tx, report.id, SnapshotPurpose.SEALED, self.content, report.content_sha256 or "", at
            )
        elif approved is not None:
            part_rows.save_snapshot(tx, replace(approved, purpose=SnapshotPurpose.SEALED, taken_at=at))
        if approved is not None:
            part_rows.delete_snapshot(tx, report.id, SnapshotPurpose.APPROVED)

    def to_plain(self) -> Json:
        """For the reservation."""
        report = self.report
        return {
            "id": report.id,
            "office": report.office,
            "kind": report.kind.value,
            "focus": report.focus,
            "language": report.language,
            "amendment": report.amendment,
            "reason": report.reason,
            "number": report.number,
            "issued_on": None if report.issued_on is None else report.issued_on.isoformat(),
            "drafted_by": report.drafted_by,
            "submitted_by": report.submitted_by,
            "submitted_at": _instant_plain(report.submitted_at),
            "approved_by": report.approved_by,
            "approved_at": _instant_plain(report.approved_at),
            "one_person": report.one_person,
            "content_sha256": report.content_sha256,
            "document_sha256": report.document_sha256,
            "created_at": _instant_plain(report.created_at),
            "before": self.before.value,
            "acts": [act.value for act in self.acts],
            "steps": list(self.step_ids),
            "content": self.content,
        }


def sealed_of(cleared: Cleared, ids: IdSource) -> SealedReport:
    """What will be written of a report that may be signed."""
    approves = ReportAct.APPROVE in cleared.acts
    content = report_content.packed(cleared.gathered.content) if approves else ""
    step_ids = tuple(ids.new() for _act in (*cleared.acts, ReportAct.SEAL))
    return SealedReport(
        report=cleared.report, before=cleared.before, acts=cleared.acts, step_ids=step_ids, content=content
    )


def sealed_from(plain: dict[str, Any], row: SentPackage) -> SealedReport:
    """Back from `to_plain`; what a version before this one has left unsaid is as it was then."""
    report = Report(
        id=plain["id"],
        office=plain["office"],
        period=row.period,
        kind=ReportKind(plain.get("kind", ReportKind.PERIODIC.value)),
        focus=plain.get("focus", ""),
        language=plain.get("language", "vi"),
        state=ReportState.SEALED,
        amendment=plain.get("amendment", 0),
        reason=plain.get("reason", ""),
        number=plain["number"],
        issued_on=None if plain.get("issued_on") is None else date.fromisoformat(plain["issued_on"]),
        drafted_by=plain.get("drafted_by"),
        submitted_by=plain.get("submitted_by"),
        submitted_at=_instant_of(plain.get("submitted_at")),
        approved_by=plain["approved_by"],
        approved_at=_instant_of(plain["approved_at"]),
        one_person=plain.get("one_person", False),
        content_sha256=plain["content_sha256"],
        document_sha256=plain.get("document_sha256"),
        created_at=_instant_of(plain["created_at"]),
    )
    return SealedReport(
        report=report,
        before=ReportState(plain.get("before", ReportState.DRAFT.value)),
        acts=tuple(ReportAct(act) for act in plain.get("acts", ())),
        step_ids=tuple(plain.get("steps", ())),
        content=plain.get("content", ""),
    )


def mark_report_sent(tx: Writer, sent: SentPackage, person: str | None) -> None:
    """The report goes with its newest package; the step bears the package's id: one act, whenever it is noted."""
    report = report_rows.of_period(tx, report_on(sent.period, ReportKind(sent.report_kind), sent.focus))
    if report is not None and report.state is ReportState.SEALED:
        report_rows.save(tx, replace(report, state=ReportState.SENT))
        add_step(tx, report, ReportAct.SEND, person, step_id=sent.id)


def _instant_plain(instant: datetime | None) -> str | None:
    return None if instant is None else codec.instant_text(instant)


def _instant_of(text: str | None) -> datetime | None:
    return None if text is None else codec.instant_of(text)
