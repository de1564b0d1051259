"""The roster of missions: region, state, duty to report, and whom to call there. Contacts never leave headquarters."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.changes import ChangeSet
from cultdip_desktop.domain.duty import Contact, MissionState, Region
from cultdip_desktop.domain.mission import Mission
from cultdip_desktop.domain.secrecy import require_open
from cultdip_desktop.i18n.fold import nfc
from cultdip_desktop.services.desk import Desk
from cultdip_desktop.store.repo import contact as contact_rows
from cultdip_desktop.store.repo import mission as mission_rows

LIMITS: Final = {"name": 200, "role": 200, "phone": 80, "email": 200, "note": 2000}
"""Most characters of each field of a contact; `note` is a mission's too."""

_ADDRESS: Final = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+")


class MissionService:
    """The use cases of the page of one mission and of `cultdip hq missions`."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def all(self) -> tuple[Mission, ...]:
        """Every mission, in the order of the list."""
        with self._desk.store.read() as tx:
            return mission_rows.all(tx)

    def get(self, office: str) -> Mission:
        """One mission.

        Raises:
            UserError: `mission.not_found`.
        """
        with self._desk.store.read() as tx:
            return mission_rows.get(tx, office)

    def edit(
        self,
        office: str,
        *,
        region: Region | None = None,
        state: MissionState | None = None,
        reports: bool | None = None,
        note: str | None = None,
    ) -> ChangeSet:
        """Change what headquarters says of a mission; what is None stays.

        Raises:
            UserError: `mission.not_found`, `mission.too_long`, `letterhead.secrecy` and others of secrecy.
        """
        text = None if note is None else _checked("note", note)
        with self._desk.store.write("mission.edit", actor=self._desk.actor, title=office) as tx:
            before = mission_rows.get(tx, office)
            after = replace(
                before,
                region=before.region if region is None else region.value,
                state=before.state if state is None else state,
                reports=before.reports if reports is None else reports,
                note=before.note if text is None else text,
            )
            mission_rows.save(tx, after)
        return tx.change_set

    def contacts(self, office: str | None = None) -> tuple[Contact, ...]:
        """Whom to call, at one mission or at all."""
        with self._desk.store.read() as tx:
            return contact_rows.all(tx, office)

    def save_contact(self, entry: Contact) -> tuple[Contact, ChangeSet]:
        """Keep somebody, new with an empty id.

        Raises:
            UserError: `mission.not_found`, `contact.nameless`, `contact.email`, `mission.too_long`.
        """
        said = {name: _checked(name, getattr(entry, name)) for name in LIMITS}
        if not said["name"]:
            raise UserError("contact.nameless")
        if said["email"] and not _ADDRESS.fullmatch(said["email"]):
            raise UserError("contact.email", text=said["email"][:60])
        with self._desk.store.write("mission.contact", actor=self._desk.actor, title=said["name"]) as tx:
            mission_rows.get(tx, entry.office)
            kept = contact_rows.all(tx, entry.office)
            place = entry.position if entry.id else 1 + max((one.position for one in kept), default=0)
            made = replace(entry, **said, id=entry.id or tx.ids.new(), position=place)
            contact_rows.save(tx, made)
        return made, tx.change_set

    def delete_contact(self, contact_id: str) -> ChangeSet:
        """Take somebody off the list; undo brings them back.

        Raises:
            UserError: `contact.not_found`.
        """
        with self._desk.store.read() as tx:
            name = contact_rows.get(tx, contact_id).name
        with self._desk.store.write("mission.contact_delete", actor=self._desk.actor, title=name) as tx:
            contact_rows.delete(tx, contact_id)
        return tx.change_set


def _checked(name: str, text: str) -> str:
    """Composed, without blanks around and lines only in a note."""
    said = nfc(text).strip()
    said = said if name == "note" else " ".join(said.split())
    if len(said) > LIMITS[name]:
        raise UserError("mission.too_long", most=LIMITS[name])
    require_open(said)
    return said
