"""The goal-coverage matrix: goals by quarters, where nothing is and why, and targets; the matrix lies across the page."""

from __future__ import annotations

from decimal import Decimal

from cultdip_desktop.domain.coverage import MAIN, CoverageRow, YearTotal
from cultdip_desktop.domain.naming import period_cell, period_words
from cultdip_desktop.domain.period import Period
from cultdip_desktop.domain.text import EMPTY, BiText
from cultdip_desktop.i18n import lists, numbers
from cultdip_desktop.i18n.words import Words
from cultdip_desktop.reports import data as report_data
from cultdip_desktop.reports import prose
from cultdip_desktop.reports.documents import blocks
from cultdip_desktop.reports.documents.grid import LANDSCAPE, Cell, Field, Grid, lines
from cultdip_desktop.reports.documents.matter import CoverageMatter
from cultdip_desktop.reports.prose import Part, Span
from cultdip_desktop.reports.story import Appendix, Block, Section

_DEEPEST = 0
"""Only main codes are printed; the solutions below them count in their group."""


def subject(matter: CoverageMatter, words: Words) -> str:
    """What stands under the type of the document."""
    return words.t("Coverage of the goals of the Strategy in {period}", period=period_words(words, matter.data.period))


def opening(matter: CoverageMatter, words: Words) -> str:
    """On what ground the office reports."""
    return words.t(
        "Pursuant to {basis}, {office} reports how far its events cover the goals of the Strategy in {period}:",
        basis=matter.data.basis.get(words.language),
        office=blocks.office(matter.data, words),
        period=period_words(words, matter.data.period),
    )


def sections(matter: CoverageMatter, words: Words) -> tuple[Section, ...]:
    """The figures in words, the gaps with their reasons, the targets."""
    return (
        blocks.part(1, words.t("Overview"), *_overview(matter, words)),
        blocks.part(2, words.t("Quarters without an event"), *_gaps(matter, words)),
        blocks.part(3, words.t("Targets of the year"), *_targets(matter, words)),
    )


def appendices(matter: CoverageMatter, words: Words) -> tuple[Appendix, ...]:
    """The matrix."""
    how = words.t(
        "Cells: events held, in brackets those planned besides. A row counts distinct events tagged with its code or "
        "one below it; an event with several tags stands in several rows, so rows do not add up."
    )
    made: list[Block] = [blocks.grid(_matrix(matter, words), words), blocks.note(how), blocks.basis(matter.data, words)]
    return (Appendix("A.matrix", words.t("Goals by quarters").upper(), tuple(made)),)


def grids(matter: CoverageMatter, words: Words) -> tuple[Grid, ...]:
    """The matrix; the gaps."""
    return (_matrix(matter, words), _gap_grid(matter, words))


def _rows(matter: CoverageMatter) -> list[CoverageRow]:
    return [row for row in matter.coverage.rows if row.depth <= _DEEPEST and (row.code in MAIN or row.total.events)]


def _overview(matter: CoverageMatter, words: Words) -> list[Block]:
    total = report_data.totals(matter.data)
    held = words.n("{n} event held", "{n} events held", total.events)
    served = [code for code in MAIN if (row := matter.coverage.row(code)) is not None and row.total.held]
    said = words.t(
        "In {period} ({window}), {office} has {held}; they serve {served} of {all} goals and solution groups.",
        period=period_words(words, matter.data.period),
        window=prose.window_text(words, matter.data.window),
        office=blocks.office(matter.data, words),
        held=held,
        served=len(served),
        all=len(MAIN),
    )
    idle = [code for code in MAIN if code not in served]
    more = words.t("Without any event held: {codes}.", codes=lists.all_of(words, idle)) if idle else ""
    return [blocks.para(f"{said} {more}".strip()), blocks.basis(matter.data, words)]


def _gaps(matter: CoverageMatter, words: Words) -> list[Block]:
    made = _gap_grid(matter, words)
    if not made.lines:
        return [blocks.para(words.t("No quarter that has begun lacks an event for a goal or solution group."))]
    return [blocks.grid(made, words), blocks.basis(matter.data, words)]


