"""The report proper: opening, sections with their tables, closing, signature block.

Import only after `fonts.prepare()`.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from reportlab.lib.units import mm

from cultdip_desktop.domain.event import Event
from cultdip_desktop.domain.figures import FigureRow
from cultdip_desktop.domain.labels import label
from cultdip_desktop.domain.money import Money, MoneyStage, sums
from cultdip_desktop.domain.strategy import GOALS, SOLUTION_GROUPS
from cultdip_desktop.i18n import numbers
from cultdip_desktop.i18n.messages.message import N_
from cultdip_desktop.i18n.words import Words
from cultdip_desktop.reports import data as report_data
from cultdip_desktop.reports import ending, letterhead, paper, prose
from cultdip_desktop.reports.data import ReportData
from cultdip_desktop.reports.head_text import head_of
from cultdip_desktop.reports.paper import Flow, grid, paragraph
from cultdip_desktop.reports.prose import Part, Span

_GOAL_WIDTHS: Final = tuple(part * mm for part in (12, 57, 17, 20, 22, 37))
_MONEY_WIDTHS: Final = tuple(part * mm for part in (43, 18, 26, 26, 26, 26))
_OUTLOOK_WIDTHS: Final = tuple(part * mm for part in (10, 30, 62, 43, 20))
_STAGES: Final = (MoneyStage.PLANNED, MoneyStage.COMMITTED, MoneyStage.RECEIVED, MoneyStage.SPENT)


def story(data: ReportData, words: Words, appendices: int) -> list[Flow]:
    """Everything from the letterhead to the signature; `appendices` is how many follow, 0 to 2."""
    flow: list[Flow] = letterhead.head(head_of(data, words), words)
    flow.append(paragraph(paper.BODY, prose.opening(data, words)))
    flow += _heading(words.t("I. GENERAL SITUATION"), 0)
    flow += [paragraph(paper.BODY, text) for text in prose.situation(data, words)]
    flow += _heading(words.t("II. RESULTS"), 0)
    flow += _results(data, words) if report_data.held(data) else _no_results(data, words)
    flow += _outlook(data, words)
    return [*flow, *_ending(data, words, appendices)]


def _heading(text: str, level: int) -> list[Flow]:
    return paper.heading(text, level + 1)


def _results(data: ReportData, words: Words) -> list[Flow]:
    counted = report_data.by_group(data)
    flow = _heading(words.t("1. By goal of the Strategy"), 1)
    flow += _group_table(data, words, words.c("report table", "Goal"), report_data.rows_of(counted, GOALS))
    several = words.t(
        "One event may serve several goals, so the rows do not add up to the total of distinct events. "
        "Weighted: a primary tag counts 1, a secondary one 0.5."
    )
    flow.append(paragraph(paper.NOTE, f"{several} {prose.basis_of_figures(data, words)}"))
    flow += _sentence(prose.idle(data, words, report_data.idle_goals(data), _NO_GOAL))
    flow += _heading(words.t("2. By group of breakthrough solutions"), 1)
    flow += _group_table(
        data, words, words.c("report table", "Solution group"), report_data.rows_of(counted, SOLUTION_GROUPS)
    )
    flow.append(paragraph(paper.NOTE, prose.basis_of_figures(data, words)))
    flow += _sentence(prose.idle(data, words, report_data.idle_groups(data), _NO_GROUP))
    flow += _highlights(data, words)
    flow += _resources(data, words)
    return flow + _put_off(data, words, 5)


_NO_GOAL: Final = N_("No event of the period serves {codes}.")
_NO_GROUP: Final = N_("No event of the period belongs to solution group {codes}.")


def _sentence(text: str) -> list[Flow]:
    return [paragraph(paper.BODY, text)] if text else []


def _no_results(data: ReportData, words: Words) -> list[Flow]:
    nothing = words.t("Nothing to report by goal, by solution group or by resource for this period.")
    return [
        paragraph(paper.BODY, nothing),
        paragraph(paper.NOTE, prose.basis_of_figures(data, words)),
        *_put_off(data, words, 1),
    ]


def _group_table(data: ReportData, words: Words, what: str, rows: Sequence[FigureRow]) -> list[Flow]:
    heads = (
        words.c("report table", "Code"), what, words.c("report table", "Events"), words.c("report table", "Weighted"), words.c("report table", "Attendance"), words.c("report table", "Spent"),
    )  # fmt: skip
    table = [[paragraph(paper.CELL_HEAD, head) for head in heads]]
    for row in rows:
        node = data.catalogue.find(row.key)
        title = prose.said(words, node.title, length=300) if node else (row.key,)
        table.append(_figures(words, row, (row.key,), title, numbers.decimal(words, row.weighted, 1)))
    total = report_data.totals(data)
    table.append(_figures(words, total, ("",), (Span(words.c("report table", "Distinct events"), bold=True),), ""))
    return [grid(table, _GOAL_WIDTHS, total=True)]


def _figures(words: Words, row: FigureRow, code: Sequence[Part], title: Sequence[Part], weighted: str) -> list[Flow]:
    return [
        paragraph(paper.CELL_CENTRE, *code),
        paragraph(paper.CELL, *title),
        paragraph(paper.CELL_RIGHT, numbers.whole(words, row.events)),
        paragraph(paper.CELL_RIGHT, weighted if row.events else "–"),
        paragraph(paper.CELL_RIGHT, numbers.whole(words, row.attendance) if row.events else "–"),
        paragraph(paper.CELL_RIGHT, prose.spent_text(words, row.spent)),
    ]


def _highlights(data: ReportData, words: Words) -> list[Flow]:
    flow = _heading(words.t("3. Notable events"), 1)
    chosen = prose.highlights(data)
    if len(chosen) < len(report_data.held(data)):
        intro = words.n(
            "The event of the period with the most attendances:",
            "The {n} events of the period with the most attendances:",
            len(chosen),
        )
        flow.append(paragraph(paper.BODY, intro))
    letters = prose.LETTERS[words.language]
    for index, event in enumerate(chosen):
        flow.append(paragraph(paper.BODY, *prose.highlight(words, event, f"{letters[index]})")))
    return flow


def _resources(data: ReportData, words: Words) -> list[Flow]:
    flow = _heading(words.t("4. Resources"), 1)
    lines = [line for event in report_data.held(data) for line in event.money]
    if not lines:
        flow.append(paragraph(paper.BODY, words.t("No money is recorded for the events of the period.")))
        return flow
    heads = (
        words.c("report table", "Source"),
        words.c("report table", "Currency"),
        *(label(words, stage) for stage in _STAGES),
    )
    table = [[paragraph(paper.CELL_HEAD, head) for head in heads]]
    for currency in sorted({line.money.currency for line in lines}):
        of_currency = [line for line in lines if line.money.currency == currency]
        for source in dict.fromkeys(sorted(line.source for line in of_currency)):
            node = data.catalogue.find(source)
            title = prose.said(words, node.title, length=200) if node else (source,)
            amounts = [
                _sum(currency, [line.money for line in of_currency if line.source == source and line.stage is stage])
                for stage in _STAGES
            ]
            table.append(_amounts(words, title, currency, amounts))
        amounts = [_sum(currency, [line.money for line in of_currency if line.stage is stage]) for stage in _STAGES]
        total = (Span(words.t("Total {currency}", currency=currency), bold=True),)
        table.append(_amounts(words, total, currency, amounts, bold=True))
    exact = words.t("Money of the events held in the period, exact, not converted.")
    return [*flow, grid(table, _MONEY_WIDTHS), paragraph(paper.NOTE, f"{exact} {prose.basis_of_figures(data, words)}")]


def _sum(currency: str, amounts: Sequence[Money]) -> Decimal | None:
    return sums(amounts).get(currency)


def _amounts(
    words: Words, title: Sequence[Part], currency: str, amounts: Sequence[Decimal | None], *, bold: bool = False
) -> list[Flow]:
    texts = ["–" if amount is None else numbers.amount(words, amount, currency) for amount in amounts]
    return [
        paragraph(paper.CELL, *title),
        paragraph(paper.CELL_CENTRE, currency),
        *(paragraph(paper.CELL_RIGHT, Span(text, bold=bold)) for text in texts),
    ]


def _put_off(data: ReportData, words: Words, number: int) -> list[Flow]:
    events = report_data.put_off(data)
    if not events:
        return []
    flow = _heading(words.t("{number}. Events postponed or cancelled", number=number), 1)
    return flow + [paragraph(paper.BODY, *prose.put_off(words, event)) for event in events]


def _outlook(data: ReportData, words: Words) -> list[Flow]:
    """Section III: what is approved for the time after the window; left out when nothing is."""
    events = report_data.outlook(data)
    if not events:
        return []
    intro = words.n(
        "{n} approved event is planned after the period:", "{n} approved events are planned after the period:",
        len(events),
    )  # fmt: skip
    heads = (
        words.c("report table", "No."),
        words.c("report table", "Time"),
        words.c("report table", "Event"),
        words.c("report table", "Place"),
        words.c("report table", "Goals"),
    )
    table = [[paragraph(paper.CELL_HEAD, head) for head in heads]]
    table += [_planned(words, number, event) for number, event in enumerate(events, 1)]
    flow = [*_heading(words.t("III. OUTLOOK"), 0), paragraph(paper.BODY, intro), grid(table, _OUTLOOK_WIDTHS)]
    as_of = words.t("Approved events only; data as of {moment}.", moment=prose.cut(data, words))
    return [*flow, paragraph(paper.NOTE, as_of)]


def _planned(words: Words, number: int, event: Event) -> list[Flow]:
    return [
        paragraph(paper.CELL_CENTRE, numbers.whole(words, number)),
        paragraph(paper.CELL_CENTRE, prose.day_of(words, event)),
        paragraph(paper.CELL, *prose.title_of(words, event, length=300)),
        paragraph(paper.CELL, prose.place_of(words, event)),
        paragraph(paper.CELL_CENTRE, prose.clip(prose.goals_of(event), 120)),
    ]


def _ending(data: ReportData, words: Words, appendices: int) -> list[Flow]:
    flow = _sentence(words.t(_ATTACHED[appendices]) if appendices else "")
    if data.one_person:
        one = words.t("The office has one officer: drafting and approving this report were one act of the same person.")
        flow.append(paragraph(paper.BODY, one))
    end = ending.ending(head_of(data, words), words, [paragraph(paper.BODY, prose.closing(data, words))])
    return [*flow, end]


_ATTACHED: Final = {
    1: N_("The list of events is attached as Appendix I."),
    2: N_("The list of events is attached as Appendix I, pictures of the events as Appendix II."),
}
