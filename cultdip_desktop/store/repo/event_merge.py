"""Headquarters takes in the events of an office as its package states them: whole, so what is gone is withdrawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

import sqlalchemy as sa

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.event import Event
from cultdip_desktop.store.columns import batches, instant_column
from cultdip_desktop.store.repo.event_rows import EventRows, Prepared, prepare
from cultdip_desktop.store.repo.event_writing import Change, differs, load_rows, set_deleted, write_changed, write_new
from cultdip_desktop.store.schema import event
from cultdip_desktop.store.store import Reader, Writer


@dataclass(frozen=True, slots=True)
class Merge:
    """Ids of an office's events by what became of them."""

    new: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    """Different content, or back after a withdrawal."""

    unchanged: tuple[str, ...] = ()
    withdrawn: tuple[str, ...] = ()
    """Known before and absent from the package; kept in the trash."""


@dataclass(slots=True)
class _Plan:
    new: list[Prepared] = field(default_factory=list)
    changed: list[Change] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    withdrawn: list[str] = field(default_factory=list)

    @property
    def merge(self) -> Merge:
        new, changed = (tuple(made.id for made in found) for found in (self.new, (one for one, _ in self.changed)))
        return Merge(new, changed, tuple(self.unchanged), tuple(self.withdrawn))


def preview_merge(tx: Reader, office_id: str, events: Sequence[Event | Prepared], since: date | None = None) -> Merge:
    """What `merge_office` would do.

    Raises:
        UserError: as `merge_office`.
    """
    return _plan(tx, office_id, events, since).merge


def merge_office(
    tx: Writer, office_id: str, events: Sequence[Event | Prepared], package_id: str, since: date | None = None
) -> Merge:
    """Make the office's events those of a package, remembering per event that `package_id` brought its content.

    `since` spares events of earlier days from being withdrawn: a package holds the open reporting years only.
    Internal notes never arrive; partners stay names and enter no register here.

    Raises:
        UserError: `store.event_of_other_office`, `store.event_twice`.
    """
    plan = _plan(tx, office_id, events, since)
    now = instant_column(tx.now)
    for made in (*plan.new, *(one for one, _ in plan.changed)):
        main = made.rows.main
        main["source_package"] = package_id
        for name in ("created_at", "updated_at"):
            main[name] = main[name] or now
    write_new(tx, plan.new)
    write_changed(tx, plan.changed)
    set_deleted(tx, plan.withdrawn, now)
    return plan.merge


def _plan(tx: Reader, office_id: str, events: Sequence[Event | Prepared], since: date | None) -> _Plan:
    coming = [one if isinstance(one, Prepared) else prepare(one) for one in events]
    _check(tx, office_id, coming)
    mine = event.c.office == office_id
    known = load_rows(tx, tx.connection.execute(sa.select(event.c.id).where(mine)).scalars().all())
    plan = _Plan()
    for arriving in coming:
        rows, old = arriving.rows, known.pop(arriving.id, None)
        rows.main["deleted_at"] = None
        if old is None:
            plan.new.append(arriving)
        elif differs(rows, old):
            plan.changed.append((arriving, old))
        else:
            plan.unchanged.append(arriving.id)
    plan.withdrawn = sorted(id_ for id_, rows in known.items() if _is_withdrawn(rows, since))
    return plan


def _is_withdrawn(rows: EventRows, since: date | None) -> bool:
    day = rows.main["local_day"]
    return rows.main["deleted_at"] is None and (since is None or day is None or day >= since.isoformat())


def _check(tx: Reader, office_id: str, events: Sequence[Prepared]) -> None:
    seen: set[str] = set()
    for arriving in events:
        if arriving.office != office_id:
            raise UserError("store.event_of_other_office", id=arriving.id)
        if arriving.id in seen:
            raise UserError("store.event_twice", id=arriving.id)
        seen.add(arriving.id)
    for batch in batches(seen):
        others = sa.select(event.c.id).where(event.c.id.in_(batch), event.c.office != office_id).limit(1)
        foreign = tx.connection.execute(others).scalar()
        if foreign is not None:
            raise UserError("store.event_of_other_office", id=foreign)
