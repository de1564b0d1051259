"""Missions of Viet Nam abroad, and the office that this machine keeps."""

from __future__ import annotations

from enum import StrEnum

from cultdip_desktop.core.records import dataclass
from cultdip_desktop.domain.duty import MissionState
from cultdip_desktop.domain.text import BiText


class OfficeRole(StrEnum):
    """What an office is; fixed at its creation."""

    MISSION = "mission"
    HEADQUARTERS = "headquarters"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mission:
    """One mission of the shipped or issued list."""

    id: str
    """`CZ-EMB`: stable, used in certificates and packages."""

    kind: str
    """`embassy`, `consulate_general`, `permanent_mission`, …"""

    name: BiText
    country: str
    """ISO 3166-1 alpha-2."""

    country_name: BiText
    city: BiText
    zone: str
    """IANA name of the mission's time zone."""

    currency: str
    aliases: tuple[str, ...] = ()
    other_currencies: tuple[str, ...] = ()
    confidence: str = "high"
    region: str = ""
    """A code of `domain.duty.Region`, as headquarters set it or as the shipped list has it; empty for a mission of neither."""

    state: MissionState = MissionState.ACTIVE
    reports: bool = True
    """Owes the reports that headquarters asks of everybody."""

    note: str = ""
    """Of headquarters, for itself."""

    @property
    def owes_reports(self) -> bool:
        """Works, and reports."""
        return self.reports and self.state is MissionState.ACTIVE


HEADQUARTERS_ID = "VN-MFA"
"""The office id of headquarters."""

ALL_MISSIONS = "ALL-MISSIONS"
"""Recipient of what headquarters sends to every mission in one file; no office has this id."""

HEADQUARTERS_ZONE = "Asia/Ho_Chi_Minh"
"""Hà Nội's time in the IANA data base."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeIdentity:
    """Who this store belongs to."""

    id: str
    """The mission's id, or `VN-MFA`."""

    role: OfficeRole
    name: BiText
    short_name: BiText
    city: BiText
    country: str
    zone: str
    currency: str
    language: str
    """Language of the interface when the office was made: `vi` or `en`."""

    writer_id: str
    """UUIDv7 of this copy of the store; a restored or copied store gets a new one."""

    epoch: int
    """Numbering of the package chain restarts with each; from 1."""

    unit: BiText = BiText()
    """The unit inside the office ("Bộ phận văn hóa")."""

    parent: BiText = BiText()
    """The agency above, as the document form prints it."""

    symbol: str = ""
    """Abbreviation in document numbers (`ĐSQ`)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody who works in the office."""

    id: str
    name: str
    rank: BiText
    """Bí thư thứ nhất / First Secretary …"""

    approver: bool = False
    """May approve reports (head of mission)."""

    active: bool = True
