"""Tables outside the log that no opening needs: counters that never run back, drafts, what can be made again."""

from __future__ import annotations

from typing import Final

import sqlalchemy as sa

from cultdip_desktop.store.schema.base import digests, instants, number, table, text

number_counter: Final = table(
    "number_counter",
    sa.Column("office", sa.Text, primary_key=True, nullable=False),
    sa.Column("year", sa.Integer, primary_key=True, nullable=False, autoincrement=False),
    number("last"),
)
"""Last number given to an event; a number is never given twice, not even after undo."""

thumbnail: Final = table(
    "thumbnail",
    sa.Column("sha256", sa.Text, primary_key=True, nullable=False),
    sa.Column("size_name", sa.Text, primary_key=True, nullable=False),
    sa.Column("bytes", sa.LargeBinary, nullable=False),
    *digests("sha256"),
)

draft: Final = table(
    "draft",
    sa.Column("event_id", sa.Text, primary_key=True, nullable=False),
    text("content", default=None),
    text("kept_at", default=None),
    *instants("kept_at"),
)
"""What was typed into an event and is not committed yet, as JSON text; removed by the commit."""

pin_attempts: Final = table(
    "pin_attempts",
    sa.Column("name", sa.Text, primary_key=True, nullable=False),
    number("failed"),
    text("locked_until", nullable=True),
    *instants("locked_until"),
)
"""Wrong PINs of each signing key since the last right one; no undo brings an attempt back."""

figure_sheet: Final = table(
    "figure_sheet",
    sa.Column("dimension", sa.Text, primary_key=True, nullable=False),
    sa.Column("half", sa.Text, primary_key=True, nullable=False),
    sa.Column("office", sa.Text, primary_key=True, nullable=False),
    text("content", default=None),
    sa.CheckConstraint("half LIKE '____-__-__'", name="half"),
    sa.Index(None, "office"),
)
"""Counted events of an office and half month, summed by one dimension as JSON; made again from the events."""

figure_mark: Final = table(
    "figure_mark",
    sa.Column("one", sa.Integer, primary_key=True, nullable=False, autoincrement=False),
    number("position"),
    text("made_at", default=None),
    *instants("made_at"),
    sa.CheckConstraint("one = 1", name="one"),
)
"""Up to which action of the change log the sheets stand."""
