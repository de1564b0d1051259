"""Headquarters' own authority: certify offices, revoke, renew, and give everybody root, chain and revocation lists."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Final

from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey

from cultdip_desktop.core import durable
from cultdip_desktop.core.errors import UserError
from cultdip_desktop.core.progress import NoProgress
from cultdip_desktop.domain.issuing import DispatchKind
from cultdip_desktop.domain.mission import HEADQUARTERS_ID
from cultdip_desktop.domain.package import ReceivedPackage
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.hq import review
from cultdip_desktop.hq.dispatching import Dispatcher, Draft
from cultdip_desktop.hq.encryption import EncryptionKeyService
from cultdip_desktop.hq.roster_facts import (
    HANDED_OVER,
    REPLACED,
    AuthorityFacts,
    CertificateEntry,
    Enrolled,
    RequestFacts,
    cause_of,
    public_sha256,
    state_of,
)
from cultdip_desktop.hq.time_stamps import TimeStampService
from cultdip_desktop.i18n.fold import fold
from cultdip_desktop.packages import certificates, enrolment, fingerprint, keys, request, sealed_key
from cultdip_desktop.packages.authority import Authority
from cultdip_desktop.packages.package import ALL_MISSIONS
from cultdip_desktop.packages.pki import Revocation
from cultdip_desktop.packages.request import EnrolmentRequest
from cultdip_desktop.packages.signing import Signer
from cultdip_desktop.packages.trust import TrustStore
from cultdip_desktop.services.desk import Desk
from cultdip_desktop.services.key_condition import Notice, days_between
from cultdip_desktop.services.keys import KeyService
from cultdip_desktop.services.pins import StoredPins
from cultdip_desktop.services.trust import TrustInfo, TrustService
from cultdip_desktop.store.repo import enrolment as certificate_rows
from cultdip_desktop.store.repo import mission as mission_rows
from cultdip_desktop.store.repo import office as office_rows
from cultdip_desktop.store.repo import person as person_rows
from cultdip_desktop.store.repo.enrolment import IssuedCertificate

LIST_NUMBER: Final = "hq.list_number"
_MAX_REQUEST: Final = 64 * 1024


class RosterService:
    """The use cases of Settings › Offices and certificates and of `cultdip hq enrol|revoke|trust|certificates`."""

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

    def inspect(self, file: Path) -> RequestFacts:
        """A request with what headquarters knows beside it, for the page where it is compared.

        Raises:
            UserError: as `read_request`.
        """
        found = self.read_request(file)
        now = self._desk.clock.now()
        with self._desk.store.read() as tx:
            mission = next(one for one in mission_rows.all(tx) if one.id == found.office)
            issued = [one for one in certificate_rows.all(tx) if one.office == found.office]
        worn = [one for one in issued if one.status != "revoked" and one.not_after > now]
        return RequestFacts(
            file,
            found.office,
            mission.name,
            found.person,
            found.public_sha256,
            fingerprint.words(found.public_sha256),
            tuple(worn),
            any(public_sha256(one) == found.public_sha256 for one in issued),
            isinstance(found.public_key, RSAPublicKey),
        )

    def requests(self, paths: Iterable[Path]) -> tuple[tuple[Path, RequestFacts | UserError], ...]:
        """Each of these files: what it asks for, or why it is no request."""

        def looked_at(path: Path) -> RequestFacts | UserError:
            try:
                return self.inspect(path)
            except UserError as error:
                return error

        return tuple((path, looked_at(path)) for path in paths)

    def enrol(
        self, file: Path, out: Path, pin: str, *, heard: str | None = None, replaces: Sequence[str] = ()
    ) -> Enrolled:
        """Certify the key of a request and write the signed answer for the mission.

        With `heard`, the words as the mission read them out (or the text of its QR code) must be those of the file.
        `replaces` are serial numbers of this office's certificates that end with it: the former officer's at a
        hand-over, or those of a key that nobody uses any more. What was signed with them and is still on its way is
        refused from then on.

        Raises:
            UserError: as `read_request`; `enrol.words_differ`, `enrolment.not_found`, `enrolment.other_office`,
                `enrolment.same_key` (a renewal ends nothing), `key.wrong_pin`, `key.locked`, `file.exists`.
        """
        found = self.read_request(file)
        if heard is not None and not fingerprint.compare(found.public_sha256, heard).matches:
            raise UserError("enrol.words_differ")
        if durable.is_there(out):
            raise UserError("file.exists", path=str(out))
        ending = self._ending(found, replaces)
        now = self._desk.clock.now()
        authority = self._authority()
        self._signer(pin)
        der = authority.certify(found, headquarters=False, pin=pin, now=now)
        self._remember(der)  # before the file: a certificate that nobody lists could not be taken back
        if ending:
            with self._desk.store.write("hq.revoke", actor=self._desk.actor, office=found.office) as tx:
                for row in ending:
                    same = fold(row.person) == fold(found.person)
                    certificate_rows.revoke(tx, row.serial, (REPLACED if same else HANDED_OVER).value)
        trust = self._renew_lists(authority, pin)
        title = BiText(f"Chứng thư của {found.person}", f"Certificate of {found.person}")
        rows = enrolment.answer_rows(trust, der)
        self._dispatcher.write(DispatchKind.TRUST, found.office, rows, title, out, pin)
        facts = certificates.facts(der)
        words = fingerprint.words(found.public_sha256)
        return Enrolled(found.office, found.person, facts.sha256, words, facts.not_after, out)

    def revoke(
        self, serial: str, reason: str, pin: str, *, compromised_from: datetime | None = None
    ) -> IssuedCertificate:
        """Take a certificate back and make new revocation lists, which must then reach everybody.

        `compromised_from`: since when somebody else may have had the key. What was taken in before that counts on; what
        was signed since and taken in is listed by `to_review`. The date may also become known later, or earlier than
        it was thought, for a certificate that was revoked before; it is never moved forward.

        Raises:
            UserError: `enrolment.not_found`, `enrolment.reason_missing`, `enrolment.own_certificate`,
                `enrolment.compromise_ahead`, `key.wrong_pin`, …
        """
        serial, reason = serial.lower().lstrip("0"), reason.strip()
        if not reason:
            raise UserError("enrolment.reason_missing")
        if compromised_from is not None and compromised_from > self._desk.clock.now():
            raise UserError("enrolment.compromise_ahead")
        with self._desk.store.read() as tx:
            wanted = certificate_rows.by_serial(tx, serial)
        if wanted.fingerprint == self._own_certificate():
            raise UserError("enrolment.own_certificate")
        authority = self._authority()
        self._signer(pin)
        with self._desk.store.write("hq.revoke", actor=self._desk.actor, serial=serial, reason=reason) as tx:
            revoked = certificate_rows.revoke(tx, serial, reason, compromised_from=compromised_from)
        self._renew_lists(authority, pin)
        return revoked

    def to_review(self, serial: str) -> tuple[ReceivedPackage, ...]:
        """Packages that were taken in and say that they were signed while the key may have been in other hands.

        Nothing becomes of them by itself: a person asks the mission, and the figures stay what they are until it sends
        an amendment.

        Raises:
            UserError: `enrolment.not_found`.
        """
        with self._desk.store.read() as tx:
            wanted = certificate_rows.by_serial(tx, serial.lower().lstrip("0"))
            if wanted.compromised_from is None:
                return ()
            return review.signed_since(tx, wanted, wanted.compromised_from)

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

    def certificates(self, now: datetime | None = None) -> tuple[CertificateEntry, ...]:
        """All certificates with their state, by office, the newest first."""
        moment = now or self._desk.clock.now()
        own = self._own_certificate()

        def entry(row: IssuedCertificate) -> CertificateEntry:
            return CertificateEntry(
                row, state_of(row, moment), days_between(moment, row.not_after), row.fingerprint == own
            )

        return tuple(entry(row) for row in self.issued())

    def warning(self, now: datetime | None = None) -> Notice | None:
        """The nearest end of what headquarters itself needs: its own certificate, and the revocation lists."""
        now = now or self._desk.clock.now()
        found = [one for one in (self._keys.warning(now), self._trust.warning(now)) if one is not None]
        return min(found, key=lambda one: one.ends, default=None)

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

    def _ending(self, found: EnrolmentRequest, serials: Sequence[str]) -> list[IssuedCertificate]:
        ending = []
        with self._desk.store.read() as tx:
            for serial in serials:
                row = certificate_rows.by_serial(tx, serial.lower().lstrip("0"))
                if row.office != found.office:
                    raise UserError("enrolment.other_office", office=row.office, person=row.person)
                if public_sha256(row) == found.public_sha256:
                    raise UserError("enrolment.same_key", person=row.person)
                ending.append(row)
        return ending

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
