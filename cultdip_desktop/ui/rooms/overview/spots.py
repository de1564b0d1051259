"""A painted picture with places that can be chosen: every number opens what stands behind it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetrics,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from cultdip_desktop.ui.kit.base import Kit, plain_tip

_STEPS: Final = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
_ASKING: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
_ACROSS: Final = 4
"""So many times farther away counts what lies beside the way of an arrow key."""


@dataclass(frozen=True, slots=True)
class Spot:
    """One place of the picture."""

    box: QRectF
    target: object
    """What it opens."""

    spoken: str
    """For the tooltip and a screen reader."""


class Spots(QWidget):
    """Base of the painted parts: arrows walk over the places, Enter and a double click ask for one."""

    asked = Signal(object)
    """The target of the place that was double-clicked or chosen with Enter."""

    at_once = False
    """A single click asks as well: for lines that look like links."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._spots: tuple[Spot, ...] = ()
        self._chosen = 0
        self.setMouseTracking(True)
        kit.look.changed.connect(self.refresh)
        kit.live.changed.connect(self.refresh)

    @property
    def spots(self) -> tuple[Spot, ...]:
        """The places, in reading order."""
        return self._spots

    def place(self) -> Sequence[Spot]:
        """Where the places are at the present size; subclasses say."""
        return ()

    def paint(self, painter: QPainter) -> None:
        """Draw the picture; subclasses do."""

    def refresh(self) -> None:
        """Lay out and draw anew."""
        self._spots = tuple(self.place())
        self._chosen = min(self._chosen, max(len(self._spots) - 1, 0))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if self._spots else Qt.FocusPolicy.NoFocus)
        self.updateGeometry()
        self._say()
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out anew."""
        super().resizeEvent(event)
        self.refresh()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The picture, and the ring of the place that Enter would ask for."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.paint(painter)
        if self.hasFocus() and self._spots:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self._kit.look.colour("accent"), 2))
            painter.drawRoundedRect(self._spots[self._chosen].box.adjusted(1, 1, -1, -1), 5, 5)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose what lies below the pointer."""
        at = self._at(event.position())
        if at is None or event.button() is not Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)
            return
        self._choose(at)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click asks where that is enough."""
        at = self._at(event.position())
        if self.at_once and at == self._chosen and event.button() is Qt.MouseButton.LeftButton:
            self._ask()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Ask for what lies behind it."""
        at = self._at(event.position())
        if at is not None and not self.at_once and event.button() is Qt.MouseButton.LeftButton:
            self._choose(at)
            self._ask()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """A hand over what can be asked for."""
        over = self._at(event.position()) is not None
        self.setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go to the nearest place that way; Enter asks."""
        key = Qt.Key(event.key())
        if key in _STEPS and self._spots and self._step(*_STEPS[key]):
            return
        if key in _ASKING and self._spots and not event.isAutoRepeat():
            self._ask()
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The ring goes."""
        super().focusOutEvent(event)
        self.update()

    def event(self, event: QEvent) -> bool:
        """Each place has a tooltip of its own."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            at = self._at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), plain_tip(self._spots[at].spoken, "") if at is not None else "", self)
            return True
        return super().event(event)

    def words(
        self, painter: QPainter, box: QRectF, text: str, style: str, weight: int, tint: str, side: str = "left"
    ) -> None:
        """One line of text, cut with an ellipsis where it does not fit."""
        look = self._kit.look
        font = look.font(style, weight)
        painter.setFont(font)
        painter.setPen(look.colour(tint))
        flag = {"left": Qt.AlignmentFlag.AlignLeft, "right": Qt.AlignmentFlag.AlignRight}.get(
            side, Qt.AlignmentFlag.AlignHCenter
        )
        shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, int(box.width()) + 1)
        painter.drawText(box, int(flag | Qt.AlignmentFlag.AlignVCenter), shown)

    def line(self, at: int, height: int) -> QRectF:
        """The box of a line of `height` (px at 100 %), counted from the top."""
        high = self._kit.look.px(height)
        return QRectF(0, at * high, self.width(), high)

    def icon(self, painter: QPainter, box: QRectF, name: str, tint: str, size: int) -> None:
        """An icon in the middle of a box."""
        side = self._kit.look.px(size)
        corner = QPointF(box.center().x() - side / 2, box.center().y() - side / 2)
        painter.drawPixmap(corner, self._kit.look.pixmap(name, tint, size))

    def _choose(self, at: int) -> None:
        self._chosen = at
        self._say()
        self.update()

    def _ask(self) -> None:
        self.asked.emit(self._spots[self._chosen].target)

    def _at(self, point: QPointF) -> int | None:
        return next((at for at, spot in enumerate(self._spots) if spot.box.contains(point)), None)

    def _step(self, right: int, down: int) -> bool:
        here = self._spots[self._chosen].box.center()
        best: tuple[float, int] | None = None
        for at, spot in enumerate(self._spots):
            way = spot.box.center() - here
            along = way.x() * right + way.y() * down
            beside = abs(way.y() if right else way.x())
            if along > 1 and (best is None or along + beside * _ACROSS < best[0]):
                best = along + beside * _ACROSS, at
        if best is None:
            return False
        self._choose(best[1])
        return True

    def _say(self) -> None:
        self.setAccessibleDescription(self._spots[self._chosen].spoken if self._spots else "")
