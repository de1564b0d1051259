"""How complete an event is for the report: what is there, what is missing, and where to go for it."""

from __future__ import annotations

from collections.abc import Sequence
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
    LATER = "later"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the list."""

    speech: Phrase
    standing: Standing
    field: str
    """Where to go: a path as findings have it, or `media`."""


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
    return (*found, _results(event))


def share(event: Event, items: Sequence[MediaItem]) -> float:
    """How much of what a good report needs is there, 0 to 1; results count once the event was held."""
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
    return sum(parts) / len(parts)


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
    texts = (("title", event.title), ("summary", event.summary), ("venue", event.venue))
    stale = [name for name, text in texts if text.english is EnglishState.STALE]
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
