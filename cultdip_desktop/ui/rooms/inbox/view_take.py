"""The page between dropping and taking in: verifying, what would happen, and afterwards what did."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QStackedWidget, QVBoxLayout, QWidget

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.package import InboxOutcome
from cultdip_desktop.i18n.words import Words
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.jobs import Job
from cultdip_desktop.ui.kit.language import Phrase, c, n, t
from cultdip_desktop.ui.kit.model import Cell, Column, PagedModel
from cultdip_desktop.ui.kit.notices import Banner, EmptyState, ProgressCard
from cultdip_desktop.ui.kit.panes import SplitPane
from cultdip_desktop.ui.kit.surfaces import Card, boxed, clear, column
from cultdip_desktop.ui.kit.table import TWO_LINE_ROW, TableView
from cultdip_desktop.ui.rooms.inbox import phrases
from cultdip_desktop.ui.rooms.inbox.values import Batch, FileLine
from cultdip_desktop.ui.rooms.inbox.view_inspector import Inspector
from cultdip_desktop.ui.rooms.inbox.viewmodel_take import TakeModel

_OUTCOMES = (
    InboxOutcome.IMPORTED,
    InboxOutcome.ALREADY_IMPORTED,
    InboxOutcome.HELD,
    InboxOutcome.FORK,
    InboxOutcome.REFUSED,
)


class TakePage(QWidget):
    """One batch of files."""

    state_changed = Signal()
    """The head must say something else: verifying, preview, taking in, result."""

    def __init__(self, kit: Kit, model: TakeModel) -> None:
        super().__init__()
        self._kit = kit
        self._model = model
        self._lines: dict[str, FileLine] = {}
        self.result: Batch | None = None
        """What happened, once it has."""

        self.summary = Banner(kit)
        self._progress_slot = QVBoxLayout()
        self._files = PagedModel(kit, self._columns(), self._rows, at_once=True)
        self._table = TableView(kit, self._files, t("Files of this batch"), row_height=TWO_LINE_ROW)
        self._empty = EmptyState(kit, "package", t("Verifying…"), t("Nothing has entered yet."))
        self._stack = QStackedWidget()
        self._stack.addWidget(self._table)
        self._stack.addWidget(self._empty)
        self._inspector = Inspector(kit, t("Select a file to see what was checked."))
        self._lay_out()
        self._table.selected.connect(self._show_file)
        self._table.opened.connect(lambda _id: self._split.open_inspector())
        self._files.sort_asked.connect(self._sort)
        model.started.connect(self._follow)
        model.previewed.connect(self._show_preview)
        model.finished.connect(self._show_result)
        model.failed.connect(self._show_failure)

    def focus_list(self) -> None:
        """Put the focus into the list of files."""
        self._table.setFocus()

    def take_focus(self) -> None:
        """Lead the focus from this page, or from nowhere, into the list."""
        now = QApplication.focusWidget()
        if self.isVisible() and (now is None or now is self or self.isAncestorOf(now)):
            self.focus_list()

    def _lay_out(self) -> None:
        card = Card(self._kit, flush=True)
        card.add(self._stack, 1)
        self._progress_slot.setContentsMargins(0, 0, 0, 0)
        main = boxed(column(self.summary, self._progress_slot, card, gap=12), (20, 14, 20, 16))
        layout = main.layout()
        if isinstance(layout, QVBoxLayout):
            layout.setStretch(2, 1)
        self._split = SplitPane(self._kit, main, self._inspector, width=284, name=t("The file selected"))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._split)

    def _follow(self, job: Job[Any]) -> None:
        clear(self._progress_slot)
        taking = self._model.taking
        words = t("Taking in packages") if taking else t("Verifying packages")
        card = ProgressCard(self._kit, words, icon="folder-input" if taking else "shield-check")
        self._progress_slot.addWidget(card)
        card.follow(job)
        if not taking:
            self.result = None
            self.summary.clear()
            self._show_lines(())
            self._inspector.show_nothing()
            self._empty.say(t("Verifying…"), t("Nothing has entered yet."))
        self.state_changed.emit()

    def _show_preview(self, batch: Batch) -> None:
        if not batch.lines:
            self._show_no_files(batch)
            return
        self._show_lines(batch.lines)
        tone = "warn" if batch.cancelled or _troubled(batch) else "info"
        cause = n("{n} file was verified. Nothing has entered yet.", "{n} files were verified. Nothing has entered yet.",
                  len(batch.lines))  # fmt: skip
        if batch.cancelled:
            cause = t("Stopped: {done} of {total} files were verified. Nothing has entered yet.",
                      done=len(batch.lines), total=batch.total)  # fmt: skip
        self.summary.show_notice("warn" if tone == "warn" else "info", cause, _plans(batch))
        self.state_changed.emit()

    def _show_no_files(self, batch: Batch) -> None:
        self._show_lines(())
        if batch.cancelled:
            self._empty.say(t("Verification was stopped."), t("Nothing has entered."))
        else:
            self._empty.say(t("There is no .cdrp file here."), t("Choose other files or another folder."))
        self.state_changed.emit()

    def _show_result(self, batch: Batch) -> None:
        self.result = batch
        self._show_lines(batch.lines)
        done = len(batch.of(InboxOutcome.IMPORTED))
        cause = n("{n} package was taken in.", "{n} packages were taken in.", done)
        tone = "warn" if _troubled(batch) else "ok"
        if batch.cancelled:
            cause = t("Stopped. What was complete stays: {done} of {total} files.",
                      done=len(batch.lines), total=batch.total)  # fmt: skip
            tone = "warn"
        self.summary.show_notice("warn" if tone == "warn" else "ok", cause, _ends(batch))
        self.state_changed.emit()

    def _show_failure(self, error: UserError) -> None:
        self._show_lines(())
        self._empty.say(t("The batch could not be dealt with."), t("Nothing more has entered."))
        self.summary.show_error(error)
        self.state_changed.emit()

    def _show_lines(self, lines: Sequence[FileLine]) -> None:
        self._lines = {line.key: line for line in lines}
        self._files.set_ids(list(self._lines))
        self._stack.setCurrentWidget(self._table if lines else self._empty)
        if lines:
            worst = max(lines, key=lambda line: _OUTCOMES.index(line.outcome))
            self._table.select(worst.key if _OUTCOMES.index(worst.outcome) > 1 else lines[0].key)

    def _show_file(self, key: str) -> None:
        line = self._lines.get(key)
        if line is None:
            self._inspector.show_nothing()
        else:
            self._inspector.show_file(line, done=self.result is not None)

    def _rows(self, ids: Sequence[str]) -> list[FileLine]:
        return [self._lines[key] for key in ids]

    def _sort(self, key: str, descending: bool) -> None:
        words, column_ = self._kit.live.words, next(one for one in self._files.columns if one.key == key)
        ordered = sorted(self._lines, key=lambda one: column_.cell(self._lines[one], words).text, reverse=descending)
        kept = self._table.current_id()
        self._files.set_ids(ordered)
        self._table.select(kept)

    def _columns(self) -> list[Column[FileLine]]:
        return [
            Column("file", c("column", "Mission and file"), _file_cell, 200, "two-line", stretch=True, hideable=False),
            Column("package", c("column", "Package"), _package_cell, 118),
            Column("verdict", c("column", "Verdict"), _verdict_cell, 150, "pill"),
            Column("plan", c("column", "What happens"), self._plan_cell, 310, "two-line", stretch=True),
        ]

    def _plan_cell(self, line: FileLine, words: Words) -> Cell:
        said = phrases.plan(line) if self.result is None else phrases.outcome(line.outcome, line.missing, _code(line))
        more = phrases.reason(line.reason) if line.reason else phrases.differences(line.counts)
        if line.follows:
            more = t("The numbers before it are in this batch.")
        text = more.render(words)
        return Cell(said[0].render(words), text, icon=said[1].icon, tone=said[1].tone, tip=text)


def _troubled(batch: Batch) -> bool:
    held = [line for line in batch.of(InboxOutcome.HELD) if not line.follows]
    return bool(held or batch.of(InboxOutcome.REFUSED, InboxOutcome.FORK))


def _plans(batch: Batch) -> Phrase:
    follow = sum(1 for line in batch.lines if line.follows)
    taken = len(batch.of(InboxOutcome.IMPORTED)) + follow
    parts = [
        (taken, n("{n} will be taken in", "{n} will be taken in", taken)),
        *_others(batch, held=len(batch.of(InboxOutcome.HELD)) - follow),
    ]
    return _joined(parts)


def _ends(batch: Batch) -> Phrase:
    waited = sum(1 for line in batch.lines if line.waited)
    parts = _others(batch, held=len(batch.of(InboxOutcome.HELD)))
    released = n("{n} that had waited came in with them", "{n} that had waited came in with them", waited)
    return _joined([*parts, (waited, released)])


def _others(batch: Batch, *, held: int) -> list[tuple[int, Phrase]]:
    known = len(batch.of(InboxOutcome.ALREADY_IMPORTED))
    fork, refused = len(batch.of(InboxOutcome.FORK)), len(batch.of(InboxOutcome.REFUSED))
    return [
        (known, n("{n} is in already", "{n} are in already", known)),
        (held, n("{n} waits", "{n} wait", held)),
        (fork, n("{n} raises the fork alarm", "{n} raise the fork alarm", fork)),
        (refused, n("{n} is refused and quarantined", "{n} are refused and quarantined", refused)),
    ]


def _joined(parts: Sequence[tuple[int, Phrase]]) -> Phrase:
    told = [phrase for count, phrase in parts if count]
    return Phrase(lambda words: phrases.list_of(words, told))


def _code(line: FileLine) -> str:
    return line.reason.code if line.reason else ""


def _file_cell(line: FileLine, words: Words) -> Cell:
    name = phrases.list_of(words, (phrases.place(line.mission, line.office), phrases.post(line.mission)))
    return Cell(name, line.path.name, tip=str(line.path))


def _package_cell(line: FileLine, words: Words) -> Cell:
    return Cell(phrases.package(line.period, line.epoch, line.seq).render(words))


def _verdict_cell(line: FileLine, words: Words) -> Cell:
    word, mark = phrases.result_word(line.result)
    return Cell(word.render(words), icon=mark.icon, tone=mark.tone)
