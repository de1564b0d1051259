"""Filters above a list: a menu for each field, and every value that is chosen as a chip that goes with one key."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QAction, QIcon, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QMenu, QWidget

from cultdip_desktop.ui.kit.base import Kit, present
from cultdip_desktop.ui.kit.buttons import Button, MenuButton
from cultdip_desktop.ui.kit.language import Phrase, Speech, render, t
from cultdip_desktop.ui.kit.surfaces import FlowRow

Choice = tuple[object, Speech, str]
"""A value, its words, its icon or nothing."""


@dataclass(frozen=True, slots=True)
class FilterField:
    """A field that can be filtered by."""

    key: str
    title: Speech
    several: bool = True
    """Several values at once, one of which must fit; else a new one takes the place of the old."""

    offered: bool = True
    """Has a menu; a field without one is only set from elsewhere, and shown as a chip."""


class ActiveFilter(Button):
    """A value that is chosen; a click, Delete or Backspace takes it away."""

    def __init__(self, kit: Kit, field: Speech, value: Speech, on_remove: Callable[[], object]) -> None:
        super().__init__(kit, "", "chip", icon="x", compact=True, on_click=on_remove)
        self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the cross stands at the end
        self.say(Phrase(lambda words: f"{render(words, field)}: {render(words, value)}"))
        kit.tip(self, t("Take this filter away"), "Del")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete and Backspace do what the cross does."""
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.click()
            return
        super().keyPressEvent(event)


class FilterBar(QWidget):
    """Knows nothing of what it filters: the room tells it what is chosen, and is told what shall be."""

    chosen = Signal(str, object)
    """Key of a field, and the tuple of its values."""

    cleared = Signal()

    def __init__(self, kit: Kit, fields: Sequence[FilterField], *more: QWidget) -> None:
        """`more` stands at the end of the line."""
        super().__init__()
        self._kit = kit
        self._fields = {field.key: field for field in fields}
        self._words: dict[str, dict[object, Speech]] = {field.key: {} for field in fields}
        self._values: dict[str, tuple[object, ...]] = {}
        self._chips: dict[tuple[str, object], ActiveFilter] = {}
        self._more = more
        self.menus = {field.key: _FieldMenu(kit, field.title) for field in fields if field.offered}
        self.clear_all = Button(kit, t("Clear all filters"), "link", icon="x", on_click=self.cleared.emit)
        self._flow = FlowRow(*self.menus.values(), self.clear_all, *more)
        self._flow.setContentsMargins(0, 0, 0, 0)
        self.setLayout(self._flow)
        present(self.clear_all, shown=False)

    @property
    def chips(self) -> Sequence[ActiveFilter]:
        """What is chosen, in the order of the fields."""
        return [self._chips[key] for key in self._order() if key in self._chips]

    def offer(self, key: str, choices: Sequence[Choice]) -> None:
        """Offer these values of a field; words of others that were offered before are kept for their chips."""
        self._words[key].update({value: speech for value, speech, _icon in choices})
        self.menus[key].offer(choices, partial(self._toggle, key))
        self.menus[key].tick(self._values.get(key, ()))

    def name_value(self, key: str, value: object, speech: Speech) -> None:
        """Say how a value is called that is not offered."""
        self._words[key][value] = speech

    def show_values(self, values: Mapping[str, Sequence[object]], *, filtered: bool) -> None:
        """Show what is chosen; `filtered` also when something is that has no chip, like words searched for."""
        self._values = {key: tuple(values.get(key, ())) for key in self._fields}
        order = self._order()
        leads = self._leads(order)
        for gone in [key for key in self._chips if key not in order]:
            chip = self._chips.pop(gone)
            chip.hide()
            chip.deleteLater()
        for key, value in order:
            if (key, value) not in self._chips:
                self._chips[key, value] = self._chip(key, value)
        for key, menu in self.menus.items():
            menu.tick(self._values[key])
        while self._flow.takeAt(0) is not None:
            pass
        for widget in (*self.menus.values(), *self.chips, self.clear_all, *self._more):
            self._flow.addWidget(widget)
        for chip in self.chips:
            present(chip, shown=True)
        present(self.clear_all, shown=filtered)
        if leads is not None:
            leads.setFocus(Qt.FocusReason.OtherFocusReason)

    def _order(self) -> list[tuple[str, object]]:
        return [(key, value) for key, values in self._values.items() for value in values]

    def _leads(self, order: Sequence[tuple[str, object]]) -> QWidget | None:
        """Who gets the focus when the chip that has it goes: the next chip, else the menu of its field."""
        known = list(self._chips)
        focused = next((at for at, key in enumerate(known) if self._chips[key].hasFocus()), None)
        if focused is None or known[focused] in order:
            return None
        others = [key for key in (*known[focused + 1 :], *reversed(known[:focused])) if key in order]
        if others:
            return self._chips[others[0]]
        return self.menus.get(known[focused][0], next(iter(self.menus.values()), None))

    def _chip(self, key: str, value: object) -> ActiveFilter:
        words = self._words[key].get(value, str(value))
        return ActiveFilter(self._kit, self._fields[key].title, words, partial(self._toggle, key, value))

    def _toggle(self, key: str, value: object) -> None:
        values = self._values.get(key, ())
        if value in values:
            chosen = tuple(each for each in values if each != value)
        else:
            chosen = (*values, value) if self._fields[key].several else (value,)
        self.chosen.emit(key, chosen)


class _FieldMenu(MenuButton):
    """A menu of ticks that stays open: several are chosen in one go."""

    def __init__(self, kit: Kit, title: Speech) -> None:
        super().__init__(kit, title, compact=True)
        self._actions: dict[object, QAction] = {}
        self._icons: dict[object, str] = {}

    def _make_menu(self) -> QMenu:
        return _StayingMenu(self)

    def offer(self, choices: Sequence[Choice], on_toggle: Callable[[object], object]) -> None:
        self.clear()
        self._actions = {}
        self._icons = {value: icon for value, _speech, icon in choices}
        for value, speech, icon in choices:
            action = self.add(speech, partial(on_toggle, value), icon)
            action.setCheckable(True)
            self._actions[value] = action

    def tick(self, values: Sequence[object]) -> None:
        for value, action in self._actions.items():
            chosen = value in values
            if chosen != action.isChecked():
                icon = "check" if chosen else self._icons[value]
                action.setIcon(
                    self._kit.look.icon(icon, "accent.text" if chosen else "text.primary") if icon else QIcon()
                )
            action.setChecked(chosen)


class _StayingMenu(QMenu):
    """A click or Space ticks; Enter ticks and closes, Esc closes."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tick what lies under the pointer, and stay."""
        action = self.actionAt(event.position().toPoint())
        if action is not None and action.isCheckable() and action.isEnabled():
            action.trigger()
            return
        super().mouseReleaseEvent(event)

    def event(self, event: QEvent) -> bool:
        """Space ticks, and stays; Qt would close the menu."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Space:
            action = self.activeAction()
            if action is not None:
                action.trigger()
            return True
        return super().event(event)
