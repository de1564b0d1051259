"""What was typed into events and is not committed yet: outside the change log, gone with the commit."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from cultdip_desktop.domain.codec import instant_of, instant_text
from cultdip_desktop.domain.event import Event
from cultdip_desktop.i18n.fold import nfc
from cultdip_desktop.store.repo.event_rows import from_rows, to_rows
from cultdip_desktop.store.schema import draft
from cultdip_desktop.store.store import Reader, Writer


@dataclass(frozen=True, slots=True)
class Draft:
    """An event as it was typed."""

    event: Event
    typed: Mapping[str, str]
    """Text of fields that could not be read as a date, an amount or a number, by field."""

    at: datetime


def keep(tx: Writer, event: Event, typed: Mapping[str, str]) -> None:
    """Keep the draft of an event in place of an earlier one."""
    rows = to_rows(event)
    content = {"main": rows.main, "children": rows.children, "typed": dict(typed)}
    drop(tx, event.id)
    tx.connection.execute(
        draft.insert(),
        {
            "event_id": event.id,
            "content": nfc(json.dumps(content, ensure_ascii=False)),
            "kept_at": instant_text(tx.now),
        },
    )


def drop(tx: Writer, event_id: str) -> None:
    """Forget the draft of an event, if there is one."""
    tx.connection.execute(draft.delete().where(draft.c.event_id == event_id))


def all(tx: Reader) -> tuple[Draft, ...]:
    """Every draft, the newest first."""
    found = tx.connection.execute(sa.select(draft).order_by(draft.c.kept_at.desc(), draft.c.event_id)).mappings()
    return tuple(_draft(row) for row in found)


def _draft(row: sa.RowMapping) -> Draft:
    content = json.loads(row["content"])
    main = {**to_rows(Event(id="", office="")).main, **content["main"]}  # columns that are younger than the draft
    return Draft(from_rows(main, content["children"]), content["typed"], instant_of(row["kept_at"]))
