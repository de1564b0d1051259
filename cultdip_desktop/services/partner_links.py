"""What hangs on a partner: roles of people in organisations, contacts, promises."""

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import date
from zoneinfo import ZoneInfo

from cultdip_desktop.domain.changes import ChangeSet
from cultdip_desktop.domain.partner import Interaction, PartnerRole
from cultdip_desktop.domain.undo import STEP
from cultdip_desktop.services.desk import Desk, require_mission
from cultdip_desktop.services.events import MAX_NAMED
from cultdip_desktop.store.repo import partner as partner_rows
from cultdip_desktop.store.repo import partner_links
from cultdip_desktop.store.store import Writer


class PartnerLinks:
    """The part of `PartnerService` that is about two sides: person and organisation, partner and office."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def today(self) -> date:
        """The present day at the office."""
        return self._desk.clock.now().astimezone(ZoneInfo(self._desk.office.zone)).date()

    def blank_role(self, person_id: str, organisation_id: str) -> PartnerRole:
        """A new role, not yet in the store."""
        return PartnerRole(id=self._desk.ids.new(), person_id=person_id, organisation_id=organisation_id)

    def save_role(self, role: PartnerRole) -> ChangeSet:
        """Write a new or changed role.

        Raises:
            UserError: `partner.role_two`, `partner.role_span`, `partner.not_found`.
        """
        with self._named("partner.role", role.person_id) as tx:
            partner_links.save_role(tx, role)
        return tx.change_set

    def end_role(self, role_id: str, day: date) -> ChangeSet:
        """The role ended; `day` is its last.

        Raises:
            UserError: `partner.role_not_found`, `partner.role_span`.
        """
        with self._desk.store.read() as tx:
            role = partner_links.get_role(tx, role_id)
        with self._named("partner.role_end", role.person_id) as tx:
            partner_links.save_role(tx, replace(role, to_day=day))
        return tx.change_set

    def delete_role(self, role_id: str) -> ChangeSet:
        """Remove a role that never was.

        Raises:
            UserError: `partner.role_not_found`.
        """
        with self._desk.store.read() as tx:
            role = partner_links.get_role(tx, role_id)
        with self._named("partner.role_delete", role.person_id) as tx:
            partner_links.delete_role(tx, role_id)
        return tx.change_set

    def blank_contact(self, partner_id: str) -> Interaction:
        """A new contact of today by whoever is at the keyboard, not yet in the store."""
        return Interaction(id=self._desk.ids.new(), partner_id=partner_id, day=self.today(), person_id=self._desk.actor)

    def log(self, contact: Interaction) -> ChangeSet:
        """Write a new or changed contact, and what was promised in it.

        Raises:
            UserError: `partner.not_found`.
        """
        with self._named("partner.log", contact.partner_id) as tx:
            partner_links.save_contact(tx, contact)
        return tx.change_set

    def keep_promise(self, contact_id: str, *, kept: bool = True, day: date | None = None) -> ChangeSet:
        """The promise of a contact was kept on `day` (today unless given), or is open again.

        Raises:
            UserError: `partner.contact_not_found`.
        """
        with self._desk.store.read() as tx:
            contact = partner_links.get_contact(tx, contact_id)
        done = (day or self.today()) if kept else None
        with self._named("partner.promise", contact.partner_id) as tx:
            partner_links.save_contact(tx, replace(contact, promise_done=done))
        return tx.change_set

    def delete_contact(self, contact_id: str) -> ChangeSet:
        """Take a contact out of the log.

        Raises:
            UserError: `partner.contact_not_found`.
        """
        with self._desk.store.read() as tx:
            contact = partner_links.get_contact(tx, contact_id)
        with self._named("partner.contact_delete", contact.partner_id) as tx:
            partner_links.delete_contact(tx, contact_id)
        return tx.change_set

    def _named(self, label: str, partner_id: str) -> AbstractContextManager[Writer]:
        with self._desk.store.read() as tx:
            name = partner_rows.get(tx, partner_id, with_deleted=True).name
        return self._write(label, name)

    def _write(self, label: str, name: str, step: str = "") -> AbstractContextManager[Writer]:
        require_mission(self._desk)
        params = {"title": name[:MAX_NAMED], **({STEP: step} if step else {})}
        return self._desk.store.write(label, actor=self._desk.actor, **params)
