"""Locks the office when nobody has been at the keyboard for a while, also over an open dialog.

Time is the wall clock's: a machine that slept over its limit is locked when it wakes, before the first key counts.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QWindow
from PySide6.QtWidgets import QApplication, QDialog

from cultdip_desktop.core.clock import Clock
from cultdip_desktop.core.progress import Progress
from cultdip_desktop.ui.kit.base import Kit

if TYPE_CHECKING:
    from cultdip_desktop.app import Office

LOOK_MS: Final = 5000
"""How often the clock is looked at."""

_INPUT: Final = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchUpdate,
        QEvent.Type.TabletPress,
        QEvent.Type.TabletMove,
    }
)


class Guard(QObject):
    """One per open office. Listens to the system's windows, where only real input arrives, not to every widget."""

    due = Signal()
    """Lock now: nobody is here, or somebody pressed Ctrl+L in a dialog. Repeated until the office is closed."""

    def __init__(self, kit: Kit, office: Office, clock: Clock, main: QWindow | None, minutes: int) -> None:
        """`minutes` of quiet until the office is locked, 0 for never; follows the setting from then on."""
        super().__init__()
        self._kit, self._office, self._clock, self._main = kit, office, clock, main
        self._limit = timedelta(minutes=minutes)
        self._last = clock.now()
        self._overdue = False
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        self._listened: set[QWindow] = set()
        if main is not None:
            self._listen(main)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.focusWindowChanged.connect(self._listen)
        kit.bus.watch(self, {"setting"}, lambda _changes: self._ask())

    def look(self) -> None:
        """Is it time? Work under way (a signature, a write) is not interrupted: it is looked at again after it."""
        now = self._clock.now()
        if now < self._last:  # the machine's clock was put back
            self._last = now
        if self._limit and now - self._last >= self._limit:
            self._overdue = True
        if self._overdue and not self._kit.jobs.busy:
            self.due.emit()

    def set_limit(self, minutes: int) -> None:
        """Lock after so many minutes; 0 is never."""
        self._limit = timedelta(minutes=minutes)
        self._last = self._clock.now()
        self._overdue = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note that somebody is here. What is pressed after the limit opens nothing: the office is locked first."""
        if event.type() not in _INPUT:
            return False
        if watched is not self._main and isinstance(event, QKeyEvent) and _asks_to_lock(event):
            self.due.emit()
            return True
        self.look()
        if self._overdue:
            return event.type() != QEvent.Type.MouseMove
        self._last = self._clock.now()
        return False

    def _listen(self, window: QWindow | None) -> None:
        if window is not None and window not in self._listened:
            self._listened.add(window)
            window.destroyed.connect(self._forget)
            window.installEventFilter(self)

    def _forget(self, window: QObject) -> None:
        self._listened = {known for known in self._listened if known is not window}

    def _ask(self) -> None:
        def work(progress: Progress) -> int:
            del progress
            return minutes_of(self._office.settings.get("auto_lock_minutes"))

        self._kit.jobs.read(work, self.set_limit, owner=self)


def minutes_of(text: str) -> int:
    """The setting as a number; what cannot be read is the default."""
    return int(text) if text.isdecimal() else 15


def close_dialogs() -> bool:
    """Give up every open question (menus, file dialogs, confirmations); whether there was one."""
    found = False
    QGuiApplication.inputMethod().commit()
    while (popup := QApplication.activePopupWidget()) is not None and popup.isVisible():
        found = True
        popup.close()
    for widget in QApplication.topLevelWidgets():
        if isinstance(widget, QDialog) and widget.isVisible():
            found = True
            widget.reject()
    return found


def _asks_to_lock(event: QKeyEvent) -> bool:
    return event.key() == Qt.Key.Key_L and event.modifiers() == Qt.KeyboardModifier.ControlModifier
