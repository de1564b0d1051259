"""Days, hours and amounts as people write them into tables."""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal

import pytest

from cultdip_desktop.domain.money import MoneyStage
from cultdip_desktop.exchange.day_text import read_days, read_time
from cultdip_desktop.exchange.money_text import MoneyHabit, hint_of, read_money, written

SEPTEMBER = date(2026, 9, 25)
HABIT = MoneyHabit("CZK")


@pytest.mark.parametrize(
    "cell",
    ["25/9/2026", "25.9.2026", "2026-09-25", "2026/09/25", "25-9-2026", "25/09/26", "25/9", "Thứ Sáu 25/9/2026", "46290", 46290,
     SEPTEMBER, datetime(2026, 9, 25), "ngày 25 tháng 9 năm 2026", "25 Sep 2026", "15/8 âl", "rằm tháng Tám", "15/8/2026 âl"],  # noqa: DTZ001 - a cell has no zone
)  # fmt: skip
def test_a_day_is_understood(cell) -> None:
    found = read_days(cell, 2026)
    assert found is not None
    assert (found.first, found.last, found.period) == (SEPTEMBER, None, "")


@pytest.mark.parametrize(
    ("cell", "first", "last"),
    [
        ("25-27/9/2026", SEPTEMBER, date(2026, 9, 27)),
        ("5–11/10/2026", date(2026, 10, 5), date(2026, 10, 11)),
        ("28/9 – 3/10/2026", date(2026, 9, 28), date(2026, 10, 3)),
        ("từ ngày 28/12 đến 3/1/2027", date(2026, 12, 28), date(2027, 1, 3)),
        ("5-11 Oct 2026", date(2026, 10, 5), date(2026, 10, 11)),
        ("from 5/10/2026 to 11/10/2026", date(2026, 10, 5), date(2026, 10, 11)),
    ],
)
def test_a_span_of_days_is_understood(cell: str, first: date, last: date) -> None:
    found = read_days(cell, 2026)
    assert found is not None
    assert (found.first, found.last) == (first, last)


@pytest.mark.parametrize(
    "cell",
    ["quý III", "Quý III/2026", "Q3 2026", "III/2026", "tháng 9/2026", "9/2026", "cuối tháng 9/2026", "tháng 9-10/2026",
     "6 tháng đầu năm 2026", "năm 2026", "cả năm", "chưa xác định", 2026],
)  # fmt: skip
def test_a_period_is_no_day_and_no_mistake(cell) -> None:
    found = read_days(cell, 2026)
    assert found is not None
    assert (found.first, found.period) == (None, str(cell))


@pytest.mark.parametrize(
    "cell",
    ["31/2/2026", "9/25/2026", "13/13/2026", "sắp tới", "30/2 âl", "20/10/0226", "27-25/9/2026", 5, True, "x" * 500],
)
def test_what_is_no_day_is_none(cell) -> None:
    assert read_days(cell, 2026) is None


@pytest.mark.parametrize(
    ("cell", "start", "end"),
    [("17:30", time(17, 30), None), ("17h30", time(17, 30), None), ("5:30 PM", time(17, 30), None),
     ("7 giờ tối", time(19), None), ("17h-21h", time(17), time(21)), ("từ 8h đến 11h30", time(8), time(11, 30)),
     (Decimal("0.729166"), time(17, 30), None), (time(9), time(9), None)],
)  # fmt: skip
def test_an_hour_is_understood(cell, start: time, end: time | None) -> None:
    assert read_time(cell) == (start, end)


def test_a_time_behind_a_day_goes_with_it() -> None:
    found = read_days("25/9/2026 17:30 - 21:00", 2026)
    assert found is not None
    assert (found.first, found.at, found.until) == (SEPTEMBER, time(17, 30), time(21))


@pytest.mark.parametrize(
    ("cell", "line"),
    [
        ("59.450,50 CZK", "RS.BUD 59450.50 CZK"),
        ("USD 1,200", "RS.BUD 1200.00 USD"),
        ("1.200 đô la", "RS.BUD 1200.00 USD"),
        ("15 triệu đồng", "RS.BUD 15000000 VND"),
        ("1,2 tỷ VND", "RS.BUD 1200000000 VND"),
        ("12.000.000đ", "RS.BUD 12000000 VND"),
        ("1450.5", "RS.BUD 1450.50 CZK"),
        ("1.234 KWD", "RS.BUD 1.234 KWD"),
        ("60.000 Kč", "RS.BUD 60000.00 CZK"),
        (5000, "RS.BUD 5000.00 CZK"),
        (Decimal("1450.25"), "RS.BUD 1450.25 CZK"),
        ("RS.SOC 3000 USD (hiện vật)", "RS.SOC 3000.00 USD (hiện vật)"),
    ],
)
def test_an_amount_is_understood_to_the_last_heller(cell, line: str) -> None:
    found = read_money(cell, MoneyStage.PLANNED, HABIT)
    assert found is not None
    assert [written(each) for each in found] == [line]
    assert read_money(line, MoneyStage.PLANNED, HABIT) == found


def test_several_amounts_are_parted_by_semicolons() -> None:
    found = read_money("RS.BUD 59450.00 CZK; RS.SOC 30450.00 CZK", MoneyStage.SPENT, HABIT)
    assert [line.source for line in found or ()] == ["RS.BUD", "RS.SOC"]


@pytest.mark.parametrize(
    "cell", ["nhiều lắm", "-5", "1.2.3", "12,5 JPY", "100 XYZW", "khoảng 500", True, "1e6", "9" * 40]
)
def test_what_is_no_amount_is_none(cell) -> None:
    assert read_money(cell, MoneyStage.PLANNED, HABIT) is None


def test_the_head_of_a_column_says_currency_and_unit() -> None:
    assert hint_of("Kinh phí (triệu đồng)", HABIT) == MoneyHabit("VND", "RS.BUD", 6)
    assert hint_of("Budget, USD", HABIT).currency == "USD"
    assert hint_of("Kinh phí dự kiến", HABIT) == HABIT
