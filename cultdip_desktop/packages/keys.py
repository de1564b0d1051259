"""The signing keys of an office: one a person, each under its own PIN, with the certificate once there is one.

A folder holds `<id>.key.json` (sealed), `<id>.csr.pem` (for headquarters) and `<id>.cert.pem` (certificate and
chain). Wrong PINs are counted elsewhere, by a `PinCounter`.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, pkcs12

from cultdip_desktop.core import durable
from cultdip_desktop.core.errors import UserError
from cultdip_desktop.crypto.derive import PRODUCTION, KdfCost
from cultdip_desktop.packages import certificates, key_file, pin_attempts, sealed_key, token_key
from cultdip_desktop.packages.certificates import CertificateFacts
from cultdip_desktop.packages.key_file import KeyFile
from cultdip_desktop.packages.pin_attempts import Attempts, PinCounter
from cultdip_desktop.packages.request import sign_request
from cultdip_desktop.packages.sealed_key import PrivateKey, WrongPinError
from cultdip_desktop.packages.signing import Signer
from cultdip_desktop.packages.token_key import KeyOnToken
from cultdip_desktop.packages.trust import TrustStore

_KEY: Final = ".key.json"
_ID_LENGTH: Final = 16
_IMPORTED: Final = "pkcs12"


@dataclass(frozen=True, slots=True)
class KeyInfo:
    """What can be known of a key without its PIN."""

    id: str
    """First 16 hex digits of `public_sha256`."""

    person: str
    office: str
    office_name: str
    created_at: str
    """ISO 8601 instant, UTC."""

    public_sha256: str
    """Fingerprint of the key, the same in request and certificate."""

    certificate: CertificateFacts | None
    """None until `install_certificate`."""

    attempts: Attempts
    made_here: bool = True
    """The program made the key itself; False for one that came in a PKCS#12 file."""


def create_key(
    folder: Path,
    *,
    person: str,
    office: str,
    office_name: str,
    pin: str,
    now: datetime,
    cost: KdfCost = PRODUCTION,
    least_pin: int = sealed_key.MIN_PIN,
) -> KeyInfo:
    """Make a P-256 key for a person of this office, with its certificate request.

    Raises:
        UserError: `key.pin_too_short`, `key.name_missing`, `file.*`.
    """
    key = ec.generate_private_key(ec.SECP256R1())
    names = {"person": person, "office": office, "office_name": office_name}
    return _keep(folder, key, **names, pin=pin, now=now, cost=cost, least_pin=least_pin)


def import_pkcs12(
    folder: Path,
    data: bytes,
    password: str,
    *,
    person: str,
    office: str,
    office_name: str,
    pin: str,
    now: datetime,
    pins: PinCounter,
    cost: KdfCost = PRODUCTION,
) -> KeyInfo:
    """Take over a key from a PKCS#12 file, wrapped anew at once (the file's own protection is weak).

    The same key once more gets the new PIN, and its count of wrong ones starts anew: the password was right.

    Raises:
        UserError: `key.pkcs12_unreadable` (wrong password or no such file), `key.weak` (RSA below 2048, other
            curves), `key.other_office` (certified for another one), `key.pin_too_short`.
    """
    try:
        key, certificate, others = pkcs12.load_key_and_certificates(data, password.encode("utf-8"))
    except ValueError as error:
        raise UserError("key.pkcs12_unreadable") from error
    if not isinstance(key, (ec.EllipticCurvePrivateKey, rsa.RSAPrivateKey)) or certificate is None:
        raise UserError("key.pkcs12_unreadable")
    if not certificates.is_strong(certificate):
        raise UserError("key.weak")
    leaf, *chain = (one.public_bytes(Encoding.DER) for one in (certificate, *others))
    named = certificates.facts(leaf)
    if named.office not in (None, office):
        raise UserError("key.other_office", office=str(named.office))
    info = _keep(
        folder,
        key,
        person=person or named.person,
        office=office,
        office_name=office_name,
        pin=pin,
        now=now,
        cost=cost,
        origin=_IMPORTED,
    )
    pins.write(info.id, Attempts())
    return install_certificate(folder, leaf, chain, pins)


