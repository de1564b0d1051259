"""Every text that leaves with a report, with the field to jump to: what several checks read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from cultdip_desktop.domain.event import Event
from cultdip_desktop.domain.findings import Finding, Severity
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.reports import data as report_data
from cultdip_desktop.reports.data import ReportData

SECTION: Final = "section:"
"""How the field of a section's text begins: `section:II.3`."""

OPENING: Final = f"{SECTION}opening"
"""The only section without a number to name it by."""


@dataclass(frozen=True, slots=True)
class Said:
    """One text; a text of one language stands in `vi`."""

    field: str
    vi: str
    en: str = ""
    event_id: str = ""
    title: str = ""
    """Of the event, or the key of the section: how a finding names the place."""

    @property
    def both(self) -> Iterator[str]:
        """Its languages that say something."""
        return (text for text in (self.vi, self.en) if text)


def of_whole(data: ReportData) -> Iterator[Said]:
    """What the document says besides its events: head, end, sections, registers, programme."""
    office, letterhead = data.office, data.letterhead
    for field, text in (
        ("office.name", office.name),
        ("office.parent", office.parent),
        ("office.city", office.city),
        ("recipient", data.recipient),
        ("basis", data.basis),
        *((f"letterhead.{name}", getattr(letterhead, name)) for name in _LETTERHEAD),
    ):
        yield Said(field, text.vi, text.en)
    yield Said("office.symbol", office.symbol)
    yield Said("letterhead.symbol", letterhead.symbol)
    yield Said("letterhead.unit_symbol", letterhead.unit_symbol)
    for field, person in (("signer", data.signer), ("drafter", data.drafter)):
        if person is not None:
            yield Said(field, person.name)
            yield Said(f"{field}.rank", person.rank.vi, person.rank.en)
    yield from of_sections(data)
    yield from _of_registers(data)


_LETTERHEAD: Final = (
    "parent", "agency", "place", "recipients", "copies", "head", "position", "other_position", "contact", "basis",
)  # fmt: skip


def of_sections(data: ReportData) -> Iterator[Said]:
    """What was written by hand and is printed."""
    for key, section in sorted(data.sections.items()):
        if section.included and section.text:
            yield Said(f"{SECTION}{key}", section.text.vi, section.text.en, "", key)


def _of_registers(data: ReportData) -> Iterator[Said]:
    where = f"{SECTION}V"
    for initiative in data.initiatives:
        for text in (initiative.title, initiative.text, initiative.result):
            yield Said(where, text.vi, text.en, "", "V")
    for proposed in data.commendations:
        yield Said(f"{SECTION}VI", proposed.reason.vi, proposed.reason.en, "", "VI")
        yield Said(f"{SECTION}VI", f"{proposed.name}\n{proposed.award}", "", "", "VI")
    for view in data.programme:
        yield Said(f"{SECTION}IV", view.item.title.vi, view.item.title.en, "", "IV")
    for gap in data.gaps:
        yield Said(f"{SECTION}II.1", gap.reason.vi, gap.reason.en, "", "II.1")


def of_event(data: ReportData, event: Event) -> Iterator[Said]:
    """What leaves with one event: its fields, its pictures."""
    title = title_of(event)
    for field, text in _two_languages(event):
        yield Said(field, text.vi, text.en, event.id, title)
    for field, plain in _one_language(event):
        yield Said(field, plain, "", event.id, title)
    for item in data.media.get(event.id, ()):
        yield Said("media", item.caption.vi, item.caption.en, event.id, title)
        for line in (item.credit, item.author, item.rights_holder, item.licence, item.people):
            yield Said("media", line, "", event.id, title)
        yield Said("media", item.file_name, "", event.id, title)


def of_all(data: ReportData) -> Iterator[Said]:
    """The whole, then event by event, those of the outlook last."""
    yield from of_whole(data)
    for event in (*report_data.listed(data), *report_data.outlook(data)):
        yield from of_event(data, event)


def finding(code: str, severity: Severity, said: Said, **params: str | int | None) -> Finding:
    """A finding about one text; its code is another one where the text is none of an event's."""
    if said.event_id:
        return Finding(code, severity, said.field, said.event_id, {**params, "title": said.title})
    form, section, opening = _ELSEWHERE[code]
    if said.field == OPENING:
        return Finding(opening, severity, said.field, "", params)
    if said.field.startswith(SECTION):
        return Finding(section, severity, said.field, "", {**params, "title": said.title})
    return Finding(form, severity, said.field, "", params)


_ELSEWHERE: Final[dict[str, tuple[str, str, str]]] = {
    "report.secrecy_mark": (
        "report.secrecy_mark_in_form",
        "report.secrecy_mark_in_section",
        "report.secrecy_mark_in_opening",
    ),
    "report.name_misspelled": (
        "report.name_misspelled_in_form",
        "report.name_misspelled_in_section",
        "report.name_misspelled_in_opening",
    ),
    "report.rank_differs": (
        "report.rank_differs_in_form",
        "report.rank_differs_in_section",
        "report.rank_differs_in_opening",
    ),
    "report.spelling_old": (
        "report.spelling_old_in_form",
        "report.spelling_old_in_section",
        "report.spelling_old_in_opening",
    ),
    "report.english_missing": ("", "report.english_missing_in_section", "report.english_missing_in_opening"),
    "report.english_stale": ("", "report.english_stale_in_section", "report.english_stale_in_opening"),
    "report.outdated": ("", "report.outdated_in_section", "report.outdated_in_opening"),
    "report.numbers_unsupported": (
        "",
        "report.numbers_unsupported_in_section",
        "report.numbers_unsupported_in_opening",
    ),
}
"""The code of a finding in head or end, in a section, in the opening paragraph."""


def title_of(event: Event) -> str:
    """What a finding calls the event: its title, else its number, else its id."""
    return (event.title.get("vi").strip() or event.number or event.id)[:120]


def _two_languages(event: Event) -> Iterator[tuple[str, BiText]]:
    results = event.results
    yield "title", event.title
    yield "summary", event.summary
    yield "venue", event.venue
    yield "audience", event.audience
    yield "fit", event.fit
    yield "link_note", event.link_note
    yield "results.outcomes", results.outcomes
    yield "results.lessons", results.lessons
    yield "results.follow_up", results.follow_up
    yield from (("results.gains", gain.text) for gain in results.gains)
    yield from ((f"goals.{tag.code}.reason", tag.reason) for tag in event.goals)


def _one_language(event: Event) -> Iterator[tuple[str, str]]:
    yield "city", event.city
    yield "occasion_note", event.occasion_note
    yield "state_reason", event.state_reason
    yield from (("actors", actor.partner) for actor in event.actors)
    yield from (("results.gains", gain.partner) for gain in event.results.gains)
    for item in event.results.press:
        yield from (("results.press", text) for text in (item.outlet, item.title, item.link))
    yield from (("money", line.note) for line in event.money)
