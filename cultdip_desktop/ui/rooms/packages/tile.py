"""A tinted square with an icon, beside the words that it belongs to."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLayout, QSizePolicy, QWidget

from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.marks import TONES
from cultdip_desktop.ui.kit.surfaces import row


class Tile(QWidget):
    """Purely decorative: the words beside it say the same."""

    def __init__(self, kit: Kit, icon: str, tone: str, side: int = 44) -> None:
        """`tone` as of pills; `side` in px at 100 %."""
        super().__init__()
        self._look = kit.look
        self._icon, self._tone, self._side = icon, tone, side
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        kit.look.changed.connect(self._refresh)

    def set(self, icon: str, tone: str) -> None:
        """Show another icon."""
        self._icon, self._tone = icon, tone
        self.update()

    def sizeHint(self) -> QSize:
        """A square."""
        return QSize(self._look.px(self._side), self._look.px(self._side))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint it."""
        del event
        surface, ink = TONES[self._tone]
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._look.colour(surface))
        painter.drawRoundedRect(QRectF(self.rect()), self._look.px(8), self._look.px(8))
        size = self._side // 2
        inset = (self.width() - self._look.px(size)) / 2
        painter.drawPixmap(QPointF(inset, inset), self._look.pixmap(self._icon, ink, size))

    def _refresh(self) -> None:
        self.updateGeometry()
        self.update()


def tiled(kit: Kit, icon: str, tone: str, words: QLayout) -> QHBoxLayout:
    """Tile and words side by side, tops level."""
    tile = Tile(kit, icon, tone)
    line = row(tile, words, gap=12)
    line.setAlignment(tile, Qt.AlignmentFlag.AlignTop)
    line.setStretch(1, 1)
    return line
