"""Headquarters' Inbox: packages are verified, previewed, taken in, and kept with what was found."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.room import Room, Route
from cultdip_desktop.ui.rooms.inbox.view import InboxRoom
from cultdip_desktop.ui.rooms.inbox.viewmodel import InboxModel
from cultdip_desktop.ui.rooms.inbox.viewmodel_report import ReadingModel
from cultdip_desktop.ui.rooms.inbox.viewmodel_send import SendModel
from cultdip_desktop.ui.rooms.inbox.viewmodel_take import TakeModel
from cultdip_desktop.ui.rooms.inbox.viewmodel_tour import attention, states

if TYPE_CHECKING:
    from cultdip_desktop.app import Office


def build(kit: Kit, office: Office) -> Room:
    """Make the room; data comes when it is entered."""
    model = InboxModel(kit, office)
    return InboxRoom(kit, model, TakeModel(kit, lambda: model.desk), SendModel(kit, office), ReadingModel(kit, office))


def tour_states(office: Office) -> Sequence[tuple[str, Route]]:
    """The list, a package that needs attention, an empty period, and the preview of packages near the office."""
    return states(office)


def badge(office: Office) -> tuple[int, bool]:
    """Packages that need attention, of all periods."""
    return attention(office), True
