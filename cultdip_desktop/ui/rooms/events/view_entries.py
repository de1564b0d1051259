"""Lists of entries that are written line by line: press coverage, agreements and leads."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from cultdip_desktop.ui.kit.base import Kit, present
from cultdip_desktop.ui.kit.buttons import Button
from cultdip_desktop.ui.kit.language import Speech
from cultdip_desktop.ui.kit.surfaces import Card
from cultdip_desktop.ui.kit.text import PlainLabel, Rule


class EntryLine(QWidget):
    """One entry; without what makes it one (a name, a text) it is not stored yet."""

    typed = Signal()
    """Letters were typed."""

    chosen = Signal()
    """Something was chosen: an undo step of its own."""

    remove_asked = Signal()

    def show_item(self, item: Any) -> None:
        """Show a stored entry."""

    def item(self) -> Any | None:
        """What is written, or None as long as it is none."""
        return None

    def first(self) -> QWidget:
        """Where one begins to write."""
        return self

    def unread(self) -> Mapping[str, str]:
        """By part of the entry, text that is no number or day ("" once it is)."""
        return {}

    def show_unread(self, part: str, text: str) -> None:
        """Show such text again."""


class EntryList(Card):
    """A card of lines with a button for the next one."""

    typed = Signal(object)
    """Tuple of entries, while somebody types."""

    chosen = Signal(object)
    """Tuple of entries, after something was chosen, added or removed."""

    unread = Signal(str, str)
    """Part of a path (`0.day`) and the text there that cannot be read; empty once it can."""

    def __init__(self, kit: Kit, title: Speech, add: Speech, nothing: Speech, make: Callable[[], EntryLine]) -> None:
        """`nothing` is said while there is no entry."""
        super().__init__(kit, title)
        self._make = make
        self.lines: list[EntryLine] = []
        self._box = QVBoxLayout()
        self._box.setSpacing(0)
        self._nothing = PlainLabel(kit, nothing, "small", "secondary", wrap=True)
        self.add_button = Button(kit, add, compact=True, icon="plus", on_click=self.add_line)
        self.add_action(self.add_button)
        self.add(self._nothing)
        self.add(self._box)

    def value(self) -> tuple[Any, ...]:
        """Entries in order, without lines that are none yet."""
        return tuple(item for line in self.lines if (item := line.item()) is not None)

    def set_value(self, items: Sequence[Any], *, anew: bool = False) -> None:
        """Show these without telling anybody; the same ones stay as they are, with what is half written, unless `anew`."""
        if not anew and tuple(items) == self.value():
            return
        at = next((place for place, line in enumerate(self.lines) if _holds_focus(line)), -1)
        for line in self.lines:
            self._take_out(line)
        self.lines = []
        for item in items:
            self._append().show_item(item)
        self._arrange()
        if at >= 0:
            (self.lines[min(at, len(self.lines) - 1)].first() if self.lines else self.add_button).setFocus()

    def add_line(self) -> None:
        """A new line, with the cursor in it."""
        line = self._append()
        self._arrange()
        line.first().setFocus()

    def show_unread(self, place: int, part: str, text: str) -> None:
        """Show text again that could not be read, if its entry is there."""
        if place < len(self.lines):
            self.lines[place].show_unread(part, text)

    def remove(self, line: EntryLine) -> None:
        """Take an entry away."""
        place = self.lines.index(line)
        for part in line.unread():
            self.unread.emit(f"{len(self.lines) - 1}.{part}", "")
        self.lines.remove(line)
        self.add_button.setFocus()
        self._take_out(line)
        self._arrange()
        self._tell_unread()
        self.chosen.emit(self.value())
        if self.lines:
            self.lines[min(place, len(self.lines) - 1)].first().setFocus()

    def _append(self) -> EntryLine:
        line = self._make()
        line.typed.connect(self._tell_typed)
        line.chosen.connect(lambda: self.chosen.emit(self.value()))
        line.remove_asked.connect(lambda: self.remove(line))
        self.lines.append(line)
        self._box.addWidget(line)
        return line

    def _tell_typed(self) -> None:
        self._tell_unread()
        self.typed.emit(self.value())

    def _tell_unread(self) -> None:
        for place, line in enumerate(self.lines):
            for part, text in line.unread().items():
                self.unread.emit(f"{place}.{part}", text)

    def _take_out(self, line: EntryLine) -> None:
        self._box.removeWidget(line)
        line.hide()
        line.deleteLater()

    def _arrange(self) -> None:
        present(self._nothing, shown=not self.lines)


def ruled(line: EntryLine, content: QWidget) -> None:
    """Lay a line out: its fields, and a rule below."""
    box = QVBoxLayout(line)
    box.setContentsMargins(0, 6, 0, 0)
    box.setSpacing(8)
    box.addWidget(content)
    box.addWidget(Rule())


def _holds_focus(line: EntryLine) -> bool:
    focused = QApplication.focusWidget()
    return focused is not None and line.isAncestorOf(focused)
