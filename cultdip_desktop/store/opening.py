"""What happens before a store is used: is it ours, is the key right, is it of our version, is its log guarded?"""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2

from cultdip_desktop.core.clock import Clock
from cultdip_desktop.core.durable import translated as files_translated
from cultdip_desktop.core.errors import UserError
from cultdip_desktop.store.engine import NOT_A_STORE, Secret, connect, looking_mode, translated
from cultdip_desktop.store.pages import key_fits
from cultdip_desktop.store.schema import HEAD


def prepare(
    path: Path,
    secret: Secret,
    *,
    read_only: bool,
    clock: Clock,
    before_migration: Callable[[], None] | None = None,
) -> None:
    """Establish that the store can be used, migrating an older one; a refused file keeps every byte.

    Raises:
        UserError: as `Store.open`.
    """
    with files_translated(path, reading=True):
        if not path.is_file():
            raise UserError("store.missing", path=str(path))
    found = stored_revision(path, secret)
    if found != HEAD:
        if read_only:
            _require_known(path, found)
            raise UserError("store.older_version", path=str(path), found=found, known=HEAD)
        _bring_up_to_date(path, secret, found, clock, before_migration)


def stored_revision(path: Path, secret: Secret) -> str:
    """The revision that the file bears, read without leaving a trace beside it.

    Raises:
        UserError: `store.wrong_key`, `store.damaged`, `store.foreign` when it is no store of ours.
    """
    with translated(path):
        mode = looking_mode(path)
        try:
            return _revision(path, secret, mode)
        except dbapi2.DatabaseError as error:
            if getattr(error, "sqlite_errorcode", None) == NOT_A_STORE and not key_fits(path, secret):
                raise UserError("store.wrong_key", path=str(path)) from error
            if looking_mode(path) == mode:
                raise
            # Another process began to write between the look and the read.
            return _revision(path, secret, looking_mode(path))


def _revision(path: Path, secret: Secret, mode: str) -> str:
    with contextlib.closing(connect(path, secret, mode=mode)) as connection:
        row: Any = None
        if connection.execute("SELECT 1 FROM sqlite_schema WHERE name = 'alembic_version'").fetchone():
            row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
        if row is None:
            raise UserError("store.foreign", path=str(path))
        return str(row[0])


def _bring_up_to_date(
    path: Path, secret: Secret, found: str, clock: Clock, before_migration: Callable[[], None] | None
) -> None:
    from cultdip_desktop.store.migrations import run  # Alembic costs a tenth of a second: only when needed

    _require_known(path, found)
    run.migrate(path, secret, clock=clock, before=before_migration)


def _require_known(path: Path, found: str) -> None:
    from cultdip_desktop.store.migrations import run

    if not run.knows(found):
        raise UserError("store.newer_version", path=str(path), found=found, known=HEAD)
