"""Headquarters: an office's state arrives whole, again and again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.core.ids import SeededIds
from cultdip_desktop.domain.event import FACETS, Event, EventState
from cultdip_desktop.domain.figures import Dimension
from cultdip_desktop.domain.figures import count as count_figures
from cultdip_desktop.domain.period import Period
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.store.query import digest
from cultdip_desktop.store.query.events import EventFilter, find_ids
from cultdip_desktop.store.repo import event, partner
from cultdip_desktop.store.store import Store
from tests import counting as figures
from tests.store.factory import FIRST, NOON, full_event, statements

Q3 = Period.parse("2026-Q3").window


@pytest.fixture
def sent(seeded_ids: SeededIds) -> list[Event]:
    """Four events as a package brings them."""
    made = {"created_at": NOON, "updated_at": NOON, "internal_note": ""}
    return [
        full_event(seeded_ids, number=f"SK-2026-{at:03d}", start=FIRST + timedelta(hours=at), end=None, **made)
        for at in range(4)
    ]


def taken_in(store: Store, events: list[Event], package: str, since: date | None = None) -> event.Merge:
    with store.write("hq.import") as tx:
        return event.merge_office(tx, "CZ-EMB", events, package, since)


def test_what_arrives_first_is_new_and_stays_as_it_was_sent(store: Store, sent: list[Event]) -> None:
    merge = taken_in(store, sent, "gói-1")
    assert merge == event.Merge(new=tuple(new.id for new in sent))
    with store.read() as tx:
        assert event.get_many(tx, merge.new) == sent
        assert partner.all(tx) == ()


def test_lists_of_every_kind_come_back_as_they_were_sent(store: Store, sent: list[Event]) -> None:
    """A table keeps them in the order of their names, an event in the order of the strategy."""
    codes: dict[str, Any] = {name: (f"{facet.value}.2", f"{facet.value}.1") for facet, name in FACETS.items()}
    whole = [replace(sent[0], **codes)]
    taken_in(store, whole, "gói-1")
    with store.write("hq.import") as tx:
        assert event.merge_office(tx, "CZ-EMB", whole, "gói-2") == event.Merge(unchanged=(whole[0].id,))
        assert event.get(tx, whole[0].id) == whole[0]


def test_the_same_state_again_changes_nothing(store: Store, sent: list[Event]) -> None:
    taken_in(store, sent, "gói-1")
    later = [replace(new, updated_at=NOON + timedelta(days=1)) for new in sent]
    with store.write("hq.import") as tx:
        merge = event.merge_office(tx, "CZ-EMB", later, "gói-2")
    assert merge == event.Merge(unchanged=tuple(new.id for new in sent))
    assert not tx.change_set


def test_changed_gone_and_new_events_are_told_apart(store: Store, sent: list[Event], seeded_ids: SeededIds) -> None:
    taken_in(store, sent, "gói-1")
    first, second, _third, fourth = sent
    changed = replace(second, goals=second.goals[:1], title=BiText("Rằm tháng Tám"))
    added = full_event(seeded_ids, created_at=NOON, updated_at=NOON)
    with store.read() as tx:
        preview = event.preview_merge(tx, "CZ-EMB", [first, changed, fourth, added])
    merge = taken_in(store, [first, changed, fourth, added], "gói-2")
    assert merge == preview == event.Merge((added.id,), (second.id,), (first.id, fourth.id), (sent[2].id,))
    with store.read() as tx:
        assert event.get(tx, second.id).goals == changed.goals
        assert find_ids(tx, EventFilter(query="ram thang tam")) == [second.id]
        assert figures.packages_of(tx, merge.new + merge.changed + merge.unchanged) == {
            added.id: "gói-2",
            second.id: "gói-2",
            first.id: "gói-1",
            fourth.id: "gói-1",
        }
        with pytest.raises(UserError):
            event.get(tx, sent[2].id)


def test_a_withdrawn_event_may_come_back(store: Store, sent: list[Event]) -> None:
    taken_in(store, sent, "gói-1")
    taken_in(store, sent[1:], "gói-2")
    assert taken_in(store, sent, "gói-3").changed == (sent[0].id,)
    with store.read() as tx:
        assert event.get(tx, sent[0].id) == sent[0]


def test_events_of_closed_years_are_not_withdrawn(store: Store, sent: list[Event]) -> None:
    old = replace(sent[0], start=FIRST - timedelta(days=800))
    taken_in(store, [old, *sent[1:]], "gói-1")
    assert taken_in(store, sent[1:3], "gói-2", since=date(2026, 1, 1)).withdrawn == (sent[3].id,)


def test_another_office_is_never_touched(store: Store, sent: list[Event]) -> None:
    taken_in(store, sent, "gói-1")
    stolen = replace(sent[0], office="FR-EMB")
    for events, office in (([stolen], "FR-EMB"), (sent, "FR-EMB")):
        with pytest.raises(UserError) as caught, store.write("hq.import") as tx:
            event.merge_office(tx, office, events, "gói-2")
        assert caught.value.code == "store.event_of_other_office"
    with store.write("hq.import") as tx:
        assert event.merge_office(tx, "FR-EMB", [], "gói-3") == event.Merge()


def test_an_event_may_stand_only_once_in_a_package(store: Store, sent: list[Event]) -> None:
    with pytest.raises(UserError) as caught:
        taken_in(store, [sent[0], sent[0]], "gói-1")
    assert caught.value.code == "store.event_twice"


def test_a_preview_writes_nothing(store: Store, sent: list[Event]) -> None:
    with store.read() as tx:
        before = digest.digest(tx)
        event.preview_merge(tx, "CZ-EMB", sent)
        assert digest.digest(tx) == before


def test_figures_count_the_light_events_like_the_whole_ones(store: Store, sent: list[Event]) -> None:
    extra = [replace(sent[0], state=EventState.CANCELLED), *sent[1:]]
    taken_in(store, extra, "gói-1")
    with store.read() as tx, statements(tx) as seen:
        light = figures.counted_events(tx, Q3)
    assert len(seen) == 3
    for dimension in (Dimension.GOAL, Dimension.GROUP, Dimension.KIND, Dimension.MISSION, Dimension.MONTH):
        assert count_figures(light, Q3, dimension) == count_figures(extra, Q3, dimension)
    assert count_figures(light, Q3, Dimension.GOAL).total.spent["CZK"] == Decimal("178350.00")


def test_figures_of_an_office_and_a_window_are_only_theirs(store: Store, sent: list[Event]) -> None:
    taken_in(store, sent, "gói-1")
    with store.read() as tx:
        assert figures.counted_events(tx, Q3, office="FR-EMB") == []
        assert figures.counted_events(tx, Period.parse("2026-Q4").window) == []
        assert len(figures.counted_events(tx, Q3, office="CZ-EMB")) == 4
