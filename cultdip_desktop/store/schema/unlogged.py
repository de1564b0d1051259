"""Tables outside change log and content digest: what can be made again, and counters that never run back."""

from __future__ import annotations

from typing import Final

import sqlalchemy as sa

from cultdip_desktop.store.schema.base import BIG, table, text

revision: Final = table("alembic_version", sa.Column("version_num", sa.Text, primary_key=True, nullable=False))
"""The stored revision, under the name that Alembic gives it."""

search_doc: Final = table(
    "search_doc",
    sa.Column("doc", BIG, primary_key=True, nullable=False),
    sa.Column("event_id", sa.Text, sa.ForeignKey("event.id"), nullable=False),
    text("title", default=None),
    text("body", default=None),
    text("joined", default=None),
    sa.UniqueConstraint("event_id"),
)
"""Folded text of each event; `joined` holds neighbouring words of the title written together."""

place: Final = table(
    "place",
    sa.Column("one", sa.Integer, primary_key=True, nullable=False, autoincrement=False),
    text("machine", default=None),
    text("file_id", default=None),
    sa.CheckConstraint("one = 1", name="one"),
)
"""The machine and the file in which this store was last written, so that a copy is noticed."""
