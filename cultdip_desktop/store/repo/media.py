"""Media items of events, and the thumbnails of their pictures."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.media import Ground, MediaItem
from cultdip_desktop.store.columns import (
    Row,
    batches,
    bitext_columns,
    bitext_of,
    composed,
    instant_column,
    instant_from,
)
from cultdip_desktop.store.schema import media_item
from cultdip_desktop.store.schema import thumbnail as thumbnails
from cultdip_desktop.store.store import Reader, Writer

_PLAIN = ("id", "event_id", "sha256", "file_name", "mime", "extension", "kind", "size", "width", "height", "credit",
          "author", "rights_holder", "licence", "people", "consent_media_id")  # fmt: skip
_TRUTHS = ("has_location", "in_report", "publishable", "cover", "minors")
_ORDER = (media_item.c.event_id, media_item.c.position, media_item.c.added_at, media_item.c.id)


def insert(tx: Writer, item: MediaItem) -> MediaItem:
    """Add an item; gives it with its instant."""
    made = replace(item, added_at=item.added_at or tx.now)
    tx.connection.execute(media_item.insert(), _row(made))
    return made


def update(tx: Writer, item: MediaItem) -> None:
    """Write what differs.

    Raises:
        UserError: `media.not_found`.
    """
    old = tx.connection.execute(_living().where(media_item.c.id == item.id)).mappings().first()
    if old is None:
        raise UserError("media.not_found", id=item.id)
    new = _row(replace(item, added_at=item.added_at or instant_from(old["added_at"])))
    touched = {name: value for name, value in new.items() if old[name] != value}
    if touched:
        tx.connection.execute(media_item.update().where(media_item.c.id == item.id).values(touched))


def remove(tx: Writer, item_id: str) -> None:
    """Put an item into the trash; its bytes stay in the vault.

    Raises:
        UserError: `media.not_found`.
    """
    get(tx, item_id)
    now = instant_column(tx.now)
    tx.connection.execute(media_item.update().where(media_item.c.id == item_id).values(deleted_at=now))


def restore(tx: Writer, item_id: str) -> None:
    """Take an item out of the trash; one that is not there stays as it is."""
    tx.connection.execute(media_item.update().where(media_item.c.id == item_id).values(deleted_at=None))


def get(tx: Reader, item_id: str) -> MediaItem:
    """One item that is not in the trash.

    Raises:
        UserError: `media.not_found`.
    """
    row = tx.connection.execute(_living().where(media_item.c.id == item_id)).mappings().first()
    if row is None:
        raise UserError("media.not_found", id=item_id)
    return _item(dict(row))


def of_event(tx: Reader, event_id: str) -> list[MediaItem]:
    """Items of one event, in order."""
    return of_events(tx, (event_id,)).get(event_id, [])


def of_events(tx: Reader, event_ids: Iterable[str]) -> dict[str, list[MediaItem]]:
    """Items by event, in order; events without media have no entry. One statement."""
    found: dict[str, list[MediaItem]] = defaultdict(list)
    for batch in batches(event_ids):
        statement = _living().where(media_item.c.event_id.in_(batch)).order_by(*_ORDER)
        for row in tx.connection.execute(statement).mappings():
            found[row["event_id"]].append(_item(dict(row)))
    return dict(found)


def by_sha(tx: Reader, sha256: str) -> list[MediaItem]:
    """Every living item with these bytes, on whatever event."""
    found = tx.connection.execute(_living().where(media_item.c.sha256 == sha256).order_by(*_ORDER)).mappings()
    return [_item(dict(row)) for row in found]


def digests(tx: Reader) -> frozenset[str]:
    """Digests of the bytes that any item refers to, the trash included: what the vault must hold."""
    return frozenset(tx.connection.execute(sa.select(media_item.c.sha256).distinct()).scalars())


def save_thumbnail(tx: Writer, sha256: str, size_name: str, bytes: bytes) -> None:
    """Keep a small picture; it is neither logged nor part of the content digest."""
    same = (thumbnails.c.sha256 == sha256, thumbnails.c.size_name == size_name)
    tx.connection.execute(thumbnails.delete().where(*same))
    tx.connection.execute(thumbnails.insert(), {"sha256": sha256, "size_name": size_name, "bytes": bytes})


def thumbnail(tx: Reader, sha256: str, size_name: str) -> bytes | None:
    """The small picture, None where it was not made yet."""
    same = (thumbnails.c.sha256 == sha256, thumbnails.c.size_name == size_name)
    found: bytes | None = tx.connection.execute(sa.select(thumbnails.c.bytes).where(*same)).scalar()
    return found


def _living() -> sa.Select[tuple[object, ...]]:
    return sa.select(media_item).where(media_item.c.deleted_at.is_(None))


def _row(item: MediaItem) -> Row:
    return composed(
        {
            **{name: getattr(item, name) for name in _PLAIN},
            **{name: int(getattr(item, name)) for name in _TRUTHS},
            **bitext_columns("caption", item.caption),
            "taken_at": None if item.taken_at is None else item.taken_at.isoformat(timespec="seconds"),
            "position": item.position,
            "consent": item.consent.value,
            "consent_until": None if item.consent_until is None else item.consent_until.isoformat(),
            "added_at": instant_column(item.added_at),
        }
    )


def _item(row: Row) -> MediaItem:
    values: dict[str, Any] = {name: row[name] for name in _PLAIN}
    values |= {name: bool(row[name]) for name in _TRUTHS}
    return MediaItem(
        **values,
        caption=bitext_of(row, "caption"),
        taken_at=None if row["taken_at"] is None else datetime.fromisoformat(row["taken_at"]),
        position=row["position"],
        consent=Ground(row["consent"]),
        consent_until=None if row["consent_until"] is None else date.fromisoformat(row["consent_until"]),
        added_at=instant_from(row["added_at"]),
    )
