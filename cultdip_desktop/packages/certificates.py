"""What a certificate says, in the words of this product."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from cryptography.x509.oid import NameOID

from cultdip_desktop.core.errors import UserError

OFFICE_URN: Final = "urn:cultdip:office:"
"""A subject alternative name of this form binds a certificate to its office (`urn:cultdip:office:CZ-EMB`)."""

HEADQUARTERS_URN: Final = "urn:cultdip:role:headquarters"
"""A further alternative name of those who may answer and direct missions."""

APP_LEVEL: Final = "CultDip app-level key"
"""Organisational unit of every certificate for a key made by this program (Circular 15/2025 asks to tell them apart)."""

MIN_RSA_BITS: Final = 2048


@dataclass(frozen=True, slots=True)
class CertificateFacts:
    """The parts of a certificate that people and checks need."""

    der: bytes
    sha256: str
    """Fingerprint: digest of the DER, 64 hex digits."""

    public_sha256: str
    """Fingerprint of the key: what `fingerprint.words` makes the words to compare from."""

    serial: str
    """Hex, lower case, without leading zeros."""

    person: str
    """Common name."""

    office: str | None
    """Office id, or None when it names no single office."""

    headquarters: bool
    app_level: bool
    not_before: datetime
    not_after: datetime
    """Both aware, UTC."""

    strong_key: bool
    """P-256, P-384 or RSA of at least 2048 bits."""


def facts(der: bytes) -> CertificateFacts:
    """Read a certificate.

    Raises:
        ValueError: not a certificate.
    """
    certificate = x509.load_der_x509_certificate(der)
    subject = certificate.subject
    uris = _uris(certificate)
    offices = [uri.removeprefix(OFFICE_URN) for uri in uris if uri.startswith(OFFICE_URN)]
    units = [str(unit.value) for unit in subject.get_attributes_for_oid(NameOID.ORGANIZATIONAL_UNIT_NAME)]
    names = subject.get_attributes_for_oid(NameOID.COMMON_NAME)
    return CertificateFacts(
        der=der,
        sha256=hashlib.sha256(der).hexdigest(),
        public_sha256=hashlib.sha256(_public_bytes(certificate)).hexdigest(),
        serial=f"{certificate.serial_number:x}",
        person=str(names[0].value) if names else "",
        office=offices[0] if len(offices) == 1 else None,
        headquarters=HEADQUARTERS_URN in uris,
        app_level=APP_LEVEL in units,
        not_before=certificate.not_valid_before_utc,
        not_after=certificate.not_valid_after_utc,
        strong_key=is_strong(certificate),
    )


def is_strong(certificate: x509.Certificate) -> bool:
    """Whether the key is one that Circular 15/2025 admits: ECDSA ≥ 256 bits or RSA ≥ 2048."""
    try:
        key = certificate.public_key()
    except (ValueError, TypeError):
        return False
    return is_strong_key(key)


def is_strong_key(key: object) -> bool:
    """The same for a key without certificate."""
    if isinstance(key, ec.EllipticCurvePublicKey):
        return isinstance(key.curve, (ec.SECP256R1, ec.SECP384R1))
    return isinstance(key, rsa.RSAPublicKey) and key.key_size >= MIN_RSA_BITS


def is_authority(der: bytes) -> bool:
    """Whether a certificate is one that certifies others.

    Raises:
        ValueError: not a certificate.
    """
    certificate = x509.load_der_x509_certificate(der)
    try:
        return certificate.extensions.get_extension_for_class(x509.BasicConstraints).value.ca
    except x509.ExtensionNotFound:
        return False


def read_pem(data: bytes) -> tuple[bytes, ...]:
    """DER of every certificate in PEM text.

    Raises:
        UserError: `trust.damaged` when there is none or one cannot be read.
    """
    try:
        found = x509.load_pem_x509_certificates(data)
    except ValueError as error:
        raise UserError("trust.damaged") from error
    return tuple(certificate.public_bytes(Encoding.DER) for certificate in found)


def to_pem(*ders: bytes) -> str:
    """PEM text of certificates, one after the other."""
    loaded = (x509.load_der_x509_certificate(der) for der in ders)
    return "".join(certificate.public_bytes(Encoding.PEM).decode("ascii") for certificate in loaded)


def _public_bytes(certificate: x509.Certificate) -> bytes:
    return certificate.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)


def _uris(certificate: x509.Certificate) -> list[str]:
    try:
        extension = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName)
    except x509.ExtensionNotFound:
        return []
    return extension.value.get_values_for_type(x509.UniformResourceIdentifier)