def list_keys(folder: Path, pins: PinCounter) -> tuple[KeyInfo, ...]:
    """All keys, oldest first; a damaged one is left out."""
    found = []
    for path in sorted(folder.glob(f"*{_KEY}")):
        try:
            found.append(_info(folder, path.name.removesuffix(_KEY), pins))
        except UserError:
            continue
    return tuple(sorted(found, key=lambda info: (info.created_at, info.id)))


def request_of(folder: Path, key_id: str) -> bytes:
    """The certificate request made with the key, DER; needs no PIN.

    Raises:
        UserError: `key.unknown`.
    """
    path = folder / f"{key_id}.csr.pem"
    if not _is_id(key_id) or not path.is_file():
        raise UserError("key.unknown", key=key_id[:40])
    return x509.load_pem_x509_csr(path.read_bytes()).public_bytes(Encoding.DER)


def install_certificate(folder: Path, certificate: bytes, chain: Sequence[bytes], pins: PinCounter) -> KeyInfo:
    """Put a certificate (DER) and the authorities above it (nearest first, no root) beside the key it belongs to.

    Raises:
        UserError: `key.no_match` when no key here is the certificate's.
    """
    loaded = x509.load_der_x509_certificate(certificate)
    public = loaded.public_key()
    if isinstance(public, (ec.EllipticCurvePublicKey, rsa.RSAPublicKey)):
        key_id = sealed_key.public_sha256(public)[:_ID_LENGTH]
        if (folder / f"{key_id}{_KEY}").is_file():
            durable.write_text(folder / f"{key_id}.cert.pem", certificates.to_pem(certificate, *chain))
            return _info(folder, key_id, pins)
    raise UserError("key.no_match", serial=f"{loaded.serial_number:x}")


def load_signer(
    folder: Path, key_id: str, pin: str, now: datetime, pins: PinCounter, trust: TrustStore | None = None
) -> Signer:
    """Open a key for signing. The certificate is looked at first, so that no attempt is lost on a useless key.

    Raises:
        UserError: `key.unknown`, `key.no_certificate`, `key.certificate_expired`, `key.certificate_not_yet`,
            `key.certificate_revoked` (as far as `trust` knows), `key.locked` (`minutes`), `key.wrong_pin`
            (`attempts_left`), `key.damaged`.
    """
    sealed = _sealed(folder, key_id)
    path = folder / f"{key_id}.cert.pem"
    if not path.is_file():
        raise UserError("key.no_certificate", person=sealed.info.get("person", ""))
    certificate, *chain = certificates.read_pem(path.read_bytes())
    require_usable(certificates.facts(certificate), now, trust)
    key = pin_attempts.open_key(sealed, key_id, pin, now, pins)
    return Signer(certificate, tuple(chain), key)


def require_usable(facts: CertificateFacts, now: datetime, trust: TrustStore | None) -> None:
    """Check a certificate before signing with it, as Circular 15/2025 asks.

    Raises:
        UserError: `key.certificate_expired`, `key.certificate_not_yet`, `key.certificate_revoked`; each with `day`.
    """
    if now > facts.not_after:
        raise UserError("key.certificate_expired", day=facts.not_after.date().isoformat())
    if now < facts.not_before:
        raise UserError("key.certificate_not_yet", day=facts.not_before.date().isoformat())
    revoked = trust.revoked_at(facts.der) if trust is not None else None
    if revoked is not None:
        raise UserError("key.certificate_revoked", day=revoked.date().isoformat())


def prove_pin(folder: Path, key_id: str, pin: str, now: datetime, pins: PinCounter) -> None:
    """Try a PIN, counted.

    Raises:
        UserError: `key.unknown`, `key.locked`, `key.wrong_pin`, `key.damaged`.
    """
    pin_attempts.open_key(_sealed(folder, key_id), key_id, pin, now, pins)


