"""Events that come back every year on the calendar: marked, moved alone or all together, deleted as far as is meant."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt

from cultdip_desktop.app import Office
from cultdip_desktop.domain.calendar import Layer
from cultdip_desktop.domain.event import Event
from cultdip_desktop.domain.plan_words import DateRule
from cultdip_desktop.domain.recurrence import Scope, rule_of
from cultdip_desktop.store.query.events import EventFilter
from cultdip_desktop.ui.kit.notices import Offer
from cultdip_desktop.ui.rooms.plan.view import PlanRoom
from cultdip_desktop.ui.rooms.plan.view_month import MonthView
from tests.ui.kit_typing import press
from tests.ui.plan.conftest import Planned, drag

Settle = Callable[[], None]
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def planned(office: Office, planned: Planned) -> Planned:
    """The festival of 25 September comes back by the lunar calendar in 2027 and 2028."""
    office.series.repeat(planned.festival.id, rule_of(date(2026, 9, 25), DateRule.LUNAR), 2028)
    return planned


@pytest.fixture
def told(room: PlanRoom) -> list[tuple[str, object]]:
    """What the room said it did, and how that is undone."""
    said: list[tuple[str, object]] = []
    room.done.connect(lambda speech, how: said.append((room.kit.say(speech), how)))
    return said


def month(room: PlanRoom) -> MonthView:
    page = room.calendar.page
    assert isinstance(page, MonthView)
    return page


def members(office: Office, event: Event) -> list[date | None]:
    info = office.series.of(event.id)
    return [] if info is None else [one.day for one in info.members]


def test_an_event_of_a_series_bears_its_mark_and_is_read_out_with_it(room: PlanRoom, planned: Planned) -> None:
    found = room._model.almanac.event(planned.festival.id)
    other = room._model.almanac.event(planned.films.id)
    assert found is not None
    assert other is not None
    assert month(room).entry(found, 200).repeats
    assert not month(room).entry(other, 200).repeats
    assert "Lặp lại hằng năm" in month(room).tip_at(month(room).box_of(planned.festival.id).center())


def test_dragging_moves_this_one_only_and_the_toast_takes_the_series_along(
    room: PlanRoom, office: Office, planned: Planned, told: list[tuple[str, Any]], settle: Settle
) -> None:
    page = month(room)
    start = page.box_of(planned.festival.id).center()
    drag(page, start, page.cell(date(2026, 9, 26)).center())
    settle()
    assert members(office, planned.festival) == [date(2026, 9, 26), date(2027, 9, 15), date(2028, 10, 3)]
    said, how = told[-1]
    assert "26/9/2026" in said
    assert isinstance(how, Offer)
    assert room.kit.say(how.speech) == "Cả chuỗi"
    how.act()
    settle()
    assert members(office, planned.festival) == [date(2026, 9, 26), date(2027, 9, 16), date(2028, 10, 4)]
    assert told[-1][0] == "Đã dời 2 sự kiện khác. Chuỗi: hằng năm, ngày 16 tháng Tám âm lịch"
    room.kit.bus.publish(office.undo.undo().change_set)
    settle()
    assert members(office, planned.festival) == [date(2026, 9, 26), date(2027, 9, 15), date(2028, 10, 3)]


def test_an_event_that_stands_alone_offers_nothing_but_undo(
    room: PlanRoom, planned: Planned, told: list[tuple[str, Any]], settle: Settle
) -> None:
    page = month(room)
    page.move_to(date(2026, 9, 22))
    press(page, Qt.Key.Key_Right, CONTROL)
    settle()
    assert not isinstance(told[-1][1], Offer)


def test_deleting_asks_how_much_of_the_series_is_meant(
    room: PlanRoom, office: Office, planned: Planned, settle: Settle
) -> None:
    page = month(room)
    page.move_to(date(2026, 9, 25))
    press(page, Qt.Key.Key_Delete)
    settle()
    assert room.scope.buttons[Scope.THIS].hasFocus()
    assert not room.scope.buttons[Scope.ALL].isVisible()  # nothing lies before it: the same as the following ones
    press(room.scope.buttons[Scope.THIS], Qt.Key.Key_Right)
    press(room.scope.buttons[Scope.FOLLOWING], Qt.Key.Key_Return)
    settle()
    assert len(office.events.find_ids(EventFilter())) == 2


def test_accredited_countries_are_named_at_their_layer(room: PlanRoom, office: Office, settle: Settle) -> None:
    room.kit.bus.publish(office.calendar.set_accredited(["SK", "AT"]))
    settle()
    box = room.calendar.side.layers[Layer.ACCREDITED]
    assert box.isVisible()
    assert box.toolTip() == "Slovakia, Áo"
