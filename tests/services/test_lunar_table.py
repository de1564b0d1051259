"""The lunar calendar of 1990 to 2050, day by day, against a table that was computed by other programs."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from cultdip_desktop.domain.anniversary import Anniversary, occasions
from cultdip_desktop.i18n.lunar import LunarDate, from_solar, leap_month, to_solar
from cultdip_desktop.services import occasion_data

_TABLE = Path(__file__).parents[1] / "assets" / "lunar_1990_2050.txt"


def _years() -> Iterator[tuple[int, date, int, str]]:
    for line in _TABLE.read_text("utf-8").splitlines():
        if not line.startswith("#"):
            year, tet, leap, months = line.split()
            yield int(year), date.fromisoformat(tet), int(leap), months


def _days() -> Iterator[tuple[date, LunarDate]]:
    """Every day of the table with its lunar date."""
    for year, day, leap, months in _years():
        number, doubled = 0, False
        for long in months:
            doubled = number == leap and leap > 0 and not doubled
            number += not doubled
            for at in range(29 + int(long)):
                yield day, LunarDate(at + 1, number, year, doubled)
                day += timedelta(days=1)


def test_every_day_of_61_years_is_that_of_the_table() -> None:
    days = list(_days())
    count = len(days)
    assert count == 22_295
    assert [day for day, known in days if from_solar(day) != known] == []
    assert [day for day, known in days if to_solar(known) != day] == []


def test_leap_months_are_those_of_the_table() -> None:
    leaps = {year: leap for year, _tet, leap, _months in _years()}
    assert {year: leap_month(year) or 0 for year in leaps} == leaps
    assert (leaps[2025], leaps[2028], leaps[2030], leaps[2033]) == (6, 5, 0, 11)


def test_tet_of_2030_is_a_day_before_that_of_china() -> None:
    assert {year: tet for year, tet, _leap, _months in _years()}[2030] == date(2030, 2, 2)


@pytest.mark.parametrize("feast", occasion_data.feasts(), ids=lambda feast: feast.id)
def test_a_feast_falls_on_its_day_of_the_table_in_every_year(feast: Anniversary) -> None:
    table = {known: day for day, known in _days()}
    years = [year for year, *_ in _years()]
    last = [table.get(LunarDate(30, 12, year)) or table[LunarDate(29, 12, year)] for year in years]
    expected = (
        last if feast.rule.day == 30 else [table[LunarDate(feast.rule.day, feast.rule.month, year)] for year in years]
    )
    first, end = table[LunarDate(1, 1, years[0])], last[-1]
    assert [one.day for one in occasions([feast], first, end)] == expected
