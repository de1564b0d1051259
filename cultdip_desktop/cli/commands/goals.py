"""`goals coverage`."""

from __future__ import annotations

from typing import Any, Final

from cultdip_desktop.cli.answer import Answer
from cultdip_desktop.cli.session import Session
from cultdip_desktop.domain.coverage import PRIORITIES, TASKS, Count, Coverage, CoverageRow
from cultdip_desktop.domain.labels import SHORT_GOALS
from cultdip_desktop.domain.period import Window
from cultdip_desktop.i18n import dates
from cultdip_desktop.i18n.words import Words

_COLUMNS: Final = 8
"""Quarters that a terminal has room for; the JSON has all."""


def coverage(session: Session) -> Answer:
    """Goals × quarters: what was held, what is planned, where nothing is; without days over all events."""
    args = session.args
    with session.office() as office:
        found = office.goals.coverage_of_days(args.first, args.last)
        titles = {node.code: node.title for node in office.catalogue.current().nodes}
    rows = [row for row in found.rows if not row.depth or row.total.events]
    shown = [_row_plain(row, found.window) for row in rows]
    for plain in shown:
        title = titles.get(plain["code"])
        plain["title"] = {"vi": title.vi, "en": title.en} if title else {"vi": plain["code"], "en": ""}
    plain_answer = {"window": _window(found.window), "today": found.today.isoformat(), "rows": shown}
    return Answer(plain_answer, _lines(session.words, found, rows))


def _row_plain(row: CoverageRow, counted: Window) -> dict[str, Any]:
    return {
        "code": row.code,
        "parent": row.parent or None,
        "quarters": {
            str(cell.quarter): {
                **_count(cell.count),
                "gap": cell.empty,
                "reason": None if cell.reason is None else {"vi": cell.reason.reason.vi, "en": cell.reason.reason.en},
                "window": _window(_common(cell.quarter.window, counted)),
            }
            for cell in row.cells
        },
        **_count(row.total),
        "gap": row.gaps,
        "targets": {str(year.year): year.target for year in row.years if year.target is not None},
    }


def _count(count: Count) -> dict[str, Any]:
    half = ".5" if count.halves % 2 else ""
    return {"held": count.held, "planned": count.planned, "weighted": f"{count.halves // 2}{half}"}


def _common(quarter: Window, counted: Window) -> Window:
    """The days of a quarter that are counted: the first and last may be cut."""
    return Window(max(quarter.first, counted.first), min(quarter.last, counted.last))


def _window(window: Window) -> dict[str, str]:
    return {"first": window.first.isoformat(), "last": window.last.isoformat()}


def _lines(words: Words, found: Coverage, rows: list[CoverageRow]) -> list[str]:
    """A table for the terminal: the last quarters, then the sums over all; tasks and priorities only where tagged."""
    quarters = found.quarters[-_COLUMNS:]
    said = words.t(
        "Days counted: {first} to {last}. Held events; planned ones after a plus; – where there is none.",
        first=dates.day(words, found.window.first),
        last=dates.day(words, found.window.last),
    )
    lines = [said, " ".join([f"{'':8}", *(f"{quarter!s:>8}" for quarter in quarters), f"{'Σ':>8}"])]
    for row in rows:
        if row.section not in (TASKS, PRIORITIES) or row.total.events:
            cells = [_cell(cell.count) for cell in row.cells[-_COLUMNS:]]
            name = words.t(SHORT_GOALS[row.code]) if row.code in SHORT_GOALS else ""
            numbers = " ".join(f"{text:>8}" for text in (*cells, _cell(row.total)))
            lines.append(f"{row.code:<8} {numbers}  {name}".rstrip())
    return lines


def _cell(count: Count) -> str:
    planned = f"+{count.planned}" if count.planned else ""
    return f"{count.held or '' if planned else count.held or '–'}{planned}"
