"""Wrong PINs are counted in the store, where deleting a file does not reset them.

Revision ID: 0003
Revises: 0002
"""

from __future__ import annotations

from alembic import op

revision = "0003"
down_revision = "0002"

_PIN_ATTEMPTS = """
CREATE TABLE pin_attempts (
    name TEXT NOT NULL,
    failed INTEGER NOT NULL,
    locked_until TEXT,
    CONSTRAINT pk_pin_attempts PRIMARY KEY (name),
    CONSTRAINT ck_pin_attempts_locked_until CHECK (locked_until LIKE '____-__-__T__:__:__.___Z')
) STRICT
"""


def upgrade() -> None:
    """Add the table."""
    op.get_bind().exec_driver_sql(_PIN_ATTEMPTS)
