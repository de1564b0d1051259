"""What the Figures page shows: counts over a window by one dimension, with the packages behind each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, Protocol
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject, Signal

from cultdip_desktop.app import Office
from cultdip_desktop.core import durable
from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.figures import Dimension
from cultdip_desktop.domain.mission import HEADQUARTERS_ZONE
from cultdip_desktop.domain.period import Period, PeriodRule, Window
from cultdip_desktop.domain.strategy import Catalogue
from cultdip_desktop.hq.figures import EVERYTHING, FiguresView
from cultdip_desktop.i18n.sort import sort_key
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.jobs import Latest
from cultdip_desktop.ui.rooms.figures import sheet
from cultdip_desktop.ui.rooms.figures.phrases import name_of
from cultdip_desktop.ui.rooms.figures.values import Line, Shown

_QUARTERS_OFFERED = 6
_YEARS_OFFERED = 3


@dataclass(frozen=True, slots=True)
class Choice:
    """The days asked for: a period, days of one's own, or (both None) everything there is."""

    period: Period | None = None
    days: Window | None = None


class FiguresDesk(Protocol):
    """What this room asks of `hq.figures.FiguresService`."""

    def figures(self, window: Window = EVERYTHING, dimension: Dimension = Dimension.GOAL) -> FiguresView:
        """Count."""
        ...


class FiguresModel(QObject):
    """One table at a time; asked again whenever something was taken in."""

    changed = Signal()

    def __init__(self, kit: Kit, office: Office) -> None:
        super().__init__()
        self._kit = kit
        self._office = office
        self._latest = Latest()
        self._lines: dict[str, Line] = {}
        self.choice = Choice(Period(self.today().year))
        self.dimension = Dimension.GOAL
        self.sort: tuple[str, bool] = ("", False)
        self.shown: Shown | None = None
        """The answer in force; None before the first."""

    def today(self) -> date:
        """The present day in Hà Nội."""
        return self._office.desk.clock.now().astimezone(ZoneInfo(HEADQUARTERS_ZONE)).date()

    def periods(self) -> list[Period]:
        """The periods offered: quarters, halves and years, newest first within each."""
        today = self.today()
        quarters, halves = [Period.quarter_of(today)], [Period(today.year, "H1" if today.month < 7 else "H2")]
        for _number in range(_QUARTERS_OFFERED - 1):
            quarters.append(quarters[-1].previous)
        for _number in range(_YEARS_OFFERED - 1):
            halves.append(halves[-1].previous)
        years = [Period(today.year - back) for back in range(_YEARS_OFFERED)]
        return [*years, *halves, *quarters]

    def choose(self, choice: Choice) -> None:
        """Count over other days."""
        self.choice = choice
        self.reload()

    def count_by(self, dimension: Dimension) -> None:
        """Count by another dimension, in its own order."""
        self.dimension, self.sort = dimension, ("", False)
        self.reload()

    def reload(self) -> None:
        """Count again."""
        number, choice, dimension = self._latest.ask(), self.choice, self.dimension

        def ask() -> tuple[FiguresView, Catalogue]:
            rule = PeriodRule(self._office.settings.get("period_rule"))
            view = _desk(self._office).figures(_window(choice, rule), dimension)
            return view, self._office.catalogue.current()

        def show(found: tuple[FiguresView, Catalogue]) -> None:
            if self._latest.is_current(number):
                self._show(*found)

        self._kit.jobs.read(lambda _progress: ask(), show, owner=self)

    def rows(self, ids: Sequence[str]) -> list[Line]:
        """Rows for the table, from memory."""
        return [self._lines[key] for key in ids]

    def line(self, key: str) -> Line | None:
        """A row by its key."""
        return self._lines.get(key)

    def ids(self) -> list[str]:
        """Keys in order; the total stands first whatever the order, where it is in view however many rows follow."""
        shown = self.shown
        if shown is None or not shown.total.row.events:
            return []
        key, descending = self.sort
        lines = sorted(shown.lines, key=lambda line: self._order(line, key), reverse=descending)
        return [shown.total.key, *(line.key for line in lines)]

    def sort_by(self, key: str, descending: bool) -> None:
        """List in another order."""
        self.sort = (key, descending)
        self.changed.emit()

    def table_text(self) -> str:
        """The table for the clipboard, parted by tabs."""
        return sheet.tabbed(self._kit.live.words, self.shown, self.ids()) if self.shown else ""

    def save(self, target: Path, then: Callable[[], object], fail: Callable[[UserError], object]) -> None:
        """Write the table as a CSV file."""
        if self.shown is None:
            return
        data = sheet.csv_bytes(self._kit.live.words, self.shown, self.ids())
        self._kit.jobs.compute(
            lambda _progress: durable.write_bytes(target, data), lambda _done: then(), fail, owner=self
        )

    def _show(self, view: FiguresView, catalogue: Catalogue) -> None:
        figures = view.figures
        most = max((row.events for row in figures.rows), default=0)
        lines = tuple(Line(row.key, row, view.packages.get(row.key, ()), most) for row in figures.rows)
        total = Line("total", figures.total, view.packages.get(figures.total.key, ()), 0, is_total=True)
        self.shown = Shown(figures.window, figures.dimension, lines, total, view.missions, catalogue,
                           view.reporting, view.expected, everything=figures.window == EVERYTHING)  # fmt: skip
        self._lines = {line.key: line for line in (*lines, total)}
        self.changed.emit()

    def _order(self, line: Line, key: str) -> tuple[Any, ...]:
        row, shown = line.row, self.shown
        if key in ("events", "weighted", "attendance"):
            return (getattr(row, key),)
        if key == "packages":
            return (len(line.packages),)
        if key == "spent":
            return (tuple(row.spent.items()),)
        if key == "name" and shown is not None:
            return (sort_key(name_of(shown, line.key).render(self._kit.live.words)),)
        return self._own_order(line)

    def _own_order(self, line: Line) -> tuple[Any, ...]:
        """The order of the dimension itself: the catalogue, the calendar, else the most events first."""
        if self.dimension is Dimension.GOAL and self.shown is not None:
            codes = [node.code for node in self.shown.catalogue.nodes]
            return (codes.index(line.key) if line.key in codes else len(codes), line.key)
        if self.dimension is Dimension.MONTH:
            return (line.key,)
        return (-line.row.events, line.key)


def _window(choice: Choice, rule: PeriodRule) -> Window:
    if choice.period is not None:
        return replace(choice.period, rule=rule).window
    return choice.days or EVERYTHING


def _desk(office: Office) -> FiguresDesk:
    if office.figures is None:
        raise TypeError("a mission has no consolidated figures")
    return office.figures
