"""Partners: organisations and people that take part in events (R7, R8)."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Final

from cultdip_desktop.core.records import dataclass
from cultdip_desktop.domain.text import EMPTY, BiText

WITHHELD: Final = BiText("Đối tác không nêu tên", "Partner not named")
"""Stands for the name of a partner who does not wish to be listed, wherever something leaves the machine."""

USUAL_CATEGORY: Final = "AC.HOST"
"""What a new partner is taken for until somebody says otherwise: most partners are of the host country."""


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

    @property
    def names(self) -> tuple[str, ...]:
        """Every name that it goes by, its own first."""
        return tuple(name for name in (self.name, self.name_en, *self.aliases) if name)


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

    @property
    def is_open(self) -> bool:
        """Whether something was promised that nobody has kept yet."""
        return bool(self.promise) and self.promise_done is None and self.deleted_at is None

    def is_overdue(self, today: date) -> bool:
        """Whether an open promise should have been kept before `today`."""
        return self.is_open and self.promise_due is not None and self.promise_due < today


STRICTEST: Final = (Consent.REFUSED, Consent.GIVEN, Consent.UNKNOWN)
"""A refusal outlives every merge; an agreement outlives not having asked."""


def stricter(first: Consent, second: Consent) -> Consent:
    """The consent of two entries that turn out to be one partner."""
    return min(first, second, key=STRICTEST.index)
