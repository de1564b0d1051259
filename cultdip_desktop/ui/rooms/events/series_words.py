"""Words of a series: its rule, its days, and what an edition has that the others do not."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from typing import Final

from cultdip_desktop.domain.calendar_words import rule_text
from cultdip_desktop.domain.field_words import field_words
from cultdip_desktop.domain.plan_words import LeapMonth
from cultdip_desktop.domain.recurrence import YearlyRule
from cultdip_desktop.domain.series_drift import DAY, HOURS
from cultdip_desktop.i18n import dates, lists, lunar
from cultdip_desktop.i18n.messages.message import N_
from cultdip_desktop.i18n.words import Words
from cultdip_desktop.ui.kit.language import Phrase

_PARTS: Final[Mapping[str, str]] = {
    "goals": N_("Goals"),
    "actors": N_("Partners"),
    "money": N_("Planned money"),
    HOURS: N_("Hours of the event"),
    DAY: N_("Day of the year"),
}
"""What has no name of one field."""

POLICIES: Final[Mapping[LeapMonth, str]] = {
    LeapMonth.REGULAR: N_("In the month proper, as feasts are kept"),
    LeapMonth.LEAP: N_("In the leap month"),
    LeapMonth.BOTH: N_("In both: two events that year"),
}


def rule_phrase(rule: YearlyRule) -> Phrase:
    """A rule as people say it, with a capital: "Hằng năm, Rằm tháng Tám âm lịch"."""

    def said(words: Words) -> str:
        text = rule_text(words, rule)
        return text[:1].upper() + text[1:]

    return Phrase(said)


def moon_of(words: Words, day: date) -> str:
    """The lunar day: "Rằm tháng Tám"; nothing where the lunar calendar is not known."""
    if not lunar.FIRST_DAY <= day <= lunar.LAST_DAY:
        return ""
    return lunar.day_words(words, lunar.from_solar(day))


def day_phrase(day: date) -> Phrase:
    """A day with its weekday."""
    return Phrase(lambda words: dates.day_of_week(words, day))


def moon_phrase(day: date) -> Phrase:
    """Its lunar day."""
    return Phrase(lambda words: moon_of(words, day))


def parts_phrase(names: Collection[str]) -> Phrase:
    """Names of what was changed: "địa điểm, đối tác và giờ"."""
    return Phrase(lambda words: lists.all_of(words, [_part(words, name) for name in names]))


def _part(words: Words, name: str) -> str:
    known = _PARTS.get(name)
    text = words.t(known) if known is not None else field_words(words, name)
    return text[:1].lower() + text[1:]
