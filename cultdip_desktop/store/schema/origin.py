"""Where events were taken in from: what tells a corrected row of a table from a new one."""

from __future__ import annotations

from typing import Final

import sqlalchemy as sa

from cultdip_desktop.store.schema.base import logged, number, text

event_origin: Final = logged(
    "event_origin",
    "event",
    sa.Column("event_id", sa.Text, sa.ForeignKey("event.id"), primary_key=True, nullable=False),
    text("source", default=None),
    number("line"),
    text("code"),
    text("likeness"),
    text("content", default=None),
    sa.CheckConstraint("source <> ''", name="source"),
    sa.Index(None, "source"),
    main="event_id",
)
"""`source` is the folded name of file and sheet, `code` the row's own code, `line` the row, `likeness` its folded title, day and place;
`content` JSON: for every column a short digest of its cell, so that a later edition of the table changes only what has
changed in the table."""
