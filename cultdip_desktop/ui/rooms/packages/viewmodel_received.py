"""What the pages about headquarters' files ask of the office: take files in, receipts, directives, the library."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Signal

from cultdip_desktop.app import Office
from cultdip_desktop.core.errors import UserError
from cultdip_desktop.core.progress import Progress
from cultdip_desktop.domain.changes import ChangeSet
from cultdip_desktop.domain.directive import Directive
from cultdip_desktop.domain.issuing import Decision, DirectiveTaskState
from cultdip_desktop.domain.mission import OfficeRole
from cultdip_desktop.domain.package import InboxOutcome, SentPackage, SentState
from cultdip_desktop.domain.receipt import PackageAnswer
from cultdip_desktop.services.acknowledgements import Acknowledgements
from cultdip_desktop.services.receiving import Incoming
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.jobs import Job, Latest
from cultdip_desktop.ui.rooms.packages.values_received import AnsweredPackage, Batch, FileLine, ReceiptsView, Word

_KINDS: Final = {
    "receipt",
    "directive",
    "library",
    "catalogue",
    "programme",
    "task",
    "package",
    "report",
    "event",
    "inbox",
}


class ReceivedModel(QObject):
    """Made once with the room; overtaken answers are dropped."""

    started = Signal(object)
    """A `Job` of verifying or of taking in."""

    previewed = Signal(object)
    """A `Batch`: what would happen. Nothing has entered."""

    finished = Signal(object)
    """A `Batch`: what happened."""

    failed = Signal(object)
    """A `UserError` that stopped the whole."""

    receipts_read = Signal(object)
    """A `ReceiptsView`."""

    directives_read = Signal(object)
    """The directives, the newest first."""

    library_read = Signal(object)
    """Central items that may be used today."""

    old_codes_read = Signal(object)
    """How many events carry codes with a successor (int)."""

    changed = Signal()
    """Something of headquarters' matter was written."""

    def __init__(self, kit: Kit, office: Office, parent: QObject) -> None:
        super().__init__(parent)
        self._kit = kit
        self._office = office
        self._latest = {name: Latest() for name in ("files", "receipts", "directives", "library", "codes")}
        self._job: Job[Batch] | None = None
        self.batch: Batch | None = None
        """The preview in force; None while verifying and after taking in."""

        self.taking = False
        kit.bus.watch(self, _KINDS, lambda _changes: self.changed.emit())

    @property
    def zone(self) -> str:
        """The office's time zone."""
        return self._office.identity.zone

    @property
    def takes(self) -> bool:
        """Whether this office takes in what headquarters sends: missions do."""
        return self._office.role is OfficeRole.MISSION

    @property
    def busy(self) -> bool:
        """Whether files are being verified or taken in right now."""
        return self._job is not None

    def today(self) -> date:
        """The present day at the office."""
        return self._office.programme.today()

    def preview(self, paths: Sequence[Path]) -> None:
        """Verify these files and say what they would change."""
        self.stop()
        self.batch = None
        number, wanted = self._latest["files"].ask(), list(paths)

        def work(progress: Progress) -> Batch:
            return Batch(
                tuple(_line(index, one) for index, one in enumerate(self._office.receiving.preview(wanted, progress)))
            )

        def show(batch: Batch) -> None:
            if self._latest["files"].is_current(number):
                self.batch, self._job = batch, None
                self.previewed.emit(batch)

        def fail(error: UserError) -> None:
            if self._latest["files"].is_current(number):
                self._job = None
                self.failed.emit(error)

        self._start(self._kit.jobs.compute(work, show, fail, lambda: show(Batch((), cancelled=True)), owner=self))

    def take_in(self) -> None:
        """Take in what the preview shows; each file is complete before the next begins."""
        batch = self.batch
        if batch is None or self.taking or not batch.worth_taking:
            return
        self.batch, self.taking = None, True
        lines = {line.key: line for line in batch.lines}
        wanted = batch.worth_taking

        def work(progress: Progress) -> Batch:
            found = self._office.receiving.take_in([line.path for line in wanted], progress)
            changes = [one.change_set for one in found if one.change_set]
            taken = {line.key: _line(int(line.key), one) for line, one in zip(wanted, found, strict=True)}
            return Batch(tuple({**lines, **taken}.values()), changes=_together(changes))

        self._start(
            self._kit.jobs.write(
                work, self._taken, self._not_taken, lambda: self._taken(Batch(batch.lines, cancelled=True)), owner=self
            )
        )

    def stop(self) -> None:
        """Forget a verification under way; files that are entering go on."""
        if self._job is not None and not self.taking:
            self._latest["files"].ask()
            self._job.cancel()
            self._job = None

    def read_receipts(self) -> None:
        """Ask for the page of receipts."""
        office = self._office

        def work(_progress: Progress) -> ReceiptsView:
            return _receipts(office.acknowledgements.view(), office.desk.clock.now())

        self._ask("receipts", work, self.receipts_read.emit)

    def read_directives(self) -> None:
        """Ask for the directives."""
        self._ask("directives", lambda _progress: self._office.received_directives.all(), self.directives_read.emit)
        self._ask("codes", lambda _progress: len(self._office.issued.old_codes().events), self.old_codes_read.emit)

    def read_library(self) -> None:
        """Ask for messages, stories, products and templates."""
        self._ask("library", lambda _progress: self._office.issued.library(), self.library_read.emit)

    def answer(
        self,
        task_id: str,
        state: DirectiveTaskState,
        text: str,
        then: Callable[[ChangeSet], object],
        refused: Callable[[UserError], object],
    ) -> None:
        """Say how far a task of a directive is."""

        def done(changes: ChangeSet) -> None:
            self._kit.bus.publish(changes)
            then(changes)

        self._kit.jobs.write(
            lambda _progress: self._office.received_directives.answer(task_id, state, text), done, refused, owner=self
        )

    def mark_read(self, directive: Directive) -> None:
        """Somebody has opened it."""
        if directive.read_at is None:
            self._kit.jobs.write(
                lambda _progress: self._office.received_directives.mark_read(directive.id),
                self._kit.bus.publish,
                owner=self,
            )

    def retag(self, then: Callable[[ChangeSet], object]) -> None:
        """Give events with old codes those of the current edition."""

        def done(changes: ChangeSet) -> None:
            self._kit.bus.publish(changes)
            then(changes)

        self._kit.jobs.write(lambda _progress: self._office.issued.retag(), done, self.failed.emit, owner=self)

    def _ask(self, name: str, work: Callable[[Progress], object], show: Callable[[object], object]) -> None:
        number = self._latest[name].ask()

        def tell(found: object) -> None:
            if self._latest[name].is_current(number):
                show(found)

        self._kit.jobs.read(work, tell, self.failed.emit, owner=self)

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

    def _not_taken(self, error: UserError) -> None:
        self.taking, self._job = False, None
        self.failed.emit(error)


