"""The Plan room: calendar, list and board over the same events, the search for a date, and what comes up."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.changes import ChangeSet
from cultdip_desktop.domain.event import EventState
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.i18n import dates
from cultdip_desktop.ui.kit.base import Kit, present
from cultdip_desktop.ui.kit.buttons import Button, IconButton, MenuButton
from cultdip_desktop.ui.kit.choices import Segmented
from cultdip_desktop.ui.kit.language import Phrase, Speech, t
from cultdip_desktop.ui.kit.notices import IconLabel
from cultdip_desktop.ui.kit.room import Room, Route
from cultdip_desktop.ui.rooms.plan import phrases
from cultdip_desktop.ui.rooms.plan.view_board import BoardView
from cultdip_desktop.ui.rooms.plan.view_calendar import AGENDA, MONTH, SCALES, WEEK, YEAR, CalendarPages, title
from cultdip_desktop.ui.rooms.plan.view_list import ListView
from cultdip_desktop.ui.rooms.plan.viewmodel import PlanModel

CALENDAR, LIST, BOARD = "calendar", "list", "board"
YEARLY: Final = (LIST, BOARD)
SCALE_NAMES: Final = {MONTH: t("Month"), WEEK: t("Week"), AGENDA: t("Agenda"), YEAR: t("Year")}
BESIDE: Final = t("Kinds, layers and what comes up")


class PlanRoom(Room):
    """Places: `month` (also ""), `week`, `agenda`, `year` with a day as id; `list` and `board` with a year or `all`."""

    def __init__(self, kit: Kit, model: PlanModel) -> None:
        super().__init__(kit, "plan", t("Plan"))
        self._model = model
        self._place = MONTH
        self._year: int | None = model.today.year
        self.calendar = CalendarPages(kit, model)
        self._list: ListView | None = None
        self._board: BoardView | None = None
        self._pages = QStackedWidget()
        self._pages.addWidget(self.calendar)
        self._build_head()
        self.add(self._pages, 1)
        self._connect()
        self._shortcuts()

    @property
    def list(self) -> ListView:
        """The list, made when it is first wanted."""
        if self._list is None:
            made = self._list = ListView(self.kit, self._model.list)
            made.opened.connect(self._open)
            made.delete_asked.connect(self._delete)
            made.day_asked.connect(lambda day: self._show(MONTH, day))
            made.new_asked.connect(self._start_new)
            self._pages.addWidget(made)
        return self._list

    @property
    def board(self) -> BoardView:
        """The board, made when it is first wanted."""
        if self._board is None:
            made = self._board = BoardView(self.kit, self._model.board)
            made.opened.connect(self._open)
            made.delete_asked.connect(self._delete)
            made.step_asked.connect(self._take_step)
            self._model.board.sorted_out.connect(made.show_board)
            self._pages.addWidget(made)
        return self._board

    # -- life

    def enter(self, route: Route) -> None:
        """Show the page that the route names, on its day or in its year."""
        self.banner.clear()
        self._model.occasions.look()
        place = route.place if route.place in (*SCALES, *YEARLY) else MONTH
        if place in YEARLY:
            self._year = int(route.id) if route.id.isdecimal() else None if route.id == "all" else self._year
        self._show(place, _day(route.id) or self.calendar.day)

    def route(self) -> Route:
        """The page, and its day or year."""
        if self._place in YEARLY:
            return Route("plan", self._place, "all" if self._year is None else str(self._year))
        return Route("plan", self._place, self.calendar.day.isoformat())

    def retranslate(self) -> None:
        """The head speaks the new language by itself; the status line is said again."""
        self._say_head()

    def resized(self, *, wide: bool) -> None:
        """In narrow windows the column is a drawer, and the lunar months leave the head."""
        self._say_head()
        del wide

    def escape(self) -> None:
        """Close the day, or go back."""
        if self._place in SCALES and self.calendar.close_day():
            return
        super().escape()

    def show_error(self, error: UserError) -> None:
        """A change was refused: say why, in the words of the error."""
        self.banner.show_error(error)
        if self._place == BOARD:
            self._model.board.look()

    # -- parts

    def _build_head(self) -> None:
        kit = self.kit
        self._earlier = IconButton(kit, "chevron-left", t("Earlier"), on_click=lambda: self._turn(-1))
        self._later = IconButton(kit, "chevron-right", t("Later"), on_click=lambda: self._turn(1))
        self._today = Button(kit, t("Today"), compact=True, shortcut="F7", on_click=self._go_today)
        self._scale = MenuButton(kit, t("Month"), compact=True)
        for scale, name in SCALE_NAMES.items():
            self._scale.add(name, partial(self._choose_scale, scale))
        self._years = Button(kit, t("All years"), "ghost", compact=True, on_click=self._toggle_years)
        self._moon = IconLabel(kit, "moon", "gold.fill", 14)
        self._drawer = IconButton(kit, "layers", BESIDE, on_click=self.calendar.split.toggle)
        kit.tip(self._drawer, BESIDE, "F9")
        self.view = Segmented(kit, t("How the plan is shown"))
        self.view.add(CALENDAR, t("Calendar"), "calendar-days")
        self.view.add(LIST, t("List"), "list")
        self.view.add(BOARD, t("Board"), "square-kanban")
        self.head.add_lead(self._earlier)
        for widget in (self._later, self._today, self._scale, self._years, self._moon):
            self.head.add_mark(widget)
        self.head.add_action(self._drawer)
        self.head.add_action(self.view)
        new = Button(kit, t("New event"), "primary", icon="plus", shortcut="Ctrl+N", on_click=self._start_new)
        self.set_primary(new)

    def _connect(self) -> None:
        model, calendar = self._model, self.calendar
        self.view.chosen.connect(self._choose_view)
        calendar.went.connect(self._say_head)
        calendar.opened.connect(self._open)
        calendar.create_asked.connect(self._create)
        calendar.delete_asked.connect(self._delete)
        calendar.change_asked.connect(self._change)
        model.failed.connect(self.show_error)
        model.occasions.come.connect(calendar.side.show_coming)
        model.daybreak.broke.connect(calendar.new_day_begins)
        self.kit.bus.watch(self, {"event", "anniversary", "series", "setting"}, self._hear)

    def _shortcuts(self) -> None:
        for number, place in enumerate((*SCALES, *YEARLY), 1):
            keys = QShortcut(QKeySequence(f"Ctrl+{number}"), self)
            keys.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            keys.activated.connect(partial(self._go, place))

    # -- going about

    def _go(self, place: str) -> None:
        """Another page of the room: it is a place of its own in the history."""
        if place in YEARLY:
            self.go.emit(Route("plan", place, "all" if self._year is None else str(self._year)))
        else:
            self.go.emit(Route("plan", place, self.calendar.day.isoformat()))

    def _choose_view(self, value: object) -> None:
        self._go(self.calendar.scale if value == CALENDAR else str(value))

    def _choose_scale(self, scale: str) -> None:
        self._go(scale)

    def _show(self, place: str, day: date) -> None:
        self._place = place
        if place == LIST:
            self._pages.setCurrentWidget(self.list)
            self._model.list.only_year(self._year)
            self.list.table.setFocus()
        elif place == BOARD:
            self._pages.setCurrentWidget(self.board)
            self._model.board.year = self._year
            self._model.board.look()
            self.board.take_focus()
        else:
            self._pages.setCurrentWidget(self.calendar)
            self.calendar.show_scale(place, day)
            self.calendar.take_focus()
        self._say_head()

    def _turn(self, by: int) -> None:
        if self._place in YEARLY:
            self._year = (self._year or self._model.today.year) + by
            self._show(self._place, self.calendar.day)
        else:
            self.calendar.turn(by)

    def _go_today(self) -> None:
        if self._place in YEARLY:
            self._year = self._model.today.year
            self._show(self._place, self.calendar.day)
        else:
            self.calendar.show_scale(self._place, self._model.today)
            self.calendar.take_focus()

    def _toggle_years(self) -> None:
        self._year = None if self._year is not None else self._model.today.year
        self._show(self._place, self.calendar.day)

    def _say_head(self) -> None:
        yearly = self._place in YEARLY
        self.view.set_value(self._place if yearly else CALENDAR)
        present(self._scale, shown=not yearly)
        present(self._years, shown=yearly)
        present(self._drawer, shown=not yearly and not self.wide)
        self._years.say(t("Only one year") if self._year is None else t("All years"))
        moon: Speech = ""
        if yearly:
            head = phrases.year_title(self._year) if self._year is not None else t("All years")
        else:
            head = title(self._place, self.calendar)
            self._scale.say(SCALE_NAMES[self._place])
            first, last = self.calendar.span
            if self._place in (MONTH, WEEK) and self._model.choice.moon:
                moon = phrases.moons(first, last)
        present(self._moon, shown=bool(moon) and self.wide)
        self.head.say(head, moon if self.wide else "")
        self._say_status()

    def _say_status(self) -> None:
        if self._place == BOARD:
            self.status.emit(t("Ctrl+← → moves the card · Enter opens · Delete moves to the trash"))
        elif self._place == LIST:
            self.status.emit(t("Enter opens · Delete moves to the trash · Ctrl+1 shows the calendar"))
        else:
            self.status.emit(phrases.footer(self._model.almanac, *self.calendar.span))

    # -- doing

    def _hear(self, changes: ChangeSet) -> None:
        if not self.isVisible():
            return
        self._model.look_again()
        if "event" not in changes.kinds:
            self._model.occasions.look()
        if self._place == LIST:
            self._model.list.look()
        elif self._place == BOARD:
            self._model.board.look()

    def _open(self, event_id: str) -> None:
        self.go.emit(Route("events", "edit", event_id))

    def _start_new(self) -> None:
        """On the day under the cursor where there is one in view."""
        if self._place in SCALES:
            self._create(self.calendar.day, BiText())
        else:
            self.go.emit(Route("events", "new"))

    def _create(self, day: date, named: BiText) -> None:
        params = [("day", day.isoformat())]
        if named:
            params.append(("title", named.vi or named.en))
        self.go.emit(Route("events", "new", "", tuple(params)))

    def _delete(self, event_id: str) -> None:
        self._model.delete(event_id, lambda changes: self.done.emit(t("The event is in the trash"), changes))

    def _change(self, event_id: str, first: date, last: date) -> None:
        found = self._model.almanac.event(event_id)
        if found is None:
            return
        named, forwards = found.title, first != found.first
        days = Phrase(lambda words: dates.day_range(words, first, last))
        what = Phrase(lambda words: phrases.title_of(words, named))
        said = t("«{title}» is now on {days}", title=what, days=days)
        self._model.place(event_id, first, last, lambda changes: self.done.emit(said, changes))
        if forwards:
            self.calendar.follow(event_id, first)

    def _take_step(self, event_id: str, state: EventState, reason: str) -> None:
        self._model.board.forget_answers()
        self.board.show_moved(event_id, state)
        said = t("The event is now in “{state}”", state=phrases.word(state))
        self._model.set_state(event_id, state, reason, lambda changes: self.done.emit(said, changes))


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
