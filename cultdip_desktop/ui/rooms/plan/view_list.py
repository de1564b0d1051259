"""The plan as a list: quarter after quarter, with state, goals, planned money and how far the preparation is."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QMenu, QStackedWidget, QVBoxLayout, QWidget

from cultdip_desktop.domain.event import EventKind, EventState
from cultdip_desktop.domain.labels import SHORT_GOALS, label
from cultdip_desktop.domain.strategy import GOALS, SOLUTION_GROUPS
from cultdip_desktop.domain.today import Step
from cultdip_desktop.i18n import dates
from cultdip_desktop.i18n.numbers import money
from cultdip_desktop.i18n.words import Words
from cultdip_desktop.ui.kit.base import Kit, present
from cultdip_desktop.ui.kit.buttons import Button, add_action
from cultdip_desktop.ui.kit.filter_bar import FilterBar, FilterField
from cultdip_desktop.ui.kit.language import Phrase, n, t
from cultdip_desktop.ui.kit.marks import KIND_ICONS, STATE_MARKS
from cultdip_desktop.ui.kit.model import Cell, Column, PagedModel
from cultdip_desktop.ui.kit.notices import EmptyState
from cultdip_desktop.ui.kit.saved_views import NameBar, ViewsButton
from cultdip_desktop.ui.kit.surfaces import Card, boxed, column, row
from cultdip_desktop.ui.kit.table import TWO_LINE_ROW, TableView
from cultdip_desktop.ui.kit.text import PlainLabel
from cultdip_desktop.ui.rooms.plan.paint_card import AHEAD
from cultdip_desktop.ui.rooms.plan.phrases import title_of, upper_first, word
from cultdip_desktop.ui.rooms.plan.viewmodel_board import PlanRow
from cultdip_desktop.ui.rooms.plan.viewmodel_list import BY_DAY, PlanList

BEFORE: Final = 2
"""How many rows of days that are over stand above the next event when the list opens."""

_FIELDS: Final = (
    FilterField("quarter", t("Quarter"), several=False),
    FilterField("states", t("State")),
    FilterField("kinds", t("Kind")),
    FilterField("goals", t("Goal")),
)
_WIDE_ONLY: Final = ("place", "money")
_ALL_COLUMNS: Final = 1010


class ListView(QWidget):
    """Chips and table; the year is chosen in the head."""

    opened = Signal(str)
    delete_asked = Signal(str)
    day_asked = Signal(object)
    """Show this `date` in the calendar."""

    new_asked = Signal()

    def __init__(self, kit: Kit, plan: PlanList) -> None:
        super().__init__()
        self._kit = kit
        self._plan = plan
        self._wide: bool | None = None
        self.model: PagedModel[PlanRow] = PagedModel(kit, _columns(), plan.rows)
        self.table = TableView(kit, self.model, t("Plan"), row_height=TWO_LINE_ROW)
        self.table.show_sort(BY_DAY.sort, descending=BY_DAY.descending)
        self.name_bar = NameBar(kit)
        self.views = ViewsButton(kit, plan.views, plan.content, self.name_bar)
        self.filters = FilterBar(kit, _FIELDS, self.views)
        self._count = PlainLabel(kit, "", "small", "secondary")
        self._empty = EmptyState(kit, "calendar-days", "")
        self._empty_new = Button(kit, t("New event"), icon="plus", on_click=self.new_asked.emit)
        self._empty.add_action(self._empty_new)
        self._offer()
        self._lay_out()
        self._connect()
        self.model.show_message(t("Loading…"))

    def clear(self) -> None:
        """List the whole year again."""
        self._plan.clear()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where it is narrow the title needs the room of place and money; the head's menu brings them back."""
        super().resizeEvent(event)
        wide = self.width() >= self._kit.look.px(_ALL_COLUMNS)
        if wide is not self._wide:
            self._wide = wide
            for section, each in enumerate(self.model.columns):
                if each.key in _WIDE_ONLY:
                    self.table.setColumnHidden(section, not wide)

    def _offer(self) -> None:
        offer = self.filters.offer
        offer("quarter", [(number, _quarter(number), "") for number in range(1, 5)])
        offer("states", [(each, word(each), STATE_MARKS[each].icon) for each in EventState])
        offer("kinds", [(each, word(each), KIND_ICONS[each]) for each in EventKind])
        offer("goals", [(code, _goal(code), "") for code in (*GOALS, *SOLUTION_GROUPS)])
        for code in (*GOALS, *SOLUTION_GROUPS):
            self.filters.name_value("goals", code, code)  # the menu says what it means, the chip is short
        self.filters.chosen.connect(self._plan.only)
        self.filters.cleared.connect(self.clear)
        self.views.chosen.connect(self._plan.take_view)
        self.views.add_keys(self)

    def _lay_out(self) -> None:
        top = row(self.filters, self._count, gap=12)
        top.setStretch(0, 1)
        card = Card(self._kit, flush=True)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.table)
        self._pages.addWidget(self._empty)
        card.add(self._pages)
        inner = column(top, self.name_bar, gap=10)
        inner.addWidget(card, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(boxed(inner, (20, 12, 20, 16)))

    def _connect(self) -> None:
        self._plan.listed.connect(self._show)
        self.model.sort_asked.connect(self._plan.sort)
        self.table.opened.connect(self.opened)
        self.table.menu_asked.connect(self._menu)
        keys = QShortcut(QKeySequence(Qt.Key.Key_Delete), self.table)
        keys.setContext(Qt.ShortcutContext.WidgetShortcut)
        keys.activated.connect(self._delete)

    def _show(self, ids: list[str]) -> None:
        kept = self.table.current_id()
        self.model.set_ids(ids)
        self.table.show_heads(
            {row: _quarter_of(number, self._plan.year) for row, number in self._plan.quarters.items()}
        )
        if ids and not (kept and self.table.select(kept)):
            self.table.select_near(min(self._plan.past, len(ids) - 1), BEFORE)
        self.filters.menus["quarter"].setEnabled(self._plan.year is not None)
        self.filters.show_values(self._plan.values, filtered=self._plan.filtered)
        self.table.show_sort(self._plan.wanted.sort, descending=self._plan.wanted.descending)
        self._count.say(n("{n} event", "{n} events", len(ids)))
        self._pages.setCurrentWidget(self.table if ids else self._empty)
        if not ids:
            present(self._empty_new, shown=not self._plan.filtered)
            nothing = t("Take a filter away, or choose another year.")
            begin = t("Begin with the next one: a title and a date are enough, everything else can follow.")
            filtered = self._plan.filtered
            self._empty.say(
                t("Nothing matches") if filtered else t("Nothing is planned"), nothing if filtered else begin
            )

    def _delete(self) -> None:
        if self.table.current_id():
            self.delete_asked.emit(self.table.current_id())

    def _menu(self, event_id: str, point: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        add_action(self._kit, menu, t("Open"), lambda: self.opened.emit(event_id), icon="pencil")
        found = self.model.row(self.model.row_of(event_id))
        if found is not None and found.start is not None:
            day = found.start.date()
            add_action(
                self._kit, menu, t("Show in the calendar"), lambda: self.day_asked.emit(day), icon="calendar-days"
            )
        menu.addSeparator()
        add_action(self._kit, menu, t("Move to the trash"), lambda: self.delete_asked.emit(event_id), icon="trash-2")
        menu.popup(point)


def _columns() -> tuple[Column[PlanRow], ...]:
    return (
        Column("start", t("Date"), _date_cell, 128, "two-line"),
        Column("title", t("Event"), _title_cell, 200, "two-line", stretch=True, hideable=False),
        Column("state", t("State"), _state_cell, 150, "pill", sortable=False),
        Column("goals", t("Goals"), lambda line, _w: Cell(codes=tuple(code for code, _p in line.goals)), 116, "codes",
               sortable=False),
        Column("ready", t("Preparation"), _ready_cell, 130, "bar", sortable=False),
        Column("money", t("Planned"), _money_cell, 128, "number", sortable=False),
        Column("place", t("Place"), lambda line, words: Cell(line.place.get(words.language)), 140, sortable=False),
    )  # fmt: skip


def _date_cell(line: PlanRow, words: Words) -> Cell:
    if line.start is None:
        return Cell(words.t("no date yet"), tone="warn")
    day = dates.weekday(words, line.start, short=True)
    sub = day if line.all_day else f"{day} {dates.clock(line.start)}"
    quarter = upper_first(dates.quarter_alone(words, (line.start.month - 1) // 3 + 1))
    return Cell(dates.day(words, line.start), f"{sub} · {quarter}")


def _title_cell(line: PlanRow, words: Words) -> Cell:
    title = title_of(words, line.title)
    number = f"{line.number} · " if line.number else ""
    return Cell(title, f"{number}{label(words, line.kind)}", KIND_ICONS[line.kind], tip=title)


def _state_cell(line: PlanRow, words: Words) -> Cell:
    mark = STATE_MARKS[line.state]
    return Cell(label(words, line.state), icon=mark.icon, tone=mark.tone)


def _ready_cell(line: PlanRow, words: Words) -> Cell:
    if line.state not in AHEAD:
        return Cell("")
    share = line.done / len(Step)
    text = words.t("{done} of {all}", done=line.done, all=len(Step))
    return Cell(text, share=share, tone="warn" if share < 0.5 else "")


def _money_cell(line: PlanRow, words: Words) -> Cell:
    every = " + ".join(money(words, one.amount, one.currency, short=True) for one in line.planned)
    if len(line.planned) > 1:
        count = words.n("{n} currency", "{n} currencies", len(line.planned))
        return Cell(count, tone="secondary", tip=every)
    return Cell(every)


def _quarter(number: int) -> Phrase:
    return Phrase(lambda words: upper_first(dates.quarter_alone(words, number)))


def _quarter_of(number: int, year: int | None) -> Phrase:
    return Phrase(lambda words: upper_first(dates.quarter(words, year or 0, number)))


def _goal(code: str) -> Phrase:
    name = t(SHORT_GOALS[code])
    return Phrase(lambda words: f"{code} · {name.render(words)}")
