"""Work off the UI thread: one thread writes, a few read, a few compute; results come back as queued signals.

Work functions know no Qt; they take a `Progress` whose `step` raises `Cancelled`. A result whose owner is gone
is dropped. This module and the crash hook are the only places that may catch every exception.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final, Generic, TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from shiboken6 import isValid

from cultdip_desktop.core.errors import Cancelled, UserError
from cultdip_desktop.core.progress import CancelToken, Progress, ReportingProgress

if TYPE_CHECKING:
    from concurrent.futures import Future, ThreadPoolExecutor

T = TypeVar("T")

READERS: Final = 2
"""Threads for reading: the store answers in milliseconds; more would only queue on its lock."""

COMPUTERS: Final = 2
"""Threads for hashing, thumbnails, rendering: their C code runs without the interpreter lock."""

_WRITE: Final = ("write", 1)
_READ: Final = ("read", READERS)
_COMPUTE: Final = ("compute", COMPUTERS)


class Job(QObject, Generic[T]):
    """One piece of work under way. Lives on the UI thread; `cancel` asks, it does not force."""

    progress = Signal(int, int, str)
    """done, total (0 = unknown), what."""

    finished = Signal()
    """However it ended."""

    _ended = Signal(object, object)
    _stepped = Signal()

    def __init__(
        self,
        jobs: Jobs,
        owner: QObject | None,
        on_done: Callable[[T], object] | None,
        on_error: Callable[[UserError], object] | None,
        on_cancel: Callable[[], object] | None,
    ) -> None:
        super().__init__(jobs)
        self._jobs = jobs
        self._owner = owner
        self._owned = owner is not None
        self._on_done = on_done
        self._on_error = on_error
        self._on_cancel = on_cancel
        self._token = CancelToken()
        self._over = False
        self._step = (0, 0, "")
        self._step_on_its_way = False
        self._stepped.connect(self._pass_step, Qt.ConnectionType.QueuedConnection)
        self._ended.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    @property
    def running(self) -> bool:
        """Whether its end has not been delivered yet."""
        return not self._over

    def cancel(self) -> None:
        """Ask the work to stop at its next step."""
        self._token.cancel()

    def run(self, work: Callable[[Progress], T]) -> None:
        """Do the work; called in the worker's thread."""
        from cultdip_desktop.core import durable  # its digests are nothing that a first window waits for

        progress = ReportingProgress(self._token, self._tell)
        try:
            if self._token.cancelled:
                raise Cancelled
            with durable.refusing_paths():
                result, error = work(progress), None
        except BaseException as raised:  # noqa: BLE001 - the job runner: every ending is delivered
            result, error = None, raised
        if isValid(self):
            self._ended.emit(result, error)

    def _tell(self, done: int, total: int, what: str) -> None:
        """Called in the worker's thread; steps that come faster than the window can show are joined."""
        self._step = (done, total, what)
        if not self._step_on_its_way and isValid(self):
            self._step_on_its_way = True
            self._stepped.emit()

    def _pass_step(self) -> None:
        self._step_on_its_way = False
        self.progress.emit(*self._step)

    def _wanted(self) -> bool:
        return not self._owned or (self._owner is not None and isValid(self._owner))

    def _deliver(self, result: T, error: BaseException | None) -> None:
        self._over = True
        try:
            if self._wanted():
                self._call_back(result, error)
            elif error is not None and not isinstance(error, UserError | Cancelled):
                self._jobs.on_crash(error)
        finally:
            self._jobs.forget(self)
            self.finished.emit()
            self.deleteLater()

    def _call_back(self, result: T, error: BaseException | None) -> None:
        if error is None:
            if self._on_done is not None:
                self._on_done(result)
        elif isinstance(error, Cancelled):
            if self._on_cancel is not None:
                self._on_cancel()
        elif isinstance(error, UserError):
            (self._on_error or self._jobs.on_user_error)(error)
        else:
            self._jobs.on_crash(error)


