"""The list of events: which ones, in what order, and what may be done to them from there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject, Signal

from cultdip_desktop.app import Office
from cultdip_desktop.domain.changes import ChangeSet
from cultdip_desktop.domain.event import EventKind, EventState
from cultdip_desktop.domain.period import Period
from cultdip_desktop.store.query.events import EventFilter, EventRow
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.jobs import Latest

__all__ = ["EventFilter", "EventList", "EventRow"]

EVERYTHING = EventFilter()
"""What an unfiltered list shows."""


class EventList(QObject):
    """Ids in order for the table; asks the store off the UI thread and drops overtaken answers."""

    listed = Signal(object)
    """Ids that match the filter, in order."""

    filter_changed = Signal()

    def __init__(self, kit: Kit, office: Office, parent: QObject) -> None:
        super().__init__(parent)
        self._kit = kit
        self._office = office
        self._latest = Latest()
        self.wanted = EVERYTHING
        self.total = 0
        """Living events without any filter, as of the last answer."""

        self.ahead = 0
        """How many of the ids lie ahead, or have no day yet, as of the last answer; 0 in another order than by day."""

    @property
    def filtered(self) -> bool:
        """Whether anything but the order is chosen."""
        return replace(self.wanted, sort="start", descending=True) != EVERYTHING

    def today(self) -> date:
        """The present day at the office."""
        return self._office.desk.clock.now().astimezone(ZoneInfo(self._office.identity.zone)).date()

    def rows(self, ids: Sequence[str]) -> list[EventRow]:
        """Rows for the table; called off the UI thread. An id that is gone shows as nothing."""
        return self._office.events.rows(ids)

    def reload(self) -> None:
        """Ask for the ids again."""
        number, wanted = self._latest.ask(), self.wanted

        def ask() -> tuple[list[str], int, int]:
            events = self._office.events
            ids = events.find_ids(wanted)
            ahead = len(ids) - events.count(self._past(wanted)) if self._by_day(wanted) else 0
            return ids, len(ids) if wanted == EVERYTHING else events.count(EVERYTHING), ahead

        self._kit.jobs.read(lambda _progress: ask(), lambda found: self._show(number, *found), owner=self)

    def search(self, text: str) -> None:
        """List what matches these words, whatever their marks."""
        self._choose(replace(self.wanted, query=text))

    def sort(self, key: str, descending: bool) -> None:
        """List in this order."""
        self._choose(replace(self.wanted, sort=key, descending=descending))

    def only_state(self, state: EventState | None) -> None:
        """List one state, or all."""
        self._choose(replace(self.wanted, states=() if state is None else (state,)))

    def only_kind(self, kind: EventKind | None) -> None:
        """List one kind, or all."""
        self._choose(replace(self.wanted, kinds=() if kind is None else (kind,)))

    def only_goal(self, code: str | None) -> None:
        """List what is tagged with `code` or something below it, or all."""
        self._choose(replace(self.wanted, goal=code))

    def only_period(self, period: Period | None) -> None:
        """List what is held in a period, or all."""
        window = period.window if period else None
        first, last = (window.first, window.last) if window else (None, None)
        self._choose(replace(self.wanted, first=first, last=last))

    def clear_filter(self) -> None:
        """List everything again, in the same order."""
        self._choose(replace(EVERYTHING, sort=self.wanted.sort, descending=self.wanted.descending))

    def delete(self, event_id: str, then: Callable[[ChangeSet], object]) -> None:
        """Move an event to the trash."""

        def done(changes: ChangeSet) -> None:
            self._kit.bus.publish(changes)
            then(changes)

        self._kit.jobs.write(lambda _progress: self._office.events.delete(event_id), done, owner=self)

    def _choose(self, wanted: EventFilter) -> None:
        if wanted != self.wanted:
            self.wanted = wanted
            self.filter_changed.emit()
            self.reload()

    @staticmethod
    def _by_day(wanted: EventFilter) -> bool:
        return not wanted.query and (wanted.sort, wanted.descending) == (EVERYTHING.sort, EVERYTHING.descending)

    def _past(self, wanted: EventFilter) -> EventFilter:
        yesterday = self.today() - timedelta(days=1)
        return replace(wanted, last=min(wanted.last or yesterday, yesterday))

    def _show(self, number: int, ids: list[str], total: int, ahead: int) -> None:
        if self._latest.is_current(number):
            self.total, self.ahead = total, ahead
            self.listed.emit(ids)
