"""What a check found: a code, how grave, and where to go."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from cultdip_desktop.domain.event import COUNTED, FACETS, NEEDS_REASON, Event, Facet
from cultdip_desktop.domain.money import MoneyStage, sums
from cultdip_desktop.domain.strategy import Catalogue
from cultdip_desktop.domain.text import EnglishState

BASICS = frozenset({"event.title_missing", "event.start_missing"})
"""Errors that keep an event an idea: nobody prepares what has no name or no day."""


_FACET_KINDS = {
    Facet.PRODUCT: "product",
    Facet.THEME: "theme",
    Facet.CHANNEL: "channel",
    Facet.PILLAR: "pillar",
    Facet.FORUM: "forum",
    Facet.TREND: "world_trend",
    Facet.PEOPLE: "peoples_diplomacy",
    Facet.LOCAL: "local_diplomacy",
}
"""Kind of catalogue node that each list takes; localities are no part of the catalogue."""

_LOCALITY = re.compile(r"VN\.[0-9]{2}")


class Severity(StrEnum):
    """Errors stop, warnings need a look, hints never block."""

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"


class _Add(Protocol):
    """The collector that the single checks are given."""

    def __call__(self, code: str, severity: Severity, where: str = "", /, **params: str | int | None) -> None: ...


@dataclasses.dataclass(frozen=True, slots=True)
class Finding:
    """One result of a check; its words are in `i18n.messages` under the same code."""

    code: str
    severity: Severity
    field: str = ""
    """Path of the field (`goals.M1.reason`, `end`), empty for the whole."""

    event_id: str = ""
    params: Mapping[str, str | int | None] = dataclasses.field(default_factory=dict)

    @property
    def subject(self) -> str:
        """What a word of reason for it is about: the event, else the field; empty for the whole."""
        return self.event_id or self.field


def check_event(event: Event, catalogue: Catalogue, now: datetime) -> tuple[Finding, ...]:
    """Everything that is wrong or missing in one event; pure and quick enough for each keystroke."""
    found: list[Finding] = []

    def add(code: str, severity: Severity, where: str = "", /, **params: str | int | None) -> None:
        found.append(Finding(code, severity, where, event.id, params))

    if not event.title.vi.strip():
        add("event.title_missing", Severity.ERROR, "title")
    if event.start is None:
        add("event.start_missing", Severity.ERROR, "start")
    elif event.end is not None and event.end < event.start:
        add("event.end_before_start", Severity.ERROR, "end")
    if event.state in NEEDS_REASON and not event.state_reason.strip():
        add("event.reason_missing", Severity.ERROR, "state_reason", new=event.state.value)
    _check_goals(event, catalogue, add)
    _check_codes(event, catalogue, add)
    _check_results(event, now, add)
    if EnglishState.STALE in (event.title.english, event.summary.english):
        add("event.english_stale", Severity.HINT, "summary" if event.title.english != EnglishState.STALE else "title")
    return tuple(found)


def _check_goals(event: Event, catalogue: Catalogue, add: _Add) -> None:
    seen: set[str] = set()
    for tag in event.goals:
        if tag.edition == catalogue.edition and not catalogue.is_goal(tag.code):
            add("event.goal_unknown", Severity.ERROR, f"goals.{tag.code}", goal=tag.code)
        if tag.code in seen:
            add("event.goal_twice", Severity.ERROR, f"goals.{tag.code}", goal=tag.code)
        seen.add(tag.code)
        if not tag.reason.vi.strip():
            add("event.goal_reason_missing", Severity.WARNING, f"goals.{tag.code}.reason", goal=tag.code)
    primaries = sum(tag.primary for tag in event.goals)
    if primaries > 1:
        add("event.primary_twice", Severity.ERROR, "goals")
    elif event.goals and not primaries:
        add("event.primary_missing", Severity.WARNING, "goals")
    elif not event.goals:
        add("event.goals_missing", Severity.WARNING, "goals")


def _check_codes(event: Event, catalogue: Catalogue, add: _Add) -> None:
    groups = (
        ("scale", "scale", (event.scale,) if event.scale else ()),
        ("occasion", "occasion", (event.occasion,) if event.occasion else ()),
        *((FACETS[facet], kind, getattr(event, FACETS[facet])) for facet, kind in _FACET_KINDS.items()),
        ("actors", "actor", tuple(actor.category for actor in event.actors)),
        ("money", "resource", tuple(line.source for line in event.money)),
    )
    for where, kind, codes in groups:
        for code in codes:
            if not catalogue.is_a(code, kind):
                add("event.code_unknown", Severity.ERROR, where, code=code, field=where)
    for code in event.localities:
        if _LOCALITY.fullmatch(code) is None:
            add("event.code_unknown", Severity.ERROR, "localities", code=code, field="localities")


def _check_results(event: Event, now: datetime, add: _Add) -> None:
    if event.state in COUNTED and event.start is not None and event.start > now:
        add("event.held_in_future", Severity.WARNING, "state")
    if event.state in COUNTED and event.results.attendance is None:
        add("event.attendance_missing", Severity.WARNING, "results.attendance")
    share = event.results.host_country_share
    if share is not None and not 0 <= share <= 1:
        add("event.share_out_of_range", Severity.ERROR, "results.host_country_share")
    below = next((line.money for line in event.money if line.money.amount < 0), None)
    if below is not None:
        add("event.money_negative", Severity.ERROR, "money", amount=below.text(), currency=below.currency)
    planned = sums(line.money for line in event.money if line.stage is MoneyStage.PLANNED)
    for currency, amount in event.spent.items():
        if currency in planned and amount > planned[currency]:
            add("event.spent_above_plan", Severity.HINT, "money", currency=currency)
