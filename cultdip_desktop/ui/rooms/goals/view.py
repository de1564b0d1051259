"""The Goals room: the matrix of goals and quarters, and the annual action programme."""

from __future__ import annotations

from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Final

from PySide6.QtCore import QPoint
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QStackedWidget, QVBoxLayout

from cultdip_desktop.domain.coverage import Cell, Coverage
from cultdip_desktop.domain.goal_detail import CellDetail
from cultdip_desktop.domain.period import Period
from cultdip_desktop.domain.strategy import Catalogue
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.ui.kit.base import Kit, present
from cultdip_desktop.ui.kit.buttons import Button, MenuButton, add_action
from cultdip_desktop.ui.kit.choices import Segmented
from cultdip_desktop.ui.kit.language import Speech, n, t
from cultdip_desktop.ui.kit.panes import SplitPane
from cultdip_desktop.ui.kit.room import Room, Route
from cultdip_desktop.ui.kit.surfaces import Card, boxed, column
from cultdip_desktop.ui.rooms.goals import phrases
from cultdip_desktop.ui.rooms.goals.matrix import Matrix, Spot
from cultdip_desktop.ui.rooms.goals.view_inspector import GoalInspector
from cultdip_desktop.ui.rooms.goals.view_matrix import MatrixView, legend
from cultdip_desktop.ui.rooms.goals.view_programme import ProgrammePage
from cultdip_desktop.ui.rooms.goals.viewmodel import KINDS, GoalsModel

MATRIX: Final = ""
PROGRAMME: Final = "programme"
_INSPECTOR: Final = 284
_NAMED: Final = 3


