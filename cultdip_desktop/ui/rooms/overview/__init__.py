"""Headquarters' Overview: how complete the numbers are, the numbers, and from each the way down to the signed package."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.room import Room, Route
from cultdip_desktop.ui.rooms.overview.view import OverviewRoom
from cultdip_desktop.ui.rooms.overview.viewmodel import OverviewModel

if TYPE_CHECKING:
    from cultdip_desktop.app import Office


def build(kit: Kit, office: Office) -> Room:
    """Make the room; data comes when it is entered."""
    return OverviewRoom(kit, OverviewModel(kit, office))


def tour_states(office: Office) -> Sequence[tuple[str, Route]]:
    """The page, one region, days without events, the events behind a number, lessons."""
    year = office.desk.clock.now().year
    behind = (("from", f"{year}-01-01"), ("to", f"{year}-12-31"), ("by", "group"), ("key", "M3"))
    return [
        ("", Route("overview")),
        ("region", Route("overview", params=(("region", "europe"),))),
        ("empty", Route("overview", params=(("period", "2005"),))),
        ("behind", Route("overview", "behind", params=behind)),
        ("lessons", Route("overview", "lessons")),
    ]
