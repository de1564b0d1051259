"""Keeps what is typed until it is committed, so that a crash or a full disk takes no keystroke."""

from __future__ import annotations

from collections.abc import Mapping

from cultdip_desktop.domain.event import Event
from cultdip_desktop.services.desk import Desk, require_mission
from cultdip_desktop.store.repo import draft as draft_rows
from cultdip_desktop.store.repo.draft import Draft


class DraftService:
    """Drafts lie in the encrypted store, outside the history; the commit of the event removes its draft."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def keep(self, event: Event, typed: Mapping[str, str]) -> None:
        """Keep an event as it is typed; `typed` holds, by field, text that is no date or amount yet.

        Raises:
            UserError: `file.no_space` and the like; the text is then only in memory.
        """
        require_mission(self._desk)
        with self._desk.store.write("draft.keep", actor=self._desk.actor) as tx:
            draft_rows.keep(tx, event, typed)

    def kept(self) -> tuple[Draft, ...]:
        """What was never committed, the newest first."""
        with self._desk.store.read() as tx:
            return draft_rows.all(tx)

    def drop(self, event_id: str) -> None:
        """Forget a draft that the officer does not want."""
        with self._desk.store.write("draft.drop", actor=self._desk.actor) as tx:
            draft_rows.drop(tx, event_id)
