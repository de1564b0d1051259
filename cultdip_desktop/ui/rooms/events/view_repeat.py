"""Letting an event come back every year: by which calendar, until when, and on which days that would be."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from cultdip_desktop.domain.plan_words import DateRule, LeapMonth
from cultdip_desktop.domain.recurrence import LAST_YEAR, LONGEST_SERIES, YearlyRule, doubled_years, rule_of
from cultdip_desktop.i18n import dates, lists, lunar
from cultdip_desktop.i18n.words import Words
from cultdip_desktop.ui.kit.base import Kit, present
from cultdip_desktop.ui.kit.buttons import Button
from cultdip_desktop.ui.kit.choices import ComboBox, RadioButton
from cultdip_desktop.ui.kit.fields import Field
from cultdip_desktop.ui.kit.jobs import Job
from cultdip_desktop.ui.kit.language import Phrase, c, n, t
from cultdip_desktop.ui.kit.surfaces import Card, boxed, clear, column, limited, row, section
from cultdip_desktop.ui.kit.text import PlainLabel
from cultdip_desktop.ui.rooms.events.phrases import FESTIVALS
from cultdip_desktop.ui.rooms.events.series_words import POLICIES, day_phrase, moon_phrase

AHEAD: Final = 3
"""Years ahead that are chosen at first."""

_LINE: Final = 24
_FIELD: Final = 340


class RepeatForm(Card):
    """The day is given; everything else has an answer already. Nothing is written before the button is pressed."""

    asked = Signal(object, int)
    """The `YearlyRule` and the last year of its own calendar."""

    def __init__(self, kit: Kit, days: Callable[[YearlyRule, int], Sequence[date]]) -> None:
        """`days` says on which days a rule would bring events up to a year."""
        super().__init__(kit, t("Repeat every year"), rule=True)
        self._kit, self._days = kit, days
        self._day: date | None = None
        self._since = 0
        self.rules = {
            DateRule.CIVIL: RadioButton(kit, t("Every year"), strong=True),
            DateRule.LUNAR: RadioButton(kit, t("Every year"), strong=True),
        }
        self.leap = ComboBox(kit)
        for policy, text in POLICIES.items():
            self.leap.add(policy, t(text))
        self._leap_field = Field(kit, t("In a year that has this month twice"), self.leap)
        self.until = ComboBox(kit)
        self.make = Button(kit, t("Repeat every year"), icon="repeat", on_click=self._ask)
        self._preview = QGridLayout()
        self._preview.setHorizontalSpacing(24)
        self._preview.setVerticalSpacing(0)
        self._preview.setColumnStretch(2, 1)
        self._lay_out()
        for radio in self.rules.values():
            radio.clicked.connect(lambda _on=False: self._choose_rule())
        self.leap.chosen.connect(lambda _policy: self._look())
        self.until.chosen.connect(lambda _year: self._look())

    def _lay_out(self) -> None:
        kit = self._kit
        about = t("The new events are ideas with everything that is prepared here; results and spending stay here.")
        self.body.setSpacing(12)
        self.add(PlainLabel(kit, about, "body", "secondary", wrap=True))
        self.add(boxed(column(*self.rules.values(), gap=6)))
        self._leap_box = boxed(limited(self._leap_field, kit.look.px(_FIELD)))
        self.add(self._leap_box)
        self.add(limited(Field(kit, t("Until the year"), self.until), kit.look.px(_FIELD)))
        self.add(row(self.make, None))
        self._head = section(kit, t("The coming days"))
        self.add(self._head)
        self.add(self._preview)

    @property
    def rule(self) -> YearlyRule:
        """What is chosen; there must be a day."""
        assert self._day is not None  # noqa: S101 - the form is shown only with one
        kind = DateRule.LUNAR if self.rules[DateRule.LUNAR].isChecked() else DateRule.CIVIL
        return rule_of(self._day, kind, self.leap.value() or LeapMonth.REGULAR)

    def show_day(self, day: date) -> None:
        """Offer what suits this day: the lunar calendar for its feasts, the civil one for others."""
        if day == self._day:
            return
        self._day = day
        known = lunar.FIRST_DAY <= day <= lunar.LAST_DAY
        moon = lunar.from_solar(day) if known else None
        feast = moon is not None and not moon.leap and (moon.day, moon.month) in FESTIVALS
        in_year = Phrase(lambda words: dates.day_in_year(words, day))
        self.rules[DateRule.CIVIL].say(t("Every year on {day}", day=in_year))
        self.rules[DateRule.LUNAR].say(t("Every year on the {day}", day=Phrase(_proper(day))))
        present(self.rules[DateRule.LUNAR], shown=known)
        self.rules[DateRule.LUNAR if feast else DateRule.CIVIL].setChecked(True)
        self.leap.set_value(LeapMonth.REGULAR)
        self._choose_rule()

    def take_focus(self) -> None:
        """Begin at the choice of the calendar."""
        next(radio for radio in self.rules.values() if radio.isChecked()).setFocus()

    def hold(self, job: Job[object]) -> None:
        """The events are being made."""
        self.make.hold(job)

    def _choose_rule(self) -> None:
        """The other calendar may count another year on this day."""
        day = self._day
        if day is None:
            return
        is_lunar = self.rules[DateRule.LUNAR].isChecked()
        kept = int(self.until.value() or 0) - self._since if self._since else AHEAD
        self._since = lunar.from_solar(day).year if is_lunar else day.year
        self.until.clear_choices()
        for year in range(self._since + 1, min(self._since + LONGEST_SERIES, LAST_YEAR) + 1):
            named = c("a lunar year", "{year} ({name})", year=str(year), name=lunar.year_name(year))
            self.until.add(year, named if is_lunar else str(year))
        self.until.set_value(self._since + kept)
        self._look()

    def _look(self) -> None:
        until = int(self.until.value() or self._since)
        rule = self.rule
        doubled = doubled_years(rule, self._since, until)
        present(self._leap_box, shown=bool(doubled))
        if doubled:
            self._leap_field.set_hint(Phrase(lambda words: _doubled(words, rule.month, doubled)))
        days = self._days(rule, until)
        clear(self._preview)
        for number, day in enumerate(days):
            self._show_day(number, day)
        present(self._head, shown=bool(days))
        self.make.say(n("Create {n} event", "Create {n} events", len(days)))
        if days:
            self.make.enable()
        else:
            self.make.disable(t("There is no such day up to this year."))

    def _show_day(self, number: int, day: date) -> None:
        when = PlainLabel(self._kit, day_phrase(day), "medium")
        moon = PlainLabel(self._kit, moon_phrase(day), "body", "gold")
        for place, label in enumerate((when, moon)):
            label.setMinimumHeight(self._kit.look.px(_LINE))
            self._preview.addWidget(label, number, place)
        self._preview.addWidget(QWidget(), number, 2)

    def _ask(self) -> None:
        self.asked.emit(self.rule, int(self.until.value() or self._since))


def _proper(day: date) -> Callable[[Words], str]:
    """The lunar day without saying that it lies in a leap month: most years have none."""
    moon = lunar.from_solar(min(max(day, lunar.FIRST_DAY), lunar.LAST_DAY))
    return lambda words: lunar.day_words(words, lunar.LunarDate(moon.day, moon.month, moon.year, leap=False))


def _doubled(words: Words, month: int, years: Sequence[int]) -> str:
    name = lunar.month_words(words, lunar.LunarDate(1, month, years[0], leap=False))
    said = lists.all_of(words, [f"{year} ({lunar.year_name(year)})" for year in years])
    return words.n(
        "The year {years} has the {month} twice: once proper, once as leap month.",
        "The years {years} have the {month} twice: once proper, once as leap month.",
        len(years),
        years=said,
        month=name,
    )
