"""Tables of the change log; triggers fill `change_row`, the unit of work seals it under an `action`."""

from __future__ import annotations

from typing import Final

import sqlalchemy as sa

from cultdip_desktop.store.schema.base import BIG, digests, instants, number, table, text

action: Final = table(
    "action",
    sa.Column("position", BIG, primary_key=True, nullable=False, autoincrement=False),
    text("id", default=None),
    text("at", default=None),
    text("label", default=None),
    text("params", default="{}"),
    text("actor", nullable=True),
    number("changes"),
    text("prev_hash", default=None),
    text("hash", default=None),
    *instants("at"),
    *digests("prev_hash", "hash"),
    sa.CheckConstraint("position >= 1 AND changes >= 1", name="numbers"),
    sa.UniqueConstraint("id"),
)
"""One act of a person. `position` counts from 1 without gaps, `params` is JSON text."""

change_row: Final = table(
    "change_row",
    sa.Column("seq", BIG, primary_key=True, nullable=False),
    text("action_id", default=None),
    text("table_name", default=None),
    text("row_id", default=None),
    text("kind", default=None),
    text("entity_id", default=None),
    text("owner_id", nullable=True),
    text("before", nullable=True),
    text("after", nullable=True),
    sa.CheckConstraint("before IS NOT NULL OR after IS NOT NULL", name="images"),
    sa.Index(None, "action_id"),
    sa.Index(None, "entity_id"),
    sa.Index(None, "owner_id"),
)
"""One touched row: its image before and after as JSON text."""

open_action: Final = table(
    "open_action",
    sa.Column("one", sa.Integer, primary_key=True, nullable=False, autoincrement=False),
    text("id", default=None),
    sa.CheckConstraint("one = 1", name="one"),
)
"""Holds the id of the action being written; empty outside a unit of work, which makes the triggers refuse."""
