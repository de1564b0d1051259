"""Why a backup was made: a list of its own, because every start needs its words and hardly one needs backups."""

from __future__ import annotations

from enum import StrEnum


class BackupKind(StrEnum):
    """Why a backup was made."""

    MANUAL = "manual"
    """Somebody asked for one file with everything."""

    AUTOMATIC = "automatic"
    BEFORE_MIGRATION = "before_migration"
    BEFORE_RESTORE = "before_restore"
    BEFORE_IMPORT = "before_import"
