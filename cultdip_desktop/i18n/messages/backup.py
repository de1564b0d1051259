"""Errors and findings of the areas "backup" and "health" in words."""

from __future__ import annotations

from typing import Final

from cultdip_desktop.i18n.messages.message import N_, Message

_ANOTHER: Final = N_("Nothing was restored. Use another backup; Settings › Backups shows those of this computer.")
_NOTHING: Final = N_("Nothing was written. Try again; the office itself is not affected.")
_INSTALL: Final = N_("Install the program again; the office's data are not affected.")
_RESTORE: Final = N_(
    "Make a backup of the present state, then restore an earlier backup into a new folder and compare."
)
_HEAL: Final = N_(
    "Bring it back from a backup (Settings › Backups, or “cultdip check --heal”), or add the original file again."
)

MESSAGES: Final[dict[str, Message]] = {
    "backup.missing": Message(
        N_("There is no backup at {path}."), N_("Check the name, and that the drive is plugged in.")
    ),
    "backup.foreign": Message(
        N_("The file {file} is not a backup of this program."), N_("Choose a file that ends in .cdbackup.")
    ),
    "backup.newer_version": Message(
        N_("The backup {file} was made by a newer version of this program."),
        N_("Install the newer version, then restore."),
    ),
    "backup.damaged": Message(N_("The backup {file} is damaged ({name})."), _ANOTHER),
    "backup.cut": Message(
        N_("The backup {file} is not complete: {size} of {expected} bytes."),
        N_("It was probably not copied to its end: copy it again, or use another backup."),
    ),
    "backup.changed": Message(N_("The backup {file} was changed, or belongs to another office."), _ANOTHER),
    "backup.differs": Message(N_("What the backup {file} holds is not what it says of itself."), _ANOTHER),
    "backup.pool_missing": Message(
        N_("The backup {file} lacks the file {name}, which lies in the folder beside it."),
        N_("Keep the backup together with the folder whose name ends in “-pool”, then try again."),
    ),
    "backup.home_used": Message(
        N_("The folder {path} is not empty."), N_("An office is only ever restored into a new or empty folder.")
    ),
    "backup.changed_meanwhile": Message(N_("The file {name} changed while it was being backed up."), _NOTHING),
    "backup.copy_differs": Message(N_("The copy of the store {path} does not read back the same."), _NOTHING),
    "backup.no_space": Message(
        N_("No backup was taken: {path} has only {free} MB left and {needed} MB are needed."),
        N_("Free some space, or choose another folder for backups in Settings › Backups."),
    ),
    "backup.no_space_for_drill": Message(
        N_("There is not enough space in {path} to try the backup: {needed} MB are needed, {free} MB are left."),
        N_("Free some space, then try again."),
    ),
    "backup.folder_missing": Message(
        N_("The folder for backups {path} cannot be reached."),
        N_("Plug in its drive, or choose another folder in Settings › Backups."),
    ),
    "backup.none": Message(
        N_("There is no backup of this office in {path}."),
        N_("Make one now: Settings › Backups, or “cultdip backup --out FILE”. Keep it on another drive."),
    ),
    "backup.stale": Message(
        N_("The last backup {file} is {days} days old, and the office has changed since."),
        N_("Make one now: Settings › Backups, or “cultdip backup --out FILE”. Keep it on another drive."),
    ),
    "health.original_missing": Message(N_("The file {file} of the event “{event}” is missing."), _HEAL),
    "health.original_damaged": Message(N_("The file {file} of the event “{event}” is damaged."), _HEAL),
    "health.package_missing": Message(
        N_("The office's copy of the package {file} is missing."),
        N_("What was sent is not affected; the copy can be brought back by restoring a backup."),
    ),
    "health.package_damaged": Message(
        N_("The office's copy of the package {file} is damaged."),
        N_("What was sent is not affected; the copy can be brought back by restoring a backup."),
    ),
    "health.paper_missing": Message(N_("The signed document {file} is missing."), _RESTORE),
    "health.paper_damaged": Message(N_("The signed document {file} is damaged."), _RESTORE),
    "health.key_copies_differ": Message(
        N_("The office's key file and its second copy are not the same, or one is missing."),
        N_("Open the office with its passphrase once: that repairs it."),
    ),
    "health.signing_key_damaged": Message(N_("The signing key file {file} is damaged."), _RESTORE),
    "health.catalog_missing": Message(N_("The program's own texts ({language}) are missing or damaged."), _INSTALL),
    "health.font_damaged": Message(N_("The program's font {file} is missing or damaged."), _INSTALL),
}
