"""Duplicates: found, laid side by side, merged field by field, taken back, told apart."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from cultdip_desktop.app import Office
from cultdip_desktop.domain.changes import ChangeSet
from cultdip_desktop.domain.partner import Partner
from cultdip_desktop.services.partners import CHOICES
from cultdip_desktop.ui.kit.room import Route
from cultdip_desktop.ui.rooms.partners.view import PartnersRoom
from cultdip_desktop.ui.rooms.partners.view_compare import LABELS
from tests.ui.partners.register import added

Settle = Callable[[], None]


@pytest.fixture
def twin(office: Office, room: PartnersRoom, settle: Settle) -> Partner:
    """A second entry for the museum; the page of duplicates is open."""
    made = added(office, "Bảo tàng Dân tộc học Prahy", city="Praga", email="etno@muzeum.cz")
    room.enter(Route("partners", "duplicates"))
    settle()
    return made


def test_every_choice_has_its_words() -> None:
    assert tuple(LABELS) == CHOICES


def test_the_pair_stands_side_by_side_with_its_reason(room: PartnersRoom, museum: Partner, twin: Partner) -> None:
    page = room.duplicates
    assert list(page.model.ids) == [f"{museum.id} {twin.id}"]
    assert "1 cặp" in page.head.sentence.text()
    assert page.compare.chosen() == {"name": 0, "city": 0, "email": 1}, "what is empty gives way"


def test_merging_takes_the_chosen_fields_and_undo_brings_both_back(
    room: PartnersRoom, office: Office, museum: Partner, twin: Partner, settle: Settle
) -> None:
    told: list[object] = []
    room.done.connect(lambda _said, how: told.append(how))
    room.duplicates.compare.choose("city", 1)
    room.duplicates.compare.merge_button.click()
    settle()
    merged = office.partners.get(museum.id)
    assert (merged.name, merged.city, merged.email) == (museum.name, "Praga", "etno@muzeum.cz")
    assert merged.aliases == (twin.name,)
    assert list(room.duplicates.model.ids) == []
    assert isinstance(told[0], ChangeSet)
    room.kit.bus.publish(office.undo.undo().change_set)
    settle()
    assert office.partners.get(museum.id).city == "Praha"
    assert office.partners.get(twin.id) == twin
    assert len(room.duplicates.model.ids) == 1


def test_the_chosen_name_says_which_entry_stays(
    room: PartnersRoom, office: Office, museum: Partner, twin: Partner, settle: Settle
) -> None:
    room.duplicates.compare.choose("name", 1)
    room.duplicates.compare.merge_button.click()
    settle()
    merged = office.partners.get(twin.id)
    assert (merged.name, merged.city) == (twin.name, "Praha")
    assert museum.name in merged.aliases
    assert len(office.partners.events_of(twin.id)) == 1


def test_a_pair_told_apart_is_not_shown_again(room: PartnersRoom, twin: Partner, settle: Settle) -> None:
    room.duplicates.compare.apart_button.click()
    settle()
    assert twin.id not in " ".join(room.duplicates.model.ids)
    room.enter(Route("partners"))
    room.enter(Route("partners", "duplicates"))
    settle()
    assert list(room.duplicates.model.ids) == []
