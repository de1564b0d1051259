"""What the page «Tài liệu khác» asks of the office: years, goals, events to choose from, and the documents themselves."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices

from cultdip_desktop.app import Office
from cultdip_desktop.core.errors import UserError
from cultdip_desktop.core.progress import Progress
from cultdip_desktop.domain.document import DocumentKind
from cultdip_desktop.domain.event import EventKind
from cultdip_desktop.domain.period import Period
from cultdip_desktop.domain.report import Report, ReportKind, ReportLanguage, report_on
from cultdip_desktop.domain.strategy import GOAL_KINDS, Catalogue
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.reports.documents.matter import Options, Visit
from cultdip_desktop.services.reports import Built
from cultdip_desktop.store.query.events import EventRow
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.jobs import Job, Latest
from cultdip_desktop.ui.rooms.reports.document_kinds import Offer


@dataclass(frozen=True, slots=True)
class Goal:
    """A goal that a thematic report may look at."""

    code: str
    title: BiText


@dataclass(frozen=True, slots=True)
class FoundEvent:
    """An event in a picker."""

    id: str
    number: str
    title: BiText
    kind: EventKind
    day: date | None


@dataclass(frozen=True, slots=True)
class Known:
    """What can be chosen from."""

    years: tuple[int, ...]
    """The newest first."""

    year: int
    """The present one."""

    goals: tuple[Goal, ...]
    today: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """One document with everything that was chosen for it."""

    offer: Offer
    language: ReportLanguage = "vi"
    year: int = 0
    part: str = ""
    event_id: str = ""
    event_number: str = ""
    goal: str = ""
    first: date | None = None
    last: date | None = None
    visit: str = ""
    successor: str = ""

    @property
    def lacks(self) -> str:
        """What must be chosen before there can be a document: `event`, `goal`, `days`; empty for nothing."""
        if self.offer.key == DocumentKind.DOSSIER and not self.event_id:
            return "event"
        if self.offer.key == ReportKind.THEMATIC and not self.goal:
            return "goal"
        if self.offer.key == ReportKind.MIDTERM and (self.first is None or self.last is None or self.last < self.first):
            return "days"
        return ""

    @property
    def name(self) -> str:
        """The middle of a file's name."""
        key = str(self.offer.key)
        days = f"{self.first}_{self.last}" if self.offer.key == ReportKind.MIDTERM else ""
        chosen = self.event_number or days or "-".join(part for part in (str(self.year), self.part, self.goal) if part)
        return f"{key}_{chosen}" if self.offer.asks and chosen else key


