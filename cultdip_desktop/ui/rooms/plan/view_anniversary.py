"""One occasion: what is known of it, or the form of an anniversary that the office writes down itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.anniversary import Anniversary, AnniversaryKind, Occasion
from cultdip_desktop.domain.calendar_words import kind_label, occasion_text, rule_text
from cultdip_desktop.domain.plan_words import DateRule, LeapMonth
from cultdip_desktop.domain.recurrence import YearlyRule
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.i18n import dates, lunar
from cultdip_desktop.ui.kit.base import Kit, present
from cultdip_desktop.ui.kit.bilingual import BilingualField
from cultdip_desktop.ui.kit.buttons import Button
from cultdip_desktop.ui.kit.choices import ComboBox, Segmented
from cultdip_desktop.ui.kit.fields import Field
from cultdip_desktop.ui.kit.language import Phrase, Speech, t
from cultdip_desktop.ui.kit.numbers import IntegerField
from cultdip_desktop.ui.kit.surfaces import ScrollPage, row
from cultdip_desktop.ui.kit.text import PlainLabel
from cultdip_desktop.ui.kit.text_area import TextArea
from cultdip_desktop.ui.rooms.plan.almanac import moon_of

OWN_KINDS = (
    AnniversaryKind.RELATIONS,
    AnniversaryKind.SISTER_CITY,
    AnniversaryKind.INSCRIPTION,
    AnniversaryKind.COMMEMORATION,
    AnniversaryKind.OTHER,
)
Save = Callable[[Anniversary], object]


class AnniversaryForm(QWidget):
    """The form of one of the office's own: a change is stored when the field is left, a new one with its button."""

    def __init__(self, kit: Kit, save: Save, delete: Callable[[str], object]) -> None:
        super().__init__()
        self._save, self._delete = save, delete
        self._shown = Anniversary(id="", title=BiText(), rule=YearlyRule(DateRule.CIVIL, 1, 1))
        self.title = BilingualField(kit, t("What is remembered"), required=True)
        self.calendar = Segmented(kit, t("Calendar of the day"))
        self.calendar.add(DateRule.CIVIL, t("Civil"), "calendar")
        self.calendar.add(DateRule.LUNAR, t("Lunar"), "moon")
        self.day = IntegerField(kit, minimum=1, maximum=31)
        self.month = IntegerField(kit, minimum=1, maximum=12)
        self.leap = ComboBox(kit)
        for value, speech in LEAPS.items():
            self.leap.add(value, speech)
        self.since = IntegerField(kit, minimum=1, maximum=2100)
        self.kind = ComboBox(kit)
        for kind in OWN_KINDS:
            self.kind.add(kind, _kind(kind))
        self.note = TextArea(kit, lines=2, max_lines=6)
        self.new = Button(kit, t("Write it down"), icon="plus", on_click=self._submit)
        self.gone = Button(kit, t("Delete the anniversary"), "danger", icon="trash-2", on_click=self._ask_delete)
        self._lay_out(kit)
        self._connect()

    def show_own(self, one: Anniversary) -> None:
        """Show one of the office's own, to be changed; what is being typed into it stays."""
        if one.id and one.id == self._shown.id and self.isAncestorOf(self.window().focusWidget() or self.window()):
            self._shown = one
            return
        self._fill(one)

    def show_new(self, day: date) -> None:
        """An empty form."""
        self._fill(Anniversary(id="", title=BiText(), rule=YearlyRule(DateRule.CIVIL, day.month, day.day)))

    def take_focus(self) -> None:
        """Into the title."""
        self.title.setFocus()

    def keep(self) -> None:
        """Store what is in the fields when it differs; nothing of one that is new."""
        if not self._shown.id:
            return
        made = self._typed()
        if made is not None and made != self._shown:
            self._shown = made
            self._save(made)

    def _lay_out(self, kit: Kit) -> None:
        page = ScrollPage(margins=(16, 16, 16, 16), gap=10)
        page.add(self.title)
        page.add(row(self.calendar, None))
        self._day_field = Field(kit, t("Day"), self.day, required=True)
        page.add(row(self._day_field, Field(kit, t("Month"), self.month, required=True), gap=10))
        self._leap_field = Field(kit, t("In a year that has the month twice"), self.leap)
        page.add(self._leap_field)
        page.add(Field(kit, t("Counted from the year"), self.since))
        page.add(Field(kit, t("Kind"), self.kind))
        page.add(Field(kit, t("Note"), self.note))
        page.add(row(self.new, self.gone, None))
        page.end()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(page)

    def _connect(self) -> None:
        self.title.committed.connect(lambda _text: self.keep())
        self.note.committed.connect(lambda _text: self.keep())
        self.calendar.chosen.connect(self._choose_calendar)
        for field in (self.day, self.month, self.since):
            field.settled.connect(lambda _number: self.keep())
        for choice in (self.leap, self.kind):
            choice.chosen.connect(lambda _value: self.keep())

    def _choose_calendar(self, value: object) -> None:
        present(self._leap_field, shown=value is DateRule.LUNAR)
        self.keep()

    def _fill(self, one: Anniversary) -> None:
        self._shown = one
        self.title.set_value(one.title)
        self.title.set_error("")
        self._day_field.set_error("")
        self.calendar.set_value(one.rule.kind)
        self.day.set_integer(one.rule.day)
        self.month.set_integer(one.rule.month)
        self.leap.set_value(one.rule.leap)
        present(self._leap_field, shown=one.rule.kind is DateRule.LUNAR)
        self.since.set_integer(one.since_year)
        self.kind.set_value(one.kind)
        self.note.set_value(one.note)
        present(self.new, shown=not one.id)
        present(self.gone, shown=bool(one.id))

    def _typed(self) -> Anniversary | None:
        """What the fields say, or None with the reason beside the field."""
        title = self.title.value()
        self.title.set_error("" if title.vi.strip() else t("Write what is remembered."))
        rule = self._rule()
        self._day_field.set_error("" if rule else t("The month has no such day."))
        if rule is None or not title.vi.strip():
            return None
        return replace(
            self._shown,
            title=title,
            rule=rule,
            since_year=self.since.integer(),
            kind=self.kind.value() or AnniversaryKind.OTHER,
            note=self.note.value(),
        )

    def _rule(self) -> YearlyRule | None:
        day, month = self.day.integer(), self.month.integer()
        if day is None or month is None:
            return None
        try:
            return YearlyRule(self.calendar.value(), month, day, self.leap.value() or LeapMonth.REGULAR)
        except UserError:
            return None

    def _submit(self) -> None:
        made = self._typed()
        if made is not None:
            self._save(made)

    def _ask_delete(self) -> None:
        if self._shown.id:
            self._delete(self._shown.id)


