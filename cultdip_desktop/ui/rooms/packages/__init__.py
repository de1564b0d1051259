"""The Packages room: what was signed and sent, the export wizard, and the verdict on any package file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.room import Room, Route
from cultdip_desktop.ui.rooms.packages.view import PackagesRoom
from cultdip_desktop.ui.rooms.packages.viewmodel import PackagesModel
from cultdip_desktop.ui.rooms.packages.viewmodel_tour import states

if TYPE_CHECKING:
    from cultdip_desktop.app import Office


def build(kit: Kit, office: Office) -> Room:
    """Make the room; data comes when it is entered."""
    return PackagesRoom(kit, PackagesModel(kit, office))


def tour_states(office: Office) -> Sequence[tuple[str, Route]]:
    """The list, the steps of the export, and verdicts of several kinds."""
    return states(office)
