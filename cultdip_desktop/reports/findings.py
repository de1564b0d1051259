"""What is missing before a report is signed. Nothing here stops a report except an event without a title.

The words are in `i18n.messages.reports` under the same codes.
"""

from __future__ import annotations

from collections.abc import Iterator

from cultdip_desktop.domain.event import COUNTED, NEEDS_REASON, Event, EventState
from cultdip_desktop.domain.findings import Finding, Severity
from cultdip_desktop.domain.text import BiText, EnglishState
from cultdip_desktop.i18n.words import Language
from cultdip_desktop.reports import data as report_data
from cultdip_desktop.reports import fonts
from cultdip_desktop.reports.data import ReportData


def check_report(data: ReportData) -> tuple[Finding, ...]:
    """Every finding of the report: those of the whole first, then event by event in the order of the list."""
    found = list(_of_the_whole(data))
    for event in report_data.listed(data):
        found += _of_event(data, event)
        found += _english(event)
    return tuple(found)


def check_letters(data: ReportData, language: Language) -> tuple[Finding, ...]:
    """Events whose texts hold letters that the document's font cannot show, or that run right to left."""
    found = []
    for event in report_data.listed(data):
        letters = "".join(sorted(fonts.unprintable("".join(_printed(data, event, language)))))
        if letters:
            params: dict[str, str | int | None] = {"letters": letters[:20], "title": _title(event)}
            found.append(Finding("report.letters_not_printable", Severity.WARNING, "", event.id, params))
    return tuple(found)


def _of_the_whole(data: ReportData) -> Iterator[Finding]:
    if not report_data.held(data):
        yield Finding("report.nothing_held", Severity.WARNING, params={"period": str(data.period)})
    else:
        for code in report_data.idle_goals(data):
            yield Finding("report.goal_without_activity", Severity.WARNING, f"goals.{code}", params={"goal": code})
    if data.signer is None:
        yield Finding("report.signer_missing", Severity.WARNING, "signer")
    if data.cut_day <= data.window.last:
        yield Finding("report.window_open", Severity.HINT, params={"day": data.window.last.isoformat()})


def _of_event(data: ReportData, event: Event) -> Iterator[Finding]:
    title = _title(event)
    if not event.title.vi.strip():
        yield Finding("report.title_missing", Severity.ERROR, "title", event.id, {"title": title})
    if event.state is EventState.APPROVED and event.day is not None and event.day < data.cut_day:
        yield Finding("report.state_not_moved", Severity.WARNING, "state", event.id, {"title": title})
    if event.state in NEEDS_REASON and not event.state_reason.strip():
        yield Finding("report.state_reason_missing", Severity.WARNING, "state_reason", event.id, {"title": title})
    if event.state in COUNTED:
        yield from _of_held(event, title)
    yield from _of_names(data, event, title)
    bare = sum(not item.caption.vi.strip() for item in report_data.photos(data, event))
    if bare:
        yield Finding("report.captions_missing", Severity.WARNING, "media", event.id, {"title": title, "count": bare})


def _of_names(data: ReportData, event: Event, title: str) -> Iterator[Finding]:
    """A text that names a partner who does not wish to be listed: only a person can write it anew."""
    if not data.withheld.names:
        return
    results = event.results
    texts = [("title", event.title), ("summary", event.summary), ("venue", event.venue)]
    texts += [("results.outcomes", results.outcomes), ("results.lessons", results.lessons)]
    texts += [("results.follow_up", results.follow_up), *(("results.gains", gain.text) for gain in results.gains)]
    texts += [("audience", event.audience), ("fit", event.fit), ("link_note", event.link_note)]
    texts += [(field, BiText(text)) for field, text in _plain_texts(event)]
    texts += [(f"goals.{tag.code}.reason", tag.reason) for tag in event.goals]
    texts += [("media", text) for item in data.media.get(event.id, ()) for text in (item.caption, BiText(item.credit))]
    for field, text in texts:
        name = data.withheld.found_in(text.vi) or data.withheld.found_in(text.en)
        if name:
            params: dict[str, str | int | None] = {"title": title, "name": name}
            yield Finding("report.partner_named", Severity.WARNING, field, event.id, params)
            return


def _plain_texts(event: Event) -> Iterator[tuple[str, str]]:
    """Texts of one language that leave with the event."""
    yield "occasion_note", event.occasion_note
    yield "state_reason", event.state_reason
    yield "city", event.city
    for gain in event.results.gains:
        yield "results.gains", gain.partner
    for item in event.results.press:
        yield from (("results.press", text) for text in (item.outlet, item.title, item.link))
    yield from (("money", line.note) for line in event.money)


def _of_held(event: Event, title: str) -> Iterator[Finding]:
    if not event.results:
        yield Finding("report.results_missing", Severity.WARNING, "results", event.id, {"title": title})
    elif event.results.attendance is None:
        yield Finding("report.attendance_missing", Severity.WARNING, "results.attendance", event.id, {"title": title})
    if not event.goals:
        yield Finding("report.goals_missing", Severity.WARNING, "goals", event.id, {"title": title})
    for tag in event.goals:
        if not tag.reason.vi.strip():
            where = f"goals.{tag.code}.reason"
            params: dict[str, str | int | None] = {"title": title, "goal": tag.code}
            yield Finding("report.goal_reason_missing", Severity.WARNING, where, event.id, params)


def _english(event: Event) -> Iterator[Finding]:
    texts = (("title", event.title), ("summary", event.summary), ("results.outcomes", event.results.outcomes))
    for code, state in (("report.english_missing", EnglishState.MISSING), ("report.english_stale", EnglishState.STALE)):
        fields = [name for name, text in texts if text.vi.strip() and text.english is state]
        if fields:
            yield Finding(code, Severity.HINT, fields[0], event.id, {"title": _title(event), "fields": len(fields)})


def _title(event: Event) -> str:
    return (event.title.get("vi").strip() or event.number or event.id)[:120]


def _printed(data: ReportData, event: Event, language: Language) -> Iterator[str]:
    texts: list[BiText] = [event.title, event.summary, event.venue, event.results.outcomes]
    texts += [tag.reason for tag in event.goals] + [item.caption for item in report_data.photos(data, event)]
    for text in texts:
        yield text.get(language)
    yield event.city
    yield from (actor.partner for actor in event.actors)
