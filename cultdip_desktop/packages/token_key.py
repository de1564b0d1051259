"""A private key that lies on a token and not in its file: the file only says where.

It looks like any other key to those who certify and sign with it; each signature opens the token for its own time. The
token counts wrong PINs itself and locks itself, beside the count that the store keeps.
"""

from __future__ import annotations

import base64
import contextlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, NoReturn

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, utils
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat

from cultdip_desktop.core import canonical
from cultdip_desktop.core.errors import UserError
from cultdip_desktop.packages.sealed_key import WrongPinError
from cultdip_desktop.packages.token_library import library, not_a_token, said, text

FORMAT: Final = "cultdip-token-key"
_FIELDS: Final = frozenset({"format", "version", "info", "module", "token", "label", "key_id", "public"})


@dataclass(frozen=True, slots=True)
class KeyOnToken:
    """Where a key lies. Stands in the place of a `SealedKey`."""

    info: dict[str, str]
    """Open text beside the key, as of a sealed one."""

    module: str
    """Path of the PKCS#11 library."""

    token: str
    """Serial number of the token."""

    label: str
    key_id: str
    """CKA_ID, hex."""

    public: bytes = field(repr=False)
    """SubjectPublicKeyInfo: what the token's key must fit."""

    def encode(self) -> bytes:
        """The file's bytes."""
        plain = {name: getattr(self, name) for name in ("module", "token", "label", "key_id")}
        public = base64.b64encode(self.public).decode("ascii")
        return canonical.encode({"format": FORMAT, "version": 1, "info": dict(self.info), **plain, "public": public})

    @classmethod
    def decode(cls, plain: Any) -> KeyOnToken:
        """Take apart what `encode` wrote and `canonical.decode` read.

        Raises:
            UserError: `key.damaged`.
        """
        try:
            if plain.keys() != _FIELDS or plain["version"] != 1:
                raise UserError("key.damaged")
            public = base64.b64decode(plain["public"], validate=True)
            if not isinstance(serialization.load_der_public_key(public), ec.EllipticCurvePublicKey):
                raise UserError("key.damaged")
            where = {name: str(plain[name]) for name in ("module", "token", "label", "key_id")}
            bytes.fromhex(where["key_id"])
            return cls({name: str(value) for name, value in plain["info"].items()}, **where, public=public)
        except (ValueError, TypeError, AttributeError) as error:
            raise UserError("key.damaged") from error

    def open(self, pin: str) -> TokenPrivateKey:
        """The key, after the token has taken the PIN once.

        Raises:
            WrongPinError: as named; never tried when one more wrong PIN would lock the token.
            UserError: `token.gone`, `token.locked`, `token.last_try`, `token.key_gone`, `token.failed`, `token.module_*`.
        """
        try:
            with self.session(pin) as session:
                _private(session, self)
        except UserError as error:
            if error.code == "token.wrong_pin":
                raise WrongPinError from error
            raise
        return TokenPrivateKey(self, pin)

    def change_pin(self, old: str, new: str) -> None:
        """Give the token itself another PIN.

        Raises:
            UserError: `token.wrong_pin` and as `open`.
        """
        with self.session(old, writing=True) as session:
            session.set_pin(old, new)

    @contextlib.contextmanager
    def session(self, pin: str, *, writing: bool = False) -> Iterator[Any]:
        """The token, opened with its PIN for the time of the block.

        Raises:
            UserError: as `open`, with `token.wrong_pin` instead of `WrongPinError`.
        """
        from pkcs11.constants import TokenFlag

        with said():
            token = _find(Path(self.module), self.token, self.label)
            if token.flags & TokenFlag.USER_PIN_LOCKED:
                raise UserError("token.locked", token=self.label)
            if token.flags & TokenFlag.USER_PIN_FINAL_TRY:
                raise UserError("token.last_try", token=self.label)
            with token.open(rw=writing, user_pin=pin) as session:
                yield session


