"""The tables as PostgreSQL is given them: the same metadata, with text that sorts by its bytes as SQLite's does."""

from __future__ import annotations

import functools
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.schema import CreateIndex, CreateTable

from cultdip_desktop.store import postgres_search
from cultdip_desktop.store.schema import HEAD, metadata, revision

_BINARY: Final = "C"


@functools.cache
def tables() -> sa.MetaData:
    """A copy of the metadata: binary text, references that can wait for the end of a transaction, partial indexes."""
    made = sa.MetaData(naming_convention=metadata.naming_convention)
    for original in metadata.sorted_tables:
        table = original.to_metadata(made)
        for column in table.columns:
            if isinstance(column.type, sa.Text):
                column.type = sa.Text(collation=_BINARY)
        for reference in table.foreign_key_constraints:
            reference.deferrable, reference.initially = True, "IMMEDIATE"
        for index in table.indexes:
            condition: Any = index.dialect_options["sqlite"]["where"]
            if condition is not None:
                index.dialect_options["postgresql"]["where"] = condition
    return made


def make_tables(connection: sa.Connection, namespace: str) -> None:
    """A new schema with bare tables, which the connection uses from now on."""
    connection.exec_driver_sql(f'CREATE SCHEMA "{namespace}"')
    for table in tables().sorted_tables:
        connection.execute(CreateTable(table))
    postgres_search.create(connection)


def finish(connection: sa.Connection) -> None:
    """Indexes, counters that go on after the rows that are there, and the revision."""
    for table in tables().sorted_tables:
        for index in sorted(table.indexes, key=lambda one: str(one.name)):
            connection.execute(CreateIndex(index))
        counted = table.autoincrement_column
        if counted is not None:
            connection.exec_driver_sql(
                f"SELECT setval(pg_get_serial_sequence('{table.name}', '{counted.name}'),"  # noqa: S608 - our own names
                f" coalesce(max({counted.name}), 0) + 1, false) FROM {table.name}"
            )
    postgres_search.make_indexes(connection)
    connection.execute(revision.delete())
    connection.execute(revision.insert(), {"version_num": HEAD})
