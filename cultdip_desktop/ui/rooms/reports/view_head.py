"""The tools in the head of the Reports room: language, saving, printing, and the acts that move the report on."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from cultdip_desktop.i18n import dates, numbers
from cultdip_desktop.i18n.words import Words
from cultdip_desktop.ui.kit.base import Kit, present
from cultdip_desktop.ui.kit.buttons import IconButton, MenuButton
from cultdip_desktop.ui.kit.choices import Segmented
from cultdip_desktop.ui.kit.language import Phrase, t
from cultdip_desktop.ui.kit.marks import Pill
from cultdip_desktop.ui.rooms.reports.values import Summary
from cultdip_desktop.ui.rooms.reports.view_actions import ActionBar, standing

_LANGUAGES: Final = (("vi", "Tiếng Việt", "VI"), ("en", "English", "EN"), ("both", "VI | EN", "VI|EN"))


APART: Final = "apart.pdf"
"""Stands for an ending: each appendix in a file of its own."""


class HeadTools(QWidget):
    """Everything at the right of the head; the pill that stands beside the title is the room's to place."""

    save_asked = Signal(str)
    """Ending of the file."""

    print_asked = Signal()
    word_asked = Signal()
    documents_asked = Signal()
    details_asked = Signal()

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self.language = Segmented(kit, t("Language of the document"))
        for value, words, _short in _LANGUAGES:
            self.language.add(value, words)
        self.language.set_value("vi")
        self.save = MenuButton(kit, "PDF", icon="download")
        kit.name(self.save, t("Save as…"))
        for ending, phrase, icon in (
            (".pdf", t("Report as PDF"), "file-text"),
            (APART, t("Report and appendices as PDFs of their own"), "files"),
            (".docx", t("Report as a Word file"), "file-text"),
            (".xlsx", t("Table of events as XLSX"), "table-2"),
            (".csv", t("Table of events as CSV"), "table-2"),
        ):
            self.save.add(phrase, partial(self._ask_save, ending), icon)
        self.save.add(t("Print…"), self.print_asked.emit, "printer")
        self.save.add(t("Take texts from a Word file…"), self.word_asked.emit, "file-up")
        self.save.add(t("Other documents…"), self.documents_asked.emit, "files")
        self.standing = Pill(kit)
        present(self.standing, shown=False)
        self.bar = ActionBar(kit)
        self.details = IconButton(kit, "panel-right", t("Details"), on_click=self.details_asked.emit, framed=True)
        kit.tip(self.details, t("Details"), "F9")
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        for widget in (self.language, self.save, self.details, self.bar):
            line.addWidget(widget)

    def _ask_save(self, ending: str) -> None:
        self.save_asked.emit(ending)

    def set_narrow(self, *, narrow: bool) -> None:
        """In narrow windows words are shorter, and the check is a drawer that a button opens."""
        present(self.details, shown=narrow)
        self.bar.set_narrow(narrow=narrow)
        for value, words, short in _LANGUAGES:
            self.language.say(value, short if narrow else words)

    def show_summary(self, summary: Summary) -> None:
        """Say where the report stands and offer what comes next."""
        present(self.standing, shown=True)
        self.standing.set(*standing(summary.state, summary.amendment))
        self.bar.show_summary(summary)


def cut_of(summary: Summary) -> Phrase:
    """What the figures rest on: for the status line."""

    def say(words: Words) -> str:
        events = words.n("{n} event", "{n} events", summary.events, n=numbers.whole(words, summary.events))
        moment = dates.moment_with_place(words, summary.as_of, summary.zone)
        return words.t("Figures from {events} · read {moment}", events=events, moment=moment)

    return Phrase(say)
