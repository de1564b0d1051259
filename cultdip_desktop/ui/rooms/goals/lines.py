"""Lines of an inspector that lead somewhere: an event, an occasion, a cure."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.language import Speech, t
from cultdip_desktop.ui.kit.notices import IconLabel
from cultdip_desktop.ui.kit.room import Route
from cultdip_desktop.ui.kit.surfaces import boxed, column, row
from cultdip_desktop.ui.kit.text import ElidedLabel, PlainLabel


class LeadRow(QAbstractButton):
    """A framed line with a title and a grey line under it; click, Enter and Space follow it."""

    followed = Signal(object)
    """The `Route` that the line leads to."""

    def __init__(self, kit: Kit, icon: str, title: Speech, sub: Speech, route: Route, tip: Speech) -> None:
        super().__init__()
        self._look = kit.look
        self.target = route
        first, second = PlainLabel(kit, title, "medium", wrap=True), ElidedLabel(kit, sub, "small", "secondary")
        second.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        words = boxed(column(first, second, gap=1))
        line = row(IconLabel(kit, icon, "text.secondary", 15), words, gap=9)
        line.setStretch(1, 1)
        line.setContentsMargins(10, 7, 10, 7)
        self.setLayout(line)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        for child in self.findChildren(QWidget):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        kit.name(self, t("{what}: {state}", what=title, state=sub))
        kit.tip(self, tip)
        self.clicked.connect(self._follow)

    def sizeHint(self) -> QSize:
        """What the contents need."""
        layout = self.layout()
        return layout.sizeHint() if layout is not None else QSize()

    def minimumSizeHint(self) -> QSize:
        """As narrow as its card."""
        return QSize(80, self._look.px(40))

    def hasHeightForWidth(self) -> bool:
        """A long title takes more lines."""
        return True

    def heightForWidth(self, width: int) -> int:
        """What the contents need at `width` px."""
        layout = self.layout()
        return layout.totalHeightForWidth(width) if layout is not None else 0

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter follows, as Space does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not event.isAutoRepeat():
                self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Frame, hover surface, focus ring."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        focus = self.hasFocus()
        painter.setPen(QPen(self._look.colour("accent" if focus else "border.subtle"), 2 if focus else 1))
        painter.setBrush(self._look.colour("bg.hover" if self.underMouse() or self.isDown() else "bg.surface"))
        inset = 1.0 if focus else 0.5
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), 6, 6)

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
