"""Speed as ratios to plain work on the same machine, so that a slow machine fails nothing."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from cultdip_desktop.core.clock import FixedClock
from cultdip_desktop.core.ids import SeededIds
from cultdip_desktop.store.query.events import EventFilter, count, find_ids, rows
from cultdip_desktop.store.repo import event
from cultdip_desktop.store.store import Store
from tests.store.factory import FIRST, KEY, NOON, SALT, full_event

EVENTS = 20_000


def seconds(work: Callable[[], object], times: int = 3) -> float:
    """The best of a few runs."""
    best = float("inf")
    for _ in range(times):
        begin = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - begin)
    return best


@pytest.mark.slow
def test_a_list_of_20_000_events_opens_at_the_price_of_its_ids(
    tmp_path: Path, fixed_clock: FixedClock, seeded_ids: SeededIds
) -> None:
    made = full_event(seeded_ids, created_at=NOON, updated_at=NOON)
    events = [replace(made, id=seeded_ids.new(), start=FIRST - timedelta(hours=at), end=None) for at in range(EVENTS)]
    store = Store.create(tmp_path / "office.db", KEY, SALT, clock=fixed_clock, ids=seeded_ids)
    with contextlib.closing(store):
        with store.write("hq.import") as tx:
            event.merge_office(tx, "CZ-EMB", events, "gói-1")
        with store.read() as reader:
            scan = seconds(lambda: reader.connection.exec_driver_sql("SELECT id, title_vi FROM event").all())
            ids = find_ids(reader, EventFilter())
            assert len(ids) == EVENTS
            for sort in ("start", "title", "updated", "number"):
                assert seconds(lambda sort=sort: find_ids(reader, EventFilter(sort=sort))) < scan
            assert seconds(lambda: count(reader, EventFilter())) < scan / 4
            assert seconds(lambda: find_ids(reader, EventFilter(query="trung thu"))) < 4 * scan
            assert seconds(lambda: rows(reader, ids[:100])) < scan
