"""Which events lie on the days of a calendar."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from cultdip_desktop.domain.calendar import CalendarEvent
from cultdip_desktop.domain.event import EventKind, EventState
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.domain.wall_time import last_day
from cultdip_desktop.store.columns import bitext_of, instant_from
from cultdip_desktop.store.schema import event
from cultdip_desktop.store.store import Reader

LONGEST_DAYS: Final = 400
"""Events that last longer are found in a calendar only by their first days."""

_SHOWN: Final = tuple(
    event.c[name]
    for name in (
        "id title_vi title_en title_english kind state start_at end_at all_day zone city"
        " venue_vi venue_en venue_english series_id"
    ).split()
)


def events(tx: Reader, first: date, last: date) -> tuple[CalendarEvent, ...]:
    """Living events that touch a day from `first` to `last`, both inside, as their places count days. One statement."""
    begins = event.c.local_day.between(first.isoformat(), last.isoformat())
    before = event.c.local_day.between(_text(first, -LONGEST_DAYS), _text(first, -1))
    still = event.c.end_at >= f"{_text(first, -1)}T00:00:00.000Z"  # no zone is further off than that
    wanted = sa.select(*_SHOWN).where(event.c.deleted_at.is_(None), sa.or_(begins, sa.and_(before, still)))
    found = (shown(dict(row)) for row in tx.connection.execute(wanted).mappings())
    return tuple(sorted((one for one in found if one.last >= first), key=_order))


def shown(row: Mapping[str, Any]) -> CalendarEvent:
    """One event from its row; it has a day."""
    zone = _zone(row["zone"])
    start_at, end_at = instant_from(row["start_at"]), instant_from(row["end_at"])
    assert start_at is not None  # noqa: S101 - it has a day
    start = start_at.astimezone(zone)
    end = None if end_at is None else end_at.astimezone(zone)
    whole = bool(row["all_day"])
    return CalendarEvent(
        id=row["id"],
        title=bitext_of(row, "title"),
        kind=EventKind(row["kind"]),
        state=EventState(row["state"]),
        first=start.date(),
        last=last_day(start, end, all_day=whole),
        start=None if whole else start,
        end=None if whole else end,
        all_day=whole,
        place=bitext_of(row, "venue") or BiText(row["city"]),
        zone=row["zone"],
        series=row["series_id"] or "",
    )


def _order(one: CalendarEvent) -> tuple[date, int, bool, datetime | date, str]:
    """By first day, longer ones first, whole days before hours, then by the clock."""
    at = one.start.replace(tzinfo=None) if one.start is not None else datetime.min  # noqa: DTZ901 - wall time
    return one.first, -one.days, not one.all_day, at, one.id


def _text(day: date, by: int) -> str:
    return (day + timedelta(days=by)).isoformat()


@functools.lru_cache(maxsize=600)
def _zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)
