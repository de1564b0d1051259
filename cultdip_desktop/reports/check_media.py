"""Rules on pictures, and on what proves a number."""

from __future__ import annotations

from collections.abc import Iterator

from cultdip_desktop.domain.event import COUNTED
from cultdip_desktop.domain.findings import Finding, Severity
from cultdip_desktop.reports import data as report_data
from cultdip_desktop.reports.check_texts import title_of
from cultdip_desktop.reports.data import ReportData


def captions(data: ReportData) -> Iterator[Finding]:
    """Pictures that would be printed without a word."""
    for event in report_data.listed(data):
        bare = sum(not item.caption.vi.strip() for item in report_data.photos(data, event))
        if bare:
            params: dict[str, str | int | None] = {"title": title_of(event), "count": bare}
            yield Finding("report.captions_missing", Severity.WARNING, "media", event.id, params)


def credits(data: ReportData) -> Iterator[Finding]:
    """Pictures that do not say who took them (DOMAIN, section 10)."""
    for event in report_data.listed(data):
        bare = sum(not item.credit.strip() for item in report_data.photos(data, event))
        if bare:
            params: dict[str, str | int | None] = {"title": title_of(event), "count": bare}
            yield Finding("report.credits_missing", Severity.WARNING, "media", event.id, params)


def publishable(data: ReportData) -> Iterator[Finding]:
    """Marked for the report although they may not leave: they stay, and the officer should know."""
    titles = {event.id: title_of(event) for event in report_data.listed(data)}
    for event_id in dict.fromkeys(item.event_id for item in data.kept_back):
        if event_id in titles:
            count = sum(item.event_id == event_id for item in data.kept_back)
            params: dict[str, str | int | None] = {"title": titles[event_id], "count": count}
            yield Finding("report.media_not_publishable", Severity.WARNING, "media", event_id, params)


def evidence(data: ReportData) -> Iterator[Finding]:
    """A number whose proof does not travel along, and money that nothing proves."""
    unproved = 0
    for event in report_data.listed(data):
        there = {item.id for item in data.media.get(event.id, ())}
        lost = sum(proof.media not in there for proof in event.evidence)
        if lost:
            params: dict[str, str | int | None] = {"title": title_of(event), "count": lost}
            yield Finding("report.evidence_stays", Severity.HINT, "media", event.id, params)
        proved = any(proof.field.startswith("money") for proof in event.evidence)
        unproved += event.state in COUNTED and bool(event.spent) and not proved
    if unproved:
        yield Finding("report.money_unproved", Severity.HINT, params={"count": unproved})
