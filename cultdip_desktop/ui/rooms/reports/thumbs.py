"""Small pictures of the pages, one below the other; a click or the arrows bring a page into view."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame

from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.language import Speech
from cultdip_desktop.ui.rooms.reports.document import ReportDocument

_WIDTH: Final = 120
_GAP: Final = 12
_FOOT: Final = 22


class PageThumbs(QAbstractScrollArea):
    """Shows every page of the document."""

    chosen = Signal(int)
    """The user wants this page."""

    def __init__(self, kit: Kit, document: ReportDocument, name: Speech) -> None:
        """`name` is for screen readers."""
        super().__init__()
        self._look = kit.look
        self._document = document
        self._at = 0
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("kind", "bare")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        kit.name(self, name)
        kit.look.changed.connect(self._arrange)
        document.changed.connect(self._arrange)
        document.page_ready.connect(lambda _page: self.viewport().update())

    @property
    def at(self) -> int:
        """Index of the page that is marked."""
        return self._at

    def show_page(self, page: int) -> None:
        """Mark the page in view."""
        if page == self._at:
            return
        self._at = page
        box, bar = self._box(page), self.verticalScrollBar()
        if box.top() - _GAP < bar.value():
            bar.setValue(box.top() - _GAP)
        elif box.bottom() + _FOOT > bar.value() + self.viewport().height():
            bar.setValue(box.bottom() + _FOOT - self.viewport().height())
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Centre again."""
        super().resizeEvent(event)
        self._arrange()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows, Home and End choose."""
        last = self._document.count - 1
        pages = {
            Qt.Key.Key_Down: self._at + 1,
            Qt.Key.Key_Up: self._at - 1,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }
        page = pages.get(Qt.Key(event.key()))
        if page is None:
            super().keyPressEvent(event)
        elif 0 <= page <= last:
            self.show_page(page)
            self.chosen.emit(page)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the page under the mouse."""
        at = event.position().toPoint() + QPoint(0, self.verticalScrollBar().value())
        for page in range(self._document.count):
            if self._box(page).adjusted(-_GAP, 0, _GAP, _FOOT).contains(at):
                self.show_page(page)
                self.chosen.emit(page)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the pages in view with their numbers."""
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setFont(self._look.font("micro", 500))
        for page in range(self._document.count):
            box = self._box(page).translated(0, -self.verticalScrollBar().value())
            if box.adjusted(0, 0, 0, _FOOT).intersects(event.rect()):
                self._paint(painter, page, box)

    def _paint(self, painter: QPainter, page: int, box: QRect) -> None:
        painter.fillRect(box, Qt.GlobalColor.white)
        ratio = self.devicePixelRatioF()
        picture = self._document.picture(page, QSize(round(box.width() * ratio), round(box.height() * ratio)))
        if picture is not None:
            painter.drawImage(box, picture)
        here = page == self._at
        painter.setPen(QPen(self._look.colour("accent" if here else "border.control"), 2 if here else 1))
        painter.drawRect(QRectF(box).adjusted(-0.5, -0.5, 0.5, 0.5))
        painter.setPen(self._look.colour("accent.text" if here else "text.secondary"))
        foot = QRect(box.left(), box.bottom() + 2, box.width(), self._look.px(_FOOT - 4))
        painter.drawText(foot, Qt.AlignmentFlag.AlignCenter, str(page + 1))

    def _box(self, page: int) -> QRect:
        points = self._document.sizes[page]
        width = self._look.px(_WIDTH)
        height = round(width * points.height() / points.width()) if points.width() else width
        left = (self.viewport().width() - width) // 2
        return QRect(left, _GAP + page * (height + self._look.px(_FOOT) + _GAP // 2), width, height)

    def _arrange(self) -> None:
        count = self._document.count
        self._at = min(self._at, max(0, count - 1))
        bottom = self._box(count - 1).bottom() + self._look.px(_FOOT) + _GAP if count else 0
        self.verticalScrollBar().setRange(0, max(0, bottom - self.viewport().height()))
        self.verticalScrollBar().setPageStep(self.viewport().height())
        self.verticalScrollBar().setSingleStep(40)
        self.viewport().update()
