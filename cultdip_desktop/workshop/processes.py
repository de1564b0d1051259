"""The parent's side: starts children when long work comes, hands it over, and sees to it that none is left behind."""

from __future__ import annotations

import logging
import os
import queue
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO, Final, cast

from cultdip_desktop.core.errors import Cancelled, UserError
from cultdip_desktop.core.progress import Progress
from cultdip_desktop.crypto.keyfile import OfficeKey
from cultdip_desktop.services.workshop import UnavailableError
from cultdip_desktop.workshop import FLAG, wire

MOST: Final = 2
"""Children at once: each costs about 100 MiB, and the window wants a core for itself."""

_IDLE: Final = 120.0
"""Seconds without work after which a child goes home."""

_GRACE: Final = 3.0
"""Seconds in which a child that was asked to leave may close its store."""

_LISTEN: Final = 0.1
"""Seconds between two questions whether the user wants to stop."""

_START: Final = 60.0
"""Seconds until a child must have opened the office: a cold disk and a virus scanner included."""

_SECRETS: Final = ("CULTDIP_PASSPHRASE", "CULTDIP_PIN")
_BOOT: Final = "import sys; sys.path.append(sys.argv[1]); from cultdip_desktop.workshop.child import main; main()"
_LOG: Final = logging.getLogger(__name__)


class WorkshopFault(RuntimeError):  # noqa: N818 - a bug that happened in a child, with the child's traceback
    """Raised here what is a bug there."""


class ProcessWorkshop:
    """Children of one office. Thread-safe; close it before the office's store.

    `recover` is called when a child has died and no other is at work: it completes or undoes what was interrupted, as
    the next start of the program would.
    """

    def __init__(self, home: Path, key: OfficeKey, writing: bool, recover: Callable[[], None]) -> None:
        self._hire: Final = wire.Hire(home.absolute(), key, writing)
        self._recover: Final = recover
        self._places: Final = threading.Semaphore(MOST)
        self._lock: Final = threading.Lock()
        self._idle: list[_Child] = []
        self._busy: set[_Child] = set()
        self._closed = False

    def run(self, task: str, given: Mapping[str, Any], *, actor: str | None, progress: Progress) -> Any:
        """As `services.workshop.Workshop.run`."""
        while not self._places.acquire(timeout=_LISTEN):
            progress.step(0, 0)
        try:
            return self._run(wire.Job(task, given, actor), progress)
        finally:
            self._places.release()

    def close(self) -> None:
        """Send everybody home; whoever is still at work is stopped hard, which leaves nothing half done."""
        with self._lock:
            self._closed = True
            children = [*self._idle, *self._busy]
            self._idle.clear()
        for child in children:
            child.leave()
        for child in children:
            child.wait(_GRACE)

    @property
    def pids(self) -> tuple[int, ...]:
        """Processes that live."""
        with self._lock:
            return tuple(child.pid for child in (*self._idle, *self._busy) if child.alive)

    def _run(self, job: wire.Job, progress: Progress) -> Any:
        child = self._take()
        try:
            answer = child.work(job, progress)
        finally:
            alone = self._give_back(child)
        if answer is None:
            _LOG.info("a child of the workshop has died during %s", job.task)
            if alone:
                self._recover()
            raise UserError("workshop.stopped")
        return _result(answer)

    def _take(self) -> _Child:
        with self._lock:
            if self._closed:
                raise UnavailableError
            child = next((one for one in reversed(self._idle) if one.alive), None)
            self._idle = [one for one in self._idle if one is not child and one.alive]
            if child is not None:
                child.keep()
                self._busy.add(child)
                return child
        child = _Child(self._hire)
        with self._lock:
            if not self._closed:
                self._busy.add(child)
                return child
        child.leave()
        raise UnavailableError

    def _give_back(self, child: _Child) -> bool:
        """True when nobody else is at work."""
        with self._lock:
            self._busy.discard(child)
            if child.alive and not self._closed:
                self._idle.append(child)
                child.go_home_after(_IDLE)
            return not self._busy


