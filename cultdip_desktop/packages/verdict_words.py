"""A verdict in the words of the interface: titles of its lines, sentences of its codes, names of its states."""

from __future__ import annotations

from typing import Final

from cultdip_desktop.i18n.messages import all_messages, spoken
from cultdip_desktop.i18n.messages.message import N_
from cultdip_desktop.i18n.words import Words
from cultdip_desktop.packages.verdict import Check, Result

_TITLES: Final[dict[str, str]] = {
    "size": N_("Size"),
    "container": N_("Container"),
    "manifest": N_("List of signed files"),
    "signature": N_("Signature"),
    "certificate": N_("Certificate"),
    "revocation": N_("Revocation"),
    "office": N_("Sending office"),
    "files": N_("Files"),
    "format": N_("Format"),
    "chain": N_("Numbering"),
    "content": N_("Content"),
    "recipient": N_("Recipient"),
}
_RESULTS: Final[dict[Result, tuple[str, str]]] = {
    Result.VALID: (N_("Valid"), N_("Intact, and the signer is entitled.")),
    Result.VALID_WITH_WARNINGS: (
        N_("Valid with remarks"),
        N_("Intact, and the signer is entitled. There is something to look at."),
    ),
    Result.UNKNOWN: (
        N_("Unknown"),
        N_("Nothing speaks against it, but whether the signer is entitled cannot be established now."),
    ),
    Result.NOT_VALID: (N_("Not valid"), N_("Do not use this package.")),
    Result.UNREADABLE: (N_("Unreadable"), N_("This file cannot be read as a package.")),
}


def verdict_text(words: Words, check: Check) -> tuple[str, str]:
    """Title and sentence of one line."""
    return words.t(_TITLES[check.name]), words.t(all_messages()[check.code].text, **spoken(words, check.params))


def advice_text(words: Words, check: Check) -> str:
    """What the person can do about the line; empty when nothing is to be done."""
    advice = all_messages()[check.code].advice
    return words.t(advice, **spoken(words, check.params)) if advice else ""


def result_text(words: Words, result: Result) -> tuple[str, str]:
    """Name of a five-state result and what it means."""
    name, meaning = _RESULTS[result]
    return words.t(name), words.t(meaning)
