"""The line of filters above the list: what is offered, how each value is called, and the saved views."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from PySide6.QtWidgets import QWidget

from cultdip_desktop.domain.event import EventKind, EventState
from cultdip_desktop.domain.labels import SHORT_GOALS
from cultdip_desktop.domain.period import Period
from cultdip_desktop.domain.strategy import GOALS, SOLUTION_GROUPS, Catalogue
from cultdip_desktop.i18n import dates
from cultdip_desktop.i18n.words import Words
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.filter_bar import FilterBar, FilterField
from cultdip_desktop.ui.kit.language import Phrase, t
from cultdip_desktop.ui.kit.marks import KIND_ICONS, STATE_MARKS
from cultdip_desktop.ui.kit.text import PlainLabel
from cultdip_desktop.ui.rooms.events.phrases import goal_short, word

_FIELDS: Final = (
    FilterField("states", t("State")),
    FilterField("kinds", t("Kind")),
    FilterField("goals", t("Goal")),
    FilterField("period", t("Period"), several=False),
    FilterField("codes", t("Catalogue"), offered=False),
)


class Filters(FilterBar):
    """State, kind, goal and period; an item of the catalogue comes from the search."""

    def __init__(self, kit: Kit, views: QWidget) -> None:
        """`views` is the menu of saved views."""
        super().__init__(kit, _FIELDS, views)
        self._catalogue: Catalogue | None = None
        self.count = PlainLabel(kit, "", "small", "secondary")
        self.offer("states", [(each, word(each), STATE_MARKS[each].icon) for each in EventState])
        self.offer("kinds", [(each, word(each), KIND_ICONS[each]) for each in EventKind])
        self.offer("goals", [(code, _goal(code), "") for code in (*GOALS, *SOLUTION_GROUPS)])

    def use_catalogue(self, catalogue: Catalogue) -> None:
        """Names of what is not offered."""
        self._catalogue = catalogue

    def offer_periods(self, today: date) -> None:
        """Offer this quarter and the three before it, then this year and the two before it."""
        quarter = Period.quarter_of(today)
        periods = [quarter]
        while len(periods) < 4:
            periods.append(periods[-1].previous)
        periods += [Period(today.year - back) for back in range(3)]
        self.offer("period", [(each, period_name(each), "") for each in periods])

    def show_values(self, values: Mapping[str, Sequence[object]], *, filtered: bool) -> None:
        """Name what is not offered, too, and goals by their codes."""
        for period in values.get("period", ()):
            if isinstance(period, Period):
                self.name_value("period", period, period_name(period))
        for code in values.get("goals", ()):
            self.name_value("goals", code, str(code))  # the menu says what it means, the chip is short
        for code in values.get("codes", ()):
            if self._catalogue is not None:
                self.name_value("codes", code, goal_short(self._catalogue, str(code)))
        super().show_values(values, filtered=filtered)


def period_name(period: Period) -> Phrase:
    """A quarter or year in words, with a capital: "Quý III năm 2026"."""

    def said(words: Words) -> str:
        if period.part:
            text = dates.quarter(words, period.year, int(period.part[1]))
        else:
            text = dates.whole_year(words, period.year)
        return text[:1].upper() + text[1:]

    return Phrase(said)


def _goal(code: str) -> Phrase:
    name = t(SHORT_GOALS[code])
    return Phrase(lambda words: f"{code} · {name.render(words)}")
