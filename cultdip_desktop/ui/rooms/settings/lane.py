"""Cards no wider than a text column, all of one width."""

from __future__ import annotations

from typing import Final

from cultdip_desktop.ui.kit.surfaces import Card, ScrollPage, limited

WIDEST: Final = 760
"""Px of a text column (LOOK section 6)."""


def add_card(page: ScrollPage, card: Card) -> None:
    """Append `card` at the left of `page`; what is left of the line stays empty."""
    page.add(limited(card, WIDEST))
