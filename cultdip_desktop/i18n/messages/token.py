"""Errors of signing tokens in words."""

from __future__ import annotations

from typing import Final

from cultdip_desktop.i18n.messages.message import N_, Message

MESSAGES: Final[dict[str, Message]] = {
    "token.no_module": Message(
        N_("No token library has been chosen yet."), N_("Choose the library of your token's maker in the settings.")
    ),
    "token.module_missing": Message(
        N_("The token library is not there: {path}"), N_("Install the software of your token, then choose its library.")
    ),
    "token.module_refused": Message(
        N_("This file is no token library: {path}"),
        N_("Choose the PKCS#11 library of your token's maker (.dll, .so or .dylib)."),
    ),
    "token.none": Message(N_("No token is plugged in."), N_("Plug the token in and search again.")),
    "token.gone": Message(
        N_("The token {token} is not plugged in any more."), N_("Plug it in and begin again; nothing was signed.")
    ),
    "token.key_gone": Message(
        N_("The token {token} has no private key for this certificate."), N_("Choose another certificate of the token.")
    ),
    "token.key_stays": Message(
        N_("A key on a token cannot be taken from it."), N_("Sign with it where the token is plugged in.")
    ),
    "token.there_already": Message(N_("The key lies on the token {token} already."), N_("Nothing is to be done.")),
    "token.kind": Message(
        N_("Only elliptic keys made by this program can be put on a token."),
        N_("Make a new key and have it certified."),
    ),
    "token.unknown": Message(N_("No token or certificate is called {key}."), N_("Choose one of the listed keys.")),
    "token.wrong_pin": Message(
        N_("The token has refused the PIN. It was tried once and is not tried again by itself."),
        N_("Most tokens lock after three wrong PINs. Look at what is left before you type it again."),
    ),
    "token.last_try": Message(
        N_("The token {token} allows one more try; a wrong PIN locks it."),
        N_("Go on only if you are sure of the PIN; otherwise ask whoever issued the token."),
    ),
    "token.locked": Message(
        N_("The token {token} is locked after wrong PINs."), N_("Only whoever issued it can unlock it.")
    ),
    "token.failed": Message(
        N_("The token did not do what was asked ({reason})."),
        N_("Unplug it, plug it in again and begin anew; nothing was signed."),
    ),
}
