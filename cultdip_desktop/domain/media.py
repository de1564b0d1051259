"""A photo, a film or a document that belongs to an event (R20)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Final

from cultdip_desktop.domain.text import EMPTY, BiText
from cultdip_desktop.i18n.messages.message import N_


class Ground(StrEnum):
    """On what ground people may be shown (DOMAIN, section 10)."""

    NONE = ""
    """Nobody has said."""

    CONSENT = "consent"
    """They agreed; the paper is `MediaItem.consent_media_id`."""

    PUBLIC_EVENT = "public_event"
    PUBLIC_INTEREST = "public_interest"


GROUND_WORDS: Final[Mapping[Ground, str]] = {
    Ground.NONE: N_("Not said"),
    Ground.CONSENT: N_("They agreed"),
    Ground.PUBLIC_EVENT: N_("Public event"),
    Ground.PUBLIC_INTEREST: N_("Public interest"),
}

MOST_LINE: Final = 500
"""Characters of author, holder, licence and people; records of packages allow no more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MediaItem:
    """One attachment; the bytes lie sealed in the vault under `sha256`."""

    id: str
    event_id: str
    sha256: str
    """Digest of the original's bytes, 64 hex digits."""

    file_name: str
    """As the officer's file was called (NFC, no folders); for people only."""

    mime: str
    extension: str
    kind: str
    """`image`, `video` or `document`."""

    size: int
    """Bytes of the original."""

    width: int | None = None
    """Pixels, with the orientation applied; images only."""

    height: int | None = None
    taken_at: datetime | None = None
    """Camera's local time without zone, as EXIF gives it."""

    has_location: bool = False
    """The original carries GPS; exported copies never do."""

    caption: BiText = EMPTY
    credit: str = ""
    """The line that is printed; where it is empty, the author stands there."""

    author: str = ""
    rights_holder: str = ""
    licence: str = ""
    """On what terms it may be shown: a licence's name, or an agreement."""

    people: str = ""
    """Who is shown, by name."""

    minors: bool = False
    """Children are shown, named or not."""

    consent: Ground = Ground.NONE
    consent_media_id: str | None = None
    """The attachment of the same event that proves the consent; it is internal and never travels as such."""

    consent_until: date | None = None
    """Last day on which it may be shown."""

    in_report: bool = True
    """Marked to travel in report packages and photo appendices."""

    publishable: bool = True
    """False keeps it on this machine."""

    cover: bool = False
    position: int = 0
    added_at: datetime | None = None
    """Instant, UTC."""

    @property
    def travels(self) -> bool:
        """Whether a report package carries it."""
        return self.in_report and self.publishable

    @property
    def credit_line(self) -> str:
        """What is printed below it: credit or author, then the rights holder and the licence where they say more."""
        first = self.credit.strip() or self.author.strip()
        holder, licence = self.rights_holder.strip(), self.licence.strip()
        owner = f"© {holder}" if holder and holder not in first else ""
        return ", ".join(part for part in (" ".join(filter(None, (first, owner))), licence) if part)

    def may_be_shown(self, today: date) -> bool:
        """Whether its consent still holds."""
        return self.consent_until is None or today <= self.consent_until

    @property
    def lacks_consent(self) -> bool:
        """People are named or children shown, and nobody has said on what ground."""
        return self.consent is Ground.NONE and (self.minors or bool(self.people.strip()))


@dataclass(frozen=True, slots=True, kw_only=True)
class Rights:
    """What is said of rights and people when files are added."""

    author: str = ""
    rights_holder: str = ""
    licence: str = ""
    people: str = ""
    minors: bool = False
    consent: Ground = Ground.NONE
    consent_until: date | None = None


NOTHING_SAID: Final = Rights()


def rights_to_plain(item: MediaItem) -> dict[str, Any]:
    """What is said about rights and people, as records carry it; what says nothing is left out."""
    said: dict[str, Any] = {
        "author": item.author,
        "rights_holder": item.rights_holder,
        "licence": item.licence,
        "people": item.people,
        "minors": item.minors,
        "consent": item.consent.value,
        "consent_until": None if item.consent_until is None else item.consent_until.isoformat(),
    }
    return {name: value for name, value in said.items() if value}


def rights_of_plain(plain: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of `MediaItem` back from a record."""
    until = plain.get("consent_until")
    return {
        **{name: str(plain.get(name, "")) for name in ("author", "rights_holder", "licence", "people")},
        "minors": bool(plain.get("minors", False)),
        "consent": Ground(plain.get("consent", "")),
        "consent_until": date.fromisoformat(until) if until else None,
    }
