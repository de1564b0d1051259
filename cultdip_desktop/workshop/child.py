"""The child's side: open the office, do one piece of work after the other, end with the parent.

Standard input brings jobs and wishes to stop, standard output takes steps and results; what anything else prints goes
to standard error. When the parent is gone in the middle of work, the process ends at once, as if it had been killed:
every use case survives that.
"""

from __future__ import annotations

import contextlib
import gc
import os
import queue
import signal
import sys
import threading
import time
import traceback
from typing import TYPE_CHECKING, BinaryIO, Final

from cultdip_desktop.core import durable
from cultdip_desktop.core.errors import Cancelled, UserError
from cultdip_desktop.core.progress import CancelToken
from cultdip_desktop.workshop import wire

if TYPE_CHECKING:
    from cultdip_desktop.app import Office

_PAUSE: Final = 0.02
"""Seconds between two steps that are passed on: a bar needs no more than 50 a second."""

_NICENESS: Final = 5
_ROOM_FOR_VALUES: Final = 50_000
"""New objects between two looks for circles: an import makes millions of values that have none."""


def main() -> None:
    """Work until the parent closes its end."""
    with contextlib.suppress(ValueError):
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C in a terminal reaches us too; the parent decides
    if hasattr(os, "nice"):
        os.nice(_NICENESS)  # the window comes first
    incoming, outgoing = _take_pipes()
    with contextlib.suppress(OSError):
        _serve(incoming, outgoing)


def _serve(incoming: BinaryIO, outgoing: BinaryIO) -> None:
    hire = wire.receive(incoming)
    if not isinstance(hire, wire.Hire):
        return
    from cultdip_desktop.app import colleague  # the libraries load while the parent may already be gone

    gc.freeze()  # what is loaded stays
    gc.set_threshold(_ROOM_FOR_VALUES)
    try:
        office = colleague(hire.home, hire.key, writing=hire.writing)
    except UserError as error:
        wire.send(outgoing, wire.Refused(error.code, error.params))
        return
    with office:
        wire.send(outgoing, wire.Ready())
        inbox = _Inbox(incoming)
        while (job := inbox.next_job()) is not None:
            _answer(outgoing, office, job, inbox)
            gc.collect()


def _answer(outgoing: BinaryIO, office: Office, job: wire.Job, inbox: _Inbox) -> None:
    message = _work(outgoing, office, job, inbox)
    inbox.rest()
    try:
        wire.send(outgoing, message)
    except TypeError:
        wire.send(outgoing, wire.Fault(traceback.format_exc()))


def _work(outgoing: BinaryIO, office: Office, job: wire.Job, inbox: _Inbox) -> wire.Message:
    from cultdip_desktop.services.workshop import work_of

    progress = _Progress(outgoing, inbox.token)
    try:
        method = work_of(office.renewed(job.actor), job.task)
        with durable.refusing_paths():
            return wire.Done(method(**job.given, progress=progress))
    except UserError as error:
        return wire.Refused(error.code, error.params)
    except Cancelled:
        return wire.Stopped()
    except Exception:  # noqa: BLE001 - the parent files the crash report
        return wire.Fault(traceback.format_exc())


class _Progress:
    """Passes steps on, joined where they come fast, and hears the wish to stop."""

    def __init__(self, outgoing: BinaryIO, token: CancelToken) -> None:
        self._outgoing = outgoing
        self._token = token
        self._next = 0.0

    def step(self, done: int, total: int, what: str = "") -> None:
        """Tell the parent, then raise `Cancelled` if asked to."""
        if self._token.cancelled:
            raise Cancelled
        now = time.monotonic()
        if now >= self._next or done == total:
            self._next = now + _PAUSE
            wire.send(self._outgoing, wire.Step(done, total, what))


class _Inbox:
    """Hears the parent in a thread of its own, so that a wish to stop arrives in the middle of work."""

    def __init__(self, incoming: BinaryIO) -> None:
        self._incoming = incoming
        self._jobs: queue.SimpleQueue[wire.Job | None] = queue.SimpleQueue()
        self._busy = threading.Event()
        self.token = CancelToken()
        threading.Thread(target=self._listen, name="workshop-inbox", daemon=True).start()

    def next_job(self) -> wire.Job | None:
        """Wait for work; None once the parent has gone."""
        return self._jobs.get()

    def rest(self) -> None:
        """The work is over; only its end is still to be told."""
        self._busy.clear()

    def _listen(self) -> None:
        while (message := self._hear()) is not None:
            if isinstance(message, wire.Job):
                self.token = CancelToken()
                self._busy.set()
                self._jobs.put(message)
            elif isinstance(message, wire.Stop):
                self.token.cancel()
        if self._busy.is_set():
            os._exit(1)
        self._jobs.put(None)

    def _hear(self) -> wire.Message | None:
        try:
            return wire.receive(self._incoming)
        except OSError:
            return None


def _take_pipes() -> tuple[BinaryIO, BinaryIO]:
    """The two pipes, out of reach of whatever prints or reads."""
    incoming, outgoing = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 0)
    os.dup2(2 if sys.stderr is not None else nothing, 1)
    os.close(nothing)
    return incoming, outgoing


if __name__ == "__main__":
    main()
