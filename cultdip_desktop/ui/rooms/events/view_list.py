"""The list of events: search, filters, a table that pages through thousands, ticks for doing one thing with several."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final
from zoneinfo import ZoneInfo

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QMenu, QStackedWidget, QVBoxLayout, QWidget

from cultdip_desktop.domain.changes import ChangeSet
from cultdip_desktop.domain.recurrence import Scope
from cultdip_desktop.domain.strategy import Catalogue
from cultdip_desktop.i18n import dates, lunar, numbers
from cultdip_desktop.i18n.words import Words
from cultdip_desktop.ui.kit.base import Kit, present
from cultdip_desktop.ui.kit.buttons import Button, add_action
from cultdip_desktop.ui.kit.fields import SearchField
from cultdip_desktop.ui.kit.language import Phrase, Speech, n, t
from cultdip_desktop.ui.kit.marks import KIND_ICONS, STATE_MARKS
from cultdip_desktop.ui.kit.model import Cell, Column, PagedModel
from cultdip_desktop.ui.kit.notices import EmptyState
from cultdip_desktop.ui.kit.saved_views import NameBar, ViewsButton
from cultdip_desktop.ui.kit.scope import ScopeBar
from cultdip_desktop.ui.kit.surfaces import Card, boxed, column, row
from cultdip_desktop.ui.kit.table import TWO_LINE_ROW
from cultdip_desktop.ui.kit.ticking import TickTable
from cultdip_desktop.ui.rooms.events.phrases import FESTIVALS, goal_short, title_of, word
from cultdip_desktop.ui.rooms.events.view_bulk import BulkBar
from cultdip_desktop.ui.rooms.events.view_filters import Filters
from cultdip_desktop.ui.rooms.events.viewmodel_bulk import BulkEdit
from cultdip_desktop.ui.rooms.events.viewmodel_list import PAGE, EventList, EventRow

SORTED_BY: Final = ("start", True)
"""The order a list begins with: latest first."""


AHEAD: Final = 3
"""How many rows of later days stand above the next event when the list opens."""

_WIDE_ONLY: Final = ("place", "media")
_ALL_COLUMNS: Final = 1010
"""Width (px at 100 %) from which every column has room."""


class ListPage(QWidget):
    """Table and what surrounds it. The room puts `search` and `trash` into its head."""

    opened = Signal(str)
    new_asked = Signal()
    trash_asked = Signal()
    done = Signal(object, object)

    def __init__(self, kit: Kit, events: EventList, bulk: BulkEdit) -> None:
        super().__init__()
        self._kit = kit
        self._events = events
        self._catalogue: Catalogue | None = None
        self._wanted = ""
        self._loaded = False
        self._to_tick = 0
        self._wide: bool | None = None
        self.search = SearchField(kit, t("Find by title, place, partner, number"))
        self.name_bar = NameBar(kit)
        self.views = ViewsButton(kit, events.views, events.content, self.name_bar)
        self.filters = Filters(kit, self.views)
        self.model: PagedModel[EventRow] = PagedModel(kit, self._columns(), events.rows, page=PAGE, checkable=True)
        self.table = TickTable(kit, self.model, t("Events"), row_height=TWO_LINE_ROW)
        self.table.show_sort(SORTED_BY[0], descending=SORTED_BY[1])
        self.trash = Button(kit, t("Trash"), "ghost", icon="trash-2", on_click=self.trash_asked.emit)
        self.bulk = BulkBar(kit, bulk)
        self.scope = ScopeBar(kit)
        self._empty = EmptyState(kit, "ticket", "")
        self._empty_new = Button(kit, t("New event"), icon="plus", on_click=self.new_asked.emit)
        self._empty_clear = Button(kit, t("Clear filters"), icon="x", on_click=self._clear)
        for button in (self._empty_new, self._empty_clear):
            self._empty.add_action(button)
        self._lay_out()
        self._connect()

    def enter(self, tick: int = 0) -> None:
        """Shown again: ask for the ids, for anything may have changed; the first `tick` are ticked then."""
        self._to_tick = tick
        self.filters.offer_periods(self._events.today())
        if not self._loaded:
            self.model.show_message(t("Loading…"))
        self._events.reload()
        self._events.views.reload()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where it is narrow the title needs the room of place and photos; the head's menu brings them back."""
        super().resizeEvent(event)
        wide = self.width() >= self._kit.look.px(_ALL_COLUMNS)
        if wide is self._wide:
            return
        self._wide = wide
        for section, each in enumerate(self.model.columns):
            if each.key in _WIDE_ONLY:
                self.table.setColumnHidden(section, not wide)

    def use_catalogue(self, catalogue: Catalogue) -> None:
        """Names of goals for the tooltips and of what is filtered by."""
        self._catalogue = catalogue
        self.filters.use_catalogue(catalogue)
        self._show_filter()

    def select_next(self, event_id: str) -> None:
        """Make this event current when the list comes."""
        self._wanted = event_id

    def delete_targets(self) -> None:
        """Move the ticked events, or the current one, to the trash at once; the toast brings them back."""
        event_id = self.table.current_id()
        if self.model.checked:
            self.bulk.delete()
            return
        if not event_id:
            return
        ids = list(self.model.ids)
        at = ids.index(event_id)
        self._wanted = ids[at + 1] if at + 1 < len(ids) else ids[at - 1] if at else ""
        row_now = self.model.row(at)

        def delete(scope: Scope | None) -> None:
            self._events.delete(event_id, lambda changes: self.tell_deleted(changes, row_now), scope)

        if row_now is None or not row_now.series:
            delete(None)
            return
        title = row_now.title

        def ask(following: int, all_: int) -> None:
            if all_:
                self.scope.ask(Phrase(lambda words: title_of(words, title)), following, all_, delete)
            else:
                delete(None)

        self._events.others(event_id, ask)

    def tell_deleted(self, changes: ChangeSet, gone: EventRow | None) -> None:
        """Say so, and offer to bring it back."""
        if gone is None:
            said = t("The event is in the trash")
        else:
            title = gone.title
            named = Phrase(lambda words: title_of(words, title))
            said = t("«{title}» is in the trash", title=named)
        self.done.emit(said, changes)

    def _connect(self) -> None:
        events, filters = self._events, self.filters
        events.listed.connect(self._show)
        events.current = self._in_view
        self.search.searched.connect(events.search)
        filters.chosen.connect(events.only)
        filters.cleared.connect(self._clear)
        events.filter_changed.connect(self._show_filter)
        events.views.done.connect(self.done)
        self.views.chosen.connect(events.take_view)
        self.views.add_keys(self)
        self.model.sort_asked.connect(events.sort)
        self.table.opened.connect(self.opened)
        self.table.menu_asked.connect(self._menu)
        self.model.checked_changed.connect(self._tick)
        self.bulk.untick_asked.connect(self._untick)
        self.bulk.done.connect(self._bulk_done)
        self.search.returnPressed.connect(self.table.setFocus)
        for keys, act in ((Qt.Key.Key_Delete, self.delete_targets), (Qt.Key.Key_Menu, self._menu_by_key)):
            shortcut = QShortcut(QKeySequence(keys), self.table)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(act)
        find = QShortcut(QKeySequence.StandardKey.Find, self)
        find.activated.connect(self._find)

    def _lay_out(self) -> None:
        card = Card(self._kit, flush=True)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.table)
        self._pages.addWidget(self._empty)
        card.add(self._pages)
        top = row(self.filters, self.filters.count, gap=12)
        top.setStretch(0, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        inner = column(boxed(top), self.name_bar, self.bulk, self.scope, gap=10)
        inner.addWidget(card, 1)
        layout.addWidget(boxed(inner, (20, 12, 20, 16)))

    def _columns(self) -> tuple[Column[EventRow], ...]:
        return (
            Column("number", t("Number"), lambda row, _w: Cell(row.number, tone="secondary"), 114),
            Column("title", t("Event"), _title_cell, 178, "two-line", stretch=True, hideable=False),
            Column("start", t("Date"), _date_cell, 120, "two-line"),
            Column("place", t("Place"), lambda row, _w: Cell(row.city), 100, sortable=False),
            Column("goals", t("Goals"), self._goals_cell, 106, "codes", sortable=False),
            Column("state", t("State"), _state_cell, 136, "pill", sortable=False),
            Column("attendance", t("Audience"), _attendance_cell, 90, "number"),
            Column("media", t("Photos"), _media_cell, 52, "number", sortable=False),
        )

    def _goals_cell(self, row: EventRow, words: Words) -> Cell:
        catalogue = self._catalogue
        codes = tuple(code for code, _primary in sorted(row.goals, key=lambda goal: not goal[1]))
        if catalogue is None:
            return Cell(codes=codes)
        return Cell(codes=codes, tip="\n".join(f"{code} {goal_short(catalogue, code).render(words)}" for code in codes))

    def _in_view(self) -> str:
        return self._wanted or self.table.current_id()

    def _show(self, ids: list[str], pages: Mapping[int, Sequence[EventRow]]) -> None:
        current = self._in_view()
        self._wanted = ""
        self._loaded = True
        self.model.set_ids(ids, pages)
        if not self.table.select(current) and ids:
            self.table.select_near(min(max(self._events.ahead - 1, 0), len(ids) - 1), AHEAD)
        if self._to_tick:
            self.model.check(ids[: self._to_tick], only=True)
            self._to_tick = 0
        self.filters.count.say(n("{n} event", "{n} events", len(ids)))
        self._pages.setCurrentIndex(0 if ids else 1)
        if not ids:
            self._say_empty()
        self._tick()
        self.bulk.look_again()

    def _tick(self) -> None:
        self.bulk.show_ticked(self.table.targets() if self.model.checked else ())

    def _untick(self) -> None:
        self.table.setFocus()
        self.model.check_all(on=False)

    def _bulk_done(self, said: Speech, changes: ChangeSet) -> None:
        self._lead_focus()
        self.done.emit(said, changes)

    def _lead_focus(self) -> None:
        """The bar may go with the last tick: the keys stay in the list."""
        focused = QApplication.focusWidget()
        if focused is None or self.bulk.isAncestorOf(focused):
            self.table.setFocus()

    def _say_empty(self) -> None:
        filtered = self._events.filtered
        present(self._empty_clear, shown=filtered)
        present(self._empty_new, shown=not filtered)
        if filtered:
            total = n("{n} event is there in all.", "{n} events are there in all.", self._events.total)
            self._empty.say(t("Nothing matches"), total)
        else:
            self._empty.say(
                t("No event yet"),
                t("Begin with the next one: a title and a date are enough, everything else can follow."),
            )

    def _menu(self, event_id: str, point: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        add_action(self._kit, menu, t("Open"), lambda: self.opened.emit(event_id), icon="pencil")
        if self.model.checked:
            menu.addSeparator()
            self.bulk.fill_menu(menu)
        else:
            add_action(self._kit, menu, t("Move to the trash"), self.delete_targets, icon="trash-2")
        menu.popup(point)

    def _menu_by_key(self) -> None:
        event_id = self.table.current_id()
        if event_id:
            box = self.table.visualRect(self.table.currentIndex())
            self._menu(event_id, self.table.viewport().mapToGlobal(box.bottomLeft()))

    def _find(self) -> None:
        self.search.setFocus()
        self.search.selectAll()

    def _clear(self) -> None:
        self.search.set_value("")
        self._events.clear_filter()

    def _show_filter(self) -> None:
        events = self._events
        self.filters.show_values(events.values, filtered=events.filtered)
        if self.search.value() != events.wanted.query:
            self.search.set_value(events.wanted.query)
        self.table.show_sort(events.wanted.sort, descending=events.wanted.descending)


def _title_cell(row: EventRow, words: Words) -> Cell:
    other = row.title.en if words.language == "vi" else row.title.vi
    kind = word(row.kind).render(words)
    sub = f"{kind} · {other}" if other.strip() and row.title.vi.strip() else kind
    title = title_of(words, row.title)
    tip = f"{title}\n{words.t('Comes back every year')}" if row.series else title
    tone, mark = "" if row.title else "tertiary", "repeat" if row.series else ""
    return Cell(title, sub, KIND_ICONS[row.kind], tone=tone, tip=tip, mark=mark)


def _date_cell(row: EventRow, words: Words) -> Cell:
    if row.start is None:
        return Cell("", words.t("no date yet"))
    local = row.start.astimezone(ZoneInfo(row.zone))
    moon = lunar.from_solar(local.date()) if lunar.FIRST_DAY <= local.date() <= lunar.LAST_DAY else None
    if moon is not None and (moon.day, moon.month) in FESTIVALS:
        sub = lunar.day_words(words, moon) if words.language == "vi" else lunar.short(words, moon)
    else:
        day = dates.weekday(words, local, short=True)
        sub = day if row.all_day else f"{day} {dates.clock(local)}"
    return Cell(dates.day(words, local), sub)


def _state_cell(row: EventRow, words: Words) -> Cell:
    mark = STATE_MARKS[row.state]
    return Cell(word(row.state).render(words), icon=mark.icon, tone=mark.tone)


def _attendance_cell(row: EventRow, words: Words) -> Cell:
    return Cell("" if row.attendance is None else numbers.whole(words, row.attendance))


def _media_cell(row: EventRow, words: Words) -> Cell:
    text = numbers.whole(words, row.media_count) if row.media_count else ""
    bare = row.photo_missing_caption
    tip = words.n("{n} photo without caption", "{n} photos without caption", bare) if bare else ""
    return Cell(text, tone="warn" if bare else "", tip=tip)
