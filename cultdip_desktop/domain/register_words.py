"""Words for the fields of the registers in the change log, and for their values: no reader ever sees a column's name."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Final

from cultdip_desktop.domain.labels import label
from cultdip_desktop.domain.register import Commended, InitiativeClass, InitiativeStage
from cultdip_desktop.domain.text import EnglishState
from cultdip_desktop.i18n import dates
from cultdip_desktop.i18n.messages.message import N_
from cultdip_desktop.i18n.words import Words

_FIELDS: Final[Mapping[str, str]] = {
    "title": N_("Initiative or proposal"),
    "text": N_("Content"),
    "class": N_("Class"),
    "stage": N_("State"),
    "person_id": N_("Person responsible"),
    "proposed_on": N_("Proposed on"),
    "due": N_("Due on"),
    "result": N_("What came of it"),
    "event_id": N_("Event it belongs to"),
    "name": N_("Name"),
    "kind": N_("Person or group"),
    "award": N_("Form of commendation"),
    "reason": N_("Merits"),
    "events": N_("Events as evidence"),
}
_SORTS: Final[Mapping[str, type[StrEnum]]] = {
    "class": InitiativeClass,
    "stage": InitiativeStage,
    "kind": Commended,
    "english": EnglishState,
}
_DAYS: Final = frozenset({"proposed_on", "due"})
HIDDEN: Final = frozenset({"id", "created_at", "deleted_at", "partner_id"})
"""Columns that say nothing to a reader, or that the action's name says already."""


def field_words(words: Words, path: str) -> str:
    """The name of a field: "Hạn", "Nội dung (tiếng Anh)"; nothing for a whole entry."""
    base, _point, rest = path.partition(".")
    text = _FIELDS.get(base)
    if text is None:
        return words.t("Another field") if path else ""
    name = words.t(text)
    if rest == "en":
        return words.t("{label} (English)", label=name)
    return words.t("{label}: state of the English", label=name) if rest == "english" else name


def value_words(words: Words, path: str, value: str | int | None, people: Mapping[str, str]) -> str:
    """A value as a reader knows it; nothing where there was none. `people` are names by id."""
    if value is None or value == "":
        return ""
    base, _point, rest = path.partition(".")
    text = str(value)
    if base in _DAYS:
        return dates.day(words, date.fromisoformat(text))
    kind = _SORTS.get(rest if rest == "english" else base)
    if kind is not None and text in {each.value for each in kind}:
        return label(words, kind(text))
    if base == "person_id":
        return people.get(text, "")
    if base == "events":
        count = len(json.loads(text))
        return words.n("{n} event", "{n} events", count) if count else ""
    return words.t("an event") if base == "event_id" else text
