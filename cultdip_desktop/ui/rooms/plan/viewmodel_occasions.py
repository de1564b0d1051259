"""What comes up in the next 18 months, and the search for the best date."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.jobs import Latest

if TYPE_CHECKING:
    from cultdip_desktop.app import Office


class OccasionsModel(QObject):
    """Occasions are asked for when the room is entered and after each change."""

    come = Signal(object)
    """All `Occasion`s ahead, by day."""

    def __init__(self, kit: Kit, office: Office, parent: QObject) -> None:
        super().__init__(parent)
        self._kit = kit
        self._office = office
        self._asked = Latest()

    def look(self) -> None:
        """Ask what comes up."""
        number = self._asked.ask()

        def show(found: object) -> None:
            if self._asked.is_current(number):
                self.come.emit(found)

        self._kit.jobs.read(lambda _progress: self._office.calendar.upcoming(), show, owner=self)
