"""Headquarters' own authority: its keys, its certificates and lists, and what everybody else is given of them."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Final

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.core.progress import NoProgress
from cultdip_desktop.domain.issuing import DispatchKind
from cultdip_desktop.domain.mission import HEADQUARTERS_ID
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.hq.dispatching import Dispatcher, Draft
from cultdip_desktop.hq.encryption import EncryptionKeyService
from cultdip_desktop.hq.roster_facts import (
    AuthorityFacts,
    cause_of,
)
from cultdip_desktop.hq.time_stamps import TimeStampService
from cultdip_desktop.packages import certificates, keys, request, sealed_key
from cultdip_desktop.packages.authority import Authority
from cultdip_desktop.packages.package import ALL_MISSIONS
from cultdip_desktop.packages.pki import Revocation
from cultdip_desktop.packages.signing import Signer
from cultdip_desktop.packages.trust import TrustStore
from cultdip_desktop.services.desk import Desk
from cultdip_desktop.services.keys import KeyService
from cultdip_desktop.services.pins import StoredPins
from cultdip_desktop.services.trust import TrustInfo, TrustService
from cultdip_desktop.store.repo import enrolment as certificate_rows
from cultdip_desktop.store.repo import office as office_rows
from cultdip_desktop.store.repo import person as person_rows
from cultdip_desktop.store.repo.enrolment import IssuedCertificate

LIST_NUMBER: Final = "hq.list_number"


class AuthorityDesk:
    """The acts that concern the authority itself; those that concern offices build on them."""

    def __init__(
        self, desk: Desk, trust: TrustService, encryption: EncryptionKeyService, time_stamps: TimeStampService
    ) -> None:
        self._desk = desk
        self._trust = trust
        self._dispatcher = Dispatcher(desk, trust)
        self._encryption = encryption
        self._time_stamps = time_stamps
        self._keys = KeyService(desk)
        self._pins = StoredPins(desk.store)

    def found(self, pin: str, *, least_pin: int = sealed_key.MIN_PIN) -> None:
        """Make root and issuing keys, headquarters' own signing key, and the first revocation lists.

        Raises:
            UserError: `authority.exists`, `key.pin_too_short`, `file.*`.
        """
        desk, now = self._desk, self._desk.clock.now()
        name = desk.office.name.vi
        authority = Authority.create(
            desk.paths.authority, self._pins, organisation=name, pin=pin, now=now, least_pin=least_pin
        )
        with desk.store.read() as tx:
            person = person_rows.all(tx)[0]
        key = keys.create_key(
            desk.paths.signing_keys,
            person=person.name,
            office=HEADQUARTERS_ID,
            office_name=name,
            pin=pin,
            now=now,
            least_pin=least_pin,
        )
        own = request.read(request.write(keys.request_of(desk.paths.signing_keys, key.id)))
        der = authority.certify(own, headquarters=True, pin=pin, now=now)
        keys.install_certificate(desk.paths.signing_keys, der, (authority.issuing,), self._pins)
        self._remember(der)
        self._renew_lists(authority, pin)
        self._encryption.ensure()

    def renew_lists(self, pin: str) -> TrustInfo:
        """Make fresh revocation lists although nothing was revoked: they go stale after 180 days.

        Raises:
            UserError: `key.wrong_pin`, `key.locked`, `authority.key_missing`.
        """
        self._signer(pin)
        self._renew_lists(self._authority(), pin)
        found = self._trust.current()
        if found is None:
            raise UserError("trust.missing", path=str(self._desk.paths.trust))
        return found

    def renew_issuing(self, pin: str) -> datetime:
        """Give the issuing key a certificate for ten more years, signed by the root; tells its end.

        Everything that it has certified stays certified. The new certificate must reach everybody, with a trust list.

        Raises:
            UserError: `authority.key_missing` while the root's key is not in its place, `key.wrong_pin`, `key.locked`.
        """
        self._signer(pin)
        authority = self._authority().renew_issuing(pin, self._desk.clock.now())
        self._renew_lists(authority, pin)
        return certificates.facts(authority.issuing).not_after

    def renew_own(self, pin: str) -> datetime:
        """Give headquarters' own signing key a certificate for two more years; tells its end.

        Raises:
            UserError: `key.wrong_pin`, `key.locked`, `key.none`.
        """
        desk, now = self._desk, self._desk.clock.now()
        info = self._keys.usable()
        authority = self._authority()
        own = request.read(request.write(keys.request_of(desk.paths.signing_keys, info.id)))
        der = authority.certify(own, headquarters=True, pin=pin, now=now)
        self._remember(der)
        keys.install_certificate(desk.paths.signing_keys, der, (authority.issuing,), self._pins)
        return certificates.facts(der).not_after

    def move_to_token(self, module: Path, label: str, pin: str, *, own: bool) -> None:
        """Put the issuing key, or with `own` the key that headquarters signs with, on a token (PKCS#11).

        The token's PIN must be that of the authority, for one PIN opens all. The key's file then only says where it lies:
        without the token nothing is certified, or signed. What backups made before hold still opens with the PIN.

        Raises:
            UserError: `key.wrong_pin`, `key.locked`, `token.wrong_pin`, `token.unknown`, `token.module_*`,
                `token.there_already`, `token.kind`, `token.failed`.
        """
        now = self._desk.clock.now()
        if own:
            key = self._keys.usable().id
            keys.move_to_token(self._desk.paths.signing_keys, key, module, label, pin, now, self._pins)
        else:
            self._authority().move_to_token(module, label, pin, now)

    def change_pin(self, old: str, new: str) -> None:
        """One PIN opens root, issuing and headquarters' own signing key: change it at all three.

        The own key comes last and is proved first, so that after a power cut the same call finishes the work.

        Raises:
            UserError: `key.pin_too_short`, `key.wrong_pin`, `key.locked`.
        """
        sealed_key.require_pin(new)
        own = self._keys.usable()
        self._keys.prove(own.id, old)
        self._authority().change_pin(old, new, self._desk.clock.now())
        self._keys.change_pin(own.id, old, new)

    def write_trust(self, folder: Path) -> tuple[Path, ...]:
        """Write root, chain and revocation lists as PEM files for other programs and for missions.

        Raises:
            UserError: `trust.missing`, `file.*`.
        """
        found = self._trust.store()
        if found is None:
            raise UserError("trust.missing", path=str(self._desk.paths.trust))
        return found.save(folder)

    def write_trust_list(self, folder: Path, pin: str) -> Path:
        """Write the signed trust list for all missions: chain, revocation lists, encryption keys.

        Raises:
            UserError: `key.wrong_pin`, `key.locked`, `trust.missing`, `file.*`.
        """
        if self._trust.store() is None:
            raise UserError("trust.missing", path=str(self._desk.paths.trust))
        title = BiText("Danh sách tin cậy", "Trust list")
        draft = Draft(kind=DispatchKind.TRUST, recipient=ALL_MISSIONS, title=title, rows={}, essence=None)
        sent = self._dispatcher.open(pin).send(lambda _tx, _id, _at: draft, folder, NoProgress())
        if sent is None:
            raise RuntimeError("a trust list that is always there was not")
        return sent.file

    def authority(self) -> AuthorityFacts:
        """Root and issuing authority with their ends, and which of the keys lie here.

        Raises:
            UserError: `authority.missing`, `trust.damaged`.
        """
        found = self._authority()
        root, issuing = certificates.facts(found.root), certificates.facts(found.issuing)
        return AuthorityFacts(root, issuing, found.has_root_key, len(found.earlier))

    def _authority(self) -> Authority:
        return Authority.open(self._desk.paths.authority, self._pins)

    def _signer(self, pin: str) -> Signer:
        return self._keys.open(self._keys.usable(), pin, None)

    def _own_certificate(self) -> str:
        """Fingerprint of the certificate that headquarters signs with; empty while it cannot."""
        try:
            certificate = self._keys.usable().certificate
        except UserError:
            return ""
        return certificate.sha256 if certificate else ""

    def _renew_lists(self, authority: Authority, pin: str) -> TrustStore:
        with self._desk.store.write("hq.lists", actor=self._desk.actor) as tx:
            number = int(str(office_rows.get_setting(tx, LIST_NUMBER, 0))) + 1
            office_rows.set_setting(tx, LIST_NUMBER, number)
            revoked = [
                Revocation(int(row.serial, 16), row.revoked_at, row.compromised_from, cause_of(row))
                for row in certificate_rows.all(tx)
                if row.revoked_at is not None
            ]
        lists = authority.make_lists(revoked, number, pin=pin, now=self._desk.clock.now())
        self._time_stamps.ensure(authority, pin)
        trust = authority.trust(lists)
        self._trust.pin(trust)
        return trust

    def _remember(self, der: bytes) -> None:
        facts = certificates.facts(der)
        row = IssuedCertificate(
            serial=facts.serial,
            office=facts.office or "",
            person=facts.person,
            fingerprint=facts.sha256,
            not_before=facts.not_before,
            not_after=facts.not_after,
            pem=certificates.to_pem(der),
        )
        with self._desk.store.write("hq.enrol", actor=self._desk.actor, office=row.office) as tx:
            certificate_rows.add(tx, row)
