"""Tells when a new day begins at the office: one timer until midnight, and a look when the program is woken."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication

_AFTER_MS = 1000
"""Timers may come a little early; the day has surely begun so long after midnight."""


class Daybreak(QObject):
    """Costs nothing during the day: a machine that slept through midnight is noticed when its user comes back."""

    broke = Signal()
    """Another day than the one that was last known."""

    def __init__(self, now: Callable[[], datetime], zone: str, parent: QObject) -> None:
        """`now` gives the present instant, `zone` (IANA) is the office's."""
        super().__init__(parent)
        self._now = now
        self._zone = ZoneInfo(zone)
        self._day = self.today()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.VeryCoarseTimer)
        self._timer.timeout.connect(self.look)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.applicationStateChanged.connect(self._woken)
        self._wait()

    def today(self) -> date:
        """The present day at the office."""
        return self._now().astimezone(self._zone).date()

    def look(self) -> None:
        """See whether another day has begun, and wait for the next."""
        day = self.today()
        if day != self._day:
            self._day = day
            self.broke.emit()
        self._wait()

    @property
    def wait_ms(self) -> int:
        """How long the timer was set for."""
        return self._timer.interval()

    def _wait(self) -> None:
        now = self._now()
        midnight = datetime.combine(self._day + timedelta(days=1), datetime.min.time(), self._zone)
        self._timer.start(max(0, round((midnight - now).total_seconds() * 1000)) + _AFTER_MS)

    def _woken(self, state: Qt.ApplicationState) -> None:
        if state is Qt.ApplicationState.ApplicationActive:
            self.look()
