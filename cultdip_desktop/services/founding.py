"""The first rows of an office: who it is, who works there, catalogue and missions."""

from __future__ import annotations

from typing import Final

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.core.ids import IdSource
from cultdip_desktop.domain.mission import (
    HEADQUARTERS_ID,
    HEADQUARTERS_ZONE,
    Mission,
    OfficeIdentity,
    OfficeRole,
    Person,
)
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.services.catalogue import shipped_catalogue, shipped_missions
from cultdip_desktop.store.repo import catalogue as catalogue_rows
from cultdip_desktop.store.repo import mission as mission_rows
from cultdip_desktop.store.repo import office as office_rows
from cultdip_desktop.store.repo import person as person_rows
from cultdip_desktop.store.store import Store

_SHORT: Final = {
    "embassy": (BiText("ĐSQ", "Embassy"), "ĐSQ"),
    "consulate_general": (BiText("TLSQ", "Consulate General"), "TLSQ"),
    "consulate": (BiText("LSQ", "Consulate"), "LSQ"),
    "permanent_mission": (BiText("Phái đoàn", "Permanent Mission"), "PĐ"),
}
_OTHER: Final = (BiText("CQĐD", "Mission"), "CQĐD")
_AT_CITY: Final = frozenset({"consulate_general", "consulate", "permanent_mission"})


def mission_by_id(mission_id: str) -> Mission:
    """The mission of the shipped list.

    Raises:
        UserError: `office.mission_unknown`.
    """
    for mission in shipped_missions():
        if mission.id == mission_id:
            return mission
    raise UserError("office.mission_unknown", mission=mission_id[:40])


def mission_identity(mission: Mission, language: str, ids: IdSource) -> OfficeIdentity:
    """What a new office of `mission` is called, and its first writer id."""
    short, symbol = _SHORT.get(mission.kind, _OTHER)
    place = mission.city if mission.kind in _AT_CITY else mission.country_name
    return OfficeIdentity(
        id=mission.id,
        role=OfficeRole.MISSION,
        name=mission.name,
        short_name=BiText(f"{short.vi} tại {place.vi}", f"{short.en} in {place.en}"),
        city=mission.city,
        country=mission.country,
        zone=mission.zone,
        currency=mission.currency,
        language=language,
        writer_id=ids.new(),
        epoch=1,
        unit=BiText("Bộ phận văn hóa", "Culture section"),
        parent=BiText("Bộ Ngoại giao", "Ministry of Foreign Affairs"),
        symbol=symbol,
    )


def headquarters_identity(language: str, ids: IdSource) -> OfficeIdentity:
    """Headquarters; the unit's name is a setting because units are renamed."""
    return OfficeIdentity(
        id=HEADQUARTERS_ID,
        role=OfficeRole.HEADQUARTERS,
        name=BiText("Bộ Ngoại giao", "Ministry of Foreign Affairs"),
        short_name=BiText("Bộ Ngoại giao", "MOFA Viet Nam"),
        city=BiText("Hà Nội", "Ha Noi"),
        country="VN",
        zone=HEADQUARTERS_ZONE,
        currency="VND",
        language=language,
        writer_id=ids.new(),
        epoch=1,
        unit=BiText("Cục Ngoại vụ và Ngoại giao văn hóa", "Department of External Affairs and Cultural Diplomacy"),
        parent=BiText(),
        symbol="BNG",
    )


def found(store: Store, identity: OfficeIdentity, person: Person) -> None:
    """Write the first rows in one transaction."""
    with store.write("office.create", actor=person.id) as tx:
        office_rows.save_identity(tx, identity)
        person_rows.save(tx, person)
        catalogue_rows.save_edition(tx, shipped_catalogue(), current=True)
        mission_rows.replace_all(tx, shipped_missions())
        office_rows.set_setting(tx, "language", identity.language)
