"""What an office remembers of its own packages, and headquarters of received ones (section 12)."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from cultdip_desktop.core.records import dataclass
from cultdip_desktop.domain.period import Period


class SentState(StrEnum):
    """Life of an own package."""

    RESERVED = "reserved"
    """Number and digest are promised; the file is being written."""

    SEALED = "sealed"
    SENT = "sent"
    RECEIVED = "received"


@dataclass(frozen=True, slots=True, kw_only=True)
class SentPackage:
    """One row of an office's own chain."""

    id: str
    kind: str
    period: Period
    epoch: int
    seq: int
    state: SentState
    manifest_sha256: str
    prev_manifest_sha256: str | None
    file_name: str
    file_path: str
    """Where the officer put it; the office keeps its own copy under `packages/`."""

    container_sha256: str = ""
    """Known after the file was read back."""

    bytes: int = 0
    entries: int = 0
    events: int = 0
    media: int = 0
    reserved_at: datetime | None = None
    sealed_at: datetime | None = None
    sent_at: datetime | None = None
    signer: str = ""
    """Name and fingerprint words of the certificate that signed."""

    receipt_id: str | None = None
    """The receipt that acknowledged it."""

    report_kind: str = "periodic"
    """`domain.report.ReportKind` of the report that it carries."""

    focus: str = ""
    """Theme of a thematic report."""

    encrypted: bool = False
    """What left was an `age` file that only headquarters can read."""


class InboxOutcome(StrEnum):
    """What headquarters did with a package."""

    IMPORTED = "imported"
    ALREADY_IMPORTED = "already_imported"
    HELD = "held"
    REFUSED = "refused"
    FORK = "fork"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceivedPackage:
    """One row of headquarters' inbox; `already_imported` is an answer, never a row."""

    id: str
    """Row id of this receipt."""

    package_id: str
    """The package's own id, empty when it could not be read."""

    office: str
    kind: str
    period: str
    epoch: int
    seq: int
    manifest_sha256: str
    container_sha256: str
    outcome: InboxOutcome
    code: str = ""
    """Why it was held, refused or forked."""

    missing: tuple[int, ...] = ()
    """Sequence numbers that a held package waits for."""

    result: str = "unknown"
    """Verdict: valid, valid_with_warnings, unknown, not_valid, unreadable."""

    verdict: str = ""
    """The whole verdict as JSON text."""

    file_name: str = ""
    stored_name: str = ""
    """Name of headquarters' own copy under `packages/`."""

    bytes: int = 0
    events: int = 0
    media: int = 0
    received_at: datetime | None = None
    signer: str = ""
    recipient: str = ""
    """To whom it was sent: an office, or all missions; of old rows nobody knows."""

    cites: str = ""
    """Package id of the last receipt that the sender had."""

    history_head: str = ""
    history_count: int = 0
    """Where the sender's history stood."""

    trust_domain: str = ""
    """By which root the signature is believed; empty for headquarters' own."""

    encrypted: bool = False
    """It came as an `age` file."""
