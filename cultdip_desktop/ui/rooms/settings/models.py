"""The view-models of all pages, made together."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.room import Room
from cultdip_desktop.ui.rooms.settings.viewmodel import SettingsModel
from cultdip_desktop.ui.rooms.settings.viewmodel_accredited import AccreditedModel
from cultdip_desktop.ui.rooms.settings.viewmodel_authorities import AuthoritiesModel
from cultdip_desktop.ui.rooms.settings.viewmodel_backups import BackupsModel
from cultdip_desktop.ui.rooms.settings.viewmodel_form import FormModel
from cultdip_desktop.ui.rooms.settings.viewmodel_keys import KeysModel
from cultdip_desktop.ui.rooms.settings.viewmodel_offices import OfficesModel
from cultdip_desktop.ui.rooms.settings.viewmodel_people import PeopleModel
from cultdip_desktop.ui.rooms.settings.viewmodel_rates import RatesModel
from cultdip_desktop.ui.rooms.settings.viewmodel_security import SecurityModel
from cultdip_desktop.ui.rooms.settings.viewmodel_support import SupportModel
from cultdip_desktop.ui.rooms.settings.viewmodel_tokens import TokensModel

if TYPE_CHECKING:
    from cultdip_desktop.app import Office


@dataclass(frozen=True, slots=True)
class Models:
    """One of each."""

    office: SettingsModel
    people: PeopleModel
    security: SecurityModel
    backups: BackupsModel
    support: SupportModel
    keys: KeysModel
    offices: OfficesModel
    rates: RatesModel
    accredited: AccreditedModel
    form: FormModel
    tokens: TokensModel
    authorities: AuthoritiesModel

    @classmethod
    def of(cls, kit: Kit, office: Office) -> Models:
        """Those of one office."""
        return cls(
            SettingsModel(kit, office),
            PeopleModel(kit, office),
            SecurityModel(kit, office),
            BackupsModel(kit, office),
            SupportModel(kit, office),
            KeysModel(kit, office),
            OfficesModel(kit, office),
            RatesModel(kit, office),
            AccreditedModel(kit, office),
            FormModel(kit, office),
            TokensModel(kit, office),
            AuthoritiesModel(kit, office),
        )

    def adopt(self, room: Room) -> None:
        """Let them live and die with `room`, which says what they fail at."""
        for one in fields(self):
            model = getattr(self, one.name)
            model.setParent(room)
            model.failed.connect(room.show_error)
