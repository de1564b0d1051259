"""Many new rows of one table at once, by the shortest way that the engine knows: COPY, or one prepared statement.

Triggers fire and constraints hold as for any other insert. What SQLAlchemy does for each row of an `insert` takes
longer than the data base itself; hence the driver is handed plain tuples.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from operator import itemgetter
from typing import Any

import sqlalchemy as sa


def insert_many(connection: sa.Connection, table: sa.Table, rows: Sequence[Mapping[str, object]]) -> None:
    """Insert the rows in this order; all name the columns that the first one names, the others get their defaults.

    Raises:
        KeyError: a row lacks a column that the first one has.
    """
    if not rows:
        return
    names = tuple(rows[0])
    insert_tuples(connection, table, names, map(itemgetter(*names), rows) if len(names) > 1 else _lone(names[0], rows))


def insert_tuples(
    connection: sa.Connection, table: sa.Table, names: Sequence[str], rows: Iterable[tuple[Any, ...]]
) -> None:
    """The same for values in the order of `names`; an iterator is read as it goes where the engine allows it."""
    quote = connection.dialect.identifier_preparer.quote
    columns = ", ".join(quote(name) for name in names)
    if connection.dialect.name == "postgresql":
        _copy(connection, f"COPY {quote(table.name)} ({columns}) FROM STDIN", rows)
        return
    places = ", ".join("?" * len(names))
    statement = f"INSERT INTO {quote(table.name)} ({columns}) VALUES ({places})"  # noqa: S608 - names of our own schema
    values = rows if isinstance(rows, list) else list(rows)
    if values:
        connection.exec_driver_sql(statement, values)


def _lone(name: str, rows: Sequence[Mapping[str, object]]) -> Iterable[tuple[object]]:
    return ((row[name],) for row in rows)


def _copy(connection: sa.Connection, statement: str, rows: Iterable[tuple[Any, ...]]) -> None:
    driver: Any = connection.connection.cursor()
    try:
        with driver.copy(statement) as copy:
            write = copy.write_row
            for row in rows:
                write(row)
    finally:
        driver.close()
