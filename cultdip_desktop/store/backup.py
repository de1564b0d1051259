"""A consistent copy of a store while others write to it, and what a copy holds.

SQLite's backup interface copies page by page inside one read transaction: the copy is the store of that moment,
however much is written meanwhile, and each page is authenticated on its way. (`VACUUM INTO` would do as well, but
cannot share a transaction with the count and the digest that the copy is held against; copying the file after a
checkpoint would have to keep everybody out.)
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import sqlalchemy as sa

from cultdip_desktop.core.clock import SystemClock
from cultdip_desktop.core.durable import translated as files_translated
from cultdip_desktop.core.errors import UserError
from cultdip_desktop.core.ids import ClockIds
from cultdip_desktop.core.progress import Progress
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.store import chain
from cultdip_desktop.store.database import Database
from cultdip_desktop.store.engine import Secret, connect, make_engine, reading_mode, translated
from cultdip_desktop.store.query.digest import digest
from cultdip_desktop.store.repo import media as media_rows
from cultdip_desktop.store.schema import HEAD
from cultdip_desktop.store.store import Reader

_PAGES: Final = 512
"""Pages (of 4 KiB) between two steps of the progress."""

_TIMEOUT: Final = 30.0
_UNKNOWN: Final = ""


@dataclass(frozen=True, slots=True)
class StoreFacts:
    """What a store held at one moment."""

    revision: str
    """Of its schema."""

    office: str
    name: BiText
    role: str
    writer: str
    """Id of the copy that wrote it."""

    content_sha256: str
    """Empty where the schema is another one than this program's: only rows are compared then."""

    head: str
    """End of the sealed chain of actions."""

    rows: Mapping[str, int]
    """Rows of every table."""

    counts: Mapping[str, int]
    """What people count: events and media without the trash, reports, packages, people."""

    media: frozenset[str]
    """Digests of the originals that its rows name, the trash included."""


@dataclass(frozen=True, slots=True, repr=False)
class Origin:
    """The store of an office, which need not be open: a file, or a schema on a server."""

    path: Path
    secret: Secret
    database: Database | None = None

    @property
    def is_there(self) -> bool:
        """Whether a store lies where the office says."""
        return self.database is not None or self.path.exists()


def head_of(origin: Origin) -> tuple[str, str]:
    """Writer and end of the chain as they stand; for the question whether anything has changed.

    Raises:
        UserError: `store.damaged`, `store.wrong_key`, …
    """
    with _moment(origin) as connection:
        return _one(connection, "SELECT writer_id FROM office"), chain.head(connection).head


def size_of(origin: Origin) -> int:
    """Bytes that a copy of the store takes, about.

    Raises:
        UserError: `file.unreachable`, `database.away`, …
    """
    if origin.database is not None:
        from cultdip_desktop.store import postgres

        with _moment(origin) as connection:
            return postgres.size_of(connection)
    with files_translated(origin.path):
        log = origin.path.with_name(f"{origin.path.name}-wal")
        return origin.path.stat().st_size + (log.stat().st_size if log.exists() else 0)


def copy(origin: Origin, target: Path, progress: Progress) -> StoreFacts:
    """Write a copy of the store to `target`, which must not exist; gives what the copy must hold.

    Writers go on meanwhile. The copy is not yet named by anybody: the caller removes it when this fails. The copy of a
    store on a server is an encrypted file like any other: it opens without the server.

    Raises:
        UserError: `store.damaged` (a page is not genuine), `file.no_space`, `store.busy`, …
        Cancelled: from `progress`.
    """
    if origin.database is not None:
        return _copy_of_server(origin, target, progress)
    path, secret = origin.path, origin.secret
    with _snapshot(path, secret, reading_mode(path)) as connection:
        facts = _facts(connection)
        with translated(target), contextlib.closing(connect(target, secret, mode="rwc")) as copied:

            def step(_status: int, remaining: int, total: int) -> None:
                progress.step(total - remaining, total, path.name)

            source: Any = connection.connection.dbapi_connection
            source.backup(copied, pages=_PAGES, progress=step)
            _require_whole(copied, path)
    return facts


def _copy_of_server(origin: Origin, target: Path, progress: Progress) -> StoreFacts:
    from cultdip_desktop.store import moving

    with _moment(origin) as connection:
        # Whoever claimed the place keeps it: another desk that opens the office would clear away a file of nobody.
        moving.into_file(connection, target, origin.secret, progress, over=True)
    return examine(target, origin.secret)


def _require_whole(copied: Any, path: Path) -> None:
    """A page that is not genuine stops a read, but not this copying: it becomes a page of nothing."""
    with translated(path):
        if copied.execute("PRAGMA integrity_check(1)").fetchone()[0] != "ok":
            raise UserError("store.damaged", path=str(path))


def examine(path: Path, secret: Secret) -> StoreFacts:
    """Open a copy that nobody else has open, authenticate its pages, and count and digest what it holds.

    Raises:
        UserError: `store.damaged`, `store.foreign`.
    """
    with _snapshot(path, secret, "immutable") as connection:
        if connection.exec_driver_sql("PRAGMA cipher_integrity_check").first() is not None:
            raise UserError("store.damaged", path=str(path))
        return _facts(connection)


@contextlib.contextmanager
def _moment(origin: Origin) -> Iterator[sa.Connection]:
    """A read transaction on the store, wherever it lies."""
    if origin.database is None:
        with _snapshot(origin.path, origin.secret, reading_mode(origin.path)) as connection:
            yield connection
        return
    from cultdip_desktop.store import postgres

    with postgres.snapshot(origin.database, origin.path) as connection:
        yield connection


@contextlib.contextmanager
def _snapshot(path: Path, secret: Secret, mode: str) -> Iterator[sa.Connection]:
    engine = make_engine(path, secret, mode=mode, timeout=_TIMEOUT)
    try:
        with translated(path), engine.connect() as connection:
            connection.exec_driver_sql("BEGIN")
            try:
                yield connection
            finally:
                connection.rollback()
    finally:
        engine.dispose()


def _facts(connection: sa.Connection) -> StoreFacts:
    names = connection.exec_driver_sql(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'search_%'"
    )
    rows = {name: _count(connection, name) for name in sorted(names.scalars().all())}
    if "office" not in rows or not rows["office"]:
        raise UserError("store.foreign", path="")
    revision = _one(connection, "SELECT version_num FROM alembic_version")
    known = revision == HEAD
    clock = SystemClock()
    reader = Reader(connection, clock, ClockIds(clock))
    found = digest(reader) if known else None
    row = connection.exec_driver_sql("SELECT id, name_vi, name_en, role, writer_id FROM office").one()
    return StoreFacts(
        revision,
        row[0],
        BiText(row[1], row[2]),
        row[3],
        row[4],
        found.content_sha256 if found else _UNKNOWN,
        chain.head(connection).head,
        rows,
        dict(found.counts) if found else {},
        media_rows.digests(reader),
    )


def _count(connection: sa.Connection, table: str) -> int:
    quoted = table.replace('"', '""')
    return int(connection.exec_driver_sql(f'SELECT count(*) FROM "{quoted}"').scalar_one())  # noqa: S608 - from the schema


def _one(connection: sa.Connection, statement: str) -> str:
    return str(connection.exec_driver_sql(statement).scalar() or "")
