"""A language that does not exist: every translated text is marked and a third longer, everything else shows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from cultdip_desktop.i18n import words as words_module

OPEN, CLOSE = "⟦", "⟧"
LONGER = 0.3
"""How much longer than English the longest languages are."""

_PLACE = re.compile(r"\{[A-Za-z_][A-Za-z0-9_]*\}|\{\{|\}\}")
_MARKED = re.compile(f"{OPEN}[^{OPEN}{CLOSE}]*{CLOSE}")


def stretched(text: str) -> str:
    """The text between marks, longer, its places untouched."""
    letters = len(_PLACE.sub("", text))
    return f"{OPEN}{text}{'~' * max(1, round(letters * LONGER))}{CLOSE}" if text.strip() else text


class Pseudo:
    """Stands in for a catalog."""

    def text(self, msgid: str) -> str:
        return stretched(msgid)

    def plural(self, singular: str, plural: str, count: int) -> str:
        return stretched(singular if count == 1 else plural)

    def in_context(self, context: str, msgid: str) -> str:
        del context
        return stretched(msgid)


def unmarked(text: str) -> str:
    """What of a shown text went through no catalog; parameters inside a marked text count as marked."""
    while (shorter := _MARKED.sub(" ", text)) != text:
        text = shorter
    return text


@contextmanager
def spoken() -> Iterator[None]:
    """Within the block every new `Words` speaks it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(words_module, "_catalog", lambda _language: Pseudo())
        yield
