"""The page of what headquarters offers for use: messages, stories, central products, templates of events."""

from __future__ import annotations

import json
from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from cultdip_desktop.domain.central import CentralItem
from cultdip_desktop.domain.issuing import CentralKind
from cultdip_desktop.domain.labels import label
from cultdip_desktop.i18n import dates
from cultdip_desktop.i18n.words import Words
from cultdip_desktop.ui.kit.base import Kit, present
from cultdip_desktop.ui.kit.buttons import Button
from cultdip_desktop.ui.kit.language import Phrase, t
from cultdip_desktop.ui.kit.model import Cell, Column, PagedModel
from cultdip_desktop.ui.kit.notices import EmptyState
from cultdip_desktop.ui.kit.panes import SplitPane
from cultdip_desktop.ui.kit.room import Route
from cultdip_desktop.ui.kit.surfaces import Card, ScrollPage, boxed, column
from cultdip_desktop.ui.kit.table import TWO_LINE_ROW, TableView
from cultdip_desktop.ui.kit.text import PlainLabel, Rule
from cultdip_desktop.ui.rooms.packages.facts import Facts
from cultdip_desktop.ui.rooms.packages.phrases import day, either
from cultdip_desktop.ui.rooms.packages.phrases_received import CENTRAL_ICONS
from cultdip_desktop.ui.rooms.packages.viewmodel_received import ReceivedModel


class LibraryPage(QWidget):
    """List at the left, the chosen item at the right, ready to be copied."""

    go = Signal(object)
    done = Signal(object, object)
    read = Signal()

    def __init__(self, kit: Kit, model: ReceivedModel) -> None:
        super().__init__()
        self._kit = kit
        self._model = model
        self.items: dict[str, CentralItem] = {}
        self._list: PagedModel[CentralItem] = PagedModel(kit, _columns(), self._rows, at_once=True)
        self.table = TableView(kit, self._list, t("Offered by headquarters"), row_height=TWO_LINE_ROW)
        self.empty = EmptyState(
            kit,
            "package",
            t("Headquarters has offered nothing yet"),
            t("Messages, stories, central products and templates of events come with its directives."),
        )
        self._title = PlainLabel(kit, "", "h2", wrap=True)
        self.facts = Facts(kit)
        self._text = PlainLabel(kit, "", wrap=True).selectable()
        self.copy = Button(kit, t("Copy the text"), icon="copy", on_click=self._copy)
        self.use = Button(kit, t("New event from this template"), icon="plus", on_click=self._use)
        self._lay_out()
        model.library_read.connect(self._show)
        self.table.selected.connect(self._choose)
        self.table.opened.connect(lambda _id: self._split.open_inspector())

    def enter(self) -> None:
        """Shown: read anew."""
        self._model.read_library()

    def show_details(self) -> None:
        """Bring the chosen item into view, or put it away (F9)."""
        self._split.toggle()

    def _lay_out(self) -> None:
        kit = self._kit
        card = Card(kit, flush=True)
        card.add(self.table)
        self._card = boxed(column(self._title, self.facts, Rule(), self._text, self.copy, self.use, gap=12))
        side = ScrollPage(margins=(16, 16, 16, 16))
        side.add(self._card)
        side.end()
        main = boxed(column(card), (20, 16, 20, 16))
        self._split = SplitPane(kit, main, side, width=400, name=t("The chosen item"))
        self._stack = QStackedLayout()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addLayout(self._stack)
        self._stack.addWidget(self._split)
        self._stack.addWidget(self.empty)

    def _show(self, found: Sequence[CentralItem]) -> None:
        chosen = self.table.current_id()
        self.items = {one.id: one for one in found}
        self._list.set_ids(list(self.items))
        self._stack.setCurrentIndex(0 if self.items else 1)
        if self.items and not self.table.select(chosen):
            self.table.select(next(iter(self.items)))
        self._choose(self.table.current_id())
        self.read.emit()

    def _choose(self, item_id: str) -> None:
        item = self.items.get(item_id)
        present(self._card, shown=item is not None)
        if item is None:
            return
        content = _content(item)
        self._title.say(either(item.title))
        self.facts.show_facts(
            (t("Kind"), Phrase(lambda words: label(words, item.kind))),
            (t("Use until"), day(item.until) if item.until else ""),
            (t("Rights holder"), content.get("holder", "")),
            (t("Where it lies"), content.get("link", "")),
        )
        self._text.say(either(item.text))
        present(self._text, shown=bool(item.text))
        present(self.copy, shown=bool(item.text))
        present(self.use, shown=item.kind is CentralKind.TEMPLATE)

    def _copy(self) -> None:
        item = self.items.get(self.table.current_id())
        if item is not None:
            QGuiApplication.clipboard().setText(item.text.get(self._kit.live.language))
            self.done.emit(t("Copied"), None)

    def _use(self) -> None:
        item = self.items.get(self.table.current_id())
        if item is not None:
            self.go.emit(Route("events", "templates"))

    def _rows(self, ids: Sequence[str]) -> list[CentralItem]:
        return [self.items[one] for one in ids]


def _columns() -> list[Column[CentralItem]]:
    return [
        Column("title", t("Offered by headquarters"), _title, 260, "two-line", stretch=True, sortable=False),
        Column("until", t("Use until"), _until, 120, sortable=False),
    ]


def _content(item: CentralItem) -> dict[str, str]:
    plain = json.loads(item.content or "{}")
    return {key: value for key, value in plain.items() if isinstance(value, str)} if isinstance(plain, dict) else {}


def _title(item: CentralItem, words: Words) -> Cell:
    name = item.title.get(words.language)
    return Cell(name, label(words, item.kind), icon=CENTRAL_ICONS[item.kind], strong=True, tip=name)


def _until(item: CentralItem, words: Words) -> Cell:
    return Cell("" if item.until is None else dates.day(words, item.until))
