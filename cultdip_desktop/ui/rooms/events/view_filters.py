"""The line of filters above the list: each a small menu that says what is chosen."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from cultdip_desktop.domain.event import EventKind, EventState
from cultdip_desktop.domain.labels import SHORT_GOALS
from cultdip_desktop.domain.period import Period
from cultdip_desktop.domain.strategy import GOALS, SOLUTION_GROUPS
from cultdip_desktop.i18n import dates
from cultdip_desktop.i18n.words import Words
from cultdip_desktop.ui.kit.base import Kit, present
from cultdip_desktop.ui.kit.buttons import Button
from cultdip_desktop.ui.kit.filter_chip import FilterChip
from cultdip_desktop.ui.kit.language import Phrase, t
from cultdip_desktop.ui.kit.marks import KIND_ICONS, STATE_MARKS
from cultdip_desktop.ui.kit.surfaces import FlowRow
from cultdip_desktop.ui.kit.text import PlainLabel
from cultdip_desktop.ui.rooms.events.phrases import word


class Filters(QWidget):
    """State, kind, goal and period, how many are listed, and a way to list everything again."""

    state_chosen = Signal(object)
    kind_chosen = Signal(object)
    goal_chosen = Signal(object)
    period_chosen = Signal(object)
    cleared = Signal()

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self.state = FilterChip(kit, t("State"))
        self.state.offer(t("All states"), [(each, word(each), STATE_MARKS[each].icon) for each in EventState])
        self.kind = FilterChip(kit, t("Kind"))
        self.kind.offer(t("All kinds"), [(each, word(each), KIND_ICONS[each]) for each in EventKind])
        self.goal = FilterChip(kit, t("Goal"))
        goals = [(code, _goal(code), "") for code in (*GOALS, *SOLUTION_GROUPS)]
        self.goal.offer(t("All goals"), goals)
        self.period = FilterChip(kit, t("Period"))
        self._clear = Button(kit, t("Clear filters"), "link", icon="x", on_click=self.cleared.emit)
        self.count = PlainLabel(kit, "", "small", "secondary")
        for chip, signal in (
            (self.state, self.state_chosen),
            (self.kind, self.kind_chosen),
            (self.goal, self.goal_chosen),
            (self.period, self.period_chosen),
        ):
            chip.chosen.connect(signal)
        flow = FlowRow(self.state, self.kind, self.goal, self.period, self._clear)
        flow.setContentsMargins(0, 0, 0, 0)
        self.setLayout(flow)
        present(self._clear, shown=False)

    def offer_periods(self, today: date) -> None:
        """Offer this quarter and the three before it, then this year and the two before it."""
        quarter = Period.quarter_of(today)
        periods = [quarter]
        while len(periods) < 4:
            periods.append(periods[-1].previous)
        periods += [Period(today.year - back) for back in range(3)]
        self.period.offer(t("All periods"), [(each, period_name(each), "") for each in periods])

    def show_filtered(self, *, filtered: bool) -> None:
        """Offer to list everything again."""
        present(self._clear, shown=filtered)

    def clear(self) -> None:
        """Show that nothing is chosen."""
        for chip in (self.state, self.kind, self.goal, self.period):
            chip.set_value(None)


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
