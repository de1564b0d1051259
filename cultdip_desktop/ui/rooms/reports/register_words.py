"""Words and marks for entries of the registers."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from cultdip_desktop.domain.labels import label
from cultdip_desktop.domain.register import InitiativeStage
from cultdip_desktop.ui.kit.language import Phrase

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
