"""Tagging goals: one key each, a reason for every one, and what is missing is shown at four levels."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from cultdip_desktop.app import Office
from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.event import Event, EventState
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.ui.kit.room import Route
from cultdip_desktop.ui.rooms.events.view import EventsRoom
from cultdip_desktop.ui.rooms.events.view_editor import EditorPage
from tests.ui.kit_typing import type_text

Settle = Callable[[], None]


def goals_of(room: EventsRoom, settle: Settle, event: Event) -> EditorPage:
    room.enter(Route("events", "edit", event.id, (("tab", "goals"),)))
    settle()
    room.window().activateWindow()
    return room.editor


def test_submitting_without_a_reason_shows_it_on_banner_tab_card_and_field(
    room: EventsRoom, office: Office, festival: Event, settle: Settle
) -> None:
    editor = goals_of(room, settle, festival)
    card = editor.goals._cards["M1"]
    assert card.reason.vi_field.error == ""
    editor.head.primary.click()
    settle()
    assert editor.banner.text() == "Chưa trình duyệt được: Mục tiêu M1 thiếu lý giải."
    tab = next(each for each in editor.tabs_bar._strip.tabs if each.key == "goals")
    assert tab.error
    assert card.property("error") == "true"
    assert card.reason.vi_field.error == "Cần ít nhất một câu lý giải để đưa vào báo cáo."
    assert card.reason.vi.property("error") == "true"
    assert editor.goals._cards["M3"].property("error") != "true"
    assert office.events.get(festival.id).state is EventState.PREPARING


def test_an_event_without_title_and_date_is_not_prepared(
    room: EventsRoom, office: Office, festival: Event, settle: Settle
) -> None:
    idea = office.events.save(
        replace(festival, id=office.events.blank().id, title=BiText(), start=None, end=None, state=EventState.IDEA)
    )[0]
    editor = goals_of(room, settle, idea)
    editor.head.primary.click()
    settle()
    assert editor.banner.text() == "Chưa bắt đầu chuẩn bị được: Sự kiện chưa có tên tiếng Việt."
    assert office.events.get(idea.id).state is EventState.IDEA
    with pytest.raises(UserError, match=r"event\.title_missing"):
        office.events.set_state(idea.id, EventState.PREPARING)


def test_the_banner_leads_to_the_missing_reason_and_goes_once_it_is_written(
    room: EventsRoom, festival: Event, settle: Settle
) -> None:
    editor = goals_of(room, settle, festival)
    editor.head.primary.click()
    editor.open_tab("content")
    editor.banner._act()
    assert editor.tabs_bar.current() == "goals"
    reason = editor.goals._cards["M1"].reason
    assert room.window().focusWidget() is reason.vi
    type_text(reason.vi, "Nâng cao hình ảnh quốc gia.")
    assert editor.banner.isHidden()
    assert reason.vi_field.error == ""


def test_alt_and_a_number_tag_a_goal_with_the_cursor_in_its_reason(
    room: EventsRoom, office: Office, festival: Event, settle: Settle
) -> None:
    editor = goals_of(room, settle, festival)
    editor.goals.list.search.setFocus()
    QTest.keyClick(editor.goals.list.search, Qt.Key.Key_4, Qt.KeyboardModifier.AltModifier)
    reason = editor.goals._cards["M4"].reason
    assert room.window().focusWidget() is reason.vi
    type_text(reason.vi, "Vận động hồ sơ UNESCO.")
    room.leave()
    settle()
    tag = office.events.get(festival.id).goals[-1]
    assert (tag.code, tag.primary, tag.reason.vi) == ("M4", False, "Vận động hồ sơ UNESCO.")


def test_no_goal_is_ever_chosen_by_the_program(room: EventsRoom, settle: Settle) -> None:
    room.enter(Route("events", "new"))
    settle()
    editor = room.editor
    type_text(editor.content.texts["title"].vi, "Giới thiệu di sản UNESCO")
    assert editor.draft is not None
    assert editor.draft.event_now.goals == ()


def test_only_one_goal_is_primary(room: EventsRoom, office: Office, festival: Event, settle: Settle) -> None:
    editor = goals_of(room, settle, festival)
    editor.goals._cards["M1"].rank._parts[0].click()
    editor.commit()
    settle()
    assert [(tag.code, tag.primary) for tag in office.events.get(festival.id).goals] == [("M3", False), ("M1", True)]
    assert editor.goals._cards["M3"].rank.value() is False


def test_the_search_finds_everything_that_can_be_tagged_without_marks(
    room: EventsRoom, festival: Event, settle: Settle
) -> None:
    editor = goals_of(room, settle, festival)
    editor.goals.list._find("binh dang gioi")
    assert [row.code for row in editor.goals.list._rows] == ["G4.2.5"]
    editor.goals.list._rows[0].click()
    assert "G4.2.5" in editor.goals._cards


def test_f8_walks_through_what_is_missing(room: EventsRoom, festival: Event, settle: Settle) -> None:
    editor = goals_of(room, settle, festival)
    editor.open_tab("money")
    editor.next_problem(1)
    assert editor.tabs_bar.current() == "goals"
    assert room.window().focusWidget() is editor.goals._cards["M1"].reason.vi
    assert editor.goals._cards["M1"].reason.vi_field.error != ""


def test_a_reason_and_its_removal_are_stored(room: EventsRoom, office: Office, festival: Event, settle: Settle) -> None:
    editor = goals_of(room, settle, festival)
    editor.goals._cards["M1"].remove_asked.emit()
    editor.commit()
    settle()
    assert [tag.code for tag in office.events.get(festival.id).goals] == ["M3"]
    assert "M1" not in editor.goals._cards
