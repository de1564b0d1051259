"""The first schema, frozen as `0001_first.sql`; a test holds it equal to what a new store gets.

Revision ID: 0001
Revises:
"""

from __future__ import annotations

from pathlib import Path

from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make every table, index and the search index of an empty file."""
    script = Path(__file__).with_suffix(".sql").read_text("utf-8")
    for statement in script.split(";\n"):
        if statement.strip():
            op.get_bind().exec_driver_sql(statement)
