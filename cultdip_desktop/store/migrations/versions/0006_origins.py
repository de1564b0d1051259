"""Where events were taken in from, so that a corrected table changes them instead of doubling them.

Revision ID: 0006
Revises: 0005
"""

from __future__ import annotations

from alembic import op

revision = "0006"
down_revision = "0005"

_EVENT_ORIGIN = """
CREATE TABLE event_origin (
    event_id TEXT NOT NULL,
    source TEXT NOT NULL,
    line INTEGER NOT NULL,
    code TEXT DEFAULT '' NOT NULL,
    likeness TEXT DEFAULT '' NOT NULL,
    content TEXT NOT NULL,
    CONSTRAINT pk_event_origin PRIMARY KEY (event_id),
    CONSTRAINT ck_event_origin_source CHECK (source <> ''),
    CONSTRAINT fk_event_origin_event_id FOREIGN KEY(event_id) REFERENCES event (id)
) STRICT
"""


def upgrade() -> None:
    """Add the table."""
    connection = op.get_bind()
    connection.exec_driver_sql(_EVENT_ORIGIN)
    connection.exec_driver_sql("CREATE INDEX ix_event_origin_source ON event_origin (source)")
