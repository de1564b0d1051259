"""Photos: dropped anywhere, added with what was refused in one place, captioned one after the other."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QLabel

from cultdip_desktop.app import Office
from cultdip_desktop.domain.changes import ChangeSet
from cultdip_desktop.domain.event import Event
from cultdip_desktop.domain.media import Ground, Rights
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.ui.kit.files import ScriptedFileChooser
from cultdip_desktop.ui.kit.room import Route
from cultdip_desktop.ui.rooms.events.view import EventsRoom
from cultdip_desktop.ui.rooms.events.view_editor import EditorPage
from tests.ui.kit_typing import press, type_text

Settle = Callable[[], None]


def editor_of(room: EventsRoom, settle: Settle, event: Event, tab: str = "media") -> EditorPage:
    room.enter(Route("events", "edit", event.id, (("tab", tab),)))
    settle()
    return room.editor


def drop(editor: EditorPage, files: list[Path]) -> bool:
    """Drag files over the editor and let them go; whether the page wanted them."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    actions, button, keys = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPointF(50, 50), actions, data, button, keys)
    enter.ignore()
    QCoreApplication.sendEvent(editor, enter)
    if not enter.isAccepted():
        return False
    assert editor.drop.isVisible()
    QCoreApplication.sendEvent(editor, QDropEvent(QPointF(50, 50), actions, data, button, keys))
    return True


def test_three_photos_dropped_on_any_tab_become_thumbs(
    room: EventsRoom, office: Office, festival: Event, photos: list[Path], settle: Settle
) -> None:
    editor = editor_of(room, settle, festival, "content")
    assert drop(editor, photos)
    settle()
    assert editor.tabs_bar.current() == "media"
    assert [item.file_name for item in office.media.of_event(festival.id)] == [file.name for file in photos]
    editor.media_tab.gallery.viewport().grab()
    settle()
    thumbs = editor.media_tab.thumbs
    assert all(thumbs.pixmap(thumb.id) is not None for thumb in thumbs.thumbs)
    assert len(thumbs.thumbs) == 3


def test_an_event_opens_again_after_its_page_was_left_and_forgotten(
    room: EventsRoom, festival: Event, photos: list[Path], settle: Settle
) -> None:
    editor = editor_of(room, settle, festival)
    editor.media_tab.add_files(photos)
    settle()
    editor.back.emit()
    settle()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    again = editor_of(room, settle, festival)
    assert room.route() == Route("events", "edit", festival.id, (("tab", "media"),))
    assert len(again.media_tab.thumbs.thumbs) == len(photos)


def test_a_drag_of_packages_is_left_to_the_window(room: EventsRoom, festival: Event, settle: Settle) -> None:
    editor = editor_of(room, settle, festival)
    assert not drop(editor, [Path("CZ-EMB_2026-Q3_0001.cdrp").absolute()])


def test_photos_dropped_on_an_unwritten_event_store_it_first(
    room: EventsRoom, office: Office, photos: list[Path], settle: Settle
) -> None:
    room.enter(Route("events", "new"))
    settle()
    assert drop(room.editor, photos[:1])
    settle()
    assert room.editor.draft is not None
    assert len(office.media.of_event(room.editor.draft.event_now.id)) == 1


def test_duplicates_and_refused_files_are_said_once_with_their_reasons(
    room: EventsRoom, festival: Event, photos: list[Path], tmp_path: Path, settle: Settle
) -> None:
    fake = tmp_path / "ảnh giả.jpg"
    fake.write_text("đây là chữ", "utf-8")
    editor = editor_of(room, settle, festival)
    editor.media_tab.add_files(photos[:1])
    settle()
    editor.media_tab.add_files([*photos, fake])
    settle()
    assert editor.banner.text() == "Đã thêm 2 tệp 1 tệp trùng, 1 tệp không nhận được"
    editor.banner._act()
    problems = editor.media_tab._problems
    assert not problems.isHidden()
    assert problems.body.count() == 2
    assert editor.banner.isHidden()


def test_files_may_be_chosen_instead(
    room: EventsRoom, office: Office, festival: Event, photos: list[Path], settle: Settle, files: ScriptedFileChooser
) -> None:
    files.answers.append(photos)
    editor = editor_of(room, settle, festival)
    editor.media_tab.choose_files()
    settle()
    assert len(office.media.of_event(festival.id)) == 3


def test_enter_in_a_caption_goes_to_the_next_photo_without_one(
    room: EventsRoom, office: Office, festival: Event, photos: list[Path], settle: Settle
) -> None:
    office.media.attach(festival.id, photos)
    editor = editor_of(room, settle, festival)
    first, second, third = (item.id for item in editor.media_tab.media.items)  # type: ignore[union-attr]
    editor.media_tab.gallery.select(first)
    press(editor.media_tab.gallery, Qt.Key.Key_F2)
    caption = editor.media_tab.side.caption.vi
    assert room.window().focusWidget() is caption
    type_text(caption, "Rước đèn quanh hồ")
    press(caption, Qt.Key.Key_Return)
    assert editor.media_tab.gallery.selected_ids() == (second,)
    type_text(caption, "Múa lân")
    press(caption, Qt.Key.Key_Return)
    assert editor.media_tab.gallery.selected_ids() == (third,)
    editor.commit()
    settle()
    captions = [item.caption.vi for item in office.media.of_event(festival.id)]
    assert captions == ["Rước đèn quanh hồ", "Múa lân", ""]


