"""What a document says of itself and carries with it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from cultdip_desktop.i18n.words import Language

PRODUCER: Final = "CultDip Desktop"


@dataclass(frozen=True, slots=True)
class Attached:
    """A file inside the document: the data that its figures come from."""

    name: str
    """File name, ASCII."""

    mime: str
    data: bytes
    relationship: str
    """`Data`, `Source`, `Supplement`, `Alternative` or `Unspecified` (ISO 19005-3, 6.8)."""

    description: str


@dataclass(frozen=True, slots=True)
class Properties:
    """What the file says of itself."""

    title: str
    author: str
    subject: str
    language: Language
    moment: datetime
    """Aware; both dates of the file."""
