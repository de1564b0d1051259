"""What the Today room asks of the office: one question, asked again after every change and every midnight.

The first answer after opening comes in two steps: the records at once, then with what threatens (keys, trust, backups),
for what reads certificates is not loaded yet. The second is shown only where it says something else.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from cultdip_desktop.core.progress import Progress
from cultdip_desktop.domain.changes import ChangeSet
from cultdip_desktop.domain.today import NOT_LOOKED, Threats, TodayView, Work, WorkKind
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.daybreak import Daybreak
from cultdip_desktop.ui.kit.jobs import Latest

if TYPE_CHECKING:
    from cultdip_desktop.app import Office


class TodayModel(QObject):
    """Made once with the room; overtaken answers are dropped."""

    seen = Signal(object)
    """The `TodayView` of now."""

    failed = Signal(object)

    def __init__(self, kit: Kit, office: Office) -> None:
        super().__init__()
        self._kit = kit
        self._office = office
        self._asked = Latest()
        self._answered = False
        self.daybreak = Daybreak(office.desk.clock.now, office.identity.zone, self)

    @property
    def zone(self) -> str:
        """The office's clock."""
        return self._office.identity.zone

    def finish(self, work: Work, then: Callable[[ChangeSet], object]) -> None:
        """Tick a piece of work off; undo opens it again."""

        def write(_progress: Progress) -> ChangeSet:
            if work.kind is WorkKind.PROMISE:
                return self._office.partners.keep_promise(work.id)
            return self._office.tasks.done([work.id])

        def done(changes: ChangeSet) -> None:
            self._kit.bus.publish(changes)
            then(changes)

        self._kit.jobs.write(write, done, self.failed.emit, owner=self)

    def look(self) -> None:
        """Ask how things stand now; the answer comes as `seen`."""
        number = self._asked.ask()
        if self._answered:
            self._ask(None, lambda view: self._show(number, view))
        else:
            self._ask(NOT_LOOKED, lambda view: self._show_first(number, view))

    def _ask(self, threats: Threats | None, show: Callable[[TodayView], object]) -> None:
        def work(_progress: Progress) -> TodayView:
            return self._office.today.view(self._office.desk.clock.now(), threats)

        self._kit.jobs.read(work, show, self.failed.emit, owner=self)

    def _show(self, number: int, view: TodayView, before: TodayView | None = None) -> None:
        if self._asked.is_current(number) and view != before:
            self.seen.emit(view)

    def _show_first(self, number: int, first: TodayView) -> None:
        if self._asked.is_current(number):
            self._answered = True
            self.seen.emit(first)
            self._kit.jobs.once_quiet(self, lambda: self._look_around(number, first))

    def _look_around(self, number: int, first: TodayView) -> None:
        if self._asked.is_current(number):
            self._ask(None, lambda view: self._show(number, view, first))
