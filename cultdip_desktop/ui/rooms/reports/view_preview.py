"""The preview: pages in their official form, the bar that turns and sizes them, the search."""

from __future__ import annotations

import threading
from decimal import Decimal
from functools import partial
from typing import Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QStackedLayout, QVBoxLayout, QWidget

from cultdip_desktop.i18n.numbers import percent
from cultdip_desktop.ui.kit.base import Kit, present
from cultdip_desktop.ui.kit.buttons import Button, IconButton, MenuButton
from cultdip_desktop.ui.kit.jobs import Job
from cultdip_desktop.ui.kit.language import Phrase, Speech, t
from cultdip_desktop.ui.kit.notices import EmptyState, ProgressCard
from cultdip_desktop.ui.kit.surfaces import row
from cultdip_desktop.ui.kit.text import PlainLabel, Rule
from cultdip_desktop.ui.rooms.reports.document import ReportDocument
from cultdip_desktop.ui.rooms.reports.pages import ZOOMS, Fit, PdfPages
from cultdip_desktop.ui.rooms.reports.search import DocumentSearch
from cultdip_desktop.ui.rooms.reports.view_find import FindBar

_PAINTED_WITHIN: Final = 2.0
"""Seconds."""


class Preview(QWidget):
    """Pages, or a word on why there are none yet."""

    asked_again = Signal()
    """Build the document after all."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self.document = ReportDocument(self)
        self.search = DocumentSearch(self.document)
        self.pages = PdfPages(kit, self.document, t("Preview of the report"))
        self._waiting = EmptyState(kit, "file-text", t("Building the preview…"))
        self.again = Button(kit, t("Build the preview"), icon="refresh-cw", on_click=self.asked_again.emit)
        self._waiting.add_action(self.again)
        self.progress = ProgressCard(kit, t("Building the preview"), icon="file-text")
        self._stack = QStackedLayout()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self.progress)
        outer.addLayout(self._stack, 1)
        self._stack.addWidget(self._waiting)  # shown at once: without this page around it as a window of its own
        self._stack.addWidget(self.pages)
        self._bar = self._make_bar(kit)
        self.finder = FindBar(kit, self.search, self)
        self.finder.closed.connect(self.pages.setFocus)
        self.pages.moved.connect(self._say_place)
        self.search.changed.connect(self._show_hits)
        self.show_waiting()
        self._say_place()

    def show_waiting(self) -> None:
        """A document is on the way."""
        self._waiting.say(t("Building the preview…"))
        present(self.again, shown=False)
        self._show(document=False)

    def show_reason(self, title: Speech, sentence: Speech = "") -> None:
        """Say why there is no document; it can be asked for again."""
        self._waiting.say(title, sentence)
        present(self.again, shown=True)
        self._show(document=False)

    def follow(self, job: Job[Any]) -> None:
        """Show how far the building is; it can be stopped."""
        self.progress.follow(job)

    def show_document(self, data: bytes, *, keep: bool) -> None:
        """Show this PDF; `keep` stays at the reader's place: only figures have changed."""
        self.document.show_document(data)
        self.pages.show_document(keep=keep)
        self._show(document=True)
        self._say_place()
        if self.pages.isVisible() and not self._kit.jobs.closed:
            self._await_painting()

    def _await_painting(self) -> None:
        """Count as work until the first page is painted: whoever waits for the window waits for that, too."""
        painted = threading.Event()
        self.document.page_ready.connect(lambda _page: painted.set(), Qt.ConnectionType.SingleShotConnection)
        self._kit.jobs.compute(lambda _progress: painted.wait(_PAINTED_WITHIN), owner=self)

    @property
    def shows_document(self) -> bool:
        """Whether pages are in view."""
        return self._stack.currentIndex() == 1

    def open_find(self, words: str = "") -> None:
        """Ctrl+F."""
        if self.shows_document:
            self.finder.open_bar(words)
            self._place()

    def find_next(self, by: int) -> None:
        """F3: the next hit, Shift+F3 the one before; without a search, begin one."""
        if self.search.words:
            self.search.step(by)
        else:
            self.open_find()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the bars at their edges."""
        super().resizeEvent(event)
        self._place()

    def _make_bar(self, kit: Kit) -> QFrame:
        self._where = PlainLabel(kit, "", "small")
        self.previous = IconButton(
            kit, "chevron-up", t("Previous page"), on_click=lambda: self.pages.go(self.pages.at - 1)
        )
        self.following = IconButton(
            kit, "chevron-down", t("Next page"), on_click=lambda: self.pages.go(self.pages.at + 1)
        )
        kit.tip(self.previous, t("Previous page"), "PgUp")
        kit.tip(self.following, t("Next page"), "PgDown")
        smaller = IconButton(kit, "zoom-out", t("Smaller"), shortcut="Ctrl+-", on_click=lambda: self.pages.zoom_by(-1))
        larger = IconButton(kit, "zoom-in", t("Larger"), shortcut="Ctrl++", on_click=lambda: self.pages.zoom_by(1))
        self.zoom = MenuButton(kit, "", compact=True)
        for zoom in ZOOMS:
            self.zoom.add(_percent(zoom), partial(self.pages.set_zoom, zoom))
        wide = IconButton(
            kit, "fullscreen", t("Fit the width"), shortcut="Ctrl+0", on_click=lambda: self.pages.fit_to(Fit.WIDTH)
        )
        whole = IconButton(
            kit, "maximize", t("Fit the page"), shortcut="Ctrl+9", on_click=lambda: self.pages.fit_to(Fit.PAGE)
        )
        self.pair = IconButton(kit, "columns-2", t("Two pages side by side"), on_click=self.turn_pair)
        kit.tip(self.pair, t("Two pages side by side"), "Ctrl+2")
        look_for = IconButton(kit, "search", t("Find in the report"), on_click=self.open_find)
        kit.tip(look_for, t("Find in the report"), "Ctrl+F")
        bar = QFrame(self)
        bar.setProperty("kind", "card")
        turning = (self.previous, self._where, self.following, Rule(vertical=True))
        sizing = (smaller, self.zoom, larger, wide, whole, self.pair, Rule(vertical=True), look_for)
        line = self._line = row(*turning, *sizing, gap=4)
        line.setContentsMargins(6, 4, 6, 4)
        bar.setLayout(line)
        return bar

    def turn_pair(self) -> None:
        """Ctrl+2: two pages side by side, or one under the other."""
        self.pages.set_across(1 if self.pages.across == 2 else 2)

    def _show(self, *, document: bool) -> None:
        self._stack.setCurrentIndex(1 if document else 0)
        present(self._bar, shown=document)
        if not document:
            self.finder.hide()
        self._place()

    def _show_hits(self) -> None:
        self.pages.show_hits(self.search.hits, self.search.present)

    def _say_place(self) -> None:
        pages = self.pages
        self._where.say(t("Page {at} of {count}", at=min(pages.at + 1, pages.count), count=pages.count))
        self.zoom.say(_percent(pages.zoom))
        self.zoom.setAccessibleDescription(self._kit.say(t("Zoom")))
        self.previous.setEnabled(pages.at > 0)
        self.following.setEnabled(pages.at < pages.count - 1)
        self._place()

    def _place(self) -> None:
        """The bar floats at the bottom in the middle, the search at the top right."""
        line = self._line
        line.setSpacing(4)
        if self._bar.sizeHint().width() > self.width() - 16:
            line.setSpacing(0)
        size = self._bar.sizeHint()
        width = min(size.width(), self.width() - 16)
        self._bar.setGeometry((self.width() - width) // 2, self.height() - size.height() - 12, width, size.height())
        self._bar.raise_()
        found = self.finder.sizeHint()
        width = min(found.width(), self.width() - 24)
        self.finder.setGeometry(self.width() - width - 20, 10, width, found.height())


def _percent(zoom: float) -> Phrase:
    share = Decimal(round(zoom * 100)) / 100
    return Phrase(lambda words: percent(words, share))
