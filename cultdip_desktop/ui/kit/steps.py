"""The head of a task in steps (welcome, export): where one is, what is finished, a way back to it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.language import Speech, t


class StepsHead(QWidget):
    """Numbered steps in a line; finished ones are ticked and can be opened again."""

    chosen = Signal(int)
    """Index of a finished step that was clicked."""

    def __init__(self, kit: Kit, steps: Sequence[Speech]) -> None:
        super().__init__()
        self._kit = kit
        self._steps = list(steps)
        self._at = 0
        self._reached = 0
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        kit.live.changed.connect(self._refresh)
        kit.look.changed.connect(self._refresh)
        self._refresh()

    @property
    def at(self) -> int:
        """Index of the present step."""
        return self._at

    def go(self, index: int) -> None:
        """Show that `index` is the present step; earlier ones are finished."""
        self._at = index
        self._reached = max(self._reached, index)
        self._refresh()

    def sizeHint(self) -> QSize:
        """All steps in one line."""
        return QSize(sum(self._widths()) + self._gap() * (len(self._steps) - 1), self._kit.look.px(32))

    def minimumSizeHint(self) -> QSize:
        """In narrow windows only the present step keeps its words."""
        circles = self._kit.look.px(34) * len(self._steps)
        return QSize(circles + self._widths()[self._at], self._kit.look.px(32))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint circles, words and lines."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for index, box in enumerate(self._boxes()):
            self._paint_step(painter, index, box)
            if index:
                painter.setPen(QPen(self._kit.look.colour("border.control"), 1))
                middle, gap = box.center().y(), self._space()
                margin = gap // 5
                painter.drawLine(box.left() - gap + margin, middle, box.left() - margin, middle)
        if self.hasFocus():
            painter.setPen(QPen(self._kit.look.colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self._boxes()[self._at]).adjusted(-3, 1, 3, -1), 6, 6)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A finished step opens."""
        for index, box in enumerate(self._boxes()):
            if box.contains(event.position().toPoint()):
                self._choose(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and right move among the steps that were reached."""
        if event.key() == Qt.Key.Key_Left:
            self._choose(self._at - 1)
        elif event.key() == Qt.Key.Key_Right:
            self._choose(self._at + 1)
        else:
            super().keyPressEvent(event)

    def _choose(self, index: int) -> None:
        if index != self._at and 0 <= index <= self._reached:
            self.chosen.emit(index)

    def _paint_step(self, painter: QPainter, index: int, box: QRect) -> None:
        look = self._kit.look
        size = look.px(24)
        circle = QRectF(box.left(), box.center().y() - size / 2 + 1, size, size)
        now, done = index == self._at, index < self._at
        painter.setPen(QPen(look.colour("accent" if now else "accent.tint" if done else "border.strong"), 1))
        painter.setBrush(look.colour("accent" if now else "accent.tint" if done else "bg.window"))
        painter.drawEllipse(circle)
        if done:
            inset = (size - look.px(14)) / 2
            place = QPointF(circle.left() + inset, circle.top() + inset)
            painter.drawPixmap(place, look.pixmap("check", "accent.text", 14))
        else:
            painter.setFont(look.font("small", 600))
            painter.setPen(look.colour("accent.on" if now else "text.secondary"))
            painter.drawText(circle, Qt.AlignmentFlag.AlignCenter, str(index + 1))
        painter.setFont(look.font("body", 600 if now else 500))
        painter.setPen(look.colour("text.primary" if now else "text.secondary"))
        words = box.adjusted(size + look.px(8), 0, 0, 0)
        painter.drawText(words, int(Qt.AlignmentFlag.AlignVCenter), self._words(index))

    def _words(self, index: int) -> str:
        narrow = self.width() < self.sizeHint().width() and index != self._at
        return "" if narrow else self._kit.say(self._steps[index])

    def _widths(self) -> list[int]:
        look = self._kit.look
        measure = QFontMetrics(look.font("body", 600))
        lead = look.px(24) + look.px(8)
        return [lead + measure.horizontalAdvance(self._kit.say(step)) for step in self._steps]

    def _boxes(self) -> list[QRect]:
        x, boxes = 0, []
        narrow = self.width() < self.sizeHint().width()
        for index, width in enumerate(self._widths()):
            shown = self._kit.look.px(24) if narrow and index != self._at else width
            boxes.append(QRect(x, 0, shown, self.height()))
            x += shown + self._space()
        return boxes

    def _space(self) -> int:
        """Pixels between two steps: circles stand close where words have no room."""
        return self._kit.look.px(10) if self.width() < self.sizeHint().width() else self._gap()

    def _gap(self) -> int:
        return self._kit.look.px(44)

    def _refresh(self) -> None:
        place = t("Step {at} of {count}: {name}", at=self._at + 1, count=len(self._steps), name=self._steps[self._at])
        self.setAccessibleName(self._kit.say(place))
        self.updateGeometry()
        self.update()
