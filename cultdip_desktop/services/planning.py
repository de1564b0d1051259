"""The plan as a list and as a board: which events stand where, and what each still needs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.changes import ChangeSet
from cultdip_desktop.domain.event import EventState
from cultdip_desktop.domain.wall_time import instant, moved, require_known, stretched
from cultdip_desktop.services.desk import Desk, require_mission
from cultdip_desktop.services.events import named
from cultdip_desktop.store.query import events as event_query
from cultdip_desktop.store.query import plan as plan_query
from cultdip_desktop.store.query.events import EventFilter
from cultdip_desktop.store.query.plan import PlanRow
from cultdip_desktop.store.repo import event as event_rows


class PlanningService:
    """What list and board of the Plan room ask. States change through `EventService`."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def find_ids(self, wanted: EventFilter) -> list[str]:
        """Ids in the filter's order."""
        with self._desk.store.read() as tx:
            return event_query.find_ids(tx, wanted)

    def count_until(self, wanted: EventFilter, day: date) -> int:
        """How many of these begin on `day` or before."""
        with self._desk.store.read() as tx:
            return event_query.count(tx, replace(wanted, last=min(wanted.last or day, day)))

    def by_state(self, first: date | None = None, last: date | None = None) -> dict[EventState, list[str]]:
        """Ids of the living events in each state, by day; with days only what begins between them or has no day."""
        with self._desk.store.read() as tx:
            return plan_query.by_state(tx, first, last)

    def place(self, event_id: str, first: date, last: date) -> ChangeSet:
        """Let an event begin and end on other days at the same hours: its first day was pulled. One step of undo.

        Raises:
            UserError: `event.not_found`, `event.end_before_start`, `calendar.out_of_range`.
        """
        require_mission(self._desk)
        with self._desk.store.read() as tx:
            title = named(event_rows.get(tx, event_id))
        with self._desk.store.write("event.move", actor=self._desk.actor, **title) as tx:
            event_rows.update(tx, stretched(moved(event_rows.get(tx, event_id), first), last))
        return tx.change_set

    def begin_at(self, event_id: str, day: date, at: time) -> ChangeSet:
        """Let an event begin on this day at this hour of its place; it lasts as long as before. One step of undo.

        Raises:
            UserError: `event.not_found`, `event.start_missing`, `calendar.out_of_range`.
        """
        require_mission(self._desk)
        require_known(day)
        with self._desk.store.read() as tx:
            event = event_rows.get(tx, event_id)
        start, end = event.local_start, event.local_end
        if start is None:
            raise UserError("event.start_missing")
        begin = instant(day, at, event.zone)
        if end is not None:
            wall = datetime.combine(day, at) + (end.replace(tzinfo=None) - start.replace(tzinfo=None))
            end = max(begin, instant(wall.date(), wall.time(), event.zone))
        with self._desk.store.write("event.move", actor=self._desk.actor, **named(event)) as tx:
            event_rows.update(tx, replace(event_rows.get(tx, event_id), start=begin, end=end, all_day=False))
        return tx.change_set

    def rows(self, ids: Sequence[str]) -> list[PlanRow]:
        """What list and board show of these events, in the same order; a constant number of statements."""
        with self._desk.store.read() as tx:
            return plan_query.rows(tx, list(ids))
