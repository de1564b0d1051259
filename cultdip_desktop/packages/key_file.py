"""The file of a private key, whichever kind it is: sealed in the file, or on a token that the file names."""

from __future__ import annotations

from typing import Any

from cultdip_desktop.core import canonical
from cultdip_desktop.core.errors import UserError
from cultdip_desktop.crypto.derive import KdfCost
from cultdip_desktop.packages import sealed_key
from cultdip_desktop.packages.sealed_key import PrivateKey, SealedKey
from cultdip_desktop.packages.token_key import FORMAT, KeyOnToken

KeyFile = SealedKey | KeyOnToken


def read(data: bytes) -> KeyFile:
    """Take a file apart.

    Raises:
        UserError: `key.damaged`.
    """
    try:
        plain: Any = canonical.decode(data)
    except canonical.NotCanonicalError as error:
        raise UserError("key.damaged") from error
    if isinstance(plain, dict) and plain.get("format") == FORMAT:
        return KeyOnToken.decode(plain)
    return SealedKey.decode(data)


def rewrapped(kept: KeyFile, key: PrivateKey, old: str, new: str, cost: KdfCost) -> bytes:
    """The file's bytes after its PIN was changed from `old` to `new`; a token's own PIN is changed on the token.

    Raises:
        UserError: `key.pin_too_short`, `token.*`.
    """
    if isinstance(kept, KeyOnToken):
        kept.change_pin(old, new)
        return kept.encode()
    return sealed_key.seal(key, new, kept.info, cost).encode()
