"""The calendar of an office with 20,000 events: a month, a year, the hints of an event, the best dates."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from bench import offices
from bench.measure import Figure, Run, middle


def measure(run: Run) -> list[Figure]:
    """Milliseconds of the service, holidays loaded; and once what it costs to load them."""
    from cultdip_desktop.app import open_office
    from cultdip_desktop.domain.best_date import BestDateWish

    rounds = 3 if run.quick else 9
    with open_office(offices.many(run.folder), offices.PASSPHRASE, writing=False) as office:
        calendar = office.calendar
        warm = _ms(calendar.warm)
        first = date(2026, 4, 27)
        event = replace(office.events.blank(), start=datetime(2026, 5, 20, 18, tzinfo=UTC))
        wish = BestDateWish(first=date(2027, 1, 1), last=date(2027, 6, 30))
        cases: tuple[tuple[str, Callable[[], object], float | None], ...] = (
            ("a month (six weeks, all layers)", lambda: calendar.month(first, first + timedelta(days=41)), 100),
            ("a year", lambda: calendar.month(date(2026, 1, 1), date(2026, 12, 31)), None),
            ("hints about an event", lambda: calendar.clashes(event), 50),
            ("best dates of half a year", lambda: calendar.best_dates(wish), 300),
            ("what comes up in 18 months", lambda: calendar.upcoming(), 100),
        )
        figures = [
            Figure(f"{name}, 20,000 events", middle([_ms(work) for _ in range(rounds)]), limit, "ms")
            for name, work, limit in cases
        ]
    return [*figures, Figure("holidays of two countries, loaded the first time", warm, None, "ms")]


def _ms(work: Callable[[], object]) -> float:
    begin = time.perf_counter()
    work()
    return round((time.perf_counter() - begin) * 1000, 1)
