"""Liberation Serif (metrics of Times New Roman) for ReportLab, and what its letters can show.

`prepare` must have run before any module of ReportLab's platypus is imported: otherwise ReportLab names its own
Helvetica in every file without embedding it.
"""

from __future__ import annotations

import functools
import threading
import unicodedata
from collections.abc import Sequence
from typing import Final

from cultdip_desktop.core.paths import resources

REGULAR: Final = "LiberationSerif"
BOLD: Final = "LiberationSerif-Bold"
ITALIC: Final = "LiberationSerif-Italic"
BOLD_ITALIC: Final = "LiberationSerif-BoldItalic"

UNKNOWN: Final = "\N{WHITE SQUARE}"
"""Stands for a letter that the font does not have."""

_lock: Final = threading.Lock()
_FILES: Final = {
    REGULAR: "LiberationSerif-Regular.ttf",
    BOLD: "LiberationSerif-Bold.ttf",
    ITALIC: "LiberationSerif-Italic.ttf",
    BOLD_ITALIC: "LiberationSerif-BoldItalic.ttf",
}


def prepare() -> None:
    """Set ReportLab up once per process: repeatable bytes, binary streams, our four fonts; safe in every thread."""
    with _lock:
        _prepare_once()


@functools.cache
def _prepare_once() -> None:
    from reportlab import rl_config

    rl_config.useA85 = 0
    rl_config.invariant = 1
    rl_config.canvas_basefontname = REGULAR
    from reportlab.pdfbase import pdfmetrics, ttfonts
    from reportlab.pdfbase.ttfonts import TTFont

    ttfonts.makeToUnicodeCMap = to_unicode
    for name, file in _FILES.items():
        pdfmetrics.registerFont(TTFont(name, str(resources() / "fonts" / file)))
    pdfmetrics.registerFontFamily(REGULAR, REGULAR, BOLD, ITALIC, BOLD_ITALIC)


def to_unicode(font: str, subset: Sequence[int]) -> str:
    """The map from a subset's codes to letters, in place of ReportLab's own.

    That one maps codes without a letter to U+0000 and writes blocks of more than 100 lines; PDF/A and PDF forbid it.
    """
    lines = [
        f"<{code:02X}> <{chr(letter).encode('utf-16-be').hex().upper()}>"
        for code, letter in enumerate(subset)
        if letter
    ]
    blocks = [lines[at : at + 100] for at in range(0, len(lines), 100)]
    mapped = "".join(f"{len(block)} beginbfchar\n{chr(10).join(block)}\nendbfchar\n" for block in blocks)
    return _CMAP.format(font=font, last=len(subset) - 1, mapped=mapped)


_CMAP: Final = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry ({font}) /Ordering ({font}) /Supplement 0 >> def
/CMapName /{font} def
/CMapType 2 def
1 begincodespacerange
<00> <{last:02X}>
endcodespacerange
{mapped}endcmap
CMapName currentdict /CMap defineresource pop
end
end"""


@functools.cache
def printable() -> frozenset[int]:
    """Code points that every one of the four fonts can show."""
    prepare()
    from reportlab.pdfbase import pdfmetrics

    return frozenset.intersection(*(frozenset(pdfmetrics.getFont(name).face.charToGlyph) for name in _FILES))


def width(text: str, font: str, size: float) -> float:
    """Length of `text` in points."""
    prepare()
    from reportlab.pdfbase import pdfmetrics

    return float(pdfmetrics.stringWidth(text, font, size))


def clean(text: str) -> str:
    """`text` as it can be printed: NFC, without controls and direction marks, unknown letters as `UNKNOWN`.

    Line breaks stay, all other white space becomes a blank (no-break spaces stay what they are).
    """
    text = unicodedata.normalize("NFC", text)
    if _plain().issuperset(text):
        return text
    known = printable()
    out: list[str] = []
    for character in text.replace("\r\n", "\n").replace("\r", "\n"):
        if unicodedata.combining(character) and (not out or out[-1].isspace()):
            continue  # a mark that stands on no letter is none
        if character == "\n" or (ord(character) in known and character.isprintable()) or character in "\xa0\u202f":
            out.append(character)
        elif character.isspace():
            out.append(" ")
        elif unicodedata.category(character) not in ("Cc", "Cf", "Cs"):
            out.append(UNKNOWN)
    return "".join(out)


@functools.cache
def _plain() -> frozenset[str]:
    """Letters, figures and signs that stay what they are: nearly all that is ever printed."""
    letters = (chr(code) for code in printable())
    kept = (letter for letter in letters if letter.isprintable() and not unicodedata.combining(letter))
    return frozenset(("\n", "\xa0", "\u202f", *kept))


def unprintable(text: str) -> frozenset[str]:
    """Letters of `text` that print as `UNKNOWN`, or that read right to left and would print in the wrong order."""
    known = printable()
    return frozenset(
        character
        for character in unicodedata.normalize("NFC", text)
        if unicodedata.category(character) not in ("Cc", "Cf", "Cs") and not character.isspace()
        if ord(character) not in known or unicodedata.bidirectional(character) in ("R", "AL")
    )
