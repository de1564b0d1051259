"""Pages of a PDF under one another, as they will be printed."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from enum import Enum
from typing import Final

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame

from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.language import Speech
from cultdip_desktop.ui.rooms.reports.document import ReportDocument
from cultdip_desktop.ui.rooms.reports.search import Hit

ZOOMS: Final = (0.5, 0.67, 0.84, 1.0, 1.25, 1.5, 2.0)
"""1 = a point of the page is 96/72 px."""

_LEAST: Final = 0.3
"""A page that fits a narrow window is at least this large."""

_GAP: Final = 14
_PX_PER_POINT: Final = 96 / 72


class Fit(Enum):
    """How the zoom follows the window."""

    NONE = "none"
    WIDTH = "width"
    PAGE = "page"


class PdfPages(QAbstractScrollArea):
    """Shows a document; PageUp and PageDown turn pages, Ctrl with plus, minus, 0 and 9 zoom."""

    moved = Signal()
    """Another page is in view, or the zoom changed."""

    pointed = Signal(int, QPointF)
    """A place of a page was clicked, in points from its upper left corner."""

    def __init__(self, kit: Kit, document: ReportDocument, name: Speech) -> None:
        """`name` is for screen readers."""
        super().__init__()
        self._look = kit.look
        self._document = document
        self._tops: list[int] = []
        self._zoom = 1.0
        self._fit = Fit.WIDTH
        self._across = 1
        self._at = 0
        self._hits: Sequence[Hit] = ()
        self._present: Hit | None = None
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("kind", "bare")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        kit.name(self, name)
        kit.look.changed.connect(self.viewport().update)
        document.page_ready.connect(lambda _page: self.viewport().update())

    @property
    def count(self) -> int:
        """Pages of the document; 0 without one."""
        return self._document.count

    @property
    def at(self) -> int:
        """Index of the page in view."""
        return self._at

    @property
    def zoom(self) -> float:
        """The zoom in force."""
        return self._zoom

    @property
    def inside(self) -> float:
        """How far below the upper edge of the page in view the middle of the window stands, in points."""
        if not self.count:
            return 0.0
        middle = self.verticalScrollBar().value() + self.viewport().height() // 2
        return (middle - self._tops[self._at]) / self._scale

    @property
    def reach(self) -> float:
        """Half of the height that is in view, in points."""
        return self.viewport().height() / 2 / self._scale

    @property
    def fit(self) -> Fit:
        """Whether the zoom follows the window."""
        return self._fit

    @property
    def across(self) -> int:
        """How many pages stand side by side: 1 or 2."""
        return self._across

    def set_across(self, pages: int) -> None:
        """Show one page beside the other, or each under the one before."""
        if pages != self._across:
            self._across = pages
            self._change(self._fitting(self._fit), self._fit)

    def show_document(self, *, keep: bool) -> None:
        """Show the document anew from its first page; `keep` stays where the reader is."""
        self._hits, self._present = (), None
        place = self.verticalScrollBar().value() if keep else 0
        self._arrange()
        self.verticalScrollBar().setValue(place)
        self._scrolled()

    def go(self, page: int, top: float = 0.0) -> None:
        """Bring a page into view, from `top` points below its upper edge."""
        if 0 <= page < self.count:
            self.verticalScrollBar().setValue(self._box(page).top() - _GAP + round(top * self._scale))

    def show_hits(self, hits: Sequence[Hit], present: Hit | None) -> None:
        """Mark these places, the present one more strongly and in view."""
        moved = present is not None and present is not self._present
        self._hits, self._present = hits, present
        if moved and present is not None and present.places:
            box = self._on_page(present.page, present.places[0])
            bar = self.verticalScrollBar()
            if not bar.value() + _GAP <= box.top() <= bar.value() + self.viewport().height() - 60:
                bar.setValue(round(box.top()) - self.viewport().height() // 3)
        self.viewport().update()

    def zoom_by(self, steps: int) -> None:
        """The next larger or smaller zoom."""
        larger = [zoom for zoom in ZOOMS if zoom > self._zoom + 0.01]
        smaller = [zoom for zoom in ZOOMS if zoom < self._zoom - 0.01]
        choice = larger[:1] if steps > 0 else smaller[-1:]
        if choice:
            self.set_zoom(choice[0])

    def set_zoom(self, zoom: float) -> None:
        """A zoom of its own, whatever the window's size."""
        self._change(zoom, Fit.NONE)

    def fit_to(self, fit: Fit) -> None:
        """As wide or as large as there is room, also when the window changes."""
        self._change(self._fitting(fit), fit)

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
        """Turn pages."""
        pages = {
            Qt.Key.Key_PageDown: self._at + self._across,
            Qt.Key.Key_PageUp: self._at - self._across,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: self.count - 1,
        }
        page = pages.get(Qt.Key(event.key()))
        if page is None:
            super().keyPressEvent(event)
        else:
            self.go(page)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom with Ctrl, else scroll."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_by(1 if event.angleDelta().y() > 0 else -1)
            return
        super().wheelEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tell which place was clicked."""
        super().mouseReleaseEvent(event)
        if event.button() != Qt.MouseButton.LeftButton:
            return
        spot = event.position().toPoint()
        for page in range(self.count):
            box = self._seen(self._box(page))
            if box.contains(spot):
                self.pointed.emit(page, QPointF(spot - box.topLeft()) / self._scale)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the pages in view and what was found on them."""
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), self._look.colour("bg.sunken"))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for page in range(self.count):
            box = self._seen(self._box(page))
            if box.intersects(event.rect()):
                self._paint_page(painter, page, box)
        for hit in self._hits:
            self._paint_hit(painter, hit)

    def _paint_page(self, painter: QPainter, page: int, box: QRect) -> None:
        painter.fillRect(box, Qt.GlobalColor.white)
        ratio = self.devicePixelRatioF()
        size = QSize(round(box.width() * ratio), round(box.height() * ratio))
        picture = self._document.picture(page, size) or self._document.rough_picture(page)
        if picture is not None:
            painter.drawImage(box, picture)
        painter.setPen(QPen(self._look.colour("border.subtle"), 1))
        painter.drawRect(box.adjusted(-1, -1, 0, 0))

    def _paint_hit(self, painter: QPainter, hit: Hit) -> None:
        present = hit is self._present
        ink = QColor(self._look.colour("gold.fill"))
        ink.setAlphaF(0.6 if present else 0.3)
        for place in hit.places:
            box = self._on_page(hit.page, place).adjusted(-1, -1, 1, 1)
            shown = box.translated(-self.horizontalScrollBar().value(), -self.verticalScrollBar().value())
            painter.fillRect(shown, ink)
            if present:
                painter.setPen(QPen(self._look.colour("accent"), 1))
                painter.drawRect(shown)

    @property
    def _scale(self) -> float:
        return self._zoom * _PX_PER_POINT

    def _on_page(self, page: int, place: QRectF) -> QRectF:
        corner = QPointF(self._box(page).topLeft()) + place.topLeft() * self._scale
        return QRectF(corner, place.size() * self._scale)

    def _seen(self, box: QRect) -> QRect:
        return box.translated(-self.horizontalScrollBar().value(), -self.verticalScrollBar().value())

    def _size(self, page: int) -> QSize:
        points = self._document.sizes[page]
        return QSize(round(points.width() * self._scale), round(points.height() * self._scale))

    def _box(self, page: int) -> QRect:
        size = self._size(page)
        widths = [self._size(one).width() for one in self._row(page)]
        left = max(_GAP, (self.viewport().width() - sum(widths) - _GAP * (len(widths) - 1)) // 2)
        left += sum(width + _GAP for width in widths[: page % self._across])
        return QRect(left, self._tops[page], size.width(), size.height())

    def _row(self, page: int) -> range:
        """The pages that stand beside one another with `page`."""
        first = page - page % self._across
        return range(first, min(first + self._across, self.count))

    def _fitting(self, fit: Fit) -> float:
        if not self.count or fit is Fit.NONE:
            return self._zoom
        page, room = self._document.sizes[0], self.viewport().size()
        across = min(self._across, self.count)
        wide = (room.width() - (across + 1) * _GAP) / (page.width() * across * _PX_PER_POINT)
        high = (room.height() - 2 * _GAP) / (page.height() * _PX_PER_POINT)
        return max(_LEAST, min(1.25, wide if fit is Fit.WIDTH else min(wide, high)))

    def _change(self, zoom: float, fit: Fit) -> None:
        page = self._at
        inside = (self.verticalScrollBar().value() + _GAP - self._tops[page]) / self._scale if self.count else 0.0
        self._zoom, self._fit = zoom, fit
        self._arrange()
        self.go(page, max(0.0, inside))
        self.moved.emit()

    def _arrange(self) -> None:
        self._zoom = self._fitting(self._fit)
        top, self._tops = _GAP, []
        widest = 0
        for first in range(0, self.count, self._across):
            sizes = [self._size(page) for page in self._row(first)]
            self._tops += [top] * len(sizes)
            top += max(size.height() for size in sizes) + _GAP
            widest = max(widest, sum(size.width() + _GAP for size in sizes) + _GAP)
        seen = self.viewport().size()
        self.verticalScrollBar().setRange(0, max(0, top - seen.height() if self.count else 0))
        self.verticalScrollBar().setPageStep(seen.height())
        self.verticalScrollBar().setSingleStep(40)
        self.horizontalScrollBar().setRange(0, max(0, widest - seen.width()))
        self.horizontalScrollBar().setPageStep(seen.width())
        self._at = min(self._at, max(0, self.count - 1))
        self.viewport().update()
        self.moved.emit()

    def _scrolled(self) -> None:
        middle = self.verticalScrollBar().value() + self.viewport().height() // 2
        last = max(0, bisect_left(self._tops, middle) - 1)
        self._at = last - last % self._across
        self.viewport().update()
        self.moved.emit()
