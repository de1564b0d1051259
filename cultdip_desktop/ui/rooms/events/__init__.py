"""The Events room: the list of events and the page on which one is written."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.room import Room, Route
from cultdip_desktop.ui.rooms.events.view import EventsRoom
from cultdip_desktop.ui.rooms.events.viewmodel import EventsModel
from cultdip_desktop.ui.rooms.events.viewmodel_tour import states

if TYPE_CHECKING:
    from cultdip_desktop.app import Office


def build(kit: Kit, office: Office) -> Room:
    """Make the room; data comes when it is entered."""
    return EventsRoom(kit, EventsModel(kit, office))


def tour_states(office: Office) -> Sequence[tuple[str, Route]]:
    """The list, every tab of a full event, and the goals of an event that cannot be submitted yet."""
    return states(office)
