"""The periods of a year: a list with what was held in each and where its report stands."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from cultdip_desktop.domain.naming import period_title
from cultdip_desktop.domain.period import Period, PeriodRule
from cultdip_desktop.domain.report import ReportKind, ReportOn, ReportState, plain_period
from cultdip_desktop.i18n import numbers
from cultdip_desktop.i18n.words import Words
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.choices import ComboBox
from cultdip_desktop.ui.kit.language import t
from cultdip_desktop.ui.kit.model import Cell, Column, PagedModel
from cultdip_desktop.ui.kit.surfaces import Card, column
from cultdip_desktop.ui.kit.table import COMPACT_ROW, TableView
from cultdip_desktop.ui.rooms.reports.values import PeriodRow
from cultdip_desktop.ui.rooms.reports.view_actions import standing


class PeriodList(QWidget):
    """Chooses a period of a year."""

    chosen = Signal(str)
    """Its id, as routes name it."""

    year_chosen = Signal(int)

    def __init__(self, kit: Kit, load: Callable[[Sequence[str]], Sequence[PeriodRow]]) -> None:
        super().__init__()
        self.year = ComboBox(kit, compact=True)
        kit.name(self.year, t("Year"))
        self.rows: PagedModel[PeriodRow] = PagedModel(kit, _columns(), load, at_once=True)
        self.table = TableView(kit, self.rows, t("Periods of the year"), row_height=COMPACT_ROW)
        card = Card(kit, flush=True)
        card.add(self.table)
        layout = column(self.year, card, gap=8)
        layout.setContentsMargins(0, 0, 0, 0)
        self.setLayout(layout)
        self.year.chosen.connect(lambda year: self.year_chosen.emit(int(year)))
        self.table.selected.connect(self.chosen)

    def begin(self) -> None:
        """The first list is on its way."""
        if not self.rows.ids:
            self.rows.show_message(t("Loading…"))

    def show_rows(self, ids: Sequence[str], chosen: str) -> None:
        """Show these periods without telling anybody."""
        self.table.blockSignals(True)
        self.rows.set_ids(list(ids))
        self.rows.refresh()
        self.table.select(chosen)
        self.table.blockSignals(False)

    def show_year(self, years: Sequence[int], year: int) -> None:
        """Show this year among those on offer."""
        if not self.year.count():
            for one in years:
                self.year.add(one, str(one))
        if year not in years:
            self.year.add(year, str(year))
        self.year.set_value(year)


def _columns() -> list[Column[PeriodRow]]:
    """Period, events held, and where the report stands."""
    return [
        Column("period", t("Reporting period"), _period, 80, stretch=True, sortable=False, hideable=False),
        Column(
            "held", t("Events"), lambda one, words: Cell(numbers.whole(words, one.held)), 62, "number", sortable=False
        ),
        Column("state", t("State"), _state, 62, sortable=False),
    ]


def _period(one: PeriodRow, words: Words) -> Cell:
    if isinstance(one.period, ReportOn):
        return Cell(_looked_at(words, one.period), tip=period_title(words, one.period))
    return Cell(_without_year(words, one.period), strong=one.period.part[:1] in ("Q", ""))


def _looked_at(words: Words, on: ReportOn) -> str:
    """A report beside the periodic ones, in the list of the year in which its days end."""
    window = on.window
    if on.kind is ReportKind.MIDTERM:
        return words.t("Mid-term {first}–{last}", first=str(window.first.year), last=str(window.last.year))
    if on.part and on.rule is not PeriodRule.CUSTOM:
        part = _without_year(words, plain_period(on))
        return words.t("Theme {focus}, {part}", focus=on.focus, part=part[:1].lower() + part[1:])
    return words.t("Theme {focus}", focus=on.focus)


def _without_year(words: Words, period: Period) -> str:
    """The period's name in the list of one year."""
    if not period.part:
        return words.t("Whole year")
    title = period_title(words, period)
    for ending in (f" năm {period.year}", f" of {period.year}", f" {period.year}"):
        title = title.removesuffix(ending)
    return title


def _state(one: PeriodRow, words: Words) -> Cell:
    """Of a report on its way its state; of a draft what is to be looked at."""
    if one.state is not None and one.state is not ReportState.DRAFT:
        said, mark = standing(one.state)
        return Cell(
            "", icon=mark.icon, tone=mark.tone if mark.tone in ("ok", "warn", "info") else "", tip=said.render(words)
        )
    if one.errors:
        text = numbers.whole(words, one.errors)
        return Cell(text, icon="octagon-alert", tone="danger", tip=words.n("{n} error", "{n} errors", one.errors))
    if one.warnings and one.held:
        said_ = words.n("{n} to look at", "{n} to look at", one.warnings)
        return Cell(numbers.whole(words, one.warnings), icon="triangle-alert", tone="warn", tip=said_)
    return Cell("", icon="check", tone="ok", tip=words.t("No errors")) if one.held else Cell()
