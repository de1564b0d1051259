"""Settings of an office and the people who work in it."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.changes import ChangeSet
from cultdip_desktop.domain.mission import Person
from cultdip_desktop.domain.secrecy import require_open
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.services.desk import Desk
from cultdip_desktop.store.repo import office as office_rows
from cultdip_desktop.store.repo import person as person_rows

DEFAULTS: Final[dict[str, str]] = {
    "language": "vi",
    "theme": "system",
    "text_size": "100",
    "bilingual": "on",
    "period_rule": "calendar",
    "auto_lock_minutes": "15",
    "actor": "",
    "one_person": "auto",
}
"""Every setting with the value it has until somebody changes it."""


MOST_SYMBOL: Final = 20
"""Characters of a symbol: a document's number has one line."""


class SettingsService:
    """Read and change what the office has set."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def get(self, key: str) -> str:
        """The value of one of `DEFAULTS`' settings."""
        return self.several(key)[key]

    def several(self, *keys: str) -> dict[str, str]:
        """The values of some of `DEFAULTS`' settings, in one look."""
        with self._desk.store.read() as tx:
            return {key: str(office_rows.get_setting(tx, key, DEFAULTS[key])) for key in keys}

    def set(self, key: str, value: str) -> ChangeSet:
        """Change one setting; `KeyError` for one that does not exist."""
        DEFAULTS[key]
        with self._desk.store.write("office.settings", actor=self._desk.actor) as tx:
            office_rows.set_setting(tx, key, value)
        return tx.change_set

    def people(self) -> tuple[Person, ...]:
        """Everybody who works or worked here."""
        with self._desk.store.read() as tx:
            return tuple(person_rows.all(tx))

    def actor(self) -> Person | None:
        """The person at the keyboard: the one chosen last, who still works here. Follows undo and redo."""
        with self._desk.store.read() as tx:
            working = {person.id: person for person in person_rows.all(tx) if person.active}
            chosen = office_rows.get_setting(tx, "actor", DEFAULTS["actor"])
        found = next((id_ for id_ in (chosen, self._desk.actor) if id_ in working), next(iter(working), None))
        self._desk.actor = str(found) if found is not None else None
        return working.get(self._desk.actor or "")

    def choose_actor(self, person_id: str) -> ChangeSet:
        """Let the change log name this person from now on, also at the next opening.

        Raises:
            UserError: `person.not_found`; also for somebody who left.
        """
        if not any(person.id == person_id and person.active for person in self.people()):
            raise UserError("person.not_found", id=person_id)
        self._desk.actor = person_id
        return self.set("actor", person_id)

    def add_person(self, name: str, rank: BiText, *, approver: bool = False) -> ChangeSet:
        """Add somebody who works here.

        Raises:
            UserError: `person.name_missing`.
        """
        return self.save_person(Person(id=self._desk.ids.new(), name=name.strip(), rank=rank, approver=approver))

    def save_person(self, person: Person) -> ChangeSet:
        """Add or change a person.

        Raises:
            UserError: `person.name_missing`, `person.at_keyboard` when the one who works here now would leave.
        """
        if not person.name.strip():
            raise UserError("person.name_missing")
        if not person.active and person.id == self._desk.actor:
            raise UserError("person.at_keyboard", name=person.name)
        with self._desk.store.write("person.save", actor=self._desk.actor, title=person.name) as tx:
            person_rows.save(tx, person)
        return tx.change_set

    def rename(self, unit: BiText, symbol: str) -> ChangeSet:
        """Change the name of the unit inside the office and the symbol of its documents.

        Raises:
            UserError: `letterhead.secrecy`.
        """
        require_open(unit.vi, unit.en, symbol)
        changed = replace(self._desk.office, unit=unit, symbol=symbol.strip()[:MOST_SYMBOL])
        with self._desk.store.write("office.settings", actor=self._desk.actor) as tx:
            office_rows.save_identity(tx, changed)
        self._desk.office = changed
        return tx.change_set
