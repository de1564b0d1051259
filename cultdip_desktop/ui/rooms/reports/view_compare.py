"""Two states of a report side by side, field by field or figure by figure; and what people did with it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cultdip_desktop.i18n.words import Words
from cultdip_desktop.ui.kit.base import Kit, present
from cultdip_desktop.ui.kit.buttons import Button
from cultdip_desktop.ui.kit.choices import ComboBox
from cultdip_desktop.ui.kit.language import Phrase, Speech, t
from cultdip_desktop.ui.kit.model import Cell, Column, PagedModel
from cultdip_desktop.ui.kit.surfaces import Card, row
from cultdip_desktop.ui.kit.table import TWO_LINE_ROW, TableView
from cultdip_desktop.ui.kit.text import PlainLabel

Say = Callable[[Words], str]

MOST: Final = 500
"""Lines that are shown; the head counts all."""


@dataclass(frozen=True, slots=True)
class Pair:
    """One line: what it is about, and its two values. Each text is made in the language of the window."""

    what: Say
    where: Say
    before: Say
    now: Say
    event_id: str = ""


class ComparePage(QWidget):
    """Lists what differs; Enter opens the event."""

    closed = Signal()
    opened = Signal(str)
    """Id of an event."""

    acted = Signal()
    """The one button: accept the figures."""

    chosen = Signal(str)
    """Against which state it is held."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._pairs: dict[str, Pair] = {}
        self.back = Button(kit, t("Back to the document"), icon="arrow-left", compact=True, on_click=self.closed.emit)
        kit.tip(self.back, t("Back to the document"), "Esc")
        self._title = PlainLabel(kit, "", "h2", wrap=True)
        self._sentence = PlainLabel(kit, "", "body", "secondary", wrap=True)
        self.against = ComboBox(kit, compact=True)
        kit.name(self.against, t("Compared with"))
        self.act = Button(kit, t("Update figures"), "primary", icon="refresh-cw", on_click=self.acted.emit)
        self.model: PagedModel[Pair] = PagedModel(kit, _columns(), self._rows, at_once=True)
        self.table = TableView(kit, self.model, t("What differs"), row_height=TWO_LINE_ROW)
        self.table.opened.connect(self._open)
        self.against.chosen.connect(lambda value: self.chosen.emit(str(value)))
        card = Card(kit, flush=True)
        card.add(self.table)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 14, 20, 16)
        layout.setSpacing(10)
        layout.addLayout(row(self.back, None, self.against, self.act, gap=10))
        layout.addWidget(self._title)
        layout.addWidget(self._sentence)
        layout.addWidget(card, 1)
        keys = QShortcut(QKeySequence("Escape"), self)
        keys.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        keys.activated.connect(self.closed)

    def show_pairs(
        self,
        title: Speech,
        sentence: Speech,
        pairs: Sequence[Pair],
        *,
        against: Sequence[tuple[str, Phrase]] = (),
        chosen: str = "",
        action: Speech = "",
    ) -> None:
        """Show these; `against` are the states it can be held against, `action` the words of the button."""
        self._title.say(title)
        self._sentence.say(sentence)
        self.against.clear_choices()
        for value, words in against:
            self.against.add(value, words)
        if chosen:
            self.against.set_value(chosen)
        present(self.against, shown=len(against) > 1)
        self.act.say(action)
        present(self.act, shown=bool(action))
        self._pairs = {str(place): pair for place, pair in enumerate(pairs[:MOST])}
        if pairs:
            self.model.set_ids(list(self._pairs))
            self.model.refresh()
        else:
            self.model.show_message(t("Nothing differs."))

    def _rows(self, ids: Sequence[str]) -> list[Pair]:
        return [self._pairs[one] for one in ids]

    def _open(self, place: str) -> None:
        pair = self._pairs.get(place)
        if pair is not None and pair.event_id:
            self.opened.emit(pair.event_id)


def _columns() -> list[Column[Pair]]:
    return [
        Column("what", t("What"), _what, 190, "two-line", stretch=True, sortable=False, hideable=False),
        Column("before", t("Before"), lambda one, words: _text(one.before(words)), 150, sortable=False),
        Column("now", t("Now"), lambda one, words: _text(one.now(words), strong=True), 150, sortable=False),
    ]


def _what(one: Pair, words: Words) -> Cell:
    what, where = one.what(words), one.where(words)
    return Cell(what, sub=where, tip=f"{what}\n{where}" if where else what)


def _text(text: str, *, strong: bool = False) -> Cell:
    one_line = " ".join(text.split())
    return Cell(one_line or "–", strong=strong, tip=text)
