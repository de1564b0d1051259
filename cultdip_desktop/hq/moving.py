"""Moves headquarters' store: into a schema on a server, where several desks share it, and back into its folder.

Nobody writes while it is carried over: the old store is held as a writer holds it until the office says where the new
one lies. Another desk that comes later is told (`store.moved`). The old store stays as it was until a person removes it.
"""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from cultdip_desktop.core import durable
from cultdip_desktop.core.errors import UserError
from cultdip_desktop.core.progress import NoProgress, Progress
from cultdip_desktop.crypto.keyfile import OfficeKey
from cultdip_desktop.services.desk import Desk
from cultdip_desktop.store import database, moving, postgres
from cultdip_desktop.store.database import Database
from cultdip_desktop.store.engine import Secret

_SIDES: Final = ("", "-wal", "-shm")


@dataclass(frozen=True, slots=True)
class Moved:
    """Where the store lies now. The office must be opened again."""

    was: str
    """The file, or the server's address without its password."""

    now: str
    content_sha256: str
    history_sha256: str
    """Both were found equal in the old store and in the new one."""


class MovingService:
    """The use cases of `hq move`."""

    def __init__(self, desk: Desk, key: OfficeKey) -> None:
        self._desk = desk
        self._key = key

    def where(self) -> str:
        """The file, or the server's address without its password.

        Raises:
            UserError: `database.note_damaged`.
        """
        here = self._database()
        return str(self._desk.paths.store) if here is None else here.shown

    def to_server(self, target: Database, progress: Progress | None = None) -> Moved:
        """Carry the store from its file into a new schema; from then on every desk opens that one.

        Raises:
            UserError: `database.moved_already`, `database.old_store_kept`, `database.away`, `database.differs`, …; the
                office then goes on as it was.
            Cancelled: likewise.
        """
        paths = self._desk.paths
        self._require_at_file()
        if paths.left_database.exists():
            raise UserError("database.old_store_kept")
        with moving.held(self._desk.store) as source:
            digest = moving.into_server(source, target, paths.store, progress or NoProgress())
            try:
                database.write(paths.database, self._key.secret_key, target)
            except BaseException:
                with contextlib.suppress(UserError):
                    postgres.drop(target, paths.store)
                raise
        return Moved(str(paths.store), target.shown, digest.content_sha256, digest.history_sha256)

    def to_file(self, progress: Progress | None = None) -> Moved:
        """Carry the store from its server into the office's folder, encrypted; the schema stays on the server.

        Raises:
            UserError: `database.moved_already`, `database.old_store_kept`, `database.differs`, `file.no_space`, …; the
                office then goes on as it was.
            Cancelled: likewise.
        """
        paths, here = self._desk.paths, self._database()
        if here is None:
            raise UserError("database.moved_already", path=str(paths.store))
        if paths.store.exists():
            raise UserError("database.old_store_kept")
        secret = Secret(self._key.store_key, self._key.store_salt)
        made = paths.store.with_name(f"{paths.store.name}.moving{durable.PART_SUFFIX}")
        _remove(made)  # of a program that was killed
        with moving.held(self._desk.store) as source:
            digest = moving.into_file(source, made, secret, progress or NoProgress())
            try:
                moving.lies_here(made, secret)
                database.write(paths.left_database, self._key.secret_key, here)
                durable.move(made, paths.store)
            except BaseException:
                _remove(made)
                database.forget(paths.left_database)
                raise
            database.forget(paths.database)
        return Moved(here.shown, str(paths.store), digest.content_sha256, digest.history_sha256)

    def remove_old(self) -> str:
        """Remove the store that the last move left behind; says where it lay.

        Raises:
            UserError: `database.nothing_kept`, `database.away`, `file.not_writable`.
        """
        paths, here = self._desk.paths, self._database()
        if here is not None:
            if not paths.store.exists():
                raise UserError("database.nothing_kept")
            with durable.translated(paths.store):
                _remove(paths.store)
            return str(paths.store)
        left = database.read(paths.left_database, self._key.secret_key)
        if left is None:
            raise UserError("database.nothing_kept")
        postgres.drop(left, paths.store)
        database.forget(paths.left_database)
        return left.shown

    def _database(self) -> Database | None:
        return database.read(self._desk.paths.database, self._key.secret_key)

    def _require_at_file(self) -> None:
        here = self._database()
        if here is not None:
            raise UserError("database.moved_already", path=here.shown)


def _remove(path: Path) -> None:
    names: Sequence[str] = [f"{path.name}{side}" for side in _SIDES]
    for name in names:
        path.with_name(name).unlink(missing_ok=True)
