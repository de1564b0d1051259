"""Certificates of other authorities that may sign for missions: assigned by headquarters, each by its words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from cultdip_desktop.core import durable
from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.changes import ChangeSet
from cultdip_desktop.packages import certificates, entitlement, fingerprint
from cultdip_desktop.packages.certificates import CertificateFacts
from cultdip_desktop.packages.trust import TrustDomain
from cultdip_desktop.packages.verdict import Outcome
from cultdip_desktop.services import trust_domains
from cultdip_desktop.services.desk import Desk
from cultdip_desktop.store.repo import mission as mission_rows
from cultdip_desktop.store.repo import trusted_signer as signer_rows
from cultdip_desktop.store.repo.trusted_signer import TrustedSigner

_MAX_FILE: Final = 256 * 1024


@dataclass(frozen=True, slots=True)
class SignerFacts:
    """What a certificate file holds; its words are compared by telephone before it counts."""

    file: Path
    facts: CertificateFacts
    words: tuple[str, ...]
    """Of the certificate, not of its key: another certificate for the same key is another decision."""

    domain: str
    """Name of the authority whose compared root it hangs from."""

    issuer: str
    fresh_until: datetime | None
    """When the authority's revocation lists go stale; without any, packages of this signer stay unknown."""


class SignerService:
    """The use cases of Settings › Government certificates and of `cultdip hq signer`."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def list(self) -> tuple[TrustedSigner, ...]:
        """All of them, those removed included, by office."""
        with self._desk.store.read() as tx:
            return signer_rows.all(tx)

    def inspect(self, file: Path) -> SignerFacts:
        """A certificate in PEM or DER.

        Raises:
            UserError: `signer.not_certificate`, `signer.own` (headquarters' own authority has issued it: such
                certificates name their office themselves), `signer.root_unknown`, `signer.unusable` (`reason`: ended,
                not yet valid, too weak, or not for signing), `file.*`.
        """
        der = _read(file)
        facts = certificates.facts(der)
        if facts.app_level:
            raise UserError("signer.own", person=facts.person)
        domain = next((one for one in trust_domains.domains(self._desk) if one.trust.path_of(der) is not None), None)
        if domain is None:
            raise UserError("signer.root_unknown", person=facts.person, issuer=_issuer(der))
        now = self._desk.clock.now()
        found = entitlement.check_path(facts, domain.trust, now, None)
        if found.outcome is not Outcome.OK or not facts.strong_key:
            raise UserError("signer.unusable", person=facts.person, reason=_why(facts, now))
        return _facts(file, facts, domain)

    def assign(self, file: Path, office: str, heard: str) -> ChangeSet:
        """Let a certificate sign for `office`; `heard` are its words as the mission read them out.

        Raises:
            UserError: as `inspect`; `enrol.office_unknown`, `signer.words_differ`, `signer.assigned`.
        """
        found = self.inspect(file)
        desk = self._desk
        with desk.store.read() as tx:
            known = {mission.id for mission in mission_rows.all(tx)}
        if office not in known:
            raise UserError("enrol.office_unknown", office=office)
        if not fingerprint.compare(found.facts.sha256, heard).matches:
            raise UserError("signer.words_differ")
        new = TrustedSigner(
            fingerprint=found.facts.sha256,
            office=office,
            person=found.facts.person,
            pem=certificates.to_pem(found.facts.der),
            domain=found.domain,
        )
        with desk.store.write("hq.signer", actor=desk.actor, office=office, name=new.person) as tx:
            signer_rows.assign(tx, new)
        return tx.change_set

    def remove(self, sha256: str, reason: str) -> ChangeSet:
        """Let it sign for nobody any more; what was taken in before stays.

        Raises:
            UserError: `signer.unknown`, `enrolment.reason_missing`.
        """
        if not reason.strip():
            raise UserError("enrolment.reason_missing")
        desk = self._desk
        with desk.store.write("hq.signer_removed", actor=desk.actor, reason=reason.strip()) as tx:
            signer_rows.remove(tx, sha256, reason.strip())
        return tx.change_set


def _facts(file: Path, facts: CertificateFacts, domain: TrustDomain) -> SignerFacts:
    words = fingerprint.words(facts.sha256)
    return SignerFacts(file, facts, words, domain.name, _issuer(facts.der), domain.trust.fresh_until())


def _why(facts: CertificateFacts, now: datetime) -> str:
    if now > facts.not_after:
        return "ended"
    if now < facts.not_before:
        return "not_yet"
    return "usage" if facts.strong_key else "weak"


def _issuer(der: bytes) -> str:
    names = x509.load_der_x509_certificate(der).issuer.get_attributes_for_oid(x509.NameOID.COMMON_NAME)
    return str(names[0].value) if names else ""


def _read(file: Path) -> bytes:
    with durable.translated(file, reading=True), file.open("rb") as handle:
        data = handle.read(_MAX_FILE + 1)
    try:
        if b"-----BEGIN CERTIFICATE" in data:
            return certificates.read_pem(data)[0]
        der = x509.load_der_x509_certificate(data).public_bytes(Encoding.DER)
        certificates.facts(der)
    except (ValueError, UserError, x509.InvalidVersion) as error:
        raise UserError("signer.not_certificate", file=file.name) from error
    return der