class GoalsRoom(Room):
    """Places: "" the matrix (params `years`), `goal` a code in it (params `quarter`, `year`), `programme` a year."""

    def __init__(self, kit: Kit, model: GoalsModel) -> None:
        super().__init__(kit, "goals", t("Goals"))
        self._model = model
        self._wanted: Spot | None = None
        self._place = MATRIX
        self.pages = Segmented(kit, t("Page of the room"))
        self.pages.add(MATRIX, t("Matrix"))
        self.pages.add(PROGRAMME, t("Annual programme"))
        self.years = MenuButton(kit, "", icon="calendar-days")
        self.export = Button(kit, t("Save as CSV…"), icon="download", shortcut="Ctrl+S", on_click=self.save)
        self.matrix = Matrix(kit)
        self.table = MatrixView(kit, self.matrix)
        self.inspector = GoalInspector(kit, self.matrix)
        self._programme: ProgrammePage | None = None
        self._stack = QStackedWidget()
        self._lay_out()
        self._listen()

    @property
    def programme(self) -> ProgrammePage:
        """The other page; made at its first visit."""
        if self._programme is None:
            made = self._programme = ProgrammePage(self.kit, self._model.programme)
            self._stack.addWidget(made)
            for widget in made.tools:
                self.head.add_action(widget)
            for before, after in pairwise((self.pages, *made.tools, made.which)):
                self.setTabOrder(before, after)
            made.followed.connect(self.go)
            made.told.connect(self.done)
            made.refused.connect(self.show_error)
            made.titled.connect(self._say_programme)
            if self._model.catalogue is not None:
                made.know(self._model.catalogue)
        return self._programme

    def enter(self, route: Route) -> None:
        """Open the matrix, a goal in it, or the programme."""
        self._place = PROGRAMME if route.place == PROGRAMME else MATRIX
        self.pages.set_value(self._place)
        if self._place == PROGRAMME:
            self.programme.open(route)
        else:
            self._wanted = _spot_of(route)
            years = _years_of(route)
            if years:
                self._model.years = years
            elif self._wanted is not None:
                self._reach(self._wanted)
        self._show_place()
        (self.programme.table if self._place == PROGRAMME else self.table).setFocus()
        self._model.load()

    def leave(self) -> bool:
        """Store what is typed into the programme."""
        self.settle()
        return True

    def settle(self) -> None:
        """The window is about to undo: what is typed must be in the store."""
        if self._programme is not None:
            self._programme.flush()

    def route(self) -> Route:
        """Where the user is now."""
        if self._place == PROGRAMME:
            return self.programme.route()
        years = (("years", "-".join(str(year) for year in self._model.years)),) if self._model.years else ()
        spot = self.table.spot
        if spot is None:
            return Route("goals", params=years)
        where: tuple[tuple[str, str], ...] = ()
        if spot.quarter is not None:
            where = (("quarter", str(spot.quarter)),)
        elif spot.year is not None:
            where = (("year", str(spot.year)),)
        return Route("goals", "goal", spot.code, (*where, *years))

    def escape(self) -> None:
        """Close what lies over the programme first."""
        if self._place != PROGRAMME or not self.programme.escape():
            super().escape()

    def save(self) -> None:
        """Ask where to, and write the matrix as a table."""
        years = self._model.years
        title, kinds = self.kit.say(t("Save as CSV")), self.kit.say(t("Tables (*.csv)"))
        name = "goals-" + "-".join(str(year) for year in years) + ".csv"
        target = self.kit.files.save_file(self, title, Path(name), kinds)
        if target is not None:
            said = t("Table saved: {file}", file=target.name)
            self._model.save(target, lambda: self.done.emit(said, None), self.show_error)

    def _lay_out(self) -> None:
        kit = self.kit
        card = Card(kit, flush=True)
        card.add(self.table, 1)
        main = boxed(column(card, legend(kit), gap=10), (20, 14, 20, 12))
        layout = main.layout()
        if isinstance(layout, QVBoxLayout):
            layout.setStretch(0, 1)
        self.split = SplitPane(kit, main, self.inspector, width=_INSPECTOR, name=t("The goal selected"))
        self._stack.addWidget(self.split)
        self.add(self._stack, 1)
        kit.tip(self.years, t("Which years are shown"))
        stops = (self.pages, self.years, self.export)
        for widget in stops:
            self.head.add_action(widget)
        for before, after in pairwise((*stops, self.table)):
            self.setTabOrder(before, after)

    def _listen(self) -> None:
        kit, model = self.kit, self._model
        self.pages.chosen.connect(self._turn)
        model.covered.connect(self._show)
        model.detailed.connect(self._show_detail)
        model.failed.connect(self.show_error)
        model.daybreak.broke.connect(model.load)
        self.table.chosen.connect(self._choose)
        self.table.opened.connect(self._open)
        self.table.menu_asked.connect(self._show_menu)
        self.inspector.followed.connect(self.go)
        self.inspector.closed.connect(self.split.close_inspector)
        self.inspector.target_set.connect(self._set_target)
        self.inspector.recorded.connect(self._record)
        kit.bus.watch(self, KINDS, lambda _changes: self._hear())
        for keys, by in (("F8", 1), ("Shift+F8", -1)):
            shortcut = QShortcut(QKeySequence(keys), self.split)
            shortcut.activated.connect(lambda step=by: self._next_gap(step))

    def _hear(self) -> None:
        """Something changed: a room that is not shown asks when it is entered again."""
        if self.isVisible():
            self._model.load()

    def _turn(self, place: object) -> None:
        self.go.emit(Route("goals", PROGRAMME) if place == PROGRAMME else Route("goals"))

    def _show_place(self) -> None:
        matrix = self._place == MATRIX
        self._stack.setCurrentWidget(self.split if matrix else self.programme)
        for widget in (self.years, self.export):
            present(widget, shown=matrix)
        for widget in self._programme.tools if self._programme is not None else ():
            present(widget, shown=not matrix)
        if matrix:
            self.status.emit(t("Arrows walk · Enter details · F8 next gap · Space folds · Ctrl+Z undoes"))
            self._say_state()
        else:
            self.banner.clear()
            self.status.emit(t("Enter opens an item · Ctrl+N new item · Ctrl+Z undoes"))

    def _show(self, coverage: Coverage, catalogue: Catalogue) -> None:
        first = self.matrix.coverage is None
        self.inspector.bilingual = self._model.bilingual
        self.matrix.show_coverage(coverage, catalogue)
        self._offer_years(coverage)
        if self._programme is not None:
            self._programme.know(catalogue)
        if self._place == MATRIX:
            self._say_state()
        wanted, self._wanted = self._wanted, None
        if wanted is not None and self.table.select(wanted):
            self.split.open_inspector()
        elif first or self.table.spot is None:
            self._select_first(coverage)
        if first:
            self.table.fill()
        spot = self.table.spot
        if spot is not None:
            self.inspector.show_spot(spot)
            self._model.look_into(spot)

    def _select_first(self, coverage: Coverage) -> None:
        """Begin at the first gap of the present quarter, else at the first goal there."""
        gaps = coverage.gaps(coverage.present) or coverage.gaps()
        quarter = coverage.present if coverage.present in coverage.quarters else coverage.quarters[0]
        found = Spot(gaps[0].code, gaps[0].quarter) if gaps else Spot("M1", quarter)
        self.table.select(found)

    def _say_state(self) -> None:
        coverage, catalogue = self._model.coverage, self._model.catalogue
        if coverage is None or catalogue is None:
            return
        sentence = t(
            "{strategy} · edition {edition}", strategy=phrases.either(catalogue.title), edition=catalogue.edition
        )
        self.head.say(t("Goals"), sentence)
        lacking = sorted((row for row in coverage.rows if row.alarms), key=lambda row: -row.alarms)
        if not lacking:
            self.banner.clear()
            return
        cause = n("{n} goal or solution has gaps:", "{n} goals and solutions have gaps:", len(lacking))
        named = phrases.listed([phrases.gap_summary(row) for row in lacking[:_NAMED]], more=len(lacking) - _NAMED)
        worst = lacking[0].code
        self.banner.show_notice(
            "warn",
            cause,
            named,
            action=t("Plan an event for {goal}", goal=worst),
            on_action=lambda: self.go.emit(Route("events", "new", "", (("goal", worst),))),
        )

    def _say_programme(self, sentence: Speech) -> None:
        if self._place == PROGRAMME:
            self.head.say(t("Goals"), sentence)

    def _offer_years(self, coverage: Coverage) -> None:
        self.years.say(phrases.years(coverage.years))
        self.years.clear()
        known = self._model.known or coverage.years
        pairs = [(year, year + 1) for year in range(known[0], known[-1])]
        for years in (*reversed(pairs), *((year,) for year in reversed(known))):
            self.years.add(phrases.years(years), partial(self._model.choose, years))

    def _choose(self, spot: Spot) -> None:
        self.inspector.show_spot(spot)
        self._model.look_into(spot)

    def _open(self, spot: Spot) -> None:
        self._choose(spot)
        self.split.open_inspector()

    def _show_detail(self, spot: Spot, detail: CellDetail) -> None:
        self.inspector.show_detail(spot, detail)

    def _next_gap(self, by: int) -> None:
        if not self.table.next_gap(by):
            self.status.emit(t("There is no gap in these years."))
        self.table.setFocus()

    def _show_menu(self, spot: Spot, at: QPoint) -> None:
        menu = QMenu(self)
        add_action(self.kit, menu, t("Event for {goal}", goal=spot.code), lambda: self._create(spot), icon="plus")
        cell = self.inspector.cell
        if cell is not None and cell.empty:
            add_action(self.kit, menu, t("Record why not"), self._explain, icon="message-square")
        add_action(self.kit, menu, t("Details"), lambda: self._open(spot), icon="panel-right")
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(at)

    def _create(self, spot: Spot) -> None:
        self.go.emit(Route("events", "new", "", (("goal", spot.code),)))

    def _explain(self) -> None:
        self.split.open_inspector()
        self.inspector.ask_reason()

    def _set_target(self, code: str, year: int, target: int | None) -> None:
        self._model.set_target(code, year, target, self.show_error)

    def _record(self, cell: Cell, reason: BiText) -> None:
        said = t("Reason recorded for {goal}.", goal=cell.code) if reason else t("The reason was taken back.")
        self._model.record_gap(
            cell.code, cell.quarter, reason, lambda changes: self.done.emit(said, changes), self.show_error
        )

    def _reach(self, spot: Spot) -> None:
        """Choose years in which the place lies."""
        year = spot.quarter.year if spot.quarter is not None else spot.year
        if year is not None and year not in (
            self._model.years or (self._model.today().year - 1, self._model.today().year)
        ):
            self._model.years = (year - 1, year)


def _spot_of(route: Route) -> Spot | None:
    if route.place != "goal" or not route.id:
        return None
    quarter, year = route.param("quarter"), route.param("year")
    if quarter[:4].isdigit() and quarter[4:6] == "-Q" and quarter[6:] in ("1", "2", "3", "4"):
        return Spot(route.id, Period(int(quarter[:4]), quarter[5:]))
    return Spot(route.id, None, int(year) if year.isdigit() else None)


def _years_of(route: Route) -> tuple[int, ...]:
    parts = route.param("years").split("-")
    if not all(part.isdigit() and len(part) == 4 for part in parts):
        return ()
    return tuple(sorted({int(part) for part in parts}))[:2]
