"""Texts that are too long for one go: ReportLab's time for a paragraph grows with the square of its words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from cultdip_desktop.reports.prose import Part, Span

MOST: Final = 8000
"""Characters that are set in one go: about two pages."""


def portions(parts: Sequence[Part]) -> list[list[Part]]:
    """`parts` in portions of about `MOST` characters, parted at blanks; nearly always a single one."""
    if sum(len(_text(part)) for part in parts) <= MOST:
        return [list(parts)]
    made: list[list[Part]] = [[]]
    room = MOST
    for part in parts:
        text = _text(part)
        while len(text) > room:
            at = _blank_near(text, room)
            made[-1].append(_of(part, text[:at]))
            made.append([])
            text, room = text[at:].lstrip(" "), MOST
        made[-1].append(_of(part, text))
        room = max(room - len(text), 1)
    return [portion for portion in made if any(_text(part).strip() for part in portion)] or [[]]


def _blank_near(text: str, at: int) -> int:
    """Where to part: at the last blank or line break before `at`; within a word that has none."""
    found = max(text.rfind(" ", at // 2, at), text.rfind("\n", at // 2, at))
    return found if found > 0 else at


def _text(part: Part) -> str:
    return part.text if isinstance(part, Span) else part


def _of(part: Part, text: str) -> Part:
    return replace(part, text=text) if isinstance(part, Span) else text
