"""Cards no wider than a text column, all of one width."""

from __future__ import annotations

from typing import Final

from PySide6.QtWidgets import QHBoxLayout

from cultdip_desktop.ui.kit.surfaces import Card, ScrollPage, row

WIDEST: Final = 760
"""Px of a text column (LOOK section 6)."""


def add_card(page: ScrollPage, card: Card) -> None:
    """Append `card` at the left of `page`; what is left of the line stays empty."""
    card.setMaximumWidth(WIDEST)
    line: QHBoxLayout = row(card, None)
    line.setStretch(0, 100)
    page.add(line)
