"""Writing an event: what is typed is stored by itself, in two languages, and never lost."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QInputMethodEvent

from cultdip_desktop.app import Office
from cultdip_desktop.domain.changes import ChangeSet
from cultdip_desktop.domain.event import Event, EventState
from cultdip_desktop.domain.partner import ActorRole
from cultdip_desktop.domain.text import BiText, EnglishState
from cultdip_desktop.store.query.events import EventFilter
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.room import Route
from cultdip_desktop.ui.rooms.events.view import EventsRoom
from cultdip_desktop.ui.rooms.events.view_editor import EditorPage
from tests.ui.kit_typing import compose, press, type_text

Settle = Callable[[], None]


def opened(room: EventsRoom, settle: Settle, event: Event | None = None, tab: str = "") -> EditorPage:
    route = Route("events", "edit", event.id, (("tab", tab),)) if event else Route("events", "new")
    room.enter(route)
    settle()
    return room.editor


def only(office: Office) -> Event:
    (event_id,) = office.events.find_ids(EventFilter())
    return office.events.get(event_id)


def test_an_event_typed_in_two_languages_is_in_the_store(room: EventsRoom, office: Office, settle: Settle) -> None:
    editor = opened(room, settle)
    title = editor.content.texts["title"]
    compose(title.vi, "D", "De", "Dem", "Đê", commit="Đêm")
    type_text(title.vi, " hội Trung thu")
    type_text(title.en, "Mid-Autumn Festival")
    type_text(editor.content.when.start, "15/8 âl")
    room.leave()
    settle()
    event = only(office)
    assert (event.title.vi, event.title.en) == ("Đêm hội Trung thu", "Mid-Autumn Festival")
    assert (event.day, event.all_day) == (datetime(2026, 9, 25, tzinfo=UTC).date(), True)
    assert event.number.startswith("SK-2026-")


def test_a_new_event_is_stored_from_its_first_letter(room: EventsRoom, office: Office, settle: Settle) -> None:
    editor = opened(room, settle)
    assert office.events.find_ids(EventFilter()) == []
    type_text(editor.content.city, "x")
    editor.commit()
    settle()
    room.enter(Route("events"))
    settle()
    assert room.list.model.cell(0, 2).text == "(chưa đặt tên)"


def test_nothing_is_stored_when_nothing_was_typed(room: EventsRoom, office: Office, settle: Settle) -> None:
    opened(room, settle)
    room.enter(Route("events"))
    settle()
    assert office.events.find_ids(EventFilter()) == []


def test_typing_is_stored_after_a_rest_without_any_button(
    room: EventsRoom, office: Office, festival: Event, settle: Settle
) -> None:
    editor = opened(room, settle, festival)
    type_text(editor.content.note, "Mời Thị trưởng")
    assert editor.draft is not None
    assert editor.draft._rest.isActive()
    assert editor.draft._rest.interval() < 2000
    editor.draft._rest.timeout.emit()
    settle()
    assert office.events.get(festival.id).internal_note == "Mời Thị trưởng"


def test_a_letter_typed_while_a_save_runs_is_saved_next(
    room: EventsRoom, office: Office, festival: Event, settle: Settle
) -> None:
    editor = opened(room, settle, festival)
    type_text(editor.content.note, "một")
    editor.commit()
    type_text(editor.content.note, " hai")
    assert editor.draft is not None
    assert editor.draft.busy
    assert editor.draft.dirty
    editor.commit()
    settle()
    assert office.events.get(festival.id).internal_note == "một hai"
    assert not editor.draft.dirty


def test_a_syllable_being_composed_is_not_saved_half(
    room: EventsRoom, office: Office, festival: Event, settle: Settle
) -> None:
    editor = opened(room, settle, festival)
    title = editor.content.texts["title"].vi
    title.setFocus()
    title.end(False)
    QCoreApplication.sendEvent(title, QInputMethodEvent(" nươ", []))
    assert editor.draft is not None
    assert not editor.draft.dirty
    compose(title, commit=" nước")
    editor.commit()
    settle()
    assert office.events.get(festival.id).title.vi.endswith("2026 nước")


def test_what_cannot_be_written_stays_in_the_field_and_is_tried_again(
    room: EventsRoom, office: Office, festival: Event, settle: Settle, full_disk: pytest.MonkeyPatch
) -> None:
    editor = opened(room, settle, festival)
    type_text(editor.content.note, "không được mất")
    editor.commit()
    settle()
    assert not editor.banner.isHidden()
    assert room.leave() is False
    settle()
    full_disk.undo()
    assert editor.content.note.value() == "không được mất"
    editor.banner._act()
    settle()
    assert office.events.get(festival.id).internal_note == "không được mất"
    assert editor.banner.isHidden()
    assert room.leave() is True


def test_a_change_from_elsewhere_refreshes_only_what_the_user_left_alone(
    room: EventsRoom, office: Office, festival: Event, settle: Settle, kit: Kit
) -> None:
    editor = opened(room, settle, festival)
    type_text(editor.content.note, "của tôi")
    _event, changes = office.events.save(replace(festival, city="Brno", internal_note="của người khác"))
    kit.bus.publish(changes)
    settle()
    assert editor.content.city.value() == "Brno"
    assert editor.content.note.value() == "của tôi"
    editor.commit()
    settle()
    stored = office.events.get(festival.id)
    assert (stored.city, stored.internal_note) == ("Brno", "của tôi")


def test_changed_vietnamese_makes_the_english_stale_and_says_so(
    room: EventsRoom, office: Office, festival: Event, settle: Settle
) -> None:
    editor = opened(room, settle, festival)
    summary = editor.content.texts["summary"]
    summary.vi.moveCursor(summary.vi.textCursor().MoveOperation.End)
    type_text(summary.vi, " Miễn phí.")
    editor.commit()
    settle()
    assert office.events.get(festival.id).summary.english is EnglishState.STALE
    assert not summary._stale.isHidden()


def test_an_end_before_the_start_is_red_at_once(room: EventsRoom, festival: Event, settle: Settle) -> None:
    editor = opened(room, settle, festival)
    end = editor.content.when.end
    end.setFocus()
    end.selectAll()
    type_text(end, "24/9 9:00")
    assert editor.content.when.end_field.error == "Thời gian kết thúc trước thời gian bắt đầu."


def test_an_end_may_be_a_time_alone_on_the_same_day(
    room: EventsRoom, office: Office, festival: Event, settle: Settle
) -> None:
    editor = opened(room, settle, festival)
    end = editor.content.when.end
    end.setFocus()
    end.selectAll()
    type_text(end, "20:15")
    editor.commit()
    settle()
    local = office.events.get(festival.id).local_end
    assert local is not None
    assert local.strftime("%d/%m %H:%M") == "25/09 20:15"


def test_the_start_says_what_the_clock_shows_in_ha_noi(room: EventsRoom, festival: Event, settle: Settle) -> None:
    editor = opened(room, settle, festival)
    field = editor.content.when.start_field
    assert field._below.text() == "Giờ Praha · Hà Nội 22:30"


def test_a_partner_is_added_with_role_and_category(
    room: EventsRoom, office: Office, festival: Event, settle: Settle
) -> None:
    editor = opened(room, settle, festival)
    name = editor.content.partners.name
    type_text(name, "Hội người Việt Nam tại CH Séc")
    press(name, Qt.Key.Key_Return)
    editor.commit()
    settle()
    (actor,) = office.events.get(festival.id).actors
    assert (actor.partner, actor.role) == ("Hội người Việt Nam tại CH Séc", ActorRole.LEAD)


def test_the_head_takes_the_event_to_its_next_state(
    room: EventsRoom, office: Office, festival: Event, settle: Settle
) -> None:
    tags = tuple(replace(tag, reason=BiText("Vì công chúng Séc.")) for tag in festival.goals)
    office.events.save(replace(festival, goals=tags))
    editor = opened(room, settle, festival)
    assert editor.head.primary.accessibleName() == "Trình duyệt"
    editor.head.primary.click()
    settle()
    assert office.events.get(festival.id).state is EventState.SUBMITTED
    assert editor.head.primary.accessibleName() == "Duyệt"


def test_postponing_asks_for_a_reason_first(room: EventsRoom, office: Office, festival: Event, settle: Settle) -> None:
    editor = opened(room, settle, festival)
    editor.ask_step(EventState.POSTPONED)
    press(editor.reason.line, Qt.Key.Key_Return)
    assert not editor.reason.isHidden()
    type_text(editor.reason.line, "Bão lớn")
    press(editor.reason.line, Qt.Key.Key_Return)
    settle()
    stored = office.events.get(festival.id)
    assert (stored.state, stored.state_reason) == (EventState.POSTPONED, "Bão lớn")


def test_a_change_heard_while_a_save_is_on_its_way_takes_nothing_back(
    room: EventsRoom, office: Office, festival: Event, settle: Settle, kit: Kit, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor = opened(room, settle, festival)
    draft = editor.draft
    assert draft is not None
    saved, reading = threading.Event(), threading.Event()
    get, save = office.events.get, office.events.save

    def slow_get(event_id: str, **options: bool) -> Event:
        """An answer that was read before the save and arrives after it."""
        found = get(event_id, **options)
        if threading.current_thread().name.startswith("read"):
            reading.set()
            saved.wait(5)
        return found

    def late_save(event: Event, *, step: str = "") -> tuple[Event, ChangeSet]:
        reading.wait(1)
        result = save(event, step=step)
        saved.set()
        return result

    monkeypatch.setattr(office.events, "get", slow_get)
    monkeypatch.setattr(office.events, "save", late_save)
    type_text(editor.content.note, "vừa gõ")
    kit.bus.publish(office.events.edit(festival.id, {"city": "Brno"})[1])
    settle()
    monkeypatch.undo()
    stored = office.events.get(festival.id)
    assert (stored.internal_note, stored.city) == ("vừa gõ", "Brno")
    assert (draft.event_now.internal_note, draft.event_now.city) == ("vừa gõ", "Brno")
    assert editor.content.note.value() == "vừa gõ"
