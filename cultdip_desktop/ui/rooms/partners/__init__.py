"""The Partners room: the register of organisations and people, what was done and promised, duplicates, briefings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.room import Room, Route
from cultdip_desktop.ui.rooms.partners.view import PartnersRoom
from cultdip_desktop.ui.rooms.partners.viewmodel import PartnersModel
from cultdip_desktop.ui.rooms.partners.viewmodel_tour import states

if TYPE_CHECKING:
    from cultdip_desktop.app import Office


def build(kit: Kit, office: Office) -> Room:
    """Make the room; data comes when it is entered."""
    return PartnersRoom(kit, PartnersModel(kit, office))


def tour_states(office: Office) -> Sequence[tuple[str, Route]]:
    """The list, the pages of one partner, a briefing, and duplicates."""
    return states(office)
