"""Rules on what is recorded about each event: title, state, results, goals, English."""

from __future__ import annotations

from collections.abc import Iterator

from cultdip_desktop.domain.event import COUNTED, NEEDS_REASON, EventState
from cultdip_desktop.domain.findings import Finding, Severity
from cultdip_desktop.domain.report import ReportKind
from cultdip_desktop.domain.text import EnglishState
from cultdip_desktop.reports import check_texts
from cultdip_desktop.reports import data as report_data
from cultdip_desktop.reports.check_texts import SECTION, Said, title_of
from cultdip_desktop.reports.data import ReportData


def titles(data: ReportData) -> Iterator[Finding]:
    """Nobody reports on what has no name."""
    for event in report_data.listed(data):
        if not event.title.vi.strip():
            yield Finding("report.title_missing", Severity.ERROR, "title", event.id, {"title": title_of(event)})


def twice(data: ReportData) -> Iterator[Finding]:
    """The same event in the list two times would be counted two times."""
    seen: set[str] = set()
    for event in report_data.listed(data):
        if event.id in seen:
            yield Finding("report.event_twice", Severity.ERROR, "", event.id, {"title": title_of(event)})
        seen.add(event.id)


def states(data: ReportData) -> Iterator[Finding]:
    """Events past their day that are still approved; events put off without a reason."""
    for event in report_data.listed(data):
        title = title_of(event)
        if event.state is EventState.APPROVED and event.day is not None and event.day < data.cut_day:
            yield Finding("report.state_not_moved", Severity.WARNING, "state", event.id, {"title": title})
        if event.state in NEEDS_REASON and not event.state_reason.strip():
            yield Finding("report.state_reason_missing", Severity.WARNING, "state_reason", event.id, {"title": title})


def results(data: ReportData) -> Iterator[Finding]:
    """What was held has an audience and an outcome."""
    for event in report_data.listed(data):
        if event.state not in COUNTED:
            continue
        title = title_of(event)
        if not event.results:
            yield Finding("report.results_missing", Severity.WARNING, "results", event.id, {"title": title})
            continue
        if event.results.attendance is None:
            yield Finding(
                "report.attendance_missing", Severity.WARNING, "results.attendance", event.id, {"title": title}
            )
        if not event.results.outcomes and not event.results.gains:
            yield Finding("report.outcome_missing", Severity.HINT, "results.outcomes", event.id, {"title": title})


def goals(data: ReportData) -> Iterator[Finding]:
    """What was held serves a goal, and says how."""
    for event in report_data.listed(data):
        if event.state not in COUNTED:
            continue
        title = title_of(event)
        if not event.goals:
            yield Finding("report.goals_missing", Severity.WARNING, "goals", event.id, {"title": title})
        for tag in event.goals:
            if not tag.reason.vi.strip():
                params: dict[str, str | int | None] = {"title": title, "goal": tag.code}
                where = f"goals.{tag.code}.reason"
                yield Finding("report.goal_reason_missing", Severity.WARNING, where, event.id, params)


def idle_goals(data: ReportData) -> Iterator[Finding]:
    """Nothing held at all, or nothing for one of the goals and no reason recorded for it in the window's quarters."""
    if not report_data.held(data):
        yield Finding("report.nothing_held", Severity.WARNING, params={"period": str(data.period)})
        return
    if data.kind is ReportKind.THEMATIC:
        return  # other goals are no business of a report on one theme
    excused = {gap.code for gap in data.gaps if gap.reason and (gap.year, gap.quarter) in _quarters(data)}
    for code in report_data.idle_goals(data):
        if code not in excused:
            yield Finding("report.goal_without_activity", Severity.WARNING, f"goals.{code}", params={"goal": code})


def _quarters(data: ReportData) -> set[tuple[int, int]]:
    """Every quarter that the window touches, and its years as 0."""
    first, last = data.window.first, data.window.last
    months = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    return {(month // 12, part) for month in months for part in (0, month % 12 // 3 + 1)}


def english(data: ReportData) -> Iterator[Finding]:
    """English that is missing or older than the Vietnamese; never more than a hint (DOMAIN, section 7)."""
    for key, section in sorted(data.sections.items()):
        for code, state in _ENGLISH:
            if section.included and section.text.vi.strip() and section.text.english is state:
                yield check_texts.finding(code, Severity.HINT, Said(f"{SECTION}{key}", section.text.vi, title=key))
    for event in report_data.listed(data):
        texts = [("title", event.title), ("summary", event.summary), ("results.outcomes", event.results.outcomes)]
        texts += [("media", item.caption) for item in report_data.photos(data, event)]
        for code, state in _ENGLISH:
            fields = [name for name, text in texts if text.vi.strip() and text.english is state]
            if fields:
                params: dict[str, str | int | None] = {"title": title_of(event), "fields": len(fields)}
                yield Finding(code, Severity.HINT, fields[0], event.id, params)


_ENGLISH = (("report.english_missing", EnglishState.MISSING), ("report.english_stale", EnglishState.STALE))
