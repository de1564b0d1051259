"""The Reports room: the periods of a year, what a period's report says, and its documents."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from cultdip_desktop.domain.period import Period
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.room import Room, Route
from cultdip_desktop.ui.rooms.reports.view import ReportsRoom
from cultdip_desktop.ui.rooms.reports.viewmodel import ReportsModel

if TYPE_CHECKING:
    from cultdip_desktop.app import Office


def build(kit: Kit, office: Office) -> Room:
    """Make the room; data comes when it is entered."""
    return ReportsRoom(kit, ReportsModel(kit, office))


def tour_states(office: Office) -> Sequence[tuple[str, Route]]:
    """The period that the room opens by itself with the list of periods; its outline; a word that was searched for."""
    period = _last_quarter(office)
    return [
        ("", Route("reports")),
        ("outline", Route("reports", "period", period)),
        ("found", Route("reports", "period", period, (("find", "van hoa"),))),
    ]


def _last_quarter(office: Office) -> str:
    today = office.desk.clock.now().date()
    return str(Period.quarter_of(today, office.reports.rule()).previous)
