"""What has been done since an action: how one desk hears of another's work."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

import sqlalchemy as sa

from cultdip_desktop.domain.changes import ChangeSet
from cultdip_desktop.store.schema import action, change_row

LABEL: Final = "desk.others"
"""Label of a change set that stands for actions of several."""

_TOLD: Final = 5_000
"""Touched rows that are named one by one."""


def since(connection: sa.Connection, position: int | None, without: Collection[str] = ()) -> tuple[int, ChangeSet]:
    """As `Store.changes_since`."""
    last: int = connection.execute(sa.select(sa.func.coalesce(sa.func.max(action.c.position), 0))).scalar_one()
    nothing = ChangeSet("", LABEL)
    if position is None or last <= position:
        return last, nothing
    new = sa.select(action.c.id, action.c.changes).where(action.c.position > position).order_by(action.c.position)
    actions = [row for row in connection.execute(new) if row.id not in without]
    if not actions:
        return last, nothing
    mine = sa.and_(
        change_row.c.action_id.in_(sa.select(action.c.id).where(action.c.position > position)),
        change_row.c.action_id.not_in(sorted(without)),
    )
    if sum(row.changes for row in actions) > _TOLD:
        kinds = connection.execute(sa.select(change_row.c.kind).where(mine).distinct()).scalars()
        return last, ChangeSet(actions[-1].id, LABEL, frozenset(kinds))
    touched = connection.execute(
        sa.select(change_row.c.kind, change_row.c.entity_id, change_row.c.owner_id).where(mine)
    )
    rows = touched.all()
    ids = {row.entity_id for row in rows} | {row.owner_id for row in rows if row.owner_id is not None}
    return last, ChangeSet(actions[-1].id, LABEL, frozenset(row.kind for row in rows), frozenset(ids))
