"""Ctrl+Z and Ctrl+Y in a real window: in the field first, then in the office; what is undone is never written back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMainWindow, QWidget

from cultdip_desktop.app import Office
from cultdip_desktop.core.clock import FixedClock
from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.event import Event
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.store.query.events import EventFilter
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.buttons import Button
from cultdip_desktop.ui.kit.notices import Banner, Toast
from cultdip_desktop.ui.kit.room import Route
from cultdip_desktop.ui.rooms.events.view import EventsRoom
from cultdip_desktop.ui.rooms.events.view_editor import EditorPage
from cultdip_desktop.ui.shell.desk import Desk
from tests.ui.events.conftest import NOW
from tests.ui.kit_typing import type_text

Settle = Callable[[], None]
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def desk(kit: Kit, office: Office, settle: Settle) -> Iterator[Desk]:
    """The office's own page in a window that has the focus."""
    window = QMainWindow()
    made = Desk(kit, office, FixedClock(NOW))
    window.setCentralWidget(made)
    window.resize(1366, 768)
    window.show()
    window.activateWindow()
    made.open(Route("events"))
    settle()
    yield made
    made.may_leave()
    settle()


@pytest.fixture
def editor(desk: Desk, festival: Event, settle: Settle) -> EditorPage:
    """The festival's editor."""
    desk.open(Route("events", "edit", festival.id))
    settle()
    found = desk.room("events")
    assert isinstance(found, EventsRoom)
    return found.editor


def toast(desk: Desk) -> str:
    found = desk.findChild(Toast)
    assert found is not None
    return found.text() if not found.isHidden() else ""


def press_undo(widget: QWidget, settle: Settle) -> None:
    QTest.keyClick(widget, Qt.Key.Key_Z, CTRL)
    settle()


def press_redo(widget: QWidget, settle: Settle) -> None:
    QTest.keyClick(widget, Qt.Key.Key_Y, CTRL)
    settle()


def write(editor: EditorPage, widget: QWidget, text: str, then: QWidget, settle: Settle) -> None:
    """Type at the end of a field and leave it for another."""
    widget.setFocus()
    QTest.keyClick(widget, Qt.Key.Key_End)
    type_text(widget, text)
    then.setFocus()
    settle()


def test_text_typed_since_the_focus_is_undone_in_the_field_first(
    desk: Desk, editor: EditorPage, office: Office, festival: Event, settle: Settle
) -> None:
    content = editor.content
    write(editor, content.city, " 5", content.note, settle)
    type_text(content.note, "Mời Thị trưởng")
    press_undo(content.note, settle)
    assert content.note.value() != "Mời Thị trưởng"
    assert toast(desk) == ""
    while content.note.value():
        press_undo(content.note, settle)
    assert content.city.value() == "Praha 5"
    press_undo(content.note, settle)
    assert content.city.value() == "Praha"
    assert office.events.get(festival.id).city == "Praha"


def test_a_field_that_was_left_is_undone_by_the_office_in_one_step(
    desk: Desk, editor: EditorPage, office: Office, festival: Event, settle: Settle
) -> None:
    content = editor.content
    content.city.setFocus()
    QTest.keyClick(content.city, Qt.Key.Key_End)
    for part in (" 5", " – Smíchov"):
        type_text(content.city, part)
        assert editor.draft is not None
        editor.draft.flush()
        settle()
    content.note.setFocus()
    settle()
    assert office.events.get(festival.id).city == "Praha 5 – Smíchov"
    press_undo(content.note, settle)
    assert office.events.get(festival.id).city == "Praha"
    assert content.city.value() == "Praha"
    assert toast(desk) == "Hoàn tác: sửa «Đêm hội Trung thu Praha 2026»"


def test_one_save_concerns_one_field(
    desk: Desk, editor: EditorPage, office: Office, festival: Event, settle: Settle
) -> None:
    content = editor.content
    write(editor, content.city, " 1", content.note, settle)
    write(editor, content.note, "một", content.city, settle)
    press_undo(content.city, settle)
    stored = office.events.get(festival.id)
    assert (stored.city, stored.internal_note) == ("Praha 1", "")
    press_undo(content.city, settle)
    assert office.events.get(festival.id).city == "Praha"


