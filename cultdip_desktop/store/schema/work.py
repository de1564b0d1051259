"""Tables of what is to be done: tasks, and the items of the annual programme."""

from __future__ import annotations

from typing import Final

import sqlalchemy as sa

from cultdip_desktop.domain.plan_words import ItemSource, TaskKind
from cultdip_desktop.store.schema.base import (
    bitext,
    bitext_checks,
    days,
    instants,
    key,
    logged,
    number,
    one_of,
    partial,
    text,
)

task: Final = logged(
    "task",
    "task",
    key(),
    sa.Column("event_id", sa.Text, sa.ForeignKey("event.id"), nullable=True),
    sa.Column("item_id", sa.Text, sa.ForeignKey("programme_item.id"), nullable=True),
    text("title"),
    text("kind", default=None),
    text("assignee", nullable=True),
    text("due", nullable=True),
    text("done_at", nullable=True),
    text("checklist", default="[]"),
    text("note"),
    number("position", default=0),
    text("created_at", default=None),
    text("deleted_at", nullable=True),
    text("directive_task_id", nullable=True),
    one_of("kind", TaskKind),
    *days("due"),
    *instants("done_at", "created_at", "deleted_at"),
    sa.Index(None, "event_id"),
    partial("ix_task_open", "due", "id", where="done_at IS NULL AND deleted_at IS NULL"),
    owner="event_id",
)
"""Work to do; never leaves the machine. `checklist` is a JSON list of `{"text", "done"}`."""

programme_item: Final = logged(
    "programme_item",
    "programme",
    key(),
    sa.Column("year", sa.Integer, sa.ForeignKey("programme.year"), nullable=False),
    number("position"),
    *bitext("title"),
    text("code"),
    text("edition"),
    number("quarter", default=0),
    text("person_id", nullable=True),
    number("target", nullable=True),
    text("unit"),
    text("source", default=None),
    text("source_ref"),
    text("note"),
    text("deleted_at", nullable=True),
    *bitext_checks("title"),
    one_of("source", ItemSource),
    *instants("deleted_at"),
    sa.CheckConstraint("quarter BETWEEN 0 AND 4", name="quarter"),
    sa.CheckConstraint("target BETWEEN 0 AND 1000000000", name="target"),
    sa.Index(None, "year", "position"),
)
"""`quarter` 0 is the whole year; `target` counts `unit`, events where it is empty."""
