"""In what an edition is unlike its series, and what the others take over from it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta
from decimal import Decimal

import pytest

from cultdip_desktop.domain.event import Event, EventState, GoalTag
from cultdip_desktop.domain.money import Money, MoneyLine, MoneyStage
from cultdip_desktop.domain.plan_words import DateRule
from cultdip_desktop.domain.recurrence import YearlyRule, days_after, doubled_years, next_edition
from cultdip_desktop.domain.series_drift import DAY, HOURS, SHARED, drift, lies_on, on_rule, taken_over
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.domain.wall_time import instant, moved

FEAST = YearlyRule(DateRule.LUNAR, 8, 15)
ZONE = "Europe/Prague"


def money(stage: MoneyStage, amount: int) -> MoneyLine:
    return MoneyLine("RS.BUD", stage, Money(Decimal(amount), "CZK"))


def first() -> Event:
    start = instant(date(2026, 9, 25), time(17, 30), ZONE)
    return Event(
        id="2026",
        office="CZ-EMB",
        title=BiText("Đêm hội Trung thu Praha 2026", "Mid-Autumn Festival 2026"),
        venue=BiText("Trung tâm thương mại Sapa", "Sapa"),
        start=start,
        end=start + timedelta(hours=4),
        zone=ZONE,
        goals=(GoalTag("M3", "2021"),),
        money=(money(MoneyStage.PLANNED, 50_000), money(MoneyStage.SPENT, 48_000)),
        internal_note="Đại sứ dự.",
    )


def series() -> list[Event]:
    events = [first()]
    days = days_after(FEAST, date(2026, 9, 25), 2029)
    return events + [next_edition(events[0], str(day.year), day) for day in days]


def changed(event: Event, others: list[Event]) -> tuple[str, ...]:
    return drift(event, [other for other in others if other.id != event.id], FEAST)


def test_editions_that_were_only_planned_anew_are_alike() -> None:
    events = series()
    assert [changed(event, events) for event in events] == [(), (), (), ()]


@pytest.mark.parametrize(
    ("change", "names"),
    [
        ({"venue": BiText("Nhà Quốc gia Vinohrady")}, ("venue",)),
        ({"title": BiText("Hội trăng rằm 2027")}, ("title",)),
        ({"goals": (), "city": "Brno"}, ("city", "goals")),
        ({"money": (money(MoneyStage.PLANNED, 60_000),)}, ("money",)),
        ({"money": (money(MoneyStage.PLANNED, 50_000), money(MoneyStage.SPENT, 1))}, ()),
        ({"state": EventState.PREPARING, "internal_note": "Chờ duyệt.", "number": "SK-2027-001"}, ()),
    ],
)
def test_what_was_changed_in_one_is_named(change: dict[str, object], names: tuple[str, ...]) -> None:
    events = series()
    one = replace(events[1], **change)  # type: ignore[arg-type]
    assert changed(one, events) == names


def test_another_hour_and_another_day_are_told_apart() -> None:
    events = series()
    end = events[1].end
    assert end is not None
    later = replace(events[1], end=end + timedelta(hours=1))
    assert changed(later, events) == (HOURS,)
    assert changed(moved(events[1], date(2027, 9, 18)), events) == (DAY,)


def test_one_that_differs_on_purpose_does_not_make_the_others_differ() -> None:
    events = series()
    events[2] = replace(events[2], venue=BiText("Quảng trường Phố Cổ"))
    assert [changed(event, events) for event in events] == [(), (), ("venue",), ()]


def test_an_event_alone_differs_from_nothing() -> None:
    assert drift(moved(first(), date(2026, 9, 26)), [], FEAST) == ()


def test_a_title_is_taken_over_with_the_year_of_each() -> None:
    events = series()
    like = replace(events[1], title=BiText("Hội trăng rằm 2027", "Full Moon 2027"))
    assert taken_over(events[3], like, ["title"]).title == BiText("Hội trăng rằm 2029", "Full Moon 2029")


def test_planned_money_is_taken_over_and_what_was_spent_stays() -> None:
    one, other = series()[:2]
    like = replace(other, money=(money(MoneyStage.PLANNED, 60_000),))
    taken = taken_over(one, like, ["money"])
    assert taken.money == (money(MoneyStage.PLANNED, 60_000), money(MoneyStage.SPENT, 48_000))


def test_everything_shared_is_taken_over_and_nothing_else() -> None:
    one, other = series()[:2]
    like = replace(other, venue=BiText("Brno"), state=EventState.APPROVED, internal_note="Riêng.")
    taken = taken_over(one, like, SHARED)
    assert taken.venue == BiText("Brno")
    assert (taken.state, taken.internal_note, taken.day) == (one.state, one.internal_note, one.day)


def test_those_on_the_old_day_go_to_the_new_one_and_those_moved_by_hand_stay() -> None:
    next_day = replace(FEAST, day=16)
    on_day, by_hand = series()[1], moved(series()[2], date(2028, 10, 7))
    assert on_rule(on_day, FEAST, next_day).day == date(2027, 9, 16)
    assert on_rule(by_hand, FEAST, next_day).day == date(2028, 10, 7)
    assert lies_on(on_day, FEAST)
    assert not lies_on(by_hand, FEAST)


def test_the_policy_of_a_doubled_month_matters_only_in_its_years() -> None:
    fifth = YearlyRule(DateRule.LUNAR, 5, 5)
    assert doubled_years(fifth, 2026, 2029) == (2028,)
    assert doubled_years(FEAST, 2026, 2029) == ()
    assert doubled_years(YearlyRule(DateRule.CIVIL, 5, 5), 2026, 2029) == ()
