"""One look at the office: what to do, what comes next, how the running report stands, what threatens."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from cultdip_desktop.domain.backup_kind import STALE
from cultdip_desktop.domain.mission import Person
from cultdip_desktop.domain.package import SentPackage, SentState
from cultdip_desktop.domain.period import Period, PeriodRule, Window
from cultdip_desktop.domain.report import Report, ReportState
from cultdip_desktop.domain.strategy import GOALS
from cultdip_desktop.domain.text import EMPTY, BiText
from cultdip_desktop.domain.today import (
    FIELDS,
    HORIZON_DAYS,
    NOT_LOOKED,
    OF_THE_REPORT,
    Alarm,
    Counts,
    FromHeadquarters,
    GoalGap,
    Lack,
    Need,
    Notice,
    RunningReport,
    Task,
    Threats,
    TodayView,
    Urgency,
    total_of,
)
from cultdip_desktop.services.desk import Desk
from cultdip_desktop.services.today_tasks import Scope, grouped, named
from cultdip_desktop.store.query import duty as duty_query
from cultdip_desktop.store.query import today as query
from cultdip_desktop.store.query import work as work_query
from cultdip_desktop.store.query.today import Needy
from cultdip_desktop.store.repo import catalogue as catalogue_rows
from cultdip_desktop.store.repo import office as office_rows
from cultdip_desktop.store.repo import package as package_rows
from cultdip_desktop.store.repo import person as person_rows
from cultdip_desktop.store.repo import report as report_rows
from cultdip_desktop.store.store import Reader

if TYPE_CHECKING:
    from cultdip_desktop.services.threats import ThreatService

TASKS_SHOWN: Final = 30
"""The page never shows more tasks: lines take a millisecond each. Their numbers are complete."""

PROBLEMS: Final = 500
"""Needs that F8 walks through at most."""

UPCOMING_SHOWN: Final = 8
CLOSING_DAYS: Final = 21
"""So long before its window ends the report is spoken of in the banner."""


class TodayService:
    """The use case of the Today page, and the numbers beside the rooms."""

    def __init__(self, desk: Desk, threats: Callable[[], ThreatService]) -> None:
        self._desk = desk
        self._threats = threats

    def view(self, now: datetime, threats: Threats | None = None) -> TodayView:
        """Everything the page shows at the instant `now`, in one read transaction.

        Without `threats` they are looked at first; `NOT_LOOKED` gives an answer at once that says nothing of them.
        """
        if threats is None:
            threats = self._threats().look(now)
        ahead = Window(self._day(now), self._day(now) + timedelta(days=HORIZON_DAYS))
        with self._desk.store.read() as tx:
            scope = self._scope(tx, ahead.first)
            found = query.needy(tx, scope.tasks, ahead.first)
            work = work_query.open_until(tx, ahead.last, ahead.first)
            groups = named(tx, grouped(found, work, scope, TASKS_SHOWN))
            report = _report(tx, found, scope, signer_missing=not any(one.approver for one in _people(tx)))
            upcoming, total = query.upcoming(tx, ahead, now, UPCOMING_SHOWN)
            goals = query.goal_counts(tx, scope.report.window)
            package = _last_signed(tx)
            photo_event = query.last_begun(tx, ahead.first)
            empty = query.is_empty(tx)
            gaps = () if empty else _gaps(tx, goals)
            kept_since = threats.backup_at or (None if threats is NOT_LOOKED else query.born(tx))
            told: tuple[FromHeadquarters, ...] = ()
            from_headquarters: Notice | None = None
            if threats is not NOT_LOOKED:
                from cultdip_desktop.services import today_headquarters  # with the second answer

                told, from_headquarters = today_headquarters.look(tx, now, self._desk.office.zone)
        return TodayView(
            today=ahead.first,
            groups=groups,
            task_window=scope.tasks,
            upcoming=tuple(upcoming),
            upcoming_total=total,
            upcoming_window=ahead,
            report=report,
            gaps=gaps,
            package=package,
            photo_event=photo_event,
            has_key=threats.has_key,
            notice=None
            if empty
            else _notice(report, scope, found, threats.key, _backup_alarm(kept_since, threats, now), from_headquarters),
            empty=empty,
            headquarters=told,
        )

    def problems(self, now: datetime) -> tuple[tuple[str, str], ...]:
        """Events that need something, each once, the most pressing first; and the field where it is put right."""
        with self._desk.store.read() as tx:
            scope = self._scope(tx, self._day(now))
            found = query.needy(tx, scope.tasks, scope.today)
            groups = named(tx, grouped(found, (), scope, PROBLEMS))
        first: dict[str, str] = {}
        for task in (task for group in groups for task in group.tasks if isinstance(task, Task)):
            first.setdefault(task.event_id, task.field)
        return tuple(first.items())

    def counts(self, now: datetime) -> Counts:
        """The numbers beside the rooms at the instant `now`; cheaper than `view`."""
        ends = self._threats().key_ends(now)
        with self._desk.store.read() as tx:
            scope = self._scope(tx, self._day(now))
            found = query.needy(tx, scope.tasks, scope.today)
            work = work_query.open_until(tx, scope.today, scope.today)
            unsent = sum(package.state is SentState.SEALED for package in package_rows.all(tx))
        groups = grouped(found, work, scope, 0)
        lacking = sum(Need.RESULTS in one.needs or Need.ATTENDANCE in one.needs for one in found)
        findings = sum(count for _need, count, _one in _findings(found, scope.report.window))
        return Counts(
            pressing=total_of(groups, Urgency.OVERDUE, Urgency.TODAY),
            without_results=lacking,
            findings=findings,
            report_closed=scope.closed,
            unsent=unsent,
            key_ends=ends,
        )

    def _day(self, now: datetime) -> date:
        return now.astimezone(ZoneInfo(self._desk.office.zone)).date()

    def _scope(self, tx: Reader, today: date) -> Scope:
        rule = PeriodRule(str(office_rows.get_setting(tx, "period_rule", PeriodRule.CALENDAR.value)))
        present = Period.quarter_of(today, rule)
        before = present.previous
        signed = query.signed_periods(tx, (present, before))
        closed = str(before) not in signed and query.has_listed(tx, before.window)
        report = before if closed else present
        state = _state(report_rows.of_period(tx, report), signed.get(str(report)))
        year = Period(report.year, "", rule).window
        tasks = Window(min(year.first, report.window.first), today + timedelta(days=HORIZON_DAYS))
        return Scope(today, report, closed, state, tasks, year)


def _gaps(tx: Reader, counts: dict[str, tuple[int, int]]) -> tuple[GoalGap, ...]:
    missing = [code for code in GOALS if not counts.get(code, (0, 0))[0]]
    nodes = catalogue_rows.some_nodes(tx, missing)
    found = []
    for code in missing:
        node = nodes.get(code)
        title, text = (node.title, node.text) if node else (EMPTY, EMPTY)
        found.append(GoalGap(code, title or BiText(code), text or title, counts.get(code, (0, 0))[1]))
    return tuple(sorted(found, key=lambda gap: gap.planned > 0))


def _people(tx: Reader) -> Iterable[Person]:
    return (person for person in person_rows.all(tx) if person.active)


def _state(report: Report | None, package: SentState | None) -> ReportState:
    """Where the report stands: a signed package says more than the report's own row."""
    by_package = {SentState.SEALED: ReportState.SEALED, SentState.SENT: ReportState.SENT}
    if package is not None:
        return by_package.get(package, ReportState.RECEIVED)
    return report.state if report is not None else ReportState.DRAFT


