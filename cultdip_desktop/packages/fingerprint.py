"""Fingerprints that two people compare by telephone: SHA-256 as hex and as Vietnamese words.

Twelve words out of 256 carry the first 96 bits of the digest. To forge a certificate whose words are the
same, about 2^96 keys would have to be made and hashed; the full 256 bits stand beside them as hex. One list serves both
interface languages, because both ends of the telephone must read the same words. The words are everyday
syllables that stay different without tone marks and where regions merge sounds (ch/tr, s/x, d/gi/r/v, l/n,
final n/ng, t/c).
"""

from __future__ import annotations

import functools
import hashlib
from typing import Final

from cultdip_desktop.core.paths import resources

WORDS: Final = 12
"""8 bits each: 96 bits."""

_LIST_SIZE: Final = 256


def fingerprint(data: bytes) -> str:
    """SHA-256 as 64 hex digits."""
    return hashlib.sha256(data).hexdigest()


def words(sha256: str) -> tuple[str, ...]:
    """The twelve words of a digest given as hex."""
    known = word_list()
    return tuple(known[byte] for byte in bytes.fromhex(sha256)[:WORDS])


def grouped(sha256: str) -> str:
    """Hex in groups of four, for reading aloud and for print."""
    return " ".join(sha256[at : at + 4] for at in range(0, len(sha256), 4))


@functools.cache
def word_list() -> tuple[str, ...]:
    """The 256 words; the place of a word is the byte it stands for and never changes."""
    text = (resources() / "words" / "fingerprint.vi.txt").read_text("utf-8")
    found = tuple(line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#"))
    if len(found) != _LIST_SIZE:
        raise ValueError(f"the word list has {len(found)} words")
    return found
