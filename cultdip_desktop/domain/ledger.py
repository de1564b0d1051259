"""Headquarters' ledger: one line for everything that was done with a file, each bound to the line before."""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import Final

from cultdip_desktop.core.canonical import encode
from cultdip_desktop.core.records import dataclass
from cultdip_desktop.domain.codec import instant_text
from cultdip_desktop.domain.package import InboxOutcome, ReceivedPackage

GENESIS: Final = "0" * 64
"""Stands before the first line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerLine:
    """What was done with one file at one moment."""

    position: int
    """From 1, without gaps."""

    received_id: str
    """Row of the inbox; a package that was held and then taken in has two lines."""

    office: str
    package_id: str
    container_sha256: str
    manifest_sha256: str
    epoch: int
    seq: int
    kind: str
    outcome: InboxOutcome
    code: str
    result: str
    lists_sha256: str
    """Digest of the revocation lists by which the file was judged; empty where nothing was trusted yet."""

    at: datetime
    prev_hash: str
    hash: str = ""
    time_stamp: str = ""
    """RFC 3161 token over `hash`, base64, by headquarters' own authority: it orders the ledger and proves nothing to
    outsiders. Empty where headquarters had no stamping key yet."""


def line_of(row: ReceivedPackage, before: LedgerLine | None, lists_sha256: str, at: datetime) -> LedgerLine:
    """The line that follows `before` for a row of the inbox as it stands now."""
    made = LedgerLine(
        position=1 if before is None else before.position + 1,
        received_id=row.id,
        office=row.office,
        package_id=row.package_id,
        container_sha256=row.container_sha256,
        manifest_sha256=row.manifest_sha256,
        epoch=row.epoch,
        seq=row.seq,
        kind=row.kind,
        outcome=row.outcome,
        code=row.code,
        result=row.result,
        lists_sha256=lists_sha256,
        at=at,
        prev_hash=GENESIS if before is None else before.hash,
    )
    return with_hash(made)


def with_hash(line: LedgerLine) -> LedgerLine:
    """The line with its digest: SHA-256 of the canonical JSON of all it says but digest and time stamp."""
    plain = {name: getattr(line, name) for name in _HASHED}
    data = encode({**plain, "outcome": line.outcome.value, "at": instant_text(line.at)})
    values = {name: getattr(line, name) for name in (*_HASHED, "outcome", "at", "time_stamp")}
    return LedgerLine(**values, hash=hashlib.sha256(data).hexdigest())


_HASHED: Final = tuple(
    "position received_id office package_id container_sha256 manifest_sha256 epoch seq kind code result lists_sha256"
    " prev_hash".split()
)
