"""The demo's events: repeatable, valid, believable."""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from cultdip_desktop.core.clock import FixedClock
from cultdip_desktop.core.ids import SeededIds
from cultdip_desktop.core.paths import resources
from cultdip_desktop.domain.codec import event_to_plain
from cultdip_desktop.domain.event import COUNTED, Event, EventKind, EventState
from cultdip_desktop.domain.findings import Severity, check_event
from cultdip_desktop.domain.mission import OfficeIdentity, OfficeRole
from cultdip_desktop.domain.period import Period
from cultdip_desktop.domain.text import BiText, EnglishState
from cultdip_desktop.i18n.lunar import from_solar
from cultdip_desktop.services.catalogue import shipped_catalogue
from cultdip_desktop.services.demo import material
from cultdip_desktop.services.demo.content import events, headquarters_people, people
from cultdip_desktop.services.demo.counts import counts

TODAY = date(2026, 11, 22)
OFFICE = OfficeIdentity(
    id="CZ-EMB",
    role=OfficeRole.MISSION,
    name=BiText("Đại sứ quán Việt Nam tại Cộng hòa Séc"),
    short_name=BiText("ĐSQ tại CH Séc"),
    city=BiText("Praha"),
    country="CZ",
    zone="Europe/Prague",
    currency="CZK",
    language="vi",
    writer_id="0199f000-0000-7000-8000-000000000001",
    epoch=1,
)
WRONG_TONE_PLACE = re.compile(r"o[àáảãạ](?!\w)|o[èéẻẽẹ](?!\w)|(?<!q)u[ỳýỷỹỵ](?!\w)", re.IGNORECASE)


def made(count: int = 120, *, seed: int = 1, today: date = TODAY, years: int = 3) -> tuple[Event, ...]:
    ids = SeededIds(seed, FixedClock(datetime.combine(today, time(9), UTC)))
    return events(count=count, years=years, seed=seed, today=today, office=OFFICE, edition="2026.1", ids=ids)


@pytest.fixture(scope="module")
def demo() -> tuple[Event, ...]:
    return made()


