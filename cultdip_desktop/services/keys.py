"""The signing keys of this office: make one, have it certified, change its PIN, hand it over, let it rest."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Final

from cultdip_desktop.core import durable
from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.changes import ChangeSet
from cultdip_desktop.domain.mission import Person
from cultdip_desktop.domain.text import EMPTY, BiText
from cultdip_desktop.i18n.fold import fold
from cultdip_desktop.packages import fingerprint, keys, request, sealed_key
from cultdip_desktop.packages.keys import KeyInfo
from cultdip_desktop.packages.signing import Signer
from cultdip_desktop.packages.trust import TrustStore
from cultdip_desktop.services import key_condition
from cultdip_desktop.services.desk import Desk, require_mission
from cultdip_desktop.services.key_condition import KeyCondition, Notice, OfficeKey, Retirement
from cultdip_desktop.services.pins import StoredPins
from cultdip_desktop.services.trust import TrustService
from cultdip_desktop.store.repo import office as office_rows
from cultdip_desktop.store.repo import person as person_rows
from cultdip_desktop.store.store import Writer

_MAX_PKCS12: Final = 1024 * 1024


@dataclass(frozen=True, slots=True)
class HandedOver:
    """A successor's key, not certified yet, and what changed beside it."""

    key: KeyInfo
    person: Person
    change_set: ChangeSet


