"""Errors of the area "cli" in words: what a script forgot to give."""

from __future__ import annotations

from typing import Final

from cultdip_desktop.i18n.messages.message import N_, Message

MESSAGES: Final[dict[str, Message]] = {
    "cli.home_missing": Message(
        N_("No office folder was named."), N_("Give --home DIR, or set CULTDIP_HOME to the folder.")
    ),
    "cli.passphrase_missing": Message(
        N_("No passphrase was given."), N_("Use --passphrase-file FILE, CULTDIP_PASSPHRASE or a terminal.")
    ),
    "cli.new_passphrase_missing": Message(
        N_("No new passphrase was given."), N_("Use --new-passphrase-file FILE, CULTDIP_NEW_PASSPHRASE or a terminal.")
    ),
    "cli.cancelled": Message(N_("Cancelled; nothing was left half done."), ""),
    "history.unknown": Message(
        N_("Nothing is known of {id}."), N_("Take an id from “event list”; the trash has a history too.")
    ),
    "cli.passphrases_differ": Message(N_("The two passphrases differ."), N_("Type the same passphrase twice.")),
    "cli.pin_missing": Message(
        N_("No PIN of the signing key was given."), N_("Use --pin-file FILE, CULTDIP_PIN or a terminal.")
    ),
    "cli.secret_file_bad": Message(
        N_("The file {file} cannot be read as a passphrase or PIN."),
        N_("It holds the secret in its first line, as UTF-8."),
    ),
}
