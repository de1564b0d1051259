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
import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from cultdip_desktop.core.paths import resources
from cultdip_desktop.i18n.fold import fold

WORDS: Final = 12
"""8 bits each: 96 bits."""

_LIST_SIZE: Final = 256
_QR: Final = "CULTDIP:SHA256:"
_WORD: Final = re.compile(r"[^\W\d_]+")
_HEX: Final = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Heard:
    """What somebody typed from the telephone, beside the fingerprint that it should be."""

    words: tuple[bool | None, ...]
    """Each of the twelve: right, wrong, or not heard yet."""

    extra: bool = False
    """More was typed than twelve words."""

    @property
    def matches(self) -> bool:
        """Everything was heard and everything is right."""
        return not self.extra and all(self.words)

    @property
    def differs(self) -> bool:
        """Something that was heard is not what stands here."""
        return self.extra or False in self.words


def fingerprint(data: bytes) -> str:
    """SHA-256 as 64 hex digits."""
    return hashlib.sha256(data).hexdigest()


def words(sha256: str) -> tuple[str, ...]:
    """The twelve words of a digest given as hex."""
    known = word_list()
    return tuple(known[byte] for byte in bytes.fromhex(sha256)[:WORDS])


def compare(sha256: str, heard: str) -> Heard:
    """Compare word by word what was heard, or all of it at once when the text of a QR code was pasted.

    Marks, case, commas and numbers between the words do not matter, as they do not over the telephone.
    """
    code = _HEX.search(re.sub(r"[\s:]", "", heard.casefold()).removeprefix("cultdipsha256"))
    if code is not None:
        return Heard((code.group() == sha256,) * WORDS)
    said = [_unmarked(word) for word in _WORD.findall(unicodedata.normalize("NFC", heard))]
    wanted = [_unmarked(word) for word in words(sha256)]
    found = [a in (b, b.replace("đ", "d")) for a, b in zip(said, wanted, strict=False)]
    return Heard((*found, *[None] * (WORDS - len(found))), extra=len(said) > WORDS)


def _unmarked(word: str) -> str:
    """Without marks and case; đ stays, because words differ by it."""
    return "đ".join(fold(part) for part in word.casefold().split("đ"))


def qr_text(sha256: str) -> str:
    """What a camera reads from `qr`: capitals only, which makes the code small."""
    return f"{_QR}{sha256.upper()}"


def qr(sha256: str) -> tuple[tuple[bool, ...], ...]:
    """The QR code of a fingerprint as rows of dark modules, without the quiet zone of four around it."""
    import segno

    made = segno.make_qr(qr_text(sha256), error="m")
    return tuple(tuple(bool(module) for module in line) for line in made.matrix)


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
