"""What headquarters says of a mission, and whom to call there; the column beside its reports."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.duty import Contact, MissionState, Region, Reminder
from cultdip_desktop.domain.standing_words import stage_words
from cultdip_desktop.i18n import dates
from cultdip_desktop.i18n.messages import describe
from cultdip_desktop.ui.kit.base import Kit, present
from cultdip_desktop.ui.kit.buttons import Button, IconButton
from cultdip_desktop.ui.kit.choices import ComboBox, Switch
from cultdip_desktop.ui.kit.fields import Field, LineEdit
from cultdip_desktop.ui.kit.language import Phrase, t
from cultdip_desktop.ui.kit.marks import Pill
from cultdip_desktop.ui.kit.surfaces import Card, boxed, clear, column, row
from cultdip_desktop.ui.kit.text import PlainLabel, Rule
from cultdip_desktop.ui.kit.text_area import TextArea
from cultdip_desktop.ui.rooms.missions import phrases
from cultdip_desktop.ui.rooms.missions.values import CertificateLine, Dossier
from cultdip_desktop.ui.rooms.missions.viewmodel import MissionsModel

_MOST = 8
"""Reminders and certificates that are listed."""


class FactsCard(Card):
    """Region, state, duty and note; kept as they are chosen."""

    def __init__(self, kit: Kit, model: MissionsModel) -> None:
        super().__init__(kit, t("The mission"))
        self._model = model
        self._office = ""
        self.region, self.state = ComboBox(kit), ComboBox(kit)
        kit.name(self.region, t("Region"))
        kit.name(self.state, t("State"))
        for one in Region:
            self.region.add(one.value, phrases.region(one.value))
        for state in MissionState:
            self.state.add(state, phrases.state(state))
        self.reports = Switch(kit, t("Has to report"))
        self.note = TextArea(kit, t("For headquarters only"), lines=2, max_lines=8)
        self.add(Field(kit, t("Region"), self.region))
        self.add(Field(kit, t("State"), self.state))
        self.add(self.reports)
        self.add(Field(kit, t("Note"), self.note))
        self.region.chosen.connect(lambda code: self._keep(region=str(code)))
        self.state.chosen.connect(lambda state: self._keep(state=state))
        self.reports.clicked.connect(lambda: self._keep(reports=self.reports.isChecked()))
        self.note.committed.connect(lambda text: self._keep(note=text))

    def show_dossier(self, dossier: Dossier) -> None:
        """Show a mission."""
        mission = dossier.mission
        self._office = mission.id
        self.region.set_value(mission.region)
        self.state.set_value(mission.state)
        self.reports.setChecked(mission.reports)
        if not self.note.hasFocus():
            self.note.set_value(mission.note)

    def _keep(self, **changes: object) -> None:
        if self._office:
            self._model.edit(self._office, **changes)


class ContactsCard(Card):
    """Names, duties, telephone, e-mail; they never leave this machine."""

    removed = Signal(object)
    """The `ChangeSet` of somebody taken off the list."""

    def __init__(self, kit: Kit, model: MissionsModel) -> None:
        super().__init__(kit, t("Whom to call"))
        self._kit, self._model = kit, model
        self._office = ""
        self._lines = QVBoxLayout()
        self._lines.setSpacing(0)
        self.name = LineEdit(kit, t("Name or section"))
        self.role = LineEdit(kit, t("Duty"))
        self.phone = LineEdit(kit, t("Telephone"))
        self.email = LineEdit(kit, t("E-mail"))
        self._edited: Contact | None = None
        self.error = PlainLabel(kit, "", "small", "danger", wrap=True)
        self.keep = Button(kit, t("Add"), icon="plus", on_click=self._keep)
        self.add(self._lines)
        self.add(PlainLabel(kit, t("Contacts never leave this machine."), "small", "secondary", wrap=True))
        for field, words in ((self.name, t("Name")), (self.role, t("Duty"))):
            self.add(Field(kit, words, field))
        self.add(row(Field(kit, t("Telephone"), self.phone), Field(kit, t("E-mail"), self.email), gap=8))
        self.add(self.error)
        self.add(row(self.keep, None))
        present(self.error, shown=False)
        for edit in (self.name, self.role, self.phone, self.email):
            edit.returnPressed.connect(self._keep)

    def show_dossier(self, dossier: Dossier) -> None:
        """Show a mission's people; what is typed stays for the same mission."""
        if dossier.mission.id != self._office:
            self._office = dossier.mission.id
            self._begin(None)
        clear(self._lines)
        for at, who in enumerate(dossier.contacts):
            if at:
                self._lines.addWidget(Rule())
            self._lines.addWidget(self._line(who))

    def _line(self, who: Contact) -> QWidget:
        kit = self._kit
        texts = column(PlainLabel(kit, who.name, "strong", wrap=True).selectable(), gap=1)
        for said in (who.role, who.phone, who.email):
            if said:
                texts.addWidget(PlainLabel(kit, said, "small", "secondary", wrap=True).selectable())
        edit = IconButton(kit, "pencil", t("Change {name}", name=who.name), on_click=partial(self._begin, who))
        gone = IconButton(kit, "x", t("Take {name} off the list", name=who.name), on_click=partial(self._drop, who.id))
        line = row(texts, edit, gone, gap=4)
        line.setStretch(0, 1)
        return boxed(line, (0, 6, 0, 6))

    def _begin(self, who: Contact | None) -> None:
        self._edited = who
        values = (who.name, who.role, who.phone, who.email) if who is not None else ("", "", "", "")
        for edit, value in zip((self.name, self.role, self.phone, self.email), values, strict=True):
            edit.set_value(value)
        self.keep.say(t("Keep") if who is not None else t("Add"))
        present(self.error, shown=False)
        if who is not None:
            self.name.setFocus()

    def _keep(self) -> None:
        edited = self._edited
        base = edited if edited is not None else Contact(id="", office=self._office, name="")
        made = replace(
            base,
            name=self.name.value(),
            role=self.role.value(),
            phone=self.phone.value(),
            email=self.email.value(),
        )
        self._model.save_contact(made, lambda: self._begin(None), self._fail)

    def _fail(self, error: UserError) -> None:
        self.error.say(
            Phrase(lambda words: f"{describe(words, error).message} {describe(words, error).advice}".strip())
        )
        present(self.error, shown=True)

    def _drop(self, contact_id: str) -> None:
        if self._edited is not None and self._edited.id == contact_id:
            self._begin(None)
        self._model.delete_contact(contact_id, self.removed.emit)


