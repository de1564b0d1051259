"""Which events still carry codes that the current edition of the catalogue no longer has."""

from __future__ import annotations

import sqlalchemy as sa

from cultdip_desktop.store.schema import catalogue, catalogue_node, event, event_goal
from cultdip_desktop.store.store import Reader


def with_vanished_codes(tx: Reader, office: str) -> dict[str, frozenset[str]]:
    """Of living events of the office, by id, the goal codes that the current edition lacks. One statement."""
    current = sa.select(catalogue.c.edition).where(catalogue.c.is_current == 1).scalar_subquery()
    known = sa.select(catalogue_node.c.code).where(catalogue_node.c.edition == current)
    wanted = (
        sa.select(event_goal.c.event_id, event_goal.c.code)
        .join(event, event.c.id == event_goal.c.event_id)
        .where(event.c.office == office, event.c.deleted_at.is_(None), event_goal.c.code.not_in(known))
    )
    found: dict[str, set[str]] = {}
    for event_id, code in tx.connection.execute(wanted):
        found.setdefault(event_id, set()).add(code)
    return {event_id: frozenset(codes) for event_id, codes in found.items()}
