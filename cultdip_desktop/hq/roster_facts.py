"""What headquarters knows of requests and of the certificates that it has issued, as values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Final

from cultdip_desktop.domain.text import BiText
from cultdip_desktop.packages import certificates
from cultdip_desktop.packages.certificates import CertificateFacts
from cultdip_desktop.packages.pki import RevocationCause
from cultdip_desktop.services.key_condition import ENDS_SOON
from cultdip_desktop.store.repo.enrolment import IssuedCertificate

HANDED_OVER: Final = RevocationCause.HANDED_OVER
REPLACED: Final = RevocationCause.REPLACED
"""Where one of these ended a certificate, its value stands as the reason."""


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


@dataclass(frozen=True, slots=True)
class RequestFacts:
    """What a request asks for; nothing of it is certain before its words were heard by telephone."""

    file: Path
    office: str
    office_name: BiText
    """As the list of missions has it, not as the request says."""

    person: str
    sha256: str
    """Of the key, 64 hex digits."""

    words: tuple[str, ...]
    before: tuple[IssuedCertificate, ...]
    """Certificates of this office that are valid still, newest first."""

    same_key: bool
    """The key was certified before: a renewal."""

    rsa: bool
    """An RSA key, so it was brought along from elsewhere."""


class CertificateState(StrEnum):
    """One word on an issued certificate."""

    VALID = "valid"
    ENDS_SOON = "ends_soon"
    EXPIRED = "expired"
    REVOKED = "revoked"


@dataclass(frozen=True, slots=True)
class CertificateEntry:
    """One line of the list."""

    issued: IssuedCertificate
    state: CertificateState
    days_left: int
    """Whole days to its end; negative afterwards."""

    own: bool
    """Headquarters signs with it now."""


@dataclass(frozen=True, slots=True)
class AuthorityFacts:
    """Headquarters' own authority."""

    root: CertificateFacts
    issuing: CertificateFacts
    root_key_here: bool
    """False once it was moved to the safe: then neither the root's list nor the issuing certificate can be renewed."""

    earlier: int
    """Certificates that the issuing key had before."""


def cause_of(row: IssuedCertificate) -> RevocationCause:
    """Why a certificate was taken back, as the revocation list says it."""
    if row.compromised_from is not None:
        return RevocationCause.COMPROMISED
    return next((cause for cause in (HANDED_OVER, REPLACED) if row.reason == cause.value), RevocationCause.OTHER)


def state_of(row: IssuedCertificate, now: datetime) -> CertificateState:
    """What a certificate is at `now`."""
    if row.status == "revoked":
        return CertificateState.REVOKED
    if now > row.not_after:
        return CertificateState.EXPIRED
    return CertificateState.ENDS_SOON if row.not_after - now < ENDS_SOON else CertificateState.VALID


def public_sha256(row: IssuedCertificate) -> str:
    """Fingerprint of the key that a certificate is for."""
    return certificates.facts(certificates.read_pem(row.pem.encode())[0]).public_sha256
