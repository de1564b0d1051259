"""The tables and charts of a report's sections, as plain values."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from cultdip_desktop.domain.budget import Totals
from cultdip_desktop.domain.event import COUNTED, Event
from cultdip_desktop.domain.figures import FigureRow
from cultdip_desktop.domain.labels import SHORT_GOALS, label
from cultdip_desktop.domain.money import MoneyLine, MoneyStage
from cultdip_desktop.domain.strategy import GOALS
from cultdip_desktop.i18n import dates, numbers
from cultdip_desktop.i18n.words import Words
from cultdip_desktop.reports import comparison, measures, prose
from cultdip_desktop.reports import data as report_data
from cultdip_desktop.reports.chart_scene import Bar, Chart
from cultdip_desktop.reports.data import ReportData
from cultdip_desktop.reports.measures import MonthOrYear
from cultdip_desktop.reports.prose import Part, Span
from cultdip_desktop.reports.story import ChartBlock, Column, Row, RowKind, Table

STAGES: Final = (MoneyStage.PLANNED, MoneyStage.COMMITTED, MoneyStage.RECEIVED, MoneyStage.SPENT)
NOTHING: Final = "–"

MAX_CHARTS: Final = 3
"""Charts of money; more currencies are in the table only."""

_MAX_TITLE: Final = 300


def comparison_table(data: ReportData, words: Words) -> Table | None:
    """This period, the one before, the same last year; None where nothing is recorded to compare with."""
    rows = comparison.rows(data)
    if not rows:
        return None
    periods = comparison.periods(data)
    columns = [Column(words.c("report table", "What"), 49, words=True), _number(_this(data, words), 29)]
    for _which, period in periods:
        said = prose.named_period(words, period)
        columns += [_number(said[:1].upper() + said[1:], 27), _number(words.c("report table", "Change"), 16.5)]
    made = []
    for row in rows:
        cells: list[tuple[Part, ...]] = [
            (words.t(row.title, currency=row.currency),),
            (_amount(words, row.now, row.currency),),
        ]
        for which, _period in periods:
            base = row.before if which == "before" else row.last_year
            change = row.change(which)
            cells.append((NOTHING if base is None else _amount(words, base, row.currency),))
            cells.append((NOTHING if change is None else numbers.percent(words, change, sign=True),))
        made.append(Row(tuple(cells)))
    return Table("comparison", _filled(columns), tuple(made), row_head=0)


def group_table(data: ReportData, words: Words, codes: Sequence[str], key: str, what: str) -> Table:
    """Figures of goals or of solution groups, with zeros where nothing was done, and the distinct total."""
    columns = (
        Column(words.c("report table", "Code"), 12, "centre"),
        Column(what, 57, words=True),
        _number(words.c("report table", "Events"), 17),
        _number(words.c("report table", "Weighted"), 20),
        _number(words.c("report table", "Attendance"), 22),
        _number(words.c("report table", "Spent"), 37),
    )
    rows = []
    for row in report_data.rows_of(report_data.by_group(data), tuple(codes)):
        node = data.catalogue.find(row.key)
        title = prose.said(words, node.title, length=_MAX_TITLE) if node else (row.key,)
        rows.append(Row(_figures(words, (row.key,), title, row, numbers.decimal(words, row.weighted, 1))))
    distinct = (Span(words.c("report table", "Distinct events"), bold=True),)
    rows.append(Row(_figures(words, ("",), distinct, report_data.totals(data), ""), "total"))
    return Table(key, columns, tuple(rows), row_head=1)


def goal_chart(data: ReportData, words: Words) -> ChartBlock | None:
    """Events by goal."""
    if not report_data.held(data):
        return None
    bars = tuple(
        Bar(
            row.key,
            f"{row.key} – {words.t(SHORT_GOALS[row.key])}",
            Decimal(row.events),
            numbers.whole(words, row.events),
            row.event_ids,
        )
        for row in report_data.rows_of(report_data.by_group(data), GOALS)
    )
    return _chart(words, Chart("goals", words.t("Events by goal of the Strategy"), bars), "goals")


def span_table(data: ReportData, words: Words) -> Table | None:
    """Events, attendance and money by month, or by year of a long window; None for a single month."""
    spans = measures.spans(data)
    if not spans or not report_data.held(data):
        return None
    head = words.c("report table", "Month") if spans[0].months else words.c("report table", "Year")
    columns = (
        Column(head, 63, words=True),
        _number(words.c("report table", "Events"), 22),
        _number(words.c("report table", "Attendance"), 30),
        _number(words.c("report table", "Spent"), 50),
    )
    rows = [Row(((_span_said(words, one),), *_numbers(words, one.row))) for one in spans]
    total = report_data.totals(data)
    rows.append(Row(((Span(words.c("report table", "Distinct events"), bold=True),), *_numbers(words, total)), "total"))
    return Table("months", columns, tuple(rows), row_head=0)


def span_chart(data: ReportData, words: Words) -> ChartBlock | None:
    """Attendance by month or year."""
    spans = measures.spans(data)
    if not spans or not report_data.totals(data).attendance:
        return None
    bars = tuple(
        Bar(
            one.window.first.isoformat(),
            _span_said(words, one),
            Decimal(one.row.attendance),
            numbers.whole(words, one.row.attendance),
            one.row.event_ids,
        )
        for one in spans
    )
    title = words.t("Attendance by month") if spans[0].months else words.t("Attendance by year")
    return _chart(words, Chart("months", title, bars), "months")


def money_table(data: ReportData, words: Words) -> Table | None:
    """Every source and currency by stage, gifts in kind in rows of their own; None without money."""
    money = report_data.money(data)
    if not money:
        return None
    columns = (
        Column(words.c("report table", "Source"), 43, words=True),
        Column(words.c("report table", "Currency"), 18, "centre"),
        *(Column(label(words, stage), 26, "right") for stage in STAGES),
    )
    rows: list[Row] = []
    for one in money:
        rows += _money_rows(data, words, one)
    return Table("money", columns, tuple(rows), row_head=0)


def money_charts(data: ReportData, words: Words) -> tuple[ChartBlock, ...]:
    """Money spent by source, one chart for each currency that has more than one source."""
    found = []
    for one in report_data.money(data):
        sources = [
            (code, stages[MoneyStage.SPENT]) for code, stages in one.by_source.items() if stages[MoneyStage.SPENT] > 0
        ]
        if len(sources) < 2:
            continue
        bars = tuple(
            Bar(
                f"{code}.{one.currency}",
                _source(data, words, code),
                amount,
                numbers.amount(words, amount, one.currency),
                tuple(
                    event.id
                    for event in report_data.held(data)
                    if any(_spends(line, code, one.currency) for line in event.money)
                ),
            )
            for code, amount in sources
        )
        title = words.t("Money spent by source ({currency})", currency=one.currency)
        found.append(_chart(words, Chart(f"money.{one.currency}", title, bars), "money"))
    return tuple(found[:MAX_CHARTS])


def press_table(data: ReportData, words: Words) -> Table | None:
    """Coverage by kind; None without any."""
    rows = measures.press_rows(data)
    if not rows:
        return None
    columns = (
        Column(words.c("report table", "Kind of media"), 61, words=True),
        _number(words.c("report table", "Items"), 26),
        _number(words.c("report table", "Outlets"), 26),
        _number(words.c("report table", "Events"), 26),
        _number(words.c("report table", "Reach"), 26),
    )
    made = [Row(_press_cells(words, row, label(words, row.kind) if row.kind else "")) for row in rows]
    total = measures.press_total(data)
    made.append(Row(_press_cells(words, total, words.c("report table", "All media"), bold=True), "total"))
    return Table("press", columns, tuple(made), row_head=0)


def outlook_table(data: ReportData, words: Words) -> Table | None:
    """What is approved for the time after the window; None when nothing is."""
    events = report_data.outlook(data)
    if not events:
        return None
    columns = (
        Column(words.c("report table", "No."), 10, "centre"),
        Column(words.c("report table", "Time"), 30, "centre"),
        Column(words.c("report table", "Event"), 62, words=True),
        Column(words.c("report table", "Place"), 43, words=True),
        Column(words.c("report table", "Goals"), 20, "centre"),
    )
    rows = tuple(
        Row(
            (
                (numbers.whole(words, number),),
                (prose.day_of(words, event),),
                prose.title_of(words, event, length=_MAX_TITLE),
                (prose.place_of(words, event),),
                (prose.clip(prose.goals_of(event), 120),),
            )
        )
        for number, event in enumerate(events, 1)
    )
    return Table("outlook", columns, rows, row_head=2)


def events_table(data: ReportData, words: Words) -> Table:
    """Every reportable event of the window with the totals of those that count."""
    columns = (
        Column(words.c("report table", "No."), 10, "centre"),
        Column(words.c("report table", "Time"), 26, "centre"),
        Column(words.c("report table", "Event, place"), 54, words=True),
        Column(words.c("report table", "Goals"), 17, "centre"),
        _number(words.c("report table", "Attendance"), 22),
        _number(words.c("report table", "Spent"), 36),
    )
    rows = [_event_row(words, number, event) for number, event in enumerate(report_data.listed(data), 1)]
    total = report_data.totals(data)
    said = words.t("Total of the events held ({n})", n=numbers.whole(words, total.events))
    cells = (("",), ("",), (Span(said, bold=True),), ("",), _bold(numbers.whole(words, total.attendance)),
             _bold(prose.spent_text(words, total.spent)))  # fmt: skip
    return Table("events", columns, (*rows, Row(cells, "total")), row_head=2)


def event_money_table(data: ReportData, words: Words) -> Table | None:
    """Money line by line of the events held; None without any."""
    lines = [(event, line) for event in report_data.held(data) for line in event.money]
    if not lines:
        return None
    columns = (
        Column(words.c("report table", "No."), 10, "centre"),
        Column(words.c("report table", "Event"), 58, words=True),
        Column(words.c("report table", "Source"), 40, words=True),
        Column(words.c("report table", "Stage"), 22, words=True),
        _number(words.c("report table", "Amount"), 35),
    )
    rows = []
    for number, (event, line) in enumerate(lines, 1):
        source = _source(data, words, line.source)
        kind = f"{source} ({words.t('in kind')})" if line.in_kind else source
        rows.append(
            Row(
                (
                    (numbers.whole(words, number),),
                    prose.title_of(words, event, length=_MAX_TITLE),
                    (kind,),
                    (label(words, line.stage),),
                    (numbers.money(words, line.money.amount, line.money.currency),),
                )
            )
        )
    spent = report_data.totals(data).spent
    for currency, amount in spent.items():
        total = words.t("Total {currency}", currency=currency)
        last = currency == list(spent)[-1]
        rows.append(
            Row(
                (
                    ("",), _bold(total), ("",), (label(words, MoneyStage.SPENT),),
                    _bold(numbers.money(words, amount, currency)),
                ),
                "total" if last else "sum",
            )
        )  # fmt: skip
    return Table("event_money", columns, tuple(rows), row_head=1)


def _event_row(words: Words, number: int, event: Event) -> Row:
    text: list[Part] = [*prose.title_of(words, event, bold=True, length=_MAX_TITLE)]
    place = prose.place_of(words, event)
    if place:
        text += ["\n", place]
    counts = event.state in COUNTED
    if not counts:
        text += ["\n", Span(label(words, event.state), italic=True)]
    attendance = event.results.attendance if counts else None
    return Row(
        (
            (numbers.whole(words, number),),
            (prose.day_of(words, event),),
            tuple(text),
            (prose.clip(prose.goals_of(event), 120),),
            (NOTHING if attendance is None else numbers.whole(words, attendance.value),),
            (prose.spent_text(words, event.spent if counts else {}),),
        )
    )


def _figures(
    words: Words, code: tuple[Part, ...], title: tuple[Part, ...], row: FigureRow, weighted: str
) -> tuple[tuple[Part, ...], ...]:
    return (
        code,
        title,
        (numbers.whole(words, row.events),),
        (weighted if row.events else NOTHING,),
        (numbers.whole(words, row.attendance) if row.events else NOTHING,),
        (prose.spent_text(words, row.spent),),
    )


def _numbers(words: Words, row: FigureRow) -> tuple[tuple[Part, ...], ...]:
    return (
        (numbers.whole(words, row.events),),
        (numbers.whole(words, row.attendance) if row.events else NOTHING,),
        (prose.spent_text(words, row.spent),),
    )


def _money_rows(data: ReportData, words: Words, one: Totals) -> list[Row]:
    rows = [
        _stages(words, (_source(data, words, code),), one.currency, [stages[stage] for stage in STAGES])
        for code, stages in one.by_source.items()
    ]
    total = words.t("Total {currency}", currency=one.currency)
    if one.by_source:
        rows.append(_stages(words, _bold(total), one.currency, [one.by_stage[stage] for stage in STAGES], "sum"))
    if any(one.in_kind.values()):
        gifts = words.t("Gifts in kind, not part of the total")
        amounts = [one.in_kind[stage] for stage in STAGES]
        rows.append(_stages(words, (Span(gifts, italic=True),), one.currency, amounts))
    return rows


def _stages(
    words: Words, title: tuple[Part, ...], currency: str, amounts: Sequence[Decimal], kind: RowKind = "plain"
) -> Row:
    texts = [numbers.amount(words, amount, currency) if amount else NOTHING for amount in amounts]
    return Row((title, (currency,), *((Span(text, bold=kind != "plain"),) for text in texts)), kind)


def _press_cells(
    words: Words, row: measures.PressRow, title: str, *, bold: bool = False
) -> tuple[tuple[Part, ...], ...]:
    return (
        (Span(title, bold=bold),),
        (numbers.whole(words, row.items),),
        (numbers.whole(words, row.outlets),),
        (numbers.whole(words, len(row.event_ids)),),
        (numbers.whole(words, row.reach) if row.known else NOTHING,),
    )


def _chart(words: Words, chart: Chart, table: str) -> ChartBlock:
    said = "; ".join(f"{bar.label}: {bar.text}" for bar in chart.bars)
    alt = words.t(
        "Bar chart “{title}”. {bars}. The table of this section holds the same figures.", title=chart.title, bars=said
    )
    return ChartBlock(chart, table, chart.title, alt)


def _source(data: ReportData, words: Words, code: str) -> str:
    node = data.catalogue.find(code)
    return prose.clip(node.title.get(words.language), 200) if node else code


def _spends(line: MoneyLine, code: str, currency: str) -> bool:
    same = line.source == code and line.money.currency == currency
    return same and line.stage is MoneyStage.SPENT and not line.in_kind


def _span_said(words: Words, one: MonthOrYear) -> str:
    first, last = one.window.first, one.window.last
    if not one.months:
        return words.t("Year {year}", year=first.year) if one.whole else dates.day_range(words, first, last)
    if one.whole:
        text = dates.month_of_year_short(words, first.year, first.month)
        return text[:1].upper() + text[1:]
    return dates.day_range(words, first, last)


def _this(data: ReportData, words: Words) -> str:
    said = prose.period_said(data, words)
    return said[:1].upper() + said[1:]


def _amount(words: Words, value: Decimal, currency: str) -> str:
    return numbers.amount(words, value, currency) if currency else numbers.whole(words, int(value))


def _number(head: str, width: float) -> Column:
    return Column(head, width, "right")


def _bold(text: str) -> tuple[Part, ...]:
    return (Span(text, bold=True),)


def _filled(columns: Sequence[Column]) -> tuple[Column, ...]:
    """The same columns stretched over the whole width of the text."""
    rest = 165 - sum(column.width for column in columns)
    first = columns[0]
    return (Column(first.head, first.width + rest, first.align, first.words), *columns[1:])
