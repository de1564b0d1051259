"""Whether a report may be signed now, and as what: with its approval, as a replacement, or as an amendment.

An office of one person approves in the act of exporting, and so amends; the package says both. Everybody else finds
here the refusal that names the fields changed since the approval.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain import codec
from cultdip_desktop.domain.content_diff import Content, FieldChange
from cultdip_desktop.domain.findings import Finding, Severity
from cultdip_desktop.domain.package import SentPackage, SentState
from cultdip_desktop.domain.period import Period
from cultdip_desktop.domain.report import Report, ReportAct, ReportState, SnapshotPurpose
from cultdip_desktop.domain.report_flow import YES, Bench, May, no
from cultdip_desktop.services import payload, report_content, report_diff, report_payload
from cultdip_desktop.services.approving import new_report, read_bench, tidy
from cultdip_desktop.services.desk import Desk
from cultdip_desktop.services.report_content import Gathered
from cultdip_desktop.store.repo import office as office_rows
from cultdip_desktop.store.repo import package as package_rows
from cultdip_desktop.store.repo import report as report_rows
from cultdip_desktop.store.repo import report_parts as part_rows
from cultdip_desktop.store.store import Reader

Plain = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cleared:
    """A report that may be signed."""

    report: Report
    """As it will stand once it is sealed."""

    before: ReportState
    acts: tuple[ReportAct, ...]
    """What is done in the act of signing: opened again, approved."""

    kind: str
    """Of the package: `report`, `nil-report` or `amendment`."""

    issue: int
    """How many packages of this report there are with this one."""

    changes: tuple[FieldChange, ...]
    """What is not as in the package before."""

    reason: str
    """What was said for warnings that have no word of their own."""

    gathered: Gathered

    def report_row(self) -> Plain:
        """The report's own record."""
        report, data = self.report, self.gathered.data
        names = {person.id: person.name for person in self.gathered.snapshot.people}
        approval: Plain = {
            "state": ReportState.SEALED.value,
            "drafted_by": names.get(report.drafted_by or ""),
            "approved_by": names.get(report.approved_by or ""),
            "approved_at": None if report.approved_at is None else codec.instant_text(report.approved_at),
            "one_person": report.one_person,
            "number": report.number,
            "issued_on": None if report.issued_on is None else report.issued_on.isoformat(),
            "issue": self.issue,
            "amendment": report.amendment,
            "reason": report.reason,
            "content_sha256": self.gathered.sha256,
        }
        if self.reason:
            approval["warnings_reason"] = self.reason
        return payload.report_row(report, data.office, data.period, data.events, approval)

    def finding_rows(self, findings: Sequence[Finding]) -> list[Plain]:
        """What the check let pass, with reasons."""
        travelling = frozenset(event.id for event in self.gathered.snapshot.travelling)
        waivers = self.gathered.parts.waivers
        return report_payload.finding_rows(self.report.id, findings, waivers, travelling, self.reason)

    def change_rows(self) -> list[Plain]:
        """What an amendment changed."""
        return report_payload.change_rows(self.report.id, self.changes)


def clear(desk: Desk, gathered: Gathered, reason: str) -> Cleared:
    """Let the report pass as it stands, or say why not.

    Raises:
        UserError: `report.not_approved`, `report.changed_since_approval`, `report.changed_since_sealing`,
            `report.locked`, `report.snapshot_damaged`.
    """
    reason = tidy(reason)
    report = gathered.report
    with desk.store.read() as tx:
        bench = read_bench(tx)
        language = str(office_rows.get_setting(tx, "language", "vi"))
        issue = 1 + sum(_carries(row, report) and row.state is not SentState.RESERVED for row in package_rows.all(tx))
        last = max((one.amendment for one in _seals(tx, report)), default=0)
        changes = _since_sealing(tx, gathered)
        acts = _acts(tx, gathered, bench, changes, language)
    report = report if report.id else new_report(desk, report.on)
    before = report.state
    if changes and report.amendment <= last and issue > 1:
        report = replace(report, amendment=last + 1, reason=reason)
        acts = (ReportAct.AMEND, *acts) if before in _LOCKED else acts
    elif issue > 1 and reason and not report.reason:
        report = replace(report, reason=reason)
    if ReportAct.APPROVE in acts:
        report = _approved(desk, report, gathered, bench)
    return Cleared(
        report=replace(report, state=ReportState.SEALED, content_sha256=gathered.sha256),
        before=before,
        acts=acts,
        kind=_kind(gathered, changes),
        issue=issue,
        changes=changes,
        reason=reason,
        gathered=gathered,
    )


def _carries(row: SentPackage, report: Report) -> bool:
    return (row.period, row.report_kind, row.focus) == (report.period, report.kind.value, report.focus)


