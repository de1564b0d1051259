"""A filter with a name, kept for a room."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

MOST: Final = 40
"""Views that a room keeps."""

LONGEST: Final = 60
"""Characters of a name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedView:
    """What `content` says only its room knows; a room passes over what it does not understand."""

    id: str
    room: str
    name: str
    content: Mapping[str, Any]
    position: int = 0
