"""Errors of the area "database" in words: a headquarters whose store lies on a server."""

from __future__ import annotations

from typing import Final

from cultdip_desktop.i18n.messages.message import N_, Message

_ADMINISTRATOR: Final = N_("Ask whoever looks after the server; nothing was changed.")

MESSAGES: Final[dict[str, Message]] = {
    "database.address_bad": Message(
        N_("This is not the address of a data base on PostgreSQL."),
        N_("Write it as postgresql+psycopg://user@server:5432/name; give the password in a file of its own."),
    ),
    "database.away": Message(
        N_("The data base server {server} does not answer."),
        N_("Check the network and try again; what was not confirmed was not written."),
    ),
    "database.crowded": Message(
        N_("The data base server {server} takes no more connections."),
        N_("Close this office on desks that do not need it, and try again."),
    ),
    "database.differs": Message(
        N_("The moved store is not equal to the old one ({what})."),
        N_("The office goes on with the old store; nothing was changed. Check it for damage first."),
    ),
    "database.driver_missing": Message(
        N_("This installation lacks the part that speaks with PostgreSQL."),
        N_("Install cultdip-desktop[hq]."),
    ),
    "database.encoding": Message(
        N_("The data base {server} does not keep its texts in UTF-8."), N_("Have a data base with UTF-8 made.")
    ),
    "database.full": Message(
        N_("The data base server {server} has no space left."), N_("Ask whoever looks after it to make room.")
    ),
    "database.login_refused": Message(
        N_("The data base server {server} does not let this user in."),
        N_("Check the name and the password in the address."),
    ),
    "database.missing": Message(
        N_("There is no such data base: {server}."), N_("Have it made, and make this user its owner.")
    ),
    "database.moved_already": Message(
        N_("The store of this office lies there already: {path}."), N_("There is nothing to move.")
    ),
    "database.not_allowed": Message(
        N_("The user may not make or change tables in the data base {server}."), _ADMINISTRATOR
    ),
    "database.not_headquarters": Message(
        N_("Only headquarters may keep its store on a server."),
        N_("A mission's store stays in its folder, where it is encrypted."),
    ),
    "database.note_damaged": Message(
        N_("The sealed note {path}, which says where the store of this office lies, cannot be opened."),
        N_("Bring the file back from a copy of the office folder, or restore the latest backup."),
    ),
    "database.nothing_kept": Message(
        N_("No store was left behind by a move of this office."), N_("There is nothing to remove.")
    ),
    "database.old_store_kept": Message(
        N_("The store that an earlier move left behind is still there."),
        N_("Make sure that the office works, remove the old store (hq move --remove-old), and move again."),
    ),
    "database.older_version": Message(
        N_("The store on {path} was made by an older version of this program ({found})."),
        N_(
            "With that version move it into the office folder (hq move --to sqlite), open it with this one, and move"
            " it back."
        ),
    ),
    "database.option_unknown": Message(
        N_("The address of the data base names a parameter that is not passed on: {name}."), N_("Leave it out.")
    ),
    "database.read_only": Message(
        N_("The data base server {server} accepts no changes at the moment."), _ADMINISTRATOR
    ),
    "database.text_refused": Message(
        N_("A text in the table {table} holds a character that the server cannot keep."),
        N_("Find and write that text anew; the office goes on with the old store."),
    ),
    "database.tls_failed": Message(
        N_("The connection to the data base server {server} could not be secured."),
        N_(
            "Its certificate must be valid for its name; the file of its authority goes into the address (sslrootcert)."
        ),
    ),
    "database.too_old": Message(
        N_("The data base server {server} is PostgreSQL {found}; at least {needed} is needed."), _ADMINISTRATOR
    ),
    "database.unprotected": Message(
        N_("A data base on another machine is only used over an encrypted connection, not with sslmode={mode}."),
        N_("Leave sslmode out of the address, or write verify-full."),
    ),
    "store.moved": Message(
        N_("The store {path} was moved to another place by another desk."),
        N_("Close this office and open it again; nothing was changed here."),
    ),
}
