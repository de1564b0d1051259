"""Many events at once, as a table brings them: a handful of statements, numbers in the order of the rows."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

import sqlalchemy as sa

from cultdip_desktop.core.progress import Progress
from cultdip_desktop.domain.codec import instant_text
from cultdip_desktop.domain.event import Event
from cultdip_desktop.domain.row_matching import Origin
from cultdip_desktop.store.columns import Row, batches, composed
from cultdip_desktop.store.repo import partner
from cultdip_desktop.store.repo.event_rows import EventRows, prepare
from cultdip_desktop.store.repo.event_writing import Change, differs, load_rows, write_changed, write_new
from cultdip_desktop.store.schema import event_actor, event_origin, number_counter
from cultdip_desktop.store.store import Writer

_NUMBER: Final = re.compile(r"SK-(\d{4})-(\d{3,9})")
_SLICE: Final = 500
"""Events between two looks at whether the user wants to stop."""


@dataclass(frozen=True, slots=True)
class TakenRow:
    """A row that was understood: the event as it shall be, and what is remembered of the row."""

    event: Event
    origin: Origin
    content: Mapping[str, str]


def write(tx: Writer, new: Sequence[TakenRow], known: Sequence[TakenRow], progress: Progress) -> None:
    """Insert `new`, write what differs of `known`, and remember the rows of both.

    Numbers are given to new events without one. `known` events that do not differ only have their row remembered.

    Raises:
        Cancelled: between two slices; the caller's action is then rolled back.
    """
    total = len(new) + len(known)
    numbers = _Numbers(tx)
    for start in range(0, len(new), _SLICE):
        progress.step(start, total)
        _insert(tx, [numbers.give(taken.event) for taken in new[start : start + _SLICE]])
    numbers.keep()
    for start in range(0, len(known), _SLICE):
        progress.step(len(new) + start, total)
        _update(tx, [taken.event for taken in known[start : start + _SLICE]])
    _remember(tx, [*new, *known])
    progress.step(total, total)


def _insert(tx: Writer, events: Sequence[Event]) -> None:
    made = [replace(event, created_at=event.created_at or tx.now, updated_at=tx.now) for event in events]
    ready = [prepare(event) for event in made]
    _link_partners(tx, [one.rows for one in ready])
    write_new(tx, ready)


def _update(tx: Writer, events: Sequence[Event]) -> None:
    stored = load_rows(tx, [event.id for event in events])
    changes: list[Change] = []
    for event in events:
        ready, old = prepare(event), stored[event.id]
        for name in ("number", "office", "created_at", "updated_at", "deleted_at"):
            ready.rows.main[name] = old.main[name]
        changes.append((ready, old))
    _link_partners(tx, [ready.rows for ready, _ in changes])
    changed = [(ready, old) for ready, old in changes if old is not None and differs(ready.rows, old)]
    for ready, _ in changed:
        ready.rows.main["updated_at"] = instant_text(tx.now)
    write_changed(tx, changed)


def _link_partners(tx: Writer, changes: Sequence[EventRows]) -> None:
    actors = [row for rows in changes for row in rows.children[event_actor.name]]
    if actors:
        known = partner.ensure_all(tx, [(row["name"], row["category"]) for row in actors])
        for row in actors:
            row["partner_id"] = known[row["name"]]


def _remember(tx: Writer, taken: Sequence[TakenRow]) -> None:
    stored: dict[str, Row] = {}
    for batch in batches([each.event.id for each in taken]):
        found = tx.connection.execute(sa.select(event_origin).where(event_origin.c.event_id.in_(batch))).mappings()
        stored |= {row["event_id"]: dict(row) for row in found}
    rows = [_origin_row(each) for each in taken]
    fresh = [row for row in rows if row["event_id"] not in stored]
    if fresh:
        tx.connection.execute(event_origin.insert(), fresh)
    for row in rows:
        if row["event_id"] in stored and stored[row["event_id"]] != row:
            tx.connection.execute(event_origin.update().where(event_origin.c.event_id == row["event_id"]).values(row))


def _origin_row(taken: TakenRow) -> Row:
    origin = taken.origin
    return composed(
        {
            "event_id": taken.event.id,
            "source": origin.source,
            "line": origin.line,
            "code": origin.code,
            "likeness": origin.likeness,
            "content": json.dumps(taken.content, ensure_ascii=False, sort_keys=True),
        }
    )


class _Numbers:
    """Counts on from the last number of each year; the counter is written once at the end."""

    def __init__(self, tx: Writer) -> None:
        self._tx = tx
        self._last: dict[tuple[str, int], int] = {}
        self._before: dict[tuple[str, int], int] = {}
        for row in tx.connection.execute(sa.select(number_counter)):
            self._last[row.office, row.year] = self._before[row.office, row.year] = row.last

    def give(self, event: Event) -> Event:
        """The event with a number; one that brings its own keeps it, and the count goes on behind it."""
        own = _NUMBER.fullmatch(event.number)
        if event.number and own is None:
            return event
        year = int(own[1]) if own else (event.day or self._tx.now).year
        last = self._last.get((event.office, year), 0)
        number = int(own[2]) if own else last + 1
        self._last[event.office, year] = max(last, number)
        return event if own else replace(event, number=f"SK-{year}-{number:03d}")

    def keep(self) -> None:
        """Write the counts that have moved."""
        for (office, year), last in self._last.items():
            before = self._before.get((office, year))
            if before is None:
                self._tx.connection.execute(number_counter.insert(), {"office": office, "year": year, "last": last})
            elif before != last:
                where = (number_counter.c.office == office, number_counter.c.year == year)
                self._tx.connection.execute(number_counter.update().where(*where).values(last=last))
