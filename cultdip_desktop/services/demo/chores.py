"""What is still to be done for the next demo events: the usual tasks of their sort, most of the past ones done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time
from typing import Final

from cultdip_desktop.core.ids import IdSource
from cultdip_desktop.domain import wall_time
from cultdip_desktop.domain.event import Event, EventKind, EventState
from cultdip_desktop.domain.task import Task
from cultdip_desktop.domain.template import EventTemplate, PlannedTask

EVENTS: Final = 4
"""So many of the next events have tasks."""

_TEMPLATES: Final[Mapping[EventKind, str]] = {
    EventKind.PERFORMANCE: "viet-nam-day",
    EventKind.EXHIBITION: "exhibition",
    EventKind.FILM: "film-week",
    EventKind.CUISINE: "cuisine-fair",
    EventKind.VIETNAMDAY: "viet-nam-day",
    EventKind.TALK: "language-class",
    EventKind.COMMUNITY: "tet-reception",
}
_AT_WORK: Final = frozenset({EventState.PREPARING, EventState.SUBMITTED, EventState.APPROVED})
_LEFT: Final = 2
"""In the first event one task is overdue: the one so many before the last that should be done."""


def chores(
    events: Sequence[Event], templates: Sequence[EventTemplate], today: date, officer: str | None, ids: IdSource
) -> tuple[Task, ...]:
    """Tasks of the next events in preparation; those whose sort says nothing about them have none."""
    known = {template.id: template for template in templates}
    coming = [event for event in events if event.state in _AT_WORK and event.day is not None and event.day > today]
    made: list[Task] = []
    for place, event in enumerate(sorted(coming, key=lambda each: each.day or today)[:EVENTS]):
        template = known.get(_TEMPLATES[event.kind])
        days = wall_time.days_of(event)
        if template is None or days is None:
            continue
        due = [(planned, planned.due(*days)) for planned in template.tasks]
        past = sum(day < today for _planned, day in due)
        for position, (planned, day) in enumerate(due):
            late = place == 0 and position == past - _LEFT
            made.append(_task(planned, day, event, position, officer, ids, done=day < today and not late))
    return tuple(made)


def _task(
    planned: PlannedTask, day: date, event: Event, position: int, officer: str | None, ids: IdSource, *, done: bool
) -> Task:
    at = datetime.combine(day, time(10), UTC)
    return Task(
        id=ids.new(),
        title=planned.title.vi,
        event_id=event.id,
        due=day,
        done_at=at if done else None,
        assignee=officer if position % 3 == 0 else None,
        position=position,
    )