def _findings(found: list[Needy], window: Window) -> list[tuple[Need, int, Needy]]:
    """What the report's check finds in `window`: need, number of findings, the earliest event."""
    counts: Counter[Need] = Counter()
    first: dict[Need, Needy] = {}
    for one in found:
        if one.day not in window:
            continue
        for need in one.needs:
            if need in OF_THE_REPORT:
                counts[need] += one.rationales if need is Need.RATIONALE else 1
                first.setdefault(need, one)
    return [(need, counts[need], first[need]) for need in OF_THE_REPORT if counts[need]]


def _report(tx: Reader, found: list[Needy], scope: Scope, *, signer_missing: bool) -> RunningReport:
    window = scope.report.window
    held = query.held_count(tx, window)
    lacks = tuple(
        Lack(need=need, count=count, event_id=one.id, field=FIELDS[need])
        for need, count, one in _findings(found, window)
    )
    bare = sum(lack.count for lack in lacks if lack.need in (Need.RESULTS, Need.ATTENDANCE))
    return RunningReport(
        period=scope.report,
        closed=scope.closed,
        state=scope.state,
        held=held,
        complete=held - bare,
        lacks=lacks,
        signer_missing=signer_missing,
        due=duty_query.due_of(tx, scope.report),
    )


def _last_signed(tx: Reader) -> SentPackage | None:
    return next((package for package in package_rows.all(tx) if package.state is not SentState.RESERVED), None)


def _notice(report: RunningReport, scope: Scope, found: list[Needy], *alarms: Notice | None) -> Notice | None:
    """The most urgent of all that could be said."""
    today, last = scope.today, report.window.last
    bare = [one for one in found if Need.RESULTS in one.needs and one.day in report.window and one.day < today]
    first = bare[0].id if bare else ""
    possible = [alarm for alarm in alarms if alarm is not None]
    if report.due is not None and report.state not in _DONE:
        left = (report.due - today).days
        alarm = Alarm.REPORT_OVERDUE if left < 0 else Alarm.REPORT_DUE
        if left <= CLOSING_DAYS:
            possible.append(Notice(alarm=alarm, days=abs(left), count=len(bare), event_id=first))
        elif bare:
            possible.append(Notice(alarm=Alarm.RESULTS_DUE, days=(last - today).days, count=len(bare), event_id=first))
    elif scope.closed:
        possible.append(Notice(alarm=Alarm.REPORT_CLOSED, days=(today - last).days, count=len(bare), event_id=first))
    elif report.state not in _DONE and (last - today).days <= CLOSING_DAYS:
        possible.append(Notice(alarm=Alarm.REPORT_CLOSING, days=(last - today).days, count=len(bare), event_id=first))
    elif bare:
        possible.append(Notice(alarm=Alarm.RESULTS_DUE, days=(last - today).days, count=len(bare), event_id=first))
    order = list(Alarm)
    return min(possible, key=lambda notice: order.index(notice.alarm), default=None)


def _backup_alarm(kept_since: datetime | None, threats: Threats, now: datetime) -> Notice | None:
    """A new office is given as long for its first backup as others for their next."""
    if threats is NOT_LOOKED or kept_since is None or now - kept_since <= STALE:
        return None
    return Notice(alarm=Alarm.BACKUP_OLD, days=0 if threats.backup_at is None else (now - kept_since).days)


_DONE: Final = frozenset({ReportState.SEALED, ReportState.SENT, ReportState.RECEIVED, ReportState.ACCEPTED})
