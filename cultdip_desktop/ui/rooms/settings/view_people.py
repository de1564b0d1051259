"""Who works here, in which role, and who is at the keyboard now."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from cultdip_desktop.domain.mission import Person
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.ui.kit.base import Kit, present
from cultdip_desktop.ui.kit.buttons import Button
from cultdip_desktop.ui.kit.choices import ComboBox
from cultdip_desktop.ui.kit.fields import Field
from cultdip_desktop.ui.kit.language import Phrase, t
from cultdip_desktop.ui.kit.marks import Initials, Mark, Pill
from cultdip_desktop.ui.kit.room import Room
from cultdip_desktop.ui.kit.surfaces import Card, boxed, clear, column, row
from cultdip_desktop.ui.kit.text import ElidedLabel, Rule
from cultdip_desktop.ui.rooms.settings.lane import add_card
from cultdip_desktop.ui.rooms.settings.page import SettingsPage
from cultdip_desktop.ui.rooms.settings.person_form import PersonForm
from cultdip_desktop.ui.rooms.settings.viewmodel_people import PeopleModel, Staff

NEW = "new"
_APPROVAL = (
    ("auto", t("Another person, unless only one works here")),
    ("no", t("Always another person than the author")),
    ("yes", t("The author may approve")),
)
NOBODY = Person(id="", name="", rank=BiText())


class PeoplePage(SettingsPage):
    """The person at the keyboard, then everybody; one of them at a time is opened out to be changed."""

    def __init__(self, kit: Kit, model: PeopleModel, room: Room) -> None:
        super().__init__()
        self._kit, self._model, self._room = kit, model, room
        self._staff = Staff((), "")
        self._open_id: str | None = None
        self._wanted = ""
        self._rows: dict[str, tuple[QWidget, Button]] = {}
        self._actor = ComboBox(kit)
        self._actor.chosen.connect(self._choose)
        self.approval = ComboBox(kit)
        for choice, words in _APPROVAL:
            self.approval.add(choice, words)
        self.approval.chosen.connect(self._choose_approval)
        self._add = Button(kit, t("Add a person"), icon="plus", compact=True, on_click=self._new)
        self._list = column(gap=10)
        self._form = PersonForm(kit, save=model.save, add=self._added, close=self.fold)
        self._form.hide()
        self._approving = self._approval_card()
        for card in (self._actor_card(), self._people_card(), self._approving):
            add_card(self, card)
        self.end()
        model.known.connect(self._show)

    @property
    def form(self) -> PersonForm:
        """The fields of the person who is opened out."""
        return self._form

    def load(self) -> None:
        """Ask for everybody."""
        self._model.load()

    def keep(self) -> None:
        """Store what stands in the fields."""
        if self._open_id:
            self._form.keep()

    def open_part(self, part: str, file: str = "") -> None:
        """`new` asks for somebody new, an id opens that person out once everybody is known."""
        del file
        if part == NEW:
            self._new()
        else:
            self._wanted = part

    def fold(self) -> bool:
        """Close the person who is opened out, and return to their line."""
        if self._open_id is None:
            return False
        if not self._form.is_new:
            self._form.keep()
        was, self._open_id = self._open_id, None
        self._arrange()
        (self._rows[was][1] if was in self._rows else self._add).setFocus()
        return True

    def edit(self, person_id: str) -> None:
        """Open somebody out; the focus goes to the name."""
        self.keep()
        person = self._staff.person(person_id)
        if person is not None:
            self._unfold(person)

    def _show(self, staff: Staff) -> None:
        focus = next((id_ for id_, (_line, button) in self._rows.items() if button.hasFocus()), "")
        self._staff = staff
        self._actor.clear_choices()
        for person in staff.active:
            self._actor.add(person.id, person.name, "user")
        self._actor.set_value(staff.actor)
        self.approval.set_value(staff.approval)
        present(self._approving, shown=bool(staff.approval))
        self._form.setParent(None)
        clear(self._list)
        self._rows = {}
        for person in staff.people:
            if self._rows:
                self._list.addWidget(Rule())
            line = self._line(person)
            self._list.addWidget(line)
        opened = staff.person(self._open_id or "")
        if opened is not None and not self._form.isAncestorOf(self._form.focusWidget() or self):
            self._form.show_person(opened, at_keyboard=opened.id == staff.actor)
        self._arrange()
        if focus in self._rows:
            self._rows[focus][1].setFocus()
        wanted, self._wanted = self._wanted, ""
        if wanted:
            self.edit(wanted)

    def _line(self, person: Person) -> QWidget:
        kit = self._kit
        name = ElidedLabel(kit, person.name, "strong")
        rank = ElidedLabel(kit, _said(person.rank) if person.rank else t("No rank yet"), "small", "secondary")
        change = Button(kit, t("Change"), icon="pencil", compact=True, on_click=partial(self.edit, person.id))
        kit.name(change, t("Change {name}", name=person.name))
        words = column(name, rank, gap=0)
        line = row(Initials(kit, person.name), words, gap=12)
        line.setStretch(1, 1)
        for pill in self._pills(person):
            line.addWidget(pill)
        line.addWidget(change)
        box = boxed(line)
        self._rows[person.id] = (box, change)
        return box

    def _pills(self, person: Person) -> list[Pill]:
        kit = self._kit
        if not person.active:
            return [Pill(kit, t("Has left"), Mark("log-out", "neutral"))]
        role = Pill(kit, t("Approver"), Mark("user-check", "info")) if person.approver else None
        here = Pill(kit, t("At the keyboard"), Mark("keyboard", "ok")) if person.id == self._staff.actor else None
        return [pill for pill in (here, role) if pill is not None]

    def _arrange(self) -> None:
        """Put the form under its line; somebody new stands first."""
        self._form.setParent(None)
        shown = self._open_id is not None
        if shown:
            line = self._rows.get(self._open_id or "")
            at = self._list.indexOf(line[0]) + 1 if line else 0
            self._list.insertWidget(at, self._form)
        present(self._form, shown=shown)
        self._add.setEnabled(self._open_id != "")

    def _unfold(self, person: Person) -> None:
        self._open_id = person.id
        self._form.show_person(person, at_keyboard=person.id == self._staff.actor)
        self._arrange()
        self._form.setFocus(Qt.FocusReason.OtherFocusReason)
        self.show_widget(self._form)

    def _new(self) -> None:
        self.keep()
        self._unfold(NOBODY)

    def _added(self, person: Person) -> None:
        self._open_id = None
        self._arrange()
        self._add.setFocus()
        self._model.add(person.name, person.rank, approver=person.approver)
        self._room.done.emit(t("{name} was added.", name=person.name), None)

    def _choose(self, person_id: object) -> None:
        self._model.choose(str(person_id))

    def _choose_approval(self, choice: object) -> None:
        self._model.set_approval(str(choice))

    def _approval_card(self) -> Card:
        kit = self._kit
        card = Card(kit, t("Approval of reports"))
        hint = t("Where one person writes and approves, the report and its package say so.")
        card.add(Field(kit, t("Who approves"), self.approval, hint=hint))
        return card

    def _actor_card(self) -> Card:
        kit = self._kit
        card = Card(kit, t("At the keyboard now"))
        hint = t("The history of changes names this person.")
        card.add(Field(kit, t("The person who works here"), self._actor, hint=hint))
        return card

    def _people_card(self) -> Card:
        card = Card(self._kit, t("People of this office"))
        card.add_action(self._add)
        card.add(self._list)
        return card


def _said(text: BiText) -> Phrase:
    return Phrase(lambda words: text.get(words.language))
