"""Digests over what the office holds, whatever the layout of the file."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import sqlalchemy as sa

from cultdip_desktop.store import chain
from cultdip_desktop.store.schema import LOGGED, content_columns, event, media_item, metadata
from cultdip_desktop.store.store import Reader

_COUNTED: Final = ("event", "media_item", "partner", "person", "report", "sent_package", "received_package", "action")


@dataclass(frozen=True, slots=True)
class Digest:
    """Two stores with equal digests hold the same content, and the same history."""

    content_sha256: str
    """Over every row under the change log; media count through their own digests."""

    history_sha256: str
    """The end of the sealed chain."""

    counts: Mapping[str, int]
    """Rows by table; `events` and `media` without those in the trash."""


def digest(tx: Reader) -> Digest:
    """The digests of this moment."""
    content = hashlib.sha256()
    for name in sorted(LOGGED):
        table = LOGGED[name]
        images = chain.Images()
        statement = sa.select(*content_columns(table)).order_by(*table.primary_key.columns)
        for row in tx.connection.execute(statement.execution_options(yield_per=2000)):
            images.add(value if value is None else str(value) for value in row)
        content.update(f"{name}:{images.count}:{images.hexdigest()}\n".encode())
    counts = {name: _count(tx, metadata.tables[name]) for name in _COUNTED}
    for name, table in (("events", event), ("media", media_item)):
        counts[name] = _count(tx, table, table.c.deleted_at.is_(None))
    return Digest(content.hexdigest(), chain.head(tx.connection).head, counts)


def _count(tx: Reader, table: sa.Table, *conditions: sa.ColumnElement[bool]) -> int:
    return tx.connection.execute(sa.select(sa.func.count()).select_from(table).where(*conditions)).scalar_one()
