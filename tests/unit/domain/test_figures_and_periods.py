"""One counting rule, and periods whose windows follow the chosen rule."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.event import Attendance, Event, EventState, GoalTag, Results
from cultdip_desktop.domain.figures import Dimension, count
from cultdip_desktop.domain.money import Money, MoneyLine, MoneyStage
from cultdip_desktop.domain.period import Period, PeriodRule, Window

YEAR = Window(date(2026, 1, 1), date(2026, 12, 31))


def held(number: int, *codes: str, day: int = 1) -> Event:
    """An event of September 2026; the first code is the primary goal."""
    return Event(
        id=f"e{number}",
        office="CZ-EMB",
        state=EventState.HELD,
        start=datetime(2026, 9, day, 10, tzinfo=UTC),
        goals=tuple(GoalTag(code, "2026.1", index == 0) for index, code in enumerate(codes)),
        results=Results(Attendance(100)),
        money=(MoneyLine("RS.BUD", MoneyStage.SPENT, Money.parse("10.50", "CZK")),),
    )


def test_an_event_with_two_goals_counts_once_in_each_row_and_once_in_the_total() -> None:
    figures = count([held(1, "M3", "G5")], YEAR, Dimension.GOAL)
    assert [(row.key, row.events, row.weighted) for row in figures.rows] == [
        ("G5", 1, Decimal("0.5")),
        ("M3", 1, Decimal(1)),
    ]
    assert (figures.total.events, figures.total.attendance) == (1, 100)
    assert figures.total.spent == {"CZK": Decimal("10.50")}


def test_a_solution_counts_under_its_group_with_its_best_weight() -> None:
    figures = count([held(1, "G2.2.1", "G2.1")], YEAR, Dimension.GROUP)
    assert [(row.key, row.events, row.weighted) for row in figures.rows] == [("G2", 1, Decimal(1))]


def test_events_outside_the_window_are_not_counted() -> None:
    quarter = Period.parse("2026-Q2").window
    assert count([held(1, "M1")], quarter, Dimension.KIND).total.events == 0


@pytest.mark.parametrize(
    ("text", "rule", "first", "last"),
    [
        ("2026-Q3", PeriodRule.CALENDAR, date(2026, 7, 1), date(2026, 9, 30)),
        ("2026-02", PeriodRule.CALENDAR, date(2026, 2, 1), date(2026, 2, 28)),
        ("2026-01", PeriodRule.DECREE, date(2025, 12, 15), date(2026, 1, 14)),
        ("2026-Q2", PeriodRule.DECREE, date(2026, 3, 15), date(2026, 6, 14)),
        ("2026-H1", PeriodRule.DECREE, date(2025, 12, 15), date(2026, 6, 14)),
        ("2026-H2", PeriodRule.DECREE, date(2026, 6, 15), date(2026, 12, 14)),
        ("2026", PeriodRule.DECREE, date(2025, 12, 15), date(2026, 12, 14)),
    ],
)
def test_a_period_has_the_window_of_its_rule(text: str, rule: PeriodRule, first: date, last: date) -> None:
    assert Period.parse(text, rule).window == Window(first, last)


@pytest.mark.parametrize("text", ["", "2026-Q5", "2026-13", "26-Q1", "2026-Q3-x", "1999", "２０２６"])
def test_a_bad_period_is_refused_by_name(text: str) -> None:
    with pytest.raises(UserError) as caught:
        Period.parse(text)
    assert caught.value.code == "period.bad"


@pytest.mark.parametrize(("text", "before"), [("2026-Q1", "2025-Q4"), ("2026-H1", "2025-H2"), ("2026-01", "2025-12")])
def test_the_period_before_may_lie_in_the_year_before(text: str, before: str) -> None:
    assert str(Period.parse(text).previous) == before


def test_the_decree_counts_the_15th_to_the_next_month() -> None:
    assert str(Period.quarter_of(date(2026, 12, 15), PeriodRule.DECREE)) == "2027-Q1"


@pytest.mark.parametrize(("amount", "currency"), [("1.005", "CZK"), ("1.5", "VND"), ("1e3", "CZ"), ("NaN", "EUR")])
def test_an_inexact_amount_is_refused(amount: str, currency: str) -> None:
    with pytest.raises(ValueError, match="amount|currency"):
        Money.parse(amount, currency)


def test_money_survives_minor_units() -> None:
    money = Money.parse("59450.00", "CZK")
    assert Money.of_minor(money.minor, "CZK") == money
    assert Money.parse("145000", "VND").minor == 145000
