"""Tells a wrong key from a damaged first page, by the seals that SQLCipher 4 puts on every page.

A page of 4,096 bytes ends with 16 bytes of initialisation vector and 64 of HMAC-SHA512 over what stands before
and the page's number (little endian, four bytes). SQLite itself only says "not a data base" to both.
"""

from __future__ import annotations

import hashlib
import hmac
from pathlib import Path
from typing import Final

from cultdip_desktop.store.engine import Secret

PAGE: Final = 4096
_SEAL: Final = 64
_MASK: Final = 0x3A
_ROUNDS: Final = 2
_LOOKED_AT: Final = 64


def key_fits(path: Path, secret: Secret) -> bool:
    """Whether any of the first pages after page 1 was sealed with this key."""
    salt = bytes(byte ^ _MASK for byte in secret.salt)
    seal_key = hashlib.pbkdf2_hmac("sha512", secret.key, salt, _ROUNDS, 32)
    with path.open("rb") as file:
        file.seek(PAGE)
        for number in range(2, _LOOKED_AT + 2):
            page = file.read(PAGE)
            if len(page) < PAGE:
                return False
            made = hmac.digest(seal_key, page[:-_SEAL] + number.to_bytes(4, "little"), "sha512")
            if hmac.compare_digest(made, page[-_SEAL:]):
                return True
    return False
