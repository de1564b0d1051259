"""Notices that a store is a copy: machine and file in which it was last written stand in the store itself.

A copy (another machine, or another file) that is opened for writing becomes a writer of its own, with its own
numbering of packages; otherwise two packages could bear one number. Renaming and moving the folder change neither.
Only opening for writing looks, and only there is anything changed.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Final

import sqlalchemy as sa

from cultdip_desktop.core import machine
from cultdip_desktop.core.durable import translated
from cultdip_desktop.core.records import dataclass
from cultdip_desktop.store.columns import upsert
from cultdip_desktop.store.repo import office as office_rows
from cultdip_desktop.store.schema import place
from cultdip_desktop.store.store import Store, Writer

COPIED: Final = "office.new_writer"
"""The action that makes a noticed copy a writer of its own."""

RESTORED: Final = "office.restore"
"""The same for a store that came out of a backup."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a store lies."""

    machine: str
    file_id: str


def of(path: Path) -> Place:
    """Where the file lies now.

    Raises:
        UserError: `file.unreachable`.
    """
    with translated(path):
        return Place(machine.machine_id(), machine.file_id(path))


def settle(store: Store) -> bool:
    """Give a copied store a new writer; whether it was one. Cheap when nothing has moved.

    A store on a server has no file that could be copied, and is written from many machines.

    Raises:
        UserError: as `Store.write`.
    """
    if not store.ground.is_file:
        return False
    here = of(store.path)
    with store.read() as tx:
        if kept(tx.connection) == here:
            return False
    with store.write(COPIED, epoch=_next_epoch(store)) as tx:
        before = kept(tx.connection)
        if before == here:  # another program of headquarters was first
            return False
        keep(tx.connection, here)
        if before is None:
            return False
        renew_writer(tx)
    return True


def restored(store: Store) -> None:
    """A store that came out of a backup: it lies here now, and it is another writer.

    Raises:
        UserError: as `Store.write`.
    """
    with store.write(RESTORED, epoch=_next_epoch(store)) as tx:
        keep(tx.connection, of(store.path))
        renew_writer(tx)


def renew_writer(tx: Writer) -> None:
    """Another writer id, and a numbering of packages that begins anew."""
    old = office_rows.identity(tx)
    office_rows.save_identity(tx, replace(old, writer_id=tx.ids.new(), epoch=old.epoch + 1))


def kept(connection: sa.Connection) -> Place | None:
    """What the store says; None for one that was never opened for writing since its schema knows of places."""
    row = connection.execute(sa.select(place.c.machine, place.c.file_id)).first()
    return None if row is None else Place(row[0], row[1])


def keep(connection: sa.Connection, here: Place) -> None:
    """Let the store say that it lies here."""
    upsert(connection, place, {"one": 1, "machine": here.machine, "file_id": here.file_id})


def _next_epoch(store: Store) -> int:
    with store.read() as tx:
        return office_rows.identity(tx).epoch + 1
