"""Carries a store from one engine to the other: every row of every table, in the log or not, word for word.

The copy is read back and held against what was copied before anybody may use it; who calls sees to it that nobody
writes meanwhile. Triggers and indexes come after the rows.
"""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import sqlalchemy as sa

from cultdip_desktop.core.clock import SystemClock
from cultdip_desktop.core.durable import translated as files_translated
from cultdip_desktop.core.errors import UserError
from cultdip_desktop.core.ids import ClockIds
from cultdip_desktop.core.progress import Progress
from cultdip_desktop.store import place, postgres, search_index
from cultdip_desktop.store.bulk import insert_tuples
from cultdip_desktop.store.database import Database
from cultdip_desktop.store.engine import Secret, connect, translated
from cultdip_desktop.store.ground import lay_out
from cultdip_desktop.store.query.digest import Digest, digest
from cultdip_desktop.store.schema import metadata, open_action, revision
from cultdip_desktop.store.store import Reader, Store

_ROWS: Final = 5_000
_TIMEOUT: Final = 30.0
_NOT_CARRIED: Final = frozenset({revision.name, open_action.name})
"""Of the program that makes the copy, and of the transaction that reads."""


def into_file(source: sa.Connection, path: Path, secret: Secret, progress: Progress, *, over: bool = False) -> Digest:
    """Make an encrypted file of the store behind `source`; the file must not exist, and is gone when this fails.

    `over`: the file is there already, empty, and claimed by the caller.

    Raises:
        UserError: `database.differs`, `file.exists`, `file.no_space`, …
        Cancelled: from `progress`.
    """
    with files_translated(path):
        path.touch(mode=0o600, exist_ok=over)
    try:
        found: list[Digest] = []

        def fill(target: sa.Connection) -> None:
            found.append(_carry(source, target, progress))

        with translated(path):
            lay_out(path, secret, timeout=_TIMEOUT, fill=fill)
            with contextlib.closing(connect(path, secret, mode="rw")) as connection:
                connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    except BaseException:
        for name in (path.name, f"{path.name}-wal", f"{path.name}-shm"):
            with contextlib.suppress(OSError):
                path.with_name(name).unlink(missing_ok=True)
        raise
    return found[0]


def into_server(source: sa.Connection, database: Database, path: Path, progress: Progress) -> Digest:
    """Make a new schema of the store behind `source`; it is there as a whole or not at all.

    Raises:
        UserError: `database.differs`, `database.text_refused`, and as `postgres.create`.
        Cancelled: from `progress`.
    """
    with postgres.laying_out(database, path) as target:
        return _carry(source, target, progress)


def lies_here(path: Path, secret: Secret) -> None:
    """Let a file that was made for an office say that it lies where it lies: it is no copy of another.

    Raises:
        UserError: `file.unreachable`, `store.disk_failed`, ….
    """
    here = place.of(path)
    with translated(path), contextlib.closing(connect(path, secret, mode="rw")) as connection:
        connection.execute("UPDATE place SET machine = ?, file_id = ?", (here.machine, here.file_id))
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _carry(source: sa.Connection, target: sa.Connection, progress: Progress) -> Digest:
    tables = [table for table in metadata.sorted_tables if table.name not in _NOT_CARRIED]
    total = sum(_count(source, table) for table in tables)
    done = 0
    for table in tables:
        done = _carry_table(source, target, table, progress, (done, 2 * total))
    search_index.rebuild(target)
    was, becomes = _digests(source), _digests(target)
    for table in tables:
        _require_same(_image(source, table), _image(target, table), table.name)
        done += _count(target, table)
        progress.step(min(done, 2 * total), 2 * total, table.name)
    _require_same(was.content_sha256, becomes.content_sha256, "content_sha256")
    _require_same(was.history_sha256, becomes.history_sha256, "history_sha256")
    return becomes


def _carry_table(
    source: sa.Connection, target: sa.Connection, table: sa.Table, progress: Progress, at: tuple[int, int]
) -> int:
    names = [str(column.name) for column in table.columns]
    done, total = at
    for rows in _portions(source, table):
        with _texts_accepted(table):
            insert_tuples(target, table, names, rows)
        done += len(rows)
        progress.step(done, total, table.name)
    return done


@contextlib.contextmanager
def _texts_accepted(table: sa.Table) -> Iterator[None]:
    """PostgreSQL keeps no text with the character of number zero."""
    try:
        yield
    except postgres.TEXT_REFUSED as error:
        raise UserError("database.text_refused", table=table.name) from error


def _portions(connection: sa.Connection, table: sa.Table) -> Iterator[list[Any]]:
    statement = sa.select(table).order_by(*table.primary_key.columns)
    for rows in connection.execute(statement, execution_options={"yield_per": _ROWS}).partitions():
        yield [tuple(row) for row in rows]


def _image(connection: sa.Connection, table: sa.Table) -> str:
    """Digest over all rows in the order of their keys."""
    images = hashlib.sha256()
    for rows in _portions(connection, table):
        images.update(repr(rows).encode("utf-8", "surrogatepass"))
    return images.hexdigest()


def _digests(connection: sa.Connection) -> Digest:
    clock = SystemClock()
    return digest(Reader(connection, clock, ClockIds(clock)))


def _count(connection: sa.Connection, table: sa.Table) -> int:
    return int(connection.execute(sa.select(sa.func.count()).select_from(table)).scalar_one())


def _require_same(was: str, becomes: str, what: str) -> None:
    if was != becomes:
        raise UserError("database.differs", what=what)


@contextlib.contextmanager
def held(store: Store) -> Iterator[sa.Connection]:
    """A connection that sees the last moment of a store and keeps every other writer out within the block.

    Raises:
        UserError: `store.busy`, `store.moved`, …
    """
    with store.ground.translated(), store.ground.writer.connect() as connection:
        store.ground.begin_writing(connection)
        try:
            yield connection
        finally:
            connection.rollback()