class OccasionPanel(QWidget):
    """What is known of an occasion; the form instead, made when it is first wanted, where the office may change it."""

    def __init__(self, kit: Kit, save: Save, delete: Callable[[str], object]) -> None:
        super().__init__()
        self._make: Callable[[], AnniversaryForm] = lambda: AnniversaryForm(kit, save, delete)
        self._form: AnniversaryForm | None = None
        self._known = [
            PlainLabel(kit, "", "h2", wrap=True),
            PlainLabel(kit, "", "small", "secondary", wrap=True),
            PlainLabel(kit, "", "body", wrap=True),
            PlainLabel(kit, "", "small", "secondary", wrap=True),
            PlainLabel(kit, "", "body", wrap=True),
            PlainLabel(kit, "", "small", "tertiary", wrap=True),
        ]
        known = ScrollPage(margins=(16, 16, 16, 16), gap=6)
        for label in self._known:
            known.add(label)
        known.end()
        self._pages = QStackedWidget()
        self._pages.addWidget(known)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._pages)
        self.show_nothing()

    @property
    def form(self) -> AnniversaryForm:
        """The form, made now if need be."""
        if self._form is None:
            self._form = self._make()
            self._pages.addWidget(self._form)
        return self._form

    def show_known(self, one: Occasion) -> None:
        """Show one that comes with the program: it is not changed here."""
        moon = moon_of(one.day)
        said: tuple[Speech, ...] = (
            Phrase(lambda words: occasion_text(words, one)),
            Phrase(lambda words: f"{kind_label(words, one.kind)} · {rule_text(words, one.rule)}"),
            Phrase(lambda words: dates.day_of_week(words, one.day)),
            Phrase(lambda words: lunar.day_words(words, moon, with_year=True)),
            one.note,
            t("Source: {source}", source=one.source) if one.source else "",
        )
        self._say(said)

    def show_nothing(self) -> None:
        """No occasion is chosen."""
        self._say((t("No occasion is chosen."), "", "", "", "", ""))

    def show_own(self, one: Anniversary) -> None:
        """Show one that the office wrote down."""
        self.form.show_own(one)
        self._pages.setCurrentWidget(self.form)

    def show_new(self, day: date) -> None:
        """An empty form, ready to be filled in."""
        self.form.show_new(day)
        self._pages.setCurrentWidget(self.form)
        self.form.take_focus()

    def keep(self) -> None:
        """Store what is typed."""
        if self._form is not None and self._pages.currentWidget() is self._form:
            self._form.keep()

    def _say(self, said: Sequence[Speech]) -> None:
        self.keep()
        self._pages.setCurrentIndex(0)
        for label, speech in zip(self._known, said, strict=True):
            label.say(speech)
            present(label, shown=bool(label.text()))


LEAPS: dict[LeapMonth, Speech] = {
    LeapMonth.REGULAR: t("The first of the two"),
    LeapMonth.LEAP: t("The leap month"),
    LeapMonth.BOTH: t("Both"),
}


def _kind(kind: AnniversaryKind) -> Phrase:
    return Phrase(lambda words: kind_label(words, kind))