class PapersCard(Card):
    """Certificates that the mission signs with, and the letters that urged it."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit, t("Certificates and reminders"))
        self._kit = kit
        self._lines = QVBoxLayout()
        self._lines.setSpacing(8)
        self.add(self._lines)

    def show_dossier(self, dossier: Dossier) -> None:
        """Show a mission's."""
        clear(self._lines)
        if not dossier.certificates:
            self._say(t("No certificate was issued to this mission; Settings enrols it."))
        for one in dossier.certificates[:_MOST]:
            self._lines.addWidget(self._certificate(one))
        self._lines.addWidget(Rule())
        if not dossier.reminders:
            self._say(t("The mission was never urged."))
        for letter in dossier.reminders[:_MOST]:
            self._lines.addWidget(self._letter(letter))

    def _say(self, said: Phrase) -> None:
        self._lines.addWidget(PlainLabel(self._kit, said, "small", "secondary", wrap=True))

    def _certificate(self, one: CertificateLine) -> QWidget:
        kit = self._kit
        until = Phrase(lambda words: words.t("until {day}", day=dates.day(words, one.ends)))
        texts = column(
            PlainLabel(kit, one.person, "medium", wrap=True), PlainLabel(kit, until, "small", "secondary"), gap=1
        )
        pill = Pill(kit, phrases.CERTIFICATE_WORDS[one.state], phrases.CERTIFICATES[one.state])
        line = row(texts, pill, gap=8)
        line.setStretch(0, 1)
        return boxed(line)

    def _letter(self, one: Reminder) -> QWidget:
        kit = self._kit
        said = Phrase(
            lambda words: words.t(
                "No. {number}, {day}", number=one.number or "–", day=phrases.short_moment(words, one.made_at)
            )
        )
        stage = Phrase(lambda words: stage_words(words, one.stage))
        texts = column(PlainLabel(kit, said, "medium", wrap=True), PlainLabel(kit, stage, "small", "secondary"), gap=1)
        return boxed(texts)
