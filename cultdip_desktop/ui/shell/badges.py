"""The numbers beside the rooms, asked for in the background after the first page has come up and after each change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.shell import registry
from cultdip_desktop.ui.shell.sidebar import Sidebar

if TYPE_CHECKING:
    from cultdip_desktop.app import Office


class Badges(QObject):
    """Asks every listed room that offers a badge; a question that is still open is not asked twice."""

    def __init__(self, kit: Kit, office: Office, sidebar: Sidebar, parent: QObject) -> None:
        super().__init__(parent)
        self._kit, self._office, self._sidebar = kit, office, sidebar
        self._keys = [spec.key for spec in registry.rooms_of(office.role)]
        self._asking = False
        self._again = False
        kit.jobs.busy_changed.connect(self._first)
        kit.bus.published.connect(lambda _changes: self.ask())

    def ask(self) -> None:
        """Ask now, or once more after the answer under way."""
        if self._asking:
            self._again = True
            return
        self._asking = True
        self._kit.jobs.read(lambda _progress: self._counts(), self._show, owner=self)

    def _first(self, busy: bool) -> None:
        """The first list has arrived: now there is time."""
        if not busy:
            self._kit.jobs.busy_changed.disconnect(self._first)
            self.ask()

    def _counts(self) -> dict[str, tuple[int, bool]]:
        doors = {key: registry.door(key) for key in self._keys}
        return {key: door.badge(self._office) for key, door in doors.items() if hasattr(door, "badge")}

    def _show(self, counts: dict[str, tuple[int, bool]]) -> None:
        self._asking = False
        for key, (count, hot) in counts.items():
            self._sidebar.show_badge(key, count, hot=hot)
        if self._again:
            self._again = False
            self.ask()