def test_what_undo_put_back_is_shown_under_the_cursor_and_no_autosave_writes_over_it(
    desk: Desk, editor: EditorPage, office: Office, festival: Event, settle: Settle
) -> None:
    content = editor.content
    title = content.texts["title"].vi
    write(editor, title, " lần hai", content.city, settle)
    title.setFocus()
    press_undo(title, settle)
    assert title.value() == festival.title.vi
    type_text(content.note, "thêm")
    editor.commit()
    settle()
    stored = office.events.get(festival.id)
    assert (stored.title.vi, stored.internal_note) == (festival.title.vi, "thêm")


def test_typing_at_the_moment_of_undo_keeps_both(
    desk: Desk, editor: EditorPage, office: Office, festival: Event, settle: Settle
) -> None:
    content = editor.content
    write(editor, content.city, " 5", content.texts["venue"].vi, settle)
    QTest.keyClick(content.texts["venue"].vi, Qt.Key.Key_Z, CTRL)
    type_text(content.note, "ngay lúc ấy")
    editor.commit()
    settle()
    stored = office.events.get(festival.id)
    assert (stored.city, stored.internal_note) == ("Praha", "ngay lúc ấy")
    assert content.city.value() == "Praha"


def test_redo_by_both_keys(desk: Desk, editor: EditorPage, office: Office, festival: Event, settle: Settle) -> None:
    content = editor.content
    write(editor, content.city, " 5", content.note, settle)
    press_undo(content.note, settle)
    press_redo(content.note, settle)
    assert content.city.value() == "Praha 5"
    assert toast(desk) == "Làm lại: sửa «Đêm hội Trung thu Praha 2026»"
    press_undo(content.note, settle)
    QTest.keyClick(content.note, Qt.Key.Key_Z, CTRL | SHIFT)
    settle()
    assert office.events.get(festival.id).city == "Praha 5"


def test_the_toasts_button_does_it_again(
    desk: Desk, editor: EditorPage, office: Office, festival: Event, settle: Settle
) -> None:
    content = editor.content
    write(editor, content.city, " 5", content.note, settle)
    press_undo(content.note, settle)
    shown = desk.findChild(Toast)
    assert shown is not None
    assert shown._undo.text() == "Làm lại"
    shown._undo.click()
    settle()
    assert office.events.get(festival.id).city == "Praha 5"


def test_another_action_takes_the_toasts_button_away(
    desk: Desk, editor: EditorPage, office: Office, festival: Event, settle: Settle, kit: Kit
) -> None:
    content = editor.content
    write(editor, content.city, " 5", content.note, settle)
    press_undo(content.note, settle)
    kit.bus.publish(office.events.save(replace(office.events.get(festival.id), internal_note="khác"))[1])
    assert toast(desk) == ""


def test_goals_and_states_are_steps_of_their_own(
    desk: Desk, editor: EditorPage, office: Office, festival: Event, settle: Settle
) -> None:
    editor.goals.toggle("M4")
    editor.goals.toggle("M5")
    settle()
    assert [tag.code for tag in office.events.get(festival.id).goals] == ["M3", "M1", "M4", "M5"]
    press_undo(editor.goals.list.search, settle)
    assert [tag.code for tag in office.events.get(festival.id).goals] == ["M3", "M1", "M4"]
    assert set(editor.goals._cards) == {"M3", "M1", "M4"}


def test_undoing_a_new_event_leaves_its_editor(desk: Desk, office: Office, settle: Settle) -> None:
    desk.open(Route("events", "new"))
    settle()
    room = desk.room("events")
    assert isinstance(room, EventsRoom)
    type_text(room.editor.content.texts["title"].vi, "Tết ở Praha")
    room.editor.content.city.setFocus()
    settle()
    assert len(office.events.find_ids(EventFilter())) == 1
    press_undo(room.editor.content.city, settle)
    assert office.events.find_ids(EventFilter()) == []
    assert desk.current == Route("events")
    press_redo(room.list.table, settle)
    assert [row.title.vi for row in office.events.rows(list(room.list.model.ids))] == ["Tết ở Praha"]


