"""Waiting until a page has everything it asked for and has been painted with it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, QTimer

from cultdip_desktop.ui.kit.jobs import Jobs

QUIET_TURNS: Final = 3
"""Turns of the event loop without any job before a page counts as settled: one answer often asks the next."""

TURN_MS: Final = 20


class Settled(QObject):
    """Calls back once no job has been under way for a few turns."""

    def __init__(self, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._quiet = 0
        self._then: Callable[[], object] | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(TURN_MS)
        self._timer.timeout.connect(self._look)

    def wait(self, then: Callable[[], object]) -> None:
        """Call `then` once; an earlier wait is forgotten."""
        self._then, self._quiet = then, 0
        self._timer.start()

    def _look(self) -> None:
        self._quiet = 0 if self._jobs.busy else self._quiet + 1
        if self._quiet < QUIET_TURNS:
            return
        self._timer.stop()
        then, self._then = self._then, None
        if then is not None:
            then()
