"""Settings: display, office and people, keys or certificates, security, backups, support, about."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.room import Room, Route
from cultdip_desktop.ui.rooms.settings.models import Models
from cultdip_desktop.ui.rooms.settings.states import key_states
from cultdip_desktop.ui.rooms.settings.view import SettingsRoom

if TYPE_CHECKING:
    from cultdip_desktop.app import Office


def build(kit: Kit, office: Office) -> Room:
    """Make the room; data comes when it is entered."""
    return SettingsRoom(kit, Models.of(kit, office))


def tour_states(office: Office) -> Sequence[tuple[str, Route]]:
    """Every page."""
    last = "offices" if office.roster is not None else "keys"
    rates = () if office.roster is not None else ("form", "rates")
    tokens = ("authorities",) if office.roster is not None else ("tokens",)
    places = ("display", "office", "people", *rates, last, *tokens, "security", "backups", "support", "about")
    pages = [("" if place == "display" else place, Route("settings", place)) for place in places]
    actor = office.settings.actor()
    parts = [*((place, "new") for place in rates[1:]), ("people", "new"), ("people", actor.id if actor else ""), ("security", "change"), ("security", "renew"),
             ("backups", "try"), ("backups", "check"), ("backups", "restore")]  # fmt: skip
    opened = [
        (f"{place}-{part if len(part) < 8 else 'person'}", Route("settings", place, part))
        for place, part in parts
        if part
    ]
    return [*pages, *opened, *key_states(office)]
