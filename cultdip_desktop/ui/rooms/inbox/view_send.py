"""The page on which receipts are sent: who has something to hear, one signed file for each, and where they lie."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.i18n.messages import describe
from cultdip_desktop.i18n.numbers import whole
from cultdip_desktop.i18n.words import Words
from cultdip_desktop.ui.kit.base import Kit, present
from cultdip_desktop.ui.kit.jobs import Job
from cultdip_desktop.ui.kit.language import Phrase, c, n, t
from cultdip_desktop.ui.kit.model import Cell, Column, PagedModel
from cultdip_desktop.ui.kit.notices import Banner, EmptyState, ProgressCard
from cultdip_desktop.ui.kit.official import OfficialAct
from cultdip_desktop.ui.kit.surfaces import Card, boxed, clear, column
from cultdip_desktop.ui.kit.table import TWO_LINE_ROW, TableView
from cultdip_desktop.ui.rooms.inbox import phrases
from cultdip_desktop.ui.rooms.inbox.values import Waiting
from cultdip_desktop.ui.rooms.inbox.viewmodel_send import SendModel


class SendPage(QWidget):
    """Lists the missions that wait; after writing, their files."""

    state_changed = Signal()

    def __init__(self, kit: Kit, model: SendModel) -> None:
        super().__init__()
        self._kit = kit
        self._model = model
        self._lines: dict[str, Waiting] = {}
        self._folder: Path | None = None
        self.banner = Banner(kit)
        self._progress = QVBoxLayout()
        self._progress.setContentsMargins(0, 0, 0, 0)
        self._rows = PagedModel(kit, _columns(), self._line_rows, at_once=True)
        self._table = TableView(kit, self._rows, t("Missions that have something to hear"), row_height=TWO_LINE_ROW)
        self._empty = EmptyState(
            kit,
            "circle-check",
            t("Every mission has its answer"),
            t("A receipt is due when a package came, a report was accepted or returned, or a remark was made."),
        )
        self._stack = QStackedWidget()
        self._stack.addWidget(self._table)
        self._stack.addWidget(self._empty)
        self.act = OfficialAct(kit, t("Sign and send receipts"), t("Choose a folder, sign and write"))
        card = Card(kit, flush=True)
        card.add(self._stack, 1)
        main = boxed(column(self.banner, self._progress, card, self.act, gap=12), (20, 14, 20, 16))
        laid = main.layout()
        if isinstance(laid, QVBoxLayout):
            laid.setStretch(2, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(main)
        self.act.asked.connect(self._write)
        model.changed.connect(self._show_waiting)
        model.started.connect(self._follow)
        model.written.connect(self._show_written)
        model.failed.connect(self._show_failure)

    def begin(self) -> None:
        """Come here anew: what was written before is not shown any more."""
        self.banner.clear()
        self.act.forget()
        self._folder = None
        self._model.reload()

    def _show_waiting(self) -> None:
        if self._folder is None:
            self._show(self._model.waiting)
        self.state_changed.emit()

    def _show(self, lines: Sequence[Waiting]) -> None:
        self._lines = {line.office: line for line in lines}
        self._rows.set_ids(list(self._lines))
        self._stack.setCurrentWidget(self._table if lines else self._empty)
        waiting = [line for line in lines if line.file is None and line.error is None]
        present(self.act, shown=bool(waiting))
        self.act.say(
            n(
                "{n} receipt is signed: what came and what became of it, decisions, remarks, deadlines, certificates.",
                "{n} receipts are signed, one for each mission: what came and what became of it, decisions, remarks, "
                "deadlines, certificates.",
                len(waiting),
            )
        )

    def _write(self, pin: str) -> None:
        folder = self._kit.files.folder(self, self._kit.say(t("Where to write the receipts")))
        if folder is not None:
            self._folder = folder
            self._model.write(folder, pin, list(self._lines))

    def _follow(self, job: Job[Any]) -> None:
        clear(self._progress)
        card = ProgressCard(self._kit, t("Signing receipts"), icon="stamp")
        self._progress.addWidget(card)
        card.follow(job)
        self.act.sign.disable(t("One moment…"))
        self.state_changed.emit()

    def _show_written(self, lines: Sequence[Waiting]) -> None:
        self.act.sign.enable()
        self.act.forget()
        done = [line for line in lines if line.file is not None]
        left = [line for line in lines if line.error is not None]
        self._show(lines)
        folder = self._folder
        cause = n("{n} receipt was written.", "{n} receipts were written.", len(done))
        rest = (
            n("{n} could not be written.", "{n} could not be written.", len(left)) if left else t("Send the files on.")
        )
        self.banner.show_notice(
            "warn" if left else "ok",
            cause,
            rest,
            action=t("Open the folder"),
            on_action=lambda: self._model.open_folder(folder) if folder is not None else None,
        )
        self.state_changed.emit()

    def _show_failure(self, error: UserError) -> None:
        self.act.sign.enable()
        self._folder = None
        if error.code.startswith("key."):
            self.act.show_error(error)
        else:
            self.banner.show_error(error)
        self.state_changed.emit()

    def _line_rows(self, ids: Sequence[str]) -> list[Waiting]:
        return [self._lines[office] for office in ids]


def _columns() -> list[Column[Waiting]]:
    return [
        Column("mission", c("column", "Mission"), _mission_cell, 220, "two-line", stretch=True, hideable=False),
        Column("packages", c("column", "Packages"), _number("packages"), 80, "number"),
        Column("decisions", c("column", "Decisions"), _number("decisions"), 96, "number"),
        Column("remarks", c("column", "Remarks"), _number("remarks"), 84, "number"),
        Column("duties", c("column", "Deadlines"), _number("duties"), 84, "number"),
        Column("since", c("column", "Waiting since"), _since_cell, 156),
        Column("file", c("column", "Receipt"), _file_cell, 220, "two-line", stretch=True),
    ]


def _number(name: str) -> Any:
    def cell(line: Waiting, words: Words) -> Cell:
        value = getattr(line, name)
        return Cell(whole(words, value) if value else "–")

    return cell


def _mission_cell(line: Waiting, words: Words) -> Cell:
    return Cell(
        phrases.place(line.mission, line.office).render(words),
        phrases.post(line.mission).render(words),
        tip=line.office,
    )


def _since_cell(line: Waiting, words: Words) -> Cell:
    return Cell(phrases.received(words, line.since) if line.since else "–")


def _file_cell(line: Waiting, words: Words) -> Cell:
    if line.file is not None:
        return Cell(line.file.name, t("written").render(words), icon="circle-check", tone="ok", tip=str(line.file))
    if line.error is not None:
        said = describe(words, line.error)
        return Cell(said.message, said.advice, icon="circle-x", tone="danger", tip=said.message)
    return Cell(t("to be signed").render(words), "")


def button_words(count: int) -> Phrase:
    """The primary button of the list: "Gửi biên nhận (66)"."""
    return t("Send receipts ({n})", n=count)
