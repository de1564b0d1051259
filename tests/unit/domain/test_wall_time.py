"""An event keeps its days and hours by the clocks of its place, whatever they do."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.event import Event
from cultdip_desktop.domain.wall_time import days_of, in_zone, instant, last_day, moved, stretched

ZONES = sorted(available_timezones() - {"localtime", "posixrules", "Factory"})
_days = st.dates(date(2015, 1, 1), date(2045, 12, 31))
_zones = st.sampled_from(ZONES)


def whole(first: date, zone: str, days: int = 1) -> Event:
    """An event of whole days."""
    last = first + timedelta(days=days - 1)
    made = Event(id="1", office="CZ-EMB", zone=zone, all_day=True)
    return replace(made, start=instant(first, time(0), zone), end=instant(last, time(0), zone))


def timed(zone: str, start: datetime, end: datetime | None) -> Event:
    """An event with hours; both are wall times."""
    begin = instant(start.date(), start.time(), zone)
    until = None if end is None else instant(end.date(), end.time(), zone)
    return Event(id="1", office="CZ-EMB", zone=zone, start=begin, end=until)


def wall(text: str) -> datetime:
    """A time on the clock of some place."""
    return datetime.fromisoformat(text)


def walls(event: Event) -> tuple[str, str]:
    assert event.local_start is not None
    assert event.local_end is not None
    return f"{event.local_start:%Y-%m-%d %H:%M}", f"{event.local_end:%Y-%m-%d %H:%M}"


def test_a_whole_day_is_its_day_in_every_zone_on_every_day_of_a_year() -> None:
    assert len(ZONES) >= 400
    year = [date(2026, 1, 1) + timedelta(days=at) for at in range(365)]
    wrong = [
        (zone, day)
        for zone in ZONES
        for day in year
        if instant(day, time(0), zone).astimezone(ZoneInfo(zone)).date() != day
    ]
    assert wrong == []


@given(_zones, _days, _days, st.integers(1, 40))
def test_a_moved_whole_event_takes_exactly_the_new_days(zone: str, first: date, other: date, days: int) -> None:
    found = moved(whole(first, zone, days), other)
    assert days_of(found) == (other, other + timedelta(days=days - 1))


@given(_zones, _days, st.integers(1, 40), st.integers(0, 60))
def test_a_stretched_whole_event_ends_on_the_day_asked_for(zone: str, first: date, days: int, longer: int) -> None:
    last = first + timedelta(days=longer)
    assert days_of(stretched(whole(first, zone, days), last)) == (first, last)


@given(_zones, _zones, _days, st.integers(1, 20))
def test_a_whole_event_at_a_place_in_another_zone_keeps_its_days(old: str, new: str, first: date, days: int) -> None:
    assert days_of(in_zone(whole(first, old, days), new)) == (first, first + timedelta(days=days - 1))


@given(_zones, _days, _days, st.times(), st.integers(1, 30))
def test_a_moved_event_is_as_many_days_long(zone: str, first: date, other: date, at: time, hours: int) -> None:
    start = datetime.combine(first, at.replace(second=0, microsecond=0))
    event = timed(zone, start, start + timedelta(hours=hours))
    found = moved(event, other)
    assert found.day == other
    assert found.start is not None
    assert found.end is not None
    assert found.end >= found.start


def test_hours_stay_when_summer_time_lies_between() -> None:
    event = timed("Europe/Prague", wall("2026-03-28T18:30"), wall("2026-03-28T21:00"))
    assert walls(moved(event, date(2026, 3, 29))) == ("2026-03-29 18:30", "2026-03-29 21:00")
    assert moved(event, date(2026, 3, 29)).start == datetime(2026, 3, 29, 16, 30, tzinfo=UTC)


def test_an_hour_that_the_clocks_skip_stays_on_its_day() -> None:
    event = timed("Africa/Cairo", wall("2026-04-23T00:30"), wall("2026-04-23T02:00"))
    found = moved(event, date(2026, 4, 24))  # 00:00 to 01:00 do not exist there
    assert walls(found) == ("2026-04-24 01:30", "2026-04-24 02:00")


def test_a_night_event_over_the_change_of_clocks_ends_on_the_morning_after() -> None:
    event = timed("Europe/Prague", wall("2026-10-17T22:00"), wall("2026-10-18T02:30"))
    assert walls(moved(event, date(2026, 10, 24))) == ("2026-10-24 22:00", "2026-10-25 02:30")


@pytest.mark.parametrize(
    ("end", "all_day", "last"),
    [
        (None, False, 3),
        (wall("2026-09-03T21:00"), False, 3),
        (wall("2026-09-04T00:00"), False, 3),
        (wall("2026-09-04T00:01"), False, 4),
        (wall("2026-09-05T00:00"), True, 5),
        (wall("2026-09-02T00:00"), False, 3),
    ],
)
def test_the_last_day_is_the_one_that_people_would_name(end: datetime | None, all_day: bool, last: int) -> None:
    start = wall("2026-09-03T18:00")
    assert last_day(start, end, all_day=all_day) == date(2026, 9, last)


def test_an_event_without_an_end_gets_one_when_it_is_stretched() -> None:
    event = timed("Europe/Prague", wall("2026-09-03T18:00"), None)
    assert walls(stretched(event, date(2026, 9, 5))) == ("2026-09-03 18:00", "2026-09-05 18:00")


def test_an_event_is_never_stretched_before_its_first_day() -> None:
    with pytest.raises(UserError) as caught:
        stretched(whole(date(2026, 9, 3), "Asia/Tokyo"), date(2026, 9, 2))
    assert caught.value.code == "event.end_before_start"
