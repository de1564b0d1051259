"""What is done to events from the plan: other days, another hour, the trash; each says what it did, and can be undone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time
from functools import partial

from PySide6.QtCore import QObject, Signal

from cultdip_desktop.domain.calendar import CalendarEvent
from cultdip_desktop.domain.calendar_words import rule_text
from cultdip_desktop.domain.changes import ChangeSet
from cultdip_desktop.domain.series_drift import DAY, HOURS
from cultdip_desktop.i18n import dates
from cultdip_desktop.ui.kit.language import Phrase, n, t
from cultdip_desktop.ui.kit.notices import Offer
from cultdip_desktop.ui.kit.scope import ScopeBar
from cultdip_desktop.ui.rooms.plan import phrases
from cultdip_desktop.ui.rooms.plan.viewmodel import PlanModel, SeriesInfo


class Changing(QObject):
    """Shared by the pages of the room."""

    done = Signal(object, object)
    """What was done (`Speech`) and its `ChangeSet`, or an `Offer` with it."""

    moved = Signal(str, object)
    """Id of an event and the `date` on which it is now."""

    def __init__(self, model: PlanModel, scope: ScopeBar, parent: QObject) -> None:
        super().__init__(parent)
        self._model = model
        self._scope = scope

    def delete(self, event_id: str) -> None:
        """At once; of an event that comes back every year it is asked first how much of its series is meant."""

        def gone(changes: ChangeSet) -> None:
            several = t("The events are in the trash") if len(changes.ids) > 1 else t("The event is in the trash")
            self.done.emit(several, changes)

        def ask(info: SeriesInfo | None) -> None:
            mine = next((one for one in info.members if one.id == event_id), None) if info is not None else None
            if info is None or mine is None or not info.all:
                self._model.delete(event_id, None, gone)
                return
            named = phrases.either(mine.title)
            self._scope.ask(named, info.following, info.all, lambda scope: self._model.delete(event_id, scope, gone))

        self._model.series(event_id, ask)

    def change(self, event_id: str, first: date, last: date) -> None:
        """Put an event on these days."""
        found = self._model.almanac.event(event_id)
        if found is None:
            return
        named, moved = found.title, first != found.first
        days = Phrase(lambda words: dates.day_range(words, first, last))
        what = Phrase(lambda words: phrases.title_of(words, named))
        said = t("«{title}» is now on {days}", title=what, days=days)
        names = [DAY] * moved + [HOURS] * (last - first != found.last - found.first)
        self._model.place(event_id, first, last, lambda changes: self.done.emit(said, self._how(found, names, changes)))
        if moved:
            self.moved.emit(event_id, first)

    def change_hour(self, event_id: str, day: date, at: time) -> None:
        """Let an event begin on this day at this hour."""
        found = self._model.almanac.event(event_id)
        if found is None:
            return
        named = found.title
        what = Phrase(lambda words: phrases.title_of(words, named))
        when = Phrase(lambda words: f"{dates.day_of_week(words, day)}, {dates.clock(at)}")
        said = t("«{title}» now begins on {moment}", title=what, moment=when)
        names = [DAY] * (day != found.first) + [HOURS]
        self._model.begin_at(event_id, day, at, lambda changes: self.done.emit(said, self._how(found, names, changes)))
        self.moved.emit(event_id, day)

    def _how(self, event: CalendarEvent, names: Sequence[str], changes: ChangeSet) -> ChangeSet | Offer:
        """Of an event that comes back every year only this one was changed: the whole series is offered."""
        if not event.series:
            return changes
        return Offer(changes, t("Whole series"), partial(self._model.carry, event.id, names, self._tell_carried))

    def _tell_carried(self, info: SeriesInfo | None, changes: ChangeSet) -> None:
        if info is None:
            return
        rule = Phrase(lambda words: rule_text(words, info.series.rule))
        said = n(
            "{n} other event went along. The series: {rule}",
            "{n} other events went along. The series: {rule}",
            info.all,
            rule=rule,
        )
        self.done.emit(said, changes)
