"""The sheets of a report's workbook: events, figures by goal, solution group and month, money, coverage."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Final

from cultdip_desktop.domain.event import COUNTED, Event
from cultdip_desktop.domain.figures import FigureRow
from cultdip_desktop.domain.labels import label
from cultdip_desktop.domain.money import MoneyStage
from cultdip_desktop.domain.naming import period_words
from cultdip_desktop.domain.strategy import GOALS, SOLUTION_GROUPS
from cultdip_desktop.i18n import dates
from cultdip_desktop.i18n.words import Words
from cultdip_desktop.reports import data as report_data
from cultdip_desktop.reports import measures, prose
from cultdip_desktop.reports.data import ReportData
from cultdip_desktop.reports.table_writing import Cell, Column, Sheet, Total

_STAGES: Final = (MoneyStage.PLANNED, MoneyStage.COMMITTED, MoneyStage.RECEIVED, MoneyStage.SPENT)
_MOST_CURRENCIES: Final = 20
"""Currencies that get a column; an office has three."""


def sheets(data: ReportData, words: Words) -> tuple[Sheet, ...]:
    """Every sheet in order."""
    return (
        _events(data, words),
        _codes(data, words, "GO", words.c("report sheet", "By goal"), GOALS),
        _codes(data, words, "GR", words.c("report sheet", "By solution group"), SOLUTION_GROUPS),
        _months(data, words),
        _sources(data, words),
        _money(data, words),
        _press(data, words),
        _about(data, words),
    )


def currencies(data: ReportData) -> tuple[str, ...]:
    """Currencies in which something was spent, in the order of their codes."""
    return tuple(report_data.totals(data).spent)[:_MOST_CURRENCIES]


def event_columns(words: Words) -> tuple[Column, ...]:
    """What is said of each event, in the order of `event_cells`; money follows by currency."""
    return (
        Column("EV.NUMBER", words.c("report table", "Number"), 14),
        Column("EV.FIRST_DAY", words.c("report table", "First day"), 12),
        Column("EV.LAST_DAY", words.c("report table", "Last day"), 12),
        Column("EV.TITLE_VI", words.c("report table", "Vietnamese title"), 44),
        Column("EV.TITLE_EN", words.c("report table", "English title"), 44),
        Column("EV.KIND", words.c("report table", "Kind"), 18),
        Column("EV.FORMAT", words.c("report table", "Format"), 14),
        Column("EV.STATE", words.c("report table", "State"), 16),
        Column("EV.VENUE", words.c("report table", "Venue"), 30),
        Column("EV.CITY", words.c("report table", "City"), 16),
        Column("EV.COUNTRY", words.c("report table", "Country"), 10),
        Column("EV.PRIMARY", words.c("report table", "Primary goal"), 12),
        Column("EV.OTHERS", words.c("report table", "Other goals"), 18),
        Column("EV.ATTENDANCE", words.c("report table", "Attendance"), 12, total=True),
        Column("EV.COUNTING", words.c("report table", "How counted"), 18),
        Column("EV.LOCAL_SHARE", words.c("report table", "Host-country share"), 12),
        Column("EV.PARTNERS", words.c("report table", "Partners"), 36),
        Column("EV.OUTCOME", words.c("report table", "Outcome"), 44),
    )


def event_cells(words: Words, event: Event) -> list[Cell]:
    """The cells of one event, in the order of `event_columns`."""
    counted = event.state in COUNTED
    attendance = event.results.attendance if counted else None
    last = event.local_end.date() if event.local_end else event.day
    return [
        event.number,
        event.day,
        last,
        event.title.vi,
        event.title.en,
        label(words, event.kind),
        label(words, event.format),
        label(words, event.state),
        event.venue.get(words.language),
        event.city,
        event.country,
        ", ".join(tag.code for tag in event.goals if tag.primary),
        ", ".join(tag.code for tag in event.goals if not tag.primary),
        attendance.value if attendance else None,
        label(words, attendance.method) if attendance else "",
        event.results.host_country_share if counted else None,
        "; ".join(prose.partners_of(words, [actor.partner for actor in event.actors])),
        event.results.outcomes.get(words.language) if counted else "",
    ]


def _events(data: ReportData, words: Words) -> Sheet:
    codes = currencies(data)
    columns = (*event_columns(words), *_spent_columns("EV", words, codes))
    rows = []
    for event in report_data.listed(data):
        spent = event.spent if event.state in COUNTED else {}
        rows.append((*event_cells(words, event), *_spent(spent, codes)))
    return Sheet(words.c("report sheet", "Events"), columns, tuple(rows), (_total(words, columns, 3),))


def _codes(data: ReportData, words: Words, prefix: str, name: str, wanted: tuple[str, ...]) -> Sheet:
    """Goals or solution groups: an event may serve several, so the last row is counted, not added up."""
    codes = currencies(data)
    columns = (
        Column(f"{prefix}.CODE", words.c("report table", "Code"), 10),
        Column(f"{prefix}.TITLE", words.c("report table", "Goal or solution group"), 70),
        *_figure_columns(prefix, words, codes, weighted=True),
    )
    rows: list[tuple[Cell, ...]] = []
    for row in report_data.rows_of(report_data.by_group(data), wanted):
        node = data.catalogue.find(row.key)
        title = node.title.get(words.language) if node else ""
        rows.append((row.key, title, row.events, row.weighted, *_figures(row, codes)))
    total = report_data.totals(data)
    distinct = ("", words.c("report table", "Distinct events"), total.events, None, *_figures(total, codes))
    return Sheet(name, _without_totals(columns), tuple(rows), plain=(distinct,))


def _months(data: ReportData, words: Words) -> Sheet:
    codes = currencies(data)
    columns = (
        Column("MO.FIRST_DAY", words.c("report table", "First day"), 14),
        Column("MO.LAST_DAY", words.c("report table", "Last day"), 14),
        *_figure_columns("MO", words, codes),
    )
    spans = measures.spans(data)
    rows = [(one.window.first, one.window.last, one.row.events, *_figures(one.row, codes)) for one in spans]
    if not rows:
        total = report_data.totals(data)
        rows = [(data.window.first, data.window.last, total.events, *_figures(total, codes))]
    return Sheet(words.c("report sheet", "By month"), columns, tuple(rows), (_total(words, columns, 0),))


def _sources(data: ReportData, words: Words) -> Sheet:
    columns = (
        Column("SO.CODE", words.c("report table", "Code"), 12),
        Column("SO.TITLE", words.c("report table", "Source"), 50),
        Column("SO.CURRENCY", words.c("report table", "Currency"), 10),
        *(Column(f"SO.{stage.name}", label(words, stage), 18, total=True) for stage in _STAGES),
    )
    money = report_data.money(data)
    rows: list[tuple[Cell, ...]] = [
        (code, _source(data, words, code), one.currency, *(stages[stage] for stage in _STAGES))
        for one in money
        for code, stages in one.by_source.items()
    ]
    totals = [
        Total(("", words.t("Total {currency}", currency=one.currency), one.currency, *(None for _ in _STAGES)), (2,))
        for one in money
        if one.by_source
    ]
    return Sheet(words.c("report sheet", "By source"), columns, tuple(rows), tuple(totals))


def _money(data: ReportData, words: Words) -> Sheet:
    columns = (
        Column("MN.NUMBER", words.c("report table", "Number"), 14),
        Column("MN.EVENT", words.c("report table", "Event"), 50),
        Column("MN.SOURCE", words.c("report table", "Code"), 12),
        Column("MN.SOURCE_TITLE", words.c("report table", "Source"), 40),
        Column("MN.STAGE", words.c("report table", "Stage"), 16),
        Column("MN.IN_KIND", words.c("report table", "In kind"), 12),
        Column("MN.CURRENCY", words.c("report table", "Currency"), 10),
        Column("MN.AMOUNT", words.c("report table", "Amount"), 18, total=True),
    )
    yes, no = words.t("yes"), words.t("no")
    rows = [
        (
            event.number,
            event.title.get(words.language),
            line.source,
            _source(data, words, line.source),
            label(words, line.stage),
            yes if line.in_kind else no,
            line.money.currency,
            line.money.amount,
        )
        for event in report_data.held(data)
        for line in event.money
    ]
    spent = label(words, MoneyStage.SPENT)
    totals = [
        Total(("", words.t("Total {currency}", currency=code), "", "", spent, no, code, None), (4, 5, 6))
        for code in currencies(data)
    ]
    return Sheet(words.c("report sheet", "Money"), columns, tuple(rows), tuple(totals))


def _press(data: ReportData, words: Words) -> Sheet:
    columns = (
        Column("PR.NUMBER", words.c("report table", "Number"), 14),
        Column("PR.EVENT", words.c("report table", "Event"), 44),
        Column("PR.OUTLET", words.c("report table", "Outlet"), 30),
        Column("PR.KIND", words.c("report table", "Kind"), 16),
        Column("PR.TITLE", words.c("report table", "Title"), 44),
        Column("PR.LANGUAGE", words.c("report table", "Language"), 10),
        Column("PR.DAY", words.c("report table", "Day"), 12),
        Column("PR.REACH", words.c("report table", "Reach"), 14, total=True),
        Column("PR.LINK", words.c("report table", "Link"), 50),
    )
    rows: list[tuple[Cell, ...]] = [
        (
            event.number,
            event.title.get(words.language),
            item.outlet,
            label(words, item.kind),
            item.title,
            item.language,
            item.day,
            item.reach,
            item.link,
        )
        for event, item in measures.press_items(data)
    ]
    return Sheet(words.c("report sheet", "Coverage"), columns, tuple(rows), (_total(words, columns, 1),))


def _about(data: ReportData, words: Words) -> Sheet:
    columns = (
        Column("AB.WHAT", words.c("report table", "What"), 26),
        Column("AB.VALUE", words.c("report table", "Value"), 90),
    )
    rows: tuple[tuple[Cell, ...], ...] = (
        (words.c("report table", "Office"), data.office.name.get(words.language)),
        (words.c("report table", "Period"), period_words(words, data.period)),
        (words.c("report table", "Days covered"), dates.day_range(words, data.window.first, data.window.last)),
        (words.c("report table", "Data as of"), prose.cut(data, words)),
        (
            words.c("report table", "Catalogue"),
            f"{data.catalogue.title.get(words.language)}, {data.catalogue.edition}",
        ),
        (words.c("report table", "Document"), data.document),
        (words.c("report table", "SHA-256 of the data"), report_data.content_sha256(data)),
    )
    return Sheet(words.c("report sheet", "About"), columns, rows)


def _figure_columns(prefix: str, words: Words, codes: Sequence[str], *, weighted: bool = False) -> tuple[Column, ...]:
    middle = (Column(f"{prefix}.WEIGHTED", words.c("report table", "Weighted"), 12),) if weighted else ()
    return (
        Column(f"{prefix}.EVENTS", words.c("report table", "Events"), 12, total=True),
        *middle,
        Column(f"{prefix}.ATTENDANCE", words.c("report table", "Attendance"), 14, total=True),
        *_spent_columns(prefix, words, codes),
    )


def _spent_columns(prefix: str, words: Words, codes: Iterable[str]) -> tuple[Column, ...]:
    return tuple(
        Column(f"{prefix}.SPENT.{code}", words.c("report table", "Spent, {currency}", currency=code), 16, total=True)
        for code in codes
    )


def _figures(row: FigureRow, codes: Sequence[str]) -> tuple[Cell, ...]:
    return (row.attendance, *_spent(row.spent, codes))


def _spent(spent: Mapping[str, Decimal], codes: Iterable[str]) -> tuple[Cell, ...]:
    return tuple(spent.get(code) for code in codes)


def _total(words: Words, columns: Sequence[Column], at: int) -> Total:
    """A row of sums over everything, its label in column `at`."""
    return Total(tuple(words.c("report table", "Total") if index == at else None for index in range(len(columns))))


def _without_totals(columns: Iterable[Column]) -> tuple[Column, ...]:
    return tuple(Column(column.code, column.head, column.width) for column in columns)


def _source(data: ReportData, words: Words, code: str) -> str:
    node = data.catalogue.find(code)
    return node.title.get(words.language) if node else code
