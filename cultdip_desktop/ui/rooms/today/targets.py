"""Where the lines of the page lead: one click to the exact field."""

from __future__ import annotations

from typing import Final

from cultdip_desktop.domain.today import (
    Alarm,
    FromHeadquarters,
    GoalGap,
    Lack,
    Matter,
    RunningReport,
    Step,
    Task,
    TodayView,
    Upcoming,
    Work,
)
from cultdip_desktop.ui.kit.room import Route

_TABS: Final = {"goals": "goals", "results": "results", "money": "money", "media": "media"}
_STEP_FIELDS: Final = {Step.PRIMARY: "goals", Step.RATIONALE: "goals"}


def event_route(event_id: str, field: str) -> Route:
    """The editor of an event, on the tab of `field` and with the focus in it."""
    tab = _TABS.get(field.split(".", 1)[0], "content")
    return Route("events", "edit", event_id, (("tab", tab), ("field", field)))


def task_route(task: Task) -> Route:
    """Where a task is done."""
    return event_route(task.event_id, task.field)


def work_route(work: Work) -> Route:
    """Where a piece of work was written down."""
    if work.directive_id:
        return Route("packages", "directives", work.directive_id)
    if work.partner_id:
        return Route("partners", "edit", work.partner_id)
    if work.event_id:
        return Route("events", "edit", work.event_id, (("tab", "tasks"), ("field", f"tasks.{work.id}")))
    return Route("goals", "programme")


def lack_route(lack: Lack) -> Route:
    """Where the earliest of these findings is put right."""
    return event_route(lack.event_id, lack.field)


def upcoming_route(event: Upcoming) -> Route:
    """The event, at the first thing that its preparation lacks."""
    first = next((step for step in event.lacking if step is not Step.APPROVAL), None)
    if first is None:
        return Route("events", "edit", event.id)
    return event_route(event.id, _STEP_FIELDS.get(first, first.value))


def report_route(report: RunningReport) -> Route:
    """The preview of the running report."""
    return Route("reports", "period", str(report.period))


def gap_route(gap: GoalGap, report: RunningReport) -> Route:
    """The goal in the matrix, at the quarter of the running report, with what would cure its gap."""
    return Route("goals", "goal", gap.code, (("quarter", str(report.period)),))


def matter_route(line: FromHeadquarters) -> Route:
    """Where a line of headquarters leads."""
    if line.matter is Matter.DIRECTIVE:
        return Route("packages", "directives", line.id)
    if line.matter is Matter.REMARKS:
        return Route("reports", "period", line.id)
    return Route("packages", "receipts")


def notice_route(view: TodayView) -> Route:
    """Where the banner's button leads."""
    notice = view.notice
    alarm = notice.alarm if notice else None
    if alarm in (Alarm.KEY_ENDED, Alarm.KEY_ENDING, Alarm.TRUST_ENDING):
        return Route("settings", "keys")
    if alarm in (Alarm.WAY_BACK, Alarm.UNANSWERED):
        return Route("packages", "receipts")
    if alarm is Alarm.BACKUP_OLD:
        return Route("settings", "backups")
    if notice is not None and notice.count and notice.event_id:
        return event_route(notice.event_id, "results.attendance")
    return report_route(view.report)
