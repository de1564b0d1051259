"""Finds and makes the store of an office: the file in its folder, or headquarters' schema on a server."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from typing import TYPE_CHECKING

from cultdip_desktop.core.clock import Clock
from cultdip_desktop.core.errors import UserError
from cultdip_desktop.core.ids import IdSource
from cultdip_desktop.core.paths import OfficePaths
from cultdip_desktop.crypto.keyfile import OfficeKey
from cultdip_desktop.store.store import Store

if TYPE_CHECKING:
    from cultdip_desktop.store.database import Database


def open_store(
    paths: OfficePaths,
    key: OfficeKey,
    *,
    clock: Clock,
    ids: IdSource,
    shared: bool,
    read_only: bool,
    before_migration: Callable[[], None],
) -> Store:
    """Open the store where it lies; only that of headquarters (`shared`) may lie on a server.

    Raises:
        UserError: as `Store.open`; `database.note_damaged`, `database.away`, `database.older_version`, ….
    """
    if shared:
        from cultdip_desktop.store import database

        where = database.read(paths.database, key.secret_key)
        if where is not None:
            from cultdip_desktop.store import postgres

            return postgres.join(where, paths.store, clock=clock, ids=ids, read_only=read_only, note=paths.database)
    return Store.open(
        paths.store,
        key.store_key,
        key.store_salt,
        clock=clock,
        ids=ids,
        shared=shared,
        read_only=read_only,
        before_migration=before_migration,
        moved=paths.database if shared else None,
    )


def create_store(
    paths: OfficePaths,
    key: OfficeKey,
    *,
    clock: Clock,
    ids: IdSource,
    where: Database | None,
    fill: Callable[[Store], None],
) -> None:
    """Make a new store, in the folder or on a server, and give it its first rows; nothing is left when this fails.

    Raises:
        UserError: as `Store.create`, `postgres.create`.
    """
    if where is None:
        store = Store.create(paths.store, key.store_key, key.store_salt, clock=clock, ids=ids)
        with contextlib.closing(store):
            fill(store)
        return
    from cultdip_desktop.store import database, postgres

    store = postgres.create(where, paths.store, clock=clock, ids=ids)
    try:
        with contextlib.closing(store):
            fill(store)
        database.write(paths.database, key.secret_key, where)
    except BaseException:
        forget_unfinished(paths, where)
        raise


def forget_unfinished(paths: OfficePaths, where: Database) -> None:
    """Remove a schema that was being made; a server that is away keeps it, and nobody knows of it."""
    from cultdip_desktop.store import postgres

    with contextlib.suppress(UserError):
        postgres.drop(where, paths.store)
