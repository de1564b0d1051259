"""An event that is being dragged: as a whole, or by one of its ends."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from cultdip_desktop.domain.calendar import CalendarEvent
from cultdip_desktop.ui.rooms.plan import almanac

Edge = Literal["", "first", "last"]
"""Which end of an event is in hand; empty is the whole."""

EDGE_PX: Final = 7
"""So near an end of an event the mouse takes that end."""


@dataclass(frozen=True, slots=True)
class Hit:
    """What is under the mouse."""

    event_id: str
    edge: Edge = ""


@dataclass(slots=True)
class Drag:
    """An event on its way."""

    event: CalendarEvent
    edge: Edge
    grabbed: date
    first: date
    last: date
    minutes: int = 0
    """How much later it would begin, where hours are shown."""

    @property
    def changed(self) -> bool:
        """Whether letting go now would change anything."""
        return bool(self.minutes) or (self.first, self.last) != (self.event.first, self.event.last)

    def aim(self, day: date) -> None:
        """The mouse is over `day`."""
        event = self.event
        if self.edge == "first":
            self.first = min(day, event.last)
        elif self.edge == "last":
            self.last = max(day, event.first)
        else:
            by = day - self.grabbed
            self.first, self.last = event.first + by, event.last + by

    def placed(self) -> CalendarEvent:
        """The event as it would be if it were let go now."""
        return almanac.later(almanac.placed(self.event, self.first, self.last), self.minutes)
