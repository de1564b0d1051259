"""Headquarters' Missions room: who has reported and who is missing, one mission whole, reminders and certificates."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.room import Room, Route
from cultdip_desktop.ui.rooms.missions.view import MissionsRoom
from cultdip_desktop.ui.rooms.missions.viewmodel import MissionsModel
from cultdip_desktop.ui.rooms.missions.viewmodel_tour import missing_now, states

if TYPE_CHECKING:
    from cultdip_desktop.app import Office


def build(kit: Kit, office: Office) -> Room:
    """Make the room; data comes when it is entered."""
    return MissionsRoom(kit, MissionsModel(kit, office))


def tour_states(office: Office) -> Sequence[tuple[str, Route]]:
    """The list, those that are missing, and the page of a mission that has reported."""
    return states(office)


def badge(office: Office) -> tuple[int, bool]:
    """Missions whose report on the last period is missing; a number, no alarm."""
    return missing_now(office), False