def changed_elsewhere(desk: Desk, gathered: Gathered) -> tuple[Finding, ...]:
    """Signed periods other than this one whose events were changed since: the change travels with this package too.

    Records always travel whole, so that nobody can hold it back; it is named, and asks for a reason or an amendment.
    """
    found = []
    with desk.store.read() as tx:
        for report in report_rows.all(tx):
            same = report.on == gathered.report.on
            sealed = None if same or not report.locked else report_content.kept(tx, report.id, SnapshotPurpose.SEALED)
            changes = () if sealed is None else _of_events(sealed[0], gathered.content, report.on)
            if changes:
                params: dict[str, str | int | None] = {"period": str(report.period), "n": len(changes)}
                code = "report.locked_period_changed"
                found.append(Finding(code, Severity.WARNING, f"period.{report.period}", params=params))
    return tuple(found)


def _of_events(before: Content, now: Content, period: Period) -> tuple[FieldChange, ...]:
    parts = [
        {name: rows for name, rows in report_content.of_the_period(one, period, other).items() if name in _RECORDS}
        for one, other in ((before, now), (now, before))
    ]
    return report_diff.differences(*parts)


_RECORDS: Final = ("event", "media")


def may_pass(desk: Desk, gathered: Gathered) -> May:
    """Whether `clear` would let the report pass, and if not, why."""
    try:
        clear(desk, gathered, "")
    except UserError as error:
        return no(error.code, **error.params)
    return YES


def kind_of(desk: Desk, gathered: Gathered) -> tuple[str, tuple[FieldChange, ...]]:
    """What the package would be, and what it would change; for the look before."""
    with desk.store.read() as tx:
        changes = _since_sealing(tx, gathered)
    return _kind(gathered, changes), changes


_LOCKED = frozenset({ReportState.SEALED, ReportState.SENT, ReportState.RECEIVED, ReportState.ACCEPTED})


def _kind(gathered: Gathered, changes: Sequence[FieldChange]) -> str:
    if changes:
        return "amendment"
    return "report" if payload.held_in(gathered.data.events, gathered.data.period) else "nil-report"


def _acts(
    tx: Reader, gathered: Gathered, bench: Bench, changes: Sequence[FieldChange], language: str
) -> tuple[ReportAct, ...]:
    report = gathered.report
    if report.state is ReportState.APPROVED:
        _refuse_changed(tx, gathered, language)
        return ()
    if bench.one_person:
        return (ReportAct.APPROVE,)
    if not report.locked:
        raise UserError("report.not_approved", state=report.state.value)
    sealed = report_content.kept(tx, report.id, SnapshotPurpose.SEALED)
    if sealed is None:
        raise UserError("report.locked", period=str(report.period))
    if sealed[1] != gathered.sha256:
        named = changes or report_diff.differences(sealed[0], gathered.content)
        fields = report_diff.named(named, language)
        raise UserError("report.changed_since_sealing", period=str(report.period), n=len(named), fields=fields)
    return ()


def _refuse_changed(tx: Reader, gathered: Gathered, language: str) -> None:
    """An approval binds exactly what it was given for.

    Raises:
        UserError: `report.changed_since_approval`, which names the fields; `report.snapshot_damaged`.
    """
    report = gathered.report
    approved = report_content.kept(tx, report.id, SnapshotPurpose.APPROVED)
    said = [one for one in part_rows.steps(tx, report.id) if one.step is ReportAct.APPROVE][-1:]
    whole = all((one.content_sha256, one.person_id) == (report.content_sha256, report.approved_by) for one in said)
    if approved is None or approved[1] != report.content_sha256 or not said or not whole:
        raise UserError("report.snapshot_damaged")
    if approved[1] != gathered.sha256:
        changes = report_diff.differences(approved[0], gathered.content)
        fields = report_diff.named(changes, language)
        raise UserError("report.changed_since_approval", n=len(changes), fields=fields)


def _since_sealing(tx: Reader, gathered: Gathered) -> tuple[FieldChange, ...]:
    found = report_content.kept(tx, gathered.report.id, SnapshotPurpose.SEALED)
    if found is None or found[1] == gathered.sha256:
        return ()
    period = gathered.report.on
    before = report_content.of_the_period(found[0], period, gathered.content)
    return report_diff.differences(before, report_content.of_the_period(gathered.content, period, found[0]))


def _seals(tx: Reader, report: Report) -> list[Any]:
    return [one for one in part_rows.steps(tx, report.id) if one.step is ReportAct.SEAL]


def _approved(desk: Desk, report: Report, gathered: Gathered, bench: Bench) -> Report:
    """Approved in the act of signing: by the one at the keyboard, else by whoever signs."""
    working = {person.id for person in bench.people}
    signer = gathered.data.signer
    person = desk.actor if desk.actor in working else signer.id if signer is not None else None
    return replace(
        report,
        drafted_by=report.drafted_by or person,
        approved_by=person,
        approved_at=desk.clock.now(),
        one_person=True,
    )
