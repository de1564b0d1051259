"""A line of the goals' list: tick, code, name; the full wording in the tooltip."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.language import Speech
from cultdip_desktop.ui.kit.marks import code_width, paint_code
from cultdip_desktop.ui.kit.ticks import paint_check


class GoalRow(QAbstractButton):
    """Ticks a goal. The name takes a second line where the first is too short for it."""

    def __init__(self, kit: Kit, code: str, name: Speech, wording: Speech, *, shortcut: str = "") -> None:
        """`shortcut` is only told in the tooltip; the page that has the key acts on it."""
        super().__init__()
        self._look = kit.look
        self.code = code
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        kit.bind(self, self._show, name)
        kit.tip(self, wording, shortcut)
        kit.look.changed.connect(self.updateGeometry)
        self.toggled.connect(lambda _on: self.updateGeometry())

    def heightForWidth(self, width: int) -> int:
        """One line or two."""
        lines = 2 if self._measure().horizontalAdvance(self.text()) > width - self._lead() - self._look.px(6) else 1
        return self._look.px(34 if lines == 1 else 44)

    def sizeHint(self) -> QSize:
        """One line."""
        return QSize(self._look.px(240), self._look.px(34))

    def minimumSizeHint(self) -> QSize:
        """The tick, the code and a few letters."""
        return QSize(self._look.px(160), self._look.px(34))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint tick, code and name."""
        del event
        look, painter = self._look, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour("bg.hover"))
            painter.drawRoundedRect(QRectF(self.rect()), look.px(6), look.px(6))
        size, middle = look.px(18), self.height() / 2
        tick = QRectF(look.px(4), middle - size / 2, size, size)
        paint_check(painter, look, tick, self.isChecked())
        if self.hasFocus():
            painter.setPen(QPen(look.colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(tick.adjusted(-2, -2, 2, 2), 6, 6)
        paint_code(painter, look, look.px(30), round(middle), self.code)
        painter.setFont(look.font("body", 600 if self.isChecked() else 400))
        painter.setPen(look.colour("text.primary"))
        left = self._lead()
        box = QRect(left, 0, self.width() - left - look.px(6), self.height())
        painter.drawText(box, int(Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap), self._fitting(box.width()))

    def _fitting(self, width: int) -> str:
        """The name, cut so that it ends on the second line."""
        measure, text = self._measure(), self.text()
        return measure.elidedText(text, Qt.TextElideMode.ElideRight, int(width * 1.8))

    def _lead(self) -> int:
        return self._look.px(30) + max(code_width(self._look, self.code), self._look.px(28)) + self._look.px(8)

    def _measure(self) -> QFontMetrics:
        return QFontMetrics(self._look.font("body", 600 if self.isChecked() else 400))

    def _show(self, name: str) -> None:
        self.setText(name)
        self.setAccessibleName(f"{self.code} {name}")
        self.updateGeometry()
        self.update()
