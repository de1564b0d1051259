"""What was changed, by whom and when: the change log as a person reads it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

import sqlalchemy as sa

from cultdip_desktop.domain.event import FACETS
from cultdip_desktop.domain.money import Money
from cultdip_desktop.store import chain
from cultdip_desktop.store.chain import HistoryHead
from cultdip_desktop.store.columns import instant_from
from cultdip_desktop.store.schema import action, change_row
from cultdip_desktop.store.store import Reader

_SILENT: Final = frozenset(
    {"id", "event_id", "edition", "position", "facet", "updated_at", "partner_id", "series_id", "template"}
)
"""Columns that say nothing to a reader."""

_CHILDREN: Final[dict[str, tuple[str, str]]] = {
    "event_goal": ("goals", "code"),
    "event_code": ("", "code"),
    "event_actor": ("actors", "name"),
    "event_money": ("money", "source"),
    "event_press": ("press", "outlet"),
    "event_gain": ("gains", "kind"),
    "event_evidence": ("evidence", "field"),
    "partner_alias": ("aliases", "name"),
    "catalogue_node": ("nodes", "code"),
}
"""Tables whose rows read as entries of a list: name of the list, column that names the entry."""

_UNSEEN: Final = frozenset({"event_origin"})
"""Tables that are kept for the program, not for a reader."""

_STEPS: Final = frozenset({"state", "state_reason", "deleted_at", "number", "office", "created_at", "source_package"})
_MEDIA_FIELDS: Final = frozenset(
    {"caption.vi", "caption.en", "caption.english", "credit", "in_report", "publishable", "cover"}
)

_FACETS: Final = {facet.value: name for facet, name in FACETS.items()}
_LANGUAGES: Final = ("_vi", "_en", "_english")


@dataclass(frozen=True, slots=True)
class HistoryDay:
    """The last action of one day: a later package that tells another one comes from a cut or rewritten history."""

    day: str
    """UTC, `2026-11-22`."""

    position: int
    hash: str
    last: bool = True
    """False for an action within the day that an earlier package named."""


_RESERVE: Final = "package.reserve"
_BEFORE_RESERVING: Final = 3
"""Actions before a reservation among which the one is that the package names."""


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One field of one row in one action."""

    at: datetime
    label: str
    """Code of the action (`event.edit`)."""

    params: Mapping[str, str | int]
    actor: str | None
    """Person id."""

    entity: str
    """Noun: `event`, `media`, `office`, …"""

    entity_id: str
    field: str
    """Path (`title.vi`, `goals.M3.reason.vi`, `money.RS.BUD`); empty where the whole thing was made or removed."""

    old: str | int | None
    new: str | int | None
    action: str
    """Id of the action."""

    row: int
    """Number of the touched row in the log."""

    restorable: bool
    """Whether this one field can be given its old value back."""


def entries(tx: Reader, entity_id: str | None = None, limit: int = 200) -> list[HistoryEntry]:
    """The newest first; of one thing and what belongs to it (its photos), or of the whole office. One statement."""
    statement = (
        sa.select(change_row, action.c.at, action.c.label, action.c.params, action.c.actor)
        .join(action, action.c.id == change_row.c.action_id)
        .order_by(action.c.position.desc(), change_row.c.seq)
        .limit(limit)
    )
    if entity_id is not None:
        statement = statement.where(sa.or_(change_row.c.entity_id == entity_id, change_row.c.owner_id == entity_id))
    found = tx.connection.execute(statement).mappings()
    return [entry for row in found for entry in _entries(row)][:limit]


def head(tx: Reader) -> HistoryHead:
    """End and length of the chain, as every package carries them."""
    return chain.head(tx.connection)


def last_at(tx: Reader) -> datetime | None:
    """When something was last done here; None in a store in which nothing was."""
    newest = tx.connection.execute(sa.select(action.c.at).order_by(action.c.position.desc()).limit(1)).scalar()
    return instant_from(newest)


