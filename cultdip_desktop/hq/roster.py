"""Headquarters' own authority: certify offices, revoke, and give everybody root, chain and revocation lists."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from cultdip_desktop import __version__
from cultdip_desktop.core.errors import UserError
from cultdip_desktop.core.progress import NoProgress
from cultdip_desktop.domain.mission import HEADQUARTERS_ID
from cultdip_desktop.packages import certificates, enrolment, fingerprint, keys, request, sealed_key
from cultdip_desktop.packages.authority import Authority
from cultdip_desktop.packages.contents import PackageContents
from cultdip_desktop.packages.package import ChainLink, HistoryHead, PackageHeader, Producer, Recipient
from cultdip_desktop.packages.pki import Revocation
from cultdip_desktop.packages.request import EnrolmentRequest
from cultdip_desktop.packages.signing import Signer
from cultdip_desktop.packages.trust import TrustStore
from cultdip_desktop.packages.write import write_package
from cultdip_desktop.services.desk import Desk
from cultdip_desktop.services.trust import TrustService
from cultdip_desktop.store.query import history as history_query
from cultdip_desktop.store.repo import enrolment as certificate_rows
from cultdip_desktop.store.repo import mission as mission_rows
from cultdip_desktop.store.repo import office as office_rows
from cultdip_desktop.store.repo import person as person_rows
from cultdip_desktop.store.repo.enrolment import IssuedCertificate

LIST_NUMBER: Final = "hq.list_number"
CHAIN: Final = "hq.chain"
_MAX_REQUEST: Final = 64 * 1024


@dataclass(frozen=True, slots=True)
class Enrolled:
    """An office's key that is now certified."""

    office: str
    person: str
    fingerprint: str
    """SHA-256 of the certificate, 64 hex digits."""

    words: tuple[str, ...]
    """Of the key, as the mission reads them from its request."""

    not_after: datetime
    file: Path


class RosterService:
    """The use cases of enrolment and of `cultdip hq enrol|revoke|trust`."""

    def __init__(self, desk: Desk, trust: TrustService) -> None:
        self._desk = desk
        self._trust = trust

    def found(self, pin: str, *, least_pin: int = sealed_key.MIN_PIN) -> None:
        """Make root and issuing keys, headquarters' own signing key, and the first revocation lists.

        Raises:
            UserError: `authority.exists`, `key.pin_too_short`, `file.*`.
        """
        desk, now = self._desk, self._desk.clock.now()
        name = desk.office.name.vi
        authority = Authority.create(desk.paths.authority, organisation=name, pin=pin, now=now, least_pin=least_pin)
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
        keys.install_certificate(desk.paths.signing_keys, der, (authority.issuing,))
        self._remember(der)
        self._renew_lists(authority, pin)

    def read_request(self, file: Path) -> EnrolmentRequest:
        """What a request asks for; its words are compared by telephone before anything is certified.

        Raises:
            UserError: `enrol.not_a_request`, `enrol.damaged`, `enrol.weak_key`, `enrol.office_unknown`,
                `file.unreachable`.
        """
        try:
            with file.open("rb") as handle:
                found = request.read(handle.read(_MAX_REQUEST + 1))
        except OSError as error:
            raise UserError("file.unreachable", path=str(file)) from error
        with self._desk.store.read() as tx:
            known = {mission.id for mission in mission_rows.all(tx)}
        if found.office not in known:
            raise UserError("enrol.office_unknown", office=found.office)
        return found

    def enrol(self, file: Path, out: Path, pin: str) -> Enrolled:
        """Certify the key of a request and write the signed answer for the mission.

        Raises:
            UserError: as `read_request`; `key.wrong_pin`, `key.locked`, `file.exists`.
        """
        found = self.read_request(file)
        if out.exists():
            raise UserError("file.exists", path=str(out))
        now = self._desk.clock.now()
        authority = Authority.open(self._desk.paths.authority)
        signer = self._signer(pin)
        der = authority.certify(found, headquarters=False, pin=pin, now=now)
        trust = self._renew_lists(authority, pin)
        self._remember(der)  # before the file: a certificate that nobody lists could not be taken back
        self._write_answer(out, found.office, trust, der, signer, now)
        facts = certificates.facts(der)
        return Enrolled(
            found.office,
            found.person,
            facts.sha256,
            fingerprint.words(found.public_sha256),
            facts.not_after,
            out,
        )

    def revoke(self, serial: str, reason: str, pin: str) -> IssuedCertificate:
        """Take a certificate back and make new revocation lists.

        Raises:
            UserError: `enrolment.not_found`, `key.wrong_pin`, …
        """
        authority = Authority.open(self._desk.paths.authority)
        self._signer(pin)
        with self._desk.store.write("hq.revoke", actor=self._desk.actor, serial=serial) as tx:
            revoked = certificate_rows.revoke(tx, serial.lower().lstrip("0"), reason)
        self._renew_lists(authority, pin)
        return revoked

    def issued(self) -> tuple[IssuedCertificate, ...]:
        """All certificates, those taken back included."""
        with self._desk.store.read() as tx:
            return tuple(certificate_rows.all(tx))

    def write_trust(self, folder: Path) -> tuple[Path, ...]:
        """Write root, chain and revocation lists as PEM files for other programs and for missions.

        Raises:
            UserError: `trust.missing`, `file.*`.
        """
        found = self._trust.store()
        if found is None:
            raise UserError("trust.missing", path=str(self._desk.paths.trust))
        return found.save(folder)

    def _signer(self, pin: str) -> Signer:
        now = self._desk.clock.now()
        own = [info for info in keys.list_keys(self._desk.paths.signing_keys) if info.certificate is not None]
        if not own:
            raise UserError("key.none")
        return keys.load_signer(self._desk.paths.signing_keys, own[-1].id, pin, now)

    def _renew_lists(self, authority: Authority, pin: str) -> TrustStore:
        with self._desk.store.write("hq.lists", actor=self._desk.actor) as tx:
            number = int(str(office_rows.get_setting(tx, LIST_NUMBER, 0))) + 1
            office_rows.set_setting(tx, LIST_NUMBER, number)
            revoked = [
                Revocation(int(row.serial, 16), row.revoked_at)
                for row in certificate_rows.all(tx)
                if row.revoked_at is not None
            ]
        lists = authority.make_lists(revoked, number, pin=pin, now=self._desk.clock.now())
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

    def _write_answer(
        self, out: Path, office: str, trust: TrustStore, der: bytes, signer: Signer, now: datetime
    ) -> None:
        desk = self._desk
        with desk.store.read() as tx:
            before: Any = office_rows.get_setting(tx, CHAIN) or {}
            head = history_query.head(tx)
        link = ChainLink(desk.office.epoch, int(before.get("seq", 0)) + 1, before.get("manifest_sha256"))
        header = PackageHeader(
            package_id=desk.ids.new(),
            kind="trust",
            office=desk.office.id,
            recipient=Recipient(office),
            period=None,
            chain=link,
            history=HistoryHead(head.head, head.count),
            producer=Producer(f"cultdip-desktop {__version__}"),
        )
        contents = PackageContents(header=header, rows=enrolment.answer_rows(trust, der))
        written = write_package(out, contents, signer, signing_time=now, progress=NoProgress())
        with desk.store.write("hq.enrol", actor=desk.actor, office=office) as tx:
            office_rows.set_setting(tx, CHAIN, {"seq": written.seq, "manifest_sha256": written.manifest_sha256})
