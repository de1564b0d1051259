"""Numbers, money, days: typed as people write them."""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt

from cultdip_desktop.domain.money import Money
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.moments import DateTimeField, LunarEcho, Moment, MonthGrid
from cultdip_desktop.ui.kit.numbers import IntegerField, MoneyField, PercentField
from tests.ui.kit_typing import press, type_text

TODAY = date(2026, 9, 16)


@pytest.mark.parametrize(
    ("typed", "expected"), [("1200", 1200), ("1.200", 1200), ("12x", None), ("", None), ("-5", None), ("1,5", None)]
)
def test_a_whole_number_is_taken_with_or_without_groups(kit: Kit, typed: str, expected: int | None) -> None:
    field = IntegerField(kit, "lượt người")
    type_text(field, typed)
    assert field.integer() == expected
    assert field.valid is (expected is not None or not typed)


def test_money_is_exact_and_written_in_the_language(kit: Kit) -> None:
    field = MoneyField(kit, "CZK")
    told: list[Money | None] = []
    field.changed.connect(told.append)
    type_text(field, "145000,50")
    assert told[-1] == Money(Decimal("145000.50"), "CZK")
    field.set_money(Money(Decimal("145000.00"), "CZK"))
    assert field.value() == "145.000"
    kit.live.switch("en")
    assert field.value() == "145,000"


def test_more_decimals_than_the_currency_has_are_refused(kit: Kit) -> None:
    field = MoneyField(kit, "VND")
    type_text(field, "1500,5")
    assert field.money() is None
    assert not field.valid


def test_a_share_is_typed_in_per_cent(kit: Kit) -> None:
    field = PercentField(kit)
    type_text(field, "62,5")
    assert field.share() == Decimal("0.625")
    field.set_share(Decimal("0.4"))
    assert field.value() == "40"


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("25/9 17:30", Moment(date(2026, 9, 25), time(17, 30))),
        ("25/9/2027", Moment(date(2027, 9, 25))),
        ("15/8 âl", Moment(date(2026, 9, 25))),
        ("31/9", None),
    ],
)
def test_a_day_is_understood_in_either_calendar(kit: Kit, typed: str, expected: Moment | None) -> None:
    field = DateTimeField(kit, lambda: TODAY)
    type_text(field, typed)
    assert field.moment() == expected


def test_a_day_is_echoed_in_the_lunar_calendar(kit: Kit) -> None:
    field = DateTimeField(kit, lambda: TODAY)
    echo = LunarEcho(kit, field, "Âm lịch")
    field.set_moment(Moment(date(2026, 9, 25), time(17, 30)))
    assert field.value() == "T6, 25/09/2026 17:30"
    assert echo.value() == "Rằm tháng Tám"


def test_choosing_in_the_month_keeps_the_time(kit: Kit) -> None:
    field = DateTimeField(kit, lambda: TODAY)
    field.set_moment(Moment(date(2026, 9, 25), time(17, 30)))
    told: list[Moment] = []
    field.settled.connect(told.append)
    field.open_month()
    popup = field._popup
    assert popup is not None
    press(popup.grid, Qt.Key.Key_Down)
    press(popup.grid, Qt.Key.Key_Return)
    assert told == [Moment(date(2026, 10, 2), time(17, 30))]


def test_turning_the_page_asks_for_the_holidays_of_that_month(kit: Kit) -> None:
    asked: list[tuple[int, int]] = []

    def holidays(year: int, month: int) -> dict[date, str]:
        asked.append((year, month))
        return {date(2026, 12, 24): "Štědrý den"}

    grid = MonthGrid(kit, date(2026, 10, 31), TODAY, holidays)
    grid.move_months(1)
    assert grid.day == date(2026, 11, 30)
    grid.move_months(1)
    assert asked == [(2026, 10), (2026, 11), (2026, 12)]
    assert grid.holiday(date(2026, 12, 24)) == "Štědrý den"
