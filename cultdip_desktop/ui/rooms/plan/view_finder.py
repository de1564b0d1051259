"""The search for the best date: what the event needs at the left, days in order and days that are out at the right."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from cultdip_desktop.domain.anniversary import Anniversary
from cultdip_desktop.domain.best_date import Avoid, BestDates, BestDateWish, Candidate, Rejection, Week
from cultdip_desktop.domain.calendar_words import reason_text, week_label
from cultdip_desktop.i18n import dates, lunar
from cultdip_desktop.i18n.words import Words
from cultdip_desktop.ui.kit.base import Kit, present
from cultdip_desktop.ui.kit.buttons import Button
from cultdip_desktop.ui.kit.choices import CheckBox, ComboBox, Segmented
from cultdip_desktop.ui.kit.fields import Field
from cultdip_desktop.ui.kit.language import Phrase, n, t
from cultdip_desktop.ui.kit.model import Cell, Column, PagedModel
from cultdip_desktop.ui.kit.moments import DateTimeField, Moment
from cultdip_desktop.ui.kit.numbers import IntegerField
from cultdip_desktop.ui.kit.surfaces import Card, FlowRow, KeptWidth, ScrollPage, boxed, column, row, section
from cultdip_desktop.ui.kit.table import TWO_LINE_ROW, TableView
from cultdip_desktop.ui.kit.text import ElidedLabel
from cultdip_desktop.ui.rooms.plan.almanac import moon_of
from cultdip_desktop.ui.rooms.plan.layout import add_months
from cultdip_desktop.ui.rooms.plan.phrases import either
from cultdip_desktop.ui.rooms.plan.viewmodel_occasions import Ahead

RANKED, REJECTED = "ranked", "rejected"
_REST_MS: Final = 150
"""Rest after the last change before it is asked again."""

_FORM: Final = 344

AVOIDED: Final = {
    Avoid.VIETNAM: t("Holidays of Viet Nam"),
    Avoid.HOST: t("Holidays of the host country"),
    Avoid.ACCREDITED: t("Holidays of accredited countries"),
    Avoid.FASTING: t("The fasting month"),
    Avoid.EVENTS: t("Days of other events"),
    Avoid.DEADLINES: t("Days of report deadlines"),
}
"""Under one heading, so that each says only what differs."""


class FinderView(QWidget):
    """Asks again at every change of the wish; nothing has to be pressed."""

    wished = Signal(object)
    """A `BestDateWish`."""

    create_asked = Signal(object, object)
    """First and last `date` of the event to begin."""

    day_asked = Signal(object)

    def __init__(self, kit: Kit, today: date) -> None:
        super().__init__()
        self._kit = kit
        self._found = BestDates((), ())
        self._anchors: Sequence[Anniversary] = ()
        self.days = IntegerField(kit, t("days"), minimum=1, maximum=60)
        self.first = DateTimeField(kit, lambda: today, with_time=False)
        self.last = DateTimeField(kit, lambda: today, with_time=False)
        self.week = ComboBox(kit)
        self.near = ComboBox(kit)
        self.within = IntegerField(kit, t("days"), minimum=0, maximum=180)
        self.avoid = {each: CheckBox(kit, AVOIDED[each]) for each in Avoid}
        self.show_which = Segmented(kit, t("Which days are listed"))
        self.ranked: PagedModel[Candidate] = PagedModel(kit, _ranked_columns(), self._ranked, at_once=True)
        self.rejected: PagedModel[Rejection] = PagedModel(kit, _rejected_columns(), self._rejected, at_once=True)
        self.best = TableView(kit, self.ranked, t("Days in order"), row_height=TWO_LINE_ROW)
        self.out = TableView(kit, self.rejected, t("Days that are out"))
        self.begin = Button(kit, t("Create an event on this day"), icon="plus", on_click=self._create)
        self.look = Button(kit, t("Show in the calendar"), "ghost", icon="calendar-days", on_click=self._look)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_REST_MS)
        self._timer.timeout.connect(self.ask)
        self._fill(today)
        self._lay_out()
        self._connect()

    def offer(self, ahead: Ahead) -> None:
        """What an event may be near to; a rule about countries that there are none of is not offered."""
        present(self.avoid[Avoid.ACCREDITED], shown=bool(ahead.accredited))
        anchors = ahead.anchors
        if anchors == self._anchors:
            return
        self._anchors = anchors
        chosen = self.near.value()
        self.near.clear_choices()
        self.near.add("", t("No particular occasion"))
        for one in anchors:
            self.near.add(one.id, either(one.title))
        self.near.set_value(chosen or "")

    def show_found(self, found: BestDates) -> None:
        """Show an answer."""
        self._found = found
        self.ranked.set_ids([str(number) for number in range(len(found.ranked))])
        self.rejected.set_ids([str(number) for number in range(len(found.rejected))])
        self.show_which.say(RANKED, n("{n} good day", "{n} good days", len(found.ranked)))
        self.show_which.say(REJECTED, n("{n} day is out", "{n} days are out", len(found.rejected)))
        if found.ranked:
            self.best.select("0")
            self.begin.enable()
        else:
            self.ranked.show_message(t("No day meets all the rules: take one away, or look at a longer time."))
            self.begin.disable(t("There is no good day in the list."))
        if not found.rejected:
            self.rejected.show_message(t("No day is out."))

    def show_nothing(self) -> None:
        """The wish cannot be answered: the reason stands above."""
        self.show_found(BestDates((), ()))

    def wish(self) -> BestDateWish | None:
        """What the fields say; None while a field holds something that is no number or day."""
        first, last = self.first.moment(), self.last.moment()
        days, within = self.days.integer(), self.within.integer()
        if first is None or last is None or days is None or within is None:
            return None
        return BestDateWish(
            first=first.day,
            last=last.day,
            days=days,
            week=self.week.value() or Week.ANY,
            avoid=frozenset(each for each, box in self.avoid.items() if box.isChecked()),
            near=str(self.near.value() or ""),
            within=within,
        )

    def ask(self) -> None:
        """Ask for what the fields say."""
        wish = self.wish()
        present(self._within_field, shown=bool(self.near.value()))
        if wish is not None:
            self.wished.emit(wish)

    def _fill(self, today: date) -> None:
        self.days.set_integer(1)
        self.within.set_integer(14)
        self.first.set_moment(Moment(today + timedelta(days=14)))
        self.last.set_moment(Moment(add_months(today, 3)))
        for week in Week:
            self.week.add(week, Phrase(lambda words, each=week: week_label(words, each)))  # type: ignore[misc]
        self.week.set_value(Week.ANY)
        for box in self.avoid.values():
            box.setChecked(True)
        self.near.add("", t("No particular occasion"))
        self.near.set_value("")

    def _lay_out(self) -> None:
        kit = self._kit
        form = ScrollPage(margins=(20, 16, 16, 16), gap=10)
        form.add(Field(kit, t("The event takes"), self.days))
        form.add(Field(kit, t("Not before"), self.first))
        form.add(Field(kit, t("Not after"), self.last))
        form.add(Field(kit, t("Day of the week"), self.week))
        form.add(Field(kit, t("Near to an occasion"), self.near))
        self._within_field = Field(kit, t("At most away from it"), self.within)
        present(self._within_field, shown=False)
        form.add(self._within_field)
        form.add(section(kit, t("Must not fall on")))
        for box in self.avoid.values():
            form.add(box)
        form.end()
        KeptWidth(kit.look, form, _FORM)
        self.show_which.add(RANKED, t("Good days"), "calendar-check")
        self.show_which.add(REJECTED, t("Days that are out"), "calendar-x")
        self._tables = QStackedWidget()
        self._tables.addWidget(self.best)
        self._tables.addWidget(self.out)
        card = Card(kit, flush=True)
        card.add(self._tables)
        note = ElidedLabel(kit, t("Points: 50 for a day without anything special."), "small", "tertiary")
        results = column(row(self.show_which, None, note, gap=10), gap=10)
        results.addWidget(card, 1)
        results.addWidget(boxed(FlowRow(self.begin, self.look)))
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        line.addWidget(form)
        line.addWidget(boxed(results, (4, 16, 20, 16)), 1)

    def _connect(self) -> None:
        self.days.changed.connect(lambda _days: self._timer.start())
        self.within.changed.connect(lambda _days: self._timer.start())
        self.first.changed.connect(lambda _moment: self._timer.start())
        self.last.changed.connect(lambda _moment: self._timer.start())
        self.week.chosen.connect(lambda _week: self.ask())
        self.near.chosen.connect(lambda _near: self.ask())
        for box in self.avoid.values():
            box.clicked.connect(lambda _checked=False: self.ask())
        self.show_which.chosen.connect(
            lambda which: self._tables.setCurrentWidget(self.best if which == RANKED else self.out)
        )
        self.best.opened.connect(lambda _id: self._create())
        self.out.opened.connect(lambda id_: self.day_asked.emit(self._found.rejected[int(id_)].day))

    def _ranked(self, ids: Sequence[str]) -> list[Candidate]:
        return [self._found.ranked[int(number)] for number in ids]

    def _rejected(self, ids: Sequence[str]) -> list[Rejection]:
        return [self._found.rejected[int(number)] for number in ids]

    def _chosen(self) -> Candidate | None:
        number = self.best.current_id()
        return self._found.ranked[int(number)] if number else None

    def _create(self) -> None:
        chosen = self._chosen()
        if chosen is not None:
            self.create_asked.emit(chosen.first, chosen.last)

    def _look(self) -> None:
        chosen = self._chosen()
        if chosen is not None:
            self.day_asked.emit(chosen.first)


def _ranked_columns() -> tuple[Column[Candidate], ...]:
    return (
        Column("day", t("Day"), _day_cell, 210, "two-line", sortable=False, hideable=False),
        Column("points", t("Points"), _points_cell, 110, "bar", sortable=False),
        Column("why", t("What speaks for it and against it"), _why_cell, 260, "two-line", stretch=True, sortable=False),
    )


def _rejected_columns() -> tuple[Column[Rejection], ...]:
    return (
        Column("day", t("Day"), lambda one, words: Cell(dates.day_of_week(words, one.day)), 190, sortable=False),
        Column("why", t("Why it is out"), _out_cell, 300, stretch=True, sortable=False),
    )


def _day_cell(one: Candidate, words: Words) -> Cell:
    text = dates.day_of_week(words, one.first)
    if one.last != one.first:
        text = f"{dates.weekday(words, one.first, short=True)} {dates.day_range(words, one.first, one.last)}"
    return Cell(text, lunar.day_words(words, moon_of(one.first)))


def _points_cell(one: Candidate, words: Words) -> Cell:
    return Cell(words.t("{n} of 100", n=one.score), share=one.score / 100, tone="" if one.score >= 50 else "warn")


def _why_cell(one: Candidate, words: Words) -> Cell:
    lines = [reason_text(words, reason.code, reason.params) for reason in one.reasons]
    if not lines:
        return Cell(words.t("Nothing speaks against it."))
    return Cell(lines[0], " ".join(lines[1:]), tip="\n".join(lines))


def _out_cell(one: Rejection, words: Words) -> Cell:
    text = reason_text(words, one.code, one.params)
    return Cell(text, icon="circle-x", tip=text)
