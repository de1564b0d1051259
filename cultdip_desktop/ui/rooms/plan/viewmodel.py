"""What the Plan room asks of the office: looks at the calendar, what comes up, and changes of days and states."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, time
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.core.progress import Progress
from cultdip_desktop.domain.changes import ChangeSet
from cultdip_desktop.domain.event import EventState
from cultdip_desktop.domain.recurrence import Scope
from cultdip_desktop.services.series import SeriesInfo
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.daybreak import Daybreak
from cultdip_desktop.ui.kit.jobs import Latest
from cultdip_desktop.ui.rooms.plan.almanac import Almanac, Choice, later, placed
from cultdip_desktop.ui.rooms.plan.viewmodel_board import BoardModel
from cultdip_desktop.ui.rooms.plan.viewmodel_list import PlanList
from cultdip_desktop.ui.rooms.plan.viewmodel_occasions import OccasionsModel

if TYPE_CHECKING:
    from cultdip_desktop.app import Office

__all__ = ["PlanModel", "SeriesInfo"]

Done = Callable[[ChangeSet], object]


class PlanModel(QObject):
    """Made once with the room; overtaken answers are dropped."""

    seen = Signal(object)
    """The `Almanac` of the days last asked for."""

    failed = Signal(object)
    """A `UserError` of something that was to be changed or seen."""

    def __init__(self, kit: Kit, office: Office) -> None:
        super().__init__()
        self._kit = kit
        self._office = office
        self._asked = Latest()
        self._window: tuple[date, date] | None = None
        self._fresh = False
        self._under_way = False
        self.choice = Choice()
        self.almanac = Almanac()
        self.daybreak = Daybreak(office.desk.clock.now, office.identity.zone, self)
        self.board = BoardModel(kit, office, self)
        self.list = PlanList(kit, office, self)
        self.occasions = OccasionsModel(kit, office, self)
        kit.bus.published.connect(self._grow_stale)

    @property
    def zone(self) -> str:
        """The office's clock."""
        return self._office.identity.zone

    @property
    def country(self) -> str:
        """ISO code of the host country."""
        return self._office.identity.country

    @property
    def today(self) -> date:
        """The present day at the office."""
        return self.daybreak.today()

    def look(self, first: date, last: date) -> None:
        """Show these days: what was seen last where it covers them and nothing was written since, else ask."""
        self._window = (first, last)
        if self._fresh and self.almanac.covers(first, last):
            self._set(self.almanac if self.almanac.choice == self.choice else self.almanac.chosen(self.choice))
        else:
            self.look_again()

    def look_again(self) -> None:
        """Ask for the same days again."""
        if self._window is None:
            return
        self._under_way = True
        number, (first, last), choice = self._asked.ask(), self._window, self.choice

        def work(_progress: Progress) -> Almanac:
            return Almanac.of(self._office.calendar.month(first, last), choice)

        self._kit.jobs.read(work, lambda found: self._show(number, found), self.failed.emit, owner=self)

    def choose(self, choice: Choice) -> None:
        """Show other kinds or layers of the same days; nothing is asked for."""
        self.choice = choice
        self._set(self.almanac.chosen(choice))

    def place(self, event_id: str, first: date, last: date, then: Done) -> None:
        """Put an event on these days, keeping its hours; shown at once, and put back if it cannot be."""
        found = self.almanac.event(event_id)
        if found is None:
            return
        self._asked.ask()  # an answer under way would show it where it was
        self._set(self.almanac.with_event(placed(found, first, last)))
        calendar, planning = self._office.calendar, self._office.planning

        def work() -> ChangeSet:
            if last - first == found.last - found.first:
                return calendar.move(event_id, first)
            if first == found.first:
                return calendar.stretch(event_id, last)
            return planning.place(event_id, first, last)

        self._write(work, then)

    def begin_at(self, event_id: str, day: date, at: time, then: Done) -> None:
        """Let an event begin on this day at this hour, as long as before; shown at once."""
        found = self.almanac.event(event_id)
        if found is None or found.start is None:
            return
        self._asked.ask()
        minutes = (at.hour - found.start.hour) * 60 + at.minute - found.start.minute
        by = day - found.first
        self._set(self.almanac.with_event(later(placed(found, day, found.last + by), minutes)))
        planning = self._office.planning
        self._write(lambda: planning.begin_at(event_id, day, at), then)

    def series(self, event_id: str, then: Callable[[SeriesInfo | None], object]) -> None:
        """The series of an event, or None when it stands alone."""
        self._kit.jobs.read(lambda _progress: self._office.series.of(event_id), then, self.failed.emit, owner=self)

    def carry(
        self, event_id: str, names: Sequence[str], then: Callable[[SeriesInfo | None, ChangeSet], object]
    ) -> None:
        """Let the whole series take over the day or the hours of an event; `then` is given the series as it is now."""
        series = self._office.series

        def work() -> tuple[ChangeSet, SeriesInfo | None]:
            changes = series.carry(event_id, names, Scope.ALL)
            return changes, series.of(event_id)

        def done(found: tuple[ChangeSet, SeriesInfo | None]) -> None:
            self._kit.bus.publish(found[0])
            then(found[1], found[0])

        self._kit.jobs.write(lambda _progress: work(), done, self.failed.emit, owner=self)

    def delete(self, event_id: str, scope: Scope | None, then: Done) -> None:
        """Move an event to the trash; with a scope, of its series as much as that says."""
        self._set(self.almanac.without_event(event_id))
        office = self._office
        if scope is None:
            self._write(lambda: office.events.delete(event_id), then)
        else:
            self._write(lambda: office.series.delete(event_id, scope), then)

    def set_state(self, event_id: str, state: EventState, reason: str, then: Done) -> None:
        """Take a step of an event's life."""
        self._write(lambda: self._office.events.set_state(event_id, state, reason)[1], then)

    def _write(self, work: Callable[[], ChangeSet], then: Done) -> None:
        def done(changes: ChangeSet) -> None:
            self._kit.bus.publish(changes)
            then(changes)

        def failed(error: UserError) -> None:
            self.failed.emit(error)
            self.look_again()

        self._kit.jobs.write(lambda _progress: work(), done, failed, owner=self)

    def _show(self, number: int, found: Almanac) -> None:
        if self._asked.is_current(number):
            self._fresh, self._under_way = True, False
            self._set(found if found.choice == self.choice else found.chosen(self.choice))

    def _grow_stale(self, _changes: ChangeSet) -> None:
        """What was read is of before; an answer under way may be, too."""
        self._fresh = False
        if self._under_way:
            self.look_again()

    def _set(self, almanac: Almanac) -> None:
        self.almanac = almanac
        self.seen.emit(almanac)
