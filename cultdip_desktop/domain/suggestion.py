"""Goals that an event may serve, each with the reason why it is named; a person decides."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from cultdip_desktop.domain.event import EventKind

MOST: Final = 4
"""So many are named at most: a longer list is read by nobody."""

LEAST_SHARE: Final = 0.4
"""Of the earlier events that resemble this one at least so many bear the goal."""

LEAST_EVENTS: Final = 2

USUAL: Final[Mapping[EventKind, tuple[str, ...]]] = {
    EventKind.PERFORMANCE: ("M3", "M1"),
    EventKind.EXHIBITION: ("M3", "M1"),
    EventKind.FILM: ("M3", "G6"),
    EventKind.CUISINE: ("M3", "G4"),
    EventKind.VIETNAMDAY: ("M1", "M3"),
    EventKind.TALK: ("M1", "G1"),
    EventKind.COMMUNITY: ("M3", "G5"),
}
"""What a kind serves by its nature, for offices without earlier events of it."""


class Why(StrEnum):
    """What a suggestion rests on."""

    PARTNER = "partner"
    """Held events with the same partner."""

    PRODUCT = "product"
    """Held events with the same product or theme."""

    KIND = "kind"
    """Held events of the same kind."""

    USUAL = "usual"
    """No earlier event says anything: the nature of the kind."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """How often earlier events that resemble one in a trait bear a goal."""

    why: Why
    trait: str
    """The kind, or the code or name that both have."""

    code: str
    events: int
    """Events with the trait and the goal."""

    of: int
    """Events with the trait."""

    @property
    def share(self) -> float:
        """0 to 1."""
        return self.events / self.of if self.of else 0.0


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One goal and the strongest reason for it."""

    code: str
    why: Why
    trait: str = ""
    events: int = 0
    of: int = 0


def suggestions(kind: EventKind, earlier: Iterable[Likeness], tagged: Collection[str]) -> tuple[Suggestion, ...]:
    """The best goals that the event does not bear yet; the more traits agree, the earlier one stands."""
    by_code: dict[str, list[Likeness]] = defaultdict(list)
    for one in earlier:
        if one.code not in tagged and one.events >= LEAST_EVENTS and one.share >= LEAST_SHARE:
            by_code[one.code].append(one)
    ranked = sorted(by_code.items(), key=lambda item: (-sum(one.share for one in item[1]), item[0]))
    found = [_strongest(those) for _code, those in ranked[:MOST]]
    if not found:
        found = [Suggestion(code, Why.USUAL, kind.value) for code in USUAL[kind] if code not in tagged]
    return tuple(found)


def _strongest(those: list[Likeness]) -> Suggestion:
    order = list(Why)
    best = min(those, key=lambda one: (-one.share, order.index(one.why), -one.events))
    return Suggestion(best.code, best.why, best.trait, best.events, best.of)
