"""What a new event takes over from an earlier one."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date
from typing import Final

from cultdip_desktop.domain import wall_time
from cultdip_desktop.domain.event import Event
from cultdip_desktop.domain.money import MoneyStage

_OWN: Final = frozenset(
    {
        "id",
        "office",
        "number",
        "state",
        "state_reason",
        "start",
        "end",
        "results",
        "link_note",
        "money",
        "evidence",
        "series",
        "created_at",
        "updated_at",
        "deleted_at",
    }
)
"""What belongs to one event alone: who it is, how it stands, what came of it."""


def copied(event: Event, blank: Event, day: date | None = None) -> Event:
    """`blank` with what is known before an event like `event`; planned money is planned again.

    Held on `day`, at the same hours and as many days long; without, it has no day yet.
    """
    taken = {field.name: getattr(event, field.name) for field in fields(Event) if field.name not in _OWN}
    planned = tuple(line for line in event.money if line.stage is MoneyStage.PLANNED)
    copy = replace(blank, **taken, money=planned)
    if day is None:
        return copy
    return wall_time.moved(replace(copy, start=event.start, end=event.end), day)
