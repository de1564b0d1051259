"""The plan as a list: the year forwards, with chips, preparation and money."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt

from cultdip_desktop.app import Office
from cultdip_desktop.domain.event import EventKind, EventState
from cultdip_desktop.domain.money import Money, MoneyLine, MoneyStage
from cultdip_desktop.ui.kit.room import Route
from cultdip_desktop.ui.rooms.plan.view import PlanRoom
from cultdip_desktop.ui.rooms.plan.view_list import ListView
from tests.ui.kit_typing import press
from tests.ui.plan.conftest import Planned, add

Settle = Callable[[], None]


@pytest.fixture
def listed(room: PlanRoom, settle: Settle) -> Iterator[ListView]:
    """The list of 2026."""
    room.enter(Route("plan", "list", "2026"))
    settle()
    yield room.list
    room.enter(Route("plan", "month", "2026-09-16"))


def texts(listed: ListView, key: str, settle: Settle) -> list[str]:
    at = [column.key for column in listed.model.columns].index(key)
    for row in range(len(listed.model.ids)):
        listed.model.cell(row, at)
    settle()
    return [cell.text if (cell := listed.model.cell(row, at)) else "" for row in range(len(listed.model.ids))]


def test_the_year_is_listed_forwards_and_the_next_event_is_taken(
    listed: ListView, planned: Planned, settle: Settle
) -> None:
    assert list(listed.model.ids) == [planned.exhibition.id, planned.films.id, planned.festival.id]
    assert listed.table.current_id() == planned.films.id
    assert texts(listed, "start", settle) == ["14/9/2026", "22/9/2026", "25/9/2026"]


def test_chips_narrow_the_year_and_can_be_cleared(listed: ListView, planned: Planned, settle: Settle) -> None:
    listed.filters.chosen.emit("kinds", (EventKind.FILM,))
    settle()
    assert list(listed.model.ids) == [planned.films.id]
    listed.clear()
    settle()
    listed.filters.chosen.emit("states", (EventState.APPROVED,))
    settle()
    assert list(listed.model.ids) == [planned.festival.id]
    listed.clear()
    settle()
    assert len(listed.model.ids) == 3


def test_a_quarter_is_a_part_of_the_year(room: PlanRoom, listed: ListView, office: Office, settle: Settle) -> None:
    later = add(office, "Ngày của Phở", date(2026, 12, 12), EventKind.CUISINE)
    listed.filters.chosen.emit("quarter", (4,))
    settle()
    assert list(listed.model.ids) == [later.id]
    room.bar.earlier.click()
    settle()
    assert room.head.title.text() == "Năm 2025"
    assert list(listed.model.ids) == []
    assert listed._plan.wanted.first == date(2025, 10, 1)


def test_every_year_can_be_listed_at_once(room: PlanRoom, listed: ListView, office: Office, settle: Settle) -> None:
    add(office, "Tết Đinh Mùi", date(2027, 2, 6))
    room.bar.years.click()
    settle()
    assert len(listed.model.ids) == 4
    assert room.route() == Route("plan", "list", "all")


def test_preparation_and_planned_money_are_shown(
    listed: ListView, room: PlanRoom, office: Office, planned: Planned, settle: Settle
) -> None:
    found = office.events.get(planned.films.id)
    line = MoneyLine("RS.BUD", MoneyStage.PLANNED, Money(Decimal(24000), "CZK"))
    office.events.save(replace(found, money=(line,)))
    room._model.list.look()
    settle()
    assert texts(listed, "money", settle)[1] == "24.000\u00a0CZK"
    assert texts(listed, "ready", settle)[1] == "4/10"


def test_enter_opens_and_delete_moves_to_the_trash(
    listed: ListView, planned: Planned, gone: list[Route], settle: Settle
) -> None:
    press(listed.table, Qt.Key.Key_Return)
    assert gone == [Route("events", "edit", planned.films.id)]
    listed.delete_asked.emit(planned.films.id)
    settle()
    assert planned.films.id not in listed.model.ids
