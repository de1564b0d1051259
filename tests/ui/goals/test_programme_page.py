"""The annual programme by keys and mouse: writing, linking, freezing, comparing, copying."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from cultdip_desktop.app import Office
from cultdip_desktop.domain.programme import ItemView, ProgrammeItem
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.room import Route
from cultdip_desktop.ui.rooms.goals.view import GoalsRoom
from cultdip_desktop.ui.rooms.goals.view_programme import CHANGES
from tests.ui.kit_typing import compose, type_text

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def item(office: Office) -> ProgrammeItem:
    """One item of 2026."""
    made, _changes = office.programme.add(2026, code="M3", quarter=3)
    written = replace(made, title=BiText("Tuần phim Việt Nam"), target=2)
    office.programme.save(written)
    return written


def items(office: Office) -> tuple[ItemView, ...]:
    return office.programme.view(2026).items


def opened(room: GoalsRoom, settle: Callable[[], None]) -> None:
    room.enter(Route("goals", "programme", "2026"))
    settle()


def test_a_year_without_programme_says_so_and_offers_the_last_one(
    room: GoalsRoom, office: Office, item: ProgrammeItem, settle: Callable[[], None]
) -> None:
    room.enter(Route("goals", "programme", "2027"))
    settle()
    page = room.programme
    assert page._copy.isVisible()
    QTest.mouseClick(page._copy, Qt.MouseButton.LeftButton)
    settle()
    assert [view.item.title.vi for view in office.programme.view(2027).items] == [item.title.vi]


def test_ctrl_n_makes_an_item_and_its_title_is_typed_at_once(
    room: GoalsRoom, office: Office, settle: Callable[[], None]
) -> None:
    opened(room, settle)
    QTest.keyClick(room.programme.table, Qt.Key.Key_N, CONTROL)
    settle()
    field = room.programme.form.title.vi
    type_text(field, "Tuần phim ")
    compose(field, "V", "Vi", "Việ", commit="Việt ")
    type_text(field, "Nam")
    room.programme.flush()
    settle()
    assert [view.item.title.vi for view in items(office)] == ["Tuần phim Việt Nam"]
    office.undo.undo()
    assert [view.item.title.vi for view in items(office)] == [""]


def test_choices_are_stored_one_by_one(
    room: GoalsRoom, office: Office, item: ProgrammeItem, settle: Callable[[], None]
) -> None:
    opened(room, settle)
    form = room.programme.form
    form.quarter.setFocus()
    QTest.keyClick(form.quarter, Qt.Key.Key_Down)
    form.target.setFocus()
    form.target.set_value("")
    type_text(form.target, "5")
    form.goal.setFocus()
    settle()
    stored = items(office)[0].item
    assert (stored.quarter, stored.target) == (4, 5)
    office.undo.undo()
    assert (items(office)[0].item.quarter, items(office)[0].item.target) == (4, 2)


def test_events_offer_themselves_and_count_once_linked(
    room: GoalsRoom, office: Office, item: ProgrammeItem, settle: Callable[[], None]
) -> None:
    opened(room, settle)
    form = room.programme.form
    assert [event.title.vi for event in form.events.offered] == ["Ngày Việt Nam 2", "Triển lãm Sắc màu Huế"]
    form.events.linked.emit(item.id, [event.id for event in form.events.offered])
    settle()
    assert [line.accessibleName().split(":")[0] for line in form.events.links] == [
        "Ngày Việt Nam 2",
        "Triển lãm Sắc màu Huế",
    ]
    view = items(office)[0]
    assert (view.done, view.percent) == (1, 50)
    assert form.events.offered == ()


def test_the_picker_finds_an_event_without_marks(
    room: GoalsRoom, office: Office, item: ProgrammeItem, settle: Callable[[], None]
) -> None:
    opened(room, settle)
    found: list[object] = []
    room._model.programme.found.connect(lambda _id, events: found.extend(events))
    form = room.programme.form
    form.events.picker.set_value("hoi thao 1")
    form.events.picker.searched.emit("hoi thao 1")
    settle()
    assert [event.title.vi for event in found] == ["Hội thảo 1"]  # type: ignore[attr-defined]


def test_freezing_asks_for_reason_and_person_and_the_comparison_names_what_changed(
    room: GoalsRoom, office: Office, item: ProgrammeItem, settle: Callable[[], None], kit: Kit
) -> None:
    opened(room, settle)
    page = room.programme
    QTest.mouseClick(page.freeze, Qt.MouseButton.LeftButton)
    QTest.mouseClick(page.freezing.act, Qt.MouseButton.LeftButton)
    assert page.freezing._field.error == "Ghi vắn tắt vài từ."
    type_text(page.freezing.reason, "Đại sứ duyệt")
    QTest.keyClick(page.freezing.reason, Qt.Key.Key_Return)
    settle()
    assert [one.reason for one in office.programme.view(2026).baselines] == ["Đại sứ duyệt"]
    kit.bus.publish(office.programme.save(replace(item, quarter=4)))
    settle()
    assert page.which.value() != CHANGES
    room.enter(Route("goals", "programme", "2026", (("view", CHANGES),)))
    settle()
    assert page.changes._list.count() == 1
    assert room.route().param("view") == CHANGES


def test_a_removed_item_comes_back_by_undo(
    room: GoalsRoom, office: Office, item: ProgrammeItem, settle: Callable[[], None], kit: Kit
) -> None:
    opened(room, settle)
    told: list[object] = []
    room.done.connect(lambda speech, _undo: told.append(kit.say(speech)))
    QTest.mouseClick(room.programme.form.remove, Qt.MouseButton.LeftButton)
    settle()
    assert items(office) == ()
    assert told == ["Đã bỏ: Tuần phim Việt Nam"]
    kit.bus.publish(office.undo.undo().change_set)
    settle()
    assert list(room.programme.model.ids) == [item.id]


def test_leaving_stores_what_is_typed(
    room: GoalsRoom, office: Office, item: ProgrammeItem, settle: Callable[[], None]
) -> None:
    opened(room, settle)
    type_text(room.programme.form.title.vi, "Thêm: ")
    assert room.leave()
    settle()
    assert "Thêm: " in items(office)[0].item.title.vi


def test_an_item_of_the_programme_is_a_place_to_come_back_to(
    room: GoalsRoom, office: Office, item: ProgrammeItem, settle: Callable[[], None]
) -> None:
    other, _changes = office.programme.add(2026, code="M1")
    room.enter(Route("goals", "programme", "2026", (("item", other.id),)))
    settle()
    assert room.programme.form.item is not None
    assert room.programme.form.item.id == other.id
    assert room.route().param("item") == other.id
    assert item.id in room.programme.model.ids
