"""What the Reports room asks of the office: periods with their states, figures, sections, documents."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices

from cultdip_desktop.app import Office
from cultdip_desktop.core.errors import UserError
from cultdip_desktop.core.progress import Progress
from cultdip_desktop.domain.findings import Finding, Severity
from cultdip_desktop.domain.period import Period, PeriodRule
from cultdip_desktop.domain.report import ReportLanguage, ReportState, parse_report
from cultdip_desktop.reports import data as report_data
from cultdip_desktop.reports.data import ReportData
from cultdip_desktop.reports.findings import check_report
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.jobs import Job, Latest
from cultdip_desktop.ui.rooms.reports.values import PeriodRow, Summary
from cultdip_desktop.ui.rooms.reports.viewmodel_summary import places_of, summary_of

YEARS_BACK: Final = 4
"""How many earlier years are offered."""


class ReportsModel(QObject):
    """Made once with the room; overtaken answers are dropped."""

    listed = Signal()
    """The periods of the year were counted."""

    summed = Signal(object)
    """The `Summary` of the chosen period."""

    drawing = Signal(object)
    """The `Job` that builds the PDF: its progress, its cancelling."""

    drawn = Signal(bytes)
    """The PDF of the chosen period in the chosen language."""

    stopped = Signal()
    """Its building was cancelled."""

    failed = Signal(object)

    def __init__(self, kit: Kit, office: Office) -> None:
        super().__init__()
        self._kit = kit
        self._office = office
        self._years, self._periods, self._drawings = Latest(), Latest(), Latest()
        self._rows: dict[str, PeriodRow] = {}
        self._drawing: Job[bytes] | None = None
        self.year = self.today().year
        self.period: Period | None = None
        self.language: ReportLanguage = "vi"
        self.places: Mapping[str, str] = {}
        """Code of a finding → section of the outline that shows what it is about."""

    def today(self) -> date:
        """The present day at the office."""
        return self._office.desk.clock.now().astimezone(ZoneInfo(self._office.identity.zone)).date()

    @property
    def years(self) -> list[int]:
        """Years on offer, latest first."""
        return list(range(self.today().year, self.today().year - YEARS_BACK - 1, -1))

    @property
    def ids(self) -> list[str]:
        """Ids of the year's periods, in their order."""
        return list(self._rows)

    def rows(self, ids: Sequence[str]) -> list[PeriodRow]:
        """The periods of these ids."""
        return [self._rows[one] for one in ids]

    def list_year(self, year: int) -> None:
        """Count the periods of a year."""
        self.year = year
        number = self._years.ask()

        def work(progress: Progress) -> list[PeriodRow]:
            rule = self._office.reports.rule()
            states = {str(one.period): one.state for one in self._office.reporting.year(year)}
            found = []
            others = [one for one in self._office.reporting.others() if one.period.window.last.year == year]
            states |= {str(one.period): one.state for one in others}
            wanted = [*periods_of(year, rule), *(one.period for one in others)]
            for done, period in enumerate(wanted):
                progress.step(done, len(wanted))
                found.append(_row(period, self._office.reports.data(period), states.get(str(period))))
            return found

        def show(found: list[PeriodRow]) -> None:
            if self._years.is_current(number):
                self._rows = {row.id: row for row in found}
                self.listed.emit()

        self._kit.jobs.read(work, show, self.failed.emit, owner=self)

    def choose(self, wanted: str) -> None:
        """Show this period (`2026-Q3`), or the last quarter that is over when it is empty."""
        number = self._periods.ask()

        def work(_progress: Progress) -> Summary:
            rule = self._office.reports.rule()
            period = parse_report(wanted, rule) if wanted else Period.quarter_of(self.today(), rule).previous
            return summary_of(self._office, period, self.today())

        def show(found: Summary) -> None:
            if self._periods.is_current(number) and not self._kit.jobs.closed:  # it asks for more
                self.period = found.period
                self.places = places_of(found.findings)
                self.summed.emit(found)
                self.draw()

        self._kit.jobs.read(work, show, self.failed.emit, owner=self)

    def draw(self) -> None:
        """Build the document of the chosen period in memory, for the preview; not in a window that is closing."""
        period, language = self.period, self.language
        if period is None or self._kit.jobs.closed:
            return
        self.stop_drawing()
        number = self._drawings.ask()

        def work(progress: Progress) -> bytes:
            return self._office.reports.draw(period, language, progress)

        def show(found: bytes) -> None:
            if self._drawings.is_current(number):
                self.drawn.emit(found)

        def stop() -> None:
            if self._drawings.is_current(number):
                self.stopped.emit()

        self._drawing = self._kit.jobs.read(work, show, self.failed.emit, stop, owner=self)
        self._drawing.finished.connect(lambda job=self._drawing: self._drawn(job))
        self.drawing.emit(self._drawing)

    def stop_drawing(self) -> None:
        """The preview under way is not wanted any more."""
        if self._drawing is not None:
            self._drawing.cancel()

    def build(
        self,
        target: Path,
        on_done: Callable[[Sequence[Path]], object],
        on_error: Callable[[UserError], object],
        on_cancel: Callable[[], object],
        *,
        apart: bool = False,
    ) -> Job[tuple[Path, ...]] | None:
        """Write the document of the chosen period as the ending of `target` says; `apart`: each appendix by itself."""
        period, language = self.period, self.language
        if period is None:
            return None
        reports = self._office.reports

        def work(progress: Progress) -> tuple[Path, ...]:
            if apart and language != "both":
                return tuple(one.file for one in reports.build_apart(period, language, target, progress))
            return (reports.build(period, language, target, progress).file,)

        return self._kit.jobs.compute(work, on_done, on_error, on_cancel, owner=self)

    def suggest_name(self, ending: str) -> str:
        """A file name for the document."""
        period = str(self.period).replace("..", "_").replace("+", "-")
        return f"{self._office.identity.id}_{period}_{self.language}{ending}"

    def open_file(self, file: Path) -> None:
        """Open a document with the system's own program."""
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(file)))

    def _drawn(self, job: Job[bytes]) -> None:
        if self._drawing is job:
            self._drawing = None


def periods_of(year: int, rule: PeriodRule) -> list[Period]:
    """Quarters, halves, the year, months."""
    parts = ("Q1", "Q2", "Q3", "Q4", "H1", "H2", "", *(f"{month:02d}" for month in range(1, 13)))
    return [Period(year, part, rule) for part in parts]


def _row(period: Period, data: ReportData, state: ReportState | None) -> PeriodRow:
    findings: tuple[Finding, ...] = check_report(data)
    errors = sum(finding.severity is Severity.ERROR for finding in findings)
    warnings = sum(finding.severity is Severity.WARNING for finding in findings)
    return PeriodRow(period, len(report_data.held(data)), errors, warnings, state)
