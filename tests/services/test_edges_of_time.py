"""Days that no calendar knows, hours that no clock shows: refused or kept on their day, never a crash."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest

from cultdip_desktop.app import Office
from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.event import Event
from cultdip_desktop.domain.plan_words import DateRule
from cultdip_desktop.domain.recurrence import YearlyRule
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.domain.wall_time import days_of, instant
from cultdip_desktop.i18n.typed_dates import parse
from cultdip_desktop.store.query.events import EventFilter
from tests.services.planning import praha

FAR = [date.min, date(202, 1, 1), date(1899, 12, 31), date(2101, 1, 1), date.max]
CHANGES = [
    ("America/Asuncion", date(2023, 10, 1)),
    ("Africa/Cairo", date(2026, 4, 24)),
    ("Asia/Beirut", date(2026, 3, 29)),
    ("Australia/Lord_Howe", date(2026, 10, 4)),
    ("America/Santiago", date(2026, 9, 6)),
    ("America/Havana", date(2026, 3, 8)),
    ("Asia/Gaza", date(2026, 3, 28)),
    ("Antarctica/Troll", date(2026, 3, 29)),
]


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with praha(tmp_path) as opened:
        yield opened


def planned(office: Office, day: date, hour: time, zone: str, *, all_day: bool = False) -> Event:
    start, end = instant(day, hour, zone), instant(day + timedelta(days=1), hour, zone)
    draft = replace(office.events.blank(), title=BiText("Tết"), zone=zone, start=start, end=end, all_day=all_day)
    return office.events.save(draft)[0]


def code(act: Callable[[], object]) -> str:
    with pytest.raises(UserError) as caught:
        act()
    return caught.value.code


@pytest.mark.parametrize("day", FAR)
def test_nothing_is_moved_to_a_day_that_the_calendar_does_not_know(office: Office, day: date) -> None:
    event = planned(office, date(2026, 2, 17), time(18), "Europe/Prague")
    acts: tuple[Callable[[], object], ...] = (
        lambda: office.calendar.move(event.id, day),
        lambda: office.calendar.stretch(event.id, day),
        lambda: office.planning.place(event.id, day, day),
        lambda: office.planning.begin_at(event.id, day, time(23, 59)),
        lambda: office.events.duplicate(event.id, day),
        lambda: office.templates.make(office.templates.all()[0].id, day),
        lambda: office.events.begun(day=day),
    )
    assert {code(act) for act in acts} == {"calendar.out_of_range"}
    assert (
        code(lambda: office.events.edit(event.id, {"start": f"{day:%Y-%m-%d}T10:00".rjust(16, "0")}))
        == "event.bad_value"
    )
    assert office.events.get(event.id) == event


@pytest.mark.parametrize("typed", ["1/1/202", "1/1/9999", "1/1/2101", "31/12/1899", "15/8/9999 âl"])
def test_a_year_that_is_still_being_typed_is_no_year(typed: str) -> None:
    assert parse(typed, 2026) is None


@pytest.mark.parametrize("day", [date(1900, 2, 1), date(2100, 12, 30), date(2024, 2, 29)])
def test_at_both_ends_of_the_calendar_every_question_is_answered(office: Office, tmp_path: Path, day: date) -> None:
    event = planned(office, day - timedelta(days=1), time(12), "Europe/Prague")
    office.calendar.clashes(event)
    office.calendar.month(
        max(day - timedelta(days=20), date(1900, 1, 1)), min(day + timedelta(days=20), date(2100, 12, 31))
    )
    office.goals.coverage_of_days()
    office.goals.years()
    office.planning.by_state()
    for ending in ("ics", "xlsx", "csv"):
        office.exporting.events(tmp_path / f"ra.{ending}", EventFilter(), "vi")
    for rule in (YearlyRule(DateRule.LUNAR, 1, 30), YearlyRule(DateRule.CIVIL, 2, 29)):
        with suppress(UserError):  # years beyond the calendar, or a series already
            office.series.repeat(event.id, rule, day.year + 3)


@pytest.mark.parametrize(("zone", "day"), CHANGES)
@pytest.mark.parametrize("all_day", [True, False])
def test_where_midnight_is_skipped_events_stay_on_their_days(
    office: Office, zone: str, day: date, all_day: bool
) -> None:
    for beside in (-1, 0, 1):
        first = day + timedelta(days=beside)
        event = planned(office, first, time(0), zone, all_day=all_day)
        assert event.day == first
        for target in (date(2026, 6, 1), first):
            office.calendar.move(event.id, target)
            assert office.events.get(event.id).day == target
            office.calendar.stretch(event.id, target + timedelta(days=2))
            assert days_of(office.events.get(event.id)) == (target, target + timedelta(days=2))
        (line,) = (one for one in office.calendar.month(first, first).events if one.id == event.id)
        assert (line.first, line.last) == (first, first + timedelta(days=2))


def test_the_day_that_samoa_left_out_becomes_the_next(office: Office) -> None:
    for hour in (time(0), time(10), time(23, 59)):
        event = planned(office, date(2011, 12, 29), hour, "Pacific/Apia")
        office.calendar.move(event.id, date(2011, 12, 30))
        assert office.events.get(event.id).day == date(2011, 12, 31)
        office.undo.undo()
        assert office.events.get(event.id).day == date(2011, 12, 29)


def test_an_event_of_seventy_years_is_shown_moved_and_written(office: Office, tmp_path: Path) -> None:
    draft = replace(office.events.blank(), title=BiText("Hợp tác"), start=datetime(2020, 1, 1, tzinfo=UTC))
    event, _ = office.events.save(replace(draft, end=datetime(2090, 1, 1, tzinfo=UTC)))
    assert [one.id for one in office.calendar.month(date(2021, 1, 1), date(2021, 1, 31)).events] == [event.id]
    office.calendar.clashes(event)
    office.calendar.move(event.id, date(2080, 1, 1))
    assert office.exporting.events(tmp_path / "ra.ics", EventFilter(), "en").events == 1
