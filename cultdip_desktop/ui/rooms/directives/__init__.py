"""Headquarters' Directives room: what is written, signed and issued to missions, and what they answer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.room import Room, Route
from cultdip_desktop.ui.rooms.directives.view import DirectivesRoom
from cultdip_desktop.ui.rooms.directives.viewmodel import DirectivesModel
from cultdip_desktop.ui.rooms.directives.viewmodel_draft import DraftModel
from cultdip_desktop.ui.rooms.directives.viewmodel_tour import drafts, states

if TYPE_CHECKING:
    from cultdip_desktop.app import Office


def build(kit: Kit, office: Office) -> Room:
    """Make the room; data comes when it is entered."""
    return DirectivesRoom(kit, DirectivesModel(kit, office), DraftModel(kit, office))


def tour_states(office: Office) -> Sequence[tuple[str, Route]]:
    """The list, every tab, a draft and an issued directive."""
    return states(office)


def badge(office: Office) -> tuple[int, bool]:
    """Drafts that wait to be issued; a number, no alarm."""
    return drafts(office), False
