"""The editor's tabs, each made when it is first needed or while nobody waits for anything."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from PySide6.QtCore import QObject, QTimer

from cultdip_desktop.ui.rooms.events.page import EditorTab

PAUSE_MS: Final = 40
"""Rest between two tabs that are made ahead: what the user does comes first."""


class LazyTabs(QObject):
    """Knows all keys, makes a tab when it is asked for, and the others one by one after `make_ahead`."""

    def __init__(
        self,
        makers: Mapping[str, Callable[[], EditorTab]],
        on_made: Callable[[str, EditorTab], object],
        parent: QObject,
    ) -> None:
        """`on_made` puts a new tab where it belongs and shows it what the others show."""
        super().__init__(parent)
        self._makers = dict(makers)
        self._on_made = on_made
        self._made: dict[str, EditorTab] = {}
        self._ahead = QTimer(self)
        self._ahead.setInterval(PAUSE_MS)
        self._ahead.timeout.connect(self._make_next)

    @property
    def order(self) -> list[str]:
        """Every key, made or not, in the order of the tabs."""
        return list(self._makers)

    def __getitem__(self, key: str) -> EditorTab:
        """The tab of `key`, made now if need be."""
        found = self._made.get(key)
        if found is None:
            found = self._made[key] = self._makers[key]()
            self._on_made(key, found)
        return found

    def made(self) -> list[EditorTab]:
        """Those that there are."""
        return list(self._made.values())

    def is_made(self, key: str) -> bool:
        """Whether there is a tab for `key` yet."""
        return key in self._made

    def make_ahead(self) -> None:
        """Make the others in the pauses between events."""
        if len(self._made) < len(self._makers):
            self._ahead.start()

    def _make_next(self) -> None:
        waiting = [key for key in self._makers if key not in self._made]
        if waiting:
            self[waiting[0]]
        if len(waiting) <= 1:
            self._ahead.stop()