def _gap_grid(matter: CoverageMatter, words: Words) -> Grid:
    """A line for each goal and recorded reason, with the quarters that it speaks of."""
    rows: list[list[Cell]] = []
    for row in _rows(matter):
        if row.code not in MAIN:
            continue
        quarters: dict[BiText, list[str]] = {}
        for cell in row.cells:
            if cell.empty:
                quarters.setdefault(cell.reason.reason if cell.reason else EMPTY, []).append(
                    period_cell(words, cell.quarter)
                )
        for given, named in quarters.items():
            reason: Cell = given if given else words.t("No reason is recorded.")
            rows.append([row.code, _title(matter, row.code), ", ".join(named), reason])
    fields = (
        Field("code", words.c("report table", "Code"), 14, "centre"),
        Field("goal", words.c("report table", "Goal or solution group"), 62, words=True),
        Field("quarter", words.c("report table", "Quarter"), 29, "centre", words=True),
        Field("reason", words.c("report table", "Recorded reason"), 60, words=True),
    )
    return Grid("gaps", words.c("report sheet", "Gaps"), fields, lines(rows), row_head=1)


def _targets(matter: CoverageMatter, words: Words) -> list[Block]:
    """One point for each target: what is held and planned of it."""
    points: list[list[Part]] = []
    for row in _rows(matter):
        for year in row.years:
            if year.target is not None:
                points.append(_target(matter, words, row, year))
    if not points:
        return [blocks.para(words.t("No targets are set."))]
    return [blocks.bullets(points), blocks.basis(matter.data, words)]


def _target(matter: CoverageMatter, words: Words, row: CoverageRow, total: YearTotal) -> list[Part]:
    target = total.target or 0
    count = total.count
    said = words.t(
        "target {target}; held {held}, planned {planned}",
        target=numbers.whole(words, target),
        held=numbers.whole(words, count.held),
        planned=numbers.whole(words, count.planned),
    )
    reached = words.t("reached") if count.held >= target else words.t("still {n} to go", n=target - count.held)
    title = _title(matter, row.code).get(words.language)
    return [Span(f"{row.code}", bold=True), f" {prose.clip(title, 120)} ({total.year}): {said}; {reached}."]


def _matrix(matter: CoverageMatter, words: Words) -> Grid:
    quarters, years = matter.coverage.quarters, matter.coverage.years
    rows: list[list[Cell]] = []
    for row in _rows(matter):
        cells: list[Cell] = [row.code, _title(matter, row.code)]
        for quarter in quarters:
            cell = row.cell(quarter)
            count = cell.count if cell else None
            empty = count is None or not count.events
            planned = f" ({numbers.whole(words, count.planned)})" if count and count.planned else ""
            cells.append("–" if empty or count is None else f"{numbers.whole(words, count.held)}{planned}")
        for year in years:
            total = row.year(year)
            weighted = Decimal(total.count.halves * 5).scaleb(-1)
            cells += [total.count.held, total.count.planned, weighted, total.target]
        for quarter in quarters:
            cell = row.cell(quarter)
            cells += [cell.count.held, cell.count.planned] if cell else [0, 0]
        rows.append(cells)
    return Grid("matrix", words.c("report sheet", "Matrix"), _fields(words, quarters, years), lines(rows), row_head=1)


def _fields(words: Words, quarters: tuple[Period, ...], years: tuple[int, ...]) -> tuple[Field, ...]:
    """A year on paper is as wide as the page; several years share it."""
    each = 21.0 if len(quarters) <= 4 else max(9.0, 110.0 / len(quarters))
    small = 18.0 if len(years) == 1 else max(9.0, 44.0 / len(years))
    rest = LANDSCAPE - 14 - each * len(quarters) - 4 * small * len(years)
    found = [
        Field("code", words.c("report table", "Code"), 14, "centre"),
        Field("goal", words.c("report table", "Goal or solution group"), rest, words=True),
    ]
    for quarter in quarters:
        found.append(Field(f"{quarter}", period_cell(words, quarter), each, "centre"))
    for year in years:
        of_year = f" {year}" if len(years) > 1 else ""
        found += [
            Field(f"held_{year}", words.c("report table", "Held") + of_year, small, "right"),
            Field(f"planned_{year}", words.c("report table", "Planned") + of_year, small, "right"),
            Field(f"weighted_{year}", words.c("report table", "Weighted") + of_year, small, "right"),
            Field(f"target_{year}", words.c("report table", "Target") + of_year, small, "right"),
        ]
    for quarter in quarters:
        name = period_cell(words, quarter)
        held, planned = words.c("report table", "Held"), words.c("report table", "Planned")
        found += [
            Field(f"held_{quarter}", f"{held} {name}", 20, "right", paper=False),
            Field(f"planned_{quarter}", f"{planned} {name}", 20, "right", paper=False),
        ]
    return tuple(found)


def _title(matter: CoverageMatter, code: str) -> BiText:
    node = matter.data.catalogue.find(code)
    return node.title if node else BiText(code)
