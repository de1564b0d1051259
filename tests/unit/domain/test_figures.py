"""One rule of counting for reports, packages, headquarters and the demo."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from cultdip_desktop.domain.event import Attendance, Event, EventState, GoalTag, Results
from cultdip_desktop.domain.figures import Dimension, count
from cultdip_desktop.domain.money import Money, MoneyLine, MoneyStage
from cultdip_desktop.domain.period import Window

QUARTER = Window(date(2026, 7, 1), date(2026, 9, 30))


def held(number: int, *goals: tuple[str, bool], start: datetime | None = None) -> Event:
    return Event(
        id=str(number),
        office="CZ-EMB",
        state=EventState.HELD,
        start=start or datetime(2026, 8, number, 12, tzinfo=UTC),
        zone="Europe/Prague",
        goals=tuple(GoalTag(code, "2026.1", primary) for code, primary in goals),
        results=Results(Attendance(100)),
        money=(MoneyLine("RS.BUD", MoneyStage.SPENT, Money.parse("10.10", "CZK")),),
    )


def test_the_first_and_the_last_day_count_at_the_place_of_the_event() -> None:
    inside = held(1, start=datetime(2026, 6, 30, 22, 0, tzinfo=UTC))
    outside = held(2, start=datetime(2026, 9, 30, 22, 0, tzinfo=UTC))
    assert count([inside, outside], QUARTER, Dimension.MONTH).total.event_ids == ("1",)
    assert [row.key for row in count([inside], QUARTER, Dimension.MONTH).rows] == ["2026-07"]


def test_planned_deleted_and_cancelled_events_do_not_count() -> None:
    events = [
        replace(held(1), state=EventState.APPROVED),
        replace(held(2), deleted_at=datetime(2026, 9, 1, tzinfo=UTC)),
        replace(held(3), state=EventState.CANCELLED),
    ]
    assert count(events, QUARTER, Dimension.KIND).rows == ()


def test_regions_come_from_the_roster() -> None:
    figures = count([held(1)], QUARTER, Dimension.REGION, {"CZ-EMB": "Europe"}.__getitem__)
    assert [row.key for row in figures.rows] == ["Europe"]


def test_planned_money_is_not_spent_money() -> None:
    planned = replace(held(1), money=(MoneyLine("RS.BUD", MoneyStage.PLANNED, Money.parse("5", "CZK")),))
    assert count([planned], QUARTER, Dimension.MISSION).total.spent == {}
