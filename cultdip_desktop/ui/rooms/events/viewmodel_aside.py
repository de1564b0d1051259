"""Keeps aside what is typed into an event and not committed, so that it survives the end of the program."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, QTimer

from cultdip_desktop.domain.event import Event
from cultdip_desktop.services.drafts import DraftService
from cultdip_desktop.ui.kit.base import Kit

KEEP_MS: Final = 300
"""After this time at most, what is typed and not stored yet is kept aside."""


class Aside(QObject):
    """Belongs to one draft. Keeps in the order of the saves; a failure is told by the save that fails too."""

    def __init__(self, kit: Kit, drafts: DraftService, pending: Callable[[], tuple[Event, bool]], parent: QObject):
        """`pending` gives the event as typed and whether any of it waits for its commit."""
        super().__init__(parent)
        self._kit = kit
        self._drafts = drafts
        self._pending = pending
        self._kept = False
        self.typed: dict[str, str] = {}
        """By field, text that is no date, number or amount (yet)."""

        self.timer = QTimer(self)
        self.timer.setSingleShot(True)
        self.timer.setInterval(KEEP_MS)
        self.timer.timeout.connect(self.keep)

    def cannot_read(self, field: str, text: str) -> None:
        """A field holds text that is no date, number or amount; empty once it can be read again."""
        if text == self.typed.get(field, ""):
            return
        if text:
            self.typed[field] = text
        else:
            del self.typed[field]
        self.soon()

    def soon(self) -> None:
        """Something was typed: keep it within `KEEP_MS`, however long the typing lasts."""
        if not self.timer.isActive():
            self.timer.start()

    def keep(self) -> None:
        """Keep what is not committed; forget what was kept once nothing is open."""
        self.timer.stop()
        (event, waits), typed = self._pending(), dict(self.typed)
        if waits or typed:
            self._kept = True
            self._in_order(lambda: self._drafts.keep(event, typed))
        elif self._kept:
            self._kept = False
            self._in_order(lambda: self._drafts.drop(event.id))

    def finish(self) -> None:
        """Do at once what the timer would do."""
        if self.timer.isActive():
            self.keep()

    def taken_up(self, typed: dict[str, str]) -> None:
        """What was kept by an earlier run is typed again."""
        self.typed, self._kept = typed, True

    def committed(self) -> None:
        """A save has dropped what was kept, except text that cannot be read, which it has kept again."""
        self._kept = bool(self.typed)

    def _in_order(self, work: Callable[[], None]) -> None:
        self._kit.jobs.write(lambda _progress: work(), None, lambda _error: None, owner=self)
