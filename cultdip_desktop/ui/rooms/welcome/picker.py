"""Choosing a mission by typing part of its city, country or name."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QCompleter, QListView

from cultdip_desktop.domain.mission import Mission
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.fields import LineEdit
from cultdip_desktop.ui.kit.language import t

MOST: Final = 12
"""Lines shown at once; the rest is scrolled to."""


class MissionPicker(LineEdit):
    """A line that lists what matches; Enter takes the marked or first entry."""

    chosen = Signal(object)
    """The `Mission`, or None once the text no longer names one."""

    def __init__(self, kit: Kit, find: Callable[[str], Sequence[Mission]]) -> None:
        super().__init__(kit, t("City, country or name"), icon="search")
        self._kit_, self._find = kit, find
        self._found: Sequence[Mission] = ()
        self._mission: Mission | None = None
        self._names = QStringListModel(self)
        self._popup = QListView()
        self._popup.setProperty("kind", "popup")
        self._completer = QCompleter(self._names, self)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._completer.setPopup(self._popup)
        self._completer.setMaxVisibleItems(MOST)
        self._completer.setWidget(self)
        kit.name(self._popup, t("Missions found"))
        self._popup.clicked.connect(lambda index: self._take(index.row()))
        self._popup.activated.connect(lambda index: self._take(index.row()))
        self.edited.connect(self._typed)
        kit.live.changed.connect(self._rename)

    @property
    def mission(self) -> Mission | None:
        """The mission chosen."""
        return self._mission

    def choose(self, mission: Mission | None) -> None:
        """Show `mission` as chosen and tell it."""
        self._mission = mission
        self.set_value(self._label(mission) if mission else "")
        self._popup.hide()
        self.chosen.emit(mission)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down opens the list, Enter takes the first entry, as long as nothing is chosen."""
        if event.key() == Qt.Key.Key_Down:
            self._offer(self.value() if self._mission is None else "")
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._mission is None:
            self._found = self._find(self.value())
            self._take(0)
            return
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

    def _typed(self, text: str) -> None:
        if self._mission is not None and text != self._label(self._mission):
            self._mission = None
            self.chosen.emit(None)
        if text and self._mission is None:
            self._offer(text)

    def _offer(self, text: str) -> None:
        self._found = self._find(text)
        language = self._kit_.live.language
        self._names.setStringList([f"{m.name.get(language)} · {m.city.get(language)}" for m in self._found])
        if self._found:
            self._completer.complete()
        else:
            self._popup.hide()

    def _take(self, row: int) -> None:
        if 0 <= row < len(self._found):
            self.choose(self._found[row])

    def _rename(self) -> None:
        if self._mission is not None:
            self.set_value(self._label(self._mission))

    def _label(self, mission: Mission) -> str:
        return mission.name.get(self._kit_.live.language)
