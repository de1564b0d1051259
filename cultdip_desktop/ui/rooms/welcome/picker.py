"""Choosing a mission by typing part of its city, country or name."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QPoint, QStringListModel, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView

from cultdip_desktop.domain.mission import Mission
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.fields import LineEdit
from cultdip_desktop.ui.kit.language import t

MOST: Final = 8
"""Lines shown at once; the rest is scrolled to."""

LINE: Final = 32
"""Px of one line."""


class MissionPicker(LineEdit):
    """A line that lists what matches under itself; Enter takes the marked or first entry."""

    chosen = Signal(object)
    """The `Mission`, or None once the text no longer names one."""

    def __init__(self, kit: Kit, find: Callable[[str], Sequence[Mission]]) -> None:
        super().__init__(kit, t("City, country or name"), icon="search")
        self._find = find
        self._found: Sequence[Mission] = ()
        self._mission: Mission | None = None
        self._list = _List(self)
        self._names = QStringListModel(self._list)  # the list goes first: without its model it would complain
        self._list.setModel(self._names)
        self._list.clicked.connect(lambda index: self._take(index.row()))
        kit.name(self._list, t("Missions found"))
        self.edited.connect(self._typed)
        kit.live.changed.connect(self._rename)

    @property
    def mission(self) -> Mission | None:
        """The mission chosen."""
        return self._mission

    @property
    def offered(self) -> list[str]:
        """What is listed now."""
        return self._names.stringList() if self._list.isVisible() else []

    def choose(self, mission: Mission | None) -> None:
        """Show `mission` as chosen and tell it."""
        self._mission = mission
        self.set_value(self._label(mission) if mission else "")
        self._list.hide()
        self.chosen.emit(mission)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move in the list, Enter takes the marked entry, Esc closes the list."""
        key = event.key()
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._move(1 if key == Qt.Key.Key_Down else -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._mission is None:
            if not self._list.isVisible():
                self._offer(self.value())
            self._take(max(self._list.currentIndex().row(), 0))
        elif key == Qt.Key.Key_Escape and self._list.isVisible():
            self._list.hide()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click into a chosen or empty line shows everything there is."""
        super().mousePressEvent(event)
        if self._mission is not None or not self.value():
            self._offer("")

    def focusInEvent(self, event: QFocusEvent) -> None:
        """What is chosen is replaced by typing."""
        super().focusInEvent(event)
        if self._mission is not None:
            self.selectAll()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The list goes with the focus."""
        super().focusOutEvent(event)
        self._list.hide()

    def hideEvent(self, event: QHideEvent) -> None:
        """The list goes with the page."""
        super().hideEvent(event)
        self._list.hide()

    def _typed(self, text: str) -> None:
        if self._mission is not None and text != self._label(self._mission):
            self._mission = None
            self.chosen.emit(None)
        if text and self._mission is None:
            self._offer(text)
        elif not text:
            self._list.hide()

    def _move(self, by: int) -> None:
        if not self._list.isVisible():
            self._offer(self.value() if self._mission is None else "")
            return
        row = min(max(self._list.currentIndex().row() + by, 0), len(self._found) - 1)
        self._list.setCurrentIndex(self._names.index(row))

    def _offer(self, text: str) -> None:
        self._found = self._find(text)
        language = self._kit.live.language
        self._names.setStringList([f"{m.name.get(language)} · {m.city.get(language)}" for m in self._found])
        if not self._found:
            self._list.hide()
            return
        self._list.setCurrentIndex(self._names.index(0))
        self._list.show_under(self, self._kit.look.px(LINE) * min(len(self._found), MOST) + 10)

    def _take(self, row: int) -> None:
        if 0 <= row < len(self._found):
            self.choose(self._found[row])

    def _rename(self) -> None:
        if self._mission is not None:
            self.set_value(self._label(self._mission))

    def _label(self, mission: Mission) -> str:
        return mission.name.get(self._kit.live.language)


class _List(QListView):
    """Floats over the page inside the window; never takes the focus."""

    def __init__(self, line: LineEdit) -> None:
        super().__init__(line)
        self.setProperty("kind", "popup")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setUniformItemSizes(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.hide()

    def show_under(self, line: LineEdit, height: int) -> None:
        """Show `height` px of it under `line`, as far as the window reaches."""
        window = line.window()
        if self.parentWidget() is not window:
            self.setParent(window)
        place = line.mapTo(window, QPoint(0, line.height() + 2))
        self.setGeometry(place.x(), place.y(), line.width(), min(height, window.height() - place.y() - 8))
        self.show()
        self.raise_()
