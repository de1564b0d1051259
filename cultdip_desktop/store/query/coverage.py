"""How many events serve which goals, when: counted by SQL, laid over the tree by `domain.coverage`."""

from __future__ import annotations

from datetime import date
from typing import Final

import sqlalchemy as sa

from cultdip_desktop.domain.coverage import PLANNED, Tally
from cultdip_desktop.domain.event import COUNTED
from cultdip_desktop.domain.period import Window
from cultdip_desktop.store.schema import event, event_goal
from cultdip_desktop.store.store import Reader

_PRIMARY: Final = "*"
_STATES: Final = tuple(sorted(state.value for state in COUNTED | PLANNED))


def tallies(tx: Reader, window: Window) -> list[Tally]:
    """Events of the window that were held or are planned, by half month and set of tags. One statement."""
    held = event.c.state.in_(sorted(state.value for state in COUNTED))
    tag = event_goal.c.code + sa.case((event_goal.c.is_primary == 1, _PRIMARY), else_="")
    # Every event of the window is met in the order of its key, and its tags lie beside each other.
    of_event = sa.select(sa.func.group_concat(tag, " ")).where(event_goal.c.event_id == event.c.id).scalar_subquery()
    half = sa.func.substr(event.c.local_day, 1, 7) + sa.case(
        (sa.func.substr(event.c.local_day, 9, 2) >= "15", "-15"), else_="-01"
    )
    each = (
        sa.select(half.label("month"), held.label("held"), of_event.label("tags"))
        .where(
            event.c.deleted_at.is_(None),
            event.c.state.in_(_STATES),
            event.c.local_day.between(window.first.isoformat(), window.last.isoformat()),
        )
        .subquery()
    )
    # A condition on the tags here would have SQLite gather them twice.
    grouped = sa.select(each.c.month, each.c.held, each.c.tags, sa.func.count()).group_by("month", "held", "tags")
    known: dict[str, tuple[tuple[str, bool], ...]] = {}
    days: dict[str, date] = {}
    found = []
    for month, was_held, tags, events in tx.connection.execute(grouped):
        if tags is None:
            continue
        day = days.get(month) or days.setdefault(month, date.fromisoformat(month))
        codes = known.get(tags) or known.setdefault(tags, _tags(tags))
        found.append(Tally(day, bool(was_held), codes, events))
    return found


def span(tx: Reader) -> Window | None:
    """From the first to the last day of the events that coverage counts; None when there is none. Two statements."""
    counted = sa.select(event.c.local_day).where(
        event.c.deleted_at.is_(None), event.c.state.in_(_STATES), event.c.local_day.is_not(None)
    )
    first = tx.connection.execute(counted.order_by(event.c.local_day).limit(1)).scalar()
    last = tx.connection.execute(counted.order_by(event.c.local_day.desc()).limit(1)).scalar()
    if first is None or last is None:
        return None
    return Window(date.fromisoformat(first), date.fromisoformat(last))


def _tags(text: str) -> tuple[tuple[str, bool], ...]:
    return tuple((part.removesuffix(_PRIMARY), part.endswith(_PRIMARY)) for part in text.split(" "))
