"""Shows what other desks of headquarters do: a small question every few seconds, its answer goes to the bus."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.changes import ChangeSet
from cultdip_desktop.ui.kit.base import Kit

if TYPE_CHECKING:
    from cultdip_desktop.app import Office

ROUND_MS: Final = 5_000
"""How long another desk's work may stay unseen."""

_KEPT: Final = 200
"""Own actions that are remembered; older ones were passed over long ago."""


class Neighbours(QObject):
    """Only at headquarters: a mission is written by one program at a time."""

    failed = Signal(object)
    """A `UserError` that was not said before."""

    def __init__(self, kit: Kit, office: Office, parent: QObject) -> None:
        super().__init__(parent)
        self._kit, self._office = kit, office
        self._own: list[str] = []
        self._asking = False
        self._told = ""
        self._timer = QTimer(self)
        self._timer.setInterval(ROUND_MS)
        self._timer.timeout.connect(self.look)
        kit.bus.published.connect(self._note)

    def begin(self) -> None:
        """The office is open: remember where its history stands, and look from then on."""
        if self._office.neighbours is not None:
            self._kit.jobs.once_quiet(self, self.look)
            self._timer.start()

    def look(self) -> None:
        """Ask once, unless the last question is still under way."""
        neighbours = self._office.neighbours
        if neighbours is None or self._asking:
            return
        self._asking = True
        own = frozenset(self._own)
        self._kit.jobs.read(lambda _progress: neighbours.news(own), self._tell, self._fail, self._stopped, owner=self)

    def _tell(self, changes: ChangeSet) -> None:
        self._asking = False
        self._told = ""
        self._kit.bus.publish(changes)

    def _fail(self, error: UserError) -> None:
        self._asking = False
        if error.code != self._told:
            self._told = error.code
            self.failed.emit(error)

    def _stopped(self) -> None:
        self._asking = False

    def _note(self, changes: ChangeSet) -> None:
        self._own = [*self._own, changes.action][-_KEPT:]
