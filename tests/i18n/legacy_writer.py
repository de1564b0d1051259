"""Writes Vietnamese as the fonts of before Unicode did: independent of the reader's tables where that is possible."""

from __future__ import annotations

import unicodedata

_TCVN3 = {
    "Ă": 0xA1, "Â": 0xA2, "Ê": 0xA3, "Ô": 0xA4, "Ơ": 0xA5, "Ư": 0xA6, "Đ": 0xA7, "ă": 0xA8, "â": 0xA9, "ê": 0xAA,
    "ô": 0xAB, "ơ": 0xAC, "ư": 0xAD, "đ": 0xAE, "à": 0xB5, "ả": 0xB6, "ã": 0xB7, "á": 0xB8, "ạ": 0xB9, "ằ": 0xBB,
    "ẳ": 0xBC, "ẵ": 0xBD, "ắ": 0xBE, "ặ": 0xC6, "ầ": 0xC7, "ẩ": 0xC8, "ẫ": 0xC9, "ấ": 0xCA, "ậ": 0xCB, "è": 0xCC,
    "ẻ": 0xCE, "ẽ": 0xCF, "é": 0xD0, "ẹ": 0xD1, "ề": 0xD2, "ể": 0xD3, "ễ": 0xD4, "ế": 0xD5, "ệ": 0xD6, "ì": 0xD7,
    "ỉ": 0xD8, "ĩ": 0xDC, "í": 0xDD, "ị": 0xDE, "ò": 0xDF, "ỏ": 0xE1, "õ": 0xE2, "ó": 0xE3, "ọ": 0xE4, "ồ": 0xE5,
    "ổ": 0xE6, "ỗ": 0xE7, "ố": 0xE8, "ộ": 0xE9, "ờ": 0xEA, "ở": 0xEB, "ỡ": 0xEC, "ớ": 0xED, "ợ": 0xEE, "ù": 0xEF,
    "ủ": 0xF1, "ũ": 0xF2, "ú": 0xF3, "ụ": 0xF4, "ừ": 0xF5, "ử": 0xF6, "ữ": 0xF7, "ứ": 0xF8, "ự": 0xF9, "ỳ": 0xFA,
    "ỷ": 0xFB, "ỹ": 0xFC, "ý": 0xFD, "ỵ": 0xFE,
}  # fmt: skip
"""TCVN 5712:1993, VN3; capital letters with a tone do not exist in it."""

_PLAIN = {"\u0300": "ø", "\u0301": "ù", "\u0309": "û", "\u0303": "õ", "\u0323": "ï"}
_ROOF = {"": "â", "\u0300": "à", "\u0301": "á", "\u0309": "å", "\u0303": "ã", "\u0323": "ä"}
_BOWL = {"": "ê", "\u0300": "è", "\u0301": "é", "\u0309": "ú", "\u0303": "ü", "\u0323": "ë"}
_I = {"\u0300": "ì", "\u0301": "í", "\u0309": "æ", "\u0303": "ó", "\u0323": "ò"}


def tcvn3(text: str) -> str:
    """As a .VnTime text looks when it is read as Western European."""
    return "".join(chr(_TCVN3.get(letter, ord(letter))) for letter in text)


def vni(text: str) -> str:
    """As a VNI-Times text looks when it is read as Western European."""
    return "".join(letter if letter.isascii() else _vni_letter(letter) for letter in text)


def _vni_letter(letter: str) -> str:
    base, *marks = unicodedata.normalize("NFD", letter.lower())
    if letter.lower() == "đ":
        written = "ñ"
    elif base == "i":
        written = _I[marks[0]]
    elif letter.lower() == "ỵ":
        written = "î"
    else:
        written = _vni_vowel(base, marks)
    return written.upper() if letter.isupper() else written


def _vni_vowel(base: str, marks: list[str]) -> str:
    tone = "".join(mark for mark in marks if mark in _PLAIN)
    if "\u031b" in marks:
        return {"o": "ô", "u": "ö"}[base] + (_PLAIN[tone] if tone else "")
    if "\u0302" in marks:
        return base + _ROOF[tone]
    return base + (_BOWL[tone] if "\u0306" in marks else _PLAIN[tone])
