"""The year's register of document numbers, and giving the next one."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from cultdip_desktop.domain.labels import label
from cultdip_desktop.domain.letterhead import DocumentType
from cultdip_desktop.domain.naming import period_words
from cultdip_desktop.domain.report import Report
from cultdip_desktop.i18n import dates
from cultdip_desktop.i18n.words import Words
from cultdip_desktop.ui.kit.base import Kit, present
from cultdip_desktop.ui.kit.buttons import Button
from cultdip_desktop.ui.kit.choices import ComboBox
from cultdip_desktop.ui.kit.fields import Field, LineEdit
from cultdip_desktop.ui.kit.language import Phrase, t
from cultdip_desktop.ui.kit.numbers import IntegerField
from cultdip_desktop.ui.kit.surfaces import Card, FlowRow, boxed, clear, column, row
from cultdip_desktop.ui.kit.text import ElidedLabel, PlainLabel
from cultdip_desktop.ui.rooms.settings.viewmodel_form import FormModel, FormState, Given, type_label

_SHOWN = 40


class NumbersCard(Card):
    """Numbers run on per year and type; a number once given stays given, also after an undo."""

    def __init__(self, kit: Kit, model: FormModel) -> None:
        super().__init__(kit, t("Numbers of documents in {year}", year=model.today.year))
        self._kit, self._model = kit, model
        self._state: FormState | None = None
        self.document = ComboBox(kit)
        self.document.chosen.connect(lambda _value: self._choose())
        self.type = ComboBox(kit)
        for one in DocumentType:
            self.type.add(one, Phrase(partial(type_label, type_=one)))
        self.type.chosen.connect(lambda _value: self._suggest())
        self.number = IntegerField(kit, minimum=1, maximum=99_999)
        self.subject = LineEdit(kit, t("Subject of the document"))
        self._field = Field(kit, t("Subject"), self.subject, required=True)
        self.subject.edited.connect(lambda _text: self._field.set_error(""))
        self.give_button = Button(kit, t("Give the number"), icon="stamp", on_click=self._give)
        self._type_field = Field(kit, t("Type"), self.type)
        line = FlowRow(gap=12)
        for field, width in (
            (Field(kit, t("Document to be numbered"), self.document), 280),
            (self._type_field, 220),
            (Field(kit, t("Number"), self.number), 100),
            (self._field, 300),
        ):
            field.setFixedWidth(kit.look.px(width))
            line.addWidget(field)
        self._list = column(gap=6)
        self._empty = PlainLabel(kit, t("No number has been given this year."), "small", "secondary")
        about = t("A number once given stays given, so that no two documents bear the same; it cannot be undone.")
        self.body.setSpacing(12)
        for part in (
            PlainLabel(kit, about, "small", "secondary", wrap=True),
            boxed(line),
            row(self.give_button, None),
            self._empty,
            boxed(self._list),
        ):
            self.add(part)

    def show_state(self, state: FormState) -> None:
        """The register, the newest number of each type first."""
        self._state = state
        clear(self._list)
        ordered = sorted(state.numbers, key=lambda one: (one.day, one.number), reverse=True)
        for one in ordered[:_SHOWN]:
            self._list.addWidget(self._line(one))
        present(self._empty, shown=not ordered)
        if self.type.value() is None:
            self.type.set_value(DocumentType.REPORT)
        chosen = self.document.value()
        self.document.clear_choices()
        for report in state.reports:
            self.document.add(report.id, Phrase(partial(_titled, report=report)))
        self.document.add("", t("Another document"))
        ids = [report.id for report in state.reports]
        self.document.set_value(chosen if chosen in ids else next(iter(ids), ""))
        self._choose()

    def _choose(self) -> None:
        """A report knows its type and subject."""
        other = not self.document.value()
        present(self._type_field, shown=other)
        present(self._field, shown=other)
        if not other:
            self.type.set_value(DocumentType.REPORT)
        self._suggest()

    def _line(self, one: Given) -> QWidget:
        kit = self._kit
        number = PlainLabel(kit, f"{one.number:02d}/{one.type.value}", "strong")
        number.setFixedWidth(kit.look.px(90))
        day = PlainLabel(kit, Phrase(lambda words: dates.day(words, one.day)), "small", "secondary")
        line = row(number, ElidedLabel(kit, one.title), day, gap=12)
        line.setStretch(1, 1)
        return boxed(line)

    def _suggest(self) -> None:
        if self._state is None or self.number.hasFocus():
            return
        chosen = self.type.value()
        given = [one.number for one in self._state.numbers if one.type == chosen]
        self.number.set_integer(max(given, default=0) + 1)

    def _give(self) -> None:
        report = (
            next((one for one in self._state.reports if one.id == self.document.value()), None) if self._state else None
        )
        if report is not None:
            self._model.number_report(report, self.number.integer())
            return
        title = self.subject.value().strip()
        if not title:
            self._field.set_error(t("A number needs the subject of its document."))
            self.subject.setFocus()
            return
        self._model.give_number(DocumentType(str(self.type.value())), title, self.number.integer())
        self.subject.set_value("")


def _titled(words: Words, *, report: Report) -> str:
    name = words.t("Report of {period}", period=period_words(words, report.on))
    return f"{name} ({label(words, report.state)})"
