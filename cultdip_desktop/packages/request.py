"""Enrolment by file: a request goes out, an answer with the certificate comes back.

The request is a small text file around a PKCS#10 request, which proves that the sender holds the key. The
answer is a signed package of kind `trust`. The words of the key's fingerprint are compared by telephone.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID

from cultdip_desktop.core import canonical
from cultdip_desktop.core.errors import UserError
from cultdip_desktop.packages.certificates import OFFICE_URN, is_strong_key
from cultdip_desktop.packages.sealed_key import PrivateKey, public_sha256

_FORMAT: Final = "cultdip-enrolment-request"
_MAX_FILE: Final = 64 * 1024
_MAX_NAME: Final = 64


@dataclass(frozen=True, slots=True)
class EnrolmentRequest:
    """A request whose signature was checked: who sent it must still be asked by telephone."""

    office: str
    office_name: str
    person: str
    public_key: ec.EllipticCurvePublicKey | rsa.RSAPublicKey
    public_sha256: str
    """Fingerprint of the key; `fingerprint.words` makes the words to compare."""


def sign_request(key: PrivateKey, *, office: str, office_name: str, person: str) -> bytes:
    """The PKCS#10 request for a key, DER."""
    subject = x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "VN"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, office_name[:_MAX_NAME]),
            x509.NameAttribute(NameOID.COMMON_NAME, person[:_MAX_NAME]),
        ]
    )
    names = x509.SubjectAlternativeName([x509.UniformResourceIdentifier(OFFICE_URN + office)])
    builder = x509.CertificateSigningRequestBuilder().subject_name(subject).add_extension(names, critical=False)
    return builder.sign(key, SHA256()).public_bytes(Encoding.DER)


def write(request: bytes) -> bytes:
    """The bytes of a request file around a PKCS#10 request (DER)."""
    loaded = x509.load_der_x509_csr(request)
    found = _read(loaded)
    return canonical.encode(
        {
            "format": _FORMAT,
            "version": 1,
            "office": found.office,
            "office_name": found.office_name,
            "person": found.person,
            "public_sha256": found.public_sha256,
            "csr": loaded.public_bytes(Encoding.PEM).decode("ascii"),
        }
    )


def read(data: bytes) -> EnrolmentRequest:
    """Read a request file.

    Raises:
        UserError: `enrol.not_a_request`, `enrol.damaged` (signature or fields disagree), `enrol.key_kind` (too weak).
    """
    if len(data) > _MAX_FILE:
        raise UserError("enrol.not_a_request")
    try:
        plain: Any = canonical.decode_strict(data)
    except canonical.NotCanonicalError as error:
        raise UserError("enrol.not_a_request") from error
    if not isinstance(plain, dict) or (plain.get("format"), plain.get("version")) != (_FORMAT, 1):
        raise UserError("enrol.not_a_request")
    csr = plain.get("csr")
    try:
        found = _read(x509.load_pem_x509_csr(str(csr).encode("ascii")))
    except (ValueError, UnsupportedAlgorithm, InvalidSignature) as error:
        raise UserError("enrol.damaged") from error
    said = tuple(plain.get(name) for name in ("office", "office_name", "person", "public_sha256"))
    if said != (found.office, found.office_name, found.person, found.public_sha256):
        raise UserError("enrol.damaged")
    return found


def _read(request: x509.CertificateSigningRequest) -> EnrolmentRequest:
    key = request.public_key()
    if not isinstance(key, (ec.EllipticCurvePublicKey, rsa.RSAPublicKey)) or not is_strong_key(key):
        raise UserError("enrol.key_kind")
    if not request.is_signature_valid:
        raise ValueError("signature")
    try:
        names = request.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    except x509.ExtensionNotFound as error:
        raise ValueError("office") from error
    uris = names.get_values_for_type(x509.UniformResourceIdentifier)
    offices = [uri.removeprefix(OFFICE_URN) for uri in uris if uri.startswith(OFFICE_URN)]
    if len(offices) != 1 or len(uris) != 1:
        raise ValueError("office")
    return EnrolmentRequest(
        office=offices[0],
        office_name=_part(request.subject, NameOID.ORGANIZATION_NAME),
        person=_part(request.subject, NameOID.COMMON_NAME),
        public_key=key,
        public_sha256=public_sha256(key),
    )


def _part(name: x509.Name, oid: x509.ObjectIdentifier) -> str:
    found = name.get_attributes_for_oid(oid)
    if len(found) != 1:
        raise ValueError("subject")
    return str(found[0].value)
