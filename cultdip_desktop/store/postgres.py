"""A store in a schema of a PostgreSQL server, for headquarters with several desks at work at once.

The one module that imports `psycopg`; it is loaded only for an office that lies on a server. One desk writes at a
time: an advisory lock of the transaction, taken under READ COMMITTED so that everything after it sees what was
committed before. Readers have a snapshot (REPEATABLE READ, read only); since writers come one by one, it is a moment
of a serial history. Within the data base everything is plain: who runs the server guards its disks and its backups.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import psycopg
import sqlalchemy as sa
from psycopg import IsolationLevel, pq
from psycopg.adapt import Loader
from sqlalchemy.pool import NullPool, QueuePool

from cultdip_desktop.core.clock import Clock
from cultdip_desktop.core.errors import UserError
from cultdip_desktop.core.ids import IdSource
from cultdip_desktop.store import postgres_log, postgres_schema
from cultdip_desktop.store.database import Database
from cultdip_desktop.store.schema import HEAD
from cultdip_desktop.store.store import Store

OLDEST: Final = 130_000
"""PostgreSQL 13."""

_READERS: Final = 4
_CONNECT_SECONDS: Final = 10
_LOCK_MS: Final = 30_000
"""How long a desk waits for another's writing."""

_OURS: Final = 0x43445250
"""First half of the advisory lock, so that it meets no other program's; the second is the schema."""

TEXT_REFUSED: Final = psycopg.DataError
"""What the driver raises at a text that PostgreSQL cannot keep."""

_AWAY: Final = ("08", "57P")
_CODES: Final = {
    "28": "database.login_refused",
    "3D000": "database.missing",
    "3F000": "store.moved",
    "42P01": "store.moved",
    "42501": "database.not_allowed",
    "53100": "database.full",
    "53300": "database.crowded",
    "25006": "database.read_only",
    "55P03": "store.busy",
    "57014": "store.busy",
    "40P01": "store.busy",
    "40001": "store.busy",
    "XX001": "store.damaged",
    "XX002": "store.damaged",
}
"""SQLSTATE, or the class of one, to the code of the error."""


class ServerGround:
    """A schema on a server."""

    is_file: Final = False

    def __init__(self, database: Database, path: Path, *, writing: bool, note: Path | None = None) -> None:
        """`note`: the file that names this schema; once it changes, nobody may write here any more."""
        self.path: Final = path
        self.database: Final = database
        self._note: Final = note
        self._noted: Final = _state(note)
        self.readers: sa.Engine = _engine(database, reading=True, pooled=True)
        self.writer: sa.Engine = _engine(database, reading=not writing)

    def translated(self) -> contextlib.AbstractContextManager[None]:
        """As `Ground.translated`."""
        return translated(self.database, self.path)

    def begin_reading(self, connection: sa.Connection) -> None:
        """As `Ground.begin_reading`: the first statement takes the snapshot."""

    def begin_writing(self, connection: sa.Connection) -> None:
        """As `Ground.begin_writing`.

        Raises:
            UserError: `store.moved`.
        """
        take_turn(connection)
        if _state(self._note) != self._noted:
            raise UserError("store.moved", path=self.database.shown)

    def require_guards(self, connection: sa.Connection) -> None:
        """As `Ground.require_guards`."""
        if postgres_log.installed(connection) != postgres_log.expected():
            raise UserError("store.log_changed", path=self.database.shown)

    def log_is_in_the_file(self) -> bool:
        """There is no file whose pages could be looked at."""
        return False


def create(database: Database, path: Path, *, clock: Clock, ids: IdSource) -> Store:
    """Make a new, empty store in a new schema, which is there as a whole or not at all.

    Raises:
        UserError: `database.away`, `database.login_refused`, `database.missing`, `database.not_allowed`,
            `database.too_old`, `database.encoding`, …
    """
    with laying_out(database, path):
        pass
    return join(database, path, clock=clock, ids=ids)


def join(
    database: Database,
    path: Path,
    *,
    clock: Clock,
    ids: IdSource,
    read_only: bool = False,
    note: Path | None = None,
) -> Store:
    """Open the store in a schema; `path` is where its file would lie in the office's folder, `note` names the schema.

    Raises:
        UserError: `database.away`, …, `store.moved` (no such schema), `store.newer_version`, `database.older_version`,
            `store.log_changed`.
    """
    ground = ServerGround(database, path, writing=not read_only, note=note)
    try:
        with ground.translated(), ground.readers.connect() as connection:
            _require_server(connection, database)
            found = str(connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar())
        if found != HEAD:
            code = "database.older_version" if found < HEAD else "store.newer_version"
            raise UserError(code, path=database.shown, found=found, known=HEAD)
    except BaseException:
        ground.readers.dispose()
        raise
    return Store.on(ground, clock=clock, ids=ids, read_only=read_only)


@contextlib.contextmanager
def laying_out(database: Database, path: Path) -> Iterator[sa.Connection]:
    """A transaction in a new schema with bare tables, to be filled; indexes, triggers and revision follow at its end.

    Raises:
        UserError: as `create`.
    """
    engine = _engine(database, reading=False)
    try:
        with translated(database, path), engine.connect() as connection:
            _require_server(connection, database)
            postgres_schema.make_tables(connection, database.namespace)
            yield connection
            postgres_schema.finish(connection)
            postgres_log.install(connection)
            connection.commit()
    finally:
        engine.dispose()


