"""One person's name, rank and role: of somebody who works here, or of somebody new."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from cultdip_desktop.domain.mission import Person
from cultdip_desktop.ui.kit.base import Kit, present
from cultdip_desktop.ui.kit.bilingual import BilingualField
from cultdip_desktop.ui.kit.buttons import Button
from cultdip_desktop.ui.kit.choices import Segmented, Switch
from cultdip_desktop.ui.kit.fields import Field, LineEdit
from cultdip_desktop.ui.kit.language import t
from cultdip_desktop.ui.kit.surfaces import boxed, column, row

OFFICER, APPROVER = "officer", "approver"


class PersonForm(QWidget):
    """Keeps each field as it is left; somebody new is added by the button."""

    def __init__(
        self,
        kit: Kit,
        *,
        save: Callable[[Person], object],
        add: Callable[[Person], object],
        close: Callable[[], object],
    ) -> None:
        super().__init__()
        self._save, self._add = save, add
        self._person = Person(id="", name="", rank=BilingualField(kit, "").value())
        self._actor = False
        self.name = LineEdit(kit, t("As it stands in documents"))
        self.name_field = Field(kit, t("Full name"), self.name, required=True)
        self.rank = BilingualField(kit, t("Rank"))
        self.role = Segmented(kit, t("Role"))
        self.role.add(OFFICER, t("Officer"), "user")
        self.role.add(APPROVER, t("Approver"), "user-check")
        role_field = Field(
            kit, t("Role"), self.role, hint=t("An approver may approve reports; an officer prepares them.")
        )
        role_field.layout().setAlignment(self.role, Qt.AlignmentFlag.AlignLeft)  # type: ignore[union-attr]
        self.active = Switch(kit, t("Works here"))
        self.add_button = Button(kit, t("Add the person"), "primary", icon="plus", on_click=self._submit)
        self.close_button = Button(kit, t("Done"), on_click=close)
        self.name.committed.connect(lambda _text: self.keep())
        self.name.returnPressed.connect(self._enter)
        self.rank.committed.connect(lambda _value: self.keep())
        self.role.chosen.connect(lambda _role: self.keep())
        self.active.toggled.connect(lambda _on: self.keep())
        buttons = row(self.add_button, self.close_button, None)
        box = boxed(column(self.name_field, self.rank, role_field, self.active, buttons, gap=12), (0, 4, 0, 8))
        self.setLayout(column(box))
        self.setFocusProxy(self.name)

    @property
    def is_new(self) -> bool:
        """Whether it is about somebody who is not in the list yet."""
        return not self._person.id

    def show_person(self, person: Person, *, at_keyboard: bool) -> None:
        """Fill in; a person without an id is new. Whoever is at the keyboard cannot leave."""
        self._person, self._actor = person, at_keyboard
        self.name.set_value(person.name)
        self.name_field.set_error("")
        self.rank.set_value(person.rank)
        self.role.set_value(APPROVER if person.approver else OFFICER)
        self.active.blockSignals(True)
        self.active.setChecked(person.active)
        self.active.blockSignals(False)
        self.active.setEnabled(not at_keyboard)
        self.active.say(t("Works here (is at the keyboard now)") if at_keyboard else t("Works here"))
        present(self.active, shown=not self.is_new)
        present(self.add_button, shown=self.is_new)
        self.close_button.say(t("Cancel") if self.is_new else t("Done"))

    def keep(self) -> None:
        """Store what is in the fields when it differs; nothing of somebody new."""
        if self.is_new:
            return
        changed = self._as_typed()
        self.name_field.set_error("" if changed.name else t("Write the name of the person who works here."))
        if changed.name and changed != self._person:
            self._person = changed
            self._save(changed)

    def _as_typed(self) -> Person:
        return replace(
            self._person,
            name=self.name.value(),
            rank=self.rank.value(),
            approver=self.role.value() == APPROVER,
            active=self.active.isChecked() or self._actor or self.is_new,
        )

    def _enter(self) -> None:
        if self.is_new:
            self._submit()

    def _submit(self) -> None:
        typed = self._as_typed()
        if not typed.name:
            self.name_field.set_error(t("Write the name of the person who works here."))
            self.name.setFocus()
            return
        self._add(typed)
