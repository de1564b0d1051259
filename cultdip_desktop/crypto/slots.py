"""Slots: the office's data key, wrapped for the passphrase, for the recovery code, and for machines that remember.

A slot is a JSON object. Kinds that this version does not know (headquarters' recovery slot of a later
one) are kept word for word when the file is rewritten.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from typing import Final

from cultdip_desktop.core.canonical import Json, encode
from cultdip_desktop.core.errors import UserError
from cultdip_desktop.crypto import derive
from cultdip_desktop.crypto.derive import Kdf, KdfCost, Unsealing

PASSPHRASE: Final = "passphrase"  # noqa: S105 - the name of a slot
RECOVERY: Final = "recovery"
MACHINE: Final = "machine"
"""A machine whose system keyring holds the secret; there can be several of them."""

Slot = dict[str, Json]

_NONCE_BYTES: Final = 12
_SALT_BYTES: Final = 16
_TAG_BYTES: Final = 16


def for_passphrase(data_key: bytes, office_id: str, passphrase: bytes, cost: KdfCost) -> Slot:
    """Wrap the data key under a passphrase (normalised bytes)."""
    salt = secrets.token_bytes(_SALT_BYTES)
    head: Slot = {
        "kind": PASSPHRASE,
        "kdf": {"name": "argon2id", "memory_kib": cost.memory_kib, "passes": cost.passes, "lanes": cost.lanes},
        "salt": salt.hex(),
    }
    return _wrap(head, derive.from_passphrase(passphrase, salt, cost), data_key, office_id)


def for_recovery(data_key: bytes, office_id: str, secret: bytes) -> Slot:
    """Wrap the data key under a recovery code's secret."""
    salt = secrets.token_bytes(_SALT_BYTES)
    head: Slot = {"kind": RECOVERY, "kdf": {"name": "hkdf-sha256"}, "salt": salt.hex()}
    return _wrap(head, derive.from_secret(secret, "slot/recovery", salt), data_key, office_id)


def for_machine(data_key: bytes, office_id: str, machine: str, secret: bytes) -> Slot:
    """Wrap the data key under a random secret that a machine's system keyring keeps; `machine` names the slot."""
    salt = secrets.token_bytes(_SALT_BYTES)
    head: Slot = {"kind": MACHINE, "machine": machine, "kdf": {"name": "hkdf-sha256"}, "salt": salt.hex()}
    return _wrap(head, derive.from_secret(secret, "slot/machine", salt), data_key, office_id)


def open_machine(slot: Slot, office_id: str, secret: bytes) -> bytes | None:
    """The data key, or None when the secret is not the one.

    Raises:
        UserError: `office.key_file_damaged`.
    """

    def key(salt: bytes) -> bytes:
        return derive.from_secret(secret, "slot/machine", salt)

    return _unwrap(slot, office_id, key)


def open_passphrase(slot: Slot, office_id: str, passphrase: bytes, kdf: Kdf = derive.from_passphrase) -> bytes | None:
    """The data key, or None when the passphrase is not the one.

    Raises:
        UserError: `office.key_file_damaged`.
    """
    salt, sealed = salt_of(slot), sealed_part(slot, office_id)
    key = kdf(passphrase, salt, cost_of(slot))
    found = kdf.unsealed(key, *sealed) if isinstance(kdf, Unsealing) else None
    return _unseal(key, *sealed) if found is None else found


def open_recovery(slot: Slot, office_id: str, secret: bytes) -> bytes | None:
    """The data key, or None when the code is not the one.

    Raises:
        UserError: `office.key_file_damaged`.
    """

    def key(salt: bytes) -> bytes:
        return derive.from_secret(secret, "slot/recovery", salt)

    return _unwrap(slot, office_id, key)


def sealed_part(slot: Slot, office_id: str) -> tuple[bytes, bytes, bytes]:
    """Nonce, wrapped data key and what both are bound to: what is opened with the slot's key (AES-256-GCM).

    Raises:
        UserError: `office.key_file_damaged`.
    """
    nonce = unhex(slot.get("nonce"), _NONCE_BYTES)
    wrapped = unhex(slot.get("wrapped"), derive.KEY_BYTES + _TAG_BYTES)
    head = {name: value for name, value in slot.items() if name not in ("nonce", "wrapped")}
    return nonce, wrapped, _bound_to(head, office_id)


def salt_of(slot: Slot) -> bytes:
    """The salt of a slot.

    Raises:
        UserError: `office.key_file_damaged`.
    """
    return unhex(slot.get("salt"), _SALT_BYTES)


def cost_of(slot: Slot) -> KdfCost:
    """The Argon2id cost that a passphrase slot names, within bounds.

    Raises:
        UserError: `office.key_file_damaged`.
    """
    kdf = slot.get("kdf")
    if not isinstance(kdf, dict) or kdf.get("name") != "argon2id":
        raise UserError("office.key_file_damaged")
    numbers = [kdf.get(name) for name in ("memory_kib", "passes", "lanes")]
    if not all(type(number) is int for number in numbers):
        raise UserError("office.key_file_damaged")
    memory, passes, lanes = (number for number in numbers if isinstance(number, int))
    cost = KdfCost(memory, passes, lanes)
    cost.require_sane()
    return cost


def unhex(value: Json, length: int) -> bytes:
    """Bytes from lower-case hex of an exact length.

    Raises:
        UserError: `office.key_file_damaged`.
    """
    if not isinstance(value, str) or len(value) != 2 * length or value.strip("0123456789abcdef"):
        raise UserError("office.key_file_damaged")
    return bytes.fromhex(value)


def _wrap(head: Slot, key: bytes, data_key: bytes, office_id: str) -> Slot:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    nonce = secrets.token_bytes(_NONCE_BYTES)
    wrapped = AESGCM(key).encrypt(nonce, data_key, _bound_to(head, office_id))
    return {**head, "nonce": nonce.hex(), "wrapped": wrapped.hex()}


def _unwrap(slot: Slot, office_id: str, key: Callable[[bytes], bytes]) -> bytes | None:
    salt, sealed = salt_of(slot), sealed_part(slot, office_id)
    return _unseal(key(salt), *sealed)


def _unseal(key: bytes, nonce: bytes, wrapped: bytes, bound: bytes) -> bytes | None:
    from cryptography.exceptions import InvalidTag  # 7 MiB that a start does without: `crypto.apart` unseals elsewhere
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    try:
        return AESGCM(key).decrypt(nonce, wrapped, bound)
    except InvalidTag:
        return None


def _bound_to(head: Slot, office_id: str) -> bytes:
    """Associated data: a slot moved to another office, or relabelled, does not open."""
    return encode({"office_id": office_id, "slot": head})
