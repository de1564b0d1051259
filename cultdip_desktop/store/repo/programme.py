"""The annual action programme: its items, the events linked to them, and the versions that were approved."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any, Final

import sqlalchemy as sa

from cultdip_desktop.core import canonical
from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.event import EventKind, EventState
from cultdip_desktop.domain.plan_words import ItemSource
from cultdip_desktop.domain.programme import (
    Baseline,
    LinkedEvent,
    Programme,
    ProgrammeItem,
    item_from_plain,
    item_to_plain,
)
from cultdip_desktop.domain.text import BiText, EnglishState
from cultdip_desktop.i18n.fold import nfc
from cultdip_desktop.store.columns import bitext_columns, bitext_of, instant_column, instant_from, upsert
from cultdip_desktop.store.schema import (
    event,
    event_press,
    programme,
    programme_baseline,
    programme_item,
    programme_link,
)
from cultdip_desktop.store.store import Reader, Writer


def years(tx: Reader) -> tuple[int, ...]:
    """Years with a programme, oldest first."""
    return tuple(tx.connection.execute(sa.select(programme.c.year).order_by(programme.c.year)).scalars())


def of_year(tx: Reader, year: int) -> Programme | None:
    """The programme of a year, if there is one."""
    row = tx.connection.execute(sa.select(programme).where(programme.c.year == year)).mappings().first()
    if row is None:
        return None
    return Programme(
        year=row["year"],
        title=bitext_of(dict(row), "title"),
        note=row["note"],
        created_at=instant_from(row["created_at"]),
    )


def save(tx: Writer, changed: Programme) -> None:
    """Make or change a programme."""
    row = {
        "year": changed.year,
        **bitext_columns("title", changed.title),
        "note": changed.note,
        "created_at": instant_column(changed.created_at or tx.now),
    }
    upsert(tx.connection, programme, row)


def items(tx: Reader, year: int) -> tuple[ProgrammeItem, ...]:
    """The living items of a year, in their order. One statement."""
    mine = (programme_item.c.year == year, programme_item.c.deleted_at.is_(None))
    found = sa.select(programme_item).where(*mine).order_by(programme_item.c.position, programme_item.c.id)
    return tuple(_item(row) for row in tx.connection.execute(found).mappings())


def item(tx: Reader, item_id: str) -> ProgrammeItem:
    """One living item.

    Raises:
        UserError: `programme.item_missing`.
    """
    mine = (programme_item.c.id == item_id, programme_item.c.deleted_at.is_(None))
    row = tx.connection.execute(sa.select(programme_item).where(*mine)).mappings().first()
    if row is None:
        raise UserError("programme.item_missing", id=item_id)
    return _item(row)


def save_item(tx: Writer, changed: ProgrammeItem) -> None:
    """Add or change an item."""
    row = {
        "id": changed.id,
        "year": changed.year,
        "position": changed.position,
        **bitext_columns("title", changed.title),
        "code": changed.code,
        "edition": changed.edition,
        "quarter": changed.quarter,
        "person_id": changed.person,
        "target": changed.target,
        "unit": changed.unit,
        "source": changed.source.value,
        "source_ref": changed.source_ref,
        "note": changed.note,
        "deleted_at": None,
    }
    upsert(tx.connection, programme_item, row)


def trash_item(tx: Writer, item_id: str) -> None:
    """Take an item off the list; its links stay for whoever brings it back."""
    gone = programme_item.update().where(programme_item.c.id == item_id, programme_item.c.deleted_at.is_(None))
    tx.connection.execute(gone.values(deleted_at=instant_column(tx.now)))


def links(tx: Reader, year: int) -> dict[str, list[LinkedEvent]]:
    """The living events linked to each item of a year. One statement."""
    press = sa.select(sa.func.count()).where(event_press.c.event_id == event.c.id).scalar_subquery()
    wanted = (
        sa.select(programme_link.c.item_id, *_EVENT, press.label("press"))
        .join(event, event.c.id == programme_link.c.event_id)
        .join(programme_item, programme_item.c.id == programme_link.c.item_id)
        .where(programme_item.c.year == year, event.c.deleted_at.is_(None))
    )
    found: dict[str, list[LinkedEvent]] = defaultdict(list)
    for row in tx.connection.execute(wanted).mappings():
        found[row["item_id"]].append(linked_event(row))
    return found


def link(tx: Writer, item_id: str, event_ids: Iterable[str]) -> None:
    """Link these events to an item; those linked already stay."""
    for event_id in event_ids:
        upsert(tx.connection, programme_link, {"item_id": item_id, "event_id": event_id})


def unlink(tx: Writer, item_id: str, event_id: str) -> None:
    """Take a link away."""
    same = (programme_link.c.item_id == item_id, programme_link.c.event_id == event_id)
    tx.connection.execute(programme_link.delete().where(*same))


def baselines(tx: Reader, year: int) -> tuple[Baseline, ...]:
    """The versions of a year that were frozen, the newest first. One statement."""
    mine = sa.select(programme_baseline).where(programme_baseline.c.year == year)
    found = mine.order_by(programme_baseline.c.frozen_at.desc(), programme_baseline.c.id.desc())
    return tuple(_baseline(row) for row in tx.connection.execute(found).mappings())


def freeze(tx: Writer, baseline: Baseline) -> None:
    """Keep the programme as it is now; a baseline is never changed."""
    title = baseline.title
    content: dict[str, Any] = {
        "title": {"vi": title.vi, "en": title.en, "english": title.english.value},
        "items": [item_to_plain(each) for each in baseline.items],
    }
    row = {
        "id": baseline.id,
        "year": baseline.year,
        "frozen_at": instant_column(baseline.frozen_at),
        "person_id": baseline.person,
        "reason": nfc(baseline.reason),
        "content": canonical.encode(content).decode("utf-8"),
    }
    tx.connection.execute(programme_baseline.insert(), row)


_EVENT: Final = tuple(
    event.c[name]
    for name in ("id", "title_vi", "title_en", "title_english", "kind", "state", "local_day", "attendance")
)
EVENT_COLUMNS: Final = _EVENT
"""What `linked_event` reads, `press` beside it."""


def linked_event(row: sa.RowMapping) -> LinkedEvent:
    """An event from its columns."""
    return LinkedEvent(
        id=row["id"],
        title=bitext_of(dict(row), "title"),
        kind=EventKind(row["kind"]),
        state=EventState(row["state"]),
        day=date.fromisoformat(row["local_day"]) if row["local_day"] else None,
        attendance=row["attendance"] or 0,
        press=row["press"],
    )


def _item(row: sa.RowMapping) -> ProgrammeItem:
    return ProgrammeItem(
        id=row["id"],
        year=row["year"],
        title=bitext_of(dict(row), "title"),
        code=row["code"],
        edition=row["edition"],
        quarter=row["quarter"],
        person=row["person_id"],
        target=row["target"],
        unit=row["unit"],
        source=ItemSource(row["source"]),
        source_ref=row["source_ref"],
        note=row["note"],
        position=row["position"],
    )


def _baseline(row: sa.RowMapping) -> Baseline:
    content: Any = canonical.decode_strict(row["content"].encode("utf-8"))
    title = content["title"]
    frozen_at = instant_from(row["frozen_at"])
    assert frozen_at is not None  # noqa: S101 - the column is never empty
    return Baseline(
        id=row["id"],
        year=row["year"],
        frozen_at=frozen_at,
        person=row["person_id"],
        reason=row["reason"],
        title=BiText(title["vi"], title["en"], EnglishState(title["english"])),
        items=tuple(item_from_plain(row["year"], plain) for plain in content["items"]),
    )
