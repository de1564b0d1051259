"""Headquarters' register of offices: requests compared and certified, certificates taken back, and what ends soon."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Final

from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey

from cultdip_desktop.core import durable
from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.issuing import DispatchKind
from cultdip_desktop.domain.package import ReceivedPackage
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.hq import review
from cultdip_desktop.hq.authority_desk import AuthorityDesk
from cultdip_desktop.hq.roster_facts import (
    HANDED_OVER,
    REPLACED,
    CertificateEntry,
    Enrolled,
    RequestFacts,
    public_sha256,
    state_of,
)
from cultdip_desktop.i18n.fold import fold
from cultdip_desktop.packages import certificates, enrolment, fingerprint, request
from cultdip_desktop.packages.request import EnrolmentRequest
from cultdip_desktop.services.key_condition import Notice, days_between
from cultdip_desktop.store.repo import enrolment as certificate_rows
from cultdip_desktop.store.repo import mission as mission_rows
from cultdip_desktop.store.repo.enrolment import IssuedCertificate

_MAX_REQUEST: Final = 64 * 1024


class RosterService(AuthorityDesk):
    """The use cases of Settings › Offices and certificates and of `cultdip hq enrol|revoke|trust|certificates`."""

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
