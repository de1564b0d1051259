"""Several events at once: ticked by mouse and keys, changed in one action, taken back by one Ctrl+Z."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from cultdip_desktop.app import Office
from cultdip_desktop.domain.changes import ChangeSet
from cultdip_desktop.domain.event import Event, EventState
from cultdip_desktop.domain.plan_words import DateRule
from cultdip_desktop.domain.recurrence import Scope, YearlyRule
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.store.query.events import EventFilter
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.room import Route
from cultdip_desktop.ui.rooms.events.view import EventsRoom
from tests.ui.events.conftest import NOW
from tests.ui.kit_typing import press, type_text

Settle = Callable[[], None]
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def four(office: Office, festival: Event) -> list[Event]:
    """Four events that are prepared, in the order of the list."""
    made = [festival]
    day = festival.start or NOW
    for number in range(3):
        one = replace(
            festival, id=office.events.blank().id, number="", title=BiText(f"Chiếu phim {number}"),
            city=f"Brno {number}", goals=(), start=day - timedelta(days=number + 1), end=None,
        )  # fmt: skip
        made.append(office.events.save(one)[0])
    return made


@pytest.fixture
def listed(room: EventsRoom, four: list[Event], settle: Settle) -> EventsRoom:
    """The room on its list, with the focus in it."""
    room.enter(Route("events"))
    settle()
    room.window().activateWindow()
    room.list.table.setFocus()
    room.list.table.select(room.list.model.ids[0])
    return room


def steps(office: Office) -> int:
    return len({entry.action for entry in office.events.history(None, 10_000)})


def ticked(room: EventsRoom) -> list[int]:
    return sorted(room.list.model.row_of(each) for each in room.list.model.checked)


def click(room: EventsRoom, row: int, held: Qt.KeyboardModifier, column: int = 2) -> None:
    table = room.list.table
    place: QPoint = table.visualRect(table.model().index(row, column)).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, held, place)


def test_space_ctrl_click_shift_click_and_ctrl_a_tick(listed: EventsRoom, settle: Settle) -> None:
    table = listed.list.table
    QTest.keyClick(table, Qt.Key.Key_Space)
    assert ticked(listed) == [0]
    click(listed, 2, CTRL)
    assert ticked(listed) == [0, 2]
    click(listed, 3, SHIFT)
    assert ticked(listed) == [0, 2, 3]
    click(listed, 2, Qt.KeyboardModifier.NoModifier, column=0)
    assert ticked(listed) == [0, 3]
    QTest.keyClick(table, Qt.Key.Key_A, CTRL)
    assert ticked(listed) == [0, 1, 2, 3]
    settle()
    assert listed.list.bulk._count.text() == "4 đã chọn"
    QTest.keyClick(table, Qt.Key.Key_Escape)
    assert ticked(listed) == []
    assert listed.list.bulk.isHidden()
    assert listed.route() == Route("events")


def test_shift_and_arrows_tick_what_lies_between(listed: EventsRoom, settle: Settle) -> None:
    table = listed.list.table
    for _turn in range(2):
        QTest.keyClick(table, Qt.Key.Key_Down, SHIFT)
    assert ticked(listed) == [0, 1, 2]
    assert table.currentIndex().row() == 2
    settle()


def test_the_same_place_for_three_events_is_one_action_and_one_undo(
    listed: EventsRoom, office: Office, kit: Kit, settle: Settle
) -> None:
    said: list[tuple[object, ChangeSet]] = []
    listed.done.connect(lambda speech, how: said.append((speech, how)))
    ids = list(listed.list.model.ids)[1:]
    before = [office.events.get(each).city for each in ids]
    listed.list.model.check(ids)
    settle()
    bulk = listed.list.bulk
    actions = steps(office)
    QTest.keyClick(bulk.place, Qt.Key.Key_Space)
    assert bulk.panel.city.placeholderText() == "nhiều giá trị"
    assert bulk.panel.venue.vi.value() == "Trung tâm thương mại Sapa"
    assert not bulk.panel.apply.isEnabled()
    type_text(bulk.panel.city, "Plzeň")
    QTest.keyClick(bulk.panel.city, Qt.Key.Key_Return)
    settle()
    assert [office.events.get(each).city for each in ids] == ["Plzeň"] * 3
    assert [office.events.get(each).venue.vi for each in ids] == ["Trung tâm thương mại Sapa"] * 3
    assert steps(office) == actions + 1
    assert kit.say(said[-1][0]) == "Đã đổi nơi tổ chức của 3 sự kiện"  # type: ignore[arg-type]
    assert said[-1][1].action in office.undo.undo().step.actions
    assert [office.events.get(each).city for each in ids] == before


def test_the_menu_of_states_offers_what_all_may_take(
    listed: EventsRoom, office: Office, four: list[Event], settle: Settle
) -> None:
    office.events.set_state(four[1].id, EventState.IDEA)
    listed.list.model.check([event.id for event in four[:2]])
    settle()
    assert listed.list.bulk._common.steps == (EventState.POSTPONED, EventState.CANCELLED)
    listed.list.model.check([four[2].id, four[3].id], only=True)
    settle()
    assert EventState.IDEA in listed.list.bulk._common.steps
    listed.list.bulk.step(EventState.IDEA)
    settle()
    assert {office.events.get(event.id).state for event in four[2:]} == {EventState.IDEA}


def test_postponing_several_asks_for_one_reason(
    listed: EventsRoom, office: Office, four: list[Event], settle: Settle
) -> None:
    ids = [event.id for event in four[1:]]
    listed.list.model.check(ids)
    settle()
    bulk = listed.list.bulk
    bulk.step(EventState.POSTPONED)
    assert bulk.reason.act.accessibleName() == "Hoãn 3 sự kiện"
    type_text(bulk.reason.line, "Bão lớn")
    press(bulk.reason.line, Qt.Key.Key_Return)
    settle()
    assert {office.events.get(each).state_reason for each in ids} == {"Bão lớn"}


def test_a_step_that_one_of_them_cannot_take_changes_none(
    listed: EventsRoom, office: Office, four: list[Event], settle: Settle
) -> None:
    office.events.save(replace(four[2], start=None))
    listed.list.model.check([event.id for event in four])
    settle()
    listed.list.bulk.step(EventState.SUBMITTED)
    settle()
    assert not listed.banner.isHidden()
    assert {office.events.get(event.id).state for event in four} == {EventState.PREPARING}


def test_a_goal_is_added_to_those_without_it(
    listed: EventsRoom, office: Office, four: list[Event], kit: Kit, settle: Settle
) -> None:
    listed.list.model.check([event.id for event in four])
    settle()
    listed.list.bulk.tag("M3")
    settle()
    goals = [[tag.code for tag in office.events.get(event.id).goals] for event in four]
    assert goals == [["M3", "M1"], ["M3"], ["M3"], ["M3"]]
    office.undo.undo()
    assert [len(office.events.get(event.id).goals) for event in four] == [2, 0, 0, 0]


def test_delete_takes_all_that_are_ticked(
    listed: EventsRoom, office: Office, four: list[Event], settle: Settle
) -> None:
    listed.list.model.check([event.id for event in four[:3]])
    settle()
    QTest.keyClick(listed.list.table, Qt.Key.Key_Delete)
    settle()
    assert list(listed.list.model.ids) == [four[3].id]
    assert listed.list.bulk.isHidden()
    office.undo.undo()
    assert len(office.events.find_ids(EventFilter())) == 4


def test_the_right_click_menu_offers_the_same(listed: EventsRoom, four: list[Event], settle: Settle) -> None:
    listed.list.model.check([event.id for event in four])
    settle()
    menu = QMenu(listed)
    listed.list.bulk.fill_menu(menu)
    names = [action.text() for action in menu.actions() if action.text()]
    assert names == ["Trạng thái", "Thêm mục tiêu", "Nơi tổ chức…", "Bỏ 4 sự kiện vào thùng rác"]
    goals = menu.actions()[1].menu()
    assert isinstance(goals, QMenu)
    assert len(goals.actions()) == 11


def test_ticks_go_with_the_rows_that_a_filter_hides(listed: EventsRoom, four: list[Event], settle: Settle) -> None:
    listed.list.model.check([event.id for event in four])
    listed.list.search.searched.emit("chieu phim")
    settle()
    assert len(listed.list.model.ids) == 3
    assert listed.list.bulk._count.text() == "3 đã chọn"


@pytest.mark.parametrize(("scope", "left"), [(Scope.THIS, 4), (Scope.FOLLOWING, 3), (Scope.ALL, 2)])
def test_of_a_series_among_them_it_is_asked_how_much_is_meant(
    listed: EventsRoom, four: list[Event], office: Office, settle: Settle, scope: Scope, left: int
) -> None:
    listed.kit.bus.publish(office.series.repeat(four[0].id, YearlyRule(DateRule.CIVIL, 9, 25), 2028))
    settle()
    info = office.series.of(four[0].id)
    assert info is not None
    second = next(one for one in info.members if one.day is not None and one.day.year == 2027)
    listed.list.model.check([four[1].id, second.id])
    settle()
    QTest.keyClick(listed.list.table, Qt.Key.Key_Delete)
    settle()
    asked = listed.list.bulk.scope
    assert asked.buttons[Scope.THIS].hasFocus()
    assert "2" in asked.buttons[Scope.THIS].text()
    before = steps(office)
    asked.buttons[scope].click()
    settle()
    assert len(office.events.find_ids(EventFilter())) == left
    assert steps(office) == before + 1
    office.undo.undo()
    assert len(office.events.find_ids(EventFilter())) == 6


def test_several_without_a_series_go_at_once(listed: EventsRoom, four: list[Event], settle: Settle) -> None:
    listed.list.model.check([one.id for one in four[:2]])
    settle()
    QTest.keyClick(listed.list.table, Qt.Key.Key_Delete)
    settle()
    assert listed.list.bulk.scope.isHidden()
    assert len(listed.list.model.ids) == 2
