"""The outline of the report: what each section still needs, a tick for what has been gone through."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cultdip_desktop.domain.text import BiText
from cultdip_desktop.i18n.words import Words
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.buttons import Button
from cultdip_desktop.ui.kit.language import t
from cultdip_desktop.ui.kit.model import Cell, Column, PagedModel
from cultdip_desktop.ui.kit.table import COMPACT_ROW, TableView
from cultdip_desktop.ui.kit.text import PlainLabel
from cultdip_desktop.ui.rooms.reports.values import SectionRow

_INDENT: Final = "\u2003"


class OutlineTable(TableView):
    """Space ticks a section; Enter writes into it."""

    ticked = Signal(str)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space ticks."""
        if event.key() == Qt.Key.Key_Space and self.current_id():
            self.ticked.emit(self.current_id())
            return
        super().keyPressEvent(event)


class OutlinePane(QWidget):
    """Shows the sections of one report."""

    section_asked = Signal(str)
    """Show this section in the document."""

    writing_asked = Signal(str)
    """Write into this section."""

    ticked = Signal(str)
    figures_asked = Signal()
    """What has changed in the figures."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._sections: dict[str, SectionRow] = {}
        self._following = False
        self.model: PagedModel[SectionRow] = PagedModel(kit, self._columns(), self._rows, at_once=True)
        self.table = OutlineTable(kit, self.model, t("Outline of the report"), row_height=COMPACT_ROW)
        self.table.horizontalHeader().hide()
        self.table.ruled = False
        self.table.setProperty("kind", "bare")
        self.table.selected.connect(self._choose)
        self.table.opened.connect(self.writing_asked.emit)
        self.table.ticked.connect(self.ticked.emit)
        self.count = PlainLabel(kit, "", "small", "secondary", wrap=True)
        self.write = Button(kit, t("Write the section"), icon="pen-line", compact=True, on_click=self._write)
        kit.tip(self.write, t("Write the section"), "Enter")
        self.figures = Button(kit, t("Update figures"), icon="refresh-cw", compact=True)
        self.figures.clicked.connect(self.figures_asked)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.count)
        layout.addWidget(self.write)
        layout.addWidget(self.figures)

    def show_sections(self, sections: Sequence[SectionRow]) -> None:
        """Show these, at the section that was chosen before."""
        self._sections = {one.key: one for one in sections}
        present = self.table.current_id()
        self._following = True
        self.model.set_ids(list(self._sections))
        self.model.refresh()
        if present in self._sections:
            self.table.select(present)
        self._following = False
        shown = [one for one in sections if one.included]
        good = sum(not one.problems and not one.changed for one in shown)
        self.count.say(t("{done} of {all} sections are complete", done=good, all=len(shown)) if shown else "")
        self._offer()

    def follow(self, key: str) -> None:
        """The reader has come to this section."""
        if key != self.table.current_id():
            self._following = True
            self.table.select(key)
            self._following = False
            self._offer()

    def current(self) -> str:
        """The chosen section."""
        return self.table.current_id()

    def _choose(self, key: str) -> None:
        self._offer()
        if key and not self._following:
            self.section_asked.emit(key)

    def _write(self) -> None:
        if self.table.current_id():
            self.writing_asked.emit(self.table.current_id())

    def _offer(self) -> None:
        chosen = self._sections.get(self.table.current_id())
        if chosen is None:
            self.write.disable(t("Choose a section of the outline."))
        elif not chosen.has_text:
            self.write.disable(t("This section is made from the data only."))
        else:
            self.write.enable()

    def _rows(self, ids: Sequence[str]) -> list[SectionRow]:
        return [self._sections[key] for key in ids]

    def _columns(self) -> list[Column[SectionRow]]:
        return [Column("section", t("Outline"), _cell, 120, stretch=True, sortable=False, hideable=False)]


def _cell(one: SectionRow, words: Words) -> Cell:
    title = _in(words, one.title)
    text = f"{_INDENT * one.level}{title}"
    if not one.included:
        return Cell(text, icon="minus", tone="tertiary", tip=words.t("{title}: left out", title=title))
    if one.problems:
        said = words.n("{title}: {n} to look at", "{title}: {n} to look at", one.problems, title=title)
        return Cell(text, icon="triangle-alert", tone="warn", tip=said)
    if one.changed:
        said = words.t("{title}: the figures have changed since this was written", title=title)
        return Cell(text, icon="refresh-cw", tone="warn", tip=said)
    if one.remarks:
        said = words.n("{title}: {n} remark", "{title}: {n} remarks", one.remarks, title=title)
        return Cell(text, icon="message-square", tone="info", tip=said)
    tip = words.t("{title}: gone through", title=title) if one.ticked else title
    return Cell(text, icon="circle-check" if one.ticked else "check", tone="", strong=one.level == 0, tip=tip)


def _in(words: Words, text: BiText) -> str:
    return text.get(words.language)
