"""Choosing several things by typing: chips in the field, suggestions below."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QAbstractItemView, QFrame, QLineEdit, QListView, QSizePolicy, QVBoxLayout, QWidget

from cultdip_desktop.i18n.fold import nfc
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.language import Speech
from cultdip_desktop.ui.kit.marks import GoalChip
from cultdip_desktop.ui.kit.surfaces import FlowRow, clear

MOST_SHOWN: Final = 8
"""Suggestions shown at once."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Something that can be picked."""

    id: str
    label: str
    code: str = ""
    """Catalogue code, shown as a block; otherwise `icon` stands in front."""

    icon: str = "tag"
    detail: str = ""
    """Grey words after the label in the suggestions."""


class TagPicker(QFrame):
    """Chips and a line. Typing searches, Enter takes the first suggestion, Backspace removes the last chip."""

    changed = Signal(object)
    """Tuple of ids in order, after the user picked or removed."""

    opened = Signal(str)
    """Id of a chip that was clicked."""

    new_asked = Signal(str)
    """The user wants to make a new thing of this name (Ctrl+Enter)."""

    def __init__(self, kit: Kit, find: Callable[[str], Sequence[Choice]], placeholder: Speech = "") -> None:
        """`find` must answer at once (a small list, or an index in memory)."""
        super().__init__()
        self._kit = kit
        self._find = find
        self._chosen: list[Choice] = []
        self._offered: list[Choice] = []
        self.setProperty("kind", "field")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.line = QLineEdit()
        self.line.setProperty("bare", "true")
        self.line.setMinimumWidth(kit.look.px(120))
        kit.bind(self.line, self.line.setPlaceholderText, placeholder)
        self.line.textChanged.connect(lambda _text: self._offer())
        self.line.installEventFilter(self)
        self._flow = FlowRow(gap=6)
        holder = QVBoxLayout(self)
        holder.setContentsMargins(8, 3, 8, 3)
        holder.addLayout(self._flow)
        self._flow.addWidget(self.line)
        self._list = Suggestions(self)
        self._list.clicked.connect(lambda index: self._take(index.row()))
        self.setFocusProxy(self.line)
        self.setMinimumHeight(kit.look.px(32))

    def value(self) -> tuple[str, ...]:
        """Ids of what is picked, in order."""
        return tuple(choice.id for choice in self._chosen)

    def set_value(self, choices: Sequence[Choice]) -> None:
        """Show `choices` without telling anybody."""
        self._chosen = list(choices)
        self._show_chips()

    def setAccessibleName(self, name: str) -> None:
        """Name the line that has the focus."""
        super().setAccessibleName(name)
        self.line.setAccessibleName(name)

    def remove(self, identifier: str) -> None:
        """Take a chip away as the user does."""
        self._chosen = [choice for choice in self._chosen if choice.id != identifier]
        self._show_chips()
        self.line.setFocus()
        self.changed.emit(self.value())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click beside the chips is a click into the line."""
        super().mousePressEvent(event)
        self.line.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys of the line: suggestions and chips."""
        if watched is self.line and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._key(event)
        if watched is self.line and isinstance(event, QFocusEvent):
            self.update()  # the frame counts as focused with its line
            if event.lostFocus() and event.reason() != Qt.FocusReason.PopupFocusReason:
                self._list.hide()
        return super().eventFilter(watched, event)

    def sizeHint(self) -> QSize:
        """As high as the wrapped chips."""
        return QSize(240, max(self._kit.look.px(32), self._flow.heightForWidth(max(self.width(), 240) - 16) + 8))

    def _key(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Backspace and not self.line.text() and self._chosen:
            self.remove(self._chosen[-1].id)
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up) and self._list.isVisible():
            self._list.move_by(1 if key == Qt.Key.Key_Down else -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                return self._ask_new()
            if not self._list.isVisible():
                return False
            self._take(max(0, self._list.currentIndex().row()))
        elif key == Qt.Key.Key_Escape and self._list.isVisible():
            self._list.hide()
        else:
            return False
        return True

    def _ask_new(self) -> bool:
        name = nfc(self.line.text()).strip()
        if not name:
            return False
        self.new_asked.emit(name)
        return True

    def _offer(self) -> None:
        text = nfc(self.line.text()).strip()
        taken = set(self.value())
        found = [choice for choice in self._find(text) if choice.id not in taken] if text else []
        self._offered = found[:MOST_SHOWN]
        self._list.offer(self._kit, self._offered, self)

    def _take(self, row: int) -> None:
        if not 0 <= row < len(self._offered):
            return
        self._chosen.append(self._offered[row])
        self.line.clear()
        self._list.hide()
        self._show_chips()
        self.line.setFocus()
        self.changed.emit(self.value())

    def _show_chips(self) -> None:
        item = self._flow.takeAt(self._flow.count() - 1)
        del item
        clear(self._flow)
        for choice in self._chosen:
            icon = "" if choice.code else choice.icon
            chip = GoalChip(self._kit, choice.code or choice.id, choice.label, choice.detail, removable=True, icon=icon)
            chip.remove_asked.connect(lambda identifier=choice.id: self.remove(identifier))
            chip.clicked.connect(lambda _on=False, identifier=choice.id: self.opened.emit(identifier))
            self._flow.addWidget(chip)
        self._flow.addWidget(self.line)
        self.updateGeometry()


class Suggestions(QListView):
    """The list under the line; never takes the focus."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowFlags(Qt.WindowType.ToolTip)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setProperty("kind", "popup")
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._model = QStandardItemModel(self)
        self.setModel(self._model)

    def offer(self, kit: Kit, choices: Sequence[Choice], field: QWidget) -> None:
        """Show `choices` under `field`, or nothing."""
        self._model.clear()
        for choice in choices:
            words = "  ".join(part for part in (choice.code, choice.label, choice.detail) if part)
            item = QStandardItem(words)
            if not choice.code:
                item.setIcon(kit.look.icon(choice.icon))
            self._model.appendRow(item)
        if not choices:
            self.hide()
            return
        self.setCurrentIndex(self._model.index(0, 0))
        self.resize(max(field.width(), kit.look.px(280)), kit.look.px(30) * len(choices) + 12)
        self.move(field.mapToGlobal(QPoint(0, field.height() + 2)))
        self.show()

    def move_by(self, step: int) -> None:
        """Move the choice, around the ends."""
        count = self._model.rowCount()
        self.setCurrentIndex(self._model.index((self.currentIndex().row() + step) % count, 0))