def _result(answer: wire.Message) -> Any:
    if isinstance(answer, wire.Done):
        return answer.result
    if isinstance(answer, wire.Refused):
        raise UserError(answer.code, **answer.params)
    if isinstance(answer, wire.Stopped):
        raise Cancelled
    raise WorkshopFault(answer.story if isinstance(answer, wire.Fault) else type(answer).__name__)


class _Child:
    """One process. Its first answer is awaited when the first work comes."""

    def __init__(self, hire: wire.Hire) -> None:
        """Start it.

        Raises:
            UnavailableError: the system refuses.
        """
        environment = {name: value for name, value in os.environ.items() if name not in _SECRETS}
        hidden = int(getattr(subprocess, "CREATE_NO_WINDOW", 0))  # Windows only
        try:
            self._process = subprocess.Popen(  # noqa: S603 - our own program, nothing from a user
                _command(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment, creationflags=hidden
            )
        except OSError as error:
            raise UnavailableError from error
        self._to: Final = cast("BinaryIO", self._process.stdin)
        self._heard: Final[queue.SimpleQueue[wire.Message | None]] = queue.SimpleQueue()
        self._gone = threading.Event()
        self._ready = False
        self._clock: threading.Timer | None = None
        threading.Thread(target=self._listen, name="workshop", daemon=True).start()
        self._tell(hire)

    @property
    def pid(self) -> int:
        """Of the process."""
        return self._process.pid

    @property
    def alive(self) -> bool:
        """Whether work can be given to it."""
        return not self._gone.is_set()

    def work(self, job: wire.Job, progress: Progress) -> wire.Message | None:
        """Do a job; None when the child died over it.

        Raises:
            UnavailableError: it never opened the office.
        """
        if not self._ready:
            self._await_ready(progress)
        self._tell(job)
        step, asked = wire.Step(0, 0, ""), False
        while True:
            try:
                message = self._heard.get(timeout=_LISTEN)
            except queue.Empty:
                message = step
            if not isinstance(message, wire.Step):
                if message is None:
                    self.wait(0)
                return message
            step = message
            if not asked:
                try:
                    progress.step(step.done, step.total, step.what)
                except Cancelled:
                    asked = True
                    self._tell(wire.Stop())

    def keep(self) -> None:
        """It is not idle any more."""
        if self._clock is not None:
            self._clock.cancel()
            self._clock = None

    def go_home_after(self, seconds: float) -> None:
        """Leave unless work comes before."""
        self._clock = threading.Timer(seconds, self.leave)
        self._clock.daemon = True
        self._clock.start()

    def leave(self) -> None:
        """Ask it to close the office and end."""
        self.keep()
        self._gone.set()
        with suppress(OSError):
            self._to.close()

    def wait(self, seconds: float) -> None:
        """Until it has ended; it is killed after these seconds."""
        self._gone.set()
        try:
            self._process.wait(seconds)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        with suppress(OSError):
            self._to.close()

    def _await_ready(self, progress: Progress) -> None:
        waited = 0.0
        message: wire.Message | None = None
        while waited < _START:
            progress.step(0, 0)
            try:
                message = self._heard.get(timeout=_LISTEN)
                break
            except queue.Empty:
                waited += _LISTEN
        if not isinstance(message, wire.Ready):
            self.wait(0)
            _LOG.warning("a child of the workshop did not open the office")
            raise UnavailableError
        self._ready = True

    def _tell(self, message: wire.Message) -> None:
        with suppress(OSError):  # it has died; listening will tell
            wire.send(self._to, message)

    def _listen(self) -> None:
        stream = cast("BinaryIO", self._process.stdout)
        message: wire.Message | None = None
        with stream, suppress(OSError):
            while (message := wire.receive(stream)) is not None:
                self._heard.put(message)
        self._gone.set()
        self._heard.put(None)


def _command() -> list[str]:
    if getattr(sys, "frozen", False):
        return [sys.executable, FLAG]  # its main is `ui.main`
    root = Path(__file__).resolve().parents[2]
    return [sys.executable, "-P", "-c", _BOOT, str(root)]
