"""A chart on the screen: the same scene that `reports.charts` draws on paper, in the colours of the theme.

Bars can be clicked, and reached with the arrow keys and Enter: whoever asks for one gets the events behind it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from cultdip_desktop.reports.chart_scene import Box, Chart, Ink, Rule, Scene, Text, scene
from cultdip_desktop.ui.kit.base import Kit

_TOKENS: Final[Mapping[Ink, str]] = {
    "bar": "accent", "rest": "neutral.tint", "axis": "border.strong", "grid": "border.subtle", "text": "text.primary",
    "soft": "text.secondary",
}  # fmt: skip
_STYLE: Final = "small"
_LEAST: Final = 240
"""Width below which names and numbers would meet, px at 100 %."""

_RING: Final = 3.0


class ChartView(QWidget):
    """Shows one chart, as wide as there is room and as high as its bars need."""

    asked = Signal(tuple)
    """Ids of the events behind the bar that was clicked or chosen with Enter."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._chart: Chart | None = None
        self._scene = Scene(0, 0, ())
        self._chosen = 0
        self.setMouseTracking(True)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        kit.look.changed.connect(self._lay_out)

    def show_chart(self, chart: Chart | None, alt: str = "") -> None:
        """Show `chart` (None: nothing); `alt` is what a screen reader says of it."""
        self._chart = chart
        self._chosen = 0
        clickable = chart is not None and any(bar.event_ids for bar in chart.bars)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if clickable else Qt.FocusPolicy.NoFocus)
        self.setAccessibleName("" if chart is None else chart.title)
        self.setAccessibleDescription(alt)
        self._lay_out()

    @property
    def scene(self) -> Scene:
        """What is painted."""
        return self._scene

    def hasHeightForWidth(self) -> bool:
        """Longer names take more lines where there is less room."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Height of the bars in this width."""
        return round(self._laid_out(width).height)

    def sizeHint(self) -> QSize:
        """Height at the present width."""
        width = max(self.width(), self._kit.look.px(_LEAST))
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Narrower than this, names and numbers would meet."""
        least = self._kit.look.px(_LEAST)
        return QSize(least, self.heightForWidth(least))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out anew."""
        super().resizeEvent(event)
        self._lay_out()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Ask for the events of the bar below the pointer."""
        at = self._bar_at(event.position().y())
        if at is not None and event.button() is Qt.MouseButton.LeftButton:
            self._chosen = at
            self.update()
            self._ask()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """A hand over what can be clicked."""
        at = self._bar_at(event.position().y())
        shape = Qt.CursorShape.ArrowCursor if at is None else Qt.CursorShape.PointingHandCursor
        self.setCursor(shape)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows walk over the bars, Enter asks for the events of one."""
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        key = Qt.Key(event.key())
        if self._chart is not None and key in steps:
            self._chosen = min(max(self._chosen + steps[key], 0), len(self._chart.bars) - 1)
            bar = self._chart.bars[self._chosen]
            self.setAccessibleDescription(f"{bar.label}: {bar.text}")
            self.update()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._ask()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show which bar Enter would ask for."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The ring goes."""
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the scene, then the ring of the bar with the keyboard's focus."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._kit.look.font(_STYLE))
        for item in self._scene.items:
            paint(painter, self._kit, item)
        if self.hasFocus() and self._chart is not None and self._chart.bars:
            self._paint_ring(painter)

    def _paint_ring(self, painter: QPainter) -> None:
        top, bottom = self._scene.rows[self._chosen]
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(self._kit.look.colour("text.primary"), 2))
        painter.drawRoundedRect(QRectF(1, max(top, 0) + 1, self.width() - 2, bottom - top - 2), _RING, _RING)

    def _bar_at(self, y: float) -> int | None:
        if self._chart is None:
            return None
        for at, (top, bottom) in enumerate(self._scene.rows):
            if top <= y < bottom and self._chart.bars[at].event_ids:
                return at
        return None

    def _ask(self) -> None:
        if self._chart is not None and self._chart.bars:
            ids = self._chart.bars[self._chosen].event_ids
            if ids:
                self.asked.emit(ids)

    def _lay_out(self) -> None:
        self._scene = self._laid_out(self.width())
        self.updateGeometry()
        self.update()

    def _laid_out(self, width: int) -> Scene:
        if self._chart is None:
            return Scene(width, 0, ())
        look = self._kit.look
        metrics = QFontMetricsF(look.font(_STYLE))
        size = float(look.font(_STYLE).pixelSize())
        return scene(self._chart, float(width), lambda text, _size: metrics.horizontalAdvance(text), size)


def paint(painter: QPainter, kit: Kit, item: Box | Rule | Text) -> None:
    """Paint one item of a scene in the colours of the theme; the painter's font must be set."""
    colour = kit.look.colour(_TOKENS[item.ink])
    if isinstance(item, Box):
        painter.fillRect(QRectF(item.x, item.y, item.width, item.height), colour)
    elif isinstance(item, Rule):
        painter.setPen(QPen(colour, 1))
        painter.drawLine(QPointF(item.x1, item.y1), QPointF(item.x2, item.y2))
    else:
        painter.setPen(colour)
        metrics = QFontMetricsF(painter.font())
        x = item.x - metrics.horizontalAdvance(item.text) if item.anchor == "end" else item.x
        painter.drawText(QPointF(x, item.y), item.text)