def written(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from written(part)
    elif isinstance(value, list):
        for part in value:
            yield from written(part)


def texts_of_resources() -> list[str]:
    files = sorted((resources() / "demo").rglob("*.json"))
    return [text for file in files for text in written(json.loads(Path(file).read_text("utf-8")))]


def test_the_same_seed_and_day_give_the_same_content(demo: tuple[Event, ...]) -> None:
    assert [event_to_plain(event) for event in made()] == [event_to_plain(event) for event in demo]


def test_another_seed_gives_other_content(demo: tuple[Event, ...]) -> None:
    assert {event.title.vi for event in made(seed=2)} != {event.title.vi for event in demo}


@pytest.mark.parametrize("today", [TODAY, date(2026, 10, 15), date(2027, 1, 1), date(2028, 2, 29), date(2025, 6, 30)])
def test_no_event_has_an_error_whatever_the_day(today: date) -> None:
    catalogue = shipped_catalogue()
    now = datetime.combine(today, time(9), UTC)
    found = made(today=today)
    findings = [finding for event in found for finding in check_event(event, catalogue, now)]
    assert len(found) == 120
    assert not [one for one in findings if one.severity is Severity.ERROR or one.code == "event.held_in_future"]


def test_one_reason_is_missing_so_that_a_newcomer_meets_the_check(demo: tuple[Event, ...]) -> None:
    lacking = [event for event in demo if any(not tag.reason.vi for tag in event.goals)]
    assert [event.state for event in lacking] == [EventState.PREPARING]


def test_every_kind_and_at_least_forty_sorts_are_there(demo: tuple[Event, ...]) -> None:
    assert len(material.archetypes()) >= 40
    assert {event.kind for event in demo} == set(EventKind)


def test_titles_are_told_apart_in_both_languages(demo: tuple[Event, ...]) -> None:
    assert max(Counter(event.title.vi for event in demo).values()) == 1
    english = [event.title.en for event in demo if event.title.en]
    assert len(set(english)) == len(english)


def test_states_follow_the_day(demo: tuple[Event, ...]) -> None:
    for event in demo:
        assert event.day is not None
        assert event.local_end is not None
        if event.state in COUNTED:
            assert event.local_end.date() < TODAY
        elif event.state not in (EventState.CANCELLED, EventState.POSTPONED):
            assert event.day >= TODAY
    assert {event.state for event in demo} == set(EventState)


@pytest.mark.parametrize("today", [TODAY, date(2026, 2, 3), date(2025, 8, 31)])
@pytest.mark.parametrize("seed", [1, 2, 7])
def test_the_running_and_the_previous_quarter_have_at_least_eight_held_events(today: date, seed: int) -> None:
    found = made(today=today, seed=seed)
    running = Period.quarter_of(today)
    for period in (running, running.previous):
        assert sum(event.counted and event.day in period.window for event in found) >= 8


def test_every_past_quarter_is_filled(demo: tuple[Event, ...]) -> None:
    period = Period.quarter_of(TODAY)
    for _ in range(10):
        assert sum(event.counted and event.day in period.window for event in demo) >= 5, str(period)
        period = period.previous


@pytest.mark.parametrize(
    ("words", "lunar"), [("Trung thu", (8, 15)), ("Giỗ Tổ", (3, 10)), ("Vu Lan", (7, 15)), ("Giao thừa", (12, None))]
)
def test_feasts_fall_on_their_lunar_days(demo: tuple[Event, ...], words: str, lunar: tuple[int, int | None]) -> None:
    days = [event.day for event in demo if words in event.title.vi]
    assert days
    for day in days:
        assert day is not None
        found = from_solar(day)
        assert found.month == lunar[0]
        assert found.day == lunar[1] if lunar[1] else from_solar(day + timedelta(days=1)).month == 1


def test_culture_day_is_the_twenty_fourth_of_november_since_2026() -> None:
    days = [event.day for event in made(600) if event.title.vi.startswith("Ngày Văn hóa Việt Nam")]
    assert days
    assert all(day is not None and (day.month, day.day) == (11, 24) and day.year >= 2026 for day in days)


def test_vietnamese_is_complete_and_english_has_its_gaps(demo: tuple[Event, ...]) -> None:
    assert all(event.title.vi and event.summary.vi and event.venue.vi for event in demo)
    states = Counter(event.title.english for event in demo) + Counter(event.summary.english for event in demo)
    assert states[EnglishState.MISSING] > 0
    assert states[EnglishState.STALE] > 0
    assert states[EnglishState.REVIEWED] > len(demo)


def test_unesco_and_absorbing_goals_are_thin(demo: tuple[Event, ...]) -> None:
    primary = Counter(tag.code for event in demo if event.counted for tag in event.goals if tag.primary)
    assert primary["M3"] > primary["M4"] + primary["M5"]
    assert primary["M1"] > primary["M4"] + primary["M5"]
    assert primary["M4"] + primary["M5"] > 0


def test_texts_are_composed_and_spelt_one_way() -> None:
    for text in texts_of_resources():
        assert unicodedata.is_normalized("NFC", text), text
        assert not WRONG_TONE_PLACE.search(text), text
        assert "Vietnam " not in text, text


def test_no_placeholder_is_left_open(demo: tuple[Event, ...]) -> None:
    assert not [text for event in demo for text in written(event_to_plain(event)) if re.search(r"[{}]|\s{2}", text)]


def test_counts_equal_a_naive_recount(demo: tuple[Event, ...]) -> None:
    told = counts(demo)
    held = [event for event in demo if event.state in COUNTED]
    assert told["events"] == 120
    assert told["held"] == len(held)
    assert told["attendance"] == sum(event.attendance for event in held)
    assert told["spent"]["CZK"] == f"{sum((event.spent.get('CZK', Decimal(0)) for event in held), Decimal(0)):f}"
    codes = Counter(tag.code for event in held for tag in event.goals)
    assert {code: row["events"] for code, row in told["goals"].items()} == codes
    months = Counter(f"{event.day:%Y-%m}" for event in held)
    assert {month: row["events"] for month, row in told["months"].items()} == months
    assert sum(row["events"] for row in told["quarters"].values()) == len(held)
    json.dumps(told)


@pytest.mark.slow
def test_ten_thousand_events_stay_varied() -> None:
    found = made(10_000)
    assert len(found) == 10_000
    assert len({event.title.vi for event in found}) == 10_000


@pytest.mark.parametrize("count", [0, 1, 7])
def test_small_demos_have_exactly_the_number_asked_for(count: int) -> None:
    assert len(made(count, years=1)) == count


def test_each_office_has_one_officer_who_approves(seeded_ids: SeededIds) -> None:
    (officer,) = people(seeded_ids)
    (desk,) = headquarters_people(seeded_ids)
    assert (officer.name, officer.rank.vi) == ("Nguyễn Minh Hà", "Bí thư thứ nhất")
    assert officer.approver
    assert desk.approver
