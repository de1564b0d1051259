"""The exchange pages: tables and calendars come in step by step, and events go out as tables and calendars."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.room import Room, Route
from cultdip_desktop.ui.rooms.exchange.view import ExchangeRoom
from cultdip_desktop.ui.rooms.exchange.viewmodel import ExchangeModel
from cultdip_desktop.ui.rooms.exchange.viewmodel_tour import states

if TYPE_CHECKING:
    from cultdip_desktop.app import Office


def build(kit: Kit, office: Office) -> Room:
    """Make the room; nothing is read before a file is chosen."""
    return ExchangeRoom(kit, ExchangeModel(kit, office))


def tour_states(office: Office) -> Sequence[tuple[str, Route]]:
    """The steps of an import with a plan in which much is wrong, and the export."""
    return states(office)
