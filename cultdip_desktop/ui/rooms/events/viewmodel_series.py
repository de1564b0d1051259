"""The series of one event: its rule and editions, in what this one stands out, and what is done with them."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal

from cultdip_desktop.app import Office
from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.changes import ChangeSet
from cultdip_desktop.domain.recurrence import Scope, YearlyRule, days_after
from cultdip_desktop.domain.series_drift import DAY, HOURS
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.jobs import Job, Latest

if TYPE_CHECKING:
    from cultdip_desktop.services.series import SeriesInfo
    from cultdip_desktop.ui.rooms.events.viewmodel_draft import EventDraft

_MOMENTS: Final = {"start": (DAY, HOURS), "end": (HOURS,), "all_day": (HOURS,), "zone": (HOURS,)}
"""What a change of these fields is called when editions are compared."""


class EventSeries(QObject):
    """Looks again whenever an event of the series changes. Nothing is read for an event that stands alone."""

    known = Signal()
    """`info` is new."""

    refused = Signal(object)
    """A `UserError`."""

    def __init__(self, kit: Kit, office: Office, draft: EventDraft) -> None:
        super().__init__(draft)
        self._kit, self._office, self._draft = kit, office, draft
        self._latest = Latest()
        self._touched: set[str] = set()
        self.info: SeriesInfo | None = None
        draft.edited.connect(self._note)
        draft.restored.connect(self._heard_restored)
        kit.bus.watch(self, {"event", "series"}, self._hear)

    @property
    def event_id(self) -> str:
        """Id of the event."""
        return self._draft.event_now.id

    @property
    def is_member(self) -> bool:
        """Whether the event belongs to a series."""
        return self._draft.event_now.series is not None

    @property
    def is_shared(self) -> bool:
        """Whether the series has other events: only then there is something to ask."""
        return self.info is not None and len(self.info.members) > 1

    @property
    def offered(self) -> tuple[str, ...]:
        """What was changed here since the event was opened, and is unlike the rest of the series."""
        if self.info is None or not self.info.all:
            return ()
        return tuple(name for name in self.info.changed if name in self._touched)

    @property
    def settled(self) -> bool:
        """Whether what is typed is in the store: before, an offer would speak of something else."""
        return not self._draft.dirty and not self._draft.busy

    def keep_alone(self) -> None:
        """What was changed so far is meant for this event only."""
        self._touched.clear()

    def look(self) -> None:
        """Ask what the series is now."""
        number = self._latest.ask()
        if not self.is_member or not self._draft.stored:
            self._take(number, None)
            return
        event_id = self.event_id
        self._kit.jobs.read(
            lambda _progress: self._office.series.of(event_id),
            lambda info: self._take(number, info),
            lambda _error: None,
            owner=self,
        )

    def days(self, rule: YearlyRule, until_year: int) -> tuple[date, ...]:
        """The days that `repeat` would make events for."""
        day = self._draft.event_now.day
        return () if day is None else days_after(rule, day, until_year)

    def repeat(self, rule: YearlyRule, until_year: int, then: Callable[[ChangeSet], object]) -> Job[ChangeSet]:
        """Let the event come back every year."""
        return self._write(lambda: self._office.series.repeat(self.event_id, rule, until_year), then)

    def carry(self, names: Collection[str], scope: Scope, then: Callable[[ChangeSet], object]) -> Job[ChangeSet]:
        """Let others take over these fields."""
        self._touched.difference_update(names)
        return self._write(lambda: self._office.series.carry(self.event_id, names, scope), then)

    def delete(self, scope: Scope, then: Callable[[ChangeSet], object]) -> Job[ChangeSet]:
        """Move the event, and others with it, to the trash."""
        return self._write(lambda: self._office.series.delete(self.event_id, scope), then)

    def leave(self, then: Callable[[ChangeSet], object]) -> Job[ChangeSet]:
        """Take the event out of its series."""
        return self._write(lambda: self._office.series.leave(self.event_id), then)

    def _write(self, work: Callable[[], ChangeSet], then: Callable[[ChangeSet], object]) -> Job[ChangeSet]:
        """After what is typed: writes keep their order."""
        self._draft.begin()

        def done(changes: ChangeSet) -> None:
            self._kit.bus.publish(changes)
            then(changes)

        return self._kit.jobs.write(lambda _progress: work(), done, self._refuse, owner=self)

    def _refuse(self, error: UserError) -> None:
        self.refused.emit(error)

    def _note(self, names: frozenset[str]) -> None:
        for name in names:
            self._touched.update(_MOMENTS.get(name, (name,)))

    def _heard_restored(self, names: frozenset[str]) -> None:
        """It joined a series or left it."""
        if "series" in names:
            self.look()

    def _hear(self, changes: ChangeSet) -> None:
        members = {self.event_id} if self.info is None else {event.id for event in self.info.members}
        if self.is_member and ("series" in changes.kinds or not members.isdisjoint(changes.ids)):
            self.look()

    def _take(self, number: int, info: SeriesInfo | None) -> None:
        if self._latest.is_current(number):
            self.info = info
            self.known.emit()
