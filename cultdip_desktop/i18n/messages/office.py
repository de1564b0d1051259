"""Errors of the area "office" in words: passphrase, recovery code, key file."""

from __future__ import annotations

from typing import Final

from cultdip_desktop.i18n.messages.message import N_, Message

MESSAGES: Final[dict[str, Message]] = {
    "office.wrong_passphrase": Message(
        N_("The passphrase is not correct."),
        N_(
            "Check Caps Lock and the Vietnamese keyboard, then type it again. If it is forgotten, use the printed recovery code."
        ),
    ),
    "office.wrong_recovery_code": Message(
        N_("The recovery code is well typed but does not belong to this office."),
        N_("Check that the sheet is the newest one of this office: a renewed code makes the older one useless."),
    ),
    "office.recovery_code_typo": Message(
        N_("Group {group} of the recovery code holds a typing error."),
        N_("Compare that group with the printed sheet, letter by letter."),
    ),
    "office.recovery_code_incomplete": Message(
        N_("The recovery code has {found} characters instead of {needed}."),
        N_("Type all eight groups from the printed sheet; spaces, dashes and lower case do not matter."),
    ),
    "office.passphrase_weak": Message(
        N_("This passphrase could be guessed at once."),
        N_("Use at least 8 characters, better four or five words that do not belong together."),
    ),
    "office.passphrase_too_short": Message(
        N_("Too short: a passphrase has at least 8 characters."),
        N_("Use four or five words that do not belong together."),
    ),
    "office.passphrase_common": Message(
        N_("Holds a word that everybody tries first."),
        N_("Replace it with words that have nothing to do with you or your office."),
    ),
    "office.passphrase_repeated": Message(
        N_("Repeats itself."),
        N_("Use different words instead of the same one again."),
    ),
    "office.passphrase_sequence": Message(
        N_("Holds a year or a row of neighbouring keys."),
        N_("Add words that do not belong together."),
    ),
    "office.passphrase_short": Message(
        N_("Weak: it could be guessed."),
        N_("Add one or two words."),
    ),
    "office.passphrase_fair": Message(
        N_("Fair."),
        N_("One more word makes it good."),
    ),
    "office.passphrase_good": Message(
        N_("Good."),
        "",
    ),
    "office.key_file_missing": Message(
        N_("There is no office in this folder: its key file {path} is missing."),
        N_("Choose the folder that holds the office, or bring the key file back from a backup."),
    ),
    "office.key_file_damaged": Message(
        N_("The key file of this office is damaged or was altered."),
        N_("Bring the file office.key.json back from a backup; the passphrase or recovery code of that time opens it."),
    ),
    "office.key_file_newer": Message(
        N_("The key file of this office was written by a newer version of the program."),
        N_("Install the newer version; nothing was changed."),
    ),
}