class KeyService:
    """The use cases of Settings › Signing key and of `cultdip key`."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._pins = StoredPins(desk.store)
        self._trust = TrustService(desk)

    def list(self) -> tuple[KeyInfo, ...]:
        """All keys, oldest first."""
        return keys.list_keys(self._desk.paths.signing_keys, self._pins)

    def overview(self, now: datetime | None = None) -> tuple[OfficeKey, ...]:
        """All keys with what each is good for at `now`, oldest first."""
        now = now or self._desk.clock.now()
        known, trust = self.list(), self._believed()
        with self._desk.store.read() as tx:
            retired = key_condition.retirements(tx)
        certified = {info.id for info in known if info.certificate is not None}

        def entry(info: KeyInfo) -> OfficeKey:
            retirement = retired.get(info.id)
            found = key_condition.condition_of(info, retirement, certified=certified, trust=trust, now=now)
            return OfficeKey(info, found, retirement)

        return tuple(entry(info) for info in known)

    def usable(self, key_id: str | None = None) -> KeyInfo:
        """The key to sign with: the one named, else the newest that signs, else the newest with a certificate.

        Raises:
            UserError: `key.none`, `key.unknown`, `key.no_certificate`, `key.retired`.
        """
        known = self.overview()
        if key_id is not None:
            known = tuple(key for key in known if key.info.id == key_id)
            if not known:
                raise UserError("key.unknown", key=key_id[:40])
        if not known:
            raise UserError("key.none")
        present = [key for key in known if key.condition is not KeyCondition.RETIRED]
        if not present:
            raise UserError("key.retired", person=known[-1].info.person)
        certified = [key for key in present if key.info.certificate is not None]
        if not certified:
            raise UserError("key.no_certificate", person=present[-1].info.person)
        return next((key.info for key in reversed(certified) if key.condition.signs), certified[-1].info)

    def signing_key(self) -> OfficeKey | None:
        """The key that an export would use, with what it is good for; None where nobody can be asked to sign."""
        try:
            chosen = self.usable()
        except UserError:
            return None
        return next(key for key in self.overview() if key.info.id == chosen.id)

    def warning(self, now: datetime | None = None) -> Notice | None:
        """What to say ahead of the day on which nobody here can sign any more; None while all is well.

        A key whose successor is certified already, or that waits for its first certificate, is no reason.
        """
        now = now or self._desk.clock.now()
        worn = [key for key in self.overview(now) if key.info.certificate is not None]
        if any(key.condition.signs and key.condition is not KeyCondition.ENDS_SOON for key in worn):
            return None
        ending = [key for key in worn if key.condition in _ENDING]
        if not ending:
            return None
        last = max(ending, key=_end)
        ends = _end(last)
        code = _ENDING[last.condition]
        days = key_condition.days_between(now, ends)
        params: dict[str, str | int] = {"person": last.info.person, "day": ends.date().isoformat(), "days": days}
        return Notice(code, ends, days, params, last.info.id)

    def expires(self) -> Notice | None:
        """`warning` at this moment."""
        return self.warning()

    def create(self, person: str, pin: str, *, least_pin: int = sealed_key.MIN_PIN) -> KeyInfo:
        """Make a key under its own PIN of `least_pin` characters or more.

        Raises:
            UserError: `key.pin_too_short`, `key.name_missing`, `file.*`.
        """
        office = self._desk.office
        return keys.create_key(
            self._desk.paths.signing_keys,
            person=person,
            office=office.id,
            office_name=office.name.vi,
            pin=pin,
            now=self._desk.clock.now(),
            least_pin=least_pin,
        )

    def import_pkcs12(self, file: Path, password: str, pin: str, *, person: str = "") -> KeyInfo:
        """Take over key and certificate from a PKCS#12 file; it belongs to `person`, else to its certificate's name.

        Raises:
            UserError: `file.unreachable`, `file.not_readable`, `key.pkcs12_unreadable`, `key.weak`, `key.other_office`,
                `key.pin_too_short`.
        """
        with durable.translated(file, reading=True), file.open("rb") as handle:
            data = handle.read(_MAX_PKCS12 + 1)
        if len(data) > _MAX_PKCS12:
            raise UserError("key.pkcs12_unreadable")
        desk = self._desk
        return keys.import_pkcs12(
            desk.paths.signing_keys,
            data,
            password,
            person=person,
            office=desk.office.id,
            office_name=desk.office.name.vi,
            pin=pin,
            now=desk.clock.now(),
            pins=self._pins,
        )

    def request(self, key_id: str | None, out: Path) -> KeyInfo:
        """Write the request file that headquarters certifies; its words are compared by telephone.

        The same key may be certified again before its certificate ends.

        Raises:
            UserError: `key.none`, `key.unknown`, `key.retired`, `file.exists`, `file.*`.
        """
        wanted = [key for key in self.overview() if key_id in (None, key.info.id)]
        if not wanted:
            raise UserError("key.unknown", key=key_id[:40]) if key_id else UserError("key.none")
        present = [key for key in wanted if key.condition is not KeyCondition.RETIRED]
        if not present:
            raise UserError("key.retired", person=wanted[-1].info.person)
        info = present[-1].info
        der = keys.request_of(self._desk.paths.signing_keys, info.id)
        durable.write_bytes(out, request.write(der), replace=False)
        return info

    def change_pin(self, key_id: str, old: str, new: str) -> None:
        """Give a key another PIN.

        Raises:
            UserError: `key.pin_too_short`, `key.unknown`, `key.wrong_pin` (`attempts_left`), `key.locked`.
        """
        keys.change_pin(self._desk.paths.signing_keys, key_id, old, new, self._desk.clock.now(), self._pins)

    def prove(self, key_id: str, pin: str) -> None:
        """Try a PIN, counted like any other try.

        Raises:
            UserError: `key.unknown`, `key.wrong_pin`, `key.locked`.
        """
        keys.prove_pin(self._desk.paths.signing_keys, key_id, pin, self._desk.clock.now(), self._pins)

    def retire(self, key_id: str, reason: str = "") -> ChangeSet:
        """Let a key sign no more. It stays in its folder: what it has signed is verified as before.

        Raises:
            UserError: `key.unknown`, `key.retired`, `office.not_a_mission`.
        """
        require_mission(self._desk)
        key = self._present(key_id)
        desk = self._desk
        with desk.store.write("key.retire", actor=desk.actor, title=key.info.person) as tx:
            key_condition.retire(tx, key_id, Retirement(desk.clock.now(), reason=reason.strip()))
        return tx.change_set

    def hand_over(
        self, key_id: str, person: str, pin: str, *, rank: BiText = EMPTY, at_once: bool = True
    ) -> HandedOver:
        """Give the office a new key for the successor, who takes the place of the old key's owner among its people.

        If the owner is the person at the keyboard, the successor is from now on. The old key signs no more: `at_once`, else
        from the moment on at which the new one's certificate is put in.

        Raises:
            UserError: `key.unknown`, `key.retired`, `key.same_person`, `key.name_missing`, `key.pin_too_short`,
                `office.not_a_mission`.
        """
        require_mission(self._desk)
        old = self._present(key_id).info
        name = unicodedata.normalize("NFC", person).strip()
        if fold(name) == fold(old.person):
            raise UserError("key.same_person", person=old.person)
        made = self.create(name, pin)
        desk = self._desk
        with desk.store.write("key.hand_over", actor=desk.actor, title=old.person, name=name) as tx:
            at = desk.clock.now() if at_once else None
            key_condition.retire(tx, old.id, Retirement(at, made.id))
            gone, successor = self._replace_person(tx, old.person, name, rank)
            if moved := gone == desk.actor:
                office_rows.set_setting(tx, "actor", successor.id)
        if moved:
            desk.actor = successor.id
        return HandedOver(made, successor, tx.change_set)

    def qr(self, sha256: str) -> tuple[tuple[bool, ...], ...]:
        """A fingerprint as QR code, for a telephone's camera."""
        return fingerprint.qr(sha256)

    def open(self, info: KeyInfo, pin: str, trust: TrustStore | None) -> Signer:
        """Open a key for one signature; its certificate is checked before the PIN is tried.

        Raises:
            UserError: `key.retired`, `key.not_chained`; else as `packages.keys.load_signer`.
        """
        found = self._present(info.id)
        if found.condition is KeyCondition.FOREIGN:
            raise UserError("key.not_chained", person=info.person)
        folder, now = self._desk.paths.signing_keys, self._desk.clock.now()
        return keys.load_signer(folder, info.id, pin, now, self._pins, trust)

    def _present(self, key_id: str) -> OfficeKey:
        key = next((one for one in self.overview() if one.info.id == key_id), None)
        if key is None:
            raise UserError("key.unknown", key=key_id[:40])
        if key.condition is KeyCondition.RETIRED:
            raise UserError("key.retired", person=key.info.person)
        return key

    def _believed(self) -> TrustStore | None:
        try:
            return self._trust.store()
        except UserError as error:
            if error.code in ("trust.missing", "trust.damaged", "trust.root_changed"):
                return None  # said where trust itself is shown; keys can still be listed
            raise

    def _replace_person(self, tx: Writer, leaving: str, name: str, rank: BiText) -> tuple[str | None, Person]:
        """`name` works here from now on, the person called `leaving` no more: the id of the latter, and the former."""
        people = person_rows.all(tx)
        gone = next((one for one in people if one.name == leaving and one.active), None)
        if gone is not None:
            person_rows.save(tx, replace(gone, active=False))
        known = next((one for one in people if one.name == name), None)
        if known is not None:
            successor = replace(known, active=True, rank=rank or known.rank)
        else:
            approver = gone.approver if gone is not None else False
            given = rank or (gone.rank if gone is not None else EMPTY)
            successor = Person(id=self._desk.ids.new(), name=name, rank=given, approver=approver)
        person_rows.save(tx, successor)
        return (None if gone is None else gone.id), successor


_ENDING: Final = {
    KeyCondition.ENDS_SOON: "key.ends_soon",
    KeyCondition.EXPIRED: "key.ended",
    KeyCondition.REVOKED: "key.revoked_notice",
}


def _end(key: OfficeKey) -> datetime:
    certificate = key.info.certificate
    if certificate is None:
        raise ValueError("a key without certificate has no end")
    return certificate.not_after
