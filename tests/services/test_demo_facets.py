"""Sample events carry what an officer also writes down, from a random stream of its own."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest

from cultdip_desktop.core.clock import FixedClock
from cultdip_desktop.core.ids import SeededIds
from cultdip_desktop.domain.event import Event, EventState
from cultdip_desktop.domain.findings import Severity, check_event
from cultdip_desktop.domain.mission import OfficeIdentity, OfficeRole
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.i18n.localities import localities
from cultdip_desktop.services.catalogue import shipped_catalogue
from cultdip_desktop.services.demo import content
from cultdip_desktop.services.demo.facets import with_facets

TODAY = date(2026, 11, 22)
OFFICE = OfficeIdentity(
    id="CZ-EMB", role=OfficeRole.MISSION, name=BiText("Đại sứ quán"), short_name=BiText("ĐSQ"), city=BiText("Praha"),
    country="CZ", zone="Europe/Prague", currency="CZK", language="vi",
    writer_id="0199f000-0000-7000-8000-000000000001", epoch=1,
)  # fmt: skip
FACETS = ("audience", "fit", "channels", "pillars", "forums", "localities", "occasion", "link_note", "results")


@pytest.fixture(scope="module")
def demo() -> tuple[Event, ...]:
    ids = SeededIds(1, FixedClock(datetime.combine(TODAY, time(9), UTC)))
    return content.events(count=200, years=3, seed=1, today=TODAY, office=OFFICE, edition="2026.1", ids=ids)


def test_nothing_else_of_an_event_changes(demo: tuple[Event, ...]) -> None:
    again = with_facets(demo, 2, TODAY)
    keep = {name: getattr(demo[0], name) for name in FACETS}
    for before, after in zip(demo, again):
        assert replace(after, **keep) == replace(before, **keep)
        assert after.results.attendance == before.results.attendance
        assert after.results.outcomes == before.results.outcomes


def test_most_of_what_was_held_says_for_whom_and_who_wrote_about_it(demo: tuple[Event, ...]) -> None:
    done = [event for event in demo if event.state is EventState.RESULTS_IN]
    assert 0.5 < sum(bool(event.audience) for event in done) / len(done) < 0.9
    assert 0.4 < sum(bool(event.results.press) for event in done) / len(done) < 0.9
    assert any(event.results.gains for event in done)
    assert any(event.localities for event in demo)
    assert not any(event.results.press for event in demo if event.state is not EventState.RESULTS_IN)


def test_every_code_is_one_of_the_catalogue(demo: tuple[Event, ...]) -> None:
    catalogue = shipped_catalogue()
    now = datetime.combine(TODAY, time(9), UTC)
    for event in demo:
        assert not [f for f in check_event(event, catalogue, now) if f.severity is Severity.ERROR]
        assert set(event.localities) <= set(localities())
