"""The money of a year: sums that agree with the events, equivalents that name their rate, events above their plan."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from cultdip_desktop.app import Office
from cultdip_desktop.domain.money import Money, MoneyLine, MoneyStage
from cultdip_desktop.domain.plan_words import RateKind
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.buttons import Button
from cultdip_desktop.ui.kit.room import Route
from cultdip_desktop.ui.kit.text import PlainLabel
from cultdip_desktop.ui.rooms import money
from cultdip_desktop.ui.rooms.money.view import MoneyRoom

Settle = Callable[[], None]
YEAR = 2031


@pytest.fixture
def room(kit: Kit, mission: Office, shown: Any, settle: Settle) -> MoneyRoom:
    made = money.build(kit, mission)
    assert isinstance(made, MoneyRoom)
    shown(made)
    made.enter(Route("money", str(YEAR)))
    settle()
    return made


def said(room: MoneyRoom) -> str:
    texts = [label.text() for label in room.findChildren(PlainLabel)]
    return " | ".join(texts).replace("\N{NO-BREAK SPACE}", " ")


def spend(room: MoneyRoom, office: Office, settle: Settle, *lines: MoneyLine) -> str:
    day = datetime(YEAR, 5, 20, 18, tzinfo=UTC)
    event, changes = office.events.save(
        replace(office.events.blank(), title=BiText("Lễ hội phở"), start=day, money=lines)
    )
    room.kit.bus.publish(changes)
    settle()
    return event.id


def line(source: str, stage: MoneyStage, amount: str, *, in_kind: bool = False) -> MoneyLine:
    return MoneyLine(source, stage, Money.parse(amount, "CZK"), in_kind)


def test_a_year_without_money_says_so(room: MoneyRoom) -> None:
    assert "Chưa ghi khoản tiền nào" in said(room) or "chưa có số tiền nào" in said(room)


def test_sums_gifts_and_equivalents_follow_what_is_written(room: MoneyRoom, mission: Office, settle: Settle) -> None:
    spend(
        room,
        mission,
        settle,
        line("RS.BUD", MoneyStage.SPENT, "1000.50"),
        line("RS.SOC", MoneyStage.SPENT, "999.50"),
        line("RS.INK", MoneyStage.SPENT, "300.00", in_kind=True),
    )
    assert "1.000,50 CZK" in said(room)
    assert "2.000,00 CZK" in said(room)
    assert "300,00 CZK" in said(room)
    assert "chưa có tỷ giá CZK" in said(room)
    rate = mission.money.blank_rate("CZK", RateKind.YEARLY_AVERAGE, date(YEAR, 12, 31))
    room.kit.bus.publish(mission.money.save_rate(replace(rate, value=Decimal("1200.25"))))
    settle()
    assert "≈ 2.400.500 VND" in said(room)
    assert "1 CZK = 1.200,25 VND" in said(room)


def test_an_event_above_its_plan_is_named_and_opens(room: MoneyRoom, mission: Office, settle: Settle) -> None:
    event = spend(
        room, mission, settle, line("RS.BUD", MoneyStage.PLANNED, "100.00"), line("RS.BUD", MoneyStage.SPENT, "150.00")
    )
    assert "đã chi 150 CZK, dự toán 100 CZK" in said(room)
    gone: list[Route] = []
    room.go.connect(gone.append)
    next(button for button in room.findChildren(Button) if "Lễ hội phở" in button.accessibleName()).click()
    assert gone == [Route("events", "edit", event, (("tab", "money"),))]


def test_years_are_turned_and_the_route_keeps_the_year(room: MoneyRoom, settle: Settle) -> None:
    room.before.click()
    settle()
    assert room.route() == Route("money", str(YEAR - 1))
    assert room.head.title.text() == f"Kinh phí năm {YEAR - 1}"
