"""The table of exchange rates in Settings: written, refused, changed, removed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from cultdip_desktop.app import Office
from cultdip_desktop.domain.plan_words import RateKind
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.room import Route
from cultdip_desktop.ui.rooms import settings
from cultdip_desktop.ui.rooms.settings.view_rates import RatesPage
from tests.ui.kit_typing import type_text

Settle = Callable[[], None]


@pytest.fixture
def page(kit: Kit, mission: Office, shown: Any, settle: Settle) -> RatesPage:
    room = settings.build(kit, mission)
    shown(room)
    room.enter(Route("settings", "rates", "new"))
    settle()
    return room.findChildren(RatesPage)[0]


def write(page: RatesPage, value: str, day: str) -> None:
    page.form.value.clear()
    type_text(page.form.value, value)
    page.form.day.clear()
    type_text(page.form.day, day)
    page.form.keep_button.click()


def test_a_rate_is_written_as_vietnamese_writes_numbers(page: RatesPage, mission: Office, settle: Settle) -> None:
    type_text(page.form.source, "Kho bạc Nhà nước")
    write(page, "1.209,35", "31/12/2026")
    settle()
    (rate,) = mission.money.rates()
    assert (rate.currency, rate.kind, rate.day) == ("CZK", RateKind.YEARLY_AVERAGE, date(2026, 12, 31))
    assert (rate.value, rate.source) == (Decimal("1209.35"), "Kho bạc Nhà nước")
    assert not page.form.isVisible()


@pytest.mark.parametrize("value", ["", "không", "0", "-3"])
def test_what_is_no_rate_is_said_beside_the_field(page: RatesPage, mission: Office, settle: Settle, value: str) -> None:
    write(page, value, "31/12/2026")
    settle()
    assert mission.money.rates() == ()
    assert page.form.isVisible()
    assert "không phải là tỷ giá" in page.form._value_field.error


def test_an_estimate_of_another_month_is_refused(page: RatesPage, mission: Office, settle: Settle) -> None:
    page.form.kind.set_value(RateKind.JUNE_ESTIMATE)
    write(page, "1000", "1/7/2026")
    settle()
    assert mission.money.rates() == ()
    assert page.form._day_field.error == "Tỷ giá lập dự toán là tỷ giá của tháng 6."


def test_a_rate_is_changed_and_removed_and_comes_back(page: RatesPage, mission: Office, settle: Settle) -> None:
    write(page, "1000", "31/12/2026")
    settle()
    (rate,) = mission.money.rates()
    page._unfold(rate)
    write(page, "1001", "31/12/2026")
    settle()
    (changed,) = mission.money.rates()
    assert (changed.id, changed.value) == (rate.id, Decimal(1001))
    page._remove(changed)
    settle()
    assert mission.money.rates() == ()
    mission.undo.undo()
    assert mission.money.rates() == (changed,)
