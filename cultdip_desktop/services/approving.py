"""The acts between a draft and a signed package: who may do them, what they bind, what they leave behind.

No act can be undone with Ctrl+Z: each has its counterpart (withdraw, return, amend), and each is a row that stays.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Final

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.changes import ChangeSet
from cultdip_desktop.domain.content_diff import FieldChange
from cultdip_desktop.domain.findings import Finding, Severity
from cultdip_desktop.domain.mission import Person
from cultdip_desktop.domain.period import Period
from cultdip_desktop.domain.report import (
    Report,
    ReportAct,
    ReportState,
    ReportStep,
    ReportWaiver,
    SnapshotPurpose,
    blank_report,
)
from cultdip_desktop.domain.report_flow import (
    TO,
    YES,
    Allowed,
    Bench,
    May,
    bench_of,
    may_judge,
    may_withdraw,
    no,
    require_state,
)
from cultdip_desktop.i18n.fold import nfc
from cultdip_desktop.reports.findings import check_report
from cultdip_desktop.services import report_content, report_diff
from cultdip_desktop.services.desk import Desk, require_mission
from cultdip_desktop.services.report_content import Gathered
from cultdip_desktop.services.report_payload import reason_of
from cultdip_desktop.services.reports import ReportService
from cultdip_desktop.store.repo import office as office_rows
from cultdip_desktop.store.repo import person as person_rows
from cultdip_desktop.store.repo import report as report_rows
from cultdip_desktop.store.repo import report_parts as part_rows
from cultdip_desktop.store.store import Reader, Writer

ONE_PERSON: Final = "one_person"
"""Setting: `auto`, `yes` or `no`."""

LONGEST: Final = 2_000
"""Characters of a comment or reason."""

_LABELS: Final = {
    ReportAct.SUBMIT: "approval.submit",
    ReportAct.WITHDRAW: "approval.withdraw",
    ReportAct.REOPEN: "approval.reopen",
    ReportAct.RETURN: "approval.return",
    ReportAct.APPROVE: "approval.approve",
    ReportAct.AMEND: "approval.amend",
    ReportAct.RECEIVE: "approval.receive",
    ReportAct.ACCEPT: "approval.accept",
    ReportAct.REJECT: "approval.reject",
}
"""What the change log calls the acts; none of these areas can be undone."""


class Approving:
    """The acts themselves; `ReportingService` offers them."""

    def __init__(self, desk: Desk, reports: ReportService) -> None:
        self._desk = desk
        self._reports = reports

    def bench(self) -> Bench:
        """Who works here, and whether one person may do both."""
        with self._desk.store.read() as tx:
            return read_bench(tx)

    def submit(self, period: Period, comment: str, person: str | None, *, every_reason: bool = True) -> ChangeSet:
        """Hand the report in: no error may be open, and every warning needs its word of reason.

        `comment` serves for all that have none. Without `every_reason`, who works alone may leave warnings without.

        Raises:
            UserError: `report.cannot_submit`, `report.errors_stop`, `report.reason_needed`, `office.not_a_mission`.
        """
        comment = tidy(comment)
        _require(require_state(ReportAct.SUBMIT, self.begun(period).state))
        gathered = self.gathered(period)
        findings = check_report(gathered.data)
        require_no_errors(findings)
        actor = self._person(person)
        unexplained = without_reason(findings, gathered.parts.waivers)
        if unexplained and not comment and (every_reason or not self.bench().one_person):
            raise UserError("report.reason_needed", n=len(unexplained), first=unexplained[0].code)
        with self._desk.store.write(_LABELS[ReportAct.SUBMIT], actor=self._desk.actor, period=str(period)) as tx:
            report = report_rows.get(tx, gathered.report.id)
            _require(require_state(ReportAct.SUBMIT, report.state))
            for finding in unexplained if comment else ():
                waive(tx, report.id, finding.code, finding.subject, comment, _id(actor))
            waivers = part_rows.waivers(tx, report.id)
            handed_in = replace(gathered, parts=replace(gathered.parts, waivers=waivers))
            report_content.take(tx, report.id, SnapshotPurpose.SUBMITTED, handed_in.content, handed_in.sha256)
            author = report.drafted_by or _id(actor)
            changed = replace(report, submitted_by=_id(actor), submitted_at=tx.now, drafted_by=author)
            self._step(tx, changed, ReportAct.SUBMIT, actor, comment)
        return tx.change_set

    def withdraw(self, period: Period, comment: str, person: str | None) -> ChangeSet:
        """Take a submitted or approved report back to work on it.

        Raises:
            UserError: `report.cannot_withdraw`, `report.not_yours`.
        """
        report, actor = self._existing(period), self._person(person)
        act = ReportAct.REOPEN if report.state is ReportState.APPROVED else ReportAct.WITHDRAW
        _require(require_state(act, report.state))
        _require(may_withdraw(report, actor, self.bench()))
        return self._plain(report, act, actor, comment)

    def send_back(self, period: Period, comment: str, person: str | None) -> ChangeSet:
        """Return the report to its author; what is to be done stands in the remarks, or in `comment`.

        Raises:
            UserError: `report.cannot_…`, `report.own_work`, `report.not_an_approver`, `report.comment_needed`.
        """
        report, actor = self._existing(period), self._person(person)
        _require(require_state(ReportAct.RETURN, report.state))
        _require(may_judge(report, actor, self.bench()))
        with self._desk.store.read() as tx:
            open_remarks = any(one.done_at is None for one in part_rows.comments(tx, report.id))
        if not open_remarks and not comment.strip():
            raise UserError("report.comment_needed")
        return self._plain(report, ReportAct.RETURN, actor, comment)

    def approve(self, period: Period, comment: str, person: str | None) -> ChangeSet:
        """Bind exactly the content that would travel now; an approval of changed content replaces the one before.

        Raises:
            UserError: `report.cannot_…`, `report.own_work`, `report.not_an_approver`, `report.no_approver`,
                `report.nobody_acts`, `report.errors_stop`.
        """
        bench = self.bench()
        report = self.begun(period) if bench.one_person else self._existing(period)
        actor = self._person(person)
        _require(require_state(ReportAct.APPROVE, report.state, one_person=bench.one_person))
        _require(may_judge(report, actor, bench))
        gathered = self.gathered(period)
        require_no_errors(check_report(gathered.data))
        with self._desk.store.write(_LABELS[ReportAct.APPROVE], actor=self._desk.actor, period=str(period)) as tx:
            report = report_rows.get(tx, report.id)
            _require(require_state(ReportAct.APPROVE, report.state, one_person=bench.one_person))
            record_approval(tx, report, gathered, actor, comment)
        return tx.change_set

    def amend(self, period: Period, reason: str, person: str | None) -> ChangeSet:
        """Open a signed report again; what changes until it is signed anew travels field by field, with the reason.

        Raises:
            UserError: `report.not_locked`, `report.reason_missing`.
        """
        report, actor = self._existing(period), self._person(person)
        if not report.locked:
            raise UserError("report.not_locked", period=str(period))
        reason = tidy(reason)
        if not reason:
            raise UserError("report.reason_missing")
        opened = replace(report, amendment=report.amendment + 1, reason=reason, approved_by=None, approved_at=None)
        opened = replace(opened, submitted_by=None, submitted_at=None, content_sha256=None, document_sha256=None)
        return self._plain(replace(opened, one_person=False), ReportAct.AMEND, actor, reason)

    def answered(self, period: Period, act: ReportAct, comment: str) -> ChangeSet:
        """Note what headquarters did: received, accepted, or returned with a comment.

        Raises:
            UserError: `report.cannot_…`.
        """
        report = self._existing(period)
        _require(require_state(act, report.state))
        return self._plain(report, act, None, comment)

    def may(self, period: Period) -> Allowed:
        """What the person at the keyboard may do now, and why not; reads everything that would travel."""
        gathered = self.gathered(period)
        report, bench, actor = gathered.report, self.bench(), self._person(None)
        findings = check_report(gathered.data)
        errors = sum(one.severity is Severity.ERROR for one in findings)
        sound = no("report.errors_stop", n=errors) if errors else YES
        changes = self.changes(gathered, SnapshotPurpose.APPROVED) if report.state is ReportState.APPROVED else ()
        since = self.changes(gathered, SnapshotPurpose.SEALED) if report.locked and not bench.one_person else ()
        back = ReportAct.REOPEN if report.state is ReportState.APPROVED else ReportAct.WITHDRAW
        approving = require_state(ReportAct.APPROVE, report.state, one_person=bench.one_person)
        begun = YES if report.id else no("report.not_begun")
        return Allowed(
            submit=_first(require_state(ReportAct.SUBMIT, report.state), sound),
            withdraw=_first(require_state(back, report.state), may_withdraw(report, actor, bench)),
            return_=_first(require_state(ReportAct.RETURN, report.state), may_judge(report, actor, bench)),
            approve=_first(approving, may_judge(report, actor, bench), sound),
            export=_first(sound, _may_export(report, bench, changes, since)),
            amend=_first(begun, YES if report.locked else no("report.not_locked", period=str(period))),
            one_person=bench.one_person,
            changed=len(changes),
        )

    def gathered(self, period: Period) -> Gathered:
        """Everything that would travel now.

        Raises:
            UserError: `office.not_a_mission`.
        """
        require_mission(self._desk)
        return report_content.gather(self._desk, self._reports, period)

    def changes(self, gathered: Gathered, purpose: SnapshotPurpose) -> tuple[FieldChange, ...]:
        """What has changed since the content was kept for `purpose`; nothing where none was kept."""
        with self._desk.store.read() as tx:
            found = report_content.kept(tx, gathered.report.id, purpose)
        if found is None or found[1] == gathered.sha256:
            return ()
        before, now = found[0], gathered.content
        if purpose is SnapshotPurpose.SEALED:
            period = gathered.report.on
            before, now = (
                report_content.of_the_period(before, period, now),
                report_content.of_the_period(now, period, before),
            )
        return report_diff.differences(before, now)

    def begun(self, period: Period) -> Report:
        """The period's report; its first row is made when it is first written to, and is no step of anybody's."""
        with self._desk.store.read() as tx:
            found = report_rows.of_period(tx, period)
        if found is not None:
            return found
        require_mission(self._desk)
        with self._desk.store.write("approval.begin", actor=self._desk.actor, period=str(period)) as tx:
            found = report_rows.of_period(tx, period)
            if found is None:
                found = new_report(self._desk, period)
                report_rows.save(tx, found)
        return found

    def _existing(self, period: Period) -> Report:
        with self._desk.store.read() as tx:
            found = report_rows.of_period(tx, period)
        if found is None:
            raise UserError("report.not_begun", period=str(period))
        return found

    def _person(self, wanted: str | None) -> Person | None:
        """Who acts: the one named, else the one at the keyboard."""
        bench = self.bench()
        if wanted:
            return bench.find(wanted)
        return next((person for person in bench.people if person.id == self._desk.actor), None) or (
            bench.people[0] if len(bench.people) == 1 else None
        )

    def _plain(self, report: Report, act: ReportAct, actor: Person | None, comment: str) -> ChangeSet:
        period = str(report.period)
        with self._desk.store.write(_LABELS[act], actor=self._desk.actor, period=period) as tx:
            if report_rows.get(tx, report.id).state is not report.state:
                raise UserError("report.changed_meanwhile")
            self._step(tx, report, act, actor, tidy(comment))
        return tx.change_set

    def _step(self, tx: Writer, report: Report, act: ReportAct, actor: Person | None, comment: str) -> None:
        report_rows.save(tx, replace(report, state=TO[act]))
        add_step(tx, report, act, _id(actor), comment)


def waive(tx: Writer, report_id: str, code: str, subject: str, reason: str, person: str | None) -> None:
    """Give a word of reason for a warning, or another one in its place."""
    given = {(one.code, one.subject): one.id for one in part_rows.waivers(tx, report_id)}
    waiver = ReportWaiver(
        id=given.get((code, subject)) or tx.ids.new(),
        report_id=report_id,
        code=code,
        subject=subject,
        reason=reason,
        person_id=person,
        given_at=tx.now,
    )
    part_rows.save_waiver(tx, waiver)


def record_approval(tx: Writer, report: Report, gathered: Gathered, actor: Person | None, comment: str = "") -> Report:
    """Note the approval, and keep the content that it binds."""
    person = _id(actor)
    author = report.submitted_by or report.drafted_by or person
    approved = replace(
        report,
        state=ReportState.APPROVED,
        drafted_by=report.drafted_by or person,
        approved_by=person,
        approved_at=tx.now,
        one_person=author == person,
        content_sha256=gathered.sha256,
    )
    report_rows.save(tx, approved)
    add_step(tx, replace(approved, state=report.state), ReportAct.APPROVE, person, tidy(comment))
    report_content.take(tx, report.id, SnapshotPurpose.APPROVED, gathered.content, gathered.sha256)
    return approved


def add_step(
    tx: Writer,
    before: Report,
    act: ReportAct,
    person: str | None,
    comment: str = "",
    *,
    step_id: str | None = None,
    at: datetime | None = None,
) -> ReportState:
    """Note an act; `before` is the report with the state that it leads on from. Gives the state it leads to."""
    state = TO.get(act, before.state)
    part_rows.add_step(
        tx,
        ReportStep(
            id=step_id or tx.ids.new(),
            report_id=before.id,
            step=act,
            state_before=before.state,
            state=state,
            person_id=person,
            at=at or tx.now,
            comment=comment,
            content_sha256=before.content_sha256 or "",
            amendment=before.amendment,
        ),
    )
    return state


def new_report(desk: Desk, period: Period) -> Report:
    """A draft that nobody has submitted; whoever submits it stands for it."""
    return replace(blank_report(desk.office.id, period, desk.ids.new()), created_at=desk.clock.now())


def read_bench(tx: Reader) -> Bench:
    """Who works here, and whether one person may do both."""
    return bench_of(person_rows.all(tx), str(office_rows.get_setting(tx, ONE_PERSON, "auto")))


def without_reason(findings: Iterable[Finding], waivers: Sequence[ReportWaiver]) -> tuple[Finding, ...]:
    """Warnings for which nobody has given a word of reason."""
    warnings = (one for one in findings if one.severity is Severity.WARNING)
    return tuple(one for one in warnings if not reason_of(one, waivers))


def require_no_errors(findings: Iterable[Finding]) -> None:
    """Refuse a report with an error.

    Raises:
        UserError: `report.errors_stop`.
    """
    errors = [one for one in findings if one.severity is Severity.ERROR]
    if errors:
        raise UserError("report.errors_stop", n=len(errors), first=errors[0].code, event=errors[0].event_id)


def tidy(text: str) -> str:
    """A comment or reason as it is kept."""
    return nfc(text).replace("\x00", "").strip()[:LONGEST]


def _may_export(report: Report, bench: Bench, changes: Sequence[FieldChange], since: Sequence[FieldChange]) -> May:
    """As `clearing.clear` decides; `since` is what changed since the last package."""
    if changes:
        return no("report.changed_since_approval", n=len(changes), fields=report_diff.named(changes))
    if since:
        fields = report_diff.named(since)
        return no("report.changed_since_sealing", period=str(report.period), n=len(since), fields=fields)
    if bench.one_person or report.locked or report.state is ReportState.APPROVED:
        return YES
    return no("report.not_approved", state=report.state.value)


def _first(*answers: May) -> May:
    return next((answer for answer in answers if not answer), YES)


def _require(answer: May) -> None:
    if not answer:
        raise UserError(answer.code, **answer.params)


def _id(person: Person | None) -> str | None:
    return None if person is None else person.id
