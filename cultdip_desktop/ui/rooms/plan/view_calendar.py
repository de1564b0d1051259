"""The calendar's pages (month, week, agenda, year) beside the column of layers, over one look at the office."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QMenu, QStackedWidget, QVBoxLayout, QWidget

from cultdip_desktop.domain.text import BiText
from cultdip_desktop.i18n import dates
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.buttons import add_action
from cultdip_desktop.ui.kit.language import Phrase, Speech, t
from cultdip_desktop.ui.kit.panes import SplitPane
from cultdip_desktop.ui.rooms.plan import phrases
from cultdip_desktop.ui.rooms.plan.almanac import Almanac
from cultdip_desktop.ui.rooms.plan.canvas import CalendarCanvas
from cultdip_desktop.ui.rooms.plan.layout import month_end
from cultdip_desktop.ui.rooms.plan.places import AGENDA, FINDER, MONTH, RADAR, WEEK, YEAR, YEARLY
from cultdip_desktop.ui.rooms.plan.view_agenda import AgendaView
from cultdip_desktop.ui.rooms.plan.view_day import DayPanel
from cultdip_desktop.ui.rooms.plan.view_month import MonthView
from cultdip_desktop.ui.rooms.plan.view_side import SideColumn
from cultdip_desktop.ui.rooms.plan.view_week import WeekView
from cultdip_desktop.ui.rooms.plan.view_year import YearView
from cultdip_desktop.ui.rooms.plan.viewmodel import PlanModel

Pages = MonthView | WeekView | AgendaView | YearView
_AROUND: Final = timedelta(days=10)
"""Days beside the page that are looked at too: an event may be dragged over its end."""

_COLUMN: Final = 236


class CalendarPages(QWidget):
    """One of four pages is shown, made when it is first wanted."""

    went = Signal()
    """Another day or page: the head has to say so."""

    opened = Signal(str)
    create_asked = Signal(object, object)
    """The `date` and the title (`BiText`) of an event to begin."""

    delete_asked = Signal(str)
    change_asked = Signal(str, object, object)

    time_asked = Signal(str, object, object)
    """Id of an event, and the `date` and `time` at which it is to begin."""

    month_asked = Signal(object)
    """A day of the year: show its month."""

    def __init__(self, kit: Kit, model: PlanModel) -> None:
        super().__init__()
        self._kit = kit
        self._model = model
        self._pages: dict[str, Pages] = {}
        self.scale = MONTH
        self.day = model.today
        self.side = SideColumn(kit, model.country)
        self.panel = DayPanel(kit, model.zone)
        self._stack = QStackedWidget()
        self._beside = QStackedWidget()
        for part in (self.side, self.panel):
            self._beside.addWidget(part)
        name = t("Kinds, layers and what comes up")
        self.split = SplitPane(kit, self._stack, self._beside, width=_COLUMN, name=name)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.split)
        self._connect()

    @property
    def page(self) -> Pages:
        """The page that is shown, made now if need be."""
        found = self._pages.get(self.scale)
        if found is None:
            makers: dict[str, type[Pages]] = {MONTH: MonthView, WEEK: WeekView, AGENDA: AgendaView, YEAR: YearView}
            found = self._pages[self.scale] = makers[self.scale](self._kit, self._model.today, self._model.zone)
            self._stack.addWidget(found)
            self._connect_page(found)
        return found

    def show_scale(self, scale: str, day: date) -> None:
        """Show this page with the cursor on this day."""
        self.scale, self.day = scale, day
        page = self.page
        page.today = self._model.today
        if isinstance(page, AgendaView):
            page.turn_to(day)
        page.go_to(day)
        page.show_almanac(self._model.almanac)
        self._stack.setCurrentWidget(page)
        self.look()
        self.went.emit()

    def look(self) -> None:
        """Ask for the days of the page."""
        page = self.page
        self._model.look(page.first - _AROUND, page.last + _AROUND)
        self.side.begin(max(self._model.today, self.span[0]))

    @property
    def span(self) -> tuple[date, date]:
        """First and last day that the page is about: of a month's page only the month."""
        if self.scale == MONTH:
            return self.day.replace(day=1), month_end(self.day)
        return self.page.first, self.page.last

    def turn(self, pages: int) -> None:
        """Turn so many pages."""
        page = self.page
        if isinstance(page, AgendaView):
            page.turn_to(page.page(page.first, pages))
            self._went(page.cursor_day)
        else:
            page.move_to(page.page(self.day, pages))

    def go_to(self, day: date) -> None:
        """Put the cursor on a day, on whatever page it is."""
        self.page.go_to(day)
        self._went(day)

    def follow(self, event_id: str, day: date) -> None:
        """Go where an event went, and keep it in hand."""
        self.go_to(day)
        self.page.take(event_id)

    def take_focus(self) -> None:
        """Let the keys go to the page."""
        self.page.setFocus()

    def show_day(self, day: date) -> None:
        """Show everything of a day in the column."""
        self.panel.show_day(self._model.almanac, day)
        self._beside.setCurrentWidget(self.panel)
        self.split.open_inspector()
        self.panel.take_focus()

    def close_day(self) -> bool:
        """Show the layers again; False when they were shown."""
        if self._beside.currentWidget() is not self.panel:
            return False
        self._beside.setCurrentWidget(self.side)
        if self.split.is_drawer:
            self.split.close_inspector()
        self.take_focus()
        return True

    def show_almanac(self, almanac: Almanac) -> None:
        """Show another look."""
        self.page.show_almanac(almanac)
        self.side.show_counts(almanac.counts(*self.span))
        if self._beside.currentWidget() is self.panel and self.panel.day is not None:
            focused = self.panel.isAncestorOf(self.panel.window().focusWidget() or self.panel)
            self.panel.show_day(almanac, self.panel.day)
            if focused and self.panel.window().focusWidget() is None:
                self.panel.take_focus()
        self.went.emit()

    def new_day_begins(self) -> None:
        """It is past midnight."""
        for page in self._pages.values():
            page.today = self._model.today
            page.refresh()

    def _connect(self) -> None:
        self._model.seen.connect(self.show_almanac)
        self.side.chosen.connect(self._model.choose)
        self.side.create_asked.connect(self.create_asked)
        self.panel.closed.connect(self.close_day)
        self.panel.opened.connect(self.opened)
        self.panel.delete_asked.connect(self.delete_asked)
        self.panel.create_asked.connect(self._create)
        self.panel.menu_asked.connect(self._menu)

    def _connect_page(self, page: CalendarCanvas) -> None:
        page.moved.connect(self._went)
        page.opened.connect(self.opened)
        page.day_asked.connect(self._ask_day)
        page.create_asked.connect(self._create)
        page.delete_asked.connect(self.delete_asked)
        page.change_asked.connect(self.change_asked)
        page.menu_asked.connect(self._menu)
        if isinstance(page, WeekView):
            page.time_asked.connect(self.time_asked)

    def _ask_day(self, day: date) -> None:
        if self.scale == YEAR:
            self.month_asked.emit(day)
        else:
            self.show_day(day)

    def _went(self, day: date) -> None:
        before, self.day = self.day, day
        page = self.page
        if not self._model.almanac.covers(page.first, page.last) or before.year != day.year:
            self.look()
        self.side.begin(max(self._model.today, self.span[0]))
        self.side.show_counts(self._model.almanac.counts(*self.span))
        self.went.emit()

    def _create(self, day: date) -> None:
        self.create_asked.emit(day, BiText())

    def _menu(self, event_id: str, day: date, point: QPoint) -> None:
        menu = QMenu(self)
        menu.setAccessibleName(self._kit.say(t("What can be done here")))
        found = self._model.almanac.event(event_id) if event_id else None
        kit = self._kit
        if found is not None:
            one = timedelta(days=1)
            add_action(kit, menu, t("Open"), lambda: self.opened.emit(found.id), icon="pencil")
            menu.addSeparator()
            for speech, first, last in (
                (t("A day earlier"), found.first - one, found.last - one),
                (t("A day later"), found.first + one, found.last + one),
                (t("A week later"), found.first + 7 * one, found.last + 7 * one),
                (t("A day longer"), found.first, found.last + one),
                *(((t("A day shorter"), found.first, found.last - one),) if found.days > 1 else ()),
            ):
                add_action(kit, menu, speech, self._changing(found.id, first, last))
            menu.addSeparator()
            add_action(kit, menu, t("Move to the trash"), lambda: self.delete_asked.emit(found.id), icon="trash-2")
            menu.addSeparator()
        said = Phrase(lambda words: dates.day_in_year(words, day))
        add_action(kit, menu, t("New event on {day}", day=said), lambda: self._create(day), icon="plus")
        add_action(kit, menu, t("Show everything of {day}", day=said), lambda: self.show_day(day), icon="list")
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(point)

    def _changing(self, event_id: str, first: date, last: date) -> _Change:
        return _Change(self, event_id, first, last)


