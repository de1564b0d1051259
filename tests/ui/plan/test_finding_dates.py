"""The best date, and the occasions ahead with the office's own among them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt

from cultdip_desktop.app import Office
from cultdip_desktop.domain.best_date import Avoid, Week
from cultdip_desktop.domain.plan_words import DateRule
from cultdip_desktop.ui.kit.moments import Moment
from cultdip_desktop.ui.kit.room import Route
from cultdip_desktop.ui.rooms.plan.view import PlanRoom
from cultdip_desktop.ui.rooms.plan.view_finder import FinderView
from cultdip_desktop.ui.rooms.plan.view_radar import OWN, ROUND, RadarView
from tests.ui.kit_typing import press, type_text
from tests.ui.plan.conftest import Planned

Settle = Callable[[], None]


@pytest.fixture
def finder(room: PlanRoom, settle: Settle) -> FinderView:
    """The search over the second half of September."""
    room.enter(Route("plan", "finder"))
    settle()
    made = room.finder
    made.first.set_moment(Moment(date(2026, 9, 21)))
    made.last.set_moment(Moment(date(2026, 9, 30)))
    made.ask()
    settle()
    return made


@pytest.fixture
def radar(room: PlanRoom, settle: Settle) -> RadarView:
    """What comes up."""
    room.enter(Route("plan", "radar"))
    settle()
    return room.radar


def said(finder: FinderView, day: date) -> str:
    words = finder._kit.live.words
    row = next(place for place, one in enumerate(finder._found.rejected) if one.day == day)
    at = [column.key for column in finder.rejected.columns].index("why")
    cell = finder.rejected.columns[at].cell(finder._found.rejected[row], words)
    return cell.text


def test_days_come_in_order_and_each_that_is_out_has_its_line(finder: FinderView, planned: Planned) -> None:
    ranked = [one.first for one in finder._found.ranked]
    assert len(ranked) + len(finder._found.rejected) == 10
    assert date(2026, 9, 28) not in ranked
    assert "Ngày Nhà nước" in said(finder, date(2026, 9, 28))
    assert "Đêm hội Trung thu" in said(finder, date(2026, 9, 25))
    assert [one.score for one in finder._found.ranked] == sorted(
        (one.score for one in finder._found.ranked), reverse=True
    )


def test_a_rule_that_is_taken_away_lets_its_days_in(finder: FinderView, settle: Settle) -> None:
    finder.avoid[Avoid.HOST].click()
    settle()
    assert date(2026, 9, 28) in [one.first for one in finder._found.ranked]
    finder.week.set_value(Week.WEEKENDS)
    finder.week.chosen.emit(Week.WEEKENDS)
    settle()
    assert {one.first.weekday() for one in finder._found.ranked} <= {5, 6}


def test_enter_on_a_day_begins_an_event(finder: FinderView, gone: list[Route]) -> None:
    press(finder.best, Qt.Key.Key_Return)
    best = finder._found.ranked[0].first
    assert gone == [Route("events", "new", "", (("day", best.isoformat()),))]


def test_an_event_of_several_days_is_begun_with_its_last_day(
    finder: FinderView, office: Office, gone: list[Route], settle: Settle
) -> None:
    finder.days.set_integer(2)
    finder.ask()
    settle()
    finder.begin.click()
    best = finder._found.ranked[0]
    assert (best.last - best.first).days == 1
    assert gone[0].params == (("day", best.first.isoformat()), ("last", best.last.isoformat()))
    begun = office.events.begun(day=best.first, last=best.last)
    assert begun.local_end is not None
    assert begun.local_end.date() == best.last


def test_a_window_that_is_turned_round_is_said_in_words(room: PlanRoom, finder: FinderView, settle: Settle) -> None:
    finder.last.set_moment(Moment(date(2026, 9, 1)))
    finder.ask()
    settle()
    assert room.banner.isVisible()
    assert len(finder.ranked.ids) == 0
    finder.last.set_moment(Moment(date(2026, 9, 30)))
    finder.ask()
    settle()
    assert not room.banner.isVisible()
    assert finder.ranked.ids


def test_occasions_are_listed_by_day_with_round_years_marked(radar: RadarView) -> None:
    days = [one.day for one in radar._listed]
    assert days == sorted(days)
    assert days[0] >= date(2026, 9, 16)
    radar.which.set_value(ROUND)
    radar.which.chosen.emit(ROUND)
    assert radar._listed
    assert all(one.years is not None and one.years % 5 == 0 for one in radar._listed)


def test_an_office_writes_down_changes_and_deletes_its_own_anniversary(
    radar: RadarView, office: Office, settle: Settle
) -> None:
    radar.add.click()
    form = radar.panel.form
    type_text(form.title.vi, "Kết nghĩa Huế – Praha")
    form.day.set_integer(9)
    form.month.set_integer(10)
    form.since.set_integer(1996)
    form.new.click()
    settle()
    own = office.anniversaries.all()
    assert [(one.title.vi, one.rule.month, one.rule.day, one.since_year) for one in own] == [
        ("Kết nghĩa Huế – Praha", 10, 9, 1996)
    ]
    radar.which.set_value(OWN)
    radar.which.chosen.emit(OWN)
    assert next((one.day, one.years, one.round) for one in radar._listed) == (date(2026, 10, 9), 30, True)
    form.calendar.set_value(DateRule.LUNAR)
    form.calendar.chosen.emit(DateRule.LUNAR)
    settle()
    assert office.anniversaries.all()[0].rule.kind is DateRule.LUNAR
    form.gone.click()
    settle()
    assert office.anniversaries.all() == ()
    office.undo.undo()
    assert len(office.anniversaries.all()) == 1


def test_an_anniversary_without_a_name_or_with_an_impossible_day_is_not_written(
    radar: RadarView, office: Office, settle: Settle
) -> None:
    radar.add.click()
    radar.panel.form.day.set_integer(31)
    radar.panel.form.month.set_integer(2)
    radar.panel.form.new.click()
    settle()
    assert office.anniversaries.all() == ()


def test_enter_on_an_occasion_begins_an_event_named_after_it(radar: RadarView, gone: list[Route]) -> None:
    press(radar.table, Qt.Key.Key_Return)
    first = radar._listed[0]
    route = gone[0]
    assert (route.room, route.place) == ("events", "new")
    assert route.param("day") == first.day.isoformat()
    assert route.param("title") == first.title.vi
