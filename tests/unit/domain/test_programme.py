"""The annual programme: what is late, how far an item is, what changed since it was approved."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from cultdip_desktop.domain.event import EventKind, EventState
from cultdip_desktop.domain.period import PeriodRule
from cultdip_desktop.domain.plan_words import ItemSource
from cultdip_desktop.domain.programme import (
    ChangeKind,
    FieldChange,
    LinkedEvent,
    ProgrammeItem,
    Standing,
    Unit,
    compare,
    in_order,
    item_from_plain,
    item_to_plain,
    view_of,
)
from cultdip_desktop.domain.text import BiText, EnglishState

TODAY = date(2026, 9, 16)
WEEK = ProgrammeItem(
    id="i1", year=2026, title=BiText("Tuần phim Việt Nam", "Film week", EnglishState.REVIEWED), code="M3",
    edition="CDS2030-2021.1", quarter=2, person="p1", target=2, source=ItemSource.HEADQUARTERS, source_ref="II.3",
)  # fmt: skip


def event(name: str, state: EventState = EventState.HELD, attendance: int = 0, press: int = 0) -> LinkedEvent:
    return LinkedEvent(
        id=name, title=BiText(name), kind=EventKind.FILM, state=state, day=date(2026, 5, 4), attendance=attendance,
        press=press,
    )  # fmt: skip


def test_an_item_whose_quarter_is_over_is_late_until_its_target_is_reached() -> None:
    late = view_of(WEEK, [event("a"), event("b", EventState.APPROVED)], TODAY, PeriodRule.CALENDAR)
    assert (late.standing, late.done, late.percent) == (Standing.LATE, 1, 50)
    done = view_of(WEEK, [event("a"), event("b")], TODAY, PeriodRule.CALENDAR)
    assert (done.standing, done.percent) == (Standing.DONE, 100)


@pytest.mark.parametrize(
    ("quarter", "expected"), [(0, Standing.NOW), (3, Standing.NOW), (4, Standing.AHEAD), (1, Standing.LATE)]
)
def test_the_quarter_says_when_an_item_is_due(quarter: int, expected: Standing) -> None:
    assert view_of(replace(WEEK, quarter=quarter), [], TODAY, PeriodRule.CALENDAR).standing is expected


def test_a_target_may_count_the_audience_or_the_press() -> None:
    events = [event("a", attendance=300, press=2), event("b", EventState.APPROVED, attendance=900, press=9)]
    audience = replace(WEEK, unit=Unit.ATTENDANCE.value, target=1000)
    assert view_of(audience, events, TODAY, PeriodRule.CALENDAR).done == 300
    assert view_of(replace(WEEK, unit=Unit.PRESS.value), events, TODAY, PeriodRule.CALENDAR).done == 2


def test_a_unit_that_nobody_can_measure_is_not_measured() -> None:
    books = view_of(
        replace(WEEK, unit="cuốn sách", target=500),
        [event("a"), event("b", EventState.IDEA)],
        TODAY,
        PeriodRule.CALENDAR,
    )
    assert books.done is None
    assert books.percent == 50


def test_late_items_stand_first_then_the_quarters_and_the_whole_year_last() -> None:
    items = [
        replace(WEEK, id="year", quarter=0),
        replace(WEEK, id="q4", quarter=4),
        replace(WEEK, id="late", quarter=1),
        replace(WEEK, id="q3", quarter=3),
    ]
    views = in_order(view_of(item, [], TODAY, PeriodRule.CALENDAR) for item in items)
    assert [view.item.id for view in views] == ["late", "q3", "q4", "year"]


def test_the_comparison_names_what_was_added_removed_and_changed() -> None:
    kept, gone, new = WEEK, replace(WEEK, id="i2"), replace(WEEK, id="i3")
    changed = replace(kept, quarter=3, title=BiText("Tuần phim Việt Nam 2026", "Film week"))
    found = compare([kept, gone], [changed, new])
    assert [(one.kind, one.item.id) for one in found] == [
        (ChangeKind.CHANGED, "i1"),
        (ChangeKind.ADDED, "i3"),
        (ChangeKind.REMOVED, "i2"),
    ]
    assert found[0].fields == (
        FieldChange("title.vi", "Tuần phim Việt Nam", "Tuần phim Việt Nam 2026"),
        FieldChange("quarter", 2, 3),
    )


def test_nothing_changed_is_nothing_to_say() -> None:
    assert compare([WEEK], [replace(WEEK, position=7)]) == ()


def test_an_item_survives_its_way_through_json() -> None:
    assert item_from_plain(2026, item_to_plain(WEEK)) == WEEK
