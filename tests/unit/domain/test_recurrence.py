"""Yearly days and the titles of what comes back on them."""

from __future__ import annotations

from datetime import date

import pytest

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.anniversary import Anniversary, occasions
from cultdip_desktop.domain.plan_words import DateRule, LeapMonth
from cultdip_desktop.domain.recurrence import YearlyRule, in_year, rule_of
from cultdip_desktop.domain.text import BiText, EnglishState

TRUNG_THU = YearlyRule(DateRule.LUNAR, 8, 15)


def test_a_lunar_rule_gives_its_civil_days() -> None:
    found = TRUNG_THU.between(date(2026, 1, 1), date(2028, 12, 31))
    assert found == (date(2026, 9, 25), date(2027, 9, 15), date(2028, 10, 3))


def test_the_twelfth_month_belongs_to_the_lunar_year_before() -> None:
    eve = YearlyRule(DateRule.LUNAR, 12, 30)
    assert eve.between(date(2027, 1, 1), date(2027, 12, 31)) == (date(2027, 2, 5),)
    assert eve.in_year(2026) == (date(2027, 2, 5),)


@pytest.mark.parametrize(
    ("leap", "days"),
    [
        (LeapMonth.REGULAR, (date(2025, 6, 29),)),
        (LeapMonth.LEAP, (date(2025, 7, 29),)),
        (LeapMonth.BOTH, (date(2025, 6, 29), date(2025, 7, 29))),
    ],
)
def test_a_doubled_month_follows_the_policy(leap: LeapMonth, days: tuple[date, ...]) -> None:
    assert YearlyRule(DateRule.LUNAR, 6, 5, leap).in_year(2025) == days
    assert len(YearlyRule(DateRule.LUNAR, 6, 5, leap).in_year(2026)) == 1


@pytest.mark.parametrize(
    ("kind", "month", "day"),
    [
        (DateRule.CIVIL, 2, 30),
        (DateRule.CIVIL, 13, 1),
        (DateRule.CIVIL, 0, 1),
        (DateRule.LUNAR, 8, 31),
        (DateRule.LUNAR, 1, 0),
    ],
)
def test_a_day_that_never_comes_is_refused(kind: DateRule, month: int, day: int) -> None:
    with pytest.raises(UserError) as caught:
        YearlyRule(kind, month, day)
    assert caught.value.code == "calendar.rule_bad"


def test_a_rule_is_read_off_a_day() -> None:
    assert rule_of(date(2026, 9, 25), DateRule.LUNAR) == TRUNG_THU
    assert rule_of(date(2026, 9, 25), DateRule.CIVIL) == YearlyRule(DateRule.CIVIL, 9, 25)


def test_rules_end_where_the_lunar_calendar_is_no_longer_known() -> None:
    assert [day.year for day in TRUNG_THU.between(date(2098, 1, 1), date(2100, 12, 31))] == [2098, 2099]


@pytest.mark.parametrize(
    ("title", "old", "new", "expected"),
    [
        ("Đêm hội Trung thu 2026", date(2026, 9, 25), date(2027, 9, 15), "Đêm hội Trung thu 2027"),
        ("Tết Cộng đồng Bính Ngọ", date(2026, 2, 14), date(2028, 1, 22), "Tết Cộng đồng Mậu Thân"),
        ("Đón Giao thừa Đinh Mùi", date(2027, 2, 5), date(2028, 1, 25), "Đón Giao thừa Mậu Thân"),
        ("Chào năm 2027", date(2026, 12, 31), date(2027, 12, 31), "Chào năm 2028"),
        ("Phòng 20261, năm 2026", date(2026, 9, 25), date(2027, 9, 15), "Phòng 20261, năm 2027"),
        ("81 năm Quốc khánh", date(2026, 9, 1), date(2027, 9, 1), "81 năm Quốc khánh"),
    ],
)
def test_the_year_in_a_title_moves_on(title: str, old: date, new: date, expected: str) -> None:
    found = in_year(BiText(title, f"{title} (en)", EnglishState.REVIEWED), old, new)
    assert found == BiText(expected, f"{expected} (en)", EnglishState.REVIEWED)


def test_years_are_counted_by_the_calendar_of_the_rule() -> None:
    one = Anniversary(id="1", title=BiText("Giỗ Tổ nghề gốm"), rule=YearlyRule(DateRule.LUNAR, 12, 20), since_year=2016)
    found = occasions([one], date(2027, 1, 1), date(2027, 12, 31))
    assert [(coming.day, coming.years, coming.round, coming.decade) for coming in found] == [
        (date(2027, 1, 27), 10, True, True)
    ]


def test_nothing_is_remembered_before_it_happened() -> None:
    one = Anniversary(id="1", title=BiText("Kết nghĩa"), rule=YearlyRule(DateRule.CIVIL, 9, 12), since_year=2027)
    found = occasions([one], date(2026, 1, 1), date(2028, 12, 31))
    assert [(coming.day.year, coming.years, coming.round) for coming in found] == [(2027, 0, False), (2028, 1, False)]
