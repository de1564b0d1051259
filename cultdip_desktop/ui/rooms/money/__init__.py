"""The money of a year: by source and stage, gifts apart, equivalents in đồng, and events above their plan."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.room import Room, Route
from cultdip_desktop.ui.rooms.money.view import MoneyRoom
from cultdip_desktop.ui.rooms.money.viewmodel import MoneyModel

if TYPE_CHECKING:
    from cultdip_desktop.app import Office


def build(kit: Kit, office: Office) -> Room:
    """Make the room; data comes when it is entered."""
    return MoneyRoom(kit, MoneyModel(kit, office))


def tour_states(office: Office) -> Sequence[tuple[str, Route]]:
    """The present year, and one without money."""
    del office
    return [("", Route("money")), ("none", Route("money", "1999"))]
