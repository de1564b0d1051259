"""Words for the fields of the register in the change log, and for their values: no reader ever sees a column's name."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Final

from cultdip_desktop.domain.labels import label
from cultdip_desktop.domain.partner import Consent, InteractionKind, PartnerKind, PromisedBy
from cultdip_desktop.domain.strategy import Catalogue
from cultdip_desktop.i18n import dates
from cultdip_desktop.i18n.country import country
from cultdip_desktop.i18n.messages.message import N_
from cultdip_desktop.i18n.words import Words

_FIELDS: Final[Mapping[str, str]] = {
    "name": N_("Name"),
    "category": N_("Category"),
    "kind": N_("Sort"),
    "honorific": N_("Form of address"),
    "country": N_("Country"),
    "city": N_("City"),
    "phone": N_("Telephone"),
    "email": N_("E-mail"),
    "address": N_("Address"),
    "website": N_("Website"),
    "note": N_("Note"),
    "consent": N_("Consent to be listed"),
    "consent_day": N_("Asked on"),
    "aliases": N_("Other names"),
    "title": N_("Role, position"),
    "from_day": N_("From"),
    "to_day": N_("Until"),
    "organisation_id": N_("Organisation"),
    "person_id": N_("Person"),
    "day": N_("Day"),
    "summary": N_("What it was about"),
    "event_id": N_("Event"),
    "promise": N_("Promise"),
    "promise_by": N_("Who promised"),
    "promise_due": N_("Due by"),
    "promise_done": N_("Kept"),
    "deleted_at": N_("In the trash"),
}
_DAYS: Final = frozenset({"consent_day", "from_day", "to_day", "day", "promise_due", "promise_done"})
_SORTS: Final[Mapping[str, tuple[type[StrEnum], ...]]] = {
    "kind": (PartnerKind, InteractionKind),
    "consent": (Consent,),
    "promise_by": (PromisedBy,),
}
HIDDEN: Final = frozenset({"deleted_at", "person_id", "organisation_id", "event_id", "id", "created_at"})
"""Columns whose values say nothing to a reader, or that the action's name says already."""


def field_words(words: Words, path: str) -> str:
    """The name of a field: "Cách xưng hô", "Tên (tiếng Anh)"; nothing for a whole row."""
    base, _, rest = path.partition(".")
    text = _FIELDS.get(base)
    if text is None:
        return words.t("Another field") if path else ""
    name = words.t(text)
    if base == "aliases":
        return name
    if rest == "en":
        return words.t("{label} (English)", label=name)
    return words.t("{label}: state of the English", label=name) if rest == "english" else name


def value_words(words: Words, path: str, value: str | int | None, catalogue: Catalogue | None = None) -> str:
    """A value as a reader knows it; nothing where there was none."""
    if value is None or value == "":
        return ""
    base, text = path.partition(".")[0], str(value)
    if base in _DAYS:
        return dates.day(words, date.fromisoformat(text))
    for kind in _SORTS.get(base, ()):
        if text in {each.value for each in kind}:
            return label(words, kind(text))
    if base == "country":
        return country(words, text)
    node = catalogue.find(text) if base == "category" and catalogue is not None else None
    return node.title.get(words.language) if node is not None else text
