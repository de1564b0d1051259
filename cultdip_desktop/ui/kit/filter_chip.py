"""One filter above a list: a small menu that says what is chosen."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal

from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.buttons import MenuButton
from cultdip_desktop.ui.kit.language import Phrase, Speech, render


class FilterChip(MenuButton):
    """One filter: its name alone while everything is listed, name and value once something is chosen."""

    chosen = Signal(object)
    """The value, or None for everything."""

    def __init__(self, kit: Kit, name: Speech) -> None:
        super().__init__(kit, name, compact=True)
        self._name = name
        self._titles: dict[object, Speech] = {}
        self._value: object = None

    def offer(self, everything: Speech, choices: Sequence[tuple[object, Speech, str]]) -> None:
        """Offer everything and these (value, words, icon)."""
        self.clear()
        self._titles = {value: speech for value, speech, _icon in choices}
        self.add(everything, lambda: self._choose(None))
        for value, speech, icon in choices:
            self.add(speech, partial(self._choose, value), icon)

    def set_value(self, value: object) -> None:
        """Show what is chosen without telling anybody."""
        self._value = value
        title = self._titles.get(value)
        if value is None or title is None:
            self.say(self._name)
            return
        name = self._name
        self.say(Phrase(lambda words: f"{render(words, name)}: {render(words, title)}"))

    def _choose(self, value: object) -> None:
        self.set_value(value)
        self.chosen.emit(value)
