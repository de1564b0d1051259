"""Anniversaries that an office keeps beside those that come with the program."""

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import replace
from typing import Final

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.anniversary import SHIPPED, Anniversary
from cultdip_desktop.domain.changes import ChangeSet
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.services.desk import Desk
from cultdip_desktop.services.events import MAX_NAMED
from cultdip_desktop.store.repo import anniversary as anniversary_rows
from cultdip_desktop.store.store import Writer

LAST_SINCE: Final = 2200


class AnniversaryService:
    """Write down, change, delete; each is one step of undo. The calendar shows them with the shipped ones."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def all(self) -> tuple[Anniversary, ...]:
        """The office's own, by month and day of their calendars."""
        with self._desk.store.read() as tx:
            return anniversary_rows.all(tx)

    def save(self, made: Anniversary) -> tuple[Anniversary, ChangeSet]:
        """Add one (its id empty or new) or change one of the office's own; gives it as it now stands.

        Raises:
            UserError: `anniversary.title_missing`, `anniversary.since_bad`, `anniversary.shipped`.
        """
        if made.shipped:
            raise UserError("anniversary.shipped")
        if not made.title.vi.strip():
            raise UserError("anniversary.title_missing")
        if made.since_year is not None and not 1 <= made.since_year <= LAST_SINCE:
            raise UserError("anniversary.since_bad", year=made.since_year)
        made = replace(made, id=made.id or self._desk.ids.new())
        with self._write("anniversary.save", made.title) as tx:
            anniversary_rows.save(tx, made)
        return made, tx.change_set

    def delete(self, anniversary_id: str) -> ChangeSet:
        """Take one of the office's own out of every list; undo brings it back.

        Raises:
            UserError: `anniversary.not_found`, `anniversary.shipped`.
        """
        if anniversary_id.startswith(SHIPPED):
            raise UserError("anniversary.shipped")
        with self._desk.store.read() as tx:
            title = anniversary_rows.get(tx, anniversary_id).title
        with self._write("anniversary.delete", title) as tx:
            anniversary_rows.delete(tx, anniversary_id)
        return tx.change_set

    def _write(self, label: str, title: BiText) -> AbstractContextManager[Writer]:
        texts = {"title": title.vi[:MAX_NAMED], "title_en": title.en[:MAX_NAMED]}
        named = {name: text for name, text in texts.items() if text}
        return self._desk.store.write(label, actor=self._desk.actor, **named)
