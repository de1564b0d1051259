"""Gives one field of an event or an attachment the value back that it had before a change in the history."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

import sqlalchemy as sa

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.store.columns import Row, bitext_columns, bitext_of
from cultdip_desktop.store.query.history import HistoryEntry
from cultdip_desktop.store.repo import event as event_rows
from cultdip_desktop.store.repo import media as media_rows
from cultdip_desktop.store.repo.event_rows import from_rows, natural_name, to_rows
from cultdip_desktop.store.schema import change_row, event, media_item
from cultdip_desktop.store.store import Writer

_TOGETHER: Final = (frozenset({"attendance", "attendance_kind", "attendance_method"}),)
"""Columns that are empty together or filled together."""


def restore(tx: Writer, entry: HistoryEntry) -> None:
    """Write the old value of the entry's field; everything else stays as it is now.

    Raises:
        UserError: `event.not_found`, `media.not_found`, `history.not_restorable`.
    """
    if not entry.restorable:
        raise UserError("history.not_restorable")
    found = tx.connection.execute(sa.select(change_row).where(change_row.c.seq == entry.row)).mappings().first()
    if found is None:
        raise UserError("history.not_restorable")
    before, after = (json.loads(text) if text else None for text in (found["before"], found["after"]))
    if found["table_name"] == media_item.name:
        _restore_media(tx, found["entity_id"], entry.field, before or {})
    elif found["table_name"] == event.name:
        _restore_event(tx, found["entity_id"], entry.field, before or {})
    else:
        _restore_child(tx, found["entity_id"], found["table_name"], before, after)


def _restore_event(tx: Writer, event_id: str, field: str, before: Mapping[str, Any]) -> None:
    stored = event_rows.get(tx, event_id)
    rows = to_rows(stored)
    event_rows.update(tx, from_rows({**rows.main, **_old_columns(field, rows.main, before)}, rows.children))


def _restore_media(tx: Writer, media_id: str, field: str, before: Mapping[str, Any]) -> None:
    stored = media_rows.get(tx, media_id)
    if field.startswith("caption."):
        columns = _old_columns(field, bitext_columns("caption", stored.caption), before)
        media_rows.update(tx, replace(stored, caption=bitext_of(columns, "caption")))
    elif field == "credit":
        media_rows.update(tx, replace(stored, credit=before["credit"]))
    else:
        marks: dict[str, Any] = {field: bool(before[field])}
        media_rows.update(tx, replace(stored, **marks))


def _restore_child(
    tx: Writer, event_id: str, table: str, before: Mapping[str, Any] | None, after: Mapping[str, Any] | None
) -> None:
    """An entry that was added goes, one that was removed comes back at the end, a changed one is as it was."""
    stored = event_rows.get(tx, event_id)
    rows = to_rows(stored)
    own = list(rows.children[table])
    wanted = natural_name(table, after or before or {})
    place = next((index for index, row in enumerate(own) if natural_name(table, row) == wanted), None)
    old = None if before is None else {name: value for name, value in before.items() if name in _bare(own, before)}
    if place is None:
        own += [old] if old is not None else []
    elif old is None:
        del own[place]
    else:
        own[place] = old
    event_rows.update(tx, from_rows(rows.main, {**rows.children, table: own}))


def _bare(own: list[Row], before: Mapping[str, Any]) -> set[str]:
    return set(own[0]) if own else set(before) - {"event_id", "position"}


def _old_columns(field: str, now: Mapping[str, Any], before: Mapping[str, Any]) -> Row:
    """The columns that a field stands for; a restored Vietnamese text makes its English stale."""
    base, _, part = field.partition(".")
    if part:
        old = bitext_of(before, base)
        if part == "english":
            return bitext_columns(base, replace(bitext_of(now, base), english=old.english))
        text = bitext_of(now, base)
        if part == "vi":
            return bitext_columns(base, text.with_vi(old.vi))
        return bitext_columns(base, replace(text, en=old.en, english=old.english))
    together = next((group for group in _TOGETHER if field in group), frozenset({field}))
    return {name: before[name] for name in together}
