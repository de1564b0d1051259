"""Headquarters' own documents: which there are, their pages for looking at, and the files."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices

from cultdip_desktop.app import Office
from cultdip_desktop.core.errors import UserError
from cultdip_desktop.core.progress import Progress
from cultdip_desktop.domain.mission import HEADQUARTERS_ZONE
from cultdip_desktop.domain.period import Period
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.hq.reporting import ConsolidatedService
from cultdip_desktop.services.reports import Built
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.jobs import Job, Latest

__all__ = ["Built", "ConsolidatedModel", "Language", "Topic"]

Language = Literal["vi", "en"]
_QUARTERS = 8
_YEARS = 3


@dataclass(frozen=True, slots=True)
class Topic:
    """One document: all missions together, or one goal or solution group for the Committee."""

    code: str
    """Empty for the consolidated report."""

    title: BiText


class ConsolidatedModel(QObject):
    """Overtaken answers are dropped."""

    known = Signal(object)
    """The topics (`Topic`), the consolidated report first."""

    drawing = Signal(object)
    drawn = Signal(bytes)
    stopped = Signal()
    failed = Signal(object)

    def __init__(self, kit: Kit, office: Office) -> None:
        super().__init__()
        self._kit = kit
        self._office = office
        self._drawings = Latest()
        self._drawing: Job[bytes] | None = None

    def periods(self) -> tuple[Period, ...]:
        """What the choice offers, the newest first: quarters, half years, years."""
        today = self._office.desk.clock.now().astimezone(ZoneInfo(HEADQUARTERS_ZONE)).date()
        rule = self._office.reports.rule()
        quarter = Period.quarter_of(today, rule)
        found = [quarter]
        for _number in range(_QUARTERS - 1):
            found.append(found[-1].previous)
        for year in range(quarter.year, quarter.year - _YEARS, -1):
            found += [Period(year, "", rule), Period(year, "H2", rule), Period(year, "H1", rule)]
        return tuple(sorted(found, key=lambda one: (one.window.last, one.window.first), reverse=True))

    def last_quarter(self) -> Period:
        """The quarter that has ended."""
        today = self._office.desk.clock.now().astimezone(ZoneInfo(HEADQUARTERS_ZONE)).date()
        return Period.quarter_of(today, self._office.reports.rule()).previous

    def load(self) -> None:
        """Ask which topics there are."""

        def work(_progress: Progress) -> tuple[Topic, ...]:
            catalogue = self._office.catalogue.current()
            found = [Topic("", BiText())]
            for code in self._service().topics():
                node = catalogue.find(code)
                found.append(Topic(code, node.title if node else BiText(code)))
            return tuple(found)

        self._kit.jobs.read(work, self.known.emit, self.failed.emit, owner=self)

    def draw(self, period: Period, topic: str, language: Language) -> None:
        """Build a document in memory, for looking at it."""
        self.stop()
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

        job = self._kit.jobs.read(
            lambda progress: self._service().draw(period, language, progress, topic=topic), show, fail, stop, owner=self
        )
        self._drawing = job
        job.finished.connect(lambda made=job: self._over(made))
        self.drawing.emit(job)

    def stop(self) -> None:
        """The preview under way is not wanted any more."""
        self._drawings.ask()
        if self._drawing is not None:
            self._drawing.cancel()

    def build(
        self,
        period: Period,
        topic: str,
        language: Language,
        target: Path,
        on_done: Callable[[Built], object],
        on_cancel: Callable[[], object],
    ) -> Job[Built]:
        """Write a document as the ending of `target` says."""
        return self._kit.jobs.compute(
            lambda progress: self._service().build(period, language, target, progress, topic=topic),
            on_done,
            self.failed.emit,
            on_cancel,
            owner=self,
        )

    def pack(
        self,
        period: Period,
        language: Language,
        folder: Path,
        on_done: Callable[[tuple[Built, ...]], object],
        on_cancel: Callable[[], object],
    ) -> Job[tuple[Built, ...]]:
        """Write the Committee's pages, a file for each topic."""
        return self._kit.jobs.compute(
            lambda progress: self._service().pack(period, language, folder, progress),
            on_done,
            self.failed.emit,
            on_cancel,
            owner=self,
        )

    def suggest_name(self, period: Period, topic: str, language: Language, ending: str) -> Path:
        """A file name."""
        name = "-".join(part for part in (topic, str(period).replace("..", "_")) if part)
        return Path(f"{self._office.identity.id}_{name}_{language}{ending}")

    def open_file(self, file: Path) -> None:
        """Open a file or folder with the system's own program."""
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(file)))

    def _service(self) -> ConsolidatedService:
        if self._office.consolidated is None:
            raise TypeError("a mission consolidates nothing")
        return self._office.consolidated

    def _over(self, job: Job[bytes]) -> None:
        if self._drawing is job:
            self._drawing = None