class TokenPrivateKey(ec.EllipticCurvePrivateKey):
    """An elliptic key whose secret half is never seen here."""

    def __init__(self, where: KeyOnToken, pin: str) -> None:
        self._where, self._pin = where, pin
        public = serialization.load_der_public_key(where.public)
        if not isinstance(public, ec.EllipticCurvePublicKey):
            raise UserError("key.damaged")
        self._public = public

    @property
    def curve(self) -> ec.EllipticCurve:
        """Of the public half."""
        return self._public.curve

    @property
    def key_size(self) -> int:
        """Bits."""
        return self._public.key_size

    def public_key(self) -> ec.EllipticCurvePublicKey:
        """The other half."""
        return self._public

    def sign(self, data: Any, signature_algorithm: ec.EllipticCurveSignatureAlgorithm) -> bytes:
        """Sign on the token; the digest is made here, for not every token can hash.

        Raises:
            UserError: `token.gone`, `token.wrong_pin`, `token.key_gone`, `token.failed`.
        """
        from pkcs11 import Mechanism
        from pkcs11.util.ec import encode_ecdsa_signature

        algorithm = signature_algorithm.algorithm
        if isinstance(algorithm, utils.Prehashed):
            digest = bytes(data)
        else:
            hasher = hashes.Hash(algorithm)
            hasher.update(data)
            digest = hasher.finalize()
        with self._where.session(self._pin) as session:
            raw = _private(session, self._where).sign(digest, mechanism=Mechanism.ECDSA)
        made: bytes = encode_ecdsa_signature(raw)
        self._public.verify(made, digest, ec.ECDSA(utils.Prehashed(_digest_of(len(digest)))))
        return made

    def exchange(self, algorithm: ec.ECDH, peer_public_key: ec.EllipticCurvePublicKey) -> bytes:
        """Signing keys only sign."""
        del algorithm, peer_public_key
        _refuse()

    def private_numbers(self) -> ec.EllipticCurvePrivateNumbers:
        """They never leave the token."""
        _refuse()

    def private_bytes(
        self,
        encoding: Encoding,
        format: PrivateFormat,
        encryption_algorithm: serialization.KeySerializationEncryption,
    ) -> bytes:
        """They never leave the token."""
        del encoding, format, encryption_algorithm
        _refuse()

    def __copy__(self) -> TokenPrivateKey:
        return self

    def __deepcopy__(self, memo: dict[int, Any]) -> TokenPrivateKey:
        return self


def move(key: ec.EllipticCurvePrivateKey, info: dict[str, str], module: Path, label: str, pin: str) -> KeyOnToken:
    """Put a key on the token called `label`, unreadable from then on, and sign with it there once to see that it works.

    `pin` is the token's own PIN. The caller removes the key's file afterwards.

    Raises:
        UserError: `token.unknown`, `token.wrong_pin`, `token.failed`, `token.module_*`.
    """
    from pkcs11 import Attribute
    from pkcs11.util.ec import decode_ec_private_key

    public = key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    key_id = hashes.Hash(hashes.SHA256())
    key_id.update(public)
    found = _by_label(module, label)
    where = KeyOnToken(info, str(module), text(found.serial), label, key_id.finalize()[:16].hex(), public)
    plain = key.private_bytes(Encoding.DER, PrivateFormat.TraditionalOpenSSL, NoEncryption())
    secret = {
        **decode_ec_private_key(plain),
        Attribute.TOKEN: True,
        Attribute.PRIVATE: True,
        Attribute.SENSITIVE: True,
        Attribute.EXTRACTABLE: False,
        Attribute.SIGN: True,
        Attribute.ID: bytes.fromhex(where.key_id),
        Attribute.LABEL: info.get("role") or info.get("person") or "CultDip",
    }
    with where.session(pin, writing=True) as session:
        session.create_object(secret)
    TokenPrivateKey(where, pin).sign(b"CultDip", ec.ECDSA(hashes.SHA256()))
    return where


def _private(session: Any, where: KeyOnToken) -> Any:
    from pkcs11 import Attribute, ObjectClass

    wanted = {Attribute.CLASS: ObjectClass.PRIVATE_KEY, Attribute.ID: bytes.fromhex(where.key_id)}
    found = list(session.get_objects(wanted))
    if len(found) != 1:
        raise UserError("token.key_gone", token=where.label)
    return found[0]


def _find(module: Path, serial: str, label: str) -> Any:
    for slot in library(module).get_slots(token_present=True):
        with contextlib.suppress(*not_a_token()):
            token = slot.get_token()
            if text(token.serial) == serial and text(token.label) == label:
                return token
    raise UserError("token.gone", token=label)


def _by_label(module: Path, label: str) -> Any:
    with said():
        found = []
        for slot in library(module).get_slots(token_present=True):
            with contextlib.suppress(*not_a_token()):
                found.append(slot.get_token())
    mine = [token for token in found if text(token.label) == label]
    if len(mine) != 1:
        raise UserError("token.unknown", key=label[:40])
    return mine[0]


def _digest_of(size: int) -> hashes.HashAlgorithm:
    return {32: hashes.SHA256(), 48: hashes.SHA384()}[size]


def _refuse() -> NoReturn:
    raise UserError("token.key_stays")
