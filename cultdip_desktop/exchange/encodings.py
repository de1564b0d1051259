"""How the bytes of a text file are to be read: what Excel, LibreOffice and machines of before Unicode write."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable
from typing import Final

from cultdip_desktop.i18n.fold import nfc
from cultdip_desktop.i18n.legacy import encodings_of
from cultdip_desktop.i18n.syllables import is_syllable

UTF8: Final = "utf-8"
CHOICES: Final = (UTF8, "utf-16", "cp1258", "cp1252", "cp1250")
"""What a person may choose where the guess was wrong: Unicode, Vietnamese, Western and Central European Windows."""

_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig", UTF8),
    (codecs.BOM_UTF16_LE, "utf-16", "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "utf-16"),
)
_WORD: Final = re.compile(r"[^\W\d_]+")
_SAMPLE: Final = 60_000
"""Characters that are enough to tell encodings apart."""

_CZECH_OR_POLISH: Final = re.compile("[ěščřžýáíéůúťďňąćęłńóśźżôäľĺŕőű]", re.IGNORECASE)
_RARE_INSIDE: Final = re.compile(r"\w[¡-¿×÷]\w|[a-z][À-ÖØ-Þ]|[¡-¾]{2}")


def decoded(data: bytes, chosen: str | None = None) -> tuple[str, str]:
    """The text, composed, and the encoding it was read by: `chosen`, or the one that makes most sense of it.

    Bytes that an encoding does not know become U+FFFD; nothing fails.
    """
    if chosen is not None:
        return _read(data, chosen), chosen
    for mark, codec, name in _BOMS:
        if data.startswith(mark):
            return nfc(data.decode(codec, "replace").lstrip("\ufeff")), name
    wide = _utf16_without_mark(data)
    if wide is not None:
        return nfc(data.decode(wide, "replace")), "utf-16"
    try:
        return nfc(data.decode(UTF8)), UTF8
    except UnicodeDecodeError:
        name = max(("cp1252", "cp1258", "cp1250"), key=lambda codec: _sense(_read(data[:_SAMPLE], codec), codec))
        return _read(data, name), name


def is_text(data: bytes) -> bool:
    """Whether the bytes can be text at all: no zeros, unless every second one is (UTF-16)."""
    return b"\0" not in data[:4000] or data[:2] in (b"\xff\xfe", b"\xfe\xff") or _utf16_without_mark(data) is not None


def _read(data: bytes, name: str) -> str:
    codec = {UTF8: "utf-8-sig"}.get(name, name)
    if codec == "cp1252":  # its five gaps are letters of TCVN3 and VNI: taken as Latin-1 does
        return nfc("".join(map(_WESTERN.__getitem__, data)))
    return nfc(data.decode(codec, "replace"))


def _western(byte: int) -> str:
    try:
        return bytes([byte]).decode("cp1252")
    except UnicodeDecodeError:
        return chr(byte)


_WESTERN: Final = tuple(map(_western, range(256)))


def _utf16_without_mark(data: bytes) -> str | None:
    head = data[:2000]
    if len(head) < 8 or len(data) % 2:
        return None
    for codec, zeros in (("utf-16-le", head[1::2]), ("utf-16-be", head[0::2])):
        if zeros.count(0) > 0.5 * len(zeros) and 0 not in (head[0::2] if codec == "utf-16-le" else head[1::2]):
            return codec
    return None


def _sense(text: str, codec: str) -> float:
    """How much sense a reading makes, from 0 on: words of the language that the encoding is for."""
    words = [word for word in _WORD.findall(text) if not word.isascii()]
    if not words:
        return 0.0
    return _MAKES_SENSE[codec](text, words)


def _vietnamese_sense(_text: str, words: list[str]) -> float:
    return 1.2 * sum(map(is_syllable, words)) / len(words)


def _western_sense(text: str, words: list[str]) -> float:
    """Western European as it is usually written, or legacy Vietnamese, which is read as if it were."""
    if encodings_of(text.splitlines()):
        return 1.1
    odd = len(_RARE_INSIDE.findall(text))
    return max(0.0, 0.8 - odd / len(words))


def _central_sense(text: str, words: list[str]) -> float:
    letters = [letter for word in words for letter in word if not letter.isascii()]
    usual = sum(bool(_CZECH_OR_POLISH.match(letter)) for letter in letters)
    own = sum(letter not in "áéíóúýäöüßôçÁÉÍÓÚÝÄÖÜÔÇâîë" and bool(_CZECH_OR_POLISH.match(letter)) for letter in letters)
    odd = len(_RARE_INSIDE.findall(text))
    return max(0.0, usual / len(letters) - odd / len(words)) if own else 0.0


_MAKES_SENSE: Final[dict[str, Callable[[str, list[str]], float]]] = {
    "cp1258": _vietnamese_sense,
    "cp1252": _western_sense,
    "cp1250": _central_sense,
}
