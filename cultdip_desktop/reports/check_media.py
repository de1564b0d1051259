"""Rules on pictures, and on what proves a number."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final
from zoneinfo import ZoneInfo

from cultdip_desktop.domain.event import COUNTED, Event
from cultdip_desktop.domain.findings import Finding, Severity
from cultdip_desktop.domain.media import Ground, MediaItem
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
        bare = sum(not item.credit_line for item in report_data.photos(data, event))
        if bare:
            params: dict[str, str | int | None] = {"title": title_of(event), "count": bare}
            yield Finding("report.credits_missing", Severity.WARNING, "media", event.id, params)


def consent(data: ReportData) -> Iterator[Finding]:
    """People, and above all children, may be shown on a ground that somebody has named and that still holds."""
    today = data.as_of.astimezone(ZoneInfo(data.office.zone)).date()
    for event in report_data.listed(data):
        items = data.media.get(event.id, ())
        yield from _of(event, "report.consent_missing_minors", Severity.ERROR, [one for one in items if _child(one)])
        named = [one for one in items if one.lacks_consent and not one.minors]
        yield from _of(event, "report.consent_missing", Severity.WARNING, named)
        unproved = [one for one in items if one.consent is Ground.CONSENT and not one.consent_media_id]
        yield from _of(event, "report.consent_unproved", Severity.WARNING, unproved)
        over = [one for one in items if not one.may_be_shown(today)]
        yield from _of(event, "report.consent_expired", Severity.ERROR, over)


def _child(item: MediaItem) -> bool:
    return item.minors and item.lacks_consent


def _of(event: Event, code: str, severity: Severity, items: list[MediaItem]) -> Iterator[Finding]:
    if items:
        names = ", ".join(item.file_name for item in items[:_MOST_NAMED])
        params: dict[str, str | int | None] = {"title": title_of(event), "count": len(items), "files": names}
        yield Finding(code, severity, "media", event.id, params)


_MOST_NAMED: Final = 3


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
