"""The built-in PKI: root (P-384, 20 years) → issuing (P-256, 10 years) → office certificate (2 years), and lists.

Pure functions over keys and certificates; `authority` keeps them in a folder at headquarters.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Final

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.hashes import SHA256, SHA384
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from cultdip_desktop.packages import limits
from cultdip_desktop.packages.certificates import APP_LEVEL, HEADQUARTERS_URN, OFFICE_URN

ROOT_YEARS: Final = 20
ISSUING_YEARS: Final = 10
OFFICE_YEARS: Final = 2
STAMPING_YEARS: Final = 5

_BACKDATE: Final = timedelta(days=1)
"""A mission whose clock is slow must still see a fresh certificate as valid."""

_MAX_NAME: Final = 64  # RFC 5280, upper bound of common and organisation names


@dataclass(frozen=True, slots=True)
class CertificateAuthority:
    """A key that certifies, with its certificate."""

    key: ec.EllipticCurvePrivateKey
    certificate: x509.Certificate

    @property
    def der(self) -> bytes:
        """The certificate's bytes."""
        return self.certificate.public_bytes(Encoding.DER)


class RevocationCause(StrEnum):
    """Why a certificate no longer counts, as far as the list says (RFC 5280, 5.3.1)."""

    OTHER = "other"
    COMPROMISED = "compromised"
    HANDED_OVER = "handed_over"
    REPLACED = "replaced"


_REASONS: Final = {
    RevocationCause.COMPROMISED: x509.ReasonFlags.key_compromise,
    RevocationCause.HANDED_OVER: x509.ReasonFlags.cessation_of_operation,
    RevocationCause.REPLACED: x509.ReasonFlags.superseded,
}


@dataclass(frozen=True, slots=True)
class Revocation:
    """One certificate that no longer counts."""

    serial: int
    at: datetime
    """Aware."""

    compromised_from: datetime | None = None
    """From when on somebody else may have used the key; None when nobody suspects that."""

    cause: RevocationCause = RevocationCause.OTHER


def create_root(organisation: str, now: datetime) -> CertificateAuthority:
    """A self-signed root for 20 years; its key belongs offline."""
    key = ec.generate_private_key(ec.SECP384R1())
    name = _name(organisation, f"{organisation} – CultDip Root")
    builder = _builder(name, name, key.public_key(), now, ROOT_YEARS)
    builder = _as_authority(builder, key.public_key(), key.public_key(), path_length=1)
    return CertificateAuthority(key, builder.sign(key, SHA384()))


def create_issuing(root: CertificateAuthority, organisation: str, now: datetime) -> CertificateAuthority:
    """The authority that certifies offices, for 10 years."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = _name(organisation, f"{organisation} – CultDip Issuing")
    builder = _builder(name, root.certificate.subject, key.public_key(), now, ISSUING_YEARS)
    builder = _as_authority(builder, key.public_key(), root.key.public_key(), path_length=0)
    return CertificateAuthority(key, builder.sign(root.key, SHA384()))


def renew_issuing(root: CertificateAuthority, issuing: CertificateAuthority, now: datetime) -> CertificateAuthority:
    """A new certificate for the same issuing key, for 10 more years: what it has certified stays certified."""
    builder = _builder(
        issuing.certificate.subject, root.certificate.subject, issuing.key.public_key(), now, ISSUING_YEARS
    )
    builder = _as_authority(builder, issuing.key.public_key(), root.key.public_key(), path_length=0)
    return CertificateAuthority(issuing.key, builder.sign(root.key, SHA384()))


def certify_office(
    issuing: CertificateAuthority,
    public_key: ec.EllipticCurvePublicKey | rsa.RSAPublicKey,
    *,
    office: str,
    office_name: str,
    person: str,
    headquarters: bool,
    now: datetime,
) -> x509.Certificate:
    """A certificate for one person's signing key at one office, for 2 years; labelled as an app-level key."""
    names = [x509.UniformResourceIdentifier(OFFICE_URN + office)]
    if headquarters:
        names.append(x509.UniformResourceIdentifier(HEADQUARTERS_URN))
    subject = _name(office_name, person, APP_LEVEL)
    builder = _builder(subject, issuing.certificate.subject, public_key, now, OFFICE_YEARS)
    builder = (
        builder.add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(signing=True), critical=True)
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public_key), critical=False)
        .add_extension(_issuer_key(issuing.key.public_key()), critical=False)
    )
    return builder.sign(issuing.key, SHA256())


