"""Phrases that several pages of the room use: words of the domain, short names of goals, findings."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.event import Event
from cultdip_desktop.domain.findings import Finding
from cultdip_desktop.domain.labels import SHORT_GOALS, label
from cultdip_desktop.domain.strategy import Catalogue, Node
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.i18n import dates, lunar
from cultdip_desktop.i18n.messages import describe
from cultdip_desktop.i18n.words import Words
from cultdip_desktop.ui.kit.language import Phrase, t

FESTIVALS: Final = frozenset({(1, 1), (2, 1), (3, 1), (10, 3), (15, 4), (5, 5), (15, 7), (15, 8), (23, 12)})
"""Lunar day and month of the days that a list points out."""


def word(value: StrEnum) -> Phrase:
    """The word for a kind, state, role, stage or method."""
    return Phrase(lambda words: label(words, value))


def either(text: BiText) -> Phrase:
    """A text in the interface's language, or in the other where that is missing."""
    return Phrase(lambda words: text.get(words.language))


def title_of(words: Words, title: BiText) -> str:
    """An event's title, or a note that it has none yet."""
    return title.get(words.language).strip() or words.t("(untitled)")


def goal_short(catalogue: Catalogue, code: str) -> Phrase:
    """A goal's short name, or the catalogue's title where there is none."""
    if code in SHORT_GOALS:
        return t(SHORT_GOALS[code])
    node = catalogue.find(code)
    return either(node.title) if node else t("not in the catalogue")


def wording(node: Node | None) -> Phrase:
    """The full wording of an item of the catalogue."""
    return either((node.text if node.text.vi else node.title) if node else BiText())


def finding_text(finding: Finding) -> Phrase:
    """What is wrong or missing."""
    return Phrase(lambda words: describe(words, UserError(finding.code, **finding.params)).message)


def finding_advice(finding: Finding) -> Phrase:
    """What to do about it."""
    return Phrase(lambda words: describe(words, UserError(finding.code, **finding.params)).advice)


def day_of_event(event: Event) -> Phrase:
    """Day and, unless it lasts all day, time at the place: "Thứ Sáu 25/9/2026, 17:30"."""
    start = event.local_start
    if start is None:
        return t("no date yet")
    if event.all_day:
        return Phrase(lambda words: dates.day_of_week(words, start))
    return Phrase(lambda words: f"{dates.day_of_week(words, start)}, {dates.clock(start)}")


def lunar_of_event(event: Event) -> Phrase | str:
    """The lunar day of its start in words, or nothing."""
    day = event.day
    if day is None or not lunar.FIRST_DAY <= day <= lunar.LAST_DAY:
        return ""
    moon = lunar.from_solar(day)
    return Phrase(lambda words: lunar.day_words(words, moon))
