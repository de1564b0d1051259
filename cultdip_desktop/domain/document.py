"""The documents that an office can make of its records (R25)."""

from __future__ import annotations

from enum import StrEnum
from typing import Final


class DocumentKind(StrEnum):
    """One form of document; a nil report is the report of a period in which nothing was held."""

    PERIOD = "period"
    PROGRAMME = "programme"
    """The annual action programme, plan against done."""

    DOSSIER = "dossier"
    """Everything about one event."""

    COVERAGE = "coverage"
    """Goals by quarters."""

    BUDGET = "budget"
    """Money by source and the socialised share."""

    MEDIA = "media"
    """What the press wrote and showed."""

    INITIATIVES = "initiatives"
    COMMENDATIONS = "commendations"
    BRIEFING = "briefing"
    """Two pages for a leader's visit."""

    HANDOVER = "handover"
    """What a successor must know."""

    CONSOLIDATED = "consolidated"
    """Headquarters: all missions together (R29)."""

    STEERING = "steering"
    """Headquarters: one goal or solution group for the Steering Committee (R28)."""


OF_HEADQUARTERS: Final = frozenset({DocumentKind.CONSOLIDATED, DocumentKind.STEERING})
"""Kinds that only headquarters makes."""
