"""How complete an event is for the report: what is there, what is missing, and where to go for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from cultdip_desktop.domain.event import COUNTED, Event, EventState
from cultdip_desktop.domain.findings import BASICS, Finding, Severity
from cultdip_desktop.domain.media import MediaItem
from cultdip_desktop.domain.text import EnglishState
from cultdip_desktop.ui.kit.language import Phrase, n, t


class Standing(StrEnum):
    """How one line of the list stands."""

    DONE = "done"
    MISSING = "missing"
    WISHED = "wished"
    """Good to have; a report can do without."""

    LATER = "later"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the list."""

    speech: Phrase
    standing: Standing
    field: str
    """Where to go: a path as findings have it, or `media`."""

    more: tuple[Phrase, ...] = ()
    """All that the line stands for."""


TABS = {"goals": "goals", "tasks": "tasks", "results": "results", "money": "money", "media": "media"}
"""First part of a field's path → tab; everything else is on the content tab."""

BLOCKING_WARNINGS = frozenset({"event.goal_reason_missing", "event.primary_missing"})
"""Warnings that stop an event on its way to approval: the report would have to leave them out."""


def tab_of(field: str) -> str:
    """The tab on which a field stands."""
    return TABS.get(field.split(".", 1)[0], "content")


def blocks(finding: Finding, target: EventState) -> bool:
    """Whether `finding` stops the step to `target`."""
    if target is EventState.PREPARING:
        return finding.code in BASICS
    if target in (EventState.IDEA, EventState.POSTPONED, EventState.CANCELLED):
        return False
    if finding.severity is Severity.ERROR or finding.code in BLOCKING_WARNINGS:
        return True
    return target is EventState.RESULTS_IN and finding.code == "event.attendance_missing"


def lines(event: Event, items: Sequence[MediaItem], *, bilingual: bool) -> tuple[Line, ...]:
    """The list, in the order of the tabs."""
    found = [_vietnamese(event), *([_english(event)] if bilingual else []), _goals(event), _photos(items)]
    wished = tuple(_wishes(event))
    return (*found, _results(event), *([_wished(wished)] if wished else []))


def share(event: Event, items: Sequence[MediaItem]) -> float:
    """How much of what a good report needs is there, 0 to 1; results count once the event was held.

    What is only good to have weighs half.
    """
    photos = [item for item in items if item.kind != "document"]
    parts = [
        bool(event.title.vi.strip()),
        event.start is not None,
        bool(event.summary.vi.strip()),
        bool(event.venue.vi.strip() or event.city.strip()),
        bool(event.goals),
        bool(event.goals) and all(tag.reason.vi.strip() for tag in event.goals),
        bool(event.title.en.strip()),
        bool(photos),
        bool(photos) and all(item.caption.vi.strip() for item in photos),
    ]
    if event.state in COUNTED:
        parts += [event.results.attendance is not None, bool(event.results.outcomes.vi.strip())]
    lacking, all_wishes = (
        len(list(_wishes(event))),
        len(_WISHES) + (len(_WISHES_AFTER) if event.state in COUNTED else 0),
    )
    return (sum(parts) + (all_wishes - lacking) / 2) / (len(parts) + all_wishes / 2)


_WISHES: tuple[tuple[Callable[[Event], object], Phrase, str], ...] = (
    (lambda event: event.actors, t("partners"), "actors"),
    (lambda event: event.audience.vi.strip(), t("target audience"), "audience"),
    (lambda event: event.fit.vi.strip(), t("fit with the place"), "fit"),
    (lambda event: event.products or event.themes, t("products or themes"), "products"),
    (lambda event: event.channels, t("channel"), "channels"),
    (lambda event: not event.pillars or event.link_note.vi.strip(), t("result for the other pillars"), "link_note"),
)
_WISHES_AFTER: tuple[tuple[Callable[[Event], object], Phrase, str], ...] = (
    (
        lambda event: event.results.host_country_share is not None,
        t("share of local public"),
        "results.host_country_share",
    ),
    (lambda event: event.results.press, t("press coverage"), "results.press"),
    (lambda event: event.results.lessons.vi.strip(), t("lessons"), "results.lessons"),
)


def _wishes(event: Event) -> Iterator[tuple[Phrase, str]]:
    """What would do a report good and is not there, in the order of the tabs."""
    for there, speech, field in (*_WISHES, *(_WISHES_AFTER if event.state in COUNTED else ())):
        if not there(event):
            yield speech, field


def _wished(wishes: Sequence[tuple[Phrase, str]]) -> Line:
    speech = n("Worth adding: {n} item", "Worth adding: {n} items", len(wishes))
    return Line(speech, Standing.WISHED, wishes[0][1], tuple(phrase for phrase, _field in wishes))


def _vietnamese(event: Event) -> Line:
    for there, speech, field in (
        (event.title.vi.strip(), t("No Vietnamese title"), "title"),
        (event.start, t("No date"), "start"),
        (event.summary.vi.strip(), t("No Vietnamese summary"), "summary"),
    ):
        if not there:
            return Line(speech, Standing.MISSING, field)
    return Line(t("Vietnamese content"), Standing.DONE, "title")


def _english(event: Event) -> Line:
    results = event.results
    texts = (("title", event.title), ("summary", event.summary), ("venue", event.venue))
    others = (
        ("audience", event.audience),
        ("fit", event.fit),
        ("link_note", event.link_note),
        ("results.outcomes", results.outcomes),
        ("results.lessons", results.lessons),
        ("results.follow_up", results.follow_up),
    )
    stale = [name for name, text in (*texts, *others) if text.english is EnglishState.STALE]
    if stale:
        return Line(t("Translation to be checked"), Standing.MISSING, f"{stale[0]}.en")
    lacking = [name for name, text in texts if text.vi.strip() and not text.en.strip()]
    if lacking:
        return Line(t("English text missing"), Standing.MISSING, f"{lacking[0]}.en")
    return Line(t("English content"), Standing.DONE if event.title.en else Standing.LATER, "title.en")


def _goals(event: Event) -> Line:
    if not event.goals:
        return Line(t("No goal chosen"), Standing.MISSING, "goals")
    bare = [tag.code for tag in event.goals if not tag.reason.vi.strip()]
    if bare:
        speech = n("{n} goal without rationale", "{n} goals without rationale", len(bare))
        return Line(speech, Standing.MISSING, f"goals.{bare[0]}.reason")
    if not any(tag.primary for tag in event.goals):
        return Line(t("No primary goal"), Standing.MISSING, "goals")
    return Line(t("Goals with rationale"), Standing.DONE, "goals")


def _photos(items: Sequence[MediaItem]) -> Line:
    photos = [item for item in items if item.kind != "document"]
    if not photos:
        return Line(t("No photo yet"), Standing.LATER, "media")
    bare = sum(not item.caption.vi.strip() for item in photos)
    if bare:
        return Line(n("{n} photo without caption", "{n} photos without caption", bare), Standing.MISSING, "media")
    return Line(t("Photos with captions"), Standing.DONE, "media")


def _results(event: Event) -> Line:
    if event.state not in COUNTED:
        return Line(t("Results (after the event)"), Standing.LATER, "results.attendance")
    if event.results.attendance is None:
        return Line(t("No attendance"), Standing.MISSING, "results.attendance")
    if not event.results.outcomes.vi.strip():
        return Line(t("No outcomes"), Standing.MISSING, "results.outcomes")
    return Line(t("Results"), Standing.DONE, "results.attendance")
