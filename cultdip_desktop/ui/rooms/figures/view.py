"""The Figures room: consolidated numbers that say first what they lack, and from which packages each comes."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.figures import Dimension
from cultdip_desktop.domain.period import Period, Window
from cultdip_desktop.i18n.numbers import percent, whole
from cultdip_desktop.i18n.words import Words
from cultdip_desktop.ui.kit.base import Kit, present
from cultdip_desktop.ui.kit.buttons import Button
from cultdip_desktop.ui.kit.choices import ComboBox, Segmented
from cultdip_desktop.ui.kit.language import Phrase, c, n, t
from cultdip_desktop.ui.kit.model import Cell, Column, PagedModel
from cultdip_desktop.ui.kit.moments import DateTimeField, Moment
from cultdip_desktop.ui.kit.notices import EmptyState
from cultdip_desktop.ui.kit.panes import SplitPane
from cultdip_desktop.ui.kit.room import Room, Route
from cultdip_desktop.ui.kit.surfaces import Card, boxed, column, row
from cultdip_desktop.ui.kit.table import TableView
from cultdip_desktop.ui.kit.text import PlainLabel
from cultdip_desktop.ui.rooms.figures import phrases
from cultdip_desktop.ui.rooms.figures.values import Line, Shown, events_behind
from cultdip_desktop.ui.rooms.figures.view_inspector import SourceInspector
from cultdip_desktop.ui.rooms.figures.viewmodel import Choice, FiguresModel

_OWN_DAYS = "own"
_EVERYTHING = "everything"


class FiguresRoom(Room):
    """Params of its route: `by` (a dimension), `period`, or `first` and `last` as ISO days."""

    def __init__(self, kit: Kit, model: FiguresModel) -> None:
        super().__init__(kit, "figures", t("Tables of figures"))
        self._model = model
        self._windows = ComboBox(kit)
        self._first = DateTimeField(kit, model.today, with_time=False)
        self._last = DateTimeField(kit, model.today, with_time=False)
        self._dash = PlainLabel(kit, "–")
        self._wrong = PlainLabel(kit, "", "small", "danger")
        self._copy = Button(kit, t("Copy the table"), icon="copy", on_click=self.copy)
        self._save = Button(kit, t("Save as CSV…"), "primary", icon="download", shortcut="Ctrl+S", on_click=self.save)
        self._by = Segmented(kit, t("Count by"))
        self._rows = PagedModel(kit, self._columns(), model.rows, at_once=True)
        self._table = TableView(kit, self._rows, t("Consolidated figures"))
        self._empty = EmptyState(kit, "chart-column", "")
        self._stack = QStackedWidget()
        self._notes = PlainLabel(kit, "", "small", "secondary", wrap=True)
        self._sources = PlainLabel(kit, "", "small", "tertiary", wrap=True)
        self._inspector = SourceInspector(kit)
        self._build_head()
        self._lay_out()
        self._listen()
        self._show_choice()

    def enter(self, route: Route) -> None:
        """Count what the route asks for."""
        by = route.param("by")
        if by in [dimension.value for dimension, _words in phrases.DIMENSIONS]:
            self._model.dimension = Dimension(by)
            self._model.sort = ("", False)
        if route.param("period"):
            self._model.choice = Choice(Period.parse(route.param("period")))
        self._by.set_value(self._model.dimension)
        self._show_choice()
        self._model.reload()
        self.status.emit(t("Enter shows the packages behind a row · F9 details · Ctrl+S saves as CSV"))

    def route(self) -> Route:
        """What is counted now."""
        params = [("by", self._model.dimension.value)]
        if self._model.choice.period is not None:
            params.append(("period", str(self._model.choice.period)))
        return Route("figures", params=tuple(params))

    def retranslate(self) -> None:
        """Names are sorted by language."""
        self._show()

    def copy(self) -> None:
        """Put the table on the clipboard."""
        QGuiApplication.clipboard().setText(self._model.table_text())
        self.done.emit(t("The table is on the clipboard."), None)

    def save(self) -> None:
        """Ask where to, and write the CSV."""
        title, kinds = self.kit.say(t("Save as CSV")), self.kit.say(t("Tables (*.csv)"))
        target = self.kit.files.save_file(self, title, Path(self._file_name()), kinds)
        if target is not None:
            said = t("Table saved: {file}", file=target.name)
            self._model.save(target, lambda: self.done.emit(said, None), self.show_error)

    def show_error(self, error: UserError) -> None:
        """An error takes the banner; the next answer brings the notice of completeness back."""
        self.banner.show_error(error)

    def _build_head(self) -> None:
        self.kit.name(self._windows, t("Days counted"))
        self._windows.setMinimumWidth(self.kit.look.px(196))
        for period in self._model.periods():
            self._windows.add(period, phrases.period_choice(period))
        self._windows.add(_EVERYTHING, c("figures", "All days"))
        self._windows.add(_OWN_DAYS, c("figures", "From … to …"))
        self.kit.name(self._first, t("First day"))
        self.kit.name(self._last, t("Last day"))
        self.head.add_mark(self._windows)
        self.head.add_action(self._copy)
        self.set_primary(self._save)
        for dimension, words in phrases.DIMENSIONS:
            self._by.add(dimension, words)

    def _lay_out(self) -> None:
        self._stack.addWidget(self._table)
        self._stack.addWidget(self._empty)
        card = Card(self.kit, flush=True)
        card.add(self._stack, 1)
        words = PlainLabel(self.kit, t("Count by"), "small", "secondary")
        tools = row(words, self._by, None, self._wrong, self._first, self._dash, self._last, gap=10)
        main = boxed(column(tools, card, self._notes, self._sources, gap=10), (20, 14, 20, 14))
        layout = main.layout()
        if isinstance(layout, QVBoxLayout):
            layout.setStretch(1, 1)
        self._split = SplitPane(self.kit, main, self._inspector, width=284, name=t("The row selected"))
        self.add(self._split, 1)

    def _listen(self) -> None:
        self._windows.chosen.connect(self._choose)
        self._first.settled.connect(lambda _moment: self._choose_days())
        self._last.settled.connect(lambda _moment: self._choose_days())
        self._by.chosen.connect(self._model.count_by)
        self._rows.sort_asked.connect(self._model.sort_by)
        self._table.selected.connect(self._show_line)
        self._table.opened.connect(lambda _key: self._split.open_inspector())
        self._inspector.package_asked.connect(lambda row_id: self.go.emit(Route("inbox", "package", row_id)))
        self._inspector.events_asked.connect(self._open_events)
        self._model.changed.connect(self._show)
        self.kit.bus.watch(self, {"inbox", "event"}, lambda _changes: self._model.reload())

    def _choose(self, value: object) -> None:
        if value == _OWN_DAYS:
            shown = self._model.shown
            days = shown.window if shown is not None and not shown.everything else None
            today = self._model.today()
            self._first.set_moment(Moment(days.first if days else today.replace(month=1, day=1)))
            self._last.set_moment(Moment(days.last if days else today))
            self._choose_days()
            self._first.setFocus()
        else:
            self._model.choose(Choice(value if isinstance(value, Period) else None))
        self._show_choice()

    def _choose_days(self) -> None:
        first, last = self._first.moment(), self._last.moment()
        right = first is not None and last is not None and first.day <= last.day
        self._wrong.say("" if right else t("The first day must not be after the last one."))
        if first is not None and last is not None and right:
            self._model.choose(Choice(days=Window(first.day, last.day)))

    def _show_choice(self) -> None:
        choice = self._model.choice
        own = choice.days is not None
        value = choice.period or (_OWN_DAYS if own else _EVERYTHING)
        if isinstance(value, Period) and value not in self._model.periods():
            self._windows.add(value, phrases.period_choice(value))
        self._windows.set_value(value)
        for widget in (self._first, self._dash, self._last):
            present(widget, shown=own)
        if not own:
            self._wrong.say("")

    def _show(self) -> None:
        shown = self._model.shown
        if shown is None:
            return
        kept = self._table.current_id()
        ids = self._model.ids()
        self._rows.set_ids(ids)
        self._table.show_sort(self._model.sort[0], descending=self._model.sort[1])
        self._show_weights(shown=shown.dimension is Dimension.GOAL)
        self._show_completeness(shown)
        self._say_empty(shown)
        self._stack.setCurrentWidget(self._table if ids else self._empty)
        for button in (self._copy, self._save):
            if ids:
                button.enable()
            else:
                button.disable(t("There is nothing to save."))
        self._notes.say(_note(shown))
        self._sources.say(_sources(shown))
        if ids and not (kept and self._table.select(kept)):
            self._table.select(ids[0])
        elif not ids:
            self._inspector.show_nothing()
        self._show_line(self._table.current_id())

    def _show_weights(self, *, shown: bool) -> None:
        """Weights differ from the number of events only where goals are counted."""
        column = [one.key for one in self._rows.columns].index("weighted")
        if self._table.isColumnHidden(column) == shown:
            self._table.setColumnHidden(column, not shown)
            viewport = self._table.viewport()
            QCoreApplication.sendEvent(viewport, QResizeEvent(viewport.size(), viewport.size()))

    def _show_completeness(self, shown: Shown) -> None:
        missing = max(shown.expected - shown.reporting, 0)
        if not missing:
            self.banner.show_notice("ok", t("Every mission of the list has reported at least once."))
            return
        cause = t("Packages of {reporting} of {expected} missions were taken in.",
                  reporting=shown.reporting, expected=shown.expected)  # fmt: skip
        rest = n(
            "{n} mission of the starting list is not in these numbers.",
            "{n} missions of the starting list are not in these numbers.",
            missing,
        )
        self.banner.show_notice(
            "info", cause, rest, action=t("Open the inbox"), on_action=lambda: self.go.emit(Route("inbox"))
        )

    def _say_empty(self, shown: Shown) -> None:
        words = t("No event of a package taken in was held on these days: {days}.", days=phrases.days(shown))
        self._empty.say(t("Nothing to count"), words)

    def _show_line(self, key: str) -> None:
        line, shown = self._model.line(key), self._model.shown
        if line is None or shown is None:
            self._inspector.show_nothing()
        else:
            self._inspector.show_line(shown, line)

    def _open_events(self, key: str) -> None:
        shown = self._model.shown
        if shown is not None:
            self.go.emit(events_behind(shown, key))

    def _file_name(self) -> str:
        choice = self._model.choice
        days = str(choice.period) if choice.period else f"{choice.days.first}_{choice.days.last}" if choice.days else ""
        return "-".join(part for part in ("figures", self._model.dimension.value, days) if part) + ".csv"

    def _columns(self) -> list[Column[Line]]:
        return [
            Column("name", Phrase(self._name_title), self._name_cell, 220, stretch=True, hideable=False),
            Column("events", c("figures", "Distinct events"), self._events_cell, 140, "bar"),
            Column("weighted", c("figures", "Weighted"), _weighted_cell, 84, "number"),
            Column("attendance", c("figures", "Attendance"), _attendance_cell, 96, "number"),
            Column("spent", c("figures", "Spent"), _spent_cell, 150, "number"),
            Column("packages", c("figures", "Packages"), _packages_cell, 92, "number"),
        ]

    def _name_title(self, words: Words) -> str:
        return dict(phrases.DIMENSIONS)[self._model.dimension].render(words)

    def _name_cell(self, line: Line, words: Words) -> Cell:
        shown = self._model.shown
        if line.is_total or shown is None:
            return Cell(c("figures", "Distinct events in all").render(words), strong=True)
        tip = phrases.wording_of(shown, line.key).render(words)
        name, detail = phrases.name_of(shown, line.key), phrases.detail_of(shown, line.key)
        return Cell(name.render(words), detail.render(words), strong=bool(detail.render(words)), tip=tip)

    def _events_cell(self, line: Line, words: Words) -> Cell:
        count = whole(words, line.row.events)
        shown = self._model.shown
        if line.is_total or shown is None or not shown.total.row.events:
            return Cell(count, strong=True)
        share = percent(words, phrases.share(line.row.events, shown.total.row.events), 0)
        return Cell(count, share, share=line.row.events / max(line.most, 1))


def _weighted_cell(line: Line, words: Words) -> Cell:
    return Cell("" if line.is_total else phrases.weight(words, line.row.weighted))


def _attendance_cell(line: Line, words: Words) -> Cell:
    return Cell(whole(words, line.row.attendance), strong=line.is_total)


def _spent_cell(line: Line, words: Words) -> Cell:
    spent = line.row.spent
    every = phrases.money(words, spent)
    if len(spent) > 1:
        return Cell(words.n("{n} currency", "{n} currencies", len(spent)), tone="secondary", tip=every)
    return Cell(every, strong=line.is_total)


def _packages_cell(line: Line, words: Words) -> Cell:
    return Cell(whole(words, len(line.packages)), tone="accent", strong=line.is_total)


def _note(shown: Shown) -> Phrase:
    if shown.dimension in _BY_GOALS:
        return t(
            "An event with several goals counts once in the row of each, so the rows do not add up to the total."
            " Weighted: a primary goal counts 1, a secondary one 0.5."
        )
    if shown.dimension in _SEVERAL:
        return t("An event may stand in several rows, so the rows do not add up to the total.")
    return t("Every event stands in exactly one row; the rows add up to the total.")


_BY_GOALS = (Dimension.GOAL, Dimension.GROUP, Dimension.SOLUTION)
_SEVERAL = (Dimension.PRODUCT, Dimension.ACTOR, Dimension.SOURCE)


def _sources(shown: Shown) -> Phrase:
    packages = n("{n} package", "{n} packages", len(shown.total.packages))
    return t(
        "Days counted: {days}. Source: {packages} taken in. Events held, with or without results yet;"
        " money in the currency in which it was spent, never converted.",
        days=phrases.days(shown),
        packages=packages,
    )
