"""What headquarters tells a mission about its packages: a receipt and its lines (R26)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from cultdip_desktop.domain.issuing import Decision
from cultdip_desktop.domain.package import InboxOutcome
from cultdip_desktop.domain.period import PeriodRule


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What headquarters has of one office at one moment."""

    id: str
    office: str
    at: datetime
    epoch: int = 0
    """Numbering that counts; 0 before the first package."""

    seq: int = 0
    """The last number taken in without a gap."""

    manifest_sha256: str = ""
    missing: tuple[int, ...] = ()
    """Numbers that never came although later ones did."""

    history_head: str = ""
    """As the last package named it; 64 hex digits, or empty."""

    history_count: int = 0
    ledger_position: int = 0
    """0 while headquarters' ledger is empty."""

    ledger_head: str = ""
    catalogue_code: str = ""
    catalogue_edition: str = ""
    held_media: int = 0
    """How many attachments headquarters holds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PackageAnswer:
    """What became of one package, and what was decided about its report."""

    id: str
    """Headquarters' row: the same whenever the package is spoken of."""

    package_id: str = ""
    """Empty when it could not be read."""

    kind: str = ""
    period: str = ""
    epoch: int = 0
    seq: int = 0
    manifest_sha256: str = ""
    container_sha256: str = ""
    file_name: str = ""
    outcome: InboxOutcome
    code: str = ""
    """Why it was not simply taken in."""

    missing: tuple[int, ...] = ()
    """Numbers that must come first: of volumes when the code is `inbox.volumes_missing`."""

    result: str = "unknown"
    """The verdict in one word."""

    received_at: datetime
    events: int = 0
    media: int = 0
    report_id: str = ""
    decision: Decision = Decision.NONE
    decision_text: str = ""
    decided_at: datetime | None = None
    ledger_position: int = 0
    time_stamp: str = ""
    """Token of headquarters' own authority, base64: it orders the ledger and proves nothing to outsiders."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyNotice:
    """Which report headquarters expects of this office, and by when."""

    id: str
    period: str
    rule: PeriodRule
    due: date | None
    """Extension included; None: nothing is owed for this period."""

    note: str = ""
    extended: bool = False
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """A remark of headquarters at a place of a received report."""

    id: str
    report_id: str
    office: str
    package_id: str = ""
    place: str = ""
    """`section:II.3`, `event:<id>:results.attendance`, or empty for the whole."""

    text: str
    author: str = ""
    made_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class EncryptionKey:
    """A public key of headquarters to encrypt packages for."""

    id: str
    recipient: str
    made_at: datetime
    retired_at: datetime | None = None