def change_pin(
    folder: Path, key_id: str, old: str, new: str, now: datetime, pins: PinCounter, *, cost: KdfCost = PRODUCTION
) -> None:
    """Wrap a key under another PIN; a wrong old one counts like any other.

    Raises:
        UserError: `key.pin_too_short`, `key.unknown`, `key.locked`, `key.wrong_pin`, `key.damaged`.
    """
    sealed_key.require_pin(new)
    sealed = _sealed(folder, key_id)
    path = folder / f"{key_id}{_KEY}"
    if isinstance(sealed, KeyOnToken) and _opens(sealed, new):
        return  # another key on the same token had its PIN changed before
    key = pin_attempts.open_key(sealed, key_id, old, now, pins)
    durable.write_bytes(path, key_file.rewrapped(sealed, key, old, new, cost))


def move_to_token(
    folder: Path, key_id: str, module: Path, label: str, pin: str, now: datetime, pins: PinCounter
) -> None:
    """Put a key on a token, whose own PIN must be the key's; its file then only says where it lies.

    Raises:
        UserError: `key.unknown`, `key.wrong_pin`, `key.locked`, `token.*`, `token.there_already`, `token.kind`.
    """
    sealed = _sealed(folder, key_id)
    if isinstance(sealed, KeyOnToken):
        raise UserError("token.there_already", token=sealed.label)
    key = pin_attempts.open_key(sealed, key_id, pin, now, pins)
    if not isinstance(key, ec.EllipticCurvePrivateKey):
        raise UserError("token.kind")
    durable.write_bytes(folder / f"{key_id}{_KEY}", token_key.move(key, sealed.info, module, label, pin).encode())


def _keep(
    folder: Path,
    key: PrivateKey,
    *,
    person: str,
    office: str,
    office_name: str,
    pin: str,
    now: datetime,
    cost: KdfCost,
    least_pin: int = sealed_key.MIN_PIN,
    origin: str = "",
) -> KeyInfo:
    person, office_name = (unicodedata.normalize("NFC", name).strip() for name in (person, office_name))
    if not person or not office_name:
        raise UserError("key.name_missing")
    public = sealed_key.public_sha256(key)
    key_id = public[:_ID_LENGTH]
    info = {
        "person": person,
        "office": office,
        "office_name": office_name,
        "created_at": now.isoformat(timespec="seconds"),
        "public_sha256": public,
    }
    if origin:
        info["origin"] = origin
    sealed = sealed_key.seal(key, pin, info, cost, least=least_pin).encode()
    request = x509.load_der_x509_csr(sign_request(key, office=office, office_name=office_name, person=person))
    durable.make_folder(folder)
    durable.write_bytes(folder / f"{key_id}.csr.pem", request.public_bytes(Encoding.PEM))
    durable.write_bytes(folder / f"{key_id}{_KEY}", sealed)
    return _info(folder, key_id)  # nobody has tried it yet


def _opens(kept: KeyFile, pin: str) -> bool:
    try:
        kept.open(pin)
    except WrongPinError:
        return False
    return True


def _sealed(folder: Path, key_id: str) -> KeyFile:
    path = folder / f"{key_id}{_KEY}"
    if not _is_id(key_id) or not path.is_file():
        raise UserError("key.unknown", key=key_id[:40])
    return key_file.read(path.read_bytes())


def _info(folder: Path, key_id: str, pins: PinCounter | None = None) -> KeyInfo:
    sealed = _sealed(folder, key_id)
    path = folder / f"{key_id}.cert.pem"
    facts = certificates.facts(certificates.read_pem(path.read_bytes())[0]) if path.is_file() else None
    return KeyInfo(
        id=key_id,
        person=sealed.info.get("person", ""),
        office=sealed.info.get("office", ""),
        office_name=sealed.info.get("office_name", ""),
        created_at=sealed.info.get("created_at", ""),
        public_sha256=sealed.info.get("public_sha256", ""),
        certificate=facts,
        attempts=Attempts() if pins is None else pins.read(key_id),
        made_here=sealed.info.get("origin") != _IMPORTED,
    )


def _is_id(key_id: str) -> bool:
    return len(key_id) == _ID_LENGTH and all(character in "0123456789abcdef" for character in key_id)
