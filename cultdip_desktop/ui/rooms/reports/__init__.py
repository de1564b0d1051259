"""The Reports room: the periods of a year, what a period's report says, and its documents."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from cultdip_desktop.domain.mission import OfficeRole
from cultdip_desktop.domain.period import Period
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.room import Room, Route
from cultdip_desktop.ui.rooms.reports.places import PlacePage, ReportsPlaces
from cultdip_desktop.ui.rooms.reports.view_checked import CheckedPage
from cultdip_desktop.ui.rooms.reports.view_consolidated import ConsolidatedRoom
from cultdip_desktop.ui.rooms.reports.view_documents import DocumentsPlace
from cultdip_desktop.ui.rooms.reports.view_sign import SignPage
from cultdip_desktop.ui.rooms.reports.viewmodel import ReportsModel
from cultdip_desktop.ui.rooms.reports.viewmodel_consolidated import ConsolidatedModel
from cultdip_desktop.ui.rooms.reports.viewmodel_documents import DocumentsModel
from cultdip_desktop.ui.rooms.reports.viewmodel_flow import FlowModel
from cultdip_desktop.ui.rooms.reports.viewmodel_registers import RegistersModel
from cultdip_desktop.ui.rooms.reports.viewmodel_sign import SignModel

if TYPE_CHECKING:
    from cultdip_desktop.app import Office


def build(kit: Kit, office: Office) -> Room:
    """Make the room; data comes when it is entered. Headquarters has documents of its own."""
    if office.role is OfficeRole.HEADQUARTERS:
        return ConsolidatedRoom(kit, ConsolidatedModel(kit, office))
    reports = ReportsModel(kit, office)
    flow = FlowModel(kit, office, lambda: reports.period)
    documents = DocumentsPlace(kit, DocumentsModel(kit, office), RegistersModel(kit, office))
    pages: dict[str, PlacePage] = {
        "sign": SignPage(kit, SignModel(kit, office)),
        "verdict": CheckedPage(kit, SignModel(kit, office)),
        "documents": documents,
    }
    return ReportsPlaces(kit, reports, flow, pages)


def tour_states(office: Office) -> Sequence[tuple[str, Route]]:
    """The period that the room opens by itself with the list of periods; its outline; a word that was searched for; a text."""
    period = _last_quarter(office)
    if office.role is OfficeRole.HEADQUARTERS:
        return [("", Route("reports")), ("topic", Route("reports", "document", "M3", (("period", period),)))]
    return [
        ("", Route("reports")),
        ("outline", Route("reports", "period", period)),
        ("found", Route("reports", "period", period, (("find", "van hoa"),))),
        ("writing", Route("reports", "period", period, (("write", "III"),))),
        ("sign", Route("reports", "sign", period)),
        ("documents", Route("reports", "documents", "programme")),
        ("register", Route("reports", "documents", "initiatives", (("show", "register"),))),
    ]


def _last_quarter(office: Office) -> str:
    today = office.desk.clock.now().date()
    return str(Period.quarter_of(today, office.reports.rule()).previous)
