"""Errors of the area "store" in words."""

from __future__ import annotations

from typing import Final

from cultdip_desktop.i18n.messages.message import N_, Message

_BACKUP: Final = N_("Make a copy of the whole office folder before anything else, then restore the latest backup.")

_GONE: Final = N_("It may have been removed meanwhile: look at the list again.")

MESSAGES: Final[dict[str, Message]] = {
    "catalogue.edition_unknown": Message(
        N_("This office has no edition {edition} of the strategy's catalogue."),
        N_("Take in the catalogue that headquarters issued."),
    ),
    "catalogue.none": Message(
        N_("This office has no catalogue of the strategy yet."), N_("Take in the catalogue that headquarters issued.")
    ),
    "enrolment.not_found": Message(
        N_("No certificate with the serial number {serial} was issued here."),
        N_("Compare the number with the list of certificates."),
    ),
    "inbox.not_found": Message(N_("There is no received package {id}."), _GONE),
    "media.not_found": Message(N_("There is no photo, film or document {id}."), _GONE),
    "mission.not_found": Message(
        N_("There is no mission {id} in the list."),
        N_("Search the list by country or city and take the id from there."),
    ),
    "office.in_use": Message(
        N_("This office is open elsewhere (process {pid}, since {since})."),
        N_("Close the other window first; reading commands work meanwhile. Nothing was changed."),
    ),
    "package.not_found": Message(N_("There is no package {id} in this office."), _GONE),
    "package.not_reserved": Message(
        N_("The package {id} is sealed already."), N_("It stays as it is; its file can be sent again.")
    ),
    "package.not_sealed": Message(
        N_("The package {id} is not finished yet."), N_("Export it again; its number was kept.")
    ),
    "package.seq_taken": Message(
        N_("The package number {seq} of chain {epoch} is taken."), N_("Export again to get the next number.")
    ),
    "person.not_found": Message(N_("There is no person {id} in this office."), _GONE),
    "store.busy": Message(
        N_("The store {path} is being written by another program."),
        N_("Wait a moment and try again; nothing was changed."),
    ),
    "store.chain_broken": Message(
        N_("The history does not fit together from action {position} on: it was changed or cut from outside."),
        N_("Compare with the last backup and tell headquarters before you send the next package."),
    ),
    "store.damaged": Message(N_("The store {path} is damaged."), _BACKUP),
    "store.disk_failed": Message(
        N_("The drive reported an error while the store {path} was being read or written."),
        N_("Check that the drive is still plugged in; copy the office folder to another drive."),
    ),
    "store.event_of_other_office": Message(
        N_("The event {id} belongs to another office and was not taken in."),
        N_("Nothing was changed. Ask the mission that sent it to check its data."),
    ),
    "store.event_twice": Message(
        N_("The event {id} stands twice in what was sent."),
        N_("Nothing was changed. Ask the mission that sent it to check its data."),
    ),
    "store.foreign": Message(
        N_("The file {path} is not a store of this program."), N_("Choose the folder of an office.")
    ),
    "store.log_changed": Message(
        N_("The change log of the store {path} has been switched off or altered from outside."),
        _BACKUP,
    ),
    "store.migration_failed": Message(
        N_("The store {path} could not be brought up to date ({reason})."),
        N_("It was left as it was; go on with the earlier version and report this message."),
    ),
    "store.missing": Message(
        N_("There is no store at {path}."), N_("Choose the folder of an office, or make a new office.")
    ),
    "store.newer_version": Message(
        N_("The store {path} was written by a newer version of this program."),
        N_("Install the newer version on this machine; the store was left as it was."),
    ),
    "store.older_version": Message(
        N_("The store {path} was written by an older version of this program."),
        N_("Open the office once in the window; it will be backed up and brought up to date."),
    ),
    "store.orphans": Message(
        N_("{count} rows of the table {table} refer to something that does not exist."),
        _BACKUP,
    ),
    "store.package_chain_broken": Message(
        N_("The package with number {seq} of chain {epoch} does not follow the one before it."),
        N_("Compare with the last backup and tell headquarters before you send the next package."),
    ),
    "store.rows_changed": Message(
        N_("{count} rows of the table {table} differ from what the history says."),
        N_("They were changed from outside this program: compare with the last backup."),
    ),
    "store.search_incomplete": Message(
        N_("The search index lacks {count} events."), N_("Save these events again, or restore the latest backup.")
    ),
    "store.sqlite_too_old": Message(
        N_("The built-in data base SQLite {found} is too old; at least {needed} is needed."),
        N_("Install this program again from its own package."),
    ),
    "store.wrong_key": Message(
        N_("The store {path} does not open with this key."),
        N_("Check that the key file and the store belong to the same office; perhaps one of them was copied alone."),
    ),
}
