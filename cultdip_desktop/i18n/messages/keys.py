"""Errors of the area "key" in words."""

from __future__ import annotations

from typing import Final

from cultdip_desktop.i18n.messages.message import N_, Message

MESSAGES: Final[dict[str, Message]] = {
    "key.none": Message(
        N_("This office has no signing key yet."),
        N_("Make a key in the settings and send the request to headquarters."),
    ),
    "key.unknown": Message(N_("There is no signing key {key} in this office."), N_("Choose one of the listed keys.")),
    "key.name_missing": Message(
        N_("A signing key needs the names of the person and the office."), N_("Enter both names.")
    ),
    "key.pin_too_short": Message(
        N_("A PIN has at least {least} characters, of which three differ."),
        N_("Choose a longer PIN that only you know."),
    ),
    "key.wrong_pin": Message(
        N_("The PIN is not correct. Attempts left: {attempts_left}."),
        N_("Check Caps Lock and the Vietnamese keyboard, then type it again."),
    ),
    "key.locked": Message(
        N_("The key is locked after wrong PINs. Minutes to wait: {minutes}."),
        N_("Wait, or let another person of the office sign."),
    ),
    "key.no_certificate": Message(
        N_("The key of {person} has no certificate yet."),
        N_("Send the request file to headquarters and install the answer."),
    ),
    "key.certificate_expired": Message(
        N_("The certificate expired on {day}."), N_("Ask headquarters for a new certificate.")
    ),
    "key.certificate_not_yet": Message(
        N_("The certificate is valid only from {day}."), N_("Check the date of this machine.")
    ),
    "key.certificate_revoked": Message(
        N_("The certificate was revoked on {day}."), N_("Make a new key and send the request to headquarters.")
    ),
    "key.damaged": Message(
        N_("The file of the signing key is damaged."), N_("Restore it from a backup, or make a new key.")
    ),
    "key.no_match": Message(
        N_("The certificate {serial} belongs to none of the keys here."),
        N_("Choose the answer to the request that this office sent."),
    ),
    "key.pkcs12_unreadable": Message(
        N_("The key file cannot be opened with this password."),
        N_("Check the password and that the file is a PKCS#12 file (.p12, .pfx)."),
    ),
    "key.weak": Message(
        N_("The key in this file is too weak or of a kind that is not allowed."),
        N_("Use a P-256 key, or RSA with at least 2048 bits."),
    ),
    "key.root_unknown": Message(
        N_("The certificate of {person} comes from an authority whose root nobody has compared here."),
        N_("Add the authority's root in the settings (signing tokens), then sign."),
    ),
    "key.no_signing_usage": Message(
        N_("The certificate of {person} is not meant for signing documents."),
        N_("Use a certificate for signatures; those for logging in or encryption do not count."),
    ),
    "key.other_office": Message(
        N_("The certificate in this file belongs to {office}."), N_("Choose the file of a person of this office.")
    ),
    "key.retired": Message(
        N_("The key of {person} was retired and signs no more."), N_("Sign with the key of the successor.")
    ),
    "key.same_person": Message(
        N_("The key belongs to {person} already."),
        N_("Name the successor. The same person only needs a new certificate or another PIN."),
    ),
    "key.not_chained": Message(
        N_("The certificate of {person} does not come from headquarters' root; nobody could verify the package."),
        N_("Send headquarters the request of this key and install the answer."),
    ),
    "key.ends_soon": Message(
        N_("The certificate of {person} ends on {day}. Days left: {days}."),
        N_("Send headquarters the request of the key now, so that the new certificate is here in time."),
    ),
    "key.ended": Message(
        N_("The certificate of {person} ended on {day}: nothing can be signed."),
        N_("Send headquarters the request of the key and install the answer."),
    ),
    "key.revoked_notice": Message(
        N_("Headquarters has revoked the certificate of {person}: nothing can be signed with it."),
        N_("Make a new key and send headquarters its request."),
    ),
}
