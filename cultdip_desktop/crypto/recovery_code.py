"""The printed recovery code: 160 random bits in a form that survives paper, telephone and tired eyes.

Eight groups of five characters of Crockford's base 32 (no I, L, O, U). The fifth character of a group
checks the other four and the group's place, so a typing error is named by its group and swapped groups
are noticed. The check is linear over GF(2^5): every single wrong character and every swap of two
characters inside a group is found.
"""

from __future__ import annotations

import secrets
import unicodedata
from typing import Final

from cultdip_desktop.core.errors import UserError

GROUPS: Final = 8
GROUP_LENGTH: Final = 5
"""Four characters of data (20 bits) and one check character."""

SECRET_BYTES: Final = 20
"""160 bits: beyond guessing, so no slow key derivation is needed behind it."""

_ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_FORGIVEN: Final = str.maketrans({"O": "0", "I": "1", "L": "1"})
_FIELD_POLYNOMIAL: Final = 0b100101  # x^5 + x^2 + 1, primitive over GF(2)


def generate() -> bytes:
    """A fresh secret of `SECRET_BYTES` bytes."""
    return secrets.token_bytes(SECRET_BYTES)


def write(secret: bytes) -> str:
    """The code to print: `XXXXX-XXXXX-…`, eight groups."""
    bits = int.from_bytes(secret, "big")
    groups = []
    for place in range(GROUPS):
        chunk = bits >> 20 * (GROUPS - 1 - place) & 0xFFFFF
        digits = [chunk >> shift & 31 for shift in (15, 10, 5, 0)]
        groups.append("".join(_ALPHABET[digit] for digit in [*digits, _check(place, digits)]))
    return "-".join(groups)


def read(text: str) -> bytes:
    """The secret behind a typed code; case, spaces, dashes and O/0, I/L/1 do not matter.

    Raises:
        UserError: `office.recovery_code_incomplete` (wrong number of characters) or
            `office.recovery_code_typo` with the number of the first wrong `group`, counted from 1.
    """
    plain = unicodedata.normalize("NFKC", text).upper().translate(_FORGIVEN)
    letters = [character for character in plain if character.isalnum()]
    if len(letters) != GROUPS * GROUP_LENGTH:
        raise UserError("office.recovery_code_incomplete", found=len(letters), needed=GROUPS * GROUP_LENGTH)
    bits = 0
    for place in range(GROUPS):
        group = letters[place * GROUP_LENGTH : (place + 1) * GROUP_LENGTH]
        digits = [_ALPHABET.find(character) for character in group]
        if min(digits) < 0 or _check(place, digits[:-1]) != digits[-1]:
            raise UserError("office.recovery_code_typo", group=place + 1)
        for digit in digits[:-1]:
            bits = bits << 5 | digit
    return bits.to_bytes(SECRET_BYTES, "big")


def _check(place: int, digits: list[int]) -> int:
    total = place + 1
    for digit in digits:
        total <<= 1
        if total & 32:
            total ^= _FIELD_POLYNOMIAL
        total ^= digit
    return total
