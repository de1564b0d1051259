"""One progress over several pieces of work that each count in their own units."""

from __future__ import annotations

from typing import Final

from cultdip_desktop.core.errors import Cancelled
from cultdip_desktop.core.progress import Progress

_WHOLE: Final = 1000


class Phases:
    """Lays phases one after the other over a bar of a thousand; it never runs back and never passes the end."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._done = 0

    def phase(self, share: int, what: str) -> Progress:
        """The next piece of work, taking `share` thousandths; `what` names it where its own steps do not."""
        start = self._done
        self._done = min(self._done + share, _WHOLE)
        self._progress.step(start, _WHOLE, what)
        return _Phase(self._progress, start, self._done - start, what)

    def finish(self) -> None:
        """The end of everything."""
        self._progress.step(_WHOLE, _WHOLE)


class PointOfNoReturn:
    """Passes steps on until `reached`; from then on nobody hears a wish to stop: there is nothing left to undo."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self.reached = False

    def step(self, done: int, total: int, what: str = "") -> None:
        """Pass the step on."""
        try:
            self._progress.step(done, total, what)
        except Cancelled:
            if not self.reached:
                raise


class _Phase:
    def __init__(self, progress: Progress, start: int, share: int, what: str) -> None:
        self._progress = progress
        self._start = start
        self._share = share
        self._what = what
        self._best = 0

    def step(self, done: int, total: int, what: str = "") -> None:
        """Lay the step into the phase's share."""
        self._best = max(self._best, min(self._share, self._share * done // total) if total else 0)
        self._progress.step(self._start + self._best, _WHOLE, what or self._what)
