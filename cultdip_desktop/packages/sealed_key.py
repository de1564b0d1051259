"""A private key at rest: PKCS#8 under Argon2id and AES-256-GCM in a JSON envelope, opened by its own PIN."""

from __future__ import annotations

import base64
import binascii
import secrets
import unicodedata
from dataclasses import dataclass, field
from typing import Any, Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_der_private_key,
)

from cultdip_desktop.core import canonical
from cultdip_desktop.core.errors import UserError
from cultdip_desktop.crypto.derive import KdfCost, from_passphrase
from cultdip_desktop.packages.fingerprint import fingerprint

PrivateKey = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey

MIN_PIN: Final = 6
"""Characters; the slow derivation and the lock after three wrong ones do the rest."""

MAX_PIN: Final = 1024

_FORMAT: Final = "cultdip-signing-key"
_MAX_FILE: Final = 64 * 1024
_FIELDS: Final = frozenset({"format", "version", "info", "kdf", "salt", "nonce", "box"})


class WrongPinError(Exception):
    """The PIN does not open the key; nothing else is known."""


@dataclass(frozen=True, slots=True)
class SealedKey:
    """An envelope, closed."""

    info: dict[str, str]
    """Open text beside the key (who, where, when), protected against change."""

    cost: KdfCost
    salt: bytes
    nonce: bytes
    box: bytes = field(repr=False)

    def encode(self) -> bytes:
        """The file's bytes."""
        return canonical.encode({**self.header(), "box": _text(self.box)})

    @classmethod
    def decode(cls, data: bytes) -> SealedKey:
        """Read a file.

        Raises:
            UserError: `key.damaged`.
        """
        try:
            return cls._decode(data)
        except (canonical.NotCanonicalError, binascii.Error, AttributeError, KeyError, TypeError, ValueError) as error:
            raise UserError("key.damaged") from error
        except UserError as error:  # a cost out of bounds would fill the memory
            raise UserError("key.damaged") from error

    def open(self, pin: str) -> PrivateKey:
        """The key; takes about 0.2 s and 64 MiB.

        Raises:
            WrongPinError: as named.
            UserError: `key.damaged` when the PIN is right and the key is none.
        """
        secret = from_passphrase(_pin_bytes(pin), self.salt, self.cost)
        try:
            plain = AESGCM(secret).decrypt(self.nonce, self.box, canonical.encode(self.header()))
        except InvalidTag as error:
            raise WrongPinError from error
        key = load_der_private_key(plain, None)
        if not isinstance(key, (ec.EllipticCurvePrivateKey, rsa.RSAPrivateKey)):
            raise UserError("key.damaged")
        return key

    def header(self) -> dict[str, Any]:
        """Everything but the box: open, and bound to the box as associated data."""
        return {
            "format": _FORMAT,
            "version": 1,
            "info": dict(self.info),
            "kdf": {
                "name": "argon2id",
                "memory_kib": self.cost.memory_kib,
                "passes": self.cost.passes,
                "lanes": self.cost.lanes,
            },
            "salt": _text(self.salt),
            "nonce": _text(self.nonce),
        }

    @classmethod
    def _decode(cls, data: bytes) -> SealedKey:
        if len(data) > _MAX_FILE:
            raise ValueError("too large")
        plain: Any = canonical.decode(data)
        if plain.keys() != _FIELDS or (plain["format"], plain["version"]) != (_FORMAT, 1):
            raise ValueError("fields")
        kdf, info = plain["kdf"], plain["info"]
        if kdf["name"] != "argon2id" or not all(isinstance(value, str) for value in info.values()):
            raise ValueError("kdf")
        cost = KdfCost(int(kdf["memory_kib"]), int(kdf["passes"]), int(kdf["lanes"]))
        cost.require_sane()
        salt, nonce, box = (base64.b64decode(plain[name], validate=True) for name in ("salt", "nonce", "box"))
        if len(salt) < 16 or len(nonce) != 12 or len(box) < 16:
            raise ValueError("lengths")
        return cls(info, cost, salt, nonce, box)


def seal(key: PrivateKey, pin: str, info: dict[str, str], cost: KdfCost, *, least: int = MIN_PIN) -> SealedKey:
    """Close `key` under `pin` of `least` characters.

    Raises:
        UserError: `key.pin_too_short`.
    """
    require_pin(pin, least)
    salt, nonce = secrets.token_bytes(16), secrets.token_bytes(12)
    open_form = SealedKey(info, cost, salt, nonce, b"")
    plain = key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    secret = from_passphrase(_pin_bytes(pin), salt, cost)
    box = AESGCM(secret).encrypt(nonce, plain, canonical.encode(open_form.header()))
    return SealedKey(info, cost, salt, nonce, box)


def require_pin(pin: str, least: int = MIN_PIN) -> None:
    """Refuse a PIN that guessing would find at once; a `least` below `MIN_PIN` is for offices of sample data.

    Raises:
        UserError: `key.pin_too_short`, with `least`.
    """
    too_plain = least >= MIN_PIN and len(set(pin)) < 3
    if not max(least, 1) <= len(pin) <= MAX_PIN or too_plain:
        raise UserError("key.pin_too_short", least=least)


def public_sha256(key: PrivateKey | ec.EllipticCurvePublicKey | rsa.RSAPublicKey) -> str:
    """Fingerprint of a key itself: SHA-256 of its SubjectPublicKeyInfo, the same before and after certification."""
    public = key.public_key() if isinstance(key, (ec.EllipticCurvePrivateKey, rsa.RSAPrivateKey)) else key
    return fingerprint(public.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo))


def _pin_bytes(pin: str) -> bytes:
    return unicodedata.normalize("NFC", pin).encode("utf-8", "surrogatepass")


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")