def test_several_photos_share_what_is_typed_and_keep_what_is_not(
    room: EventsRoom, office: Office, festival: Event, photos: list[Path], settle: Settle
) -> None:
    office.media.attach(festival.id, photos[:1], caption=BiText("Cũ", "Old"))
    office.media.attach(festival.id, photos[1:])
    editor = editor_of(room, settle, festival)
    editor.media_tab.gallery.selectAll()
    side = editor.media_tab.side
    assert side.caption.vi.placeholderText() == "nhiều giá trị"
    side.credit.setFocus()
    type_text(side.credit, "Phạm Tuấn Anh")
    side.publishable.click()
    editor.commit()
    settle()
    stored = office.media.of_event(festival.id)
    assert {item.credit for item in stored} == {"Phạm Tuấn Anh"}
    assert {item.publishable for item in stored} == {False}
    assert [item.caption.vi for item in stored] == ["Cũ", "", ""]


def test_photos_are_taken_off_and_brought_back(
    room: EventsRoom, office: Office, festival: Event, photos: list[Path], settle: Settle
) -> None:
    office.media.attach(festival.id, photos)
    editor = editor_of(room, settle, festival)
    said: list[ChangeSet] = []
    room.done.connect(lambda _speech, how: said.append(how))
    editor.media_tab.gallery.selectAll()
    editor.media_tab.remove_selected()
    settle()
    assert office.media.of_event(festival.id) == ()
    undone = office.undo.undo()
    assert said[-1].action in undone.step.actions
    room.kit.bus.publish(undone.change_set)
    settle()
    assert len(office.media.of_event(festival.id)) == 3


def test_one_photo_is_the_cover(
    room: EventsRoom, office: Office, festival: Event, photos: list[Path], settle: Settle
) -> None:
    office.media.attach(festival.id, photos)
    editor = editor_of(room, settle, festival)
    for item in list(editor.media_tab.media.items)[:2]:  # type: ignore[union-attr]
        editor.media_tab.gallery.clearSelection()
        editor.media_tab.gallery.select(item.id)
        editor.media_tab.side.cover.click()
    editor.commit()
    settle()
    assert [item.cover for item in office.media.of_event(festival.id)] == [False, True, False]


def test_an_import_that_ends_after_the_page_was_left_is_still_told(
    room: EventsRoom, office: Office, festival: Event, photos: list[Path], settle: Settle
) -> None:
    editor = editor_of(room, settle, festival)
    said: list[object] = []
    room.done.connect(lambda speech, _undo: said.append(room.kit.say(speech)))
    editor.media_tab.add_files([*photos, photos[0]])
    room.enter(Route("events"))
    settle()
    assert len(office.media.of_event(festival.id)) == 3
    assert said == ["Đã thêm 3 tệp, 1 tệp không được thêm"]


def test_cancelling_keeps_what_is_complete_and_says_so(
    room: EventsRoom, office: Office, festival: Event, photos: list[Path], settle: Settle
) -> None:
    editor = editor_of(room, settle, festival)
    media = editor.media_tab.media
    assert media is not None
    media.importing.connect(lambda job, _count: job.cancel())
    editor.media_tab.add_files(photos)
    settle()
    added = len(office.media.of_event(festival.id))
    assert added < 3
    assert editor.banner.text().startswith(f"Đã dừng: đã nhập {added}/3 tệp")


def test_a_route_points_at_one_file_as_soon_as_the_files_are_there(
    room: EventsRoom, office: Office, festival: Event, photos: list[Path], settle: Settle
) -> None:
    office.media.attach(festival.id, photos)
    wanted = office.media.of_event(festival.id)[1].id
    room.enter(Route("events", "edit", festival.id, (("tab", "media"), ("item", wanted))))
    settle()
    assert room.editor.media_tab.gallery.selected_ids() == (wanted,)


def test_rights_and_people_are_written_for_several_photos_at_once(
    room: EventsRoom, office: Office, festival: Event, photos: list[Path], settle: Settle
) -> None:
    office.media.attach(festival.id, photos[:1], rights=Rights(people="Bé Lan", consent_until=date(2020, 1, 1)))
    office.media.attach(festival.id, photos[1:])
    editor = editor_of(room, settle, festival)
    editor.media_tab.gallery.selectAll()
    side = editor.media_tab.side
    assert side.rights.made is None, "nothing is made before it is opened"
    side.rights.set_open(opened=True)
    fields = side.rights.body
    assert fields.lines["people"].placeholderText() == "nhiều giá trị"
    fields.lines["rights_holder"].setFocus()
    type_text(fields.lines["rights_holder"], "Nhà hát Hoa Sen")
    fields.minors.click()
    fields.consent.set_value(Ground.PUBLIC_EVENT)
    fields.consent.chosen.emit(Ground.PUBLIC_EVENT)
    editor.commit()
    settle()
    stored = office.media.of_event(festival.id)
    assert {(item.rights_holder, item.minors, item.consent) for item in stored} == {
        ("Nhà hát Hoa Sen", True, Ground.PUBLIC_EVENT)
    }
    assert [item.people for item in stored] == ["Bé Lan", "", ""]


def test_a_consent_that_has_ended_is_said_beside_the_photo(
    room: EventsRoom, office: Office, festival: Event, photos: list[Path], settle: Settle
) -> None:
    office.media.attach(festival.id, photos[:1], rights=Rights(people="Bé Lan", consent_until=date(2020, 1, 1)))
    editor = editor_of(room, settle, festival)
    editor.media_tab.gallery.selectAll()
    editor.media_tab.side.rights.set_open(opened=True)
    said = [label.text() for label in editor.media_tab.side.findChildren(QLabel) if label.isVisible()]
    assert any("Hết hạn sử dụng" in text for text in said)
