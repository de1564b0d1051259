"""What a number of the document counts: every figure that it may be, with the events behind it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.buttons import Button
from cultdip_desktop.ui.kit.language import n, t
from cultdip_desktop.ui.kit.surfaces import ScrollPage, clear, column, row
from cultdip_desktop.ui.kit.text import PlainLabel
from cultdip_desktop.ui.rooms.reports.figure_line import FigureLine
from cultdip_desktop.ui.rooms.reports.values import Figure


class NumberPage(QWidget):
    """Stands in the place of the document until it is closed."""

    closed = Signal()
    go = Signal(object)

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self.back = Button(kit, t("Back to the document"), icon="arrow-left", compact=True, on_click=self.closed.emit)
        kit.tip(self.back, t("Back to the document"), "Esc")
        self._title = PlainLabel(kit, "", "h2", wrap=True)
        self._sentence = PlainLabel(kit, "", "body", "secondary", wrap=True)
        self.lines = column(gap=10)
        page = ScrollPage(margins=(20, 14, 20, 20), gap=12)
        page.add(row(self.back, None))
        page.add(self._title)
        page.add(self._sentence)
        page.add(self.lines)
        page.end()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(page)
        keys = QShortcut(QKeySequence("Escape"), self)
        keys.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        keys.activated.connect(self.closed)

    def show_number(self, written: str, figures: Sequence[Figure]) -> None:
        """Show what the number counts; the first figure is opened."""
        self._title.say(t("What {number} counts", number=written))
        if figures:
            several = n("It stands for this figure:", "It may stand for one of {n} figures:", len(figures))
            self._sentence.say(several)
        else:
            self._sentence.say(t("No record bears this number out: it was written by hand, or counts something else."))
        clear(self.lines)
        for place, figure in enumerate(figures):
            self.lines.addWidget(FigureLine(self._kit, figure, self.go.emit, opened=place == 0))
        self.back.setFocus()
