"""What headquarters' files say about packages: marks, missing numbers, ledger, attachments held."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from cultdip_desktop.domain.receipt import EncryptionKey
from cultdip_desktop.domain.receipt_codec import encryption_key_to_plain
from cultdip_desktop.store.columns import instant_from
from cultdip_desktop.store.schema import (
    catalogue,
    encryption_key,
    ledger,
    received_media,
    received_package,
)
from cultdip_desktop.store.store import Reader


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """Where a file stands in the ledger."""

    position: int
    hash: str
    time_stamp: str


def ledger_head(tx: Reader) -> tuple[int, str]:
    """Position and hash of the last line; 0 and empty while there is none."""
    last = sa.select(ledger.c.position, ledger.c.hash).order_by(ledger.c.position.desc()).limit(1)
    row = tx.connection.execute(last).first()
    return (0, "") if row is None else (row.position, row.hash)


def ledger_lines(tx: Reader, office: str) -> Mapping[str, LedgerLine]:
    """The latest line of each received file of an office, by its row."""
    mine = sa.select(ledger.c.received_id, ledger.c.position, ledger.c.hash, ledger.c.time_stamp)
    rows = tx.connection.execute(mine.where(ledger.c.office == office).order_by(ledger.c.position))
    return {received_id: LedgerLine(position, digest, stamp) for received_id, position, digest, stamp in rows}


def held_media(tx: Reader, office: str) -> tuple[str, ...]:
    """Digests of the attachments of imported packages of an office, each once."""
    mine = sa.select(received_media.c.sha256).where(received_media.c.office == office).distinct()
    return tuple(tx.connection.execute(mine.order_by(received_media.c.sha256)).scalars())


def history_of(tx: Reader, office: str) -> tuple[str, int]:
    """The office's history head as its last imported package named it."""
    table = received_package.c
    last = sa.select(table.history_head, table.history_count).where(table.office == office, table.outcome == "imported")
    row = tx.connection.execute(last.order_by(table.epoch.desc(), table.seq.desc()).limit(1)).first()
    return ("", 0) if row is None else (row.history_head, row.history_count)


def current_edition(tx: Reader) -> tuple[str, str] | None:
    """Code and name of the edition that new tags are chosen from."""
    row = tx.connection.execute(
        sa.select(catalogue.c.code, catalogue.c.edition).where(catalogue.c.is_current == 1)
    ).first()
    return None if row is None else (row.code, row.edition)


def encryption_keys(tx: Reader) -> list[dict[str, Any]]:
    """Rows of all public keys to encrypt for, retired ones included."""
    rows = tx.connection.execute(sa.select(encryption_key).order_by(encryption_key.c.id)).mappings()
    found = []
    for row in rows:
        made = instant_from(row["made_at"])
        if made is not None:
            key = EncryptionKey(
                id=row["id"],
                recipient=row["recipient"],
                made_at=made,
                retired_at=instant_from(row["retired_at"]),
            )
            found.append(encryption_key_to_plain(key))
    return found