def _line(index: int, one: Incoming) -> FileLine:
    return FileLine(
        key=str(index),
        path=one.file,
        outcome=one.outcome,
        kind=one.kind,
        trouble=UserError(one.code, **one.params) if one.code else None,
        changes=one.changes,
        seq=one.at.seq if one.at else 0,
        stream=one.at.stream if one.at else "",
    )


def _together(changes: Sequence[ChangeSet]) -> ChangeSet | None:
    """One change set for the drop, so that every model refreshes once."""
    if not changes:
        return None
    kinds = frozenset[str]().union(*(change.kinds for change in changes))
    ids = frozenset[str]().union(*(change.ids for change in changes))
    return ChangeSet(changes[-1].action, changes[-1].label, kinds, ids)


def _receipts(found: Acknowledgements, now: datetime) -> ReceiptsView:
    receipts = {one.receipt.id: one for one in found.receipts}
    missing = {one.id for one in found.standing.missing}
    silent = {one.id for one in found.standing.unanswered}
    lines = tuple(
        AnsweredPackage(
            package=package,
            answer=answer,
            word=_word(package, answer, missing, silent),
            receipt=receipts.get(package.receipt_id or ""),
        )
        for package, answer in found.packages
    )
    return ReceiptsView(lines, found.standing, len(found.receipts), now)


def _word(package: SentPackage, answer: PackageAnswer | None, missing: set[str], silent: set[str]) -> Word:
    if package.id in missing:
        return Word.MISSING
    if answer is not None and answer.decision is not Decision.NONE:
        return Word(answer.decision.value)
    if answer is not None and answer.outcome is InboxOutcome.HELD:
        return Word.HELD
    if package.state is SentState.RECEIVED:
        return Word.RECEIVED
    if answer is not None:
        return Word.REFUSED
    return Word.UNANSWERED if package.id in silent else Word.WAITING
