"""Which originals the office must hold, and what people call them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from cultdip_desktop.domain.text import BiText
from cultdip_desktop.store.columns import instant_from
from cultdip_desktop.store.schema import action, event, media_item
from cultdip_desktop.store.store import Reader


@dataclass(frozen=True, slots=True)
class Original:
    """One original, by the first event that shows it."""

    sha256: str
    file_name: str
    event_id: str
    event_title: BiText


def originals(tx: Reader) -> tuple[Original, ...]:
    """Every original that any item names, the trash included; each once, sorted by digest."""
    columns = (media_item.c.sha256, media_item.c.file_name, event.c.id, event.c.title_vi, event.c.title_en)
    joined = sa.select(*columns).join(event, event.c.id == media_item.c.event_id)
    living_first = (media_item.c.deleted_at.is_not(None), media_item.c.added_at, media_item.c.id)
    found: dict[str, Original] = {}
    for row in tx.connection.execute(joined.order_by(media_item.c.sha256, *living_first)):
        found.setdefault(row[0], Original(row[0], row[1], row[2], BiText(row[3], row[4])))
    return tuple(found.values())


def first_action(tx: Reader) -> datetime | None:
    """When the office was founded."""
    return instant_from(tx.connection.execute(sa.select(action.c.at).order_by(action.c.position).limit(1)).scalar())
