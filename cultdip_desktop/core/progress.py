"""How long work tells how far it is, and learns that it shall stop."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Protocol

from cultdip_desktop.core.errors import Cancelled


class Progress(Protocol):
    """Passed into every piece of work that may last longer than 0.4 s; safe to call from any one thread."""

    def step(self, done: int, total: int, what: str = "") -> None:
        """Report `done` of `total` units (0 ≤ done ≤ total; total 0 = unknown) and what is in hand.

        Raises:
            Cancelled: the user asked to stop. Let it pass through; clean up on the way.
        """
        ...


class NoProgress:
    """For callers that do not watch and cannot cancel."""

    def step(self, done: int, total: int, what: str = "") -> None:
        """Ignore the step."""
        del done, total, what


class CancelToken:
    """Set from one thread, seen in another."""

    def __init__(self) -> None:
        self._event = threading.Event()

    def cancel(self) -> None:
        """Ask the work to stop at its next step."""
        self._event.set()

    @property
    def cancelled(self) -> bool:
        """Whether somebody asked to stop."""
        return self._event.is_set()


class ReportingProgress:
    """Hands every step to a listener and raises `Cancelled` once its token is set."""

    def __init__(self, token: CancelToken, listen: Callable[[int, int, str], None]) -> None:
        self._token = token
        self._listen = listen

    def step(self, done: int, total: int, what: str = "") -> None:
        """Tell the listener, then raise `Cancelled` if asked to."""
        if self._token.cancelled:
            raise Cancelled
        self._listen(done, total, what)
