"""Settings › Office: countries of concurrent accreditation are typed, removed, and come back with an undo."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt

from cultdip_desktop.app import Office
from cultdip_desktop.domain.calendar import Layer
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.marks import GoalChip
from cultdip_desktop.ui.kit.room import Route
from cultdip_desktop.ui.rooms import settings
from cultdip_desktop.ui.rooms.settings.view_accredited import AccreditedCard
from tests.ui.kit_typing import press, type_text

Settle = Callable[[], None]


@pytest.fixture
def card(kit: Kit, mission: Office, shown: Any, settle: Settle) -> AccreditedCard:
    room = settings.build(kit, mission)
    shown(room)
    room.enter(Route("settings", "office"))
    settle()
    return room.findChildren(AccreditedCard)[0]


def write(card: AccreditedCard, text: str, settle: Settle) -> None:
    card.picker.line.setFocus()
    type_text(card.picker.line, text)
    press(card.picker.line, Qt.Key.Key_Return)
    settle()


def test_a_country_is_typed_without_marks_and_its_holidays_show(
    card: AccreditedCard, mission: Office, settle: Settle
) -> None:
    write(card, "ao", settle)
    assert mission.calendar.accredited() == ("AT",)
    assert [chip.accessibleName() for chip in card.picker.findChildren(GoalChip)] != []
    (day,) = mission.calendar.month(date(2026, 10, 26), date(2026, 10, 26)).days
    assert [one.tag for one in day.holidays if one.layer is Layer.ACCREDITED] == ["AT"]


def test_the_host_country_and_viet_nam_are_not_offered(card: AccreditedCard) -> None:
    assert card._find("Séc") == []
    assert card._find("Việt Nam") == []
    assert [choice.label for choice in card._find("slova")] == ["Slovakia"]


def test_a_chip_is_removed_by_backspace_and_undo_brings_it_back(
    card: AccreditedCard, mission: Office, settle: Settle
) -> None:
    write(card, "slova", settle)
    write(card, "áo", settle)
    assert mission.calendar.accredited() == ("SK", "AT")
    press(card.picker.line, Qt.Key.Key_Backspace)
    settle()
    assert mission.calendar.accredited() == ("SK",)
    card._model._kit.bus.publish(mission.undo.undo().change_set)
    settle()
    assert mission.calendar.accredited() == ("SK", "AT")
    assert card.picker.value() == ("SK", "AT")
