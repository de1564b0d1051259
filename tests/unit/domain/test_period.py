"""What a period's name means in days."""

from __future__ import annotations

from datetime import date, timedelta

import hypothesis.strategies as st
import pytest
from hypothesis import given

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.period import Period, PeriodRule

NAMED = (PeriodRule.CALENDAR, PeriodRule.DECREE)
"""Rules that turn a name into days; under the third the days are named themselves."""


@pytest.mark.parametrize(
    ("name", "rule", "first", "last"),
    [
        ("2026-Q3", PeriodRule.CALENDAR, date(2026, 7, 1), date(2026, 9, 30)),
        ("2028-02", PeriodRule.CALENDAR, date(2028, 2, 1), date(2028, 2, 29)),
        ("2026-H2", PeriodRule.CALENDAR, date(2026, 7, 1), date(2026, 12, 31)),
        ("2026", PeriodRule.CALENDAR, date(2026, 1, 1), date(2026, 12, 31)),
        ("2026-01", PeriodRule.DECREE, date(2025, 12, 15), date(2026, 1, 14)),
        ("2026-Q1", PeriodRule.DECREE, date(2025, 12, 15), date(2026, 3, 14)),
        ("2026-H1", PeriodRule.DECREE, date(2025, 12, 15), date(2026, 6, 14)),
        ("2026-H2", PeriodRule.DECREE, date(2026, 6, 15), date(2026, 12, 14)),
        ("2026", PeriodRule.DECREE, date(2025, 12, 15), date(2026, 12, 14)),
    ],
)
def test_a_period_covers_the_days_of_its_rule(name: str, rule: PeriodRule, first: date, last: date) -> None:
    window = Period.parse(name, rule).window
    assert (window.first, window.last) == (first, last)
    assert first in window
    assert last in window
    assert last + timedelta(days=1) not in window


@pytest.mark.parametrize(
    "name", ["", "2026-Q5", "2026-Q0", "2026-13", "2026-9", "Q3-2026", "1999", "2026-Q3\n-", "２０２６"]
)
def test_another_form_is_refused_with_what_was_typed(name: str) -> None:
    with pytest.raises(UserError) as caught:
        Period.parse(name)
    assert caught.value.code == "period.bad"
    assert caught.value.params == {"period": name}


@pytest.mark.parametrize("name", ["2026-09", "2026-Q3", "2026-H2", "2026"])
def test_a_period_is_written_as_it_was_read(name: str) -> None:
    assert str(Period.parse(name)) == name


@given(
    st.integers(2001, 2099),
    st.sampled_from(["", "Q1", "Q2", "Q3", "Q4", "H1", "H2", *(f"{month:02}" for month in range(1, 13))]),
    st.sampled_from(NAMED),
)
def test_the_previous_period_ends_the_day_before(year: int, part: str, rule: PeriodRule) -> None:
    period = Period(year, part, rule)
    assert period.previous.window.last + timedelta(days=1) == period.window.first


@given(st.dates(date(2001, 1, 1), date(2099, 12, 31)), st.sampled_from(NAMED))
def test_every_day_lies_in_the_quarter_that_it_is_given(day: date, rule: PeriodRule) -> None:
    assert day in Period.quarter_of(day, rule).window


@given(st.dates(date(2001, 1, 1), date(2090, 1, 1)), st.integers(0, 3000))
def test_any_two_days_are_a_period_that_reads_back_and_follows_its_previous(first: date, length: int) -> None:
    last = first + timedelta(days=length)
    period = Period.between(first, last)
    assert Period.parse(str(period)) == period
    assert (period.window.first, period.window.last) == (first, last)
    assert period.previous.window.last + timedelta(days=1) == first
    assert period.previous.window.last - period.previous.window.first == last - first


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("2026-07-01..2026-06-30", "period.turned"),
        ("2000-01-01..2099-01-01", "period.too_long"),
        ("2026-02-30..2026-03-01", "period.bad"),
        ("..", "period.bad"),
        ("1999-01-01..2001-01-01", "period.bad"),
    ],
)
def test_two_days_that_make_no_period_are_refused(name: str, code: str) -> None:
    with pytest.raises(UserError) as caught:
        Period.parse(name)
    assert caught.value.code == code


def test_the_same_days_a_year_earlier_know_leap_days() -> None:
    assert str(Period.parse("2028-01-01..2028-02-29").year_before) == "2027-01-01..2027-02-28"
    assert str(Period.parse("2026-Q3").year_before) == "2025-Q3"
