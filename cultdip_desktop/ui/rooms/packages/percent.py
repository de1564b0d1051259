"""Progress that a person can read: in per cent, and in words instead of codes."""

from __future__ import annotations

from cultdip_desktop.core.progress import Progress
from cultdip_desktop.i18n.words import Words
from cultdip_desktop.ui.rooms.packages.phrases import PHASES


class Percent:
    """Passes steps on; what is not a known phase is the name of a file and stays as it is."""

    def __init__(self, progress: Progress, words: Words) -> None:
        self._progress = progress
        self._words = words

    def step(self, done: int, total: int, what: str = "") -> None:
        """Scale the step to a hundred."""
        said = self._words.t(PHASES[what]) if what in PHASES else what
        self._progress.step(100 * done // total if total else 0, 100 if total else 0, said)
