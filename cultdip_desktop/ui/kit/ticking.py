"""A table in which several rows are ticked, by mouse and keys, to do one thing with all of them."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent

from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.language import Speech
from cultdip_desktop.ui.kit.model import PagedModel
from cultdip_desktop.ui.kit.table import ROW, TableView

_CTRL: Final = Qt.KeyboardModifier.ControlModifier
_SHIFT: Final = Qt.KeyboardModifier.ShiftModifier
_STEPS: Final = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class TickTable(TableView):
    """As the table, over a checkable model.

    Space and Ctrl+click tick one row, Shift+click and Shift+arrows those in between, Ctrl+A all; Esc unticks.
    """

    def __init__(self, kit: Kit, model: PagedModel[Any], name: Speech, *, row_height: int = ROW) -> None:
        super().__init__(kit, model, name, row_height=row_height)
        self._from = -1

    def targets(self) -> list[str]:
        """What an action is about: the ticked rows in the order shown, or else the current one."""
        ticked = self.paged.checked
        if ticked:
            return [each for each in self.paged.ids if each in ticked]
        current = self.current_id()
        return [current] if current else []

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Ctrl and Shift tick; a plain click, and one in the check column, are the table's."""
        index = self.indexAt(event.position().toPoint())
        held = event.modifiers() & (_CTRL | _SHIFT)
        left = event.button() == Qt.MouseButton.LeftButton
        if index.isValid() and left and held and self.paged.ids:
            if held & _SHIFT:
                self._tick_to(index.row())
            else:
                self.paged.toggle(self.paged.id_at(index.row()))
                self._from = index.row()
            self.setCurrentIndex(index)
            return
        super().mousePressEvent(event)
        if index.isValid():
            self._from = index.row()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ticking by keys; the rest is the table's."""
        key, held = Qt.Key(event.key()), event.modifiers() & (_CTRL | _SHIFT)
        row = self.currentIndex().row()
        if key == Qt.Key.Key_A and held == _CTRL and self.paged.ids:
            self.paged.check_all(on=len(self.paged.checked) < len(self.paged.ids))
        elif key == Qt.Key.Key_Escape and self.paged.checked:
            self.paged.check_all(on=False)
        elif key in _STEPS and held == _SHIFT and self.paged.ids:
            self._from = row if self._from < 0 else self._from
            target = min(max(row + _STEPS[key], 0), len(self.paged.ids) - 1)
            self._tick_to(target)
            self.select(self.paged.ids[target])
        else:
            super().keyPressEvent(event)
            if held != _SHIFT and key != Qt.Key.Key_Shift:
                self._from = self.currentIndex().row()

    def _tick_to(self, row: int) -> None:
        first, last = sorted((max(self._from, 0), row))
        self.paged.check(self.paged.ids[first : last + 1])
