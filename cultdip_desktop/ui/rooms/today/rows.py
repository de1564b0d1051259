"""Lines that lead somewhere, and the small calendar leaf before an event."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QFocusEvent, QFontMetrics, QKeyEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QLayout, QSizePolicy, QWidget

from cultdip_desktop.domain.event import EventKind
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.language import Speech
from cultdip_desktop.ui.kit.room import Route
from cultdip_desktop.ui.kit.theme import FONT_SIZES

_BY_KEY: Final = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)


class JumpRow(QAbstractButton):
    """A line as wide as its card; click, Enter and Space follow it, the arrows go to its neighbours."""

    followed = Signal(object)
    """The `Route` that the line leads to."""

    def __init__(self, kit: Kit, contents: QLayout, route: Route, *, spoken: Speech, tip: Speech = "") -> None:
        """`spoken` says the whole line to a screen reader."""
        super().__init__()
        self._look = kit.look
        self.target = route
        self.setLayout(contents)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        for child in self.findChildren(QWidget):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        kit.name(self, spoken)
        kit.tip(self, tip)
        self._ring = False
        self.clicked.connect(self._follow)

    def sizeHint(self) -> QSize:
        """What the contents need."""
        layout = self.layout()
        return layout.sizeHint() if layout is not None else QSize()

    def minimumSizeHint(self) -> QSize:
        """What the contents need at least."""
        layout = self.layout()
        return layout.minimumSize() if layout is not None else QSize()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter follows; the arrows move along the lines."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not event.isAutoRepeat():
                self.click()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._step(1 if event.key() == Qt.Key.Key_Down else -1)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Hover surface and focus ring."""
        del event
        painter = QPainter(self)
        if self.underMouse() or self.isDown():
            painter.fillRect(self.rect(), self._look.colour("bg.hover"))
        if self.hasFocus() and self._ring:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(self._look.colour("accent"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(2, 2, -2, -2), 4, 4)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring only to those who came by a key."""
        super().focusInEvent(event)
        self._ring = event.reason() in _BY_KEY

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show the hover surface."""
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Hide it."""
        super().leaveEvent(event)
        self.update()

    def _follow(self) -> None:
        self.followed.emit(self.target)

    def _step(self, by: int) -> None:
        window = self.window()

        def place(row: JumpRow) -> tuple[int, int]:
            corner = row.mapTo(window, QPoint(0, 0))
            return corner.x(), corner.y()

        rows = sorted((row for row in window.findChildren(JumpRow) if row.isVisible()), key=place)
        at = rows.index(self) + by
        if 0 <= at < len(rows):
            rows[at].setFocus(Qt.FocusReason.TabFocusReason)


class DayLeaf(QWidget):
    """Weekday on the colour of the kind, day of the month, lunar day under it."""

    WIDTH = 46
    HEIGHT = 52

    def __init__(self, kit: Kit, kind: EventKind, weekday: Speech, day: int, lunar: str, *, marked: bool) -> None:
        """`marked` sets off the first and the fifteenth lunar day."""
        super().__init__()
        self._look = kit.look
        self._kind = kind
        self._weekday = ""
        self._day = f"{day:02d}"
        self._lunar = lunar
        self._marked = marked
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        kit.bind(self, self._say, weekday)
        kit.look.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """The same for every day."""
        return QSize(self._look.px(self.WIDTH), self._look.px(self.HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the leaf."""
        del event
        look, painter = self._look, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        shape = QPainterPath()
        shape.addRoundedRect(box, look.px(6), look.px(6))
        band = look.px(16)
        painter.save()
        painter.setClipPath(shape)
        painter.fillRect(self.rect(), look.colour("bg.surface"))
        painter.fillRect(QRect(0, 0, self.width(), band), look.colour(f"kind.{self._kind}.tint"))
        painter.restore()
        painter.setPen(QPen(look.colour("border.subtle"), 1))
        painter.drawPath(shape)
        self._write(painter, QRect(0, 0, self.width(), band), self._weekday, "micro", 500, f"kind.{self._kind}")
        self._write(painter, QRect(0, band, self.width(), look.px(19)), self._day, "h2", 600, "text.primary")
        ink, weight = ("warn.text", 600) if self._marked else ("text.secondary", 400)
        foot = QRect(0, band + look.px(19), self.width(), self.height() - band - look.px(19))
        self._write(painter, foot, self._lunar, "micro", weight, ink)

    def _write(self, painter: QPainter, box: QRect, text: str, style: str, weight: int, ink: str) -> None:
        font = self._look.font("micro" if style == "micro" else "body", weight)  # the heading face has no even digits
        font.setPixelSize(self._look.px(FONT_SIZES[style]))
        painter.setFont(font)
        painter.setPen(self._look.colour(ink))
        shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, shown)

    def _say(self, text: str) -> None:
        self._weekday = text
        self.update()
