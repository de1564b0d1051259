"""What an event carries beside title and day: audience, occasion, classification, notes that stay."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt

from cultdip_desktop.app import Office
from cultdip_desktop.domain.event import Event, EventFormat
from cultdip_desktop.domain.text import EnglishState
from cultdip_desktop.ui.kit.room import Route
from cultdip_desktop.ui.rooms.events.view import EventsRoom
from cultdip_desktop.ui.rooms.events.view_classification import Classification
from cultdip_desktop.ui.rooms.events.view_content import ContentTab
from tests.ui.kit_typing import compose, press, type_text

Settle = Callable[[], None]


def opened(room: EventsRoom, settle: Settle, event: Event, field: str = "") -> ContentTab:
    room.enter(Route("events", "edit", event.id, (("field", field),) if field else ()))
    settle()
    return room.editor.content


def classified(content: ContentTab) -> Classification:
    assert content.classified.made is not None
    return content.classified.made


def stored(room: EventsRoom, office: Office, event: Event, settle: Settle) -> Event:
    room.editor.commit()
    settle()
    return office.events.get(event.id)


def test_audience_and_fit_are_written_in_two_languages(
    room: EventsRoom, office: Office, festival: Event, settle: Settle
) -> None:
    content = opened(room, settle, festival)
    audience, fit = content.context.texts["audience"], content.context.texts["fit"]
    compose(audience.vi, "t", "thi", "thiê", commit="thiếu")
    type_text(audience.vi, " nhi Việt – Séc")
    type_text(audience.en, "children of both countries")
    type_text(fit.vi, "Lễ hội đèn của Séc cũng rơi vào mùa thu")
    event = stored(room, office, festival, settle)
    assert (event.audience.vi, event.audience.en) == ("thiếu nhi Việt – Séc", "children of both countries")
    assert event.fit.vi == "Lễ hội đèn của Séc cũng rơi vào mùa thu"
    type_text(audience.vi, ", phụ huynh")
    assert stored(room, office, festival, settle).audience.english is EnglishState.STALE


def test_an_occasion_is_chosen_and_named(room: EventsRoom, office: Office, festival: Event, settle: Settle) -> None:
    content = opened(room, settle, festival)
    content.context.occasion.setFocus()
    for letter in "ky niem":
        press(content.context.occasion, Qt.Key.Key_unknown, text=letter)
    type_text(content.context.which, "75 năm thiết lập quan hệ")
    event = stored(room, office, festival, settle)
    assert (event.occasion, event.occasion_note) == ("OC.ANN", "75 năm thiết lập quan hệ")


def test_the_classification_is_made_when_it_is_opened(room: EventsRoom, festival: Event, settle: Settle) -> None:
    content = opened(room, settle, festival)
    assert content.classified.made is None
    content.go_to("channels")
    settle()
    assert content.classified.is_open
    assert classified(content).chips["channels"].isAncestorOf(room.editor.focusWidget())


def test_chips_are_switched_by_keys_and_each_is_undone_by_itself(
    room: EventsRoom, office: Office, festival: Event, settle: Settle
) -> None:
    content = opened(room, settle, festival, "channels")
    chips = classified(content).chips["channels"]
    first = room.editor.focusWidget()
    assert first is not None
    press(first, Qt.Key.Key_Return)
    press(first, Qt.Key.Key_Right)
    second = room.editor.focusWidget()
    assert second is not None
    press(second, Qt.Key.Key_Space, text=" ")
    assert stored(room, office, festival, settle).channels == ("CH.PTY", "CH.STA")
    office.undo.undo()
    assert office.events.get(festival.id).channels == ("CH.PTY",)
    assert chips.value() == ("CH.PTY", "CH.STA")  # nobody has told the room yet


def test_a_code_of_another_edition_is_kept(room: EventsRoom, office: Office, festival: Event, settle: Settle) -> None:
    content = opened(room, settle, festival, "forums")
    chips = classified(content).chips["forums"]
    chips.set_value(("MD.OLD", "MD.UN"))
    assert chips.value() == ("MD.UN", "MD.OLD")


def test_a_locality_is_found_without_its_marks(
    room: EventsRoom, office: Office, festival: Event, settle: Settle
) -> None:
    content = opened(room, settle, festival, "localities")
    line = classified(content).localities.line
    type_text(line, "da nang")
    press(line, Qt.Key.Key_Return)
    type_text(line, "hue")
    press(line, Qt.Key.Key_Return)
    assert stored(room, office, festival, settle).localities == ("VN.48", "VN.46")


def test_a_pillar_asks_for_what_it_brought(room: EventsRoom, office: Office, festival: Event, settle: Settle) -> None:
    content = opened(room, settle, festival, "pillars")
    part = classified(content)
    assert not part.link_note.isVisibleTo(part)
    first = room.editor.focusWidget()
    assert first is not None
    press(first, Qt.Key.Key_Return)
    assert part.link_note.isVisibleTo(part)
    type_text(part.link_note.vi, "Ký biên bản với phòng thương mại")
    event = stored(room, office, festival, settle)
    assert (event.pillars, event.link_note.vi) == (("PI.POL",), "Ký biên bản với phòng thương mại")


def test_the_heading_says_what_is_chosen(room: EventsRoom, office: Office, festival: Event, settle: Settle) -> None:
    office.events.edit(festival.id, {"products": ["PR.CUI"], "localities": ["VN.01"]})
    content = opened(room, settle, festival)
    assert content.classified._heading.summary.text() == "Ẩm thực · Hà Nội"


def test_an_online_event_has_a_platform_instead_of_a_venue(
    room: EventsRoom, office: Office, festival: Event, settle: Settle
) -> None:
    content = opened(room, settle, festival)
    content.format.setFocus()
    press(content.format, Qt.Key.Key_unknown, text="t")
    press(content.format, Qt.Key.Key_unknown, text="r")
    press(content.format, Qt.Key.Key_Down)
    assert content.format.value() is EventFormat.ONLINE
    assert content.texts["venue"].vi_field.label.text() == "Nền tảng hoặc đường liên kết"
    assert stored(room, office, festival, settle).format is EventFormat.ONLINE


def test_a_risk_note_is_written_and_undone_as_one_step(
    room: EventsRoom, office: Office, festival: Event, settle: Settle
) -> None:
    content = opened(room, settle, festival, "risk_note")
    assert content.risk.hasFocus()
    type_text(content.risk, "Có thể mưa; chuẩn bị mái che")
    assert stored(room, office, festival, settle).risk_note == "Có thể mưa; chuẩn bị mái che"
    office.undo.undo()
    assert office.events.get(festival.id).risk_note == ""


def test_what_is_typed_into_new_fields_survives_the_end_of_the_program(
    room: EventsRoom, office: Office, festival: Event, settle: Settle
) -> None:
    content = opened(room, settle, festival)
    type_text(content.context.texts["audience"].vi, "Giới trẻ Praha")
    type_text(content.risk, "An ninh")
    draft = room.editor.draft
    assert draft is not None
    draft.aside.keep()
    settle()
    (kept,) = office.drafts.kept()
    assert (kept.event.audience.vi, kept.event.risk_note) == ("Giới trẻ Praha", "An ninh")