class _Change:
    """Asks for new days when it is called; a menu's entry."""

    def __init__(self, pages: CalendarPages, event_id: str, first: date, last: date) -> None:
        self._pages, self._asked = pages, (event_id, first, last)

    def __call__(self) -> None:
        self._pages.change_asked.emit(*self._asked)


def heading(place: str, pages: CalendarPages, year: int | None) -> tuple[Speech, Speech]:
    """The title of the room's head, and what stands small beside it: the lunar months where days have them."""
    if place in YEARLY:
        return (phrases.year_title(year) if year is not None else t("All years")), ""
    if place == FINDER:
        return t("The best date"), t("Days that meet the rules, best first")
    if place == RADAR:
        return t("Occasions ahead"), t("The next 18 months")
    moon = place in (MONTH, WEEK) and pages.page.almanac.choice.moon
    return title(place, pages), phrases.moons(*pages.span) if moon else ""


def title(scale: str, pages: CalendarPages) -> Phrase:
    """The head of the page shown."""
    if scale == WEEK:
        return phrases.week_title(pages.page.first)
    if scale == YEAR:
        return phrases.year_title(pages.day.year)
    if scale == AGENDA:
        first, last = pages.span
        return Phrase(lambda words: phrases.upper_first(_months(words.language, first, last)))
    return phrases.month_title(pages.day)


def _months(language: str, first: date, last: date) -> str:
    if first.year != last.year:  # in digits: the longest words would not fit beside the buttons of a small window
        return f"{first.month}/{first.year} – {last.month}/{last.year}"
    if language == "vi":
        return f"tháng {first.month} – tháng {last.month}, {last.year}"
    names = [dates.MONTHS_EN[day.month - 1][:3] for day in (first, last)]
    return f"{names[0]} – {names[1]} {last.year}"
