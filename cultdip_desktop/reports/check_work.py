"""Rules on work that is not done: late tasks, remarks without an answer."""

from __future__ import annotations

from collections.abc import Iterator

from cultdip_desktop.domain.findings import Finding, Severity
from cultdip_desktop.reports import data as report_data
from cultdip_desktop.reports.check_texts import title_of
from cultdip_desktop.reports.data import ReportData


def tasks(data: ReportData) -> Iterator[Finding]:
    """Tasks of the window's events whose day is past."""
    titles = {event.id: title_of(event) for event in report_data.listed(data)}
    for task in data.late:
        title = titles.get(task.event_id or "")
        if title is not None and task.due is not None:
            params: dict[str, str | int | None] = {
                "title": title,
                "task": task.title[:120],
                "day": task.due.isoformat(),
            }
            yield Finding("report.task_late", Severity.WARNING, f"tasks.{task.id}", task.event_id or "", params)


def comments(data: ReportData) -> Iterator[Finding]:
    """Remarks that nobody has settled; a remark on an event's field leads to that field."""
    for comment in data.comments:
        if comment.done_at is not None:
            continue
        event_id, field = place_of(comment.place)
        params: dict[str, str | int | None] = {"text": " ".join(comment.text.split())[:160], "author": comment.author}
        code = "report.comment_open" if comment.author else "report.comment_open_unsigned"
        yield Finding(code, Severity.WARNING, field or f"comments.{comment.id}", event_id, params)


def place_of(place: str) -> tuple[str, str]:
    """Event id and field of a remark's place: `event:<id>:results.attendance`, `section:II.3`."""
    kind, _colon, rest = place.partition(":")
    if kind == "event":
        event_id, _colon, field = rest.partition(":")
        return event_id, field
    return "", place
