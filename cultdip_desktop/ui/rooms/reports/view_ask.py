"""A bar under the head that asks for a few words, and on whose behalf; a part of the page, not a dialog."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout

from cultdip_desktop.domain.mission import Person
from cultdip_desktop.ui.kit.base import Kit, present
from cultdip_desktop.ui.kit.buttons import Button
from cultdip_desktop.ui.kit.choices import ComboBox
from cultdip_desktop.ui.kit.fields import Field, LineEdit
from cultdip_desktop.ui.kit.language import Speech, t


class AskBar(QFrame):
    """Hidden until asked. Enter or the button answers, Esc changes one's mind."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self.setProperty("kind", "sunken")
        self._answer: Callable[[str, str | None], object] | None = None
        self._required = False
        self.line = LineEdit(kit, "")
        self._kit = kit
        self._field = Field(kit, t("Reason"), self.line)
        self.person = ComboBox(kit)
        self.person.setMinimumContentsLength(12)
        self._who = Field(kit, t("On behalf of"), self.person)
        self.act = Button(kit, t("Do it"), on_click=self._act)
        self.cancel = Button(kit, t("Do nothing"), "ghost", on_click=self.put_away)
        self.line.returnPressed.connect(self._act)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(20, 10, 20, 10)
        layout.setSpacing(10)
        layout.addWidget(self._field, 1)
        layout.addWidget(self._who)
        for button in (self.act, self.cancel):
            layout.addWidget(button, 0, Qt.AlignmentFlag.AlignBottom)
        self.hide()

    def ask(
        self,
        label: Speech,
        action: Speech,
        answer: Callable[[str, str | None], object],
        *,
        icon: str = "check",
        required: bool = False,
        people: Sequence[Person] = (),
    ) -> None:
        """Ask; `answer` gets the words and the chosen person's id (None where nobody is to be chosen)."""
        self._answer, self._required = answer, required
        self._field.set_label(label)
        self._field.set_error("")
        self.act.say(action)
        self.act.set_icon(icon)
        self.line.set_value("")
        self.person.clear_choices()
        for one in people:
            self.person.add(one.id, one.name)
        if people:
            self.person.set_value(people[0].id)
        present(self._who, shown=bool(people))
        self.show()
        self.line.setFocus()

    def put_away(self) -> None:
        """Nothing is done."""
        self._answer = None
        self.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc puts it away."""
        if event.key() == Qt.Key.Key_Escape:
            self.put_away()
            return
        super().keyPressEvent(event)

    def _act(self) -> None:
        words, answer = self.line.value().strip(), self._answer
        if answer is None:
            return
        if self._required and not words:
            self._field.set_error(t("Write the reason in a few words."))
            return
        person = self.person.value()
        self.put_away()
        answer(words, None if person is None else str(person))