@contextlib.contextmanager
def snapshot(database: Database, path: Path) -> Iterator[sa.Connection]:
    """One moment of a store that need not be open.

    Raises:
        UserError: `database.away`, …
    """
    engine = _engine(database, reading=True)
    try:
        with translated(database, path), engine.connect() as connection:
            yield connection
            connection.rollback()
    finally:
        engine.dispose()


def drop(database: Database, path: Path) -> None:
    """Remove a schema and everything in it.

    Raises:
        UserError: `database.away`, `database.not_allowed`, ….
    """
    engine = _engine(database, reading=False)
    try:
        with translated(database, path), engine.connect() as connection:
            connection.exec_driver_sql(f'DROP SCHEMA IF EXISTS "{database.namespace}" CASCADE')
            connection.commit()
    finally:
        engine.dispose()


def size_of(connection: sa.Connection) -> int:
    """Bytes of all tables and indexes."""
    statement = (
        "SELECT coalesce(sum(pg_total_relation_size(oid)), 0) FROM pg_class"
        " WHERE relnamespace = current_schema()::regnamespace AND relkind = 'r'"
    )
    return int(connection.exec_driver_sql(statement).scalar_one())


def take_turn(connection: sa.Connection) -> None:
    """Wait until no other desk writes to this schema, and keep the others out until the transaction ends."""
    connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_OURS}, hashtext(current_schema()))")


@contextlib.contextmanager
def translated(database: Database, path: Path) -> Iterator[None]:
    """Turn the server's refusals into errors that a person can act on; what is a bug passes through.

    Raises:
        UserError: `database.*`, `store.busy`, `store.moved`, `store.damaged`.
    """
    try:
        yield
    except sa.exc.DBAPIError as error:
        _raise(error.orig, error, database, path)
        raise
    except psycopg.Error as error:
        _raise(error, error, database, path)
        raise


def _raise(original: BaseException | None, cause: Exception, database: Database, path: Path) -> None:
    if not isinstance(original, psycopg.Error):
        return
    state = original.sqlstate or ""
    if state.startswith(_AWAY) and state != "57014":
        code = "database.away"
    elif state:
        code = _CODES.get(state) or _CODES.get(state[:2], "")
    else:
        code = _of_connecting(original)
    if code:
        where = str(path) if code == "store.moved" else database.shown
        raise UserError(code, path=where, server=database.shown) from cause


def _of_connecting(error: psycopg.Error) -> str:
    """A refused login has no SQLSTATE of its own in libpq: what was said last is in the words of the server."""
    if not isinstance(error, psycopg.OperationalError):
        return "database.address_bad" if isinstance(error, psycopg.ProgrammingError) else ""
    said = str(error)
    if "certificate" in said or "SSL" in said:
        return "database.tls_failed"
    if "does not exist" in said:
        return "database.missing" if "database " in said else "database.login_refused"
    if "authentication failed" in said or "no password supplied" in said or "no pg_hba.conf entry" in said:
        return "database.login_refused"
    return "database.crowded" if "too many" in said or "remaining connection slots" in said else "database.away"


def _engine(database: Database, *, reading: bool, pooled: bool = False) -> sa.Engine:
    def creator() -> Any:
        return _connect(database, reading=reading)

    kind: dict[str, Any] = {"poolclass": NullPool}
    if pooled:
        kind = {"poolclass": QueuePool, "pool_size": _READERS, "max_overflow": _READERS, "pool_use_lifo": True}
        kind["pool_pre_ping"] = True
    return sa.create_engine("postgresql+psycopg://", creator=creator, hide_parameters=True, **kind)


def _connect(database: Database, *, reading: bool) -> Any:
    url = sa.make_url(database.url)
    said: dict[str, Any] = dict(url.query)
    given: dict[str, Any] = {
        "host": url.host,
        "port": url.port,
        "user": url.username,
        "password": url.password,
        "dbname": url.database,
    }
    connection = psycopg.connect(
        **{"connect_timeout": _CONNECT_SECONDS, **{name: value for name, value in given.items() if value}, **said}
    )
    try:
        connection.adapters.register_loader("numeric", _Whole)
        connection.execute(
            "SELECT set_config('search_path', %s, false), set_config('lock_timeout', %s, false),"
            " set_config('client_encoding', 'UTF8', false), set_config('TimeZone', 'UTC', false)",
            (database.namespace, str(_LOCK_MS)),
        )
        connection.commit()
        if reading:
            connection.isolation_level = IsolationLevel.REPEATABLE_READ
            connection.read_only = True
    except BaseException:
        connection.close()
        raise
    return connection


def _state(note: Path | None) -> tuple[int, ...]:
    """Tells one sealed note from the next."""
    if note is None:
        return ()
    with contextlib.suppress(FileNotFoundError):
        found = note.stat()
        return found.st_ino, found.st_mtime_ns, found.st_size
    return ()


class _Whole(Loader):
    """Sums of whole numbers come as NUMERIC; no column has fractions."""

    format = pq.Format.TEXT

    def load(self, data: Any) -> int:
        """The number."""
        return int(bytes(data))


def _require_server(connection: sa.Connection, database: Database) -> None:
    number = int(connection.exec_driver_sql("SELECT current_setting('server_version_num')").scalar_one())
    if number < OLDEST:
        raise UserError("database.too_old", server=database.shown, found=number // 10_000, needed=OLDEST // 10_000)
    if connection.exec_driver_sql("SELECT current_setting('server_encoding')").scalar_one() != "UTF8":
        raise UserError("database.encoding", server=database.shown)
