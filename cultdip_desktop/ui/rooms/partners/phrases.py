"""Phrases that several pages of the room use: words of the domain, categories, days, reasons."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Final

from cultdip_desktop.domain.labels import label
from cultdip_desktop.domain.partner import Consent, Interaction, InteractionKind, PartnerKind, PromisedBy
from cultdip_desktop.domain.partner_story import RoleLine
from cultdip_desktop.domain.partner_twins import TwinReason
from cultdip_desktop.domain.strategy import Catalogue
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.i18n import dates
from cultdip_desktop.i18n.country import country
from cultdip_desktop.i18n.words import Words
from cultdip_desktop.ui.kit.language import Phrase, t
from cultdip_desktop.ui.kit.marks import Mark

KIND_ICONS: Final[Mapping[PartnerKind, str]] = {PartnerKind.ORGANISATION: "building-2", PartnerKind.PERSON: "user"}
CONSENT_MARKS: Final[Mapping[Consent, Mark]] = {
    Consent.UNKNOWN: Mark("circle-question-mark", "neutral"),
    Consent.GIVEN: Mark("badge-check", "ok"),
    Consent.REFUSED: Mark("eye-off", "warn"),
}
CONTACT_ICONS: Final[Mapping[InteractionKind, str]] = {
    InteractionKind.MEETING: "users",
    InteractionKind.CALL: "phone",
    InteractionKind.LETTER: "file-text",
    InteractionKind.EMAIL: "mail",
    InteractionKind.EVENT: "ticket",
    InteractionKind.GIFT: "sparkles",
    InteractionKind.VISIT: "handshake",
    InteractionKind.OTHER: "message-square",
}
CONSENT_SHORT: Final[Mapping[Consent, Phrase]] = {
    Consent.UNKNOWN: t("Not asked"),
    Consent.GIVEN: t("May be named"),
    Consent.REFUSED: t("Not to be named"),
}
REASONS: Final[Mapping[TwinReason, Phrase]] = {
    TwinReason.NAME: t("Same name but for the legal form"),
    TwinReason.WORDS: t("Same words in another order"),
    TwinReason.SPELLING: t("Names differ by one letter"),
    TwinReason.EMAIL: t("Same e-mail address"),
    TwinReason.WEBSITE: t("Same website"),
}
ONLY_NAMES_TRAVEL: Final = t("Only a partner's name and category leave this machine.")
NAME_STAYS: Final = t("The name stays here too: reports say “Partner not named”.")


def word(value: StrEnum) -> Phrase:
    """The word for a kind, role, consent or sort of contact."""
    return Phrase(lambda words: label(words, value))


def either(text: BiText) -> Phrase:
    """A text in the interface's language, or in the other where that is missing."""
    return Phrase(lambda words: text.get(words.language))


def category_name(catalogue: Catalogue | None, code: str) -> Phrase | str:
    """The catalogue's words for a category."""
    node = catalogue.find(code) if catalogue is not None else None
    return either(node.title) if node is not None else code


def place_words(words: Words, city: str, code: str) -> str:
    """City and country: "Plzeň, Séc"."""
    return ", ".join(part for part in (city, country(words, code) if code else "") if part)


def day_words(words: Words, day: date | None) -> str:
    """A day, or nothing."""
    return "" if day is None else dates.day(words, day)


def span_words(words: Words, line: RoleLine) -> str:
    """From when to when: "từ 1/9/2020 đến nay"; nothing where nobody knows."""
    first, last = line.role.from_day, line.role.to_day
    if first is not None and last is not None:
        return words.t("from {first} to {last}", first=dates.day(words, first), last=dates.day(words, last))
    if first is not None:
        return words.t("from {first} until now", first=dates.day(words, first))
    return words.t("until {last}", last=dates.day(words, last)) if last is not None else ""


def promise_mark(contact: Interaction, today: date) -> Mark:
    """How a promise stands: kept, open, late."""
    if not contact.is_open:
        return Mark("check", "ok")
    return Mark("alarm-clock", "warn") if contact.is_overdue(today) else Mark("clock", "neutral")


def promise_state(contact: Interaction, today: date) -> Phrase:
    """The same in words, with its day."""
    due, done = contact.promise_due, contact.promise_done
    if done is not None:
        return Phrase(lambda words: words.t("kept on {day}", day=dates.day(words, done)))
    if due is None:
        return t("open, no day set")
    if contact.is_overdue(today):
        return Phrase(lambda words: words.t("late since {day}", day=dates.day(words, due)))
    return Phrase(lambda words: words.t("due on {day}", day=dates.day(words, due)))


def promised_by(contact: Interaction) -> Phrase:
    """Whose promise it is."""
    return t("We promised") if contact.promise_by is not PromisedBy.THEM else t("The partner promised")


def stay_words(name: str) -> Phrase | str:
    """A name, or a note that there is none yet."""
    return name.strip() or t("(no name yet)")
