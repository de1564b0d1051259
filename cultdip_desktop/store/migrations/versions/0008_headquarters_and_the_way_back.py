"""Headquarters and the way back: roster, duties, ledger, decisions, receipts, directives, editions; rights of photos.

Revision ID: 0008
Revises: 0007
"""

from __future__ import annotations

from pathlib import Path

from alembic import op

revision = "0008"
down_revision = "0007"

_REBUILT = (
    "received_package",
    "inbox_mark",
    "mission",
    "certificate",
    "sent_package",
    "task",
    "catalogue",
    "initiative",
    "commendation",
    "media_item",
    "paper_file",
)
"""Tables whose constraints change: made anew and filled from the old ones."""


def upgrade() -> None:
    """Rebuild eleven tables, make the others.

    The rows wait in a plain copy: renaming would rewrite what refers to a table, and the text of its own statement.
    """
    connection = op.get_bind()
    for table in _REBUILT:
        connection.exec_driver_sql(f"CREATE TABLE old_{table} AS SELECT * FROM {table}")  # noqa: S608 - our own names
        connection.exec_driver_sql(f"DROP TABLE {table}")
    script = Path(__file__).with_suffix(".sql").read_text("utf-8")
    for statement in script.split(";\n"):
        if statement.strip():
            connection.exec_driver_sql(statement)
    for table in _REBUILT:
        columns = ", ".join(row[1] for row in connection.exec_driver_sql(f"PRAGMA table_info(old_{table})"))
        connection.exec_driver_sql(f"INSERT INTO {table} ({columns}) SELECT {columns} FROM old_{table}")  # noqa: S608 - our own names
        connection.exec_driver_sql(f"DROP TABLE old_{table}")
