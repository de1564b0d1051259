"""Errors of the area "security" in words: changing what opens the office, and the system's keyring."""

from __future__ import annotations

from typing import Final

from cultdip_desktop.i18n.messages.message import N_, Message

MESSAGES: Final[dict[str, Message]] = {
    "office.passphrase_same": Message(
        N_("The new passphrase is the old one."),
        N_("Choose another one; the old one stays until then."),
    ),
    "office.not_remembered": Message(
        N_("This machine does not remember the office any more."),
        N_("Type the passphrase; Settings, Security lets the machine remember it again."),
    ),
    "office.too_many_machines": Message(
        N_("Too many machines remember this office."),
        N_("Change the passphrase: then all of them forget it, and this one can remember it again."),
    ),
    "keyring.missing": Message(
        N_("This system has no keyring that could remember the office."),
        N_("The office goes on asking for its passphrase."),
    ),
    "keyring.refused": Message(
        N_("The system's keyring did not keep the secret."),
        N_("Unlock the keyring in the system's settings and try again; until then the passphrase is asked for."),
    ),
    "person.at_keyboard": Message(
        N_("{name} is at the keyboard now."),
        N_("Choose first who works here instead."),
    ),
    "person.name_missing": Message(
        N_("A person needs a name."),
        N_("Write the full name as it stands in documents."),
    ),
}
