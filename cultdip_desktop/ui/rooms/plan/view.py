"""The Plan room: calendar, list and board over the same events, the search for a date, and what comes up."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.changes import ChangeSet
from cultdip_desktop.domain.event import EventState
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.buttons import Button, IconButton
from cultdip_desktop.ui.kit.language import t
from cultdip_desktop.ui.kit.room import Room, Route
from cultdip_desktop.ui.kit.scope import ScopeBar
from cultdip_desktop.ui.rooms.plan import phrases
from cultdip_desktop.ui.rooms.plan.almanac import Choice
from cultdip_desktop.ui.rooms.plan.changing import Changing
from cultdip_desktop.ui.rooms.plan.places import (
    BOARD,
    CALENDAR,
    FINDER,
    LIST,
    MONTH,
    PLACES,
    RADAR,
    SCALES,
    YEARLY,
    day_of,
)
from cultdip_desktop.ui.rooms.plan.view_board import BoardView
from cultdip_desktop.ui.rooms.plan.view_calendar import CalendarPages, heading
from cultdip_desktop.ui.rooms.plan.view_finder import FinderView
from cultdip_desktop.ui.rooms.plan.view_head import PlanHead
from cultdip_desktop.ui.rooms.plan.view_list import ListView
from cultdip_desktop.ui.rooms.plan.view_radar import RadarView
from cultdip_desktop.ui.rooms.plan.viewmodel import PlanModel
from cultdip_desktop.ui.rooms.plan.viewmodel_occasions import Ahead

AHEAD_MS: Final = 400
"""Rest after which the next page is made ahead: what was asked for is on the screen by then."""

KEYS: Final = {
    LIST: t("Enter opens · Delete moves to the trash · Ctrl+1 shows the calendar"),
    BOARD: t("Ctrl+← → moves the card · Enter opens · Delete moves to the trash"),
    FINDER: t("Enter begins an event on the day · Esc goes back"),
    RADAR: t("Enter begins an event on the day · Esc goes back"),
}
"""What the status line says of pages that are no calendar."""


class PlanRoom(Room):
    """Its places are those of `places`; "" is the month. Every page but the calendar is made when first wanted."""

    def __init__(self, kit: Kit, model: PlanModel) -> None:
        super().__init__(kit, "plan", t("Plan"))
        self._model = model
        self._place = MONTH
        self._year: int | None = model.today.year
        self._list: ListView | None = None
        self._board: BoardView | None = None
        self._finder: FinderView | None = None
        self._radar: RadarView | None = None
        self.calendar = CalendarPages(kit, model)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.calendar)
        self.bar = PlanHead(kit, self.head)
        template, from_template = "layout-template", t("New event from a template")
        self.head.add_action(IconButton(kit, template, from_template, framed=True, on_click=self._start_from_template))
        new = Button(kit, t("New event"), "primary", icon="plus", shortcut="Ctrl+N", on_click=self._start_new)
        self.set_primary(new)
        self.scope = ScopeBar(kit)
        self.add(self.scope)
        self.changing = Changing(model, self.scope, self)
        self.changing.done.connect(self.done)
        self.changing.moved.connect(self.calendar.follow)
        self.add(self._pages, 1)
        self._connect()
        self._ahead = QTimer(self)
        self._ahead.setInterval(AHEAD_MS)
        self._ahead.timeout.connect(self._make_ahead)
        for number, place in enumerate((*SCALES, *YEARLY), 1):
            keys = QShortcut(QKeySequence(f"Ctrl+{number}"), self)
            keys.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            keys.activated.connect(partial(self._go, place))

    # -- pages

    @property
    def list(self) -> ListView:
        """The plan as a table."""
        if self._list is None:
            made = self._list = ListView(self.kit, self._model.list)
            self._model.list.views.done.connect(self.done)
            self._model.list.views.refused.connect(self.show_error)
            made.opened.connect(self._open)
            made.delete_asked.connect(self.changing.delete)
            made.day_asked.connect(self._go_to_day)
            made.new_asked.connect(self._start_new)
            self._pages.addWidget(made)
        return self._list

    @property
    def board(self) -> BoardView:
        """The plan by state."""
        if self._board is None:
            made = self._board = BoardView(self.kit, self._model.board)
            made.opened.connect(self._open)
            made.delete_asked.connect(self.changing.delete)
            made.step_asked.connect(self._take_step)
            self._model.board.sorted_out.connect(made.show_board)
            self._pages.addWidget(made)
        return self._board

    @property
    def finder(self) -> FinderView:
        """The search for the best date."""
        if self._finder is None:
            made = self._finder = FinderView(self.kit, self._model.today)
            made.wished.connect(self._wish)
            made.create_asked.connect(self._create_span)
            made.day_asked.connect(self._go_to_day)
            self._model.occasions.answered.connect(made.show_found)
            made.offer(self._model.occasions.ahead)
            self._pages.addWidget(made)
        return self._finder

    @property
    def radar(self) -> RadarView:
        """What comes up in 18 months."""
        if self._radar is None:
            made = self._radar = RadarView(self.kit, self._model.today, self._model.occasions)
            made.done.connect(self.done)
            made.create_asked.connect(self._create)
            made.day_asked.connect(self._go_to_day)
            made.show_ahead(self._model.occasions.ahead)
            self._pages.addWidget(made)
        return self._radar

    # -- life

    def enter(self, route: Route) -> None:
        """Show the page that the route names, on its day or in its year."""
        self.banner.clear()
        self._model.occasions.look(self._model.today)
        place = route.place if route.place in PLACES else MONTH
        if place in YEARLY and route.id:
            self._year = int(route.id) if route.id.isdecimal() else None
        self._show(place, day_of(route.id) or self.calendar.day)

    def recall(self, kept: str) -> None:
        """Hide the kinds and layers again that were hidden."""
        choice = Choice.of_text(kept)
        self._model.choose(choice)
        self.calendar.side.show_choice(choice)

    def leave(self) -> bool:
        """Store what is typed into an anniversary."""
        self.settle()
        return True

    def settle(self) -> None:
        """Store what is typed and stay."""
        if self._radar is not None and self._place == RADAR:
            self._radar.panel.keep()

    def route(self) -> Route:
        """The page, and its day or year."""
        if self._place in YEARLY:
            return Route("plan", self._place, "all" if self._year is None else str(self._year))
        return Route("plan", self._place, self.calendar.day.isoformat() if self._place in SCALES else "")

    def resized(self, *, wide: bool) -> None:
        """In narrow windows the column is a drawer, and the lunar months leave the head."""
        del wide
        self._say_head()

    def escape(self) -> None:
        """Close the day that is shown, or go back."""
        if self._place not in SCALES or not self.calendar.close_day():
            super().escape()

    def show_error(self, error: UserError) -> None:
        """A change was refused: say why, in the words of the error."""
        self.banner.show_error(phrases.with_states(self.kit.live.words, error))
        if self._place == BOARD:
            self._model.board.look()

    def _connect(self) -> None:
        model, calendar, bar = self._model, self.calendar, self.bar
        bar.turned.connect(self._turn)
        bar.today_asked.connect(self._go_today)
        bar.place_chosen.connect(self._go)
        bar.years_toggled.connect(self._toggle_years)
        bar.drawer_asked.connect(self._toggle_drawer)
        calendar.went.connect(self._say_head)
        calendar.opened.connect(self._open)
        calendar.create_asked.connect(self._create)
        calendar.delete_asked.connect(self.changing.delete)
        calendar.time_asked.connect(self.changing.change_hour)
        calendar.month_asked.connect(self._go_to_day)
        calendar.change_asked.connect(self.changing.change)
        calendar.side.chosen.connect(lambda choice: self.arranged.emit(choice.text()))
        calendar.side.finder_asked.connect(partial(self._go, FINDER))
        calendar.side.radar_asked.connect(partial(self._go, RADAR))
        model.failed.connect(self.show_error)
        model.occasions.come.connect(self._show_ahead)
        model.occasions.refused.connect(self._refuse)
        model.daybreak.broke.connect(calendar.new_day_begins)
        self.kit.bus.watch(self, {"event", "anniversary", "series", "setting"}, self._hear)

    # -- going about

    def _go(self, place: str) -> None:
        """Another page of the room: a place of its own in the history."""
        place = self.calendar.scale if place == CALENDAR else place
        if place in YEARLY:
            self.go.emit(Route("plan", place, "all" if self._year is None else str(self._year)))
        else:
            self.go.emit(Route("plan", place, self.calendar.day.isoformat() if place in SCALES else ""))

    def _go_to_day(self, day: date) -> None:
        self.go.emit(Route("plan", MONTH, day.isoformat()))

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
        elif place == FINDER:
            self._pages.setCurrentWidget(self.finder)
            self.finder.ask()
            self.finder.best.setFocus()
        elif place == RADAR:
            self._pages.setCurrentWidget(self.radar)
            self.radar.table.setFocus()
        else:
            self._pages.setCurrentWidget(self.calendar)
            self.calendar.show_scale(place, day)
            self.calendar.take_focus()
        self._say_head()
        self._ahead.start()

    def _make_ahead(self) -> None:
        """Build a page that was not wanted yet while nothing else is done: opening it is then quick."""
        if self._list is None:
            self.list.setVisible(False)
        elif self._board is None:
            self.board.setVisible(False)
        elif self._finder is None:
            self.finder.setVisible(False)
        elif self._radar is None:
            self.radar.setVisible(False)
        else:
            self._ahead.stop()

    def _turn(self, by: int) -> None:
        if self._place in YEARLY:
            self._year = (self._year or self._model.today.year) + by
            self._show(self._place, self.calendar.day)
        else:
            self.calendar.turn(by)

    def _go_today(self) -> None:
        if self._place in YEARLY:
            self._year = self._model.today.year
        self._show(self._place, self._model.today)

    def _toggle_years(self) -> None:
        self._year = None if self._year is not None else self._model.today.year
        self._show(self._place, self.calendar.day)

    def _toggle_drawer(self) -> None:
        (self.radar.split if self._place == RADAR else self.calendar.split).toggle()

    def _say_head(self) -> None:
        head, moon = heading(self._place, self.calendar, self._year)
        self.bar.show(self._place, head, moon, wide=self.wide, one_year=self._year is not None)
        self.status.emit(
            phrases.footer(self._model.almanac, *self.calendar.span) if self._place in SCALES else KEYS[self._place]
        )

    # -- hearing

    def _hear(self, changes: ChangeSet) -> None:
        if "event" not in changes.kinds:
            self._model.occasions.look(self._model.today, again=True)
        if not self.isVisible():
            return
        self._model.look_again()
        if self._place == LIST:
            self._model.list.look()
        elif self._place == BOARD:
            self._model.board.look()

    def _show_ahead(self, ahead: Ahead) -> None:
        self.calendar.side.show_ahead(ahead)
        if self._finder is not None:
            self._finder.offer(ahead)
        if self._radar is not None:
            self._radar.show_ahead(ahead)

    def _refuse(self, error: UserError) -> None:
        self.banner.show_error(error)
        if self._finder is not None and self._place == FINDER:
            self._finder.show_nothing()

    # -- doing

    def _open(self, event_id: str) -> None:
        self.go.emit(Route("events", "edit", event_id))

    def _start_new(self) -> None:
        """On the day under the cursor where there is one in view."""
        if self._place in SCALES:
            self._create(self.calendar.day, BiText())
        else:
            self.go.emit(Route("events", "new"))

    def _start_from_template(self) -> None:
        """As `_start_new`, after the choice of a template."""
        day = (("day", self.calendar.day.isoformat()),) if self._place in SCALES else ()
        self.go.emit(Route("events", "templates", "", day))

    def _create(self, day: date, named: BiText) -> None:
        params = [("day", day.isoformat())]
        params += [(name, text) for name, text in (("title", named.vi), ("title_en", named.en)) if text]
        self.go.emit(Route("events", "new", "", tuple(params)))

    def _create_span(self, first: date, last: date) -> None:
        several = (("last", last.isoformat()),) if last != first else ()
        self.go.emit(Route("events", "new", "", (("day", first.isoformat()), *several)))

    def _take_step(self, event_id: str, state: EventState, reason: str) -> None:
        self._model.board.forget_answers()
        self.board.show_moved(event_id, state)
        said = t("The event is now in “{state}”", state=phrases.word(state))
        self._model.set_state(event_id, state, reason, lambda changes: self.done.emit(said, changes))

    def _wish(self, wish: object) -> None:
        self.banner.clear()
        self._model.occasions.wish(wish)  # type: ignore[arg-type]