class Jobs(QObject):
    """Starts work and delivers its end on the thread this object was made on (the UI thread)."""

    busy_changed = Signal(bool)
    """True when the first job starts, False when the last one is delivered."""

    def __init__(
        self,
        on_user_error: Callable[[UserError], object],
        on_crash: Callable[[BaseException], object],
    ) -> None:
        """`on_user_error` shows a notice when a job has no `on_error`; `on_crash` files a crash report."""
        super().__init__()
        self.on_user_error = on_user_error
        self.on_crash = on_crash
        self._pools: dict[tuple[str, int], ThreadPoolExecutor] = {}
        self._running: set[Job[Any]] = set()
        self._writing: set[Job[Any]] = set()
        self._waiting: list[tuple[QObject, Callable[[], object]]] = []
        self._closed = threading.Event()

    @property
    def busy(self) -> bool:
        """Whether any job is under way."""
        return bool(self._running)

    def write(
        self,
        work: Callable[[Progress], T],
        on_done: Callable[[T], object] | None = None,
        on_error: Callable[[UserError], object] | None = None,
        on_cancel: Callable[[], object] | None = None,
        *,
        owner: QObject | None = None,
    ) -> Job[T]:
        """Run on the one writing thread, in the order of the calls."""
        return self._start(_WRITE, work, Job(self, owner, on_done, on_error, on_cancel))

    def read(
        self,
        work: Callable[[Progress], T],
        on_done: Callable[[T], object] | None = None,
        on_error: Callable[[UserError], object] | None = None,
        on_cancel: Callable[[], object] | None = None,
        *,
        owner: QObject | None = None,
    ) -> Job[T]:
        """Run a query; several may run at once and end in any order (compare a request number when it matters)."""
        return self._start(_READ, work, Job(self, owner, on_done, on_error, on_cancel))

    def compute(
        self,
        work: Callable[[Progress], T],
        on_done: Callable[[T], object] | None = None,
        on_error: Callable[[UserError], object] | None = None,
        on_cancel: Callable[[], object] | None = None,
        *,
        owner: QObject | None = None,
    ) -> Job[T]:
        """Run work that touches no store: pictures, hashes, documents."""
        return self._start(_COMPUTE, work, Job(self, owner, on_done, on_error, on_cancel))

    def once_quiet(self, owner: QObject, then: Callable[[], object]) -> None:
        """Call `then` when nothing is under way any more and the answers are painted; soon when nothing is now.

        For what a page can do without at first: it does not compete with what the page shows. Not called once the
        window is closing, or when `owner` is gone.
        """
        if self._running:
            self._waiting.append((owner, then))
        else:
            self._soon(owner, then)

    def stop_reading(self) -> None:
        """Ask all reading and computing to stop; every write that was asked for is still done."""
        for job in self._running - self._writing:
            job.cancel()

    def cancel_all(self) -> None:
        """Ask everything to stop; writes under way end first."""
        for job in list(self._running):
            job.cancel()

    def close(self) -> None:
        """Cancel reading and computing, wait for the writes that were asked for, deliver nothing more."""
        if self._closed.is_set():
            return
        self._closed.set()
        others = [pool for kind, pool in self._pools.items() if kind != _WRITE]
        for pool in others:
            pool.shutdown(wait=False, cancel_futures=True)
        if _WRITE in self._pools:
            self._pools[_WRITE].shutdown(wait=True)
        for job in list(self._running):
            job.cancel()
        for pool in others:
            pool.shutdown(wait=True)

    @property
    def closed(self) -> bool:
        """Whether no work is taken any more: the window is closing."""
        return self._closed.is_set()

    def forget(self, job: Job[T]) -> None:
        """A job was delivered (called by the job)."""
        self._running.discard(job)
        self._writing.discard(job)
        if self._running:
            return
        waiting, self._waiting = self._waiting, []
        for owner, then in waiting:
            self._soon(owner, then)
        self.busy_changed.emit(False)

    def _soon(self, owner: QObject, then: Callable[[], object]) -> None:
        if isValid(owner):
            QTimer.singleShot(0, owner, lambda: None if self.closed else then())

    def _start(self, kind: tuple[str, int], work: Callable[[Progress], T], job: Job[T]) -> Job[T]:
        if self._closed.is_set():
            raise RuntimeError("jobs are closed")
        if not self._running:
            self.busy_changed.emit(True)
        self._running.add(job)
        if kind == _WRITE:
            self._writing.add(job)
        future: Future[None] = self._pool(kind).submit(job.run, work)
        del future
        return job

    def _pool(self, kind: tuple[str, int]) -> ThreadPoolExecutor:
        """Its threads, made with the first work of that kind: the window is painted before there is any."""
        from concurrent.futures import ThreadPoolExecutor

        if kind not in self._pools:
            name, threads = kind
            self._pools[kind] = ThreadPoolExecutor(threads, name)
        return self._pools[kind]


class Latest:
    """Tells whether an answer still belongs to the last question, when questions overtake each other."""

    def __init__(self) -> None:
        self._number = 0

    def ask(self) -> int:
        """Number a new question; every earlier one is stale from now on."""
        self._number += 1
        return self._number

    def is_current(self, number: int) -> bool:
        """Whether no newer question was asked since."""
        return number == self._number
