"""What leaves the machine about partners who do not wish to be listed: their category and role, never their name."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Final

from cultdip_desktop.domain.event import Event, Gain
from cultdip_desktop.domain.partner import WITHHELD, Actor
from cultdip_desktop.i18n.fold import fold


@dataclass(frozen=True, slots=True)
class Withheld:
    """The names that stay here, in every form in which the register or an event writes them."""

    names: frozenset[str] = frozenset()
    _folded: frozenset[str] = field(init=False, repr=False, compare=False, default=frozenset())

    def __post_init__(self) -> None:
        object.__setattr__(self, "_folded", frozenset(fold(name) for name in self.names))

    def hides(self, name: str) -> bool:
        """Whether this is one of the names, marks and case disregarded."""
        return bool(self._folded) and fold(name) in self._folded

    def shown(self, name: str) -> str:
        """The name as it may leave."""
        return WITHHELD.vi if self.hides(name) else name

    def event(self, event: Event) -> Event:
        """The event as it may leave: actors keep category and role, results their text."""
        if not self._folded:
            return event
        actors = tuple(self._actor(actor) for actor in event.actors)
        gains = tuple(self._gain(gain) for gain in event.results.gains)
        if actors == event.actors and gains == event.results.gains:
            return event
        return replace(event, actors=actors, results=replace(event.results, gains=gains))

    def events(self, events: Iterable[Event]) -> list[Event]:
        """All these as they may leave."""
        return [self.event(event) for event in events]

    def found_in(self, text: str) -> str:
        """One of the names that a text holds, letter by letter but for case; empty when it holds none."""
        if not self.names or not text:
            return ""
        plain = _plain(text)
        return next((name for name in sorted(self.names) if _plain(name) in plain), "")

    def _actor(self, actor: Actor) -> Actor:
        return replace(actor, partner=WITHHELD.vi) if self.hides(actor.partner) else actor

    def _gain(self, gain: Gain) -> Gain:
        return replace(gain, partner=WITHHELD.vi) if self.hides(gain.partner) else gain


def is_nobody(name: str) -> bool:
    """Whether a name only stands where one was withheld: a table that went out and comes back says it."""
    return fold(name) in _NOBODY


_NOBODY: Final = frozenset(fold(name) for name in (WITHHELD.vi, WITHHELD.en))

NOTHING_WITHHELD = Withheld()
"""Everybody may be named."""


def _plain(text: str) -> str:
    return unicodedata.normalize("NFC", text).casefold()
