"""Who works in an office, and who is at the keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from cultdip_desktop.app import Office, open_office
from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.text import BiText
from tests.offices import PASSPHRASE

RANK = BiText("Tùy viên", "Attaché")


@pytest.fixture
def office(mission: Path) -> Iterator[Office]:
    with open_office(mission, PASSPHRASE) as opened:
        yield opened


def added(office: Office, name: str) -> str:
    office.settings.add_person(name, RANK)
    return next(person.id for person in office.settings.people() if person.name == name)


def refused(code: str, act: object) -> None:
    with pytest.raises(UserError) as caught:
        act()  # type: ignore[operator]
    assert caught.value.code == code


def test_the_history_names_who_was_chosen(office: Office) -> None:
    giang = added(office, "Vũ Hoàng Giang")
    office.settings.choose_actor(giang)
    office.settings.set("bilingual", "off")
    assert office.events.history(None, limit=1)[0].actor == giang


def test_taking_the_choice_back_brings_the_one_before_to_the_keyboard(office: Office) -> None:
    before = office.settings.actor()
    assert before is not None
    office.settings.choose_actor(added(office, "Vũ Hoàng Giang"))
    office.undo.undo()
    office.undo.undo()
    assert office.settings.actor() == before
    office.settings.set("bilingual", "off")
    assert office.events.history(None, limit=1)[0].actor == before.id


def test_somebody_who_left_is_never_at_the_keyboard(office: Office) -> None:
    giang = added(office, "Vũ Hoàng Giang")
    person = next(person for person in office.settings.people() if person.id == giang)
    office.settings.save_person(replace(person, active=False))
    refused("person.not_found", lambda: office.settings.choose_actor(giang))


def test_whoever_is_at_the_keyboard_does_not_leave(office: Office) -> None:
    actor = office.settings.actor()
    assert actor is not None
    refused("person.at_keyboard", lambda: office.settings.save_person(replace(actor, active=False)))


@pytest.mark.parametrize("name", ["", "   "])
def test_a_person_has_a_name(office: Office, name: str) -> None:
    refused("person.name_missing", lambda: office.settings.add_person(name, RANK))


def test_unit_and_symbol_are_kept_and_taken_back(office: Office) -> None:
    before = office.identity
    office.settings.rename(BiText("Phòng Văn hóa", "Culture Section"), "  ĐSQVN  ")
    assert (office.identity.unit.vi, office.identity.symbol) == ("Phòng Văn hóa", "ĐSQVN")
    office.undo.undo()
    assert office.identity == before
