"""Events that headquarters holds up as examples: marked with a note, unmarked, listed (R35)."""

from __future__ import annotations

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.changes import ChangeSet
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.services.desk import Desk
from cultdip_desktop.store.query import overview_events as event_query
from cultdip_desktop.store.repo import exemplar as rows
from cultdip_desktop.store.repo.exemplar import Mark
from cultdip_desktop.store.store import Reader

LONGEST = 2_000
"""Characters of a note."""


class ExemplarService:
    """The use cases of the star."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def all(self) -> tuple[Mark, ...]:
        """All marks, the latest first."""
        with self._desk.store.read() as tx:
            return rows.all(tx)

    def of(self, event_id: str) -> Mark | None:
        """An event's mark; None without one."""
        with self._desk.store.read() as tx:
            return rows.get(tx, event_id)

    def mark(self, event_id: str, note: str = "") -> ChangeSet:
        """Hold an event up, or write another note about why.

        Raises:
            UserError: `event.not_found`; `exemplar.note_too_long`.
        """
        note = note.strip()
        if len(note) > LONGEST:
            raise UserError("exemplar.note_too_long", most=LONGEST)
        with self._desk.store.read() as tx:
            title = _title(tx, event_id)
        with self._desk.store.write("exemplar.mark", actor=self._desk.actor, title=title.vi or title.en) as tx:
            rows.save(tx, event_id, note, self._desk.actor)
        return tx.change_set

    def unmark(self, event_id: str) -> ChangeSet:
        """Take the star away; an event without one is left alone.

        Raises:
            UserError: `event.not_found`.
        """
        with self._desk.store.read() as tx:
            title = _title(tx, event_id)
        with self._desk.store.write("exemplar.unmark", actor=self._desk.actor, title=title.vi or title.en) as tx:
            rows.remove(tx, event_id)
        return tx.change_set


def _title(tx: Reader, event_id: str) -> BiText:
    found = event_query.some(tx, [event_id]).get(event_id)
    if found is None:
        raise UserError("event.not_found", id=event_id[:60])
    return found.title
