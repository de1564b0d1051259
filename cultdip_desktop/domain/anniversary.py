"""Days worth an event: anniversaries, commemorations, lunar feasts, and when they come next."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from cultdip_desktop.domain.plan_words import DateRule
from cultdip_desktop.domain.recurrence import YearlyRule
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.i18n import lunar

RADAR_MONTHS: Final = 18
"""So far ahead anniversaries are looked for: a year's programme and the half year before it."""

ROUND_YEARS: Final = 5
"""Every fifth year is marked, every tenth among them."""


class AnniversaryKind(StrEnum):
    """What is remembered."""

    RELATIONS = "relations"
    """Diplomatic relations were established."""

    INSCRIPTION = "inscription"
    """Inscribed or proclaimed by UNESCO."""

    SISTER_CITY = "sister_city"
    COMMEMORATION = "commemoration"
    """A day of remembrance in Viet Nam."""

    FEAST = "feast"
    """A feast of the lunar year."""

    HOLIDAY = "holiday"
    """A public holiday of the host country; never kept as an anniversary, only shown among occasions."""

    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Anniversary:
    """A day that comes back every year, shipped with the program or written down by the office."""

    id: str
    """Of shipped ones `shipped:` and a name that stays; the office's own have a UUID."""

    title: BiText
    rule: YearlyRule
    since_year: int | None = None
    """The year that is counted from; None where nobody counts."""

    country: str = ""
    """ISO 3166-1 alpha-2: only offices there and those accredited to it see it. Empty: everybody does."""

    kind: AnniversaryKind = AnniversaryKind.OTHER
    note: str = ""
    source: str = ""
    """Where the day is taken from."""

    @property
    def shipped(self) -> bool:
        """Comes with the program: nobody changes or deletes it here."""
        return self.id.startswith(SHIPPED)


SHIPPED: Final = "shipped:"


@dataclass(frozen=True, slots=True)
class Occasion:
    """One coming of such a day."""

    day: date
    title: BiText
    years: int | None
    """How many years it is then; None where nobody counts."""

    round: bool
    """A fifth or tenth year."""

    rule: YearlyRule
    kind: AnniversaryKind = AnniversaryKind.OTHER
    anniversary: str = ""
    """Id of what comes back; empty for holidays of the host country."""

    country: str = ""
    """Whose day it is; empty for everybody's."""

    note: str = ""
    source: str = ""

    @property
    def decade(self) -> bool:
        """A tenth year."""
        return self.round and self.years is not None and self.years % 10 == 0


def occasions(known: Iterable[Anniversary], first: date, last: date) -> tuple[Occasion, ...]:
    """The comings of all these from `first` to `last`, both inside, by day."""
    found = [_coming(one, day) for one in known for day in one.rule.between(first, last) if _begun(one, day)]
    return tuple(sorted(found, key=lambda occasion: (occasion.day, occasion.kind.value, occasion.title.vi)))


def _coming(one: Anniversary, day: date) -> Occasion:
    years = None if one.since_year is None else _year(one, day) - one.since_year
    return Occasion(
        day=day,
        title=one.title,
        years=years,
        round=bool(years) and years is not None and years % ROUND_YEARS == 0,
        rule=one.rule,
        kind=one.kind,
        anniversary=one.id,
        country=one.country,
        note=one.note,
        source=one.source,
    )


def _begun(one: Anniversary, day: date) -> bool:
    return one.since_year is None or _year(one, day) >= one.since_year


def _year(one: Anniversary, day: date) -> int:
    """The year that an anniversary counts: the 12th lunar month lies mostly in the next civil year."""
    return lunar.from_solar(day).year if one.rule.kind is DateRule.LUNAR else day.year
