"""What comes up in the next 18 months, the office's own anniversaries, and the search for the best date."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.core.progress import Progress
from cultdip_desktop.domain.anniversary import Anniversary, Occasion
from cultdip_desktop.domain.best_date import BestDates, BestDateWish
from cultdip_desktop.domain.changes import ChangeSet
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.jobs import Latest

if TYPE_CHECKING:
    from cultdip_desktop.app import Office


@dataclass(frozen=True, slots=True)
class Ahead:
    """What comes up, and what is needed to show and change it."""

    occasions: tuple[Occasion, ...] = ()
    own: tuple[Anniversary, ...] = ()
    """Those that the office wrote down itself."""

    anchors: tuple[Anniversary, ...] = ()
    """What an event may be near to."""

    accredited: tuple[str, ...] = ()
    """ISO codes of the countries of concurrent accreditation."""


class OccasionsModel(QObject):
    """Occasions are asked for when the room is entered and after each change."""

    come = Signal(object)
    """What is `Ahead`."""

    answered = Signal(object)
    """The `BestDates` of the last wish."""

    refused = Signal(object)
    """The `UserError` of a wish or of an anniversary that cannot be."""

    def __init__(self, kit: Kit, office: Office, parent: QObject) -> None:
        super().__init__(parent)
        self._kit = kit
        self._office = office
        self._asked = Latest()
        self._wished = Latest()
        self._known: date | None = None
        self.ahead = Ahead()

    def look(self, today: date, *, again: bool = False) -> None:
        """Ask what comes up from today on, once a day or `again`."""
        if self._known == today and not again:
            return
        self._known = today
        number = self._asked.ask()

        def work(_progress: Progress) -> Ahead:
            calendar = self._office.calendar
            own = self._office.anniversaries.all()
            return Ahead(calendar.upcoming(), own, calendar.anchors(), calendar.accredited())

        def show(found: Ahead) -> None:
            if self._asked.is_current(number):
                self.ahead = found
                self.come.emit(found)

        self._kit.jobs.read(work, show, owner=self)

    def wish(self, wish: BestDateWish) -> None:
        """Ask for the best days; an earlier question that is still under way is dropped."""
        number = self._wished.ask()

        def show(found: BestDates) -> None:
            if self._wished.is_current(number):
                self.answered.emit(found)

        self._kit.jobs.read(
            lambda _progress: self._office.calendar.best_dates(wish), show, self.refused.emit, owner=self
        )

    def save(self, made: Anniversary, then: Callable[[Anniversary, ChangeSet], object]) -> None:
        """Add or change one of the office's own anniversaries."""

        def done(found: tuple[Anniversary, ChangeSet]) -> None:
            self._kit.bus.publish(found[1])
            then(*found)

        self._write(lambda: self._office.anniversaries.save(made), done)

    def delete(self, anniversary_id: str, then: Callable[[ChangeSet], object]) -> None:
        """Take one of the office's own anniversaries away."""

        def done(changes: ChangeSet) -> None:
            self._kit.bus.publish(changes)
            then(changes)

        self._kit.jobs.write(
            lambda _progress: self._office.anniversaries.delete(anniversary_id), done, self._refuse, owner=self
        )

    def _write(
        self,
        work: Callable[[], tuple[Anniversary, ChangeSet]],
        done: Callable[[tuple[Anniversary, ChangeSet]], object],
    ) -> None:
        self._kit.jobs.write(lambda _progress: work(), done, self._refuse, owner=self)

    def _refuse(self, error: UserError) -> None:
        self.refused.emit(error)
