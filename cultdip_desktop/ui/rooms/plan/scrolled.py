"""A calendar canvas that is longer than its window: a scroll bar of its own, and a head that stays."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QScrollBar

from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.rooms.plan.canvas import CalendarCanvas


class ScrolledCanvas(CalendarCanvas):
    """Subclasses say how long they are with `set_length` and paint from `offset` on."""

    def __init__(self, kit: Kit, today: date, zone: str) -> None:
        super().__init__(kit, today, zone)
        self._bar = QScrollBar(Qt.Orientation.Vertical, self)
        self._bar.valueChanged.connect(lambda _value: self.update())
        self._bar.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._bar.hide()

    @property
    def offset(self) -> int:
        """Px that are scrolled out above."""
        return self._bar.value()

    @property
    def room(self) -> int:
        """Width without the scroll bar."""
        return self.width() - (self._bar.width() if self._bar.isVisibleTo(self) else 0)

    def set_length(self, length: int, head: int) -> None:
        """All that is scrolled is `length` px, below a head that stays."""
        seen = max(self.height() - head, 1)
        self._bar.setRange(0, max(0, length - seen))
        self._bar.setPageStep(seen)
        self._bar.setSingleStep(self.kit.look.px(40))
        self._bar.setVisible(length > seen)
        wide = self._bar.sizeHint().width()
        self._bar.setGeometry(self.width() - wide, head, wide, seen)

    def scroll_to(self, top: int, height: int = 0) -> None:
        """Bring what stands there into view."""
        if top < self.offset:
            self._bar.setValue(top)
        elif top + height > self.offset + self._bar.pageStep():
            self._bar.setValue(top + height - self._bar.pageStep())

    def scroll_up_to(self, top: int) -> None:
        """Let what stands there be the first thing in view."""
        self._bar.setValue(top)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll."""
        self._bar.setValue(self._bar.value() - event.angleDelta().y() * self.kit.look.px(40) // 60)
        event.accept()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out, for the bar comes and goes with the height."""
        super().resizeEvent(event)
        self.lay_out()
