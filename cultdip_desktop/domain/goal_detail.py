"""What lies behind one cell of the coverage: the events that serve a goal, and what would cure a gap."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from cultdip_desktop.domain.anniversary import Occasion
from cultdip_desktop.domain.event import EventKind, EventState
from cultdip_desktop.domain.mission import Person
from cultdip_desktop.domain.period import Window
from cultdip_desktop.domain.text import BiText

SHOWN: Final = 40
"""Events that a goal's page lists; their number is complete."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Serving:
    """An event as far as a goal's page shows it."""

    id: str
    title: BiText
    kind: EventKind
    state: EventState
    day: date
    primary: bool
    """Its tag is the primary one; of several tags below one code, any."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CellDetail:
    """What lies behind one cell, or behind a goal as a whole."""

    code: str
    window: Window
    events: tuple[Serving, ...]
    """By day, at most `SHOWN`."""

    total: int
    """All of them."""

    last: Serving | None
    """The last event of the goal before the window."""

    occasions: tuple[Occasion, ...]
    """Coming days that suit an event for the goal: within the window, else after it."""

    repeats: tuple[Serving, ...]
    """Earlier events of the goal, those of the same months first."""

    could_serve: tuple[Serving, ...]
    """Planned events of the window that lack the goal."""

    person: Person | None
    """Who recorded the reason of the gap, if there is one."""
