"""Goals: how far the office's events cover the strategy, and the annual action programme."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.room import Room, Route
from cultdip_desktop.ui.rooms.goals.view import GoalsRoom
from cultdip_desktop.ui.rooms.goals.viewmodel import GoalsModel

if TYPE_CHECKING:
    from cultdip_desktop.app import Office


def build(kit: Kit, office: Office) -> Room:
    """Make the room; data comes when it is entered."""
    return GoalsRoom(kit, GoalsModel(kit, office))


def tour_states(office: Office) -> Sequence[tuple[str, Route]]:
    """The matrix at a gap, a quarter with events, a goal as a whole, the programme, and what changed in it."""
    year = office.goals.today().year
    years = ("years", f"{year - 1}-{year}")
    return [
        ("", Route("goals", params=(years,))),
        ("gap", Route("goals", "goal", "M4", (("quarter", f"{year}-Q3"), years))),
        ("quarter", Route("goals", "goal", "M3", (("quarter", f"{year}-Q2"), years))),
        ("goal", Route("goals", "goal", "G5.3", (years,))),
        ("programme", Route("goals", "programme", str(year))),
        ("changes", Route("goals", "programme", str(year), (("view", "changes"),))),
        ("no-programme", Route("goals", "programme", str(year + 1))),
    ]
