"""The Today room: the first page of a mission. What to do, what comes next, how the report stands."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.room import Room, Route
from cultdip_desktop.ui.rooms.today.view import TodayRoom
from cultdip_desktop.ui.rooms.today.viewmodel import TodayModel

if TYPE_CHECKING:
    from cultdip_desktop.app import Office


def build(kit: Kit, office: Office) -> Room:
    """Make the room; data comes when it is entered."""
    return TodayRoom(kit, TodayModel(kit, office))


def tour_states(office: Office) -> Sequence[tuple[str, Route]]:
    """The page as it is, and with all tasks shown."""
    del office
    return [("", Route("today")), ("all", Route("today", "all"))]
