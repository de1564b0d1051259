"""The list: found without marks, sorted by the store, deleted with a way back, kept live."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest

from cultdip_desktop.app import Office
from cultdip_desktop.domain.changes import ChangeSet
from cultdip_desktop.domain.event import Event, EventKind, EventState
from cultdip_desktop.domain.period import Period
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.store.query.events import EventFilter
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.model import Cell
from cultdip_desktop.ui.kit.room import Route
from cultdip_desktop.ui.rooms.events.view import EventsRoom
from tests.ui.kit_typing import compose, press

Settle = Callable[[], None]


@pytest.fixture
def three(office: Office, festival: Event) -> list[Event]:
    """The festival, a film evening and a talk without a day."""
    film = replace(
        festival, id=office.events.blank().id, number="", title=BiText("Chiếu phim «Em bé Hà Nội»", ""),
        kind=EventKind.FILM, state=EventState.IDEA, goals=(), city="Brno",
    )  # fmt: skip
    talk = replace(film, id=office.events.blank().id, title=BiText("Tọa đàm Điện ảnh"), kind=EventKind.TALK, start=None)
    talk = replace(talk, end=None)
    return [festival, office.events.save(film)[0], office.events.save(talk)[0]]


def listed(room: EventsRoom, settle: Settle) -> list[str]:
    room.enter(Route("events"))
    settle()
    return list(room.list.model.ids)


def choose(room: EventsRoom, field: str, value: object, settle: Settle) -> None:
    """Tick a value in the menu of a field."""
    room.list.filters.menus[field]._actions[value].trigger()
    settle()


def chips(room: EventsRoom) -> list[str]:
    return [chip.accessibleName() for chip in room.list.filters.chips]


def undo(room: EventsRoom, office: Office, settle: Settle, how: ChangeSet) -> None:
    """What the shell does with the toast's button."""
    undone = office.undo.undo()
    assert how.action in undone.step.actions
    room.kit.bus.publish(undone.change_set)
    settle()


def cell(room: EventsRoom, row: int, column: str, settle: Settle) -> Cell:
    keys = [each.key for each in room.list.model.columns]
    room.list.model.cell(row, keys.index(column))
    settle()
    found = room.list.model.cell(row, keys.index(column))
    assert found is not None
    return found


def test_the_list_shows_number_day_goals_and_state(room: EventsRoom, festival: Event, settle: Settle) -> None:
    listed(room, settle)
    assert cell(room, 0, "number", settle).text == festival.number
    assert cell(room, 0, "start", settle).sub == "Rằm tháng Tám"
    assert cell(room, 0, "goals", settle).codes == ("M3", "M1")
    assert cell(room, 0, "state", settle).text == "Đang chuẩn bị"


def test_search_finds_without_marks(room: EventsRoom, three: list[Event], settle: Settle) -> None:
    listed(room, settle)
    room.list.search.searched.emit("dien anh")
    settle()
    assert list(room.list.model.ids) == [three[2].id]


def test_the_rows_in_view_come_with_the_ids(
    room: EventsRoom, three: list[Event], settle: Settle, monkeypatch: pytest.MonkeyPatch
) -> None:
    listed(room, settle)
    room.list.table.select(three[1].id)
    asked: list[list[str]] = []
    rows = room.list._events.rows
    monkeypatch.setattr(type(room.list._events), "rows", lambda _self, ids: asked.append(list(ids)) or rows(ids))
    room.list.search.searched.emit("dien anh")
    settle()
    assert asked == [[three[2].id]]
    assert cell(room, 0, "title", settle).text == "Tọa đàm Điện ảnh"
    assert len(asked) == 1


