"""The list of events: which ones, in what order, and what may be done to them from there."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject, Signal

from cultdip_desktop.app import Office
from cultdip_desktop.domain.changes import ChangeSet
from cultdip_desktop.domain.period import Period
from cultdip_desktop.domain.recurrence import Scope
from cultdip_desktop.services.views import event_filter, plain_filter
from cultdip_desktop.store.query.events import EventFilter, EventRow
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.jobs import Latest
from cultdip_desktop.ui.kit.saved_views import Views

__all__ = ["PAGE", "EventFilter", "EventList", "EventRow"]

EVERYTHING = EventFilter()
"""What an unfiltered list shows."""

_ASKED: Final = ("state", "kind", "goal", "code")

PAGE: Final = 50
"""Rows that are read at once: two screens of a small window."""


@dataclass(frozen=True, slots=True)
class _Answer:
    """What the store says to one question."""

    ids: list[str]
    ahead: int
    total: int
    page: int
    """The page that is in view first."""

    rows: list[EventRow]
    """Of that page."""


class EventList(QObject):
    """Ids in order for the table; asks the store off the UI thread and drops overtaken answers."""

    listed = Signal(object, object)
    """Ids that match the filter, in order; and the rows that are in view first, by the number of their page."""

    filter_changed = Signal()

    def __init__(self, kit: Kit, office: Office, parent: QObject) -> None:
        super().__init__(parent)
        self._kit = kit
        self._office = office
        self._latest = Latest()
        self.views = Views(kit, lambda: office.views, "events", self)
        self.wanted = EVERYTHING
        self.current: Callable[[], str] = str
        """Gives the id that is to stay in view, or nothing."""

        self.total = 0
        """Living events without any filter, as of the last answer without any id."""

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
        number, wanted, current = self._latest.ask(), self.wanted, self.current()
        self._kit.jobs.read(
            lambda _progress: self._ask(wanted, current), lambda found: self._show(number, found), owner=self
        )

    def search(self, text: str) -> None:
        """List what matches these words, whatever their marks."""
        self._choose(replace(self.wanted, query=text))

    def sort(self, key: str, descending: bool) -> None:
        """List in this order."""
        self._choose(replace(self.wanted, sort=key, descending=descending))

    def only(self, field: str, values: Sequence[object]) -> None:
        """List what has one of these `states`, `kinds`, `goals` or `codes`, or is held in the `period`; or all."""
        if field == "period":
            window = values[0].window if values and isinstance(values[0], Period) else None
            first, last = (window.first, window.last) if window else (None, None)
            self._choose(replace(self.wanted, first=first, last=last))
        else:
            self._choose(replace(self.wanted, **{field: tuple(values)}))  # type: ignore[arg-type]

    def take_view(self, content: Mapping[str, Any]) -> None:
        """List what a saved view asks for, in its order."""
        self._choose(event_filter(content))

    def content(self) -> dict[str, Any]:
        """What a view would save now."""
        return plain_filter(self.wanted)

    def ask_for(self, params: Sequence[tuple[str, str]]) -> None:
        """List only what a route asks for (`find` words, `state`, `kind`, `goal`, `code`), if it asks anything."""
        asked = {f"{field}s": [value for name, value in params if name == field] for field in _ASKED}
        words = next((value for name, value in params if name == "find"), "")
        if words or any(asked.values()):
            wanted = event_filter({**asked, "query": words})
            self._choose(replace(wanted, sort=self.wanted.sort, descending=self.wanted.descending))

    @property
    def values(self) -> dict[str, tuple[object, ...]]:
        """What is chosen, by field."""
        wanted = self.wanted
        period = Period.of_days(wanted.first, wanted.last)
        chosen = {"states": wanted.states, "kinds": wanted.kinds, "goals": wanted.goals, "codes": wanted.codes}
        return {**chosen, "period": () if period is None else (period,)}

    def clear_filter(self) -> None:
        """List everything again, in the same order."""
        self._choose(replace(EVERYTHING, sort=self.wanted.sort, descending=self.wanted.descending))

    def others(self, event_id: str, then: Callable[[int, int], object]) -> None:
        """How many events of its series come after an event, and how many there are beside it at all."""

        def ask() -> tuple[int, int]:
            info = self._office.series.of(event_id)
            return (0, 0) if info is None else (info.following, info.all)

        self._kit.jobs.read(lambda _progress: ask(), lambda found: then(*found), owner=self)

    def delete(self, event_id: str, then: Callable[[ChangeSet], object], scope: Scope | None = None) -> None:
        """Move an event to the trash; with a scope, of its series as much as that says."""
        office = self._office

        def done(changes: ChangeSet) -> None:
            self._kit.bus.publish(changes)
            then(changes)

        def work() -> ChangeSet:
            return office.events.delete(event_id) if scope is None else office.series.delete(event_id, scope)

        self._kit.jobs.write(lambda _progress: work(), done, owner=self)

    def _choose(self, wanted: EventFilter) -> None:
        if wanted != self.wanted:
            self.wanted = wanted
            self.filter_changed.emit()
            self.reload()

    @staticmethod
    def _by_day(wanted: EventFilter) -> bool:
        return not wanted.query and (wanted.sort, wanted.descending) == (EVERYTHING.sort, EVERYTHING.descending)

    def _ask(self, wanted: EventFilter, current: str) -> _Answer:
        """Called off the UI thread. The rows in view come with the ids: the list is painted once, not empty first."""
        events = self._office.events
        ids = events.find_ids(wanted)
        ahead = events.count_ahead(wanted, self.today()) if self._by_day(wanted) else 0
        total = events.count(EVERYTHING) if not ids else 0
        page = (ids.index(current) if current in ids else max(ahead - 1, 0)) // PAGE
        return _Answer(ids, ahead, total, page, self.rows(ids[page * PAGE : (page + 1) * PAGE]))

    def _show(self, number: int, found: _Answer) -> None:
        if self._latest.is_current(number):
            self.total, self.ahead = found.total, found.ahead
            self.listed.emit(found.ids, {found.page: found.rows})
