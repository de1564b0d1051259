"""What the Reports room does with a report beside showing it: texts, remarks, reasons, steps, comparisons."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from cultdip_desktop.app import Office
from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.changes import ChangeSet
from cultdip_desktop.domain.content_diff import FieldChange
from cultdip_desktop.domain.findings import Finding
from cultdip_desktop.domain.period import Period
from cultdip_desktop.domain.report import LOCKED, Report, ReportAct, ReportState, SnapshotPurpose
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.language import Speech, t
from cultdip_desktop.ui.rooms.reports.values import Summary

if TYPE_CHECKING:
    from cultdip_desktop.services.report_figures import FigureChange as FigureChange
    from cultdip_desktop.services.reporting import ReportingService
    from cultdip_desktop.services.word_texts import WordLook as WordLook


@dataclass(frozen=True, slots=True)
class Step:
    """One act in a report's life, with the name of who did it."""

    act: ReportAct
    before: ReportState
    state: ReportState
    person: str
    at: datetime | None
    comment: str


class FlowModel(QObject):
    """Works on the period that is shown; every answer comes through the bus, what goes wrong through `failed`."""

    failed = Signal(object)
    done = Signal(object, object)
    """A `Speech` for the toast, and how to undo it (None: it cannot be undone)."""

    saved = Signal()

    def __init__(self, kit: Kit, office: Office, period: Callable[[], Period | None]) -> None:
        """`period` tells which one is shown."""
        super().__init__()
        self._kit = kit
        self._office = office
        self._period = period

    @property
    def bilingual(self) -> bool:
        """Whether texts are written in both languages."""
        return self._office.settings.get("bilingual") == "on"

    def writable(self, summary: Summary) -> bool:
        """Whether texts may be written: until a signed package exists."""
        return summary.state not in LOCKED

    # -- texts, remarks, reasons

    def write(self, key: str, text: BiText, step: str) -> None:
        """Store the office's own text of a section."""
        self._write(lambda flow, period: flow.write_section(period, key, text, step), quiet=True)

    def set_section(self, key: str, included: bool | None, ticked: bool | None) -> None:
        """Leave a section out or take it in; tick it."""
        self._write(lambda flow, period: flow.set_section(period, key, included=included, ticked=ticked), quiet=True)

    def remark(self, place: str, words: str) -> None:
        """Make a remark."""
        self._write(lambda flow, period: flow.comment(period, place, words), t("Remark added"))

    def answer(self, remark_id: str, words: str) -> None:
        """Answer a remark."""
        self._write(lambda flow, _period: flow.answer(remark_id, words), t("Answer stored"))

    def settle(self, remark_id: str) -> None:
        """A remark is done with."""
        self._write(lambda flow, _period: flow.settle(remark_id), t("Remark settled"))

    def waive(self, finding: Finding, reason: str) -> None:
        """Let a warning pass with a word of reason."""
        self._write(
            lambda flow, period: flow.waive(period, finding.code, finding.subject, reason), t("Reason recorded")
        )

    def waive_all(self, reason: str) -> None:
        """One word of reason for every warning that has none."""
        self._write(lambda flow, period: flow.waive_all(period, reason), t("Reason recorded"))

    def take_waiver_back(self, waiver_id: str) -> None:
        """Take a word of reason back."""

        def work(flow: ReportingService, period: Period) -> ChangeSet:
            found = next(one for one in flow.waivers(period) if one.id == waiver_id)
            return flow.waive(period, found.code, found.subject, "")

        self._write(work, t("Reason taken back"))

    def accept_figures(self) -> None:
        """The figures as they are now have been seen."""
        self._write(lambda flow, period: flow.accept_figures(period), t("Figures updated"))

    # -- moving on

    def submit(self, words: str) -> None:
        """To the head of mission."""
        self._write(lambda flow, period: flow.submit(period, words), t("Submitted for approval"))

    def withdraw(self) -> None:
        """Take it back."""
        self._write(lambda flow, period: flow.withdraw(period), t("Taken back"))

    def send_back(self, words: str, person: str | None) -> None:
        """To the author."""
        self._write(lambda flow, period: flow.send_back(period, words, person), t("Returned to the author"))

    def approve(self, words: str, person: str | None) -> None:
        """Bind exactly what would travel."""
        self._write(lambda flow, period: flow.approve(period, person, words), t("Approved"))

    def amend(self, reason: str) -> None:
        """Open a signed report again."""
        self._write(lambda flow, period: flow.amend(period, reason), t("Amendment begun"))

    # -- asking

    def compare(
        self, against: str, show: Callable[[tuple[tuple[SnapshotPurpose, ...], str, tuple[FieldChange, ...]]], object]
    ) -> None:
        """What differs from a state that was kept; the latest one when none is named."""

        def work(flow: ReportingService, period: Period) -> Any:
            purposes = _kept(flow.get(period))
            if not purposes:
                return (), "", ()
            chosen = next((one for one in purposes if one.value == against), purposes[0])
            return purposes, chosen.value, flow.changes_since(period, chosen)

        self._ask(work, show)

    def figures_changed(self, show: Callable[[tuple[FigureChange, ...]], object]) -> None:
        """Which figures differ from those accepted last."""
        self._ask(lambda flow, period: flow.figures_changed(period), show)

    def life(self, show: Callable[[list[Step]], object]) -> None:
        """Who did what, the oldest act first."""

        def work(flow: ReportingService, period: Period) -> list[Step]:
            people = {person.id: person.name for person in self._office.settings.people()}
            return [
                Step(one.step, one.state_before, one.state, people.get(one.person_id or "", ""), one.at, one.comment)
                for one in flow.steps(period)
            ]

        self._ask(work, show)

    def read_word(self, file: Path, show: Callable[[WordLook], object]) -> None:
        """What a Word file would change in the texts."""
        period = self._period()
        if period is not None:
            texts = self._office.word_texts
            self._kit.jobs.compute(lambda _progress: texts.look(period, file), show, self._refuse, owner=self)

    def take_word(self, found: WordLook) -> None:
        """Take the texts of a Word file."""
        period = self._period()
        if period is None:
            return
        texts = self._office.word_texts

        def stored(made: tuple[ChangeSet, ...]) -> None:
            for changes in made:
                self._kit.bus.publish(changes)
            self.done.emit(t("Texts taken from the Word file"), None)

        self._kit.jobs.write(lambda _progress: texts.take(period, found.changes), stored, self._refuse, owner=self)

    def _ask(self, work: Callable[[ReportingService, Period], Any], show: Callable[[Any], object]) -> None:
        period = self._period()
        if period is None:
            return
        flow = self._office.reporting
        self._kit.jobs.read(lambda _progress: work(flow, period), show, self.failed.emit, owner=self)

    def _write(
        self,
        work: Callable[[ReportingService, Period], ChangeSet],
        said: Speech = "",
        *,
        quiet: bool = False,
    ) -> None:
        period = self._period()
        if period is None:
            return
        flow = self._office.reporting

        def stored(changes: ChangeSet) -> None:
            self._kit.bus.publish(changes)
            self.saved.emit()
            if not quiet:
                self.done.emit(said, None)

        self._kit.jobs.write(lambda _progress: work(flow, period), stored, self._refuse, owner=self)

    def _refuse(self, error: UserError) -> None:
        self.failed.emit(error)


def _kept(report: Report) -> tuple[SnapshotPurpose, ...]:
    """The states that are kept of a report, the one that matters most first."""
    found = (
        (report.approved_at is not None, SnapshotPurpose.APPROVED),
        (report.submitted_at is not None, SnapshotPurpose.SUBMITTED),
        (report.locked or report.amendment > 0, SnapshotPurpose.SEALED),
    )
    return tuple(purpose for there, purpose in found if there)
