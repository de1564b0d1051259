"""The trash: events and attachments that were taken away, and taking them away for good."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

import sqlalchemy as sa

from cultdip_desktop.domain.event import TRASH_KEPT
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.store.columns import Row, batches, bitext_of, instant_column, instant_from
from cultdip_desktop.store.repo.event_writing import forget_documents
from cultdip_desktop.store.schema import (
    CHILDREN,
    draft,
    event,
    event_origin,
    interaction,
    media_item,
    programme_link,
    task,
    thumbnail,
)
from cultdip_desktop.store.store import Reader, Writer

KEPT: Final = TRASH_KEPT
"""How long the trash keeps things (DOMAIN, life of an event)."""


@dataclass(frozen=True, slots=True)
class TrashRow:
    """One thing in the trash."""

    kind: str
    """`event`, `media`, `partner`, `initiative` or `commendation`."""

    id: str
    title: BiText
    """Title of the event; of an attachment the title of its event; names of the partner."""

    detail: str
    """Number of the event, name of the file, or category of the partner."""

    deleted_at: datetime

    @property
    def purge_at(self) -> datetime:
        """From this instant on it goes for good."""
        return self.deleted_at + KEPT


def all(tx: Reader) -> tuple[TrashRow, ...]:
    """Everything in the trash, what was put there last first; attachments of a trashed event go with it unlisted."""
    gone = event.c.deleted_at
    events = tx.connection.execute(sa.select(event).where(gone.is_not(None))).mappings()
    rows = [_row("event", row["id"], row, row["number"], row["deleted_at"]) for row in events]
    titles = (event.c.title_vi, event.c.title_en, event.c.title_english)
    items = (
        sa.select(media_item.c.id, media_item.c.file_name, media_item.c.deleted_at, *titles)
        .join(event, event.c.id == media_item.c.event_id)
        .where(media_item.c.deleted_at.is_not(None), gone.is_(None))
    )
    for row in tx.connection.execute(items).mappings():
        rows.append(_row("media", row["id"], row, row["file_name"], row["deleted_at"]))
    return tuple(sorted(rows, key=lambda row: (row.deleted_at, row.id), reverse=True))


def untrash(tx: Writer, event_ids: Sequence[str], media_ids: Sequence[str]) -> None:
    """Bring these back; what is not in the trash stays as it is."""
    for table, ids in ((event, event_ids), (media_item, media_ids)):
        for batch in batches(ids):
            tx.connection.execute(table.update().where(table.c.id.in_(batch)).values(deleted_at=None))


def purge(tx: Writer, event_ids: Sequence[str], media_ids: Sequence[str]) -> set[str]:
    """Delete for good what of these is in the trash, events with everything that hangs on them.

    The row images stay in the sealed history. Gives the digests of originals that no row needs any more.
    """
    events = _trashed(tx, event, event_ids)
    items = _trashed(tx, media_item, media_ids)
    for batch in batches(events):
        mine = sa.select(media_item.c.id).where(media_item.c.event_id.in_(batch))
        items += tx.connection.execute(mine).scalars().all()
    freed: set[str] = set()
    for batch in batches(items):
        freed.update(tx.connection.execute(sa.select(media_item.c.sha256).where(media_item.c.id.in_(batch))).scalars())
        tx.connection.execute(media_item.delete().where(media_item.c.id.in_(batch)))
    forget_documents(tx, events)
    for batch in batches(events):
        for table in (*CHILDREN, event_origin):
            tx.connection.execute(table.delete().where(table.c.event_id.in_(batch)))
        for table in (draft, task, programme_link):
            tx.connection.execute(table.delete().where(table.c.event_id.in_(batch)))
        tx.connection.execute(interaction.update().where(interaction.c.event_id.in_(batch)).values(event_id=None))
        tx.connection.execute(event.delete().where(event.c.id.in_(batch)))
    return _unneeded(tx, freed)


def expired(tx: Reader, now: datetime) -> tuple[list[str], list[str]]:
    """Ids of events and of attachments that have been in the trash for 90 days."""
    limit = instant_column(now - KEPT)
    return (
        list(tx.connection.execute(sa.select(event.c.id).where(event.c.deleted_at <= limit)).scalars()),
        list(tx.connection.execute(sa.select(media_item.c.id).where(media_item.c.deleted_at <= limit)).scalars()),
    )


def _trashed(tx: Reader, table: sa.Table, ids: Iterable[str]) -> list[str]:
    found: list[str] = []
    for batch in batches(ids):
        wanted = sa.select(table.c.id).where(table.c.id.in_(batch), table.c.deleted_at.is_not(None))
        found += tx.connection.execute(wanted).scalars()
    return found


def _unneeded(tx: Writer, digests: set[str]) -> set[str]:
    needed: set[str] = set()
    for batch in batches(digests):
        wanted = sa.select(media_item.c.sha256).where(media_item.c.sha256.in_(batch))
        needed.update(tx.connection.execute(wanted).scalars())
    for batch in batches(digests - needed):
        tx.connection.execute(thumbnail.delete().where(thumbnail.c.sha256.in_(batch)))
    return digests - needed


def _row(kind: str, id_: str, title: sa.RowMapping, detail: str, deleted: str) -> TrashRow:
    at = instant_from(deleted)
    assert at is not None  # noqa: S101 - only rows in the trash come here
    row: Row = dict(title)
    return TrashRow(kind, id_, bitext_of(row, "title"), detail, at)
