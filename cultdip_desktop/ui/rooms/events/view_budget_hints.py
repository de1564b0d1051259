"""Budget lines that the event's template suggests; a line exists once the officer writes its amount."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal

from cultdip_desktop.domain.strategy import Catalogue
from cultdip_desktop.domain.template import BudgetHint
from cultdip_desktop.ui.kit.base import Kit, present
from cultdip_desktop.ui.kit.buttons import Button
from cultdip_desktop.ui.kit.language import Phrase, t
from cultdip_desktop.ui.kit.surfaces import Card, FlowRow, boxed, clear
from cultdip_desktop.ui.kit.text import PlainLabel
from cultdip_desktop.ui.rooms.events.phrases import either


class BudgetHints(Card):
    """Hidden while there is nothing to suggest."""

    taken = Signal(object)
    """The `BudgetHint` that was chosen: a line with its source and note, whose amount is to be typed."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit, t("Usual lines of this sort of event"))
        self._kit = kit
        self._shown: tuple[BudgetHint, ...] = ()
        self.buttons: list[Button] = []
        self._flow = FlowRow(gap=6)
        self.add(PlainLabel(kit, t("Choose one and write its amount; no sum is ever filled in."), "small", "secondary"))
        self.add(boxed(self._flow))
        self.hide()

    def show_hints(self, hints: Sequence[BudgetHint], catalogue: Catalogue) -> None:
        """Show these."""
        if tuple(hints) != self._shown:
            self._shown = tuple(hints)
            clear(self._flow)
            self.buttons = [self._button(hint, catalogue) for hint in hints]
            for button in self.buttons:
                self._flow.addWidget(button)
        present(self, shown=bool(hints))

    def _button(self, hint: BudgetHint, catalogue: Catalogue) -> Button:
        node = catalogue.find(hint.source)
        source = either(node.title) if node is not None else Phrase(lambda _words: hint.source)
        words = t("{what} ({source})", what=either(hint.note), source=source)
        return Button(self._kit, words, compact=True, icon="plus", on_click=partial(self.taken.emit, hint))
