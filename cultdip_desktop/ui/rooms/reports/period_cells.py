"""The columns of the list of periods."""

from __future__ import annotations

from cultdip_desktop.domain.naming import period_title
from cultdip_desktop.domain.period import Period
from cultdip_desktop.domain.report import ReportState
from cultdip_desktop.i18n import numbers
from cultdip_desktop.i18n.words import Words
from cultdip_desktop.ui.kit.language import t
from cultdip_desktop.ui.kit.model import Cell, Column
from cultdip_desktop.ui.rooms.reports.values import PeriodRow
from cultdip_desktop.ui.rooms.reports.view_actions import standing


def columns() -> list[Column[PeriodRow]]:
    """Period, events held, and where the report stands."""
    return [
        Column("period", t("Reporting period"), _period, 80, stretch=True, sortable=False, hideable=False),
        Column(
            "held", t("Events"), lambda one, words: Cell(numbers.whole(words, one.held)), 62, "number", sortable=False
        ),
        Column("state", t("State"), _state, 62, sortable=False),
    ]


def _period(one: PeriodRow, words: Words) -> Cell:
    return Cell(_without_year(words, one.period), strong=one.period.part[:1] in ("Q", ""))


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
