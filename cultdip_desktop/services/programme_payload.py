"""The annual programmes as they travel: items with plan against done, and what changed since the approval.

Notes stay; people go by name; of the linked events only those are named that travel themselves.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any, Final

from cultdip_desktop.domain import codec
from cultdip_desktop.domain.programme import ChangeKind, FieldChange, ItemChange, ItemView, ProgrammeItem, ProgrammeView
from cultdip_desktop.domain.text import EMPTY

Plain = dict[str, Any]

_PRIVATE: Final = frozenset({"note"})
"""Fields that never leave, nor does what they were."""


def programme_rows(
    office: str, views: Sequence[ProgrammeView], event_ids: Collection[str]
) -> tuple[list[Plain], list[Plain]]:
    """Records of the programmes and of their items; `event_ids` are those of the events that travel."""
    written = [view for view in views if view.items or view.baselines]
    items = [row for view in written for row in _items(office, view, event_ids)]
    return [_programme(office, view) for view in written], items


def _programme(office: str, view: ProgrammeView) -> Plain:
    latest = view.baselines[0] if view.baselines else None
    return {
        "id": _id(office, view),
        "office": office,
        "year": view.year,
        "title": codec.bitext_to_plain(view.programme.title if view.programme is not None else EMPTY),
        "approved_at": None if latest is None else codec.instant_text(latest.frozen_at),
        "approved_by": "" if latest is None else _people(view).get(latest.person or "", ""),
        "approval": "" if latest is None else latest.reason,
    }


def _items(office: str, view: ProgrammeView, event_ids: Collection[str]) -> list[Plain]:
    changes = {change.item.id: change for change in view.changes}
    rows = [_living(office, view, one, changes.get(one.item.id), event_ids) for one in view.items]
    gone = [change.item for change in view.changes if change.kind is ChangeKind.REMOVED]
    return [*rows, *(_row(office, view, item, "removed", "removed") for item in gone)]


def _living(
    office: str, view: ProgrammeView, one: ItemView, change: ItemChange | None, event_ids: Collection[str]
) -> Plain:
    people = _people(view)
    fields = [_field(each, people) for each in change.fields if each.field not in _PRIVATE] if change else []
    if not view.baselines:
        since = "never_approved"
    elif change is not None and (change.kind is ChangeKind.ADDED or fields):
        since = change.kind.value
    else:
        since = "same"
    return {
        **_row(office, view, one.item, one.standing.value, since),
        "done": one.done,
        "events": sorted(event.id for event in one.events if event.id in event_ids),
        "changed": fields,
    }


def _row(office: str, view: ProgrammeView, item: ProgrammeItem, standing: str, since: str) -> Plain:
    return {
        "id": item.id,
        "programme_id": _id(office, view),
        "title": codec.bitext_to_plain(item.title),
        "code": item.code,
        "edition": item.edition,
        "quarter": item.quarter,
        "person": _people(view).get(item.person or "", ""),
        "target": item.target,
        "unit": item.unit,
        "source": item.source.value,
        "source_ref": item.source_ref,
        "done": None,
        "standing": standing,
        "events": [],
        "since_approval": since,
        "changed": [],
    }


def _field(change: FieldChange, people: Mapping[str, str]) -> Plain:
    def said(value: str | int | None) -> str:
        text = "" if value is None else str(value)
        return people.get(text, "") if change.field == "person" else text

    return {"field": change.field, "before": said(change.old), "now": said(change.new)}


def _people(view: ProgrammeView) -> dict[str, str]:
    return {person.id: person.name for person in view.people}


def _id(office: str, view: ProgrammeView) -> str:
    return f"{office}/{view.year}"
