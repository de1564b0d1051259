"""The import: four steps on one page; going back loses nothing, and nothing is written before the last button."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.changes import ChangeSet
from cultdip_desktop.domain.importing import ImportAnswer, ImportPlan, RowOutcome, Sheet
from cultdip_desktop.ui.kit.base import Kit, present
from cultdip_desktop.ui.kit.buttons import Button
from cultdip_desktop.ui.kit.jobs import Job
from cultdip_desktop.ui.kit.language import Speech, n, t
from cultdip_desktop.ui.kit.notices import Banner, ProgressCard
from cultdip_desktop.ui.kit.room import Route
from cultdip_desktop.ui.kit.steps import StepsHead
from cultdip_desktop.ui.kit.surfaces import boxed, column
from cultdip_desktop.ui.kit.text import PlainLabel
from cultdip_desktop.ui.rooms.exchange.view_columns import ColumnsStep
from cultdip_desktop.ui.rooms.exchange.view_done import DoneStep
from cultdip_desktop.ui.rooms.exchange.view_file import FileStep
from cultdip_desktop.ui.rooms.exchange.view_rows import RowsStep
from cultdip_desktop.ui.rooms.exchange.viewmodel import ExchangeModel

FILE, COLUMNS, ROWS, DONE = range(4)
"""The steps."""

_FILTER: Final = "*.xlsx *.csv *.tsv *.txt *.ics"


class ImportPage(QWidget):
    """Steps, footer and what holds them together."""

    go = Signal(object)
    done = Signal(object, object)
    stepped = Signal()
    """Another step is shown."""

    def __init__(self, kit: Kit, model: ExchangeModel, banner: Banner) -> None:
        """`banner` is the room's."""
        super().__init__()
        self._kit = kit
        self._model = model
        self._banner = banner
        self._sheet: Sheet | None = None
        self._plan: ImportPlan | None = None
        self._job: Job[Any] | None = None
        self._wanted = FILE
        self._repair = False
        self.steps = StepsHead(kit, [t("Choose a file"), t("Match columns"), t("Look at every row"), t("Result")])
        self.file = FileStep(kit)
        self.columns = ColumnsStep(kit, model.fields)
        self.rows = RowsStep(kit, model.head)
        self.end = DoneStep(kit)
        self.progress = ProgressCard(kit, t("Reading the file"), icon="file-up")
        self.back = Button(kit, t("Go back"), on_click=self.go_back)
        self.next = Button(kit, t("Next"), "primary", on_click=self.go_on, shortcut="Ctrl+Return")
        self._why = PlainLabel(kit, "", "small", "secondary")
        self._lay_out()
        self._connect()
        self._show_step(FILE)

    @property
    def at(self) -> int:
        """Index of the step shown."""
        return self._stack.currentIndex()

    @property
    def busy(self) -> bool:
        """Whether a file is being read, planned or taken in."""
        return self._job is not None

    def enter(self, file: str, step: int = FILE, *, repair: bool = False) -> None:
        """Shown; with a file it is read at once and `step` is opened as soon as it can be."""
        self._banner.clear()
        if file:
            self._wanted, self._repair = step, repair
            self.open(Path(file))
        elif self.at == DONE:
            self.start_again()
        elif self.at == FILE:
            (self.file.choose if self._sheet is None else self.next).setFocus()

    def open(self, path: Path, **chosen: Any) -> None:
        """Look at a file, as a person says where something is `chosen`."""
        if self.busy:
            return
        self._banner.clear()
        self._path = path
        self._follow(self._model.read(path, **chosen), t("Reading the file"))

    def start_again(self) -> None:
        """Forget the file."""
        self._sheet = self._plan = None
        self.file.forget()
        self._show_step(FILE)

    def go_back(self) -> None:
        """One step back; everything chosen stays."""
        if not self.busy and FILE < self.at < DONE:
            self._show_step(self.at - 1)

    def go_on(self) -> None:
        """One step on, where nothing stops it."""
        if self.busy or self._stop():
            return
        if self.at == FILE:
            self._show_step(COLUMNS)
        elif self.at == COLUMNS:
            self._ask_plan()
        elif self.at == ROWS and self._plan is not None:
            self._follow(self._model.run(self._plan), t("Taking the rows in"))

    def choose_file(self) -> None:
        """Ask for a file."""
        kit = self._kit
        filters = f"{kit.say(t('Tables and calendars'))} ({_FILTER})"
        path = kit.files.open_file(self, kit.say(t("Choose a table or a calendar")), filters)
        if path is not None:
            self.open(path)

    def save_template(self) -> None:
        """Ask where the workbook to fill in shall lie, and write it."""
        kit = self._kit
        suggestion = self._model.suggested(kit.say(t("Event plan template.xlsx")))
        out = kit.files.save_file(
            self, kit.say(t("Save the template")), suggestion, kit.say(t("Excel workbook (*.xlsx)"))
        )
        if out is not None:
            self._model.save_template(out, lambda: self.done.emit(t("Saved as {file}", file=out.name), None))

    def _lay_out(self) -> None:
        footer = QFrame()
        footer.setProperty("kind", "footer")
        line = QHBoxLayout(footer)
        line.setContentsMargins(20, 8, 20, 8)
        line.setSpacing(8)
        line.addWidget(self.back)
        line.addStretch(1)
        line.addWidget(self._why)
        line.addWidget(self.next)
        self._footer = footer
        self._stack = QStackedLayout()
        self._busy = boxed(column(self.progress), (20, 12, 20, 0))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self._busy)
        outer.addLayout(self._stack, 1)
        outer.addWidget(footer)
        for page in (self.file, self.columns, self.rows, self.end):
            self._stack.addWidget(page)

    def _connect(self) -> None:
        model = self._model
        model.sheet_read.connect(self._show_sheet)
        model.planned.connect(self._show_plan)
        model.imported.connect(self._show_done)
        model.cancelled.connect(self._say_cancelled)
        model.failed.connect(self._fail)
        self.file.choose_asked.connect(self.choose_file)
        self.file.template_asked.connect(self.save_template)
        self.file.again.connect(lambda chosen: self.open(self._path, **self._kept(chosen)))
        self.columns.changed.connect(self._refresh)
        self.rows.changed.connect(self._refresh)
        self.steps.chosen.connect(self._jump)
        self.end.events_asked.connect(lambda: self.go.emit(Route("events")))
        self.end.skipped_asked.connect(self._show_skipped)
        self.end.another_asked.connect(self.start_again)
        for keys, step in (("F8", 1), ("Shift+F8", -1)):
            QShortcut(QKeySequence(keys), self.rows).activated.connect(lambda step=step: self.rows.next_problem(step))

    def _kept(self, chosen: dict[str, Any]) -> dict[str, Any]:
        """What was chosen stays while another thing is chosen; another sheet has its own head."""
        sheet = self._sheet
        if sheet is None:
            return chosen
        before: dict[str, Any] = {"sheet": sheet.sheet or None, "encoding": sheet.encoding or None}
        return {**before, **chosen}

    def _follow(self, job: Job[Any], what: Speech) -> None:
        self._job = job
        job.finished.connect(self._job_ended)
        self.progress.say(what)
        self.progress.follow(job)
        self._refresh()

    def _job_ended(self) -> None:
        self._job = None
        self._refresh()

    def _show_sheet(self, sheet: Sheet) -> None:
        self._job = None
        self._sheet, self._plan = sheet, None
        self.file.show_sheet(sheet)
        self.columns.show_sheet(sheet)
        if self._repair:
            self.columns.repair_all()
        wanted = self._wanted
        self._show_step(FILE if wanted == FILE else COLUMNS)
        if wanted == ROWS and not self.columns.stop:
            self._ask_plan()

    def _ask_plan(self) -> None:
        if self._sheet is not None:
            self._banner.clear()
            plan = self._model.plan(self._sheet, self.columns.mapping(self._sheet))
            self._follow(plan, t("Looking at every row; nothing is written"))

    def _show_plan(self, plan: ImportPlan) -> None:
        self._job = None
        self._plan = plan
        self.rows.show_answers(plan.answers)
        self._show_step(ROWS)

    def _show_done(self, answer: ImportAnswer, changes: ChangeSet) -> None:
        self._job = None
        self.rows.show_answers(answer.answers)
        self.end.show_answer(answer)
        self._plan = None
        self._show_step(DONE)
        count = answer.created + answer.updated
        self.done.emit(n("{n} event was taken in", "{n} events were taken in", count), changes)

    def _show_skipped(self) -> None:
        self.rows.show_only(RowOutcome.SKIPPED)
        self._stack.setCurrentIndex(ROWS)
        self._refresh()

    def _say_cancelled(self) -> None:
        self._banner.show_notice("info", t("The import was stopped."), t("Nothing was written."))

    def _fail(self, error: UserError) -> None:
        self._job = None
        self._banner.show_error(error)
        if error.code == "importing.file_changed":
            self.start_again()
        self._refresh()

    def _jump(self, step: int) -> None:
        if self.busy or self.at == DONE or step >= self.at:
            return
        self._show_step(step)

    def _show_step(self, step: int) -> None:
        self._wanted = FILE
        self._stack.setCurrentIndex(step)
        self.steps.go(step)
        self._refresh()
        focus = (self.file.choose, self.columns.first_field(), self.rows.table, self.end.events)[step]
        if step == FILE and self._sheet is not None:
            focus = self.next
        if focus is not None:
            focus.setFocus()
        if step == COLUMNS:
            QTimer.singleShot(0, self, self.columns.to_top)  # its lines have their places only then
        self.stepped.emit()

    def _stop(self) -> Speech:
        """Why the present step does not go on, or nothing."""
        if self.at == FILE:
            return t("Choose a file first.") if self._sheet is None else ""
        if self.at == COLUMNS:
            return self.columns.stop
        if self._plan is not None and not self._plan.writes:
            return t("No row would change anything.")
        return ""

    def _refresh(self) -> None:
        step, stop = self.at, self._stop()
        looking_back = step == ROWS and self._plan is None and not self.busy
        present(self._busy, shown=self.busy)
        present(self.back, shown=FILE < step < DONE and not looking_back)
        present(self.next, shown=step < DONE and not looking_back)
        present(self._footer, shown=step < DONE and not looking_back)
        self._why.say("" if self.busy else stop)
        self.next.say(self._last_words() if step == ROWS else t("Next"))
        waiting: Speech = t("Please wait for the work under way.") if self.busy else stop
        if waiting:
            self.next.disable(waiting)
        else:
            self.next.enable()

    def _last_words(self) -> Speech:
        plan = self._plan
        count = 0 if plan is None else plan.count(RowOutcome.CREATED) + plan.count(RowOutcome.UPDATED)
        return n("Take in {n} event", "Take in {n} events", count)
