"""What the office knows already is offered while an event is written, and chosen by nobody but the officer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt

from cultdip_desktop.app import Office
from cultdip_desktop.domain.event import Event
from cultdip_desktop.domain.partner import Actor, ActorRole
from cultdip_desktop.ui.kit.room import Route
from cultdip_desktop.ui.rooms.events.view import EventsRoom
from tests.ui.kit_typing import press, type_text

Settle = Callable[[], None]


def known_partner(office: Office, festival: Event, name: str, category: str) -> None:
    """Bring a partner into the register by an event of last year."""
    blank = office.events.blank()
    office.events.save(replace(blank, actors=(Actor(name, category, ActorRole.LEAD),)))
    del festival


def test_a_partner_of_the_register_is_found_without_marks_and_brings_its_category(
    room: EventsRoom, office: Office, festival: Event, settle: Settle
) -> None:
    known_partner(office, festival, "Hội Phụ nữ Việt Nam tại Séc", "AC.OVN")
    room.enter(Route("events", "edit", festival.id))
    settle()
    field = room.editor.content.partners
    field.name.setFocus()
    type_text(field.name, "phu nu")
    field.offers._look()
    settle()
    assert [choice.id for choice in field.offers.offered] == ["Hội Phụ nữ Việt Nam tại Séc"]
    press(field.name, Qt.Key.Key_Down)
    press(field.name, Qt.Key.Key_Return)
    room.editor.commit()
    settle()
    assert office.events.get(festival.id).actors == (Actor("Hội Phụ nữ Việt Nam tại Séc", "AC.OVN", ActorRole.LEAD),)


def test_enter_adds_a_name_that_nobody_knows_although_others_are_offered(
    room: EventsRoom, office: Office, festival: Event, settle: Settle
) -> None:
    known_partner(office, festival, "Hội Phụ nữ Việt Nam tại Séc", "AC.OVN")
    room.enter(Route("events", "edit", festival.id))
    settle()
    field = room.editor.content.partners
    field.name.setFocus()
    type_text(field.name, "Hội Phụ")
    field.offers._look()
    settle()
    assert field.offers.offered
    press(field.name, Qt.Key.Key_Return)
    assert [actor.partner for actor in field.value()] == ["Hội Phụ"]


def test_goals_of_a_template_are_offered_with_their_reason_and_taken_by_one_click(
    room: EventsRoom, office: Office, settle: Settle
) -> None:
    event, _ = office.templates.add("exhibition")
    room.enter(Route("events", "edit", event.id, (("tab", "goals"),)))
    settle()
    offers = room.editor.goals.offers
    assert list(offers.buttons)[:2] == ["M3", "M4"]
    assert office.events.get(event.id).goals == ()
    offers.buttons["M4"].click()
    settle()
    room.editor.commit()
    settle()
    assert [(tag.code, tag.primary) for tag in office.events.get(event.id).goals] == [("M4", True)]
    assert "M4" not in offers.buttons
    assert room.editor.goals._cards["M4"].reason.vi.hasFocus()
