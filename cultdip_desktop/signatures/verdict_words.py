"""A verdict on a PDF in the words of the interface."""

from __future__ import annotations

from typing import Final

from cultdip_desktop.i18n.messages import all_messages, spoken
from cultdip_desktop.i18n.messages.message import N_
from cultdip_desktop.i18n.words import Words
from cultdip_desktop.packages.verdict import Check, Outcome, Result
from cultdip_desktop.signatures.places import SignerRole
from cultdip_desktop.signatures.verdict import SignatureVerdict

_TITLES: Final[dict[str, str]] = {
    "size": N_("Size"),
    "structure": N_("File"),
    "signed": N_("Signatures"),
    "order": N_("Order of signing"),
    "ending": N_("After the last signature"),
    "form": N_("Form of the signature"),
    "integrity": N_("Integrity"),
    "coverage": N_("What it covers"),
    "changes": N_("Later changes"),
    "key": N_("Key"),
    "time": N_("Time of signing"),
    "certificate": N_("Certificate"),
    "revocation": N_("Revocation"),
}
_RESULTS: Final[dict[Result, tuple[str, str]]] = {
    Result.VALID: (N_("Valid"), N_("Unchanged since it was signed, and every signer is entitled.")),
    Result.VALID_WITH_WARNINGS: (
        N_("Valid with remarks"),
        N_("Unchanged since it was signed, and every signer is entitled. There is something to look at."),
    ),
    Result.UNKNOWN: (
        N_("Unknown"),
        N_("Unchanged since it was signed, but whether the signer is entitled cannot be established now."),
    ),
    Result.NOT_VALID: (N_("Not valid"), N_("Do not rely on this document.")),
    Result.UNREADABLE: (N_("Unreadable"), N_("This file cannot be read as a signed PDF.")),
}
_OUTCOMES: Final[dict[Outcome, str]] = {
    Outcome.OK: N_("In order"),
    Outcome.WARNING: N_("Remark"),
    Outcome.UNKNOWN: N_("Unknown"),
    Outcome.FAILED: N_("Fails"),
    Outcome.SKIPPED: N_("Not checked"),
}
_ROLES: Final[dict[str, str]] = {
    SignerRole.PERSON.value: N_("Signature of the person"),
    SignerRole.AGENCY.value: N_("Signature of the agency"),
}


def check_text(words: Words, check: Check) -> tuple[str, str]:
    """Title and sentence of one line."""
    return words.t(_TITLES[check.name]), words.t(all_messages()[check.code].text, **spoken(words, check.params))


def check_advice(words: Words, check: Check) -> str:
    """What the person can do about the line; empty when nothing is to be done."""
    advice = all_messages()[check.code].advice
    return words.t(advice, **spoken(words, check.params)) if advice else ""


def result_text(words: Words, result: Result) -> tuple[str, str]:
    """Name of a five-state result and what it means."""
    name, meaning = _RESULTS[result]
    return words.t(name), words.t(meaning)


def outcome_text(words: Words, outcome: Outcome) -> str:
    """How one line ended, in a word or two."""
    return words.t(_OUTCOMES[outcome])


def role_text(words: Words, one: SignatureVerdict) -> str:
    """Whose signature it is, by its place in the document."""
    known = _ROLES.get(one.field)
    return words.t(known) if known else words.t("Signature {number} ({field})", number=one.number, field=one.field)