def certify_time_stamps(
    issuing: CertificateAuthority, public_key: ec.EllipticCurvePublicKey, organisation: str, now: datetime
) -> x509.Certificate:
    """A certificate for headquarters' time-stamp key, for 5 years: it stamps and can do nothing else (RFC 3161, 2.3)."""
    name = _name(organisation, f"{organisation} – CultDip Time Stamps", APP_LEVEL)
    builder = _builder(name, issuing.certificate.subject, public_key, now, STAMPING_YEARS)
    builder = (
        builder.add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(signing=True, binding=False), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public_key), critical=False)
        .add_extension(_issuer_key(issuing.key.public_key()), critical=False)
    )
    return builder.sign(issuing.key, SHA256())


def create_list(
    authority: CertificateAuthority,
    revoked: Iterable[Revocation],
    number: int,
    now: datetime,
    days: int = limits.REVOCATION_DAYS,
) -> x509.CertificateRevocationList:
    """The authority's revocation list, good for `days` from `now`; `number` rises with each list."""
    builder = (
        x509.CertificateRevocationListBuilder()
        .issuer_name(authority.certificate.subject)
        .last_update(now - timedelta(minutes=5))
        .next_update(now + timedelta(days=days))
        .add_extension(x509.CRLNumber(number), critical=False)
        .add_extension(_issuer_key(authority.key.public_key()), critical=False)
    )
    for entry in sorted(revoked, key=lambda entry: entry.serial):
        made = x509.RevokedCertificateBuilder().serial_number(entry.serial).revocation_date(entry.at)
        if reason := _REASONS.get(entry.cause):
            made = made.add_extension(x509.CRLReason(reason), critical=False)
        if entry.compromised_from is not None:  # RFC 5280, 5.3.2
            invalid = entry.compromised_from.astimezone(UTC).replace(tzinfo=None, microsecond=0)
            made = made.add_extension(x509.InvalidityDate(invalid), critical=False)
        builder = builder.add_revoked_certificate(made.build())
    digest = SHA384() if isinstance(authority.key.curve, ec.SECP384R1) else SHA256()
    return builder.sign(authority.key, digest)


def _name(organisation: str, common: str, unit: str = "") -> x509.Name:
    parts = [
        x509.NameAttribute(NameOID.COUNTRY_NAME, "VN"),
        x509.NameAttribute(NameOID.ORGANIZATION_NAME, organisation[:_MAX_NAME]),
    ]
    if unit:
        parts.append(x509.NameAttribute(NameOID.ORGANIZATIONAL_UNIT_NAME, unit))
    return x509.Name([*parts, x509.NameAttribute(NameOID.COMMON_NAME, common[:_MAX_NAME])])


def _builder(
    subject: x509.Name,
    issuer: x509.Name,
    key: ec.EllipticCurvePublicKey | rsa.RSAPublicKey,
    now: datetime,
    years: int,
) -> x509.CertificateBuilder:
    start = (now - _BACKDATE).replace(microsecond=0)
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(start)
        .not_valid_after(start + _BACKDATE + timedelta(days=round(365.25 * years)))
    )


def _as_authority(
    builder: x509.CertificateBuilder,
    key: ec.EllipticCurvePublicKey,
    issuer: ec.EllipticCurvePublicKey,
    path_length: int,
) -> x509.CertificateBuilder:
    return (
        builder.add_extension(x509.BasicConstraints(ca=True, path_length=path_length), critical=True)
        .add_extension(_usage(signing=False), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)
        .add_extension(_issuer_key(issuer), critical=False)
    )


def _usage(*, signing: bool, binding: bool = True) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=signing,
        content_commitment=signing and binding,
        key_cert_sign=not signing,
        crl_sign=not signing,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )


def _issuer_key(key: ec.EllipticCurvePublicKey) -> x509.AuthorityKeyIdentifier:
    return x509.AuthorityKeyIdentifier.from_issuer_public_key(key)
