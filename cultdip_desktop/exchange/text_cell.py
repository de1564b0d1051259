"""The text of a cell as the product keeps it, and as a spreadsheet may safely be given it."""

from __future__ import annotations

from typing import Final

from cultdip_desktop.exchange import limits
from cultdip_desktop.i18n.fold import nfc
from cultdip_desktop.i18n.spreadsheet import FORMULA_STARTS

_SPACES: Final = " \t\r\n\xa0\u200b\ufeff\u2007\u202f"


def cleaned(text: str) -> str | None:
    """NFC, without controls, white space at the ends cut off, line ends as line feeds; None when nothing is left."""
    if text.isascii() and text.isprintable():
        return text.strip() or None
    composed = nfc(text)
    if composed.isprintable():
        return composed.strip(_SPACES)[: limits.MAX_CELL] or None
    lines = composed.replace("_x000D_", "").replace("\r\n", "\n").replace("\r", "\n")
    kept = "".join(letter for letter in lines if letter.isprintable() or letter in "\n\t\xad\xa0" or ord(letter) > 159)
    return kept.strip(_SPACES)[: limits.MAX_CELL] or None


def armed(text: str) -> str:
    """A text of a CSV without the apostrophe that disarmed it, ours or that of another careful program."""
    return text[1:] if text.startswith("'") and text[1:].lstrip(_SPACES)[:1] in tuple(FORMULA_STARTS) else text
