"""How strong a passphrase is, and its one form as bytes."""

from __future__ import annotations

import math
import re
import unicodedata
from typing import Final, Literal

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.core.records import dataclass
from cultdip_desktop.i18n.fold import fold

MIN_LENGTH: Final = 8
"""Characters. NIST SP 800-63B-4 section 3.1.1 names 8 as the least for a memorised secret."""

MAX_LENGTH: Final = 1024
"""Characters; more is a pasted file, not a passphrase."""

Reason = Literal[
    "office.passphrase_too_short",
    "office.passphrase_common",
    "office.passphrase_repeated",
    "office.passphrase_sequence",
    "office.passphrase_short",
    "office.passphrase_fair",
    "office.passphrase_good",
]

_COMMON: Final = (
    "password", "passphrase", "matkhau", "qwerty", "azerty", "iloveyou", "welcome", "letmein", "dragon", "monkey",
    "football", "abc123", "admin", "administrator", "vietnam", "hanoi", "saigon", "hochiminh", "ngoaigiao",
    "daisuquan", "yeuem", "anhyeuem", "emyeuanh", "xinchao", "princess", "sunshine", "secret", "master", "login",
    "cultdip",
)  # fmt: skip
_SEQUENCES: Final = ("abcdefghijklmnopqrstuvwxyz", "01234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm", "azertyuiop")
_YEAR: Final = re.compile(r"(19|20)\d\d")
_BITS_FOR_SCORE: Final = (12, 35, 50, 70)


@dataclass(frozen=True, slots=True)
class Strength:
    """What the welcome page shows beside the passphrase."""

    score: int
    """0 refused, 1 weak, 2 fair, 3 good, 4 very good."""

    reason: Reason
    """The code whose words (`i18n.messages`) say why, and what would help."""


def normalised(passphrase: str) -> bytes:
    """NFC as UTF-8: the same passphrase typed with another input method gives the same bytes.

    Spaces at either end count, as OpaqueString of RFC 8265 keeps them.

    Raises:
        UserError: `office.passphrase_weak` when empty or longer than `MAX_LENGTH`.
    """
    if not passphrase or len(passphrase) > MAX_LENGTH:
        raise UserError("office.passphrase_weak")
    return unicodedata.normalize("NFC", passphrase).encode("utf-8", "surrogatepass")


def strength(passphrase: str) -> Strength:
    """A careful estimate: the length that is left after common words, runs, repeats and years are taken out."""
    text = unicodedata.normalize("NFC", passphrase)
    if len(text) < MIN_LENGTH:
        return Strength(0, "office.passphrase_too_short")
    remaining, found = _without_patterns(fold(text))
    bits = _bits(text, len(remaining)) + 6 * len(found)
    score = sum(bits >= limit for limit in _BITS_FOR_SCORE)
    return Strength(score, _reason(score, found))


def require_acceptable(passphrase: str, least: int | None = None) -> None:
    """Refuse what the first minute of guessing would find; with `least` only what is shorter than so many characters.

    Raises:
        UserError: `office.passphrase_weak` when the score is 0, or when it is too short or too long.
    """
    weak = strength(passphrase).score == 0 if least is None else len(passphrase) < max(least, 1)
    if weak or len(passphrase) > MAX_LENGTH:
        raise UserError("office.passphrase_weak")


def _bits(text: str, length: int) -> float:
    pool = 0
    for test, size in ((str.islower, 26), (str.isupper, 26), (str.isdigit, 10), (_is_mark, 30)):
        pool += size if any(test(character) for character in text) else 0
    if any(ord(character) > 127 for character in text):
        pool += 40
    # People choose words, not letters: three fifths of what random characters would give.
    return 0.6 * length * math.log2(max(pool, 10))


def _is_mark(character: str) -> bool:
    return not character.isalnum()


def _without_patterns(folded: str) -> tuple[str, list[Reason]]:
    found: list[Reason] = []
    rest = folded
    rest, runs = _cut_runs(rest)
    closed = re.sub(r"[\s._-]+", "", rest)
    for word in _COMMON:
        if word in closed:
            closed = closed.replace(word, "")
            rest = closed
            found.append("office.passphrase_common")
    rest, years = _YEAR.subn("", rest)
    rest, repeats = re.subn(r"(.{1,4}?)\1{2,}", r"\1", rest)
    found.extend("office.passphrase_sequence" for _ in range(runs + years))
    found.extend("office.passphrase_repeated" for _ in range(repeats))
    return rest, found


def _cut_runs(text: str) -> tuple[str, int]:
    count = 0
    for row in (*_SEQUENCES, *(row[::-1] for row in _SEQUENCES)):
        for size in range(len(row), 3, -1):
            for start in range(len(row) - size + 1):
                run = row[start : start + size]
                if run in text:
                    text = text.replace(run, "")
                    count += 1
    return text, count


def _reason(score: int, found: list[Reason]) -> Reason:
    if score >= 3:
        return "office.passphrase_good"
    if found:
        return found[0]
    return "office.passphrase_fair" if score == 2 else "office.passphrase_short"
