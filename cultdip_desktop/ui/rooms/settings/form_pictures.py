"""What the page of the form shows: a sheet of paper from a PDF, and a picture of seal or signature in its real size."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.language import Speech

_RATIO: Final = 297 / 210
_INCH: Final = 25.4


class PaperView(QWidget):
    """The first page of a PDF, as wide as its place."""

    def __init__(self, kit: Kit, name: Speech) -> None:
        super().__init__()
        self._kit = kit
        self._data = b""
        self._picture = QImage()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        kit.name(self, name)

    @property
    def shown(self) -> bool:
        """Whether there is a page."""
        return not self._picture.isNull()

    def show_pdf(self, data: bytes) -> None:
        """Show this one from now on."""
        self._data = data
        self._render()

    def hasHeightForWidth(self) -> bool:
        """Paper keeps its form."""
        return True

    def heightForWidth(self, width: int) -> int:
        """A4."""
        return round(width * _RATIO)

    def sizeHint(self) -> QSize:
        """Small; the place decides."""
        return QSize(240, self.heightForWidth(240))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Paint anew in the new size."""
        super().resizeEvent(event)
        self._render()

    def paintEvent(self, event: QPaintEvent) -> None:
        """White paper with a hairline."""
        del event
        painter = QPainter(self)
        box = QRectF(self._box()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.fillRect(box, Qt.GlobalColor.white)
        if not self._picture.isNull():
            painter.drawImage(box, self._picture)
        painter.setPen(QPen(self._kit.look.colour("border.strong"), 1))
        painter.drawRect(box)

    def _box(self) -> QRectF:
        width = min(float(self.width()), self.height() / _RATIO)
        return QRectF(0, 0, width, width * _RATIO)

    def _render(self) -> None:
        if not self._data:
            return
        from PySide6.QtPdf import QPdfDocument  # with the first page that is shown

        content, buffer, document = QByteArray(self._data), QBuffer(), QPdfDocument(self)
        buffer.setData(content)
        buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        document.load(buffer)
        scale = self.devicePixelRatioF()
        size = self._box().size().toSize() * scale
        self._picture = document.render(0, size)
        document.close()
        document.deleteLater()
        self.update()


class StampView(QWidget):
    """A picture on squares that show through where it is transparent, in its real size on this screen."""

    def __init__(self, kit: Kit, name: Speech) -> None:
        super().__init__()
        self._kit = kit
        self._picture = QImage()
        self._width_mm = 0
        kit.name(self, name)

    def show_picture(self, png: bytes | None, width_mm: int) -> None:
        """Show it as wide as it is on paper; None takes it away."""
        self._picture = QImage() if png is None else QImage.fromData(png)
        self._width_mm = width_mm
        self.setFixedSize(self.sizeHint())
        self.update()

    def sizeHint(self) -> QSize:
        """In the screen's own measure."""
        if self._picture.isNull():
            return QSize(0, 0)
        width = round(self._width_mm / _INCH * self.logicalDpiX())
        return QSize(width, max(1, round(width * self._picture.height() / self._picture.width())))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Squares, then the picture."""
        del event
        painter = QPainter(self)
        side = self._kit.look.px(6)
        painter.fillRect(self.rect(), Qt.GlobalColor.white)
        painter.setOpacity(0.4)
        for y in range(0, self.height(), side):
            for x in range((y // side % 2) * side, self.width(), 2 * side):
                painter.fillRect(x, y, side, side, Qt.GlobalColor.lightGray)
        painter.setOpacity(1)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(QRectF(self.rect()), self._picture)