def test_photos_taken_off_together_come_back_together(
    desk: Desk, editor: EditorPage, office: Office, festival: Event, photos: list[Path], settle: Settle, kit: Kit
) -> None:
    kit.bus.publish(office.media.attach(festival.id, photos).change_set)
    editor.open_tab("media")
    settle()
    editor.media_tab.gallery.selectAll()
    editor.media_tab.remove_selected()
    settle()
    assert office.media.of_event(festival.id) == ()
    press_undo(editor.media_tab, settle)
    assert len(office.media.of_event(festival.id)) == 3
    assert toast(desk) == "Hoàn tác: gỡ 3 tệp"


def test_a_caption_is_one_step_and_is_shown_as_it_was(
    desk: Desk, editor: EditorPage, office: Office, festival: Event, photos: list[Path], settle: Settle, kit: Kit
) -> None:
    kit.bus.publish(office.media.attach(festival.id, photos[:1], caption=BiText("Rước đèn")).change_set)
    editor.open_tab("media")
    settle()
    caption = editor.media_tab.side.caption.vi
    editor.media_tab.caption_mode()
    for part in (" ở", " Sapa"):
        caption.moveCursor(caption.textCursor().MoveOperation.End)
        type_text(caption, part)
        editor.commit()
        settle()
    editor.media_tab.gallery.setFocus()
    caption.setFocus()
    assert office.media.of_event(festival.id)[0].caption.vi == "Rước đèn ở Sapa"
    press_undo(caption, settle)
    assert office.media.of_event(festival.id)[0].caption.vi == "Rước đèn"
    assert caption.value() == "Rước đèn"


def test_nothing_to_undo_is_said_quietly(desk: Desk, settle: Settle) -> None:
    press_undo(desk, settle)
    assert all(banner.isHidden() for banner in desk.findChildren(Banner))
    assert desk._status._left.text() == "Không có gì để hoàn tác"


def test_status_bar_and_palette_name_the_step(
    desk: Desk, editor: EditorPage, office: Office, settle: Settle, kit: Kit
) -> None:
    write(editor, editor.content.city, " 5", editor.content.note, settle)
    settle()
    said = "Hoàn tác: sửa «Đêm hội Trung thu Praha 2026»"
    assert desk._undoing._undo.toolTip() == f"{said} (Ctrl+Z)"
    desk.search("hoan tac")
    settle()
    assert desk._palette.entries[0].title == said
    desk._palette._choose(desk._palette._model.first)
    settle()
    assert editor.content.city.value() == "Praha"
    kit.live.switch("en")
    assert desk._undoing._redo.toolTip() == "Redo: edit “Prague Mid-Autumn Festival 2026” (Ctrl+Y)"
    kit.live.switch("vi")


def test_undoing_a_switch_switches_back(
    desk: Desk, editor: EditorPage, office: Office, festival: Event, settle: Settle
) -> None:
    assert not editor.content.texts["title"].en_field.isHidden()
    editor._bilingual.click()
    settle()
    assert editor.content.texts["title"].en_field.isHidden()
    press_undo(editor, settle)
    assert not editor.content.texts["title"].en_field.isHidden()
    assert editor._bilingual.isChecked()


def test_a_value_restored_in_the_history_is_taken_back_by_ctrl_z(
    desk: Desk, editor: EditorPage, office: Office, festival: Event, settle: Settle
) -> None:
    write(editor, editor.content.city, " 5", editor.content.note, settle)
    editor.open_tab("history")
    settle()
    button = next(each for each in editor.history.findChildren(Button) if "Praha" in each.accessibleDescription())
    button.click()
    settle()
    assert office.events.get(festival.id).city == "Praha"
    assert toast(desk) == "Đã khôi phục: Thành phố"
    press_undo(editor.history, settle)
    assert office.events.get(festival.id).city == "Praha 5"
    assert editor.content.city.value() == "Praha 5"


def test_a_step_that_was_overtaken_is_explained_in_a_notice(
    desk: Desk, editor: EditorPage, office: Office, settle: Settle, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(editor, editor.content.city, " 5", editor.content.note, settle)

    def overtaken() -> None:
        raise UserError("undo.changed_since")

    monkeypatch.setattr(office.undo, "undo", overtaken)
    press_undo(editor.content.note, settle)
    assert not desk._banner.isHidden()
    assert desk._banner.text().startswith("Không hoàn tác được bước này")
    assert editor.content.city.value() == "Praha 5"
    monkeypatch.undo()
    press_undo(editor.content.note, settle)
    assert desk._banner.isHidden()
    assert editor.content.city.value() == "Praha"
