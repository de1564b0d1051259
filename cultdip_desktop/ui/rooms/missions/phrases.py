"""Phrases that several pages of the room use: states, deadlines on two clocks, regions, packages."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from cultdip_desktop.domain.duty import MissionState, Region
from cultdip_desktop.domain.labels import label
from cultdip_desktop.domain.mission import HEADQUARTERS_ZONE, Mission
from cultdip_desktop.domain.naming import period_cell, period_title, place_of, post_of
from cultdip_desktop.domain.package import InboxOutcome
from cultdip_desktop.domain.period import Period
from cultdip_desktop.domain.standing import MissionStanding, Standing, day_in_hanoi, deadline
from cultdip_desktop.domain.standing_words import days_words, standing_word, standing_words
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.i18n import dates
from cultdip_desktop.i18n.country import city_of_zone
from cultdip_desktop.i18n.words import Words
from cultdip_desktop.ui.kit.language import Phrase, c, t
from cultdip_desktop.ui.kit.marks import Mark

MARKS: Final[Mapping[Standing, Mark]] = {
    Standing.ON_TIME: Mark("badge-check", "ok"),
    Standing.LATE: Mark("clock-alert", "warn"),
    Standing.HELD: Mark("hourglass", "warn"),
    Standing.REFUSED: Mark("shield-x", "danger"),
    Standing.MISSING: Mark("clock", "neutral"),
    Standing.EXEMPT: Mark("minus", "neutral"),
    Standing.NOT_ASKED: Mark("minus", "neutral"),
}
OVERDUE: Final = Mark("alarm-clock", "danger")
EXTENDED: Final = Mark("calendar-clock", "info")
OUTCOMES: Final[Mapping[InboxOutcome, Mark]] = {
    InboxOutcome.IMPORTED: Mark("badge-check", "ok"),
    InboxOutcome.ALREADY_IMPORTED: Mark("badge-check", "ok"),
    InboxOutcome.HELD: Mark("hourglass", "warn"),
    InboxOutcome.FORK: Mark("git-compare", "warn"),
    InboxOutcome.REFUSED: Mark("shield-x", "danger"),
}
CERTIFICATES: Final[Mapping[str, Mark]] = {
    "valid": Mark("badge-check", "ok"),
    "ends_soon": Mark("clock", "warn"),
    "expired": Mark("circle-x", "danger"),
    "revoked": Mark("ban", "danger"),
}
CERTIFICATE_WORDS: Final[Mapping[str, Phrase]] = {
    "valid": t("Certificate valid"),
    "ends_soon": t("Ends soon"),
    "expired": t("Certificate expired"),
    "revoked": t("Revoked"),
}
EVERY_REGION: Final = c("region", "All regions")
EVERY_STATE: Final = c("mission", "All states")
LEDGER_NOTE: Final = t(
    "Headquarters keeps the ledger and its time stamps itself: they give its entries an order and prove nothing to "
    "others."
)


def either(text: BiText) -> Phrase:
    """A text in the interface's language, or in the other where that is missing."""
    return Phrase(lambda words: text.get(words.language))


def place(mission: Mission) -> Phrase:
    """What a list prints in bold."""
    return either(place_of(mission))


def post(mission: Mission) -> Phrase:
    """What stands in grey beside it."""
    return either(post_of(mission))


def region(code: str) -> Phrase:
    """The region's name; the code where nobody knows it."""
    return Phrase(lambda words: label(words, Region(code)) if code in set(Region) else code or "–")


def state(value: MissionState) -> Phrase:
    """Whether the mission works."""
    return Phrase(lambda words: label(words, value))


def mark_of(row: MissionStanding) -> Mark:
    """The pill of a line: overdue and extended ones stand out."""
    if row.standing is Standing.MISSING:
        if row.days < 0:
            return OVERDUE
        return EXTENDED if row.extended else MARKS[row.standing]
    return MARKS[row.standing]


def pill_text(words: Words, row: MissionStanding) -> str:
    """In a pill, where room is scarce: "Quá hạn 38 ngày", "Còn 54 ngày", "Chậm 3 ngày", "Đúng hạn"."""
    if row.standing is Standing.MISSING:
        days = days_words(words, row)
        text = words.t("extended, {days}", days=days) if row.extended and row.days >= 0 else days
    elif row.standing is Standing.LATE:
        text = words.n("late by {n} day", "late by {n} days", row.days)
    else:
        text = standing_word(words, row.standing)
    return text[:1].upper() + text[1:]


def whole(row: MissionStanding) -> Phrase:
    """The same with everything that is known."""
    return Phrase(lambda words: standing_words(words, row))


def due(words: Words, row: MissionStanding) -> str:
    """The deadline's day, or a dash for who owes nothing."""
    return dates.day(words, row.due) if row.expected or row.received else "–"


def hanoi_clock(words: Words, row: MissionStanding) -> str:
    """The same instant on headquarters' clock: "05:00 16/10 tại Hà Nội"."""
    at = deadline(row.due, row.mission.zone).astimezone(ZoneInfo(HEADQUARTERS_ZONE))
    city = city_of_zone(words, HEADQUARTERS_ZONE)
    return words.t("{time} on {day} in {city}", time=dates.clock(at), day=dates.day_in_year(words, at), city=city)


def clocks(words: Words, row: MissionStanding) -> str:
    """When the deadline ends, on both clocks."""
    return dates.end_of_day(words, row.due, row.mission.zone)


def title(period: Period) -> Phrase:
    """A period as a choice."""
    return Phrase(lambda words: period_title(words, period))


def cell(period: Period | None) -> Phrase:
    """A period in a table."""
    return Phrase(lambda words: "–" if period is None else period_cell(words, period))


def moment(words: Words, at: datetime) -> str:
    """Day and time in Hà Nội."""
    return dates.moment(words, at, HEADQUARTERS_ZONE)


def short_moment(words: Words, at: datetime) -> str:
    """The day in Hà Nội."""
    return dates.day(words, day_in_hanoi(at))
