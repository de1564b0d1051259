"""Settings: language and display, people and office, the signing key, certificates at headquarters, about."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.room import Room, Route
from cultdip_desktop.ui.rooms.settings.view import SettingsRoom
from cultdip_desktop.ui.rooms.settings.viewmodel import SettingsModel
from cultdip_desktop.ui.rooms.settings.viewmodel_keys import KeysModel
from cultdip_desktop.ui.rooms.settings.viewmodel_offices import OfficesModel

if TYPE_CHECKING:
    from cultdip_desktop.app import Office


def build(kit: Kit, office: Office) -> Room:
    """Make the room; data comes when it is entered."""
    return SettingsRoom(kit, SettingsModel(kit, office), KeysModel(kit, office), OfficesModel(kit, office))


def tour_states(office: Office) -> Sequence[tuple[str, Route]]:
    """Every tab."""
    last = "offices" if office.roster is not None else "keys"
    places = ("display", "people", last, "about")
    return [("" if place == "display" else place, Route("settings", place)) for place in places]
