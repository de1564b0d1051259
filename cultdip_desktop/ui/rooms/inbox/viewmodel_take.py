"""Taking in a batch: verify in the background, show what would happen, then do it file by file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.jobs import Job, Latest
from cultdip_desktop.ui.rooms.inbox import viewmodel_batch
from cultdip_desktop.ui.rooms.inbox.values import Batch
from cultdip_desktop.ui.rooms.inbox.viewmodel import InboxDesk


class TakeModel(QObject):
    """One batch of files, from dropping to the list of results."""

    started = Signal(object)
    """A `Job` of verifying or of taking in."""

    previewed = Signal(object)
    """A `Batch`: what would happen. Nothing has entered."""

    finished = Signal(object)
    """A `Batch`: what happened."""

    failed = Signal(object)
    """A `UserError` that stopped the batch as a whole."""

    def __init__(self, kit: Kit, desk: Callable[[], InboxDesk]) -> None:
        super().__init__()
        self._kit = kit
        self._desk = desk
        self._latest = Latest()
        self._job: Job[Batch] | None = None
        self.paths: tuple[Path, ...] = ()
        self.batch: Batch | None = None
        """The preview in force; None while verifying and after taking in."""

        self.taking = False
        """Whether packages are entering at this moment."""

    @property
    def busy(self) -> bool:
        """Whether files are being verified or taken in right now."""
        return self._job is not None

    def preview(self, paths: Sequence[Path]) -> None:
        """Verify these files and what is in these folders."""
        self.stop()
        self.paths, self.batch = tuple(paths), None
        number = self._latest.ask()

        def show(batch: Batch) -> None:
            if self._latest.is_current(number):
                self.batch, self._job = batch, None
                self.previewed.emit(batch)

        def fail(error: UserError) -> None:
            if self._latest.is_current(number):
                self._job = None
                self.failed.emit(error)

        wanted = self.paths
        job = self._kit.jobs.read(
            lambda progress: viewmodel_batch.preview(self._desk(), wanted, progress),
            show,
            fail,
            lambda: show(Batch((), 0, cancelled=True)),
            owner=self,
        )
        self._start(job)

    def take_in(self) -> None:
        """Take in what the preview shows; each file is complete before the next begins."""
        batch = self.batch
        if batch is None or self.taking or not batch.worth_taking:
            return
        self.batch, self.taking = None, True
        job = self._kit.jobs.write(
            lambda progress: viewmodel_batch.take_in(self._desk(), batch, progress),
            self._taken,
            self._failed,
            lambda: self._taken(Batch((), len(batch.worth_taking), cancelled=True)),
            owner=self,
        )
        self._start(job)

    def stop(self) -> None:
        """Forget a verification under way; packages that are entering go on."""
        if self._job is not None and not self.taking:
            self._latest.ask()
            self._job.cancel()
            self._job = None

    def _start(self, job: Job[Batch]) -> None:
        self._job = job
        job.finished.connect(lambda: self._over(job))
        self.started.emit(job)

    def _over(self, job: Job[Batch]) -> None:
        if self._job is job:
            self._job = None

    def _taken(self, batch: Batch) -> None:
        self.taking, self._job = False, None
        if batch.changes is not None:
            self._kit.bus.publish(batch.changes)
        self.finished.emit(batch)

    def _failed(self, error: UserError) -> None:
        self.taking, self._job = False, None
        self.failed.emit(error)
