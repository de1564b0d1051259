"""What a killed program left half written in an office's folder, cleared at the next opening for writing."""

from __future__ import annotations

import contextlib
import shutil
from pathlib import Path
from typing import Final

from cultdip_desktop.core import durable
from cultdip_desktop.core.paths import OfficePaths
from cultdip_desktop.services.desk import Desk
from cultdip_desktop.store.repo import inbox as inbox_rows
from cultdip_desktop.store.repo import package as package_rows
from cultdip_desktop.store.repo import volume as volume_rows

_SIDE_FILES: Final = f"*{durable.PART_SUFFIX}-*"
"""Of a data base that was being made; such a one is claimed by nobody, its maker is alone."""


def clear(paths: OfficePaths, *, alone: bool) -> int:
    """Delete unfinished files and whatever lies in the staging folder; gives how many.

    Only what no living process claims: a backup needs no lock, and headquarters' other desks may be at work.
    `alone` (a mission's lock): what was never claimed goes as well, a store that was being migrated.
    """
    folders = [paths.home, *(folder for folder in paths.folders if folder != paths.staging)]
    folders += [*paths.media.glob("??"), *paths.backups.glob("*/*"), *paths.backups.glob("*/media/??")]
    pattern = f"*{durable.PART_SUFFIX}" if alone else f"*.????????{durable.PART_SUFFIX}"
    found = [part for folder in folders for part in folder.glob(pattern)]
    staged = sorted(paths.staging.iterdir()) if paths.staging.is_dir() else []
    count = sum(durable.remove_abandoned(path) for path in found)
    if alone:
        count += sum(_remove(path) for path in paths.home.glob(_SIDE_FILES))
    for path in staged:
        stem, side, _ = path.name.partition(".db-")
        if not side:
            count += durable.remove_abandoned(path)
        elif not path.with_name(f"{stem}.db").exists():
            count += _remove(path)
    return count


def forget_copies(desk: Desk) -> None:
    """Remove sealed copies of packages that never came to be, and unfinished ones.

    Only by the program that holds a mission's lock, and once nothing is reserved: nobody is sealing at this moment.
    """
    with desk.store.read() as tx:
        own = {row.container_sha256 for row in package_rows.all(tx)}
        own |= {volume.container_sha256 for volume in volume_rows.all(tx)}
        received = {row.stored_name for row in inbox_rows.all(tx)}
    desk.archive.forget_all_but(own | received)


def _remove(path: Path) -> bool:
    with contextlib.suppress(OSError):
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink()
        return True
    return False
