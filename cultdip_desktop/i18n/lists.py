"""Several things in one sentence."""

from __future__ import annotations

from collections.abc import Iterable

from cultdip_desktop.i18n.words import Words


def all_of(words: Words, items: Iterable[str]) -> str:
    """The items joined by commas and a last "and": "a, b và c"; empty text for none."""
    return _joined(list(items), words.c("between the last two of a list", "and"))


def any_of(words: Words, items: Iterable[str]) -> str:
    """The items joined by commas and a last "or": "a, b hoặc c"; empty text for none."""
    return _joined(list(items), words.c("between the last two of a list", "or"))


def _joined(items: list[str], link: str) -> str:
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {link} {items[-1]}"
