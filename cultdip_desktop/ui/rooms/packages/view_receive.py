"""The page between dropping and taking in files of headquarters: what they would change, and afterwards what they did."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.labels import label
from cultdip_desktop.domain.package import InboxOutcome
from cultdip_desktop.domain.receiving_words import change_text
from cultdip_desktop.i18n.messages import describe
from cultdip_desktop.i18n.words import Words
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.buttons import Button
from cultdip_desktop.ui.kit.jobs import Job
from cultdip_desktop.ui.kit.language import Phrase, c, n, t
from cultdip_desktop.ui.kit.marks import Pill
from cultdip_desktop.ui.kit.model import Cell, Column, PagedModel
from cultdip_desktop.ui.kit.notices import Banner, EmptyState, IconLabel, ProgressCard
from cultdip_desktop.ui.kit.panes import SplitPane
from cultdip_desktop.ui.kit.room import Route
from cultdip_desktop.ui.kit.surfaces import Card, ScrollPage, boxed, clear, column, row
from cultdip_desktop.ui.kit.table import TWO_LINE_ROW, TableView
from cultdip_desktop.ui.kit.text import PlainLabel, Rule
from cultdip_desktop.ui.rooms.packages.phrases import KINDS, kind_word
from cultdip_desktop.ui.rooms.packages.phrases_received import OUTCOME_MARKS, said
from cultdip_desktop.ui.rooms.packages.values_received import Batch, FileLine
from cultdip_desktop.ui.rooms.packages.viewmodel_received import ReceivedModel

_STRANGE = frozenset({"receive.kind", "receive.sender"})


class ReceivePage(QWidget):
    """One drop of files."""

    go = Signal(object)
    state_changed = Signal()
    """The head must say something else: verifying, preview, taking in, result."""

    def __init__(self, kit: Kit, model: ReceivedModel) -> None:
        super().__init__()
        self._kit = kit
        self._model = model
        self._lines: dict[str, FileLine] = {}
        self.result: Batch | None = None
        """What happened, once it has."""

        self.summary = Banner(kit)
        self._progress_slot = QVBoxLayout()
        self._files: PagedModel[FileLine] = PagedModel(kit, self._columns(), self._rows, at_once=True)
        self.table = TableView(kit, self._files, t("Files from headquarters"), row_height=TWO_LINE_ROW)
        self.empty = EmptyState(kit, "shield-check", t("Verifying…"), t("Nothing has entered yet."))
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.empty)
        self.card = FileCard(kit)
        self._lay_out()
        self.table.selected.connect(self._choose)
        self.table.opened.connect(lambda _id: self._split.open_inspector())
        self.card.verdict_asked.connect(lambda path: self.go.emit(Route("packages", "verdict", path)))
        model.started.connect(self._follow)
        model.previewed.connect(self._show_preview)
        model.finished.connect(self._show_result)
        model.failed.connect(self._show_failure)

    def _lay_out(self) -> None:
        card = Card(self._kit, flush=True)
        card.add(self._stack, 1)
        main = boxed(column(self.summary, self._progress_slot, card, gap=12), (20, 16, 20, 16))
        layout = main.layout()
        if isinstance(layout, QVBoxLayout):
            layout.setStretch(2, 1)
        side = ScrollPage(margins=(16, 16, 16, 16))
        side.add(self.card)
        side.end()
        self._split = SplitPane(self._kit, main, side, width=316, name=t("The file selected"))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._split)

    def show_details(self) -> None:
        """Bring the chosen file into view, or put it away (F9)."""
        self._split.toggle()

    def _follow(self, job: Job[Any]) -> None:
        clear(self._progress_slot)
        taking = self._model.taking
        words = t("Taking in files of headquarters") if taking else t("Verifying files of headquarters")
        card = ProgressCard(self._kit, words, icon="folder-input" if taking else "shield-check")
        self._progress_slot.addWidget(card)
        card.follow(job)
        if not taking:
            self.result = None
            self.summary.clear()
            self._show_lines(())
            self.empty.say(t("Verifying…"), t("Nothing has entered yet."))
        self.state_changed.emit()

    def _show_preview(self, batch: Batch) -> None:
        if batch.cancelled:
            self.empty.say(t("Verification was stopped."), t("Nothing has entered."))
            self.state_changed.emit()
            return
        only = batch.lines[0] if len(batch.lines) == 1 else None
        if only is not None and only.trouble is not None and only.trouble.code in _STRANGE:
            self.go.emit(Route("packages", "verdict", str(only.path)))
            return
        self._show_lines(batch.lines)
        cause = n(
            "{n} file was verified. Nothing has entered yet.",
            "{n} files were verified. Nothing has entered yet.",
            len(batch.lines),
        )
        self.summary.show_notice("warn" if _troubled(batch) else "info", cause, _told(batch))
        self.state_changed.emit()

    def _show_result(self, batch: Batch) -> None:
        self.result = batch
        self._show_lines(batch.lines)
        done = sum(line.comes_in for line in batch.lines)
        if batch.cancelled:
            self.summary.show_notice("warn", t("Stopped. Files that were complete are in."), "")
        else:
            cause = n("{n} file was taken in.", "{n} files were taken in.", done)
            self.summary.show_notice("warn" if _troubled(batch) else "ok", cause, _told(batch))
        self.state_changed.emit()

    def _show_failure(self, error: UserError) -> None:
        if self.isVisible():
            self.summary.show_error(error)
            self.state_changed.emit()

    def _show_lines(self, lines: Sequence[FileLine]) -> None:
        self._lines = {line.key: line for line in lines}
        self._files.set_ids(list(self._lines))
        self._stack.setCurrentWidget(self.table if lines else self.empty)
        self.card.show_nothing()
        if lines:
            worst = next((line for line in lines if not line.comes_in), lines[0])
            self.table.select(worst.key)
            self._choose(worst.key)
            self.table.setFocus()

    def _choose(self, key: str) -> None:
        line = self._lines.get(key)
        if line is not None:
            self.card.show_file(line, done=self.result is not None)

    def _rows(self, ids: Sequence[str]) -> list[FileLine]:
        return [self._lines[key] for key in ids]

    def _columns(self) -> list[Column[FileLine]]:
        return [
            Column("file", t("File"), _file_cell, 200, "two-line", stretch=True, sortable=False, hideable=False),
            Column("outcome", t("What happens"), self._outcome_cell, 190, "pill", sortable=False),
            Column("changes", t("What it brings"), _changes_cell, 280, "two-line", stretch=True, sortable=False),
        ]

    def _outcome_cell(self, line: FileLine, words: Words) -> Cell:
        mark = OUTCOME_MARKS[line.outcome]
        if self.result is None and line.comes_in:
            return Cell(words.t("Will be taken in"), icon="folder-input", tone="info")
        if line.outcome is InboxOutcome.REFUSED:
            return Cell(words.c("file of headquarters", "Refused"), icon=mark.icon, tone=mark.tone)
        return Cell(label(words, line.outcome), icon=mark.icon, tone=mark.tone)


class FileCard(QWidget):
    """One file: every change, what is odd, and the way to the full verdict."""

    verdict_asked = Signal(str)

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(10)

    def show_nothing(self) -> None:
        """No file is chosen."""
        clear(self._column)
        self._column.addWidget(PlainLabel(self._kit, t("Select a file to see what it brings."), "small", "secondary"))

    def show_file(self, line: FileLine, *, done: bool) -> None:
        """Show this one; `done`: it has been dealt with."""
        kit = self._kit
        clear(self._column)
        self._column.addWidget(PlainLabel(kit, kind_word(line.kind), "h2", wrap=True))
        self._column.addWidget(PlainLabel(kit, line.path.name, "small", "secondary", wrap=True).selectable())
        mark = OUTCOME_MARKS[line.outcome]
        if done or not line.comes_in:
            self._column.addLayout(row(Pill(kit, _outcome(line.outcome), mark), None))
        if line.trouble is not None:
            self._add_trouble(line.trouble, mild=line.comes_in)
        if line.changes:
            self._column.addWidget(Rule())
            head = t("What it has changed") if done else t("What it would change")
            self._column.addWidget(PlainLabel(kit, head, "label"))
            for change in line.changes:
                said_line = row(
                    IconLabel(kit, "check", "accent.text", 15), PlainLabel(kit, said(change), wrap=True), gap=8
                )
                said_line.setStretch(1, 1)
                self._column.addLayout(said_line)
        self._column.addWidget(Rule())
        path = str(line.path)
        self._column.addWidget(
            Button(kit, t("Open the verdict"), icon="badge-check", on_click=lambda: self.verdict_asked.emit(path))
        )

    def _add_trouble(self, error: UserError, *, mild: bool) -> None:
        message = Phrase(lambda words: describe(words, error).message)
        advice = Phrase(lambda words: describe(words, error).advice)
        line = PlainLabel(self._kit, message, "medium", wrap=True)
        line.set_tone("warn" if mild else "danger")
        self._column.addWidget(line)
        self._column.addWidget(PlainLabel(self._kit, advice, "small", "secondary", wrap=True))
        self._column.addWidget(PlainLabel(self._kit, error.code, "mono", "tertiary"))


def _outcome(outcome: InboxOutcome) -> Phrase:
    if outcome is InboxOutcome.REFUSED:
        return c("file of headquarters", "Refused")
    return Phrase(lambda words: label(words, outcome))


def _troubled(batch: Batch) -> bool:
    return any(line.trouble is not None and line.outcome is not InboxOutcome.ALREADY_IMPORTED for line in batch.lines)


def _told(batch: Batch) -> Phrase:
    """How many of each outcome beside those that come in."""
    refused = sum(line.outcome is InboxOutcome.REFUSED for line in batch.lines)
    known = sum(line.outcome is InboxOutcome.ALREADY_IMPORTED for line in batch.lines)
    forks = sum(line.outcome is InboxOutcome.FORK for line in batch.lines)
    parts = [
        (refused, n("{n} is refused", "{n} are refused", refused)),
        (known, n("{n} is in already", "{n} are in already", known)),
        (forks, n("{n} came twice with different contents", "{n} came twice with different contents", forks)),
    ]

    def spoken(words: Words) -> str:
        return " · ".join(phrase.render(words) for count, phrase in parts if count)

    return Phrase(spoken)


def _file_cell(line: FileLine, words: Words) -> Cell:
    name = words.t(KINDS[line.kind]) if line.kind in KINDS else "–"
    return Cell(name, line.path.name, strong=True, tip=str(line.path))


def _changes_cell(line: FileLine, words: Words) -> Cell:
    if not line.changes:
        text = describe(words, line.trouble).message if line.trouble is not None else ""
        return Cell(text, tip=text)
    first, *rest = (change_text(words, change) for change in line.changes)
    more = words.n("and {n} more change", "and {n} more changes", len(rest), n=len(rest)) if rest else ""
    return Cell(first, more, tip="\n".join([first, *rest]))
