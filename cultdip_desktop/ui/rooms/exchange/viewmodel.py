"""What the exchange pages ask of the office: look at a file, plan it, take it in, write tables and calendars."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject, QStandardPaths, Signal

from cultdip_desktop.app import Office
from cultdip_desktop.core.errors import UserError
from cultdip_desktop.core.progress import Progress
from cultdip_desktop.domain.changes import ChangeSet
from cultdip_desktop.domain.importing import ColumnMapping, ImportAnswer, ImportPlan, Sheet
from cultdip_desktop.domain.text import EMPTY, BiText
from cultdip_desktop.exchange.columns import BY_KEY, COLUMNS
from cultdip_desktop.services.exporting import ExportedTable
from cultdip_desktop.store.query.events import EventFilter
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.jobs import Job, Latest

FIELDS: Final = tuple((column.key, column.head) for column in COLUMNS)
"""What a column may be matched to: key and head."""


class Percent:
    """Passes steps on in per cent."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress

    def step(self, done: int, total: int, what: str = "") -> None:
        """Scale the step to a hundred."""
        self._progress.step(100 * done // total if total else 0, 100 if total else 0, what)


class ExchangeModel(QObject):
    """Asks off the UI thread; overtaken answers are dropped."""

    sheet_read = Signal(object)
    """The `Sheet` of the file last asked for."""

    planned = Signal(object)
    """The `ImportPlan` last asked for."""

    imported = Signal(object, object)
    """`ImportAnswer` and `ChangeSet`."""

    cancelled = Signal()
    """The import was stopped; nothing was written."""

    failed = Signal(object)
    """The `UserError` that stopped what was asked."""

    def __init__(self, kit: Kit, office: Office) -> None:
        super().__init__()
        self._kit = kit
        self._office = office
        self._latest = Latest()

    @property
    def fields(self) -> tuple[tuple[str, BiText], ...]:
        """Keys and heads of everything that a column may be matched to."""
        return FIELDS

    @staticmethod
    def head(key: str) -> BiText:
        """The head of a column of ours."""
        return BY_KEY[key].head if key in BY_KEY else EMPTY

    @property
    def year(self) -> int:
        """The present year at the office."""
        return self._office.desk.clock.now().astimezone(ZoneInfo(self._office.identity.zone)).year

    def read(
        self, path: Path, *, sheet: str | None = None, encoding: str | None = None, head_row: int | None = None
    ) -> Job[Sheet]:
        """Look at a file."""
        number = self._latest.ask()

        def show(found: Sheet) -> None:
            if self._latest.is_current(number):
                self.sheet_read.emit(found)

        def work(progress: Progress) -> Sheet:
            return self._office.importing.read(
                path, sheet=sheet, encoding=encoding, head_row=head_row, progress=progress
            )

        return self._kit.jobs.read(work, show, self._fail(number), owner=self)

    def plan(self, sheet: Sheet, mapping: ColumnMapping) -> Job[ImportPlan]:
        """The dry run."""
        number = self._latest.ask()

        def show(found: ImportPlan) -> None:
            if self._latest.is_current(number):
                self.planned.emit(found)

        def work(progress: Progress) -> ImportPlan:
            return self._office.importing.plan(sheet, mapping, progress=Percent(progress))

        return self._kit.jobs.read(work, show, self._fail(number), owner=self)

    def run(self, plan: ImportPlan) -> Job[tuple[ImportAnswer, ChangeSet]]:
        """Take the table in."""

        def work(progress: Progress) -> tuple[ImportAnswer, ChangeSet]:
            return self._office.importing.run(plan, progress=Percent(progress))

        def done(ended: tuple[ImportAnswer, ChangeSet]) -> None:
            answer, changes = ended
            self._kit.bus.publish(changes)
            self.imported.emit(answer, changes)

        return self._kit.jobs.write(work, done, self.failed.emit, self.cancelled.emit, owner=self)

    def save_template(self, out: Path, then: Callable[[], object]) -> None:
        """Write the workbook to fill in."""
        self._kit.jobs.compute(
            lambda _progress: self._office.exporting.template(out),
            lambda _none: then(),
            self.failed.emit,
            owner=self,
        )

    def export(self, out: Path, year: int | None, then: Callable[[str, int], object]) -> Job[ExportedTable]:
        """Write all events, or those of a year, in the format of the name's ending."""
        wanted = EventFilter() if year is None else EventFilter(first=date(year, 1, 1), last=date(year, 12, 31))
        language = self._kit.live.language

        def work(progress: Progress) -> ExportedTable:
            return self._office.exporting.events(out, wanted, language, progress=Percent(progress))

        return self._kit.jobs.read(
            work, lambda made: then(Path(made.file).name, made.events), self.failed.emit, owner=self
        )

    def suggested(self, name: str) -> Path:
        """Where a file of this name would be kept: the documents, else the home folder."""
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        folder = Path(documents)
        return (folder if documents and folder.is_dir() else Path.home()) / name

    def _fail(self, number: int) -> Callable[[UserError], None]:
        def show(error: UserError) -> None:
            if self._latest.is_current(number):
                self.failed.emit(error)

        return show
