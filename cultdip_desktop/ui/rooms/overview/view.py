"""The Overview room: headquarters' consolidated view, and the pages that its numbers open."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QStackedWidget, QWidget

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.overview import Selection
from cultdip_desktop.domain.period import Period
from cultdip_desktop.ui.kit.base import Kit, present
from cultdip_desktop.ui.kit.buttons import Button
from cultdip_desktop.ui.kit.choices import ComboBox
from cultdip_desktop.ui.kit.language import Phrase, c, t
from cultdip_desktop.ui.kit.moments import DateTimeField, Moment
from cultdip_desktop.ui.kit.room import Room, Route
from cultdip_desktop.ui.kit.surfaces import boxed, row
from cultdip_desktop.ui.kit.text import PlainLabel
from cultdip_desktop.ui.rooms.overview import phrases, targets
from cultdip_desktop.ui.rooms.overview.view_board import Board
from cultdip_desktop.ui.rooms.overview.view_event import EventPage
from cultdip_desktop.ui.rooms.overview.view_lessons import LessonsPage
from cultdip_desktop.ui.rooms.overview.view_list import ListPage
from cultdip_desktop.ui.rooms.overview.viewmodel import OverviewModel

_OWN = "own"


class OverviewRoom(Room):
    """Places of its route: the board, `behind` (a number's events), `event`, `lessons`.

    Params of the board: `period` (or two days with `..`), `compare` (years back), `region`.
    """

    def __init__(self, kit: Kit, model: OverviewModel) -> None:
        super().__init__(kit, targets.ROOM, c("overview", "Consolidated view of all missions"))
        self._model = model
        self._place = Route(targets.ROOM)
        self._periods = ComboBox(kit, compact=True)
        self._beside = ComboBox(kit, compact=True)
        self._regions = ComboBox(kit, compact=True)
        self._first = DateTimeField(kit, model.today, with_time=False)
        self._last = DateTimeField(kit, model.today, with_time=False)
        self._wrong = PlainLabel(kit, "", "small", "danger")
        self._save = Button(kit, c("overview", "Export XLSX"), icon="table-2", shortcut="Ctrl+S", on_click=self.save)
        self._tables = Button(kit, c("overview", "Tables"), icon="table-2", on_click=self._open_tables)
        self._direct = Button(
            kit, c("overview", "New directive"), "primary", icon="megaphone", on_click=self._open_directive
        )
        self.board = Board(kit)
        self.list = ListPage(kit, model)
        self.event_page = EventPage(kit, model)
        self.lessons = LessonsPage(kit, model)
        self._stack = QStackedWidget()
        self._back = self.head.add_back(self._return, c("overview", "Back"))
        self._build_head()
        self._days = self._days_line()
        self.add(self._days)
        self.add(self._stack, 1)
        for page in (self.board, self.list, self.event_page, self.lessons):
            self._stack.addWidget(page)
        self._listen()

    def enter(self, route: Route) -> None:
        """Show the board, or what a number opens."""
        self._place = route
        self._model.ready(lambda: self._show_place(route))

    def _show_place(self, route: Route) -> None:
        if route != self._place:
            return
        self.banner.clear()
        selection = targets.selection_of(route) if route.place == targets.BEHIND else None
        if selection is not None:
            self._open_list(selection)
        elif route.place == targets.EVENT and route.id:
            self._show_page(self.event_page)
            self.event_page.show_event(route.id)
        elif route.place == targets.LESSONS:
            self._show_page(self.lessons)
            self.lessons.reload()
        else:
            self._open_board(route)

    def route(self) -> Route:
        """Where the user is."""
        if self._stack.currentWidget() is not self.board:
            return self._place
        params = [("period", str(self._model.period)), ("compare", str(self._model.years_back))]
        if self._model.region:
            params.append(("region", self._model.region))
        return Route(targets.ROOM, params=tuple(params))

    def retranslate(self) -> None:
        """Painted words are made again."""
        self._offer_years()
        self.board.retell()
        self._say()

    def resized(self, *, wide: bool) -> None:
        """Cards move, and the title is short where there is little room."""
        self.board.arrange(wide=wide)
        if self._stack.currentWidget() is self.board:
            self.head.say(self._title())

    def escape(self) -> None:
        """Esc on an inner page goes back."""
        self._return()

    def save(self) -> None:
        """Ask where to, and write the workbook."""
        if self._model.shown is None:
            return
        title, kinds = self.kit.say(c("overview", "Export XLSX")), self.kit.say(t("Excel workbooks (*.xlsx)"))
        name = Path(f"overview-{self._model.period}.xlsx".replace("..", "_"))
        target = self.kit.files.save_file(self, title, name, kinds)
        if target is not None:
            said = t("Table saved: {file}", file=target.name)
            self._model.save(target, lambda: self.done.emit(said, None), self.show_error)

    def _build_head(self) -> None:
        self.kit.name(self._periods, t("Days counted"))
        self.kit.name(self._beside, c("overview", "Compared with"))
        self.kit.name(self._regions, c("overview", "Region"))
        for period in self._model.periods():
            self._periods.add(period, phrases.period_choice(period))
        self._periods.add(_OWN, c("figures", "From … to …"))
        self._regions.add("", c("overview", "All regions"))
        for region in self._model.regions():
            self._regions.add(region, phrases.region(region))
        self._offer_years()
        for box in (self._periods, self._beside, self._regions):
            self.head.add_mark(box)
        self.head.add_action(self._tables)
        self.head.add_action(self._save)
        if self._model.can_direct:
            self.set_primary(self._direct)

    def _days_line(self) -> QWidget:
        self.kit.name(self._first, t("First day"))
        self.kit.name(self._last, t("Last day"))
        line = boxed(row(self._first, PlainLabel(self.kit, "–"), self._last, self._wrong, None), (20, 8, 20, 0))
        present(line, shown=False)
        return line

    def _listen(self) -> None:
        self._periods.chosen.connect(self._choose)
        self._beside.chosen.connect(self._compare)
        self._regions.chosen.connect(self._narrow)
        self._first.settled.connect(lambda _moment: self._choose_days())
        self._last.settled.connect(lambda _moment: self._choose_days())
        self.board.asked.connect(self._follow)
        self.list.asked.connect(self._follow)
        self.event_page.asked.connect(self._follow)
        self.event_page.failed.connect(self.show_error)
        self.event_page.done.connect(self.done)
        self.lessons.asked.connect(self._follow)
        self.lessons.failed.connect(self.show_error)
        self._model.changed.connect(self._say)
        self.kit.bus.watch(
            self, {"inbox", "event", "mission", "exemplar", "joint", "rate", "duty"}, lambda _changes: self._again()
        )

    def _again(self) -> None:
        self._model.reload(self.show_error)
        if self._stack.currentWidget() is self.lessons:
            self.lessons.reload()

    def _open_board(self, route: Route) -> None:
        if route.param("period"):
            try:
                self._model.period = Period.parse(route.param("period"))
            except UserError as error:
                self.show_error(error)
        if route.param("compare").isdigit():
            self._model.years_back = min(int(route.param("compare")), 9)
        if route.param("region") in ("", *self._model.regions()):
            self._model.region = route.param("region")
        self._show_page(self.board)
        self._show_choice()
        self._model.reload(self.show_error)
        self.status.emit(c("overview", "Every number opens its events (double click or Enter)"))

    def _open_list(self, selection: Selection) -> None:
        self._show_page(self.list)
        self.list.show_selection(selection)
        self.status.emit(c("overview", "Enter opens the event"))

    def _show_page(self, page: QWidget) -> None:
        on_board = page is self.board
        self._stack.setCurrentWidget(page)
        present(self._back, shown=not on_board)
        for widget in (self._periods, self._beside, self._regions, self._tables, self._save, self._direct):
            if widget is not self._direct or self._model.can_direct:
                present(widget, shown=on_board or (page is self.lessons and widget in (self._periods, self._regions)))
        if page is self.list:
            self.head.say(c("overview", "Events behind the number"))
        elif page is self.event_page:
            self.head.say(c("overview", "Event of a signed package"))
        elif page is self.lessons:
            self.head.say(c("overview", "Examples and lessons"))
        else:
            self.head.say(self._title())
        present(self._days, shown=on_board and self._periods.value() == _OWN)

    def _title(self) -> Phrase:
        return c("overview", "Consolidated view of all missions") if self.wide else t("Overview")

    def _choose(self, value: object) -> None:
        if isinstance(value, Period):
            self._model.choose(value)
        else:
            window = self._model.period.window
            self._first.set_moment(Moment(window.first))
            self._last.set_moment(Moment(window.last))
        present(self._days, shown=not isinstance(value, Period))
        self._offer_years()
        self._lessons_too()

    def _choose_days(self) -> None:
        first, last = self._first.moment(), self._last.moment()
        right = first is not None and last is not None and first.day <= last.day
        self._wrong.say("" if right else t("The first day must not be after the last one."))
        if first is not None and last is not None and right:
            try:
                self._model.choose(Period.between(first.day, last.day))
            except UserError as error:
                self.show_error(error)
            self._offer_years()
            self._lessons_too()

    def _compare(self, value: object) -> None:
        if isinstance(value, int):
            self._model.compare(value)

    def _narrow(self, value: object) -> None:
        self._model.narrow(str(value))
        self._lessons_too()

    def _lessons_too(self) -> None:
        if self._stack.currentWidget() is self.lessons:
            self.lessons.reload()

    def _offer_years(self) -> None:
        year = self._model.period.window.last.year
        self._beside.clear_choices()
        self._beside.add(1, c("overview", "Beside {year}", year=str(year - 1)))
        self._beside.add(2, c("overview", "Beside {year}", year=str(year - 2)))
        self._beside.add(0, c("overview", "Without comparison"))
        if self._model.years_back > 2:
            self._beside.add(
                self._model.years_back, c("overview", "Beside {year}", year=str(year - self._model.years_back))
            )
        self._beside.set_value(self._model.years_back)

    def _show_choice(self) -> None:
        period = self._model.period
        if period not in self._model.periods():
            self._periods.add(period, phrases.period_choice(period))
        self._periods.set_value(period)
        self._regions.set_value(self._model.region)
        present(self._days, shown=False)
        self._offer_years()

    def _say(self) -> None:
        shown = self._model.shown
        if shown is None or self._stack.currentWidget() is not self.board:
            return
        self.board.show_overview(shown)
        cause, rest = phrases.missing(shown)
        complete = shown.completeness.reported == shown.completeness.expected
        self.banner.show_notice(
            "ok" if complete else "info",
            cause,
            rest,
            action="" if complete else c("overview", "See the list"),
            on_action=self._open_missing,
        )
        self.body.invalidate()  # the board has grown with its numbers before the banner came
        self.status.emit(phrases.footer(shown))

    def _follow(self, target: object) -> None:
        if isinstance(target, Route):
            self.go.emit(target)
        elif target == phrases.MISSIONS:
            self._open_missing()

    def _open_missing(self) -> None:
        self.go.emit(Route("missions", params=(("show", "missing"),)))

    def _open_tables(self) -> None:
        self.go.emit(Route("figures", params=(("period", str(self._model.period)),)))

    def _open_directive(self) -> None:
        self.go.emit(Route("directives", "new"))

    def _return(self) -> None:
        self.back.emit()