def test_filters_narrow_the_list_and_are_cleared_together(room: EventsRoom, three: list[Event], settle: Settle) -> None:
    listed(room, settle)
    choose(room, "kinds", EventKind.FILM, settle)
    assert list(room.list.model.ids) == [three[1].id]
    assert chips(room) == ["Loại hình: Điện ảnh"]
    choose(room, "states", EventState.HELD, settle)
    assert room.list._pages.currentIndex() == 1
    assert room.list._empty.sentence.text() == "Tổng cộng có 3 sự kiện."
    room.list.filters.clear_all.click()
    settle()
    assert len(room.list.model.ids) == 3
    assert chips(room) == []


def test_several_values_of_one_field_are_alternatives_and_each_has_its_chip(
    room: EventsRoom, three: list[Event], settle: Settle
) -> None:
    listed(room, settle)
    choose(room, "kinds", EventKind.FILM, settle)
    choose(room, "kinds", EventKind.TALK, settle)
    assert set(room.list.model.ids) == {three[1].id, three[2].id}
    assert chips(room) == ["Loại hình: Điện ảnh", "Loại hình: Tọa đàm, hội thảo"]
    chip = room.list.filters.chips[0]
    chip.setFocus()
    press(chip, Qt.Key.Key_Delete)
    settle()
    assert list(room.list.model.ids) == [three[2].id]
    assert room.list.filters.chips[0].hasFocus()


def test_a_period_takes_the_place_of_the_one_before(room: EventsRoom, three: list[Event], settle: Settle) -> None:
    listed(room, settle)
    choose(room, "period", Period(2026, "Q3"), settle)
    assert set(room.list.model.ids) == {three[0].id, three[1].id}
    choose(room, "period", Period(2025), settle)
    assert chips(room) == ["Thời gian: Năm 2025"]
    assert not room.list.model.ids


def test_space_ticks_in_the_menu_and_keeps_it_open(room: EventsRoom, three: list[Event], settle: Settle) -> None:
    listed(room, settle)
    menu = room.list.filters.menus["kinds"].menu()
    assert menu is not None
    menu.popup(room.mapToGlobal(room.rect().center()))
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Space, Qt.Key.Key_Down, Qt.Key.Key_Space):
        press(menu, key)
        settle()
    assert menu.isVisible()
    assert len(room._model.list.wanted.kinds) == 2
    menu.close()


def test_the_search_of_the_program_lists_what_it_was_asked_for(
    room: EventsRoom, three: list[Event], settle: Settle
) -> None:
    listed(room, settle)
    choose(room, "kinds", EventKind.TALK, settle)
    room.enter(Route("events", params=(("find", "phim ha noi"),)))
    settle()
    assert list(room.list.model.ids) == [three[1].id]
    assert room.list.search.value() == "phim ha noi"
    assert chips(room) == []
    room.enter(Route("events", params=(("code", "TH.TRA"),)))
    settle()
    assert len(chips(room)) == 1
    assert chips(room)[0].startswith("Danh mục: ")


def test_a_filter_is_saved_under_a_name_and_comes_back_with_one_key(
    room: EventsRoom, three: list[Event], settle: Settle
) -> None:
    listed(room, settle)
    choose(room, "kinds", EventKind.FILM, settle)
    room.list.views.ask_to_save()
    compose(room.list.name_bar.line, "p", "ph", "phim", commit="Phim sắp chiếu")
    press(room.list.name_bar.line, Qt.Key.Key_Return)
    settle()
    assert [view.name for view in room._model.list.views.all] == ["Phim sắp chiếu"]
    assert not room.list.name_bar.isVisible()
    room.list.filters.clear_all.click()
    settle()
    assert len(room.list.model.ids) == 3
    QTest.keyClick(
        room.list.table, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    )
    settle()
    assert list(room.list.model.ids) == [three[1].id]
    assert chips(room) == ["Loại hình: Điện ảnh"]


def test_a_name_under_way_in_an_input_method_saves_nothing(room: EventsRoom, settle: Settle) -> None:
    listed(room, settle)
    room.list.views.ask_to_save()
    compose(room.list.name_bar.line, "phi", commit="phi")
    QCoreApplication.sendEvent(room.list.name_bar.line, QInputMethodEvent("m", []))
    press(room.list.name_bar.line, Qt.Key.Key_Return)
    settle()
    assert room._model.list.views.all == ()
    assert room.list.name_bar.isVisible()


