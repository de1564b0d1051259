"""One action on several events: what they have in common, and the services that do it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import QObject, Signal

from cultdip_desktop.app import Office
from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.changes import ChangeSet
from cultdip_desktop.domain.event import TRANSITIONS, Event, EventState, GoalTag
from cultdip_desktop.domain.strategy import GOALS, SOLUTION_GROUPS, Catalogue
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.services.series import Beyond as Beyond
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.jobs import Job, Latest

MOST_COMPARED: Final = 300
"""Of more events than this nobody is told what they have in common; they are changed all the same."""


@dataclass(frozen=True, slots=True)
class Common:
    """What several events share; None where their values differ."""

    steps: tuple[EventState, ...]
    """States that all of them may go to."""

    city: str | None
    country: str | None
    venue: BiText | None


class BulkEdit(QObject):
    """Looks at ticked events and changes them, each time in one action that one Ctrl+Z takes back."""

    known = Signal(object)
    """`Common` of the events that were last looked at."""

    done = Signal(object, int)
    """`ChangeSet` and how many events were asked for."""

    refused = Signal(object)
    """The `UserError` for which nothing was changed."""

    def __init__(self, kit: Kit, office: Office, parent: QObject) -> None:
        super().__init__(parent)
        self._kit = kit
        self._office = office
        self._latest = Latest()

    def look_at(self, ids: Sequence[str]) -> None:
        """Ask what these have in common; answered by `known` unless others were ticked meanwhile."""
        number, wanted = self._latest.ask(), list(ids)

        def show(found: Common) -> None:
            if self._latest.is_current(number):
                self.known.emit(found)

        self._kit.jobs.read(lambda _progress: self._common(wanted), show, lambda _error: None, owner=self)

    def goals(self, then: Callable[[Catalogue, Sequence[str]], object]) -> None:
        """The codes that the menu offers, with the catalogue for their wording."""
        codes = (*GOALS, *SOLUTION_GROUPS)
        self._kit.jobs.read(
            lambda _progress: self._office.catalogue.current(),
            lambda found: then(found, [code for code in codes if found.is_goal(code)]),
            owner=self,
        )

    def set_state(self, ids: Sequence[str], state: EventState, reason: str = "") -> Job[ChangeSet]:
        """Take the same step with all of them, or with none."""
        return self._act(ids, lambda wanted: self._office.events.set_state_many(wanted, state, reason))

    def add_goal(self, ids: Sequence[str], code: str) -> Job[ChangeSet]:
        """Tag them with a goal; its reason is written event by event."""

        def work(wanted: list[str]) -> ChangeSet:
            edition = self._office.catalogue.current().edition
            return self._office.events.add_goal(wanted, GoalTag(code, edition))

        return self._act(ids, work)

    def edit(self, ids: Sequence[str], plain: Mapping[str, Any]) -> Job[ChangeSet]:
        """Give the fields that `plain` names (as JSON has them) the same value in all of them."""
        return self._act(ids, lambda wanted: self._office.events.edit_many(wanted, plain))

    def beyond(self, ids: Sequence[str], then: Callable[[Beyond], object]) -> Job[Beyond]:
        """Ask what the series of these hold beyond them."""
        wanted = list(ids)
        return self._kit.jobs.read(
            lambda _progress: self._office.series.beyond(wanted), then, self.refused.emit, owner=self
        )

    def delete(self, ids: Sequence[str]) -> Job[ChangeSet]:
        """Move them to the trash."""
        return self._act(ids, self._office.events.delete_many)

    def _act(self, ids: Sequence[str], work: Callable[[list[str]], ChangeSet]) -> Job[ChangeSet]:
        wanted = list(ids)

        def done(changes: ChangeSet) -> None:
            self._kit.bus.publish(changes)
            self.done.emit(changes, len(wanted))

        def refused(error: UserError) -> None:
            self.refused.emit(error)

        return self._kit.jobs.write(lambda _progress: work(wanted), done, refused, owner=self)

    def _common(self, ids: list[str]) -> Common:
        if len(ids) > MOST_COMPARED:
            return Common(tuple(EventState), None, None, None)
        events = [self._office.events.get(each) for each in ids]
        steps = [TRANSITIONS[event.state] for event in events]
        shared = frozenset[EventState].intersection(*steps) if steps else frozenset()
        return Common(
            tuple(state for state in EventState if state in shared),
            _same(events, lambda event: event.city),
            _same(events, lambda event: event.country),
            _same(events, lambda event: event.venue),
        )


def _same(events: Sequence[Event], value: Callable[[Event], Any]) -> Any:
    """The value that all have, or None."""
    values = {value(event) for event in events}
    return values.pop() if len(values) == 1 else None
