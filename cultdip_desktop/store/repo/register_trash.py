"""Initiatives and proposals to commend in the trash, and taking them away for good."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final

import sqlalchemy as sa

from cultdip_desktop.domain.text import BiText
from cultdip_desktop.store.columns import batches, bitext_of, instant_column, instant_from
from cultdip_desktop.store.repo.trash import KEPT, TrashRow
from cultdip_desktop.store.schema import commendation, initiative
from cultdip_desktop.store.store import Reader, Writer

_TABLES: Final[Mapping[str, sa.Table]] = {"initiative": initiative, "commendation": commendation}
KINDS: Final = tuple(_TABLES)
"""What a row of the trash is called that comes from a register."""


def all(tx: Reader) -> list[TrashRow]:
    """Entries of both registers in the trash."""
    rows = []
    for kind, table in _TABLES.items():
        for row in tx.connection.execute(sa.select(table).where(table.c.deleted_at.is_not(None))).mappings():
            at = instant_from(row["deleted_at"])
            assert at is not None  # noqa: S101 - only rows in the trash come here
            title = bitext_of(dict(row), "title") if kind == "initiative" else BiText(row["name"])
            rows.append(TrashRow(kind, row["id"], title, "", at))
    return rows


def untrash(tx: Writer, kind: str, ids: Sequence[str]) -> None:
    """Bring these back; what is not in the trash stays as it is."""
    table = _TABLES[kind]
    for batch in batches(ids):
        tx.connection.execute(table.update().where(table.c.id.in_(batch)).values(deleted_at=None))


def expired(tx: Reader, now: datetime) -> dict[str, list[str]]:
    """By kind, ids of what has been in the trash for 90 days."""
    limit = instant_column(now - KEPT)
    return {
        kind: list(tx.connection.execute(sa.select(table.c.id).where(table.c.deleted_at <= limit)).scalars())
        for kind, table in _TABLES.items()
    }


def purge(tx: Writer, kind: str, ids: Sequence[str]) -> None:
    """Delete for good what of these is in the trash."""
    table = _TABLES[kind]
    for batch in batches(ids):
        tx.connection.execute(table.delete().where(table.c.id.in_(batch), table.c.deleted_at.is_not(None)))
