"""The preview: pages in their official form, and the bar that turns and sizes them."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QSizePolicy, QStackedLayout, QVBoxLayout, QWidget

from cultdip_desktop.i18n.numbers import percent
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.buttons import IconButton
from cultdip_desktop.ui.kit.language import Phrase, Speech, t
from cultdip_desktop.ui.kit.notices import EmptyState
from cultdip_desktop.ui.kit.surfaces import row
from cultdip_desktop.ui.kit.text import PlainLabel, Rule
from cultdip_desktop.ui.rooms.reports.pages import PdfPages


class Preview(QWidget):
    """Pages, or a word on why there are none yet."""

    asked_again = Signal()

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self.pages = PdfPages(kit, t("Preview of the report"))
        self._waiting = EmptyState(kit, "file-text", t("Building the preview…"))
        self._place = PlainLabel(kit, "", "small")
        self._zoom = PlainLabel(kit, "", "small")
        self.previous = IconButton(
            kit, "chevron-up", t("Previous page"), on_click=lambda: self.pages.go(self.pages.at - 1)
        )
        self.following = IconButton(
            kit, "chevron-down", t("Next page"), on_click=lambda: self.pages.go(self.pages.at + 1)
        )
        smaller = IconButton(kit, "zoom-out", t("Smaller"), on_click=lambda: self.pages.zoom_by(-1))
        larger = IconButton(kit, "zoom-in", t("Larger"), on_click=lambda: self.pages.zoom_by(1))
        fit = IconButton(kit, "fullscreen", t("Fit the width"), on_click=self.pages.fit_width)
        bar = QFrame()
        bar.setProperty("kind", "footer")
        line = row(
            None,
            self.previous,
            self._place,
            self.following,
            Rule(vertical=True),
            smaller,
            self._zoom,
            larger,
            fit,
            None,
            gap=6,
        )
        line.setContentsMargins(8, 6, 8, 6)
        bar.setLayout(line)
        bar.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._stack = QStackedLayout()
        self._stack.addWidget(self._waiting)
        self._stack.addWidget(self.pages)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addLayout(self._stack, 1)
        outer.addWidget(bar)
        self.pages.moved.connect(self._say_place)
        self._say_place()

    def show_waiting(self) -> None:
        """A document is on the way."""
        self.show_reason(t("Building the preview…"))

    def show_reason(self, title: Speech, sentence: Speech = "") -> None:
        """Say why there is no document."""
        self._waiting.say(title, sentence)
        self._stack.setCurrentIndex(0)

    def show_document(self, data: bytes) -> None:
        """Show this PDF."""
        self.pages.show_document(data)
        self._stack.setCurrentIndex(1)

    def _say_place(self) -> None:
        pages = self.pages
        self._place.say(t("Page {at} of {count}", at=min(pages.at + 1, pages.count), count=pages.count))
        zoom = Decimal(round(pages.zoom * 100)) / 100
        self._zoom.say(Phrase(lambda words: percent(words, zoom)))
        first, last = pages.at == 0, pages.at >= pages.count - 1
        self.previous.setEnabled(not first)
        self.following.setEnabled(not last)