class DocumentsModel(QObject):
    """Overtaken answers are dropped."""

    known = Signal(object)
    """`Known`."""

    found = Signal(object)
    """Events (`FoundEvent`) for the picker of a dossier."""

    event_chosen = Signal(str)
    """The event that the page was opened for; it is among those found next."""

    drawing = Signal(object)
    """The `Job` that builds the preview."""

    drawn = Signal(bytes)
    stopped = Signal()
    failed = Signal(object)

    def __init__(self, kit: Kit, office: Office) -> None:
        super().__init__()
        self._kit = kit
        self._office = office
        self._finds, self._drawings = Latest(), Latest()
        self._drawing: Job[bytes] | None = None

    def today(self) -> date:
        """The present day at the office."""
        return self._office.documents.today()

    def load(self) -> None:
        """Ask what can be chosen from."""

        def work(_progress: Progress) -> Known:
            documents = self._office.documents
            goals = _goals(self._office.catalogue.current())
            return Known(documents.years(), documents.this_year().year, goals, documents.today())

        self._kit.jobs.read(work, self.known.emit, self.failed.emit, owner=self)

    def find(self, text: str, first: str = "") -> None:
        """Find events for the picker; without text the latest ones, before them the event `first`."""
        number = self._finds.ask()

        def work(_progress: Progress) -> tuple[EventRow, ...]:
            registers = self._office.registers
            named = registers.events([first]) if first else ()
            return (*named, *(row for row in registers.find_events(text) if row.id != first))

        def show(rows: tuple[EventRow, ...]) -> None:
            if self._finds.is_current(number):
                if first:
                    self.event_chosen.emit(first)
                self.found.emit(tuple(_found(row) for row in rows))

        self._kit.jobs.read(work, show, self.failed.emit, owner=self)

    def draw(self, wanted: Wanted) -> None:
        """Build the document in memory, for the preview; not in a window that is closing."""
        self.stop_drawing()
        if self._kit.jobs.closed:
            return
        number = self._drawings.ask()

        def show(found: bytes) -> None:
            if self._drawings.is_current(number):
                self.drawn.emit(found)

        def stop() -> None:
            if self._drawings.is_current(number):
                self.stopped.emit()

        def fail(error: UserError) -> None:
            if self._drawings.is_current(number):
                self.failed.emit(error)

        made = self._kit.jobs.read(lambda progress: self._draw(wanted, progress), show, fail, stop, owner=self)
        self._drawing = made
        made.finished.connect(lambda job=made: self._drawn(job))
        self.drawing.emit(made)

    def stop_drawing(self) -> None:
        """The preview under way is not wanted any more."""
        self._drawings.ask()
        if self._drawing is not None:
            self._drawing.cancel()

    def build(
        self,
        wanted: Wanted,
        target: Path,
        on_done: Callable[[Built], object],
        on_error: Callable[[UserError], object],
        on_cancel: Callable[[], object],
    ) -> Job[Built]:
        """Write the document as the ending of `target` says."""
        return self._kit.jobs.compute(
            lambda progress: self._build(wanted, target, progress), on_done, on_error, on_cancel, owner=self
        )

    def begin_report(self, wanted: Wanted, then: Callable[[Period], object]) -> None:
        """Let a mid-term or thematic report stand among the office's reports, where it is written and approved."""
        office, on = self._office, self._period(wanted)

        def begun(report: Report) -> None:
            then(report.on)

        self._kit.jobs.write(lambda _progress: office.reporting.begin(on), begun, self.failed.emit, owner=self)

    def suggest_name(self, wanted: Wanted, ending: str) -> Path:
        """A file name for the document."""
        return Path(f"{self._office.identity.id}_{wanted.name}_{wanted.language}{ending}")

    def open_file(self, file: Path) -> None:
        """Open a document with the system's own program."""
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(file)))

    def _draw(self, wanted: Wanted, progress: Progress) -> bytes:
        kind = wanted.offer.report
        if kind is None:
            return self._office.documents.draw(self._options(wanted), wanted.language, progress)
        return self._office.reports.draw(self._period(wanted), wanted.language, progress)

    def _build(self, wanted: Wanted, target: Path, progress: Progress) -> Built:
        kind = wanted.offer.report
        if kind is None:
            return self._office.documents.build(self._options(wanted), wanted.language, target, progress)
        return self._office.reports.build(self._period(wanted), wanted.language, target, progress)

    def _options(self, wanted: Wanted) -> Options:
        return Options(
            kind=DocumentKind(wanted.offer.key),
            period=self._period(wanted) if wanted.year else None,
            event_id=wanted.event_id,
            visit=Visit(wanted.visit, wanted.first, wanted.last),
            successor=wanted.successor,
        )

    def _period(self, wanted: Wanted) -> Period:
        if wanted.offer.report is ReportKind.MIDTERM and wanted.first is not None and wanted.last is not None:
            return report_on(Period.between(wanted.first, wanted.last), ReportKind.MIDTERM)
        period = Period(wanted.year, wanted.part, self._office.reports.rule())
        return report_on(period, wanted.offer.report or ReportKind.PERIODIC, wanted.goal if wanted.offer.report else "")

    def _drawn(self, job: Job[bytes]) -> None:
        if self._drawing is job:
            self._drawing = None


def _goals(catalogue: Catalogue) -> tuple[Goal, ...]:
    return tuple(Goal(node.code, node.title) for node in catalogue.of_kind(*GOAL_KINDS))


def _found(row: EventRow) -> FoundEvent:
    day = None if row.start is None else row.start.date()
    return FoundEvent(row.id, row.number, row.title, row.kind, day)
