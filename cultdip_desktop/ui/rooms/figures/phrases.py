"""Words of the Figures page: names of rows, the window, sums of money, where numbers come from."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Final
from zoneinfo import ZoneInfo

from cultdip_desktop.domain.duty import Region
from cultdip_desktop.domain.event import EventKind
from cultdip_desktop.domain.figures import Dimension
from cultdip_desktop.domain.labels import SHORT_GOALS, label
from cultdip_desktop.domain.mission import HEADQUARTERS_ZONE, Mission
from cultdip_desktop.domain.naming import period_of, period_short, period_title, place_of, post_of
from cultdip_desktop.domain.package import ReceivedPackage
from cultdip_desktop.domain.period import Period
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.i18n import dates, numbers
from cultdip_desktop.i18n.words import Words
from cultdip_desktop.ui.kit.language import Phrase, Speech, c, t
from cultdip_desktop.ui.rooms.figures.values import Line, Shown

DIMENSIONS: Final[tuple[tuple[Dimension, Phrase], ...]] = (
    (Dimension.GOAL, c("dimension", "Goal")),
    (Dimension.MISSION, c("dimension", "Mission")),
    (Dimension.MONTH, c("dimension", "Month")),
    (Dimension.KIND, c("dimension", "Kind")),
    (Dimension.REGION, c("dimension", "Region")),
    (Dimension.SOLUTION, c("dimension", "Solutions")),
    (Dimension.PRODUCT, c("dimension", "Product")),
    (Dimension.ACTOR, c("dimension", "Actor")),
    (Dimension.SOURCE, c("dimension", "Source of money")),
)
"""By what the page counts, in the order offered."""


_CODES: Final = (
    Dimension.GOAL,
    Dimension.GROUP,
    Dimension.SOLUTION,
    Dimension.PRODUCT,
    Dimension.ACTOR,
    Dimension.SOURCE,
)
"""Rows of these are codes of the catalogue."""


def either(text: BiText) -> Phrase:
    """A text in the interface's language, or in the other where that is missing."""
    return Phrase(lambda words: text.get(words.language))


def name_of(shown: Shown, key: str) -> Phrase:
    """What a row is called: code, mission, month, kind or region in words."""
    if shown.dimension is Dimension.MISSION:
        mission = shown.missions.get(key)
        return either(place_of(mission)) if mission else Phrase(lambda _words: key)
    if shown.dimension is Dimension.MONTH:
        return Phrase(lambda words: _month(words, key))
    if shown.dimension is Dimension.KIND:
        return Phrase(lambda words: label(words, EventKind(key)))
    if shown.dimension is Dimension.REGION:
        return Phrase(lambda words: label(words, Region(key)) if key in set(Region) else key)
    return Phrase(lambda _words: key)


def detail_of(shown: Shown, key: str) -> Phrase:
    """The grey words beside the name: what a code stands for, in few words where there are, the post of a mission."""
    if shown.dimension is Dimension.MISSION:
        mission = shown.missions.get(key)
        return either(post_of(mission)) if mission else Phrase(lambda _words: "")
    if shown.dimension in _CODES:
        return t(SHORT_GOALS[key]) if key in SHORT_GOALS else _catalogue_title(shown, key)
    return Phrase(lambda _words: "")


def _catalogue_title(shown: Shown, code: str) -> Phrase:
    node = shown.catalogue.find(code)
    return either(node.title) if node else c("figures", "not in the catalogue of headquarters")


def wording_of(shown: Shown, key: str) -> Phrase:
    """Everything that is known of a row's name, for the tooltip."""
    if shown.dimension is Dimension.MISSION and key in shown.missions:
        return either(shown.missions[key].name)
    if shown.dimension in _CODES:
        return _catalogue_title(shown, key)
    return detail_of(shown, key)


def title_of(shown: Shown, line: Line) -> Speech:
    """The head of the inspector."""
    return c("figures", "All distinct events") if line.is_total else name_of(shown, line.key)


def days(shown: Shown) -> Phrase:
    """The window in words."""
    if shown.everything:
        return c("figures", "all days")
    return Phrase(lambda words: dates.day_range(words, shown.window.first, shown.window.last))


def money(words: Words, spent: Mapping[str, Decimal]) -> str:
    """Sums by currency, never added up: "145.000 CZK · 1.200 USD"."""
    return " · ".join(numbers.money(words, amount, currency, short=True) for currency, amount in spent.items())


def amount(value: Decimal, currency: str) -> Phrase:
    """An amount without its code, which stands beside it."""
    return Phrase(lambda words: numbers.amount(words, value, currency))


def share(part: int, total: int) -> Decimal:
    """A part of a total, 1 = all."""
    return Decimal(part) / Decimal(total)


def weight(words: Words, value: Decimal) -> str:
    """A weighted count with its half: "12,5"."""
    return numbers.decimal(
        words, value.normalize() if value != value.to_integral_value() else value.to_integral_value()
    )


def plain(words: Words, value: Decimal) -> str:
    """Digits for other programs: no groups, the decimal sign of the language."""
    text = f"{value:f}"
    return text.replace(".", ",") if words.language == "vi" else text


def period_choice(period: Period) -> Phrase:
    """An entry of the choice of days."""
    return Phrase(lambda words: period_title(words, period))


def package(received: ReceivedPackage, mission: Mission | None) -> Phrase:
    """A package in one line: "Cộng hòa Séc · quý III/2026 · số 2"."""

    def say(words: Words) -> str:
        name = place_of(mission).get(words.language) if mission else received.office
        period = period_of(received.period)
        when = period_short(words, period) if period else received.period
        number = words.t("no. {seq}", seq=received.seq)
        return " · ".join(part for part in (name, when, number) if part)

    return Phrase(say)


def received_on(at: datetime | None) -> Phrase:
    """When a package was received, on Hà Nội's calendar."""
    if at is None:
        return Phrase(lambda _words: "")
    day = at.astimezone(ZoneInfo(HEADQUARTERS_ZONE)).date()
    return t("received {day}", day=Phrase(lambda words: dates.day(words, day)))


def _month(words: Words, key: str) -> str:
    year, _dash, number = key.partition("-")
    text = dates.month(words, int(year), int(number))
    return text[:1].upper() + text[1:]
