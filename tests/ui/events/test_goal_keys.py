"""A goal is tagged with three key strokes, and its reason is composed in Vietnamese at once."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from cultdip_desktop.app import Office
from cultdip_desktop.domain.event import Event
from cultdip_desktop.ui.kit.room import Route
from cultdip_desktop.ui.rooms.events.view import EventsRoom
from tests.ui.kit_typing import compose, type_text

CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


def test_ctrl_2_alt_5_and_the_reason_follows_in_telex(
    room: EventsRoom, office: Office, festival: Event, settle: Callable[[], None]
) -> None:
    room.enter(Route("events", "edit", festival.id))
    settle()
    room.window().activateWindow()
    QTest.keyClick(room.window().focusWidget(), Qt.Key.Key_2, CONTROL)
    assert room.editor.tabs_bar.current() == "goals"
    QTest.keyClick(room.window().focusWidget(), Qt.Key.Key_5, ALT)
    field = room.window().focusWidget()
    assert field is room.editor.goals._cards["M5"].reason.vi
    compose(field, "T", "Ti", "Tiê", "Tiế", commit="Tiếp ")
    compose(field, "t", "th", "thu", commit="thu ")
    type_text(field, "tinh hoa điện ảnh Séc.")
    room.leave()
    settle()
    tag = office.events.get(festival.id).goals[-1]
    assert (tag.code, tag.reason.vi) == ("M5", "Tiếp thu tinh hoa điện ảnh Séc.")


def test_a_digit_that_an_input_method_composes_tags_nothing(
    room: EventsRoom, office: Office, festival: Event, settle: Callable[[], None]
) -> None:
    room.enter(Route("events", "edit", festival.id, (("tab", "goals"),)))
    settle()
    field = room.editor.goals._cards["M3"].reason.vi
    compose(field, "a", "a6", commit="â")
    room.leave()
    settle()
    assert [tag.code for tag in office.events.get(festival.id).goals] == ["M3", "M1"]
