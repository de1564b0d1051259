"""A key that works in every room, and leaves it to the room that has a use of its own for it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget


class SpareKey(QObject):
    """Two shortcuts on one key cancel each other: this one stands back before the key is looked up."""

    def __init__(self, keys: str, host: QWidget, room: Callable[[], QWidget | None], act: Callable[[], object]) -> None:
        """`host` holds all rooms; `room` gives the one in view."""
        super().__init__(host)
        self._room = room
        self._shortcut = QShortcut(QKeySequence(keys), host)
        self._shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
        self._shortcut.activated.connect(act)
        host.installEventFilter(self)

    def look(self) -> None:
        """Stand back or not, for what is in view now."""
        room = self._room()
        self._shortcut.setEnabled(room is None or not any(map(self._rivals, room.findChildren(QShortcut))))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Every key asks its widgets first whether they want it, and shortcuts then."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            pressed = QKeySequence(event.keyCombination())
            if pressed == self._shortcut.key():
                self.look()
        return super().eventFilter(watched, event)

    def _rivals(self, other: QShortcut) -> bool:
        owner = other.parent()
        works = isinstance(owner, QWidget) and owner.isVisible() and owner.isEnabled() and other.isEnabled()
        return works and other.key() == self._shortcut.key()
