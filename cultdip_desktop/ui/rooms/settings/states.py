"""The states of the room that the tour paints."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from cultdip_desktop.ui.kit.room import Route
from cultdip_desktop.ui.rooms.settings.viewmodel_offices import sample_request

if TYPE_CHECKING:
    from cultdip_desktop.app import Office

MISSION_KEYS: Final = ("key", "new", "import", "install", "pin", "hand-over")
OFFICES: Final = ("revoke", "lists", "pin")


def key_states(office: Office) -> Sequence[tuple[str, Route]]:
    """Every task of the pages of keys and certificates."""
    if office.roster is None:
        return [(f"keys-{part}", Route("settings", "keys", part)) for part in MISSION_KEYS]
    states = [(f"offices-{part}", Route("settings", "offices", part)) for part in OFFICES]
    file = sample_request(office)
    return [*states, ("offices-compare", Route("settings", "offices", "compare", (("file", str(file)),)))]
