"""Events that may be linked to an item of the annual programme."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import sqlalchemy as sa

from cultdip_desktop.domain.coverage import PLANNED
from cultdip_desktop.domain.event import COUNTED
from cultdip_desktop.domain.period import Window
from cultdip_desktop.domain.programme import LinkedEvent, ProgrammeItem
from cultdip_desktop.store.repo.programme import EVENT_COLUMNS, linked_event
from cultdip_desktop.store.schema import event, event_goal, event_press, programme_link
from cultdip_desktop.store.store import Reader

_MOST: Final = 20
_STATES: Final = tuple(sorted(state.value for state in COUNTED | PLANNED))


def suggested(tx: Reader, item: ProgrammeItem, window: Window) -> tuple[LinkedEvent, ...]:
    """Events of the window with the item's goal, or one below it, that the item does not have yet. One statement."""
    serves = sa.exists().where(
        event_goal.c.event_id == event.c.id,
        sa.or_(event_goal.c.code == item.code, event_goal.c.code.startswith(f"{item.code}.", autoescape=True)),
    )
    wanted = _unlinked(item.id).where(
        event.c.state.in_(_STATES),
        event.c.local_day.between(window.first.isoformat(), window.last.isoformat()),
        serves,
    )
    found = tx.connection.execute(wanted.order_by(event.c.local_day, event.c.id).limit(_MOST)).mappings()
    return tuple(linked_event(row) for row in found)


def unlinked(tx: Reader, item_id: str, event_ids: Sequence[str]) -> tuple[LinkedEvent, ...]:
    """Those of these events that the item does not have yet, in the order given. One statement."""
    rows = tx.connection.execute(_unlinked(item_id).where(event.c.id.in_(list(event_ids)))).mappings()
    found = {row["id"]: linked_event(row) for row in rows}
    return tuple(found[event_id] for event_id in event_ids if event_id in found)


def _unlinked(item_id: str) -> sa.Select[tuple[object, ...]]:
    linked = sa.exists().where(programme_link.c.event_id == event.c.id, programme_link.c.item_id == item_id)
    press = sa.select(sa.func.count()).where(event_press.c.event_id == event.c.id).scalar_subquery()
    return sa.select(*EVENT_COLUMNS, press.label("press")).where(event.c.deleted_at.is_(None), sa.not_(linked))
