"""The editor's tabs, each made and filled when it is first needed, or made while nobody waits for anything."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from PySide6.QtCore import QObject, QTimer

from cultdip_desktop.ui.rooms.events.page import EditorTab

PAUSE_MS: Final = 40
"""Rest between two tabs that are made ahead: what the user does comes first."""


class LazyTabs(QObject):
    """Knows all keys, makes a tab when it is asked for, and the others one by one after `make_ahead`.

    What was made ahead is filled when it is asked for: an event opens at the price of the one tab that is looked at.
    """

    def __init__(
        self,
        makers: Mapping[str, Callable[[], EditorTab]],
        on_made: Callable[[str, EditorTab], object],
        on_asked: Callable[[EditorTab], object],
        parent: QObject,
    ) -> None:
        """`on_made` puts a new tab where it belongs; `on_asked` shows it what is open now."""
        super().__init__(parent)
        self._makers = dict(makers)
        self._on_made = on_made
        self._on_asked = on_asked
        self._made: dict[str, EditorTab] = {}
        self._stale: set[str] = set()
        self._ahead = QTimer(self)
        self._ahead.setInterval(PAUSE_MS)
        self._ahead.timeout.connect(self._make_next)

    @property
    def order(self) -> list[str]:
        """Every key, made or not, in the order of the tabs."""
        return list(self._makers)

    def __getitem__(self, key: str) -> EditorTab:
        """The tab of `key`, made and filled now if need be."""
        found = self._made.get(key) or self._make(key)
        if key in self._stale:
            self._stale.discard(key)
            self._on_asked(found)
        return found

    def made(self) -> list[EditorTab]:
        """Those that there are."""
        return list(self._made.values())

    def filled(self) -> list[EditorTab]:
        """Those that show what is open."""
        return [tab for key, tab in self._made.items() if key not in self._stale]

    def is_filled(self, key: str) -> bool:
        """Whether there is a tab for `key` that shows what is open."""
        return key in self._made and key not in self._stale

    def expire(self) -> None:
        """Something else is open: fill each tab when it is asked for."""
        self._stale = set(self._made)

    def make_ahead(self) -> None:
        """Make the others in the pauses between events."""
        if len(self._made) < len(self._makers):
            self._ahead.start()

    def _make_next(self) -> None:
        waiting = [key for key in self._makers if key not in self._made]
        if waiting:
            self._make(waiting[0])
        if len(waiting) <= 1:
            self._ahead.stop()

    def _make(self, key: str) -> EditorTab:
        made = self._made[key] = self._makers[key]()
        self._stale.add(key)
        self._on_made(key, made)
        return made
