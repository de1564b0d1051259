"""What every use case is given: the office's store, vault and folder, the clock, ids, and who acts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cultdip_desktop.core.clock import Clock
from cultdip_desktop.core.errors import UserError
from cultdip_desktop.core.ids import IdSource
from cultdip_desktop.core.paths import OfficePaths
from cultdip_desktop.core.records import dataclass
from cultdip_desktop.domain.mission import OfficeIdentity, OfficeRole
from cultdip_desktop.media.vault import Vault
from cultdip_desktop.services.archive import PackageArchive
from cultdip_desktop.store.store import Store

if TYPE_CHECKING:
    from cultdip_desktop.services.workshop import Workshop


@dataclass(slots=True)
class Desk:
    """One office, opened; passed into services, never looked up."""

    office: OfficeIdentity
    paths: OfficePaths
    store: Store
    vault: Vault
    archive: PackageArchive
    clock: Clock
    ids: IdSource
    actor: str | None = None
    """Id of the person at the keyboard."""

    workshop: Workshop | None = None
    """Where heavy work is done; None: right here."""


def require_mission(desk: Desk) -> None:
    """Headquarters counts what missions have signed: events, attachments and packages are never made there.

    Raises:
        UserError: `office.not_a_mission`.
    """
    if desk.office.role is not OfficeRole.MISSION:
        raise UserError("office.not_a_mission")
