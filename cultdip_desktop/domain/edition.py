"""Editions of the strategy's catalogue beside one another: their heads, and what became of each code."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cultdip_desktop.domain.issuing import IssueState
from cultdip_desktop.domain.text import EMPTY, BiText


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionHead:
    """An edition without its nodes."""

    edition: str
    code: str
    title: BiText = EMPTY
    current: bool = False
    """New tags are chosen from it."""

    state: IssueState = IssueState.NONE
    """`none`: shipped with the product."""

    supersedes: str = ""
    """The edition before; its codes are mapped to this one's."""

    issued_on: date | None = None
    note: str = ""
    nodes: int = 0


@dataclass(frozen=True, slots=True, order=True)
class CodeMapping:
    """What a code of an older edition is called in a newer one; several where one became many."""

    from_edition: str
    from_code: str
    to_edition: str
    to_code: str
    """Empty: dropped without a successor."""
