"""Errors of other authorities' roots in words."""

from __future__ import annotations

from typing import Final

from cultdip_desktop.i18n.messages.message import N_, Message

MESSAGES: Final[dict[str, Message]] = {
    "root.unreadable": Message(
        N_("The file {file} holds no certificate of an authority and no revocation list."),
        N_("Choose a file that the authority publishes (.cer, .crt, .pem, .crl)."),
    ),
    "root.not_a_root": Message(
        N_("The file does not hold exactly one root certificate."),
        N_("Choose the authority's root; a chain may come with it in the same PEM file."),
    ),
    "root.weak": Message(N_("The root's key is too weak."), N_("Ask the authority for its current root.")),
    "root.fingerprint_differs": Message(
        N_("The fingerprint that you typed is not that of this root."),
        N_("Type the SHA-256 as the authority publishes it. If it still differs, do not use this file."),
    ),
    "root.nothing_new": Message(
        N_("Nothing in this file belongs to a root that is believed here, or all of it is known."),
        N_("Add the authority's root first."),
    ),
    "root.unknown": Message(N_("This root is not believed here."), ""),
}
