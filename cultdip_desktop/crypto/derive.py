"""From one secret to the keys of many purposes: HKDF for keys, Argon2id for what people remember."""

from __future__ import annotations

import hmac
from collections.abc import Callable
from typing import Final, Protocol, TypeAlias, runtime_checkable

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.core.records import dataclass

KEY_BYTES: Final = 32
_PREFIX: Final = b"cultdip/1/"


@dataclass(frozen=True, slots=True)
class KdfCost:
    """What one guess at a passphrase costs (Argon2id, RFC 9106)."""

    memory_kib: int
    passes: int
    lanes: int

    def require_sane(self) -> None:
        """Refuse a cost that no writer of ours would choose: a tampered file must not fill the memory.

        Raises:
            UserError: `office.key_file_damaged`.
        """
        lowest, highest = _LOWEST, _HIGHEST
        fits = (
            lowest.memory_kib <= self.memory_kib <= highest.memory_kib
            and lowest.passes <= self.passes <= highest.passes
            and lowest.lanes <= self.lanes <= highest.lanes
        )
        if not fits:
            raise UserError("office.key_file_damaged")


Kdf: TypeAlias = "Callable[[bytes, bytes, KdfCost], bytes]"
"""Something that answers as `from_passphrase` does."""


@runtime_checkable
class Unsealing(Protocol):
    """A `Kdf` that has opened a slot with its key beforehand."""

    def unsealed(self, key: bytes, nonce: bytes, wrapped: bytes, bound: bytes) -> bytes | None:
        """What `wrapped` holds; None where it was not opened, or asked of another one: then it is opened here."""


PRODUCTION: Final = KdfCost(memory_kib=64 * 1024, passes=3, lanes=4)
"""RFC 9106 section 4, second recommended option: 64 MiB, three passes, four lanes; about 0.2 s on a desk computer."""

QUICK: Final = KdfCost(memory_kib=1024, passes=1, lanes=1)
"""For tests only: never passed by the product."""

_LOWEST: Final = QUICK
_HIGHEST: Final = KdfCost(memory_kib=1024 * 1024, passes=16, lanes=16)


def from_passphrase(passphrase: bytes, salt: bytes, cost: KdfCost) -> bytes:
    """32 bytes from what a person remembers; takes `cost.memory_kib` of memory and lets other threads run.

    Raises:
        UserError: `office.key_file_damaged` for a cost out of bounds.
    """
    from argon2.low_level import Type, hash_secret_raw

    cost.require_sane()
    return hash_secret_raw(
        passphrase,
        salt,
        time_cost=cost.passes,
        memory_cost=cost.memory_kib,
        parallelism=cost.lanes,
        hash_len=KEY_BYTES,
        type=Type.ID,
    )


def from_secret(secret: bytes, label: str, salt: bytes | None = None) -> bytes:
    """32 bytes for the purpose `label` from a secret of full entropy (HKDF-SHA256, RFC 5869).

    One block of it, in the standard library's words: the library that has more of it is loaded by what needs more.
    """
    extracted = hmac.digest(salt or bytes(KEY_BYTES), secret, "sha256")
    return hmac.digest(extracted, _PREFIX + label.encode("ascii") + b"\x01", "sha256")
