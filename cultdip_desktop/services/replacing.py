"""Putting a restored office in the place of the one that was worked in; that one is kept beside it, whole."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from cultdip_desktop.core import durable
from cultdip_desktop.core.clock import Clock
from cultdip_desktop.core.errors import UserError
from cultdip_desktop.core.paths import OfficePaths
from cultdip_desktop.store.lock import OfficeLock

_BEFORE: Final = "truoc-khoi-phuc"
"""In the name of the folder that keeps the replaced office, in plain letters for every file system."""


def replace_office(home: Path, restored: Path, clock: Clock) -> Path:
    """Give `restored` the name `home`; both are closed and lie in the same folder. Gives where the old one is kept.

    Three renames; after a crash between them both offices are there under names of their own, and can be opened.
    Backups that lie inside the data folder go along into the restored one.

    Raises:
        UserError: `office.in_use` by another program, `file.not_writable`, `file.unreachable`.
    """
    for folder in (home, restored):
        lock = OfficeLock(OfficePaths(folder).lock)
        lock.acquire()
        lock.release()
    kept = _free_name(home, clock)
    backups = OfficePaths(home).backups
    if backups.is_dir() and not OfficePaths(restored).backups.exists():
        durable.move(backups, OfficePaths(restored).backups)
    durable.move(home, kept)
    try:
        durable.move(restored, home)
    except UserError:
        durable.move(kept, home)
        raise
    return kept


def _free_name(home: Path, clock: Clock) -> Path:
    day = clock.now().astimezone().date()
    number = 1
    while True:
        tail = f"-{number}" if number > 1 else ""
        kept = home.with_name(f"{home.name}-{_BEFORE}-{day:%Y-%m-%d}{tail}")
        if not kept.exists():
            return kept
        number += 1
