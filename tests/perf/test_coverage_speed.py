"""Coverage is counted by SQL: its price is a few readings of the tags, whatever the matrix shows."""

from __future__ import annotations

import contextlib
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from cultdip_desktop.core.clock import FixedClock
from cultdip_desktop.core.ids import SeededIds
from cultdip_desktop.domain.coverage import Plan, coverage, quarters_of
from cultdip_desktop.domain.event import EventState, GoalTag
from cultdip_desktop.domain.period import PeriodRule
from cultdip_desktop.services.catalogue import shipped_catalogue
from cultdip_desktop.store.query.coverage import span, tallies
from cultdip_desktop.store.repo import event
from cultdip_desktop.store.store import Store
from tests.perf.test_store_speed import seconds
from tests.store.factory import FIRST, KEY, NOON, SALT, full_event

EVENTS = 20_000
_CODES = ("M1", "M2", "M3", "M4", "M5", "G1.1", "G2.2.1", "G3.4", "G4.2.2", "G5.3", "G6.1", "N3", "U5")


@pytest.mark.slow
def test_20_000_events_with_three_goals_each_cost_few_readings_of_their_tags(
    tmp_path: Path, fixed_clock: FixedClock, seeded_ids: SeededIds
) -> None:
    catalogue = shipped_catalogue()
    made = full_event(seeded_ids, created_at=NOON, updated_at=NOON)
    events = [
        replace(
            made,
            id=seeded_ids.new(),
            start=FIRST - timedelta(hours=at),
            end=None,
            state=EventState.HELD if at % 5 else EventState.APPROVED,
            goals=tuple(
                GoalTag(_CODES[(at + step * 4) % len(_CODES)], catalogue.edition, primary=not step) for step in range(3)
            ),
        )
        for at in range(EVENTS)
    ]
    store = Store.create(tmp_path / "office.db", KEY, SALT, clock=fixed_clock, ids=seeded_ids)
    with contextlib.closing(store):
        with store.write("hq.import") as tx:
            event.merge_office(tx, "CZ-EMB", events, "gói-1")
        with store.read() as reader:
            scan = seconds(lambda: reader.connection.exec_driver_sql("SELECT event_id, code FROM event_goal").all())
            days = span(reader)
            assert days is not None
            found = tallies(reader, days)
            assert sum(one.events for one in found) == EVENTS
            asked = seconds(lambda: tallies(reader, days))
            quarters = quarters_of(days.first, days.last, PeriodRule.CALENDAR)
            laid = seconds(lambda: coverage(catalogue, quarters, found, Plan(), date(2026, 10, 15)))
            searched = seconds(lambda: span(reader))
    print(f"tags {scan * 1000:.0f} ms, counted {asked * 1000:.0f}, laid {laid * 1000:.0f}, span {searched * 1000:.1f}")  # noqa: T201 - a figure
    assert asked + laid < 8 * scan
    assert searched < scan
