"""The Vietnamese lunar calendar."""

from datetime import date, timedelta

import pytest

from cultdip_desktop.i18n import lunar
from cultdip_desktop.i18n.lunar import FIRST_DAY, LAST_DAY, LunarDate, from_solar, leap_month, to_solar, yearly
from cultdip_desktop.i18n.words import Words


@pytest.mark.parametrize(
    "tet",
    [
        date(1968, 1, 29),  # China 30 January
        date(1969, 2, 16),  # China 17 February
        date(1985, 1, 21),  # China 20 February
        date(2007, 2, 17),  # China 18 February
        date(2026, 2, 17),
        date(2027, 2, 6),
        date(2028, 1, 26),
        date(2029, 2, 13),
        date(2030, 2, 2),  # China 3 February
        date(2053, 2, 18),  # China 19 February
    ],
)
def test_tet_falls_on_its_vietnamese_day(tet: date) -> None:
    assert to_solar(LunarDate(1, 1, tet.year)) == tet
    assert from_solar(tet) == LunarDate(1, 1, tet.year)


@pytest.mark.parametrize(
    ("day", "month", "falls"),
    [
        (10, 3, [date(2026, 4, 26), date(2027, 4, 16), date(2028, 4, 4)]),  # Giỗ Tổ Hùng Vương
        (15, 8, [date(2026, 9, 25), date(2027, 9, 15), date(2028, 10, 3)]),  # Trung thu
    ],
)
def test_yearly_days_fall_on_their_civil_days(day: int, month: int, falls: list[date]) -> None:
    assert [found for year in (2026, 2027, 2028) for found in yearly(day, month, year)] == falls


def test_every_day_of_two_centuries_goes_to_the_lunar_calendar_and_back() -> None:
    day, previous = FIRST_DAY, None
    while day <= LAST_DAY:
        found = from_solar(day)
        assert to_solar(found) == day
        assert previous is None or found.day == previous.day + 1 or (found.day == 1 and previous.day in (29, 30))
        day, previous = day + timedelta(days=1), found


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2072, 12, 9), LunarDate(1, 11, 2072)),  # new moon at 23:58 in Hà Nội
        (date(2072, 12, 8), LunarDate(29, 10, 2072)),
        (date(2073, 1, 7), LunarDate(30, 11, 2072)),
        (date(2077, 11, 15), LunarDate(1, 10, 2077)),  # new moon at 23:59
        (date(2077, 11, 29), LunarDate(15, 10, 2077)),
    ],
)
def test_new_moons_just_before_midnight_belong_to_the_old_day(day: date, expected: LunarDate) -> None:
    assert from_solar(day) == expected
    assert to_solar(expected) == day


def test_leap_months_are_known() -> None:
    years = {2020: 4, 2023: 2, 2025: 6, 2026: None, 2027: None, 2028: 5, 2031: 3, 2033: 11}
    assert {year: leap_month(year) for year in years} == years
    assert from_solar(date(2025, 7, 25)) == LunarDate(1, 6, 2025, leap=True)


@pytest.mark.parametrize(
    "nowhere",
    [
        LunarDate(30, 1, 2027, leap=True),
        LunarDate(10, 6, 2026, leap=True),
        LunarDate(30, 12, 2024),  # a short month
        LunarDate(31, 1, 2026),
        LunarDate(0, 1, 2026),
        LunarDate(1, 13, 2026),
        LunarDate(1, 1, 2200),
    ],
)
def test_a_day_that_does_not_exist_is_refused(nowhere: LunarDate) -> None:
    with pytest.raises(ValueError):
        to_solar(nowhere)


def test_a_civil_day_outside_the_table_is_refused() -> None:
    with pytest.raises(ValueError):
        from_solar(date(2101, 1, 1))


def test_a_yearly_day_in_a_doubled_month_follows_its_policy() -> None:
    proper, second = date(2025, 7, 4), date(2025, 8, 3)
    assert yearly(10, 6, 2025) == (proper,)
    assert yearly(10, 6, 2025, "leap") == (second,)
    assert yearly(10, 6, 2025, "both") == (proper, second)
    assert yearly(10, 6, 2026, "both") == yearly(10, 6, 2026, "leap") == yearly(10, 6, 2026)


def test_new_years_eve_falls_on_the_last_day_of_a_short_month() -> None:
    assert yearly(30, 12, 2024) == (date(2025, 1, 28),)
    assert yearly(30, 12, 2025) == (date(2026, 2, 16),)


@pytest.mark.parametrize(
    ("day", "vietnamese", "english"),
    [
        (LunarDate(15, 8, 2026), "Rằm tháng Tám", "lunar mid-month (15/8)"),
        (LunarDate(6, 8, 2026), "Mồng 6 tháng Tám", "lunar 6th day of the 8th month"),
        (LunarDate(1, 1, 2026), "Mồng 1 tháng Giêng", "lunar 1st day of the 1st month"),
        (LunarDate(23, 12, 2026), "Ngày 23 tháng Chạp", "lunar 23rd day of the 12th month"),
        (LunarDate(11, 11, 2026), "Ngày 11 tháng Mười Một", "lunar 11th day of the 11th month"),
        (LunarDate(10, 6, 2025, leap=True), "Mồng 10 tháng Sáu nhuận", "lunar 10th day of the leap 6th month"),
        (LunarDate(15, 6, 2025, leap=True), "Rằm tháng Sáu nhuận", "lunar mid-month (15/6N)"),
    ],
)
def test_a_lunar_day_is_said_as_people_say_it(day: LunarDate, vietnamese: str, english: str) -> None:
    assert lunar.day_words(Words("vi"), day) == vietnamese
    assert lunar.day_words(Words("en"), day) == english


def test_a_lunar_day_may_name_its_year() -> None:
    day = LunarDate(6, 8, 2026)
    assert lunar.day_words(Words("vi"), day, with_year=True) == "Mồng 6 tháng Tám, năm Bính Ngọ"
    assert lunar.day_words(Words("en"), day, with_year=True) == "lunar 6th day of the 8th month, year Bính Ngọ"


def test_years_bear_their_names() -> None:
    assert [lunar.year_name(year) for year in (1984, 2025, 2026, 2027, 2030)] == [
        "Giáp Tý",
        "Ất Tỵ",
        "Bính Ngọ",
        "Đinh Mùi",
        "Canh Tuất",
    ]


def test_lunar_days_are_short_in_calendars_and_fields() -> None:
    leap = LunarDate(1, 6, 2025, leap=True)
    assert lunar.short(Words("vi"), LunarDate(15, 8, 2026)) == "15/8 âl"
    assert lunar.short(Words("en"), leap) == "1/6N lunar"
    assert [lunar.cell(day) for day in (leap, LunarDate(2, 6, 2025), LunarDate(1, 8, 2026))] == ["1/6N", "2", "1/8"]
    assert [LunarDate(day, 1, 2026).is_marked for day in (1, 2, 15, 16)] == [True, False, True, False]
