"""What a check asks of PostgreSQL in the place of SQLite's own: are the tables as they were made, do references hold?

Pages, checksums and indexes are the server's own affair; whoever runs it has `pg_checksums` and `pg_amcheck`.
"""

from __future__ import annotations

import sqlalchemy as sa

from cultdip_desktop.store.postgres_schema import tables


def is_complete(connection: sa.Connection) -> bool:
    """Whether every table has its columns, every one of its indexes, and every constraint."""
    columns = connection.exec_driver_sql(
        "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = current_schema()"
    )
    there = {tuple(row) for row in columns}
    wanted = {(table.name, column.name) for table in tables().tables.values() for column in table.columns}
    indexes = connection.exec_driver_sql("SELECT indexname FROM pg_indexes WHERE schemaname = current_schema()")
    made = {index.name for table in tables().tables.values() for index in table.indexes}
    unfit = connection.exec_driver_sql(
        "SELECT count(*) FROM pg_constraint"
        " WHERE connamespace = current_schema()::regnamespace AND contype IN ('c', 'f') AND NOT convalidated"
    ).scalar_one()
    checks = connection.exec_driver_sql(
        "SELECT count(*) FROM pg_constraint WHERE connamespace = current_schema()::regnamespace AND contype IN ('c', 'f')"
    ).scalar_one()
    return wanted <= there and made <= set(indexes.scalars()) and not unfit and checks == _constraints()


def orphans(connection: sa.Connection) -> dict[str, int]:
    """Rows that name one which is not there, by table."""
    broken: dict[str, int] = {}
    for table in tables().tables.values():
        for reference in table.foreign_key_constraints:
            other = reference.referred_table.alias("other")
            pairs = [(element.parent, other.c[element.column.name]) for element in reference.elements]
            gone = ~sa.exists().where(*(mine == theirs for mine, theirs in pairs))
            named = [mine.is_not(None) for mine, _ in pairs]
            count = connection.execute(sa.select(sa.func.count()).select_from(table).where(*named, gone)).scalar_one()
            if count:
                broken[table.name] = broken.get(table.name, 0) + count
    return broken


def _constraints() -> int:
    kinds = (sa.CheckConstraint, sa.ForeignKeyConstraint)
    return sum(isinstance(one, kinds) for table in tables().tables.values() for one in table.constraints)
