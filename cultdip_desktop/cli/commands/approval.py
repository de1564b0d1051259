"""`report submit|return|approve|withdraw|amend|status`: the way from a draft to a signed report."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cultdip_desktop.cli.answer import DONE, FINDING, Answer
from cultdip_desktop.cli.documents import report_of
from cultdip_desktop.cli.session import Session
from cultdip_desktop.domain.content_diff import FieldChange
from cultdip_desktop.domain.labels import label
from cultdip_desktop.domain.naming import period_words
from cultdip_desktop.domain.period import Period
from cultdip_desktop.domain.report import Report, ReportOn, ReportState, SnapshotPurpose, focus_of, kind_of
from cultdip_desktop.i18n.words import Words

if TYPE_CHECKING:
    from cultdip_desktop.app import Office
    from cultdip_desktop.services.reporting import ReportStanding


def submit(session: Session) -> Answer:
    """Hand the report in; `--comment` is the word of reason for every warning that has none."""
    with session.office(writing=True) as office:
        period, args = _period(session, office), session.args
        office.reporting.submit(period, args.comment, args.person, every_reason=False)
        return _answer(session, office, period)


def send_back(session: Session) -> Answer:
    """Return the report to its author."""
    with session.office(writing=True) as office:
        period = _period(session, office)
        office.reporting.send_back(period, session.args.comment, session.args.person)
        return _answer(session, office, period)


def approve(session: Session) -> Answer:
    """Bind exactly what would travel now."""
    with session.office(writing=True) as office:
        period = _period(session, office)
        office.reporting.approve(period, session.args.person, session.args.comment)
        return _answer(session, office, period)


def withdraw(session: Session) -> Answer:
    """Take the report back to work on it."""
    with session.office(writing=True) as office:
        period = _period(session, office)
        office.reporting.withdraw(period, session.args.comment, session.args.person)
        return _answer(session, office, period)


def amend(session: Session) -> Answer:
    """Open a signed report again, with the reason that will travel."""
    with session.office(writing=True) as office:
        period = _period(session, office)
        office.reporting.amend(period, session.args.reason, session.args.person)
        return _answer(session, office, period)


def status(session: Session) -> Answer:
    """Where a report stands and what has changed since; of a year, where each of its periods stands."""
    with session.office() as office:
        if session.args.year is not None:
            return _year(session, office, session.args.year)
        period = _period(session, office)
        report, standing = office.reporting.get(period), office.reporting.standing(period)
        approved = report.state is ReportState.APPROVED
        purpose = SnapshotPurpose.APPROVED if approved else SnapshotPurpose.SEALED
        changes = office.reporting.changes_since(period, purpose)
        steps = office.reporting.steps(period)
        people = {person.id: person.name for person in office.settings.people()}
    words = session.words
    plain = {
        **_report_plain(report),
        "errors": standing.errors,
        "warnings": standing.warnings,
        "remarks": standing.remarks,
        "changes": [_change_plain(words, change) for change in changes],
        "steps": [
            {
                "step": one.step.value,
                "state": one.state.value,
                "person": people.get(one.person_id or "", ""),
                "at": None if one.at is None else one.at.isoformat(),
                "comment": one.comment,
            }
            for one in steps
        ],
    }
    ready = not standing.errors and not (approved and changes)
    lines = [_line(words, report.on, report.state, report.amendment), *_changed(words, changes)]
    return Answer(plain, lines, DONE if ready else FINDING)


def _year(session: Session, office: Office, year: int) -> Answer:
    others = [one for one in office.reporting.others() if one.period.window.last.year == year]
    rows = [*office.reporting.year(year), *others]
    words = session.words
    plain = {"year": year, "rows": [_standing_plain(row) for row in rows]}
    lines = [_line(words, row.period, row.state, row.amendment) for row in rows if row.state is not None]
    return Answer(plain, lines)


def _period(session: Session, office: Office) -> Period:
    return report_of(session.args, office.reports.rule())


def _answer(session: Session, office: Office, period: Period) -> Answer:
    report = office.reporting.get(period)
    return Answer(_report_plain(report), [_line(session.words, report.on, report.state, report.amendment)])


def _report_plain(report: Report) -> dict[str, Any]:
    return {
        "state": report.state.value,
        "period": str(report.period),
        "kind": report.kind.value,
        "focus": report.focus,
        "amendment": report.amendment,
        "reason": report.reason,
        "one_person": report.one_person,
        "content_sha256": report.content_sha256,
    }


def _standing_plain(row: ReportStanding) -> dict[str, Any]:
    state = None if row.state is None else row.state.value
    kind, focus = kind_of(row.period).value, focus_of(row.period)
    return {
        "period": str(row.period),
        "kind": kind,
        "focus": focus,
        "state": state,
        "amendment": row.amendment,
        "remarks": row.remarks,
    }


def _change_plain(words: Words, change: FieldChange) -> dict[str, Any]:
    return {
        "entity": change.entity,
        "id": change.id,
        "title": change.title.get(words.language),
        "path": change.path,
        "label": change.label.get(words.language),
        "old": change.old,
        "new": change.new,
    }


def _line(words: Words, period: Period, state: ReportState | None, amendment: int) -> str:
    said = words.t("not begun") if state is None else label(words, state)
    if amendment:
        return words.t(
            "{period}: {state}, amendment no. {number}", period=_named(words, period), state=said, number=amendment
        )
    return words.t("{period}: {state}", period=_named(words, period), state=said)


def _named(words: Words, period: Period) -> str:
    return period_words(words, period) if isinstance(period, ReportOn) else str(period)


def _changed(words: Words, changes: tuple[FieldChange, ...]) -> list[str]:
    return [
        words.t(
            "  {title} – {field}: “{old}” → “{new}”",
            title=change.title.get(words.language),
            field=change.label.get(words.language),
            old=change.old,
            new=change.new,
        )
        for change in changes
    ]
