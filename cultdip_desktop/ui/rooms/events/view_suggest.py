"""Names offered under a line while one is typed; the line stays free for a name that nobody knows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent

from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.fields import LineEdit
from cultdip_desktop.ui.kit.tags import Choice, Suggestions

PAUSE_MS: Final = 120
"""How long typing must rest before names are looked up."""


class NameOffers(QObject):
    """Arrow down goes into the list, Enter takes what is marked there; nothing is marked by itself."""

    taken = Signal(str)
    """Id of the choice that was taken."""

    def __init__(
        self, kit: Kit, line: LineEdit, ask: Callable[[str, Callable[[Sequence[Choice]], object]], object]
    ) -> None:
        """`ask` is given the text and whom to tell what was found."""
        super().__init__(line)
        self._kit = kit
        self._line = line
        self._ask = ask
        self._offered: Sequence[Choice] = ()
        self._list = Suggestions(line)
        self._list.clicked.connect(lambda index: self._take(index.row()))
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(PAUSE_MS)
        self._rest.timeout.connect(self._look)
        line.edited.connect(lambda _text: self._rest.start())
        line.installEventFilter(self)

    @property
    def offered(self) -> Sequence[Choice]:
        """What is offered now."""
        return self._offered if self._list.isVisible() else ()

    def close(self) -> None:
        """Offer nothing more until something else is typed."""
        self._rest.stop()
        self._offered = ()
        self._list.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys of the list while it is open."""
        if watched is self._line and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._list.isVisible() and self._key(Qt.Key(event.key()))
        if isinstance(event, QFocusEvent) and event.lostFocus() and event.reason() != Qt.FocusReason.PopupFocusReason:
            self.close()
        return super().eventFilter(watched, event)

    def _key(self, key: Qt.Key) -> bool:
        marked = self._list.currentIndex().row()
        if key == Qt.Key.Key_Down:
            self._list.move_by(1)
        elif key == Qt.Key.Key_Up:
            self._list.move_by(-1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and marked >= 0:
            self._take(marked)
        elif key == Qt.Key.Key_Escape:
            self.close()
        else:
            return False
        return True

    def _look(self) -> None:
        text = self._line.value()
        if len(text) < 2:
            self.close()
            return
        self._ask(text, self._offer)

    def _offer(self, found: Sequence[Choice]) -> None:
        if not self._line.hasFocus() or not self._line.value():
            return
        self._offered = tuple(found)
        self._list.offer(self._kit, self._offered, self._line)
        self._list.clearSelection()
        self._list.setCurrentIndex(self._list.rootIndex())

    def _take(self, row: int) -> None:
        if 0 <= row < len(self._offered):
            taken = self._offered[row].id
            self.close()
            self.taken.emit(taken)
