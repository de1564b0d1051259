"""Errors of encryption for headquarters in words."""

from __future__ import annotations

from typing import Final

from cultdip_desktop.i18n.messages.message import N_, Message

_AGAIN: Final = N_("Nothing was taken in. Ask the mission to send the file again.")

MESSAGES: Final[dict[str, Message]] = {
    "encryption.no_recipient": Message(
        N_("This office knows no encryption key of headquarters."),
        N_("Take in the newest trust list or receipt of headquarters; it brings the key along."),
    ),
    "encryption.bad_recipient": Message(
        N_("This is no encryption key of headquarters."),
        N_("Such a key begins with age1 and travels in signed files of headquarters."),
    ),
    "encryption.not_sealed": Message(
        N_("The file {file} is named like an encrypted one and is not encrypted."),
        N_("Take in the package under its own name ending in .cdrp, or ask the mission to send it again."),
    ),
    "encryption.passphrase": Message(
        N_("The file {file} is locked with a passphrase, not for headquarters."),
        N_("Ask the mission to export the package encrypted for headquarters."),
    ),
    "encryption.cut": Message(N_("The encrypted file {file} is incomplete, or its end was changed."), _AGAIN),
    "encryption.changed": Message(N_("The encrypted file {file} was changed on its way."), _AGAIN),
    "encryption.not_for_us": Message(
        N_("No encryption key of this office opens {file}: it was encrypted for somebody else."),
        N_("Ask the mission which key it used, give it the current trust list, and have the file sent again."),
    ),
    "encryption.too_large": Message(N_("The encrypted file {file} is larger than any package can be."), _AGAIN),
    "encryption.other_recipient": Message(
        N_("The package in {file} says that it was encrypted with another key than the one that opened it."),
        N_("Somebody has encrypted it once more on its way. Ask the mission to send the file itself."),
    ),
    "encryption.key_unknown": Message(
        N_("There is no encryption key {key}."), N_("Choose one of the listed encryption keys.")
    ),
    "encryption.key_retired": Message(
        N_("The encryption key {key} was retired before."), N_("It still opens what was encrypted with it.")
    ),
    "encryption.last_key": Message(
        N_("This is the only encryption key that is given out."), N_("Make a new key instead; this one then rests.")
    ),
    "encryption.damaged": Message(
        N_("The encryption key {key} cannot be opened with the key of this office."),
        N_("Restore the office from a backup; files encrypted with this key open only there."),
    ),
}
