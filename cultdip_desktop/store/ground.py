"""What a store stands on: one SQLCipher file, or a schema of its own on a PostgreSQL server (`store.postgres`).

The unit of work, every repository and every question are the same on both. What differs at the door is here.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from pathlib import Path
from typing import Final, Protocol

import sqlalchemy as sa

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.store import search_index, triggers
from cultdip_desktop.store.engine import Secret, make_engine, translated
from cultdip_desktop.store.schema import HEAD, action


class Ground(Protocol):
    """Connections to one store, and what is done at the beginning of a transaction."""

    readers: sa.Engine
    """Connections that may not write, for any thread."""

    writer: sa.Engine

    @property
    def path(self) -> Path:
        """Where the store lies, or would lie in its office's folder; its name in words to people."""

    @property
    def is_file(self) -> bool:
        """Whether the whole store is one file, which can be copied, moved and measured."""

    def translated(self) -> contextlib.AbstractContextManager[None]:
        """Turn the engine's refusals into errors that a person can act on."""

    def begin_reading(self, connection: sa.Connection) -> None:
        """From here on everything stems from one moment."""

    def begin_writing(self, connection: sa.Connection) -> None:
        """Wait until nobody else writes; what was committed by then is seen."""

    def require_guards(self, connection: sa.Connection) -> None:
        """Raises `store.log_changed` where the change log is not guarded as it must be."""

    def log_is_in_the_file(self) -> bool:
        """Whether the pages of the file are all there is; False where there is no such thing."""


class FileGround:
    """A SQLCipher file."""

    is_file: Final = True

    def __init__(self, path: Path, secret: Secret, *, mode: str, timeout: float, moved: Path | None = None) -> None:
        """`moved`: a file that appears once the office's store lies elsewhere; nobody may write here any more."""
        self.path: Final = path
        self._moved: Final = moved
        self._file: Final = _inode(path) if moved is not None else None
        reading = "query" if mode == "rw" else mode
        self.readers: sa.Engine = make_engine(path, secret, mode=reading, timeout=timeout, pooled=True)
        self.writer: sa.Engine = make_engine(path, secret, mode=mode, timeout=timeout)

    def translated(self) -> contextlib.AbstractContextManager[None]:
        """As `Ground.translated`."""
        return translated(self.path)

    def begin_reading(self, connection: sa.Connection) -> None:
        """As `Ground.begin_reading`."""
        connection.exec_driver_sql("BEGIN")

    def begin_writing(self, connection: sa.Connection) -> None:
        """As `Ground.begin_writing`.

        Raises:
            UserError: `store.moved`.
        """
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        if self._moved is not None and (self._moved.exists() or _inode(self.path) != self._file):
            raise UserError("store.moved", path=str(self.path))

    def require_guards(self, connection: sa.Connection) -> None:
        """As `Ground.require_guards`."""
        if not triggers.intact(triggers.installed(connection.exec_driver_sql)):
            raise UserError("store.log_changed", path=str(self.path))

    def log_is_in_the_file(self) -> bool:
        """Move the write-ahead log into the file; False when readers or a read-only disk prevent it."""
        try:
            with self.translated(), self.readers.connect() as connection:
                busy, frames, moved = connection.exec_driver_sql("PRAGMA wal_checkpoint(PASSIVE)").one()
                return not busy and frames == moved
        except UserError as error:
            if error.code != "file.not_writable":
                raise
            return False


def _inode(path: Path) -> tuple[int, int] | None:
    with contextlib.suppress(OSError):
        found = path.stat()
        return found.st_dev, found.st_ino
    return None


def version(connection: sa.Connection) -> int:
    """A number that changes when somebody else has committed what the change log sees. One small read."""
    if connection.dialect.name == "sqlite":
        return int(connection.exec_driver_sql("PRAGMA data_version").scalar_one())
    last = sa.select(sa.func.coalesce(sa.func.max(action.c.position), 0))
    return int(connection.execute(last).scalar_one())


def lay_out(path: Path, secret: Secret, *, timeout: float, fill: Callable[[sa.Connection], None] | None = None) -> None:
    """Tables, search index, triggers and revision of an empty file; `fill` brings rows that are logged already."""
    from cultdip_desktop.store.schema import metadata, revision  # all tables, which only a new file needs

    engine = make_engine(path, secret, mode="rw", timeout=timeout)
    with engine.connect() as connection:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        metadata.create_all(connection)
        search_index.create(connection)
        if fill is not None:
            fill(connection)
        triggers.install(connection.exec_driver_sql)
        connection.execute(revision.insert(), {"version_num": HEAD})
        connection.commit()
    engine.dispose()
