"""Which events a calendar finds on its days."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from cultdip_desktop.core.ids import SeededIds
from cultdip_desktop.domain.event import Event
from cultdip_desktop.domain.wall_time import instant
from cultdip_desktop.store.query import calendar
from cultdip_desktop.store.repo import event as event_rows
from cultdip_desktop.store.store import Store
from tests.store.factory import added, full_event, statements
from tests.unit.domain.test_wall_time import ZONES

NIGHT = date(2026, 4, 24)
"""The clocks of Cairo skip the hour after midnight on this day."""


def whole(ids: SeededIds, zone: str, first: date = NIGHT, last: date | None = None) -> Event:
    """An event of whole days at a place in `zone`."""
    start, end = instant(first, time(0), zone), instant(last or first, time(0), zone)
    return replace(full_event(ids), start=start, end=end, zone=zone, all_day=True)


def test_a_whole_day_at_any_place_of_the_world_is_drawn_on_that_day(store: Store, seeded_ids: SeededIds) -> None:
    events = [whole(seeded_ids, zone) for zone in ZONES]
    assert len(events) >= 400
    with store.write("hq.import") as tx:
        event_rows.merge_office(tx, "CZ-EMB", events, "gói-1")
    with store.read() as reader:
        found = calendar.events(reader, NIGHT, NIGHT)
        beside = [*calendar.events(reader, NIGHT - timedelta(days=1), NIGHT - timedelta(days=1))]
        beside += calendar.events(reader, NIGHT + timedelta(days=1), NIGHT + timedelta(days=1))
    assert {one.id for one in found} == {event.id for event in events}
    assert {(one.first, one.last, one.start) for one in found} == {(NIGHT, NIGHT, None)}
    assert beside == []


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Pago_Pago", "Europe/Prague", "Asia/Kathmandu"])
def test_the_last_day_of_a_long_event_is_found_wherever_it_is(store: Store, seeded_ids: SeededIds, zone: str) -> None:
    last = NIGHT + timedelta(days=30)
    (show,) = added(store, whole(seeded_ids, zone, NIGHT, last))
    with store.read() as tx:
        assert [one.id for one in calendar.events(tx, last, last)] == [show.id]
        assert calendar.events(tx, last + timedelta(days=1), last + timedelta(days=2)) == ()


def test_what_lies_in_the_trash_is_not_drawn(store: Store, seeded_ids: SeededIds) -> None:
    (gone,) = added(store, whole(seeded_ids, "Europe/Prague"))
    with store.write("event.delete") as tx:
        event_rows.trash(tx, gone.id)
    with store.read() as reader:
        assert calendar.events(reader, NIGHT, NIGHT) == ()


@pytest.mark.parametrize("number", [1, 30])
def test_a_month_takes_one_statement(store: Store, seeded_ids: SeededIds, number: int) -> None:
    events = [whole(seeded_ids, "Europe/Prague", NIGHT + timedelta(days=at % 7)) for at in range(number)]
    with store.write("hq.import") as tx:
        event_rows.merge_office(tx, "CZ-EMB", events, "gói-1")
    with store.read() as reader, statements(reader) as seen:
        assert len(calendar.events(reader, date(2026, 4, 1), date(2026, 5, 10))) == number
    assert len(seen) == 1
