"""A period's report as people work on it: its texts and ticks, remarks, reasons, and the way to the signature."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.changes import ChangeSet
from cultdip_desktop.domain.content_diff import FieldChange
from cultdip_desktop.domain.findings import Severity
from cultdip_desktop.domain.period import Period
from cultdip_desktop.domain.report import (
    CommentSource,
    Report,
    ReportAct,
    ReportComment,
    ReportKind,
    ReportSection,
    ReportState,
    ReportStep,
    ReportWaiver,
    SnapshotPurpose,
    blank_report,
)
from cultdip_desktop.domain.report_flow import Allowed, Bench
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.reports.findings import check_report
from cultdip_desktop.services import report_figures
from cultdip_desktop.services.approving import Approving, tidy, waive, without_reason
from cultdip_desktop.services.desk import Desk, require_mission
from cultdip_desktop.services.report_content import Gathered
from cultdip_desktop.services.report_figures import FigureChange
from cultdip_desktop.services.reports import ReportService
from cultdip_desktop.store.repo import person as person_rows
from cultdip_desktop.store.repo import report as report_rows
from cultdip_desktop.store.repo import report_parts as part_rows
from cultdip_desktop.store.store import Reader, Writer


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportStanding:
    """Where one period of a year stands."""

    period: Period
    state: ReportState | None
    """None while nobody has begun it."""

    amendment: int = 0
    errors: int = 0
    warnings: int = 0
    """Findings without a word of reason; 0 once a signed package exists."""

    remarks: int = 0
    """Remarks that nobody has settled yet."""


class ReportingService:
    """The use cases of the Reports room beside building documents, and of `cultdip report submit|return|approve|…`."""

    def __init__(self, desk: Desk, reports: ReportService) -> None:
        self._desk = desk
        self._reports = reports
        self._acts = Approving(desk, reports)

    def get(self, period: Period) -> Report:
        """The period's report; a draft that is not stored yet while nothing was written (its id is then empty)."""
        with self._desk.store.read() as tx:
            found = report_rows.of_period(tx, period)
        return found or blank_report(self._desk.office.id, period)

    def bench(self) -> Bench:
        """Who works here, and whether one person may write and approve."""
        return self._acts.bench()

    def year(self, year: int) -> tuple[ReportStanding, ...]:
        """The months, quarters, halves and the year itself in the order in which they end."""
        rule = self._reports.rule()
        parts = [*(f"{month:02d}" for month in range(1, 13)), "Q1", "Q2", "Q3", "Q4", "H1", "H2", ""]
        periods = sorted((Period(year, part, rule) for part in parts), key=lambda one: (one.window.last, len(one.part)))
        with self._desk.store.read() as tx:
            known = (one for one in report_rows.all(tx) if one.kind is ReportKind.PERIODIC and one.period.rule is rule)
            begun = {str(one.period): one for one in known}
        return tuple(self._standing(period, begun.get(str(period))) for period in periods)

    def others(self) -> tuple[ReportStanding, ...]:
        """Mid-term reviews and thematic reports that were begun, the newest days first."""
        with self._desk.store.read() as tx:
            begun = [one for one in report_rows.all(tx) if one.kind is not ReportKind.PERIODIC]
        begun.sort(key=lambda one: (one.period.window.last, one.focus), reverse=True)
        return tuple(self._standing(one.on, one) for one in begun)

    def begin(self, period: Period) -> Report:
        """The report, begun where nobody has: a draft that stands among the office's reports.

        Raises:
            UserError: `report.focus_unknown`, `office.not_a_mission`.
        """
        self._reports.data(period)
        return self._acts.begun(period)

    def standing(self, period: Period) -> ReportStanding:
        """Where one period stands, findings counted."""
        report = self.get(period)
        return self._standing(period, report if report.id else None, count=True)

    def sections(self, period: Period) -> Mapping[str, ReportSection]:
        """The sections that the office has touched, by their key."""
        report = self.get(period)
        with self._desk.store.read() as tx:
            return part_rows.sections(tx, report.id)

    def write_section(self, period: Period, key: str, text: BiText, step: str = "") -> ChangeSet:
        """Write a section by hand; an empty text lets the one made from the data be printed again.

        Writes with the same `step` are one undo.

        Raises:
            UserError: `report.locked`.
        """
        report = self._writable(period)
        basis = report_figures.basis(self._reports, period, key) if text else ""
        with self._write("report.text", period, section=key, **({"step": step} if step else {})) as tx:
            before = self._section(tx, report, key)
            kept_basis = before.basis_sha256 if before.text and text else basis
            person = self._desk.actor
            changed = replace(before, text=text, basis_sha256=kept_basis, written_by=person, written_at=tx.now)
            if before.text != text:
                part_rows.save_section(tx, changed)
        return tx.change_set

    def set_section(
        self, period: Period, key: str, *, included: bool | None = None, ticked: bool | None = None
    ) -> ChangeSet:
        """Leave a section out or take it in again; tick it as gone through.

        Raises:
            UserError: `report.locked` for leaving out; ticks are the office's own affair.
        """
        report = self._acts.begun(period) if included is None else self._writable(period)
        label = "report.tick" if included is None else "report.section"
        with self._write(label, period, section=key) as tx:
            section = self._section(tx, report, key)
            wanted = replace(
                section,
                included=section.included if included is None else included,
                ticked=section.ticked if ticked is None else ticked,
            )
            if wanted != section:
                part_rows.save_section(tx, wanted)
        return tx.change_set

    def figures_changed(self, period: Period) -> tuple[FigureChange, ...]:
        """Figures that are not what the author saw last; nothing while none were accepted."""
        return report_figures.changed(self._desk, self._reports, self.get(period))

    def accept_figures(self, period: Period) -> ChangeSet:
        """Take the figures as they are now for seen; texts by hand stay, and count as based on the new ones.

        Raises:
            UserError: `report.locked`.
        """
        return report_figures.accept(self._desk, self._reports, self._writable(period))

    def text_outdated(self, period: Period) -> tuple[str, ...]:
        """Keys of the sections written by hand whose basis, the text made from the data, has changed since."""
        return report_figures.outdated(self._reports, period, self.sections(period))

    def comments(self, period: Period) -> tuple[ReportComment, ...]:
        """Remarks in the order in which they were made."""
        report = self.get(period)
        with self._desk.store.read() as tx:
            return part_rows.comments(tx, report.id)

    def comment(self, period: Period, place: str, text: str, source: CommentSource = CommentSource.OFFICE) -> ChangeSet:
        """Make a remark at a place: `section:II.3`, `event:<id>:results.attendance`, or empty for the whole.

        Raises:
            UserError: `report.comment_empty`.
        """
        text = tidy(text)
        if not text:
            raise UserError("report.comment_empty")
        report = self._acts.begun(period)
        with self._write("report.comment", period) as tx:
            people = {person.id: person.name for person in person_rows.all(tx)}
            own = source is CommentSource.OFFICE
            made = ReportComment(
                id=tx.ids.new(),
                report_id=report.id,
                place=place,
                text=text,
                source=source,
                person_id=self._desk.actor if own else None,
                author=people.get(self._desk.actor or "", "") if own else "",
                made_at=tx.now,
            )
            part_rows.save_comment(tx, made)
        return tx.change_set

    def answer(self, comment_id: str, text: str) -> ChangeSet:
        """Answer a remark; an answer to headquarters travels.

        Raises:
            UserError: `report.comment_not_found`.
        """
        return self._change_comment("report.answer", comment_id, lambda one: replace(one, answer=tidy(text)))

    def settle(self, comment_id: str, *, done: bool = True) -> ChangeSet:
        """Mark a remark as dealt with, or open it again.

        Raises:
            UserError: `report.comment_not_found`.
        """
        now = self._desk.clock.now()
        return self._change_comment(
            "report.settle", comment_id, lambda one: replace(one, done_at=(one.done_at or now) if done else None)
        )

    def waivers(self, period: Period) -> tuple[ReportWaiver, ...]:
        """Words of reason for warnings."""
        report = self.get(period)
        with self._desk.store.read() as tx:
            return part_rows.waivers(tx, report.id)

    def waive(self, period: Period, code: str, subject: str, reason: str) -> ChangeSet:
        """Give a word of reason for a warning; `subject` is its event, its field, or empty for all of this code.

        An empty reason takes the word back.

        Raises:
            UserError: `report.locked`.
        """
        report, reason = self._writable(period), tidy(reason)
        with self._write("report.waive", period) as tx:
            if reason:
                waive(tx, report.id, code, subject, reason, self._desk.actor)
            else:
                for one in part_rows.waivers(tx, report.id):
                    if (one.code, one.subject) == (code, subject):
                        part_rows.delete_waiver(tx, one.id)
        return tx.change_set

    def waive_all(self, period: Period, reason: str) -> ChangeSet:
        """Give one word of reason for every warning that has none.

        Raises:
            UserError: `report.locked`, `report.reason_missing`.
        """
        report, reason = self._writable(period), tidy(reason)
        if not reason:
            raise UserError("report.reason_missing")
        left = without_reason(check_report(self._reports.data(period)), self.waivers(period))
        with self._write("report.waive", period, n=len(left)) as tx:
            for finding in left:
                waive(tx, report.id, finding.code, finding.subject, reason, self._desk.actor)
        return tx.change_set

    def submit(
        self, period: Period, comment: str = "", person: str | None = None, *, every_reason: bool = True
    ) -> ChangeSet:
        """Hand the report in; as `Approving.submit`. `person` is an id or a name; else the one at the keyboard."""
        return self._acts.submit(period, comment, person, every_reason=every_reason)

    def withdraw(self, period: Period, comment: str = "", person: str | None = None) -> ChangeSet:
        """Take it back to work on it; as `Approving.withdraw`."""
        return self._acts.withdraw(period, comment, person)

    def send_back(self, period: Period, comment: str = "", person: str | None = None) -> ChangeSet:
        """Return it with remarks; as `Approving.send_back`."""
        return self._acts.send_back(period, comment, person)

    def approve(self, period: Period, person: str | None = None, comment: str = "") -> ChangeSet:
        """Bind exactly what would travel; as `Approving.approve`."""
        return self._acts.approve(period, comment, person)

    def amend(self, period: Period, reason: str, person: str | None = None) -> ChangeSet:
        """Open a signed report again; as `Approving.amend`."""
        return self._acts.amend(period, reason, person)

    def received(self, period: Period) -> ChangeSet:
        """Headquarters has the package."""
        return self._acts.answered(period, ReportAct.RECEIVE, "")

    def accepted(self, period: Period, comment: str = "") -> ChangeSet:
        """Headquarters has accepted the report."""
        return self._acts.answered(period, ReportAct.ACCEPT, comment)

    def rejected(self, period: Period, comment: str) -> ChangeSet:
        """Headquarters has returned the report; the package stays, what follows is an amendment."""
        return self._acts.answered(period, ReportAct.REJECT, comment)

    def steps(self, period: Period) -> tuple[ReportStep, ...]:
        """The report's life so far, the oldest act first."""
        report = self.get(period)
        with self._desk.store.read() as tx:
            return part_rows.steps(tx, report.id)

    def may(self, period: Period) -> Allowed:
        """What the person at the keyboard may do now, and why not; reads all that would travel."""
        return self._acts.may(period)

    def changes_since(
        self, period: Period, purpose: SnapshotPurpose = SnapshotPurpose.APPROVED
    ) -> tuple[FieldChange, ...]:
        """What has changed since the content was kept for `purpose`, field by field.

        Raises:
            UserError: `report.snapshot_damaged`.
        """
        return self._acts.changes(self._acts.gathered(period), purpose)

    def gathered(self, period: Period) -> Gathered:
        """Everything that would travel now, as an approval would bind it.

        Raises:
            UserError: `office.not_a_mission`.
        """
        return self._acts.gathered(period)

    def _standing(self, period: Period, report: Report | None, *, count: bool = False) -> ReportStanding:
        if report is None and not count:
            return ReportStanding(period=period, state=None)
        locked = report is not None and report.locked
        findings = () if locked or not count else check_report(self._reports.data(period))
        with self._desk.store.read() as tx:
            waivers = part_rows.waivers(tx, report.id) if report else ()
            remarks = sum(one.done_at is None for one in part_rows.comments(tx, report.id)) if report else 0
        return ReportStanding(
            period=period,
            state=report.state if report else None,
            amendment=report.amendment if report else 0,
            errors=sum(one.severity is Severity.ERROR for one in findings),
            warnings=len(without_reason(findings, waivers)),
            remarks=remarks,
        )

    def _writable(self, period: Period) -> Report:
        require_mission(self._desk)
        report = self._acts.begun(period)
        if report.locked:
            raise UserError("report.locked", period=str(period))
        return report

    def _section(self, tx: Reader, report: Report, key: str) -> ReportSection:
        found = part_rows.sections(tx, report.id).get(key)
        return found or ReportSection(id=self._desk.ids.new(), report_id=report.id, section=key)

    def _change_comment(
        self, label: str, comment_id: str, change: Callable[[ReportComment], ReportComment]
    ) -> ChangeSet:
        with self._desk.store.write(label, actor=self._desk.actor) as tx:
            part_rows.save_comment(tx, change(part_rows.comment(tx, comment_id)))
        return tx.change_set

    def _write(self, label: str, period: Period, **params: str | int) -> AbstractContextManager[Writer]:
        return self._desk.store.write(label, actor=self._desk.actor, period=str(period), **params)
