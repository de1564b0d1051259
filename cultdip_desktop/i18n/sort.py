"""Sort keys in Vietnamese dictionary order, equal to ICU's collation "vi" for Vietnamese text.

Three levels are compared over the whole text, one after the other: letters, then tones and other marks, then case.
"""

from __future__ import annotations

import unicodedata
from typing import Final, NamedTuple

_ALPHABET: Final = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_BEFORE_DIGITS: Final = "_-,;:!?./'\"()[]{}@*\\&#%`^+<=>|~$"
_LETTER_MARKS: Final = {
    ("a", "\u0306"): "ă", ("a", "\u0302"): "â", ("e", "\u0302"): "ê", ("o", "\u0302"): "ô",
    ("o", "\u031b"): "ơ", ("u", "\u031b"): "ư",
}  # fmt: skip
_TONES: Final = "\u0300\u0309\u0303\u0301\u0323"  # huyền, hỏi, ngã, sắc, nặng
_OVERLAID: Final = {"ø": "o", "ł": "l", "ħ": "h", "ŧ": "t", "ð": "d", "æ": "ae", "œ": "oe", "ı": "i", "ß": "ss"}

# Weights are characters, so that keys compare the same in Python and, as UTF-8, in the database.
_LEVEL: Final = "\x01"
_COMMON: Final = "\x02"
_UPPER: Final = "\x03"
_SPACE: Final = "\x04"
_PUNCTUATION: Final = 0x05
_OTHER_SIGN: Final = "\x3e"
_DIGIT: Final = 0x40
_LETTER: Final = 0x50
_OTHER_SCRIPT: Final = "\x7e"
_TONE: Final = 0x10
_OTHER_MARK: Final = "\x20"


class _Weights(NamedTuple):
    letters: str
    marks: str
    cases: str


class _Table(dict[str, _Weights]):
    """Remembers the weights of each character met."""

    def __missing__(self, character: str) -> _Weights:
        weights = self[character] = _weigh(character)
        return weights


_table: Final = _Table()


def sort_key(text: str) -> str:
    """A text whose code point (and UTF-8 byte) order is the Vietnamese dictionary order of `text`.

    Equal keys mean texts that differ in nothing a reader sees. Never shown; contains control characters but no NUL.
    """
    weights = [_table[character] for character in unicodedata.normalize("NFC", text)]
    letters = "".join(weight.letters for weight in weights)
    marks = "".join(weight.marks for weight in weights).rstrip(_COMMON)
    cases = "".join(weight.cases for weight in weights).rstrip(_COMMON)
    return f"{letters}{_LEVEL}{marks}{_LEVEL}{cases}"


def _weigh(character: str) -> _Weights:
    lower = character.lower()
    case = _COMMON if lower == character else _UPPER
    decomposed = unicodedata.normalize("NFD", lower)
    base, marks = decomposed[0], list(decomposed[1:])
    for mark in marks:
        if (base, mark) in _LETTER_MARKS:
            base = _LETTER_MARKS[base, mark]
            marks.remove(mark)
            break
    if base in _OVERLAID:
        letters = "".join(chr(_LETTER + _ALPHABET.index(letter)) for letter in _OVERLAID[base])
        return _Weights(letters, _COMMON + _OTHER_MARK + _COMMON * (len(letters) - 1), case * len(letters))
    if unicodedata.category(base) == "Mn":
        return _Weights("", "".join(map(_mark, [base, *marks])), _COMMON * (1 + len(marks)))
    primary = _primary(base)
    if not primary:
        return _Weights("", "", "")
    return _Weights(primary, _COMMON + "".join(map(_mark, marks)), case + _COMMON * len(marks))


def _primary(base: str) -> str:
    if base in _ALPHABET:
        return chr(_LETTER + _ALPHABET.index(base))
    if base.isspace():
        return _SPACE
    if base in _BEFORE_DIGITS:
        return chr(_PUNCTUATION + _BEFORE_DIGITS.index(base))
    digit = unicodedata.digit(base, None)
    if digit is not None:
        return chr(_DIGIT + digit)
    category = unicodedata.category(base)
    if category in ("Cc", "Cf", "Cs"):
        return ""
    return (_OTHER_SIGN if category[0] in "PSZ" else _OTHER_SCRIPT) + base


def _mark(mark: str) -> str:
    return chr(_TONE + _TONES.index(mark)) if mark in _TONES else _OTHER_MARK + mark
