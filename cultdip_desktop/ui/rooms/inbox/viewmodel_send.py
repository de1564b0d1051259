"""Sending receipts: who has something to hear, and one signed file for each."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices

from cultdip_desktop.app import Office
from cultdip_desktop.core.progress import Progress
from cultdip_desktop.domain.changes import ChangeSet
from cultdip_desktop.hq.receipts import Pending, ReceiptFile, ReceiptService
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.jobs import Job, Latest
from cultdip_desktop.ui.rooms.inbox.values import Waiting

_TOLD = ChangeSet("told", "dispatch.seal", frozenset({"dispatch", "inbox", "remark"}))
"""What pages learn once receipts were written: the write itself happens in another process."""


class SendModel(QObject):
    """The missions that wait, and what became of their receipts."""

    changed = Signal()
    started = Signal(object)
    """The `Job` that signs and writes."""

    written = Signal(object)
    """Lines of all missions that were dealt with (`Waiting`)."""

    failed = Signal(object)

    def __init__(self, kit: Kit, office: Office) -> None:
        super().__init__()
        self._kit = kit
        self._office = office
        self._latest = Latest()
        self.waiting: tuple[Waiting, ...] = ()
        self.writing = False

    def reload(self) -> None:
        """Ask who waits."""
        number = self._latest.ask()

        def show(found: tuple[Waiting, ...]) -> None:
            if self._latest.is_current(number):
                self.waiting = found
                self.changed.emit()

        self._kit.jobs.read(lambda _progress: self._ask(), show, self.failed.emit, owner=self)

    def write(self, folder: Path, pin: str, offices: Collection[str]) -> None:
        """Sign and write a receipt for each of these; one mission's trouble stops no other's."""
        if self.writing:
            return
        self.writing = True
        before = {line.office: line for line in self.waiting}

        def done(files: list[ReceiptFile]) -> None:
            self.writing = False
            self._kit.bus.publish(_TOLD)
            self.written.emit(tuple(_dealt(before, one) for one in files))

        def fail(error: object) -> None:
            self.writing = False
            self.failed.emit(error)

        def work(progress: Progress) -> list[ReceiptFile]:
            return self._receipts().write(folder, pin, offices=frozenset(offices), progress=progress)

        job: Job[list[ReceiptFile]] = self._kit.jobs.write(work, done, fail, lambda: done([]), owner=self)
        self.started.emit(job)

    def open_folder(self, folder: Path) -> None:
        """Show the folder in the system's own program."""
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))

    def _ask(self) -> tuple[Waiting, ...]:
        return tuple(_waiting(one) for one in self._receipts().pending())

    def _receipts(self) -> ReceiptService:
        if self._office.receipts is None:
            raise TypeError("a mission sends no receipts")
        return self._office.receipts


def _waiting(one: Pending) -> Waiting:
    return Waiting(
        office=one.office,
        mission=one.mission,
        packages=one.packages,
        decisions=one.decisions,
        remarks=one.remarks,
        duties=one.duties,
        since=one.since,
    )


def _dealt(before: dict[str, Waiting], one: ReceiptFile) -> Waiting:
    blank = Waiting(office=one.office, mission=None, packages=0, decisions=0, remarks=0, duties=0, since=None)
    return replace(before.get(one.office, blank), file=one.file, error=one.error)