def days(tx: Reader) -> tuple[HistoryDay, ...]:
    """The last action of each day on which anything was done, and those that earlier packages named as the end.

    Packages name the end as it was shortly before their number was reserved. Oldest first, one statement.
    """
    day = sa.func.substr(action.c.at, 1, 10)
    last = sa.select(sa.func.max(action.c.position)).group_by(day)
    reserving = sa.select(action.c.position).where(action.c.label == _RESERVE).subquery()
    named = [sa.select(reserving.c.position - before) for before in range(1, _BEFORE_RESERVING + 1)]
    wanted = sa.select(day, action.c.position, action.c.hash).where(
        sa.or_(action.c.position.in_(last), *(action.c.position.in_(one) for one in named))
    )
    rows = [
        (str(row[0]), int(row[1]), str(row[2])) for row in tx.connection.execute(wanted.order_by(action.c.position))
    ]
    ends = {row[0]: row[1] for row in rows}
    return tuple(HistoryDay(*row, last=ends[row[0]] == row[1]) for row in rows)


def _entries(row: sa.RowMapping) -> Iterator[HistoryEntry]:
    before, after = (json.loads(text) if text else None for text in (row["before"], row["after"]))
    at = instant_from(row["at"])
    assert at is not None  # noqa: S101 - the column is never empty
    for field, old, new in _fields(row["table_name"], before, after):
        yield HistoryEntry(
            at=at,
            label=row["label"],
            params=json.loads(row["params"]),
            actor=row["actor"],
            entity=row["kind"],
            entity_id=row["entity_id"],
            field=field,
            old=old,
            new=new,
            action=row["action_id"],
            row=row["seq"],
            restorable=_restorable(row["kind"], field),
        )


def _restorable(kind: str, field: str) -> bool:
    """States are taken step by step, the trash has its own way back, and what a file is cannot be edited."""
    if kind == "event":
        return bool(field) and field not in _STEPS
    return kind == "media" and field in _MEDIA_FIELDS


Value = str | int | None
_Image = dict[str, Any]


def _fields(table: str, before: _Image | None, after: _Image | None) -> Iterable[tuple[str, Value, Value]]:
    if table in _UNSEEN:
        return []
    if table in _CHILDREN:
        return _child_fields(table, before, after)
    if before is None or after is None:
        return [("", _name(before), _name(after))]
    renamed = _RENAMED.get(table, {})
    return [(renamed.get(name) or _path(name), before[name], after[name]) for name in _differing(before, after)]


_RENAMED: Final = {"media_item": {"people": "people_shown"}}
"""Columns whose name is that of another field of the event."""


def _child_fields(table: str, before: _Image | None, after: _Image | None) -> Iterable[tuple[str, Value, Value]]:
    where, key = _CHILDREN[table]
    image = after or before or {}
    where = _FACETS[image["facet"]] if table == "event_code" else where
    if table == "event_code":
        return [(where, _value(before, "code"), _value(after, "code"))]
    path = f"{where}.{image[key]}"
    if table == "event_money":
        return [(path, _amount(before), _amount(after))]
    if before is None or after is None or before[key] != after[key]:
        return [(path, _value(before, key), _value(after, key))]
    return [(f"{path}.{_path(name)}", before[name], after[name]) for name in _differing(before, after)]


def _differing(before: _Image, after: _Image) -> list[str]:
    return [name for name in after if name not in _SILENT and before.get(name) != after[name]]


def _path(column: str) -> str:
    for ending in _LANGUAGES:
        if column.endswith(ending):
            return f"{column.removesuffix(ending)}.{ending[1:]}"
    return column


def _name(image: _Image | None) -> Value:
    """What a row is called: its title, name, file name or value."""
    if image is None:
        return None
    for column in ("title_vi", "title_en", "name", "name_vi", "file_name", "period", "number", "value"):
        if image.get(column):
            found: Value = image[column]
            return found
    return ""


def _value(image: _Image | None, column: str) -> Value:
    found: Value = None if image is None else image[column]
    return found


def _amount(image: _Image | None) -> Value:
    if image is None:
        return None
    return f"{image['stage']} {Money.of_minor(image['amount_minor'], image['currency']).text()} {image['currency']}"
