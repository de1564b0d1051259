"""What the office has had to do with one partner: events, roles, contacts, promises; the matter of its page and briefing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cultdip_desktop.domain.event import EventKind, EventState, Gain
from cultdip_desktop.domain.money import Money
from cultdip_desktop.domain.partner import ActorRole, Interaction, Partner, PartnerRole, PromisedBy
from cultdip_desktop.domain.text import EMPTY, BiText
from cultdip_desktop.i18n.fold import fold

YEARS = 3
"""How far a briefing looks back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerEvent:
    """One event that names the partner."""

    id: str
    number: str
    title: BiText
    kind: EventKind
    state: EventState
    day: date | None
    roles: tuple[ActorRole, ...]
    attendance: int | None = None
    outcomes: BiText = EMPTY
    spent: tuple[Money, ...] = ()
    """Spent on the whole event, one sum per currency, gifts in kind apart."""

    gains: tuple[Gain, ...] = ()
    """Agreements, leads, invitations and visits that came of the event, whoever they are with."""


@dataclass(frozen=True, slots=True)
class RoleLine:
    """A role with the other side's name."""

    role: PartnerRole
    other_id: str
    other_name: str

    def lasts(self, today: date) -> bool:
        """Whether it is held on `today`."""
        first, last = self.role.from_day, self.role.to_day
        return (first is None or first <= today) and (last is None or last >= today)


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerStory:
    """Everything the register and the events tell of one partner, as of one moment."""

    partner: Partner
    roles: tuple[RoleLine, ...] = ()
    contacts: tuple[Interaction, ...] = ()
    """The newest first."""

    events: tuple[PartnerEvent, ...] = ()
    """The latest first."""

    people: tuple[tuple[str, str], ...] = ()
    """Id and name of everybody of the office."""

    @property
    def promises(self) -> tuple[Interaction, ...]:
        """Open promises, what is due first first."""
        return tuple(sorted((each for each in self.contacts if each.is_open), key=_due))

    def owed_by(self, side: PromisedBy) -> tuple[Interaction, ...]:
        """Open promises of one side."""
        return tuple(each for each in self.promises if each.promise_by is side)

    @property
    def gains(self) -> tuple[tuple[PartnerEvent, Gain], ...]:
        """What came of the events and names this partner, or nobody in particular."""
        names = {fold(name) for name in self.partner.names}
        return tuple(
            (event, gain)
            for event in self.events
            for gain in event.gains
            if not gain.partner or fold(gain.partner) in names
        )

    def since(self, first: date) -> PartnerStory:
        """The same with events and contacts from `first` on; open promises stay, however old."""
        return PartnerStory(
            partner=self.partner,
            roles=self.roles,
            contacts=tuple(each for each in self.contacts if each.day >= first or each.is_open),
            events=tuple(event for event in self.events if event.day is None or event.day >= first),
            people=self.people,
        )

    def person(self, person_id: str | None) -> str:
        """Name of somebody of the office; empty when nobody knows."""
        return dict(self.people).get(person_id or "", "")


def _due(contact: Interaction) -> tuple[date, date, str]:
    return contact.promise_due or date.max, contact.day, contact.id
