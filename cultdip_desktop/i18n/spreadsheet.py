"""Texts on their way into the cells of a spreadsheet: never a formula, never longer than one cell may be."""

from __future__ import annotations

from typing import Final

from cultdip_desktop.i18n.fold import nfc

MAX_CELL: Final = 32_000
"""Characters of one cell; Excel refuses more than 32,767."""

FORMULA_STARTS: Final = "=+-@\t\r\n|%\uff1d\uff0b\uff0d\uff20"
"""What makes a spreadsheet calculate, with the full-width forms that some of them fold."""


def cell_text(text: str) -> str:
    """NFC without controls, at most `MAX_CELL` characters."""
    kept = "".join(character for character in nfc(text) if character.isprintable() or character in "\n\t ")
    return kept[:MAX_CELL]


def disarmed(text: str) -> str:
    """As `cell_text`, with an apostrophe before what would be calculated: a CSV cannot say that a cell is text."""
    plain = cell_text(text)
    return f"'{plain}" if plain.lstrip(" \xa0\u200b\ufeff")[:1] in tuple(FORMULA_STARTS) else plain
