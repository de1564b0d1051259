"""Why a backup was made, and when it is too old: apart, because every start asks this and hardly one needs backups."""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum
from typing import Final

STALE: Final = timedelta(days=8)
"""An office whose last backup is older than this has none worth the name."""


class BackupKind(StrEnum):
    """Why a backup was made."""

    MANUAL = "manual"
    """Somebody asked for one file with everything."""

    AUTOMATIC = "automatic"
    BEFORE_MIGRATION = "before_migration"
    BEFORE_RESTORE = "before_restore"
    BEFORE_IMPORT = "before_import"
