"""What the demo counts in its own content, by the one rule that reports and headquarters count by."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from cultdip_desktop.domain.event import Event
from cultdip_desktop.domain.figures import Dimension, FigureRow, count
from cultdip_desktop.domain.period import Period, Window

_EVER = Window(date.min, date.max)


def counts(events: Iterable[Event], window: Window = _EVER) -> dict[str, Any]:
    """Numbers over `window`, ready for JSON.

    `events` counts everything, `reportable` what travels to headquarters. All the rest are figures of events that
    were held: `held`, `attendance`, `spent` by currency, and rows `{events, weighted, attendance, spent}` by
    `goals` (every code), `groups`, `kinds`, `months` (`2026-09`) and `quarters` (`2026-Q3`). Amounts and weighted
    numbers are texts with a decimal point.
    """
    everything = [event for event in events if event.deleted_at is None]
    within = [event for event in everything if event.day is not None and event.day in window]
    total = count(within, window, Dimension.KIND).total
    return {
        "events": len(everything),
        "reportable": sum(event.reportable for event in within),
        "held": total.events,
        "attendance": total.attendance,
        "spent": _amounts(total),
        "goals": _rows(within, window, Dimension.GOAL),
        "groups": _rows(within, window, Dimension.GROUP),
        "kinds": _rows(within, window, Dimension.KIND),
        "months": _rows(within, window, Dimension.MONTH),
        "quarters": _quarters(within, window),
    }


def _rows(events: list[Event], window: Window, dimension: Dimension) -> dict[str, Any]:
    return {row.key: _row(row) for row in count(events, window, dimension).rows}


def _quarters(events: list[Event], window: Window) -> dict[str, Any]:
    by_quarter: dict[str, list[Event]] = {}
    for event in events:
        if event.day is not None:
            by_quarter.setdefault(str(Period.quarter_of(event.day)), []).append(event)
    rows = {key: count(by_quarter[key], window, Dimension.KIND).total for key in sorted(by_quarter)}
    return {key: _row(row) for key, row in rows.items() if row.events}


def _row(row: FigureRow) -> dict[str, Any]:
    return {
        "events": row.events,
        "weighted": _text(row.weighted.normalize()),
        "attendance": row.attendance,
        "spent": _amounts(row),
    }


def _amounts(row: FigureRow) -> dict[str, str]:
    return {currency: _text(amount) for currency, amount in row.spent.items()}


def _text(number: Decimal) -> str:
    return f"{number:f}"
