"""Drafts not committed yet, and the place by which a copied store is noticed.

Revision ID: 0002
Revises: 0001
"""

from __future__ import annotations

from alembic import op

revision = "0002"
down_revision = "0001"

_DRAFT = """
CREATE TABLE draft (
    event_id TEXT NOT NULL,
    content TEXT NOT NULL,
    kept_at TEXT NOT NULL,
    CONSTRAINT pk_draft PRIMARY KEY (event_id),
    CONSTRAINT ck_draft_kept_at CHECK (kept_at LIKE '____-__-__T__:__:__.___Z')
) STRICT
"""

_PLACE = """
CREATE TABLE place (
    one INTEGER NOT NULL,
    machine TEXT NOT NULL,
    file_id TEXT NOT NULL,
    CONSTRAINT pk_place PRIMARY KEY (one),
    CONSTRAINT ck_place_one CHECK (one = 1)
) STRICT
"""


def upgrade() -> None:
    """Add the two tables."""
    for statement in (_DRAFT, _PLACE):
        op.get_bind().exec_driver_sql(statement)
