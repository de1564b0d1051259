"""What a table that comes in is compared with: the office's events and the rows they were taken in from."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date

import sqlalchemy as sa

from cultdip_desktop.domain.row_matching import KnownEvent, Origin
from cultdip_desktop.i18n.fold import fold
from cultdip_desktop.store.columns import batches
from cultdip_desktop.store.schema import event, event_origin
from cultdip_desktop.store.store import Reader

_KNOWN = (
    event.c.id,
    event.c.number,
    event.c.title_vi,
    event.c.title_en,
    event.c.local_day,
    event.c.venue_vi,
    event.c.city,
    event.c.deleted_at,
)
_ORIGIN = (
    event_origin.c.event_id,
    event_origin.c.source,
    event_origin.c.line,
    event_origin.c.code,
    event_origin.c.likeness,
)


def known(tx: Reader) -> list[KnownEvent]:
    """Every event, those in the trash too. One statement."""
    return [
        KnownEvent(
            row.id,
            row.number,
            tuple(dict.fromkeys(fold(title) for title in (row.title_vi, row.title_en) if title)),
            date.fromisoformat(row.local_day) if row.local_day else None,
            fold(row.venue_vi),
            fold(row.city),
            row.deleted_at is not None,
        )
        for row in tx.connection.execute(sa.select(*_KNOWN))
    ]


def origins(tx: Reader) -> list[Origin]:
    """The rows that events were taken in from. One statement."""
    return [Origin(*row) for row in tx.connection.execute(sa.select(*_ORIGIN))]


def contents(tx: Reader, event_ids: Iterable[str]) -> dict[str, Mapping[str, str]]:
    """By event: digests of the cells of its row as it was taken in, by key of their column."""
    found: dict[str, Mapping[str, str]] = {}
    for batch in batches(event_ids):
        wanted = sa.select(event_origin.c.event_id, event_origin.c.content).where(event_origin.c.event_id.in_(batch))
        found |= {id_: json.loads(content) for id_, content in tx.connection.execute(wanted)}
    return found
