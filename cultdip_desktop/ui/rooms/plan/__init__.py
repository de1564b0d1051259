"""The Plan room: a year planned on a calendar, in a list and on a board."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.room import Room, Route
from cultdip_desktop.ui.rooms.plan.view import PlanRoom
from cultdip_desktop.ui.rooms.plan.viewmodel import PlanModel

if TYPE_CHECKING:
    from cultdip_desktop.app import Office


def build(kit: Kit, office: Office) -> Room:
    """Make the room; data comes when it is entered."""
    return PlanRoom(kit, PlanModel(kit, office))


def tour_states(office: Office) -> Sequence[tuple[str, Route]]:
    """Every page, on the days of the sample data."""
    del office
    places = ("week", "agenda", "year", "list", "board", "finder", "radar")
    return [("", Route("plan")), *((place, Route("plan", place)) for place in places)]
