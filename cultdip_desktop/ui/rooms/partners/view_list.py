"""The list of partners, its filters, and beside it what is told of the current line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QMenu, QStackedWidget, QVBoxLayout, QWidget

from cultdip_desktop.domain.changes import ChangeSet
from cultdip_desktop.domain.partner import PartnerKind
from cultdip_desktop.domain.strategy import Catalogue
from cultdip_desktop.i18n import dates, numbers
from cultdip_desktop.i18n.country import country
from cultdip_desktop.i18n.words import Words
from cultdip_desktop.ui.kit.base import Kit, present
from cultdip_desktop.ui.kit.buttons import Button, add_action
from cultdip_desktop.ui.kit.fields import SearchField
from cultdip_desktop.ui.kit.language import c, n, render, t
from cultdip_desktop.ui.kit.model import Cell, Column, PagedModel
from cultdip_desktop.ui.kit.notices import EmptyState
from cultdip_desktop.ui.kit.panes import SplitPane
from cultdip_desktop.ui.kit.saved_views import NameBar, ViewsButton
from cultdip_desktop.ui.kit.surfaces import Card, boxed, column, row
from cultdip_desktop.ui.kit.table import TWO_LINE_ROW, TableView
from cultdip_desktop.ui.rooms.partners.phrases import CONSENT_MARKS, CONSENT_SHORT, KIND_ICONS, category_name
from cultdip_desktop.ui.rooms.partners.view_filters import Filters
from cultdip_desktop.ui.rooms.partners.view_inspector import Inspector
from cultdip_desktop.ui.rooms.partners.viewmodel_list import PAGE, PartnerList, PartnerLook, PartnerRow

_FROM: Final = {"category": 780, "place": 900}
"""Width of the table from which a column stands in it, px at 100 %."""

_CHOSEN: Final = {"kind": None, "category": "", "consent": None, "promises": False, "country": ""}
"""What no choice means for each field of the filter."""


class ListPage(QWidget):
    """Enter opens, Delete moves to the trash at once; the toast brings back."""

    opened = Signal(str)
    event_opened = Signal(str)
    briefing_asked = Signal(str)
    new_asked = Signal()
    done = Signal(object, object)

    def __init__(self, kit: Kit, partners: PartnerList) -> None:
        super().__init__()
        self._kit = kit
        self._partners = partners
        self._catalogue: Catalogue | None = None
        self._loaded = False
        self._wanted = ""
        self.search = SearchField(kit, t("Find by name, city, e-mail"))
        self.name_bar = NameBar(kit)
        self.views = ViewsButton(kit, partners.views, partners.content, self.name_bar)
        self.filters = Filters(kit, self.views)
        self.model: PagedModel[PartnerRow] = PagedModel(kit, self._columns(), partners.rows, page=PAGE)
        self.table = TableView(kit, self.model, c("room", "Partners"), row_height=TWO_LINE_ROW)
        self.table.show_sort("name", descending=False)
        self.inspector = Inspector(kit, partners.today)
        self._empty = EmptyState(kit, "handshake", "")
        self._empty_new = Button(kit, t("New partner"), icon="plus", on_click=self.new_asked.emit)
        self._empty_clear = Button(kit, t("Clear filters"), icon="x", on_click=self._clear)
        for button in (self._empty_new, self._empty_clear):
            self._empty.add_action(button)
        self._lay_out()
        self._connect()

    def enter(self) -> None:
        """Shown again: ask for the ids, for anything may have changed."""
        if not self._loaded:
            self.model.show_message(t("Loading…"))
        self._partners.reload()
        self._partners.views.reload()

    def use_catalogue(self, catalogue: Catalogue) -> None:
        """Names of categories."""
        self._catalogue = catalogue
        self.filters.offer_categories(catalogue)
        self._show_filter()
        self.inspector.use_catalogue(catalogue)
        self.model.refresh()

    def select_next(self, partner_id: str) -> None:
        """Make this partner current when the list comes."""
        self._wanted = partner_id

    def delete_current(self) -> None:
        """Move the current partner to the trash at once."""
        partner_id = self.table.current_id()
        if not partner_id:
            return
        ids = list(self.model.ids)
        at = ids.index(partner_id)
        self._wanted = ids[at + 1] if at + 1 < len(ids) else ids[at - 1] if at else ""
        gone = self.model.row(at)
        name = gone.name if gone else ""
        self._partners.delete([partner_id], lambda changes: self.tell_deleted(changes, name))

    def tell_deleted(self, changes: ChangeSet, name: str) -> None:
        """Say so, and offer to bring it back."""
        said = t("«{title}» is in the trash", title=name) if name else t("The partner is in the trash")
        self.done.emit(said, changes)

    def show_details(self) -> None:
        """Bring what is told of the current line into view."""
        self._split.open_inspector()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where it is narrow the name needs the room of category and place."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        for section, each in enumerate(self.model.columns):
            shown = self.table.width() >= self._kit.look.px(_FROM.get(each.key, 0))
            if each.key in _FROM and self.table.isColumnHidden(section) is shown:
                self.table.setColumnHidden(section, not shown)

    def _connect(self) -> None:
        partners, filters = self._partners, self.filters
        partners.current = lambda: self._wanted or self.table.current_id()
        partners.listed.connect(self._show)
        partners.looked.connect(self.inspector.show_story)
        partners.countries_known.connect(filters.offer_countries)
        partners.filter_changed.connect(self._show_filter)
        partners.views.done.connect(self.done)
        self.views.chosen.connect(partners.take_view)
        self.views.add_keys(self)
        self.search.searched.connect(partners.search)
        filters.chosen.connect(self._filter)
        filters.cleared.connect(self._clear)
        self.model.sort_asked.connect(partners.sort)
        self.table.opened.connect(self.opened)
        self.table.selected.connect(partners.look)
        self.table.menu_asked.connect(self._menu)
        self.search.returnPressed.connect(self.table.setFocus)
        self.inspector.opened.connect(self.opened)
        self.inspector.event_opened.connect(self.event_opened)
        self.inspector.briefing_asked.connect(self.briefing_asked)
        for keys, act in ((Qt.Key.Key_Delete, self.delete_current), (Qt.Key.Key_Menu, self._menu_by_key)):
            shortcut = QShortcut(QKeySequence(keys), self.table)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(act)

    def _lay_out(self) -> None:
        card = Card(self._kit, flush=True)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.table)
        self._pages.addWidget(self._empty)
        card.add(self._pages)
        top = row(self.filters, self.filters.count, gap=12)
        top.setStretch(0, 1)
        inner = column(boxed(top), self.name_bar, gap=10)
        inner.addWidget(card, 1)
        self._split = SplitPane(self._kit, boxed(inner, (20, 12, 20, 16)), self.inspector, width=300)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._split)

    def _columns(self) -> tuple[Column[PartnerRow], ...]:
        return (
            Column("name", t("Partner"), _name_cell, 220, "two-line", stretch=True, hideable=False),
            Column("category", t("Category"), self._category_cell, 150),
            Column("place", c("partner", "Place"), _place_cell, 110, "two-line", sortable=False),
            Column("consent", t("Consent"), _consent_cell, 146, "pill", sortable=False),
            Column("events", t("Events"), _events_cell, 74, "number"),
            Column("last", c("partner", "Last event"), _last_cell, 106),
            Column("promises", t("Promises"), _promises_cell, 76, "number"),
        )

    def _category_cell(self, entry: PartnerRow, words: Words) -> Cell:
        said = render(words, category_name(self._catalogue, entry.category))
        return Cell(said, tip=said)

    def _show(self, found: PartnerLook) -> None:
        ids = found.ids
        self._wanted = ""
        self._loaded = True
        self.model.set_ids(ids, {found.page: found.rows})
        if found.story is not None:
            self.table.select(found.story.partner.id)
        self.filters.count.say(n("{n} partner", "{n} partners", len(ids)))
        self._pages.setCurrentIndex(0 if ids else 1)
        if not ids:
            self._say_empty()
        self._fit()

    def _say_empty(self) -> None:
        filtered = self._partners.filtered
        present(self._empty_clear, shown=filtered)
        present(self._empty_new, shown=not filtered)
        if filtered:
            total = n("{n} partner is there in all.", "{n} partners are there in all.", self._partners.total)
            self._empty.say(t("Nothing matches"), total)
        else:
            self._empty.say(
                t("No partner yet"), t("Whom an event names enters the register by itself; others are added here.")
            )

    def show_found(self, text: str) -> None:
        """List what the search of the whole program was asked for, whatever was filtered by."""
        self._partners.clear_filter()
        self._partners.search(text)

    def _filter(self, name: str, values: Sequence[object]) -> None:
        self._partners.choose(**{name: values[0] if values else _CHOSEN[name]})

    def _clear(self) -> None:
        self._partners.clear_filter()

    def _show_filter(self) -> None:
        partners = self._partners
        self.filters.show_values(partners.values, filtered=partners.filtered)
        if self.search.value() != partners.wanted.query:
            self.search.set_value(partners.wanted.query)
        self.table.show_sort(partners.wanted.sort, descending=partners.wanted.descending)

    def _menu(self, partner_id: str, point: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        add_action(self._kit, menu, t("Open"), lambda: self.opened.emit(partner_id), icon="pencil")
        add_action(self._kit, menu, t("Briefing"), lambda: self.briefing_asked.emit(partner_id), icon="file-text")
        menu.addSeparator()
        add_action(self._kit, menu, t("Move to the trash"), self.delete_current, icon="trash-2")
        menu.popup(point)

    def _menu_by_key(self) -> None:
        partner_id = self.table.current_id()
        if partner_id:
            box = self.table.visualRect(self.table.currentIndex())
            self._menu(partner_id, self.table.viewport().mapToGlobal(box.bottomLeft()))


def _name_cell(entry: PartnerRow, words: Words) -> Cell:
    shown = entry.name_en if words.language == "en" and entry.name_en else entry.name
    other = entry.name if shown != entry.name else entry.name_en
    person = entry.kind is PartnerKind.PERSON
    sub = (entry.post if person else "") or other
    return Cell(shown, sub, KIND_ICONS[entry.kind], tip=shown)


def _place_cell(entry: PartnerRow, words: Words) -> Cell:
    name = country(words, entry.country) if entry.country else ""
    return Cell(entry.city or name, name if entry.city else "")


def _consent_cell(entry: PartnerRow, words: Words) -> Cell:
    mark = CONSENT_MARKS[entry.consent]
    return Cell(CONSENT_SHORT[entry.consent].render(words), icon=mark.icon, tone=mark.tone)


def _events_cell(entry: PartnerRow, words: Words) -> Cell:
    return Cell(numbers.whole(words, entry.events) if entry.events else "")


def _last_cell(entry: PartnerRow, words: Words) -> Cell:
    return Cell("" if entry.last is None else dates.day(words, entry.last))


def _promises_cell(entry: PartnerRow, words: Words) -> Cell:
    if not entry.promises:
        return Cell("")
    late = entry.overdue
    tip = words.n("{n} promise is late", "{n} promises are late", late) if late else ""
    return Cell(numbers.whole(words, entry.promises), tone="warn" if late else "", tip=tip)
