"""The shape of an error's words."""

from __future__ import annotations

from cultdip_desktop.core.records import dataclass


@dataclass(frozen=True, slots=True)
class Message:
    """What a person reads when an expected error ends a piece of work; both texts are msgids."""

    text: str
    """What happened, with places named after the error's params."""

    advice: str
    """What the person can do now; may use the same places; empty when nothing can be done."""


def N_(text: str) -> str:  # noqa: N802 - the name that Babel extracts
    """Mark `text` for translation later, when the language is known."""
    return text
