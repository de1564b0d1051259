"""The page of duplicates: pairs that may be one partner, and the chosen pair side by side."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from cultdip_desktop.domain.changes import ChangeSet
from cultdip_desktop.i18n.words import Words
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.buttons import Button
from cultdip_desktop.ui.kit.language import n, t
from cultdip_desktop.ui.kit.model import Cell, Column, PagedModel
from cultdip_desktop.ui.kit.notices import EmptyState
from cultdip_desktop.ui.kit.surfaces import Card, KeptWidth, PageHead, boxed, row
from cultdip_desktop.ui.kit.table import TWO_LINE_ROW, TableView
from cultdip_desktop.ui.rooms.partners.phrases import KIND_ICONS, REASONS
from cultdip_desktop.ui.rooms.partners.view_compare import Compare
from cultdip_desktop.ui.rooms.partners.viewmodel_twins import Found, Pair, TwinList

_LIST: Final = 290
"""Width of the list of pairs, px at 100 %."""


class DuplicatesPage(QWidget):
    """Merging is undone by the toast or Ctrl+Z; told apart, a pair is not listed again."""

    back = Signal()
    opened = Signal(str)
    done = Signal(object, object)

    def __init__(self, kit: Kit, twins: TwinList) -> None:
        super().__init__()
        self._twins = twins
        self._pairs: dict[str, Pair] = {}
        self._found: Found | None = None
        self.head = PageHead(kit, t("Possible duplicates"), "")
        self.head.add_back(lambda _on=False: self.back.emit(), t("Back to the list"))
        self.model: PagedModel[Pair] = PagedModel(kit, _columns(), self._rows, at_once=True)
        self.table = TableView(kit, self.model, t("Possible duplicates"), row_height=TWO_LINE_ROW)
        self.compare = Compare(kit)
        empty = EmptyState(
            kit, "circle-check", t("No duplicates found"), t("Names, word order, spelling and addresses were compared.")
        )
        empty.add_action(Button(kit, t("Back to the list"), icon="arrow-left", on_click=self.back.emit))
        card = Card(kit, flush=True)
        card.add(self.table)
        KeptWidth(kit.look, card, _LIST)
        both = row(card, self.compare, gap=12)
        both.setStretch(1, 1)
        self._pages = QStackedWidget()
        self._pages.addWidget(boxed(both, (20, 16, 20, 16)))
        self._pages.addWidget(empty)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.head)
        layout.addWidget(self._pages, 1)
        twins.found.connect(self._show)
        self.table.selected.connect(self._choose)
        self.compare.merge_asked.connect(self._merge)
        self.compare.apart_asked.connect(self._apart)
        self.compare.opened.connect(self.opened)

    def enter(self) -> None:
        """Shown: look for duplicates."""
        if self._found is None:
            self.model.show_message(t("Looking for duplicates…"))
        self._twins.load()
        self.table.setFocus()

    def _rows(self, ids: Sequence[str]) -> list[Pair]:
        return [self._pairs[id_] for id_ in ids if id_ in self._pairs]

    def _show(self, found: Found) -> None:
        at = max(self.table.currentIndex().row(), 0)
        current = self.table.current_id()
        self._found = found
        self._pairs = {pair.id: pair for pair in found.pairs}
        ids = list(self._pairs)
        self.model.set_ids(ids)
        self.head.say(
            t("Possible duplicates"),
            n("{n} pair looks like one partner", "{n} pairs look like one partner each", found.total),
        )
        self._pages.setCurrentIndex(0 if ids else 1)
        if ids and not self.table.select(current):
            self.table.select(ids[min(at, len(ids) - 1)])
        self._choose(self.table.current_id())

    def _choose(self, pair_id: str) -> None:
        pair = self._pairs.get(pair_id)
        if pair is not None and self._found is not None:
            self.compare.show_pair(pair, self._found.catalogue)

    def _merge(self, keep: str, gone: str, take: frozenset[str]) -> None:
        self._twins.merge(keep, gone, take, lambda changes: self._tell(t("The two entries are one now"), changes))

    def _apart(self) -> None:
        pair = self._pairs.get(self.table.current_id())
        if pair is not None:
            self._twins.keep_apart(pair, lambda changes: self._tell(t("They stay two partners"), changes))

    def _tell(self, said: object, changes: ChangeSet) -> None:
        self._twins.load()
        self.done.emit(said, changes)


def _columns() -> tuple[Column[Pair], ...]:
    return (Column("pair", t("Pair"), _pair_cell, 200, "two-line", stretch=True, sortable=False, hideable=False),)


def _pair_cell(pair: Pair, words: Words) -> Cell:
    reason = REASONS[pair.twins.reasons[0]].render(words)
    tip = f"{pair.first.name}\n{pair.second.name}\n{reason}"
    return Cell(pair.first.name, f"{pair.second.name} · {reason}", KIND_ICONS[pair.first.kind], tip=tip)
