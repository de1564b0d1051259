"""States of the room that are worth a picture."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from cultdip_desktop.domain.event import EventState
from cultdip_desktop.store.query.events import EventFilter, EventRow
from cultdip_desktop.ui.kit.room import Route

if TYPE_CHECKING:
    from cultdip_desktop.app import Office


def states(office: Office) -> Sequence[tuple[str, Route]]:
    """The list, some of it ticked, the trash, the templates, and every tab of the event that has most to show."""
    rows = office.events.rows(office.events.find_ids(EventFilter()))
    found: list[tuple[str, Route]] = [
        ("", Route("events")),
        ("several", Route("events", params=(("tick", "3"),))),
        ("trash", Route("events", "trash")),
        ("templates", Route("events", "templates")),
    ]
    if rows:
        full = max(rows, key=_fullness)
        found += [
            (tab, Route("events", "edit", full.id, (("tab", tab),)))
            for tab in ("content", "goals", "media", "results", "money", "history")
        ]
        found.append(("classified", Route("events", "edit", full.id, (("tab", "content"), ("field", "pillars")))))
        found.append(("press", Route("events", "edit", full.id, (("tab", "results"), ("field", "results.press")))))
    busy = _with_tasks(office)
    if busy:
        found.append(("tasks", Route("events", "edit", busy, (("tab", "tasks"),))))
    yearly = next((row.id for row in rows if row.series), "")
    if yearly:
        found.append(("series", Route("events", "edit", yearly, (("tab", "series"),))))
    alone = next((row.id for row in rows if not row.series and row.state is EventState.IDEA), "")
    if alone:
        found.append(("repeat", Route("events", "edit", alone, (("tab", "series"),))))
    waiting = _waiting(office)
    if waiting:
        found.append(("goals-error", Route("events", "edit", waiting, (("tab", "goals"), ("check", "1")))))
    wanted = (("kind", "film"), ("kind", "talk"), ("state", "results_in"), ("goal", "M3"))
    return [*found, ("filtered", Route("events", params=wanted))]


def _with_tasks(office: Office) -> str:
    """The next event that has tasks, if there is one."""
    states = (EventState.PREPARING, EventState.SUBMITTED, EventState.APPROVED)
    ids = office.events.find_ids(EventFilter(states=states, descending=False))
    return next((event_id for event_id in ids if office.tasks.of_event(event_id)), "")


def _waiting(office: Office) -> str:
    """An event in preparation whose goals lack a reason, if there is one."""
    for event_id in office.events.find_ids(EventFilter(states=(EventState.PREPARING,))):
        event = office.events.get(event_id)
        if any(not tag.reason.vi for tag in event.goals):
            return event_id
    return ""


def _fullness(row: EventRow) -> tuple[bool, int, int, int]:
    spent = sum(1 for money in row.spent if money.amount)
    return row.has_results, min(len(row.goals), 3), min(row.media_count, 12), spent
