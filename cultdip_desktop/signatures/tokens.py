"""Keys that never leave their token (PKCS#11): what is plugged in, how many tries are left, and signing with it.

A token locks itself after a few wrong PINs, mostly three. So a PIN is tried exactly once for each time that a person
has typed it, and what the token says of the tries left is told before.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, Final

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.packages import certificates
from cultdip_desktop.packages.certificates import CertificateFacts
from cultdip_desktop.packages.token_library import library, not_a_token, said, text
from cultdip_desktop.signatures.keys import OpenKey, registry_of

_MAX_OBJECTS: Final = 200
_MAX_CERTIFICATE: Final = 64 * 1024


class TriesLeft(StrEnum):
    """What a token tells of the PIN tries that are left; it never tells a number."""

    ALL = "all"
    """No wrong PIN since the last right one."""

    FEWER = "fewer"
    """At least one wrong PIN."""

    LAST = "last"
    """One more wrong PIN locks it."""

    LOCKED = "locked"


@dataclass(frozen=True, slots=True)
class TokenKey:
    """A certificate on a token, whose private key lies beside it."""

    module: str
    """Path of the PKCS#11 library."""

    token: str
    """Serial number of the token, as it says it."""

    token_label: str
    id: str
    """CKA_ID, hex; binds certificate and private key."""

    label: str
    certificate: CertificateFacts
    chain: tuple[bytes, ...] = ()
    """DER of the authorities that lie on the token, too."""


@dataclass(frozen=True, slots=True)
class Token:
    """One token that is plugged in."""

    module: str
    label: str
    serial: str
    model: str
    maker: str
    tries: TriesLeft
    own_keypad: bool
    """The PIN is typed on the reader itself."""

    keys: tuple[TokenKey, ...]


def tokens(module: Path) -> tuple[Token, ...]:
    """All tokens that a library sees, with the certificates that can be read without a PIN.

    Raises:
        UserError: `token.module_missing`, `token.module_refused`, `token.failed`.
    """
    found = []
    with said():
        for slot in library(module).get_slots(token_present=True):
            with contextlib.suppress(*not_a_token()):
                found.append(_token(module, slot.get_token()))
    return tuple(found)


@contextlib.contextmanager
def opened(key: TokenKey, pin: str, *, last_try: bool = False) -> Iterator[OpenKey]:
    """A token's key for the time of the block; `pin` is tried once, and only if the token has tries left.

    `last_try`: the person knows that a wrong PIN locks the token now.

    Raises:
        UserError: `token.gone`, `token.locked`, `token.last_try`, `token.wrong_pin`, `token.key_gone`, `token.failed`.
    """
    import pkcs11
    from pkcs11.constants import TokenFlag

    with said():
        token = _find(key)
        tries = _tries(token.flags)
        if tries is TriesLeft.LOCKED:
            raise UserError("token.locked", token=key.token_label)
        if tries is TriesLeft.LAST and not last_try:
            raise UserError("token.last_try", token=key.token_label)
        keypad = bool(token.flags & TokenFlag.PROTECTED_AUTHENTICATION_PATH)
        session = token.open(user_pin=pkcs11.PROTECTED_AUTH if keypad else pin)
        try:
            yield _open_key(session, token, key)
        finally:
            with contextlib.suppress(pkcs11.PKCS11Error):
                session.close()


def tries_left(key: TokenKey) -> TriesLeft:
    """Asked anew, for instance after a wrong PIN.

    Raises:
        UserError: `token.gone`, `token.failed`.
    """
    with said():
        return _tries(_find(key).flags)


def _open_key(session: Any, token: Any, key: TokenKey) -> OpenKey:
    from asn1crypto import x509
    from pkcs11 import Attribute, Mechanism, ObjectClass
    from pyhanko.sign.pkcs11 import PKCS11Signer

    wanted = {Attribute.CLASS: ObjectClass.PRIVATE_KEY, Attribute.ID: bytes.fromhex(key.id)}
    if len(list(session.get_objects(wanted))) != 1:
        raise UserError("token.key_gone", token=key.token_label)
    leaf = x509.Certificate.load(key.certificate.der)
    known = set(token.slot.get_mechanisms())
    # Tokens that cannot hash by themselves (SoftHSM with ECDSA) are given the digest.
    hashing = Mechanism.ECDSA_SHA256 if leaf.public_key.algorithm == "ec" else Mechanism.SHA256_RSA_PKCS
    engine = PKCS11Signer(
        session,
        signing_cert=leaf,
        ca_chain=list(registry_of(key.chain)),
        key_id=bytes.fromhex(key.id),
        embed_roots=False,
        use_raw_mechanism=hashing not in known,
    )
    return OpenKey(key.certificate.der, key.chain, engine)


def _token(module: Path, token: Any) -> Token:
    from pkcs11.constants import TokenFlag

    serial = text(token.serial)
    return Token(
        module=str(module),
        label=text(token.label),
        serial=serial,
        model=text(token.model),
        maker=text(token.manufacturer_id),
        tries=_tries(token.flags),
        own_keypad=bool(token.flags & TokenFlag.PROTECTED_AUTHENTICATION_PATH),
        keys=_keys(module, token, serial),
    )


def _keys(module: Path, token: Any, serial: str) -> tuple[TokenKey, ...]:
    """Certificates that are no authority's; those that are go along as the chain."""
    from pkcs11 import Attribute, ObjectClass, PKCS11Error

    leaves: list[tuple[str, str, bytes]] = []
    authorities: list[bytes] = []
    with token.open() as session:
        for count, found in enumerate(session.get_objects({Attribute.CLASS: ObjectClass.CERTIFICATE})):
            if count >= _MAX_OBJECTS:
                continue  # the search must run to its end
            with contextlib.suppress(PKCS11Error, ValueError, KeyError):
                der, id_, label = bytes(found[Attribute.VALUE]), found[Attribute.ID], found[Attribute.LABEL]
                if len(der) > _MAX_CERTIFICATE:
                    continue
                if certificates.is_authority(der):
                    authorities.append(der)
                elif id_:
                    leaves.append((bytes(id_).hex(), text(label), der))
    label = text(token.label)
    return tuple(
        TokenKey(str(module), serial, label, id_, name, certificates.facts(der), tuple(authorities))
        for id_, name, der in leaves
    )


def _find(key: TokenKey) -> Any:
    for slot in library(Path(key.module)).get_slots(token_present=True):
        with contextlib.suppress(*not_a_token()):
            token = slot.get_token()
            if text(token.serial) == key.token and text(token.label) == key.token_label:
                return token
    raise UserError("token.gone", token=key.token_label)


def _tries(flags: Any) -> TriesLeft:
    from pkcs11.constants import TokenFlag

    if flags & TokenFlag.USER_PIN_LOCKED:
        return TriesLeft.LOCKED
    if flags & TokenFlag.USER_PIN_FINAL_TRY:
        return TriesLeft.LAST
    return TriesLeft.FEWER if flags & TokenFlag.USER_PIN_COUNT_LOW else TriesLeft.ALL
