"""Tables of what headquarters asks of missions: directives and their tasks, which stand on the first page."""

from __future__ import annotations

from typing import Final

import sqlalchemy as sa

from cultdip_desktop.domain.issuing import DirectiveState, DirectiveTaskState
from cultdip_desktop.store.schema.base import bitext, bitext_checks, days, instants, key, logged, number, one_of, text

directive: Final = logged(
    "directive",
    "directive",
    key(),
    text("notation"),
    *bitext("title"),
    *bitext("text"),
    text("issued_on", nullable=True),
    text("due", nullable=True),
    text("offices", default="[]"),
    text("state", default=None),
    text("dispatch_id", nullable=True),
    text("read_at", nullable=True),
    text("made_at", default=None),
    text("deleted_at", nullable=True),
    text("withdraws"),
    one_of("state", DirectiveState),
    *bitext_checks("title", "text"),
    *days("issued_on", "due"),
    *instants("read_at", "made_at", "deleted_at"),
)
"""`offices` is a JSON list of ids, empty for all; `withdraws` names the directive that this one takes back."""

directive_task: Final = logged(
    "directive_task",
    "directive",
    key(),
    sa.Column("directive_id", sa.Text, sa.ForeignKey("directive.id"), nullable=False),
    number("position", default=0),
    *bitext("title"),
    text("due", nullable=True),
    text("code"),
    text("state", default="open"),
    text("answer"),
    text("answered_at", nullable=True),
    text("task_id", nullable=True),
    text("deleted_at", nullable=True),
    one_of("state", DirectiveTaskState),
    *bitext_checks("title"),
    *days("due"),
    *instants("answered_at", "deleted_at"),
    sa.Index(None, "directive_id"),
    owner="directive_id",
)
"""State and answer are the mission's own; headquarters keeps those of all missions in `directive_answer`."""
