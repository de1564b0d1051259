"""Headquarters' consolidated view over 470,000 events of 94 missions: the page, the events behind a number, the sums.

Bars are those of the task: the page within a second, a list behind a number within 200 ms. The store is made once and
kept in the machine's temporary folder; `--quick` takes a tenth.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date
from types import SimpleNamespace
from typing import Any, cast

from bench import headquarters_store
from bench.measure import Figure, Run, middle

EVENTS = 470_000
_DASHBOARD, _LIST = 1_000, 200


def measure(run: Run) -> list[Figure]:
    """Wall time in milliseconds, medians; the first answer of each counts as well."""
    events = EVENTS // 10 if run.quick else EVENTS
    store = headquarters_store.opened(headquarters_store.made(events))
    try:
        return _measured(run, store, events)
    finally:
        store.close()


def _measured(run: Run, store: Any, events: int) -> list[Figure]:
    from cultdip_desktop.core.clock import FixedClock
    from cultdip_desktop.domain.figures import Dimension
    from cultdip_desktop.domain.overview import Selection, year_before
    from cultdip_desktop.domain.period import Window
    from cultdip_desktop.hq.behind import BehindService
    from cultdip_desktop.hq.figures import FiguresService
    from cultdip_desktop.hq.overview import OverviewService
    from cultdip_desktop.services.desk import Desk

    desk = cast(Desk, SimpleNamespace(store=store, clock=FixedClock(headquarters_store.NOW), actor=None))
    figures, overview, behind = FiguresService(desk), OverviewService(desk), BehindService(desk)
    begin = time.perf_counter()
    offices = figures.refresh()
    summed = time.perf_counter() - begin
    nine = Window(date(2026, 1, 1), date(2026, 9, 30))
    ever = Window(date(2022, 1, 1), date(2026, 9, 30))
    half = Window(date(2025, 12, 15), date(2026, 6, 14))
    europe = ("CZ-EMB", "DE-EMB", "FR-EMB", "GB-EMB", "IT-EMB", "PL-EMB")
    lists = {
        "a goal": Selection(nine, None, Dimension.GROUP, "M5"),
        "a goal of a region": Selection(nine, europe, Dimension.GROUP, "M4"),
        "a rare solution of all years": Selection(ever, None, Dimension.GOAL, "G2.2.1"),
        "a source of money": Selection(nine, None, Dimension.SOURCE, "RS.SOC"),
        "everything": Selection(ever),
    }
    found = [
        _taken(run, f"dashboard of nine months beside a year before, {events} events", _DASHBOARD,
               lambda: overview.overview(nine, year_before(nine))),
        _taken(run, "dashboard of a half year under the decree", _DASHBOARD,
               lambda: overview.overview(half, year_before(half))),
        _taken(run, "figures by every code with their packages, all years", None, lambda: figures.figures(ever, Dimension.GOAL)),
    ]  # fmt: skip
    for name, selection in lists.items():
        found.append(_taken(run, f"events behind {name}", _LIST, lambda chosen=selection: behind.page(chosen)))  # type: ignore[misc]
    if offices:
        found.append(Figure(f"sums of {offices} offices made", summed, unit="s"))
    return found


def _taken(run: Run, name: str, limit: float | None, work: Callable[[], object]) -> Figure:
    times, spent = [], []
    for _ in range(run.rounds):
        begin, busy = time.perf_counter(), time.process_time()
        work()
        times.append((time.perf_counter() - begin) * 1000)
        spent.append((time.process_time() - busy) * 1000)
    detail = {"first_ms": round(times[0], 1), "most_ms": round(max(times), 1), "cpu_ms": middle(spent)}
    return Figure(name, middle(times), limit, "ms", detail=detail)
