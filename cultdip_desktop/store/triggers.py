"""Triggers of the change log, made from the metadata: those of SQLite; `store.postgres_log` makes the other ones.

Each logged table writes the images of a touched row; the log itself refuses to be changed. While the open action bears
the name `IMPORTING`, the tables of events leave the images of new rows to `store.bulk_log`, which writes them itself.
"""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Callable, Mapping
from typing import Any, Final

import sqlalchemy as sa

from cultdip_desktop.core.canonical import encode
from cultdip_desktop.store.schema import logged_columns

REFUSALS: Final = (
    ("change_row", "UPDATE", "", "the change log is never rewritten"),
    ("change_row", "DELETE", "", "the change log is never cut"),
    (
        "change_row",
        "INSERT",
        "WHEN EXISTS (SELECT 1 FROM action WHERE id = NEW.action_id)",
        "the action is sealed already",
    ),
    ("action", "UPDATE", "", "the change log is never rewritten"),
    ("action", "DELETE", "", "the change log is never cut"),
    ("ledger", "UPDATE", "", "the ledger is never rewritten"),
    ("ledger", "DELETE", "", "the ledger is never cut"),
)

IMPORTING: Final = ""
"""Id of the open action while new rows of events come with their images; a check holds rows and images together."""

_EXPECTED: Final = "ae3dcf697df1629c145d24796b8444be1fb70411a53e6790a11d24eb18701f5a"
"""Digest of the triggers that this program expects; a test holds it equal, and says what to write here."""


def expected() -> dict[str, str]:
    """Name and text of every trigger that a store must have."""
    from cultdip_desktop.store.schema import LOGGED  # all tables: an opening, which needs a few, asks `intact`

    triggers: dict[str, str] = {}
    for table in LOGGED.values():
        for event, before, after in (("insert", None, "NEW"), ("update", "OLD", "NEW"), ("delete", "OLD", None)):
            name = f"log_{table.name}_{event}"
            triggers[name] = _log_trigger(name, table, event.upper(), before, after)
    for table_name, event, condition, why in REFUSALS:
        name = f"keep_{table_name}_{event.lower()}"
        triggers[name] = (
            f"CREATE TRIGGER {name} BEFORE {event} ON {table_name} {condition}\n"
            f"BEGIN\n  SELECT RAISE(ABORT, '{why}');\nEND"
        )
    return triggers


def digest(triggers: Mapping[str, str]) -> str:
    """SHA-256 over names and texts."""
    return hashlib.sha256(encode(dict(triggers))).hexdigest()


def intact(triggers: Mapping[str, str]) -> bool:
    """Whether these are the expected ones, to the letter."""
    return digest(triggers) == _EXPECTED


def installed(execute: Callable[[str], Any]) -> dict[str, str]:
    """Name and text of every trigger that the open store has."""
    rows = execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'")
    return dict(iter(rows))


def install(execute: Callable[[str], Any]) -> None:
    """Replace whatever triggers there are by the expected ones."""
    remove(execute)
    for text in expected().values():
        execute(text)


def remove(execute: Callable[[str], Any]) -> None:
    """Drop all triggers: a migration would fire them."""
    for name in installed(execute):
        execute(f'DROP TRIGGER "{name}"')


def image(table: sa.Table, row: str) -> str:
    """SQL of the JSON text that stands for a row; `row` is `NEW`, `OLD` or an alias."""
    pairs = ", ".join(f"'{name}', {row}.{name}" for name in _names(table))
    return f"json_object({pairs})"


@functools.cache
def _names(table: sa.Table) -> tuple[str, ...]:
    return tuple(str(column.name) for column in logged_columns(table))


def row_id(table: sa.Table, row: str) -> str:
    """SQL of the text that names a row inside its table: its key columns joined by `/`; a lone number becomes text."""
    keys = list(table.primary_key.columns)
    joined = " || '/' || ".join(f"{row}.{column.name}" for column in keys)
    return f"{joined} || ''" if len(keys) == 1 and not isinstance(keys[0].type, sa.Text) else joined


def _log_trigger(name: str, table: sa.Table, event: str, before: str | None, after: str | None) -> str:
    row = after or before or ""
    owner = table.info["owner"]
    condition = ""
    if event == "INSERT" and table.info["kind"] == "event":
        condition = f"\nWHEN (SELECT id FROM open_action) IS NOT '{IMPORTING}'"  # noqa: S608 - our own constant
    if event == "UPDATE":
        differs = " OR ".join(f"OLD.{name} IS NOT NEW.{name}" for name in _names(table))
        condition = f"\nWHEN {differs}"
    values = (
        "(SELECT id FROM open_action)",
        f"'{table.name}'",
        row_id(table, row),
        f"'{table.info['kind']}'",
        f"{row}.{table.info['main']}",
        f"{row}.{owner}" if owner else "NULL",
        image(table, before) if before else "NULL",
        image(table, after) if after else "NULL",
    )
    return (
        f"CREATE TRIGGER {name} AFTER {event} ON {table.name}{condition}\nBEGIN\n"  # noqa: S608 - our own names
        "  INSERT INTO change_row (action_id, table_name, row_id, kind, entity_id, owner_id, before, after)\n"
        f"  VALUES ({', '.join(values)});\nEND"
    )
