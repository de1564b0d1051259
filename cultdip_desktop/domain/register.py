"""Registers beside the events: initiatives and proposals, and whom to commend (R10, R17)."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from cultdip_desktop.core.records import dataclass
from cultdip_desktop.domain.text import EMPTY, BiText


class InitiativeClass(StrEnum):
    """Five classes after what the Steering Committee's meeting spoke of; their words are in `domain.labels`."""

    LOCAL = "local"
    """Support of localities, businesses, partners on the spot."""

    COORDINATION = "coordination"
    RESOURCES = "resources"
    """State and socialised resources, people, training."""

    DIGITAL = "digital"
    OTHER = "other"


class InitiativeStage(StrEnum):
    """How far it has come."""

    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    UNDER_WAY = "under_way"
    DONE = "done"
    DROPPED = "dropped"


class Commended(StrEnum):
    """Who is proposed."""

    PERSON = "person"
    GROUP = "group"


@dataclass(frozen=True, slots=True, kw_only=True)
class Initiative:
    """A proposal or initiative of the office."""

    id: str
    title: BiText
    text: BiText = EMPTY
    cls: InitiativeClass = InitiativeClass.OTHER
    stage: InitiativeStage = InitiativeStage.PROPOSED
    person_id: str | None = None
    proposed_on: date
    due: date | None = None
    result: BiText = EMPTY
    event_id: str | None = None
    created_at: datetime | None = None
    deleted_at: datetime | None = None
    office: str = ""
    """At headquarters the mission that proposed it; empty for the office's own."""

    assigned: str = ""
    """Who sees to it, as headquarters decided."""

    note: str = ""
    """Of the office that keeps the register, for itself."""


@dataclass(frozen=True, slots=True)
class InitiativeStep:
    """One step of an initiative from stage to stage."""

    id: str
    initiative_id: str
    before: InitiativeStage
    stage: InitiativeStage
    at: datetime
    person_id: str | None
    note: str
    """Why, in the words of who took it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Commendation:
    """A proposal to commend a person or a group, with the events that speak for it."""

    id: str
    name: str
    partner_id: str | None = None
    kind: Commended = Commended.PERSON
    award: str = ""
    """Form of the commendation as the office names it: "Bằng khen của Bộ trưởng"."""

    reason: BiText = EMPTY
    proposed_on: date
    events: tuple[str, ...] = ()
    created_at: datetime | None = None
    deleted_at: datetime | None = None
    office: str = ""
    """At headquarters the mission that proposed it; empty for the office's own."""
