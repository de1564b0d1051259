"""Pages of a PDF under one another, as they will be printed; rendered from memory, nothing is written to disk."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRect, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent, QWheelEvent
from PySide6.QtPdf import QPdfDocument
from PySide6.QtWidgets import QAbstractScrollArea, QFrame

from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.language import Speech

ZOOMS: Final = (0.5, 0.67, 0.84, 1.0, 1.25, 1.5, 2.0)
"""1 = a point of the page is 96/72 px."""

_LEAST: Final = 0.3
"""A page that fits a narrow window is at least this large."""

_GAP: Final = 14
_PX_PER_POINT: Final = 96 / 72
_KEPT: Final = 12
"""Rendered pages that are kept."""


class PdfPages(QAbstractScrollArea):
    """Shows a document; PageUp and PageDown turn pages, Ctrl+plus and Ctrl+minus zoom."""

    moved = Signal()
    """Another page is in view, or the zoom changed."""

    def __init__(self, kit: Kit, name: Speech) -> None:
        """`name` is for screen readers."""
        super().__init__()
        self._look = kit.look
        self._document = QPdfDocument(self)
        self._bytes = QByteArray()
        self._buffer = QBuffer(self)
        self._rendered: dict[tuple[int, int], QImage] = {}
        self._zoom = 1.0
        self._fitting = True
        self._at = 0
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("kind", "bare")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        kit.name(self, name)
        kit.look.changed.connect(self.viewport().update)

    @property
    def count(self) -> int:
        """Pages of the document; 0 without one."""
        return self._document.pageCount()

    @property
    def at(self) -> int:
        """Index of the page in view."""
        return self._at

    @property
    def zoom(self) -> float:
        """The zoom in force."""
        return self._zoom

    def show_document(self, data: bytes) -> None:
        """Show this PDF from its first page."""
        self._document.close()
        self._buffer.close()
        self._rendered.clear()
        self._bytes = QByteArray(data)
        self._buffer.setData(self._bytes)
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self._document.load(self._buffer)
        self._arrange()
        self.verticalScrollBar().setValue(0)
        self._scrolled()

    def go(self, page: int) -> None:
        """Bring a page into view."""
        if 0 <= page < self.count:
            self.verticalScrollBar().setValue(self._box(page).top() - _GAP)

    def zoom_by(self, steps: int) -> None:
        """The next larger or smaller zoom."""
        larger = [zoom for zoom in ZOOMS if zoom > self._zoom + 0.01]
        smaller = [zoom for zoom in ZOOMS if zoom < self._zoom - 0.01]
        choice = larger[:1] if steps > 0 else smaller[-1:]
        if choice:
            self._set_zoom(choice[0], fitting=False)

    def fit_width(self) -> None:
        """As wide as there is room, also when the window changes."""
        self._set_zoom(self._fit(), fitting=True)

    def sizeHint(self) -> QSize:
        """Takes what there is."""
        return QSize(480, 480)

    def minimumSizeHint(self) -> QSize:
        """A page is still recognisable."""
        return QSize(260, 160)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit again."""
        super().resizeEvent(event)
        self._arrange()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Turn pages and zoom."""
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.key() == Qt.Key.Key_PageDown:
            self.go(self._at + 1)
        elif event.key() == Qt.Key.Key_PageUp:
            self.go(self._at - 1)
        elif event.key() == Qt.Key.Key_Home:
            self.go(0)
        elif event.key() == Qt.Key.Key_End:
            self.go(self.count - 1)
        elif control and event.key() in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom_by(1)
        elif control and event.key() == Qt.Key.Key_Minus:
            self.zoom_by(-1)
        elif control and event.key() == Qt.Key.Key_0:
            self.fit_width()
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom with Ctrl, else scroll."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_by(1 if event.angleDelta().y() > 0 else -1)
            return
        super().wheelEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the pages in view."""
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), self._look.colour("bg.sunken"))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        left, top = -self.horizontalScrollBar().value(), -self.verticalScrollBar().value()
        for page in range(self.count):
            box = self._box(page).translated(left, top)
            if box.intersects(event.rect()):
                painter.drawImage(box, self._picture(page, box.size()))
                painter.setPen(QPen(self._look.colour("border.subtle"), 1))
                painter.drawRect(box.adjusted(-1, -1, 0, 0))

    def _picture(self, page: int, size: QSize) -> QImage:
        ratio = self.devicePixelRatioF()
        key = (page, round(size.width() * ratio))
        found = self._rendered.get(key)
        if found is None:
            while len(self._rendered) >= _KEPT:
                del self._rendered[next(iter(self._rendered))]
            ink = self._document.render(page, QSize(round(size.width() * ratio), round(size.height() * ratio)))
            found = QImage(ink.size(), QImage.Format.Format_RGB32)
            found.fill(Qt.GlobalColor.white)
            painter = QPainter(found)
            painter.drawImage(0, 0, ink)
            painter.end()
            self._rendered[key] = found
        return found

    def _size(self, page: int) -> QSize:
        points: QSizeF = self._document.pagePointSize(page)
        scale = self._zoom * _PX_PER_POINT
        return QSize(round(points.width() * scale), round(points.height() * scale))

    def _box(self, page: int) -> QRect:
        top = _GAP + sum(self._size(before).height() + _GAP for before in range(page))
        size = self._size(page)
        left = max(_GAP, (self.viewport().width() - size.width()) // 2)
        return QRect(left, top, size.width(), size.height())

    def _fit(self) -> float:
        if not self.count:
            return 1.0
        width = self._document.pagePointSize(0).width() * _PX_PER_POINT
        return max(_LEAST, min(1.25, (self.viewport().width() - 2 * _GAP) / width))

    def _set_zoom(self, zoom: float, *, fitting: bool) -> None:
        page = self._at
        self._zoom, self._fitting = zoom, fitting
        self._arrange()
        self.go(page)
        self.moved.emit()

    def _arrange(self) -> None:
        if self._fitting:
            self._zoom = self._fit()
        bottom = self._box(self.count - 1).bottom() + _GAP if self.count else 0
        widest = max((self._size(page).width() for page in range(self.count)), default=0) + 2 * _GAP
        seen = self.viewport().size()
        self.verticalScrollBar().setRange(0, max(0, bottom - seen.height()))
        self.verticalScrollBar().setPageStep(seen.height())
        self.verticalScrollBar().setSingleStep(40)
        self.horizontalScrollBar().setRange(0, max(0, widest - seen.width()))
        self.horizontalScrollBar().setPageStep(seen.width())
        self.viewport().update()
        self.moved.emit()

    def _scrolled(self) -> None:
        middle = self.verticalScrollBar().value() + self.viewport().height() // 2
        self._at = next((page for page in range(self.count) if self._box(page).bottom() + _GAP >= middle), 0)
        self.viewport().update()
        self.moved.emit()
