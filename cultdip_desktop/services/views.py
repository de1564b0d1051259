"""Saved views: filters with names, one list for each room; undoable like everything else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import date
from typing import Any, Final

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.changes import ChangeSet
from cultdip_desktop.domain.event import EventKind, EventState
from cultdip_desktop.domain.partner import Consent, PartnerKind
from cultdip_desktop.domain.saved_view import LONGEST, MOST, SavedView
from cultdip_desktop.i18n.fold import fold, nfc
from cultdip_desktop.services.desk import Desk
from cultdip_desktop.store.query.events import SORTS, EventFilter
from cultdip_desktop.store.query.partners import SORTS as PARTNER_SORTS
from cultdip_desktop.store.query.partners import PartnerFilter
from cultdip_desktop.store.repo import view as view_rows
from cultdip_desktop.store.store import Writer


class ViewService:
    """The views of this office; they never leave the machine."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def of(self, room: str) -> tuple[SavedView, ...]:
        """The views of a room, in the order that people gave them."""
        with self._desk.store.read() as tx:
            return view_rows.of_room(tx, room)

    def save(self, room: str, name: str, content: Mapping[str, Any]) -> tuple[SavedView, ChangeSet]:
        """Keep a filter under a name; the view of this name, whatever its marks, is written over.

        Raises:
            UserError: `view.name_missing`, `view.too_many`.
        """
        name = _name(name)
        with self._write("view.save", name) as tx:
            known = view_rows.of_room(tx, room)
            same = next((view for view in known if fold(view.name) == fold(name)), None)
            if same is None and len(known) >= MOST:
                raise UserError("view.too_many", count=MOST)
            after = max((view.position for view in known), default=-1) + 1
            made = same or SavedView(id=self._desk.ids.new(), room=room, name=name, content={}, position=after)
            made = replace(made, name=name, content=dict(content))
            view_rows.save(tx, made)
        return made, tx.change_set

    def rename(self, view_id: str, name: str) -> ChangeSet:
        """Give a view another name.

        Raises:
            UserError: `view.not_found`, `view.name_missing`, `view.name_taken`.
        """
        name = _name(name)
        with self._write("view.rename", name) as tx:
            view = view_rows.get(tx, view_id)
            others = (each for each in view_rows.of_room(tx, view.room) if each.id != view_id)
            if any(fold(each.name) == fold(name) for each in others):
                raise UserError("view.name_taken", name=name)
            view_rows.save(tx, replace(view, name=name))
        return tx.change_set

    def reorder(self, room: str, ids: Sequence[str]) -> ChangeSet:
        """Put the views of a room in this order; those that are not named follow."""
        with self._desk.store.write("view.order", actor=self._desk.actor) as tx:
            known = {view.id: view for view in view_rows.of_room(tx, room)}
            order = [*(id_ for id_ in dict.fromkeys(ids) if id_ in known), *(id_ for id_ in known if id_ not in ids)]
            for position, id_ in enumerate(order):
                view_rows.save(tx, replace(known[id_], position=position))
        return tx.change_set

    def delete(self, view_id: str) -> ChangeSet:
        """Forget a view.

        Raises:
            UserError: `view.not_found`.
        """
        with self._desk.store.read() as tx:
            name = view_rows.get(tx, view_id).name
        with self._write("view.delete", name) as tx:
            view_rows.delete(tx, view_id)
        return tx.change_set

    def _write(self, label: str, name: str) -> AbstractContextManager[Writer]:
        return self._desk.store.write(label, actor=self._desk.actor, title=name)


def plain_filter(wanted: EventFilter) -> dict[str, Any]:
    """A filter of events as a view keeps it: only what is chosen."""
    plain: dict[str, Any] = {name: [str(each) for each in getattr(wanted, name)] for name in _LISTS}
    plain["query"] = wanted.query
    for name in ("first", "last"):
        day: date | None = getattr(wanted, name)
        plain[name] = "" if day is None else day.isoformat()
    return {name: value for name, value in plain.items() if value} | {"sort": wanted.sort, "down": wanted.descending}


def event_filter(plain: Mapping[str, Any]) -> EventFilter:
    """Back from `plain_filter`; whatever cannot be read is passed over."""
    sort = plain.get("sort")
    return EventFilter(
        query=str(plain.get("query", "")),
        first=_day(plain.get("first")),
        last=_day(plain.get("last")),
        goals=tuple(_texts(plain, "goals")),
        codes=tuple(_texts(plain, "codes")),
        kinds=tuple(EventKind(each) for each in _texts(plain, "kinds") if each in set(EventKind)),
        states=tuple(EventState(each) for each in _texts(plain, "states") if each in set(EventState)),
        sort=sort if isinstance(sort, str) and sort in SORTS else "start",
        descending=plain.get("down") is not False,
    )


def plain_partner_filter(wanted: PartnerFilter) -> dict[str, Any]:
    """A filter of partners as a view keeps it: only what is chosen."""
    texts = {name: str(getattr(wanted, name) or "") for name in ("query", "kind", "category", "consent", "country")}
    plain: dict[str, Any] = {name: value for name, value in texts.items() if value}
    if wanted.promises:
        plain["promises"] = True
    return plain | {"sort": wanted.sort, "down": wanted.descending}


def partner_filter(plain: Mapping[str, Any]) -> PartnerFilter:
    """Back from `plain_partner_filter`; whatever cannot be read is passed over."""
    kind, consent, sort = (str(plain.get(name, "")) for name in ("kind", "consent", "sort"))
    return PartnerFilter(
        query=str(plain.get("query", "")),
        kind=PartnerKind(kind) if kind in set(PartnerKind) else None,
        category=str(plain.get("category", "")),
        consent=Consent(consent) if consent in set(Consent) else None,
        country=str(plain.get("country", "")),
        promises=plain.get("promises") is True,
        sort=sort if sort in PARTNER_SORTS else "name",
        descending=plain.get("down") is True,
    )


_LISTS: Final = ("goals", "codes", "kinds", "states")


def _texts(plain: Mapping[str, Any], name: str) -> list[str]:
    found = plain.get(name)
    return [each for each in found if isinstance(each, str)] if isinstance(found, list) else []


def _day(text: object) -> date | None:
    try:
        return date.fromisoformat(text) if isinstance(text, str) and text else None
    except ValueError:
        return None


def _name(text: str) -> str:
    name = " ".join(nfc(text).split())[:LONGEST]
    if not name:
        raise UserError("view.name_missing")
    return name
