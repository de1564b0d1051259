"""What the page of the two signatures shows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.period import Period


@dataclass(frozen=True, slots=True)
class Said:
    """One line of a verdict in one language."""

    title: str
    sentence: str
    outcome: str
    """Value of `Outcome`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SignaturePart:
    """One signature that is on the document."""

    role: str
    """Name of the field: person, agency, or another tool's."""

    person: str
    at: datetime | None
    first: date | None
    last: date | None
    """First and last day of the certificate."""

    app_level: bool
    words: tuple[str, ...]
    result: str
    """One of the five states."""

    lines: dict[str, tuple[Said, ...]]
    """By language."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SignState:
    """Where the signing of one report stands."""

    period: Period
    zone: str
    number: int | None
    """Of the document; none was given yet."""

    stop: UserError | None
    """Why nothing can be signed now."""

    paper_id: str
    """Of the signed document; empty while nobody has signed."""

    file_name: str
    language: str
    outside: bool
    """Signed with another tool."""

    result: str
    parts: tuple[SignaturePart, ...]
    out: bool
    """A document went out to be signed elsewhere."""

    lines: dict[str, tuple[Said, ...]]
    """On the file as a whole."""

    @property
    def next_role(self) -> str:
        """Who signs next: person, agency, or nobody."""
        if self.stop is not None or self.outside:
            return ""
        roles = {part.role for part in self.parts}
        return "" if "agency" in roles else "agency" if "person" in roles else "person"

    def part(self, role: str) -> SignaturePart | None:
        """The signature in one of the two places."""
        return next((part for part in self.parts if part.role == role), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedFile:
    """The verdict on any PDF."""

    file: str
    result: str
    meaning: dict[str, str]
    """By language."""

    lines: dict[str, tuple[Said, ...]]
    parts: tuple[SignaturePart, ...]
    notes: dict[str, tuple[str, ...]]
    """What the verdict does not say."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyChoice:
    """A key that may be chosen to sign."""

    id: str
    person: str
    token: str
    """Label of the token; empty for a key of this program."""

    first: date
    last: date
    app_level: bool
    words: tuple[str, ...]
    attempts: int | None
    """Tries left before the next pause; None for a token, which names no number."""

    tries: str
    """What a token says: all, fewer, last, locked; empty for a key of this program."""

    wrong: int
    """Wrong PINs in a row that this program has sent to the token."""

    keypad: bool
    """The PIN is typed on the reader."""

    stop: UserError | None
    """Why it cannot sign."""
