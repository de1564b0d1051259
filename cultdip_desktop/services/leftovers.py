"""What a killed program left half written in an office's folder, cleared at the next opening for writing."""

from __future__ import annotations

import contextlib
import shutil
from typing import Final

from cultdip_desktop.core import durable
from cultdip_desktop.core.paths import OfficePaths

_SIDE_FILES: Final = f"*{durable.PART_SUFFIX}-*"
"""Of a data base that was being made; such a one is claimed by nobody, its maker is alone."""


def clear(paths: OfficePaths, *, alone: bool) -> int:
    """Delete unfinished files and whatever lies in the staging folder; gives how many.

    `alone`: nobody else has the office open (a mission's lock). Headquarters' other desks may be at work: there
    only such files go as are claimed by their makers (`durable.new_file`, `PackageArchive.plain`), and no longer are.
    """
    folders = [paths.home, *(folder for folder in paths.folders if folder != paths.staging)]
    folders += sorted(paths.media.glob("??"))
    patterns = (f"*{durable.PART_SUFFIX}", _SIDE_FILES) if alone else (f"*.????????{durable.PART_SUFFIX}",)
    found = [part for folder in folders for pattern in patterns for part in folder.glob(pattern)]
    staged = list(paths.staging.iterdir()) if paths.staging.is_dir() else []
    found += [path for path in staged if path.is_file() and (alone or path.suffix == ".cdrp")]
    count = sum(durable.remove_abandoned(file) for file in found)
    if alone:
        for folder in (path for path in staged if path.is_dir()):
            with contextlib.suppress(OSError):
                shutil.rmtree(folder)
                count += 1
    return count
