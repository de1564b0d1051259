"""Events that several missions held together and each reported."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Final

from cultdip_desktop.core.records import dataclass


class JointState(StrEnum):
    """What headquarters decided about events that look like one."""

    PROPOSED = "proposed"
    LINKED = "linked"
    """Counted once, under the leading event."""

    REJECTED = "rejected"


@dataclass(frozen=True, slots=True, kw_only=True)
class Joint:
    """Events of several missions that are one, or were thought to be."""

    id: str
    lead_event_id: str
    """Under whose office it counts."""

    event_ids: tuple[str, ...]
    """All of them, the leading one included."""

    state: JointState
    reason: str = ""
    person_id: str | None = None
    made_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """What of an event decides whether it may be the same as another office's."""

    id: str
    office: str
    day: date
    country: str
    title: str
    """Folded."""

    actors: frozenset[str] = frozenset()
    """Folded names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """Two events that may be one, and why."""

    first: str
    second: str
    score: int
    """0 to 100."""

    reasons: tuple[str, ...]
    """Words of `day country actors title`."""


def alike(one: Candidate, other: Candidate) -> Likeness | None:
    """How likely two events of different offices are one; None when nothing speaks for it.

    Within three days of one another, and with a title or partners in common: the same country alone says nothing, for
    embassy and consulates of one country hold many things apart.
    """
    days = abs((one.day - other.day).days)
    if one.office == other.office or days > MOST_DAYS:
        return None
    title = _shared(set(one.title.split()), set(other.title.split()))
    actors = _shared(set(one.actors), set(other.actors))
    reasons = ["day"] if days == 0 else []
    score = 15 if days == 0 else 10 - 3 * days
    if one.country and one.country == other.country:
        reasons.append("country")
        score += 15
    if actors:
        reasons.append("actors")
        score += 30 * actors // 100
    if title >= _LIKE:
        reasons.append("title")
        score += 40 * title // 100
    speaks = title >= _VERY_LIKE or (title >= _LIKE and (actors or one.country == other.country))
    if not speaks or score < _LEAST:
        return None
    first, second = sorted((one.id, other.id))
    return Likeness(first=first, second=second, score=min(score, 100), reasons=tuple(reasons))


MOST_DAYS: Final = 3
"""Days between two reports of one event: an evening here is the next morning there, and openings last."""

_LIKE: Final = 45
_VERY_LIKE: Final = 75
_LEAST: Final = 40


def _shared(one: set[str], other: set[str]) -> int:
    """Per cent of the smaller set that both have."""
    least = min(len(one), len(other))
    return 100 * len(one & other) // least if least else 0