def test_a_click_on_a_head_sorts(room: EventsRoom, three: list[Event], settle: Settle) -> None:
    listed(room, settle)
    room.list.table._head_clicked(2)
    settle()
    titles = [cell(room, row, "title", settle).text for row in range(3)]
    assert titles == ["Chiếu phim «Em bé Hà Nội»", "Đêm hội Trung thu Praha 2026", "Tọa đàm Điện ảnh"]


def test_delete_moves_to_the_trash_and_the_toast_brings_back(
    room: EventsRoom, office: Office, festival: Event, settle: Settle
) -> None:
    listed(room, settle)
    said: list[tuple[object, ChangeSet]] = []
    room.done.connect(lambda speech, how: said.append((speech, how)))
    cell(room, 0, "title", settle)
    room.window().activateWindow()
    room.list.table.setFocus()
    QTest.keyClick(room.list.table, Qt.Key.Key_Delete)
    settle()
    assert list(room.list.model.ids) == []
    assert room.kit.say(said[0][0]) == "Đã chuyển «Đêm hội Trung thu Praha 2026» vào thùng rác"  # type: ignore[arg-type]
    undo(room, office, settle, said[0][1])
    assert list(room.list.model.ids) == [festival.id]
    assert office.events.find_ids(EventFilter(deleted=True)) == []


def test_the_trash_lists_what_was_deleted_and_restores_it(
    room: EventsRoom, office: Office, festival: Event, settle: Settle
) -> None:
    office.events.delete(festival.id)
    assert listed(room, settle) == []
    room.list.trash.click()
    settle()
    assert list(room.trash.model.ids) == [festival.id]
    assert room.trash.head.title.text() == "Thùng rác"
    room.trash.restore.click()
    settle()
    assert office.events.find_ids(EventFilter()) == [festival.id]


def test_deleting_from_the_editor_returns_to_the_list(
    room: EventsRoom, office: Office, festival: Event, settle: Settle
) -> None:
    room.enter(Route("events", "edit", festival.id))
    settle()
    said: list[ChangeSet] = []
    room.done.connect(lambda _speech, how: said.append(how))
    room.editor.delete_asked.emit()
    settle()
    assert room.route() == Route("events")
    assert list(room.list.model.ids) == []
    undo(room, office, settle, said[-1])
    assert list(room.list.model.ids) == [festival.id]


def test_enter_opens_and_the_list_comes_back_to_the_same_event(
    room: EventsRoom, three: list[Event], settle: Settle
) -> None:
    listed(room, settle)
    room.list.table.select(three[1].id)
    room.list.table.opened.emit(three[1].id)
    settle()
    assert room.route() == Route("events", "edit", three[1].id)
    room.editor.back.emit()
    settle()
    assert room.list.table.current_id() == three[1].id


def test_two_thousand_events_are_listed_page_by_page(
    room: EventsRoom, office: Office, festival: Event, settle: Settle, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []
    rows = office.events.rows
    monkeypatch.setattr(office.events, "find_ids", lambda _wanted: [festival.id] * 2000)
    monkeypatch.setattr(office.events, "rows", lambda ids: asked.append(len(ids)) or rows(ids))
    assert len(listed(room, settle)) == 2000
    room.list.table.viewport().grab()
    settle()
    assert asked
    assert sum(asked) <= 200


def test_an_event_that_is_gone_is_said_on_the_list(
    room: EventsRoom, office: Office, festival: Event, settle: Settle, kit: Kit
) -> None:
    office.events.delete(festival.id)
    room.enter(Route("events", "edit", festival.id))
    settle()
    assert not room.banner.isHidden()
    assert room.route() == Route("events")
