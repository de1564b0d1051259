"""Partners: organisations and people that take part in events (R7, R8)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from cultdip_desktop.domain.text import EMPTY, BiText


class ActorRole(StrEnum):
    """What an actor does in an event."""

    LEAD = "lead"
    CO_ORGANISER = "co_organiser"
    SPONSOR = "sponsor"
    PARTICIPANT = "participant"
    BENEFICIARY = "beneficiary"


class PartnerKind(StrEnum):
    """What an entry of the register is."""

    ORGANISATION = "organisation"
    PERSON = "person"


class Consent(StrEnum):
    """Whether the partner agreed to be listed."""

    UNKNOWN = "unknown"
    GIVEN = "given"
    REFUSED = "refused"


class InteractionKind(StrEnum):
    """How a contact took place."""

    MEETING = "meeting"
    CALL = "call"
    LETTER = "letter"
    EMAIL = "email"
    EVENT = "event"
    GIFT = "gift"
    VISIT = "visit"
    OTHER = "other"


class PromisedBy(StrEnum):
    """Who owes what was promised."""

    US = "us"
    THEM = "them"


@dataclass(frozen=True, slots=True, kw_only=True)
class Partner:
    """An entry of the register of partners. Only name and category ever leave the machine."""

    id: str
    name: str
    category: str
    """Catalogue code `AC.…`."""

    kind: PartnerKind = PartnerKind.ORGANISATION
    name_en: str = ""
    honorific: BiText = EMPTY
    """As a letter addresses them: `Ngài`, `H.E.`."""

    country: str = ""
    """ISO 3166-1 alpha-2."""

    city: str = ""
    phone: str = ""
    email: str = ""
    address: str = ""
    website: str = ""
    note: str = ""
    consent: Consent = Consent.UNKNOWN
    consent_day: date | None = None
    aliases: tuple[str, ...] = ()
    """Other names by which events find it."""

    deleted_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Actor:
    """A partner's part in one event; the partner is found or made by its name."""

    partner: str
    category: str
    role: ActorRole


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerRole:
    """What a person is or was in an organisation."""

    id: str
    person_id: str
    organisation_id: str
    title: BiText = EMPTY
    from_day: date | None = None
    to_day: date | None = None
    """Last day; None while it lasts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Interaction:
    """One contact with a partner."""

    id: str
    partner_id: str
    day: date
    kind: InteractionKind = InteractionKind.MEETING
    summary: str = ""
    person_id: str | None = None
    """Who of this office was in contact."""

    event_id: str | None = None
    promise: str = ""
    promise_by: PromisedBy | None = None
    promise_due: date | None = None
    promise_done: date | None = None
    created_at: datetime | None = None
    deleted_at: datetime | None = None
