"""Words and marks for entries of the registers."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from cultdip_desktop.domain.labels import action_label, label
from cultdip_desktop.domain.register import InitiativeStage
from cultdip_desktop.domain.register_words import field_words, value_words
from cultdip_desktop.i18n import dates
from cultdip_desktop.i18n.words import Words
from cultdip_desktop.ui.kit.language import Phrase
from cultdip_desktop.ui.rooms.reports.viewmodel_registers import Past

STAGE_TONES: Final[Mapping[InitiativeStage, str]] = {
    InitiativeStage.PROPOSED: "info",
    InitiativeStage.ACCEPTED: "info",
    InitiativeStage.UNDER_WAY: "warn",
    InitiativeStage.DONE: "ok",
    InitiativeStage.DROPPED: "neutral",
}
STAGE_ICONS: Final[Mapping[InitiativeStage, str]] = {
    InitiativeStage.PROPOSED: "pencil",
    InitiativeStage.ACCEPTED: "circle-check",
    InitiativeStage.UNDER_WAY: "loader",
    InitiativeStage.DONE: "badge-check",
    InitiativeStage.DROPPED: "ban",
}


def word(value: StrEnum) -> Phrase:
    """The word for a class, a stage or who is proposed."""
    return Phrase(lambda words: label(words, value))


def past_words(one: Past, people: Mapping[str, str]) -> Phrase:
    """One change: when, who, what, before and after."""

    def make(words: Words) -> str:
        when = f"{dates.day(words, one.at.date())}, {dates.clock(one.at)}"
        if not one.field:
            return " · ".join(text for text in (when, one.who, action_label(words, one.label)) if text)
        before, after = (value_words(words, one.field, value, people) or "–" for value in (one.old, one.new))
        what = words.t("{what}: {before} → {after}", what=field_words(words, one.field), before=before, after=after)
        return " · ".join(text for text in (when, one.who, what) if text)

    return Phrase(make)
