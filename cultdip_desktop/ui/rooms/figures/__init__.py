"""Headquarters' Figures: numbers over all missions, each with the signed packages behind it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.room import Room, Route
from cultdip_desktop.ui.rooms.figures.view import FiguresRoom
from cultdip_desktop.ui.rooms.figures.viewmodel import FiguresModel

if TYPE_CHECKING:
    from cultdip_desktop.app import Office


def build(kit: Kit, office: Office) -> Room:
    """Make the room; data comes when it is entered."""
    return FiguresRoom(kit, FiguresModel(kit, office))


def tour_states(office: Office) -> Sequence[tuple[str, Route]]:
    """By goal, by mission, by month, and days on which nothing was held."""
    del office
    return [
        ("", Route("figures", params=(("by", "goal"),))),
        ("mission", Route("figures", params=(("by", "mission"),))),
        ("month", Route("figures", params=(("by", "month"),))),
        ("empty", Route("figures", params=(("by", "goal"), ("period", "2005")))),
    ]
