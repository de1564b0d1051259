"""Vietnamese text of the time before Unicode that was copied as letters of Western Europe: TCVN3 and VNI.

Nothing is repaired silently: `suspect` says what a text seems to be and what it would become; a person agrees. What it
goes by is that every changed word becomes a syllable of Vietnamese, which hardly ever happens to another language.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from cultdip_desktop.i18n.syllables import is_syllable


class LegacyEncoding(StrEnum):
    """How the text was written."""

    TCVN3 = "tcvn3"
    """TCVN 5712-3, the fonts .VnTime and .VnArial: one byte a letter."""

    VNI = "vni"
    """VNI-Times and its kin: a vowel, then its mark as a letter of its own."""


@dataclass(frozen=True, slots=True)
class Repair:
    """What a text would become."""

    encoding: LegacyEncoding
    before: str
    after: str


ENOUGH: Final = 0.9
"""Share of the changed words that must become syllables."""

_TCVN3: Final = dict(
    zip(
        "¡¢£¤¥¦§¨©ª«¬\xad®µ¶·¸¹»¼½¾ÆÇÈÉÊËÌÎÏÐÑÒÓÔÕÖ×ØÜÝÞßáâãäåæçèéêëìíîïñòóôõö÷øùúûüýþ",
        "ĂÂÊÔƠƯĐăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ",
        strict=True,
    )
)
_MARKS: Final = {"ø": "\u0300", "ù": "\u0301", "û": "\u0309", "õ": "\u0303", "ï": "\u0323"}
_CIRCUMFLEX: Final = {"â": "", "à": "\u0300", "á": "\u0301", "å": "\u0309", "ã": "\u0303", "ä": "\u0323"}
_BREVE: Final = {"ê": "", "è": "\u0300", "é": "\u0301", "ú": "\u0309", "ü": "\u0303", "ë": "\u0323"}
_ALONE: Final = {"ñ": "đ", "ô": "ơ", "ö": "ư", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}
_VIETNAMESE: Final = frozenset("àáâãèéêìíòóôõùúýÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝ")
"""Letters of Vietnamese that other languages have too."""

_WORD: Final = re.compile(r"[^\s\d.,;:!?()\[\]/\\\"'“”‘’…–—+&=_-]+")
_FOREIGN: Final = frozenset({"où", "aún"})
"""Words of other languages that would become syllables and prove nothing."""

_ALREADY: Final = re.compile("[ĂăĐđĨĩŨũƠơƯưẠ-ỹ]|[\u0300\u0301\u0303\u0306\u0309\u031b\u0323]")
"""What only Unicode can write: such a text is Vietnamese as it stands."""

_SYMBOLS: Final = frozenset("¡¢£¤¥¦§¨©¬\xad®µ¶·¸¹»¼½¾ÐÞ×÷þ")
"""Signs that no language of Western Europe writes inside a word, and TCVN3 in most."""


def suspect(text: str) -> Repair | None:
    """What `text` becomes if it is legacy Vietnamese; None when it is fine or cannot be told."""
    for encoding, repaired, changed in _attempts(text):
        if _is_convincing(text, repaired, changed):
            return Repair(encoding, text, repaired)
    return None


def encodings_of(texts: Iterable[str]) -> tuple[LegacyEncoding, ...]:
    """The encodings met in a column, the commonest first; nothing unless most cells that could be legacy text are."""
    strange = [text for text in texts if not text.isascii() and not _ALREADY.search(text)]
    votes = Counter(found.encoding for text in strange if (found := suspect(text)))
    if 2 * votes.total() <= len(strange):
        return ()
    return tuple(encoding for encoding, _ in votes.most_common())


def repair(text: str, column: Sequence[LegacyEncoding] = ()) -> Repair | None:
    """As `suspect`, and a cell that alone says too little ("Phë") follows its `column` where it becomes Vietnamese."""
    found = suspect(text)
    if found is not None or not column:
        return found
    attempts = {encoding: (after, changed) for encoding, after, changed in _attempts(text)}
    for encoding in column:
        after, changed = attempts.get(encoding, (text, []))
        if changed and all(is_syllable(new) and not is_syllable(old) for old, new in changed):
            return Repair(encoding, text, after)
    return None


def _attempts(text: str) -> Iterable[tuple[LegacyEncoding, str, list[tuple[str, str]]]]:
    """Each encoding's reading with the words that it changes, old and new."""
    if text.isascii() or _ALREADY.search(text):
        return
    words = [word for word in _WORD.findall(text) if not word.isascii()]  # ASCII is the same in all of them
    for encoding, read in _READERS.items():
        changed = [(word, new) for word in words if (new := read(word)) != word]
        if changed:
            yield encoding, read(text), changed


def _is_convincing(text: str, after: str, changed: list[tuple[str, str]]) -> bool:
    good = [old for old, new in changed if is_syllable(new) and any(map(str.isalpha, old))]
    if len(good) < ENOUGH * len(changed):
        return False
    broken = [old for old in good if not is_syllable(old) and old.casefold() not in _FOREIGN]
    if not broken or _has_strange_letters(after):
        return False
    plain = [word for word in _WORD.findall(text) if word.isascii() and word.isalpha()]
    native = sum(map(is_syllable, plain))
    if 2 * (native + len(good)) < len(plain) + len(changed):
        return False
    if len(broken) > 1:
        return True
    # one word alone proves little: its neighbours must all be Vietnamese, or it holds what nobody else writes
    support = native + len(good) - len(broken)
    return native == len(plain) and (support > 1 or (support == 1 and bool(_SYMBOLS & set(broken[0]))))


def _has_strange_letters(after: str) -> bool:
    """Whether letters are left that neither ASCII nor Vietnamese has."""
    return any(
        not letter.isascii() and letter.isalpha() and letter not in _VIETNAMESE and not _ALREADY.match(letter)
        for letter in set(after)
    )


def _read_tcvn3(text: str) -> str:
    return text.translate(_TCVN3_TABLE)


def _read_vni(text: str) -> str:
    return _VNI_LETTER.sub(lambda found: _VNI[found.group()], text)


def _vni_letters() -> dict[str, str]:
    """Every letter that VNI writes in its own way, in both cases; of a vowel with a mark, the mark may be of either."""
    low: dict[str, str] = dict(_ALONE)
    vowels = {"a": "a", "e": "e", "o": "o", "u": "u", "y": "y", "ô": "ơ", "ö": "ư"}
    for written, vowel in vowels.items():
        low |= {written + sign: vowel + tone for sign, tone in _MARKS.items()}
    for vowel in "aeo":
        low |= {vowel + sign: f"{vowel}\u0302{tone}" for sign, tone in _CIRCUMFLEX.items()}
    low |= {f"a{sign}": f"a\u0306{tone}" for sign, tone in _BREVE.items()}
    letters: dict[str, str] = {}
    for written, meant in low.items():
        letter = unicodedata.normalize("NFC", meant)
        letters |= {written: letter, written.upper(): letter.upper(), written.capitalize(): letter.upper()}
    return letters


_TCVN3_TABLE: Final = str.maketrans(_TCVN3)
_VNI: Final = _vni_letters()
_VNI_LETTER: Final = re.compile("|".join(sorted(_VNI, key=len, reverse=True)))
_READERS: Final[dict[LegacyEncoding, Callable[[str], str]]] = {
    LegacyEncoding.TCVN3: _read_tcvn3,
    LegacyEncoding.VNI: _read_vni,
}
