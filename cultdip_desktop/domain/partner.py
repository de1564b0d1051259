"""Partners: organisations and people that take part in events (R7, R8)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class ActorRole(StrEnum):
    """What an actor does in an event."""

    LEAD = "lead"
    CO_ORGANISER = "co_organiser"
    SPONSOR = "sponsor"
    PARTICIPANT = "participant"
    BENEFICIARY = "beneficiary"


@dataclass(frozen=True, slots=True, kw_only=True)
class Partner:
    """An entry of the register of partners."""

    id: str
    name: str
    category: str
    """Catalogue code `AC.…`."""


@dataclass(frozen=True, slots=True)
class Actor:
    """A partner's part in one event; the partner is found or made by its name."""

    partner: str
    category: str
    role: ActorRole
