"""Search keys: what two spellings share when a person looks for a word without caring for marks and case."""

from __future__ import annotations

import unicodedata
from typing import Final

# Letters that Unicode does not take apart although readers do.
_LETTERS: Final = {
    "đ": "d", "ð": "d", "ø": "o", "ł": "l", "ħ": "h", "ŧ": "t", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ŋ": "n",
    "‘": "'", "’": "'", "ʼ": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"',
    "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-", "−": "-",
}  # fmt: skip

# Combining classes of marks that make another letter in their script: nukta, kana voicing, virama; 0 = vowel signs.
_SPELLING_MARKS: Final = (0, 7, 8, 9)


class _Table(dict[int, str]):
    """Remembers the folded form of each code point met."""

    def __missing__(self, code: int) -> str:
        folded = self[code] = _fold_character(chr(code))
        return folded


_table: Final = _Table()


def nfc(text: str) -> str:
    """`text` in Unicode's composed form: the only form that the product stores, signs and prints."""
    return unicodedata.normalize("NFC", text)


def fold(text: str) -> str:
    """The search key of `text`: without marks and case, đ as d, white space collapsed; folding again changes nothing.

    "dien anh" = fold("Điện ảnh"); "hòa", "hoà" and "hóa" share "hoa"; "Straße" gives "strasse", "Łódź" "lodz".
    """
    return " ".join(nfc(nfc(text).translate(_table)).split())


def _fold_character(character: str) -> str:
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", character).casefold())
    return "".join(_LETTERS.get(part, part) for part in plain if not _is_dropped(part))


def _is_dropped(character: str) -> bool:
    category = unicodedata.category(character)
    if category == "Cf":  # soft hyphens, zero-width spaces, direction marks
        return True
    return category == "Mn" and unicodedata.combining(character) not in _SPELLING_MARKS
