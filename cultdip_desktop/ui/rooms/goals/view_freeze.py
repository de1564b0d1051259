"""The line that asks what an approved version of the programme is, and who approved it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout

from cultdip_desktop.domain.programme import ProgrammeView
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.buttons import Button
from cultdip_desktop.ui.kit.choices import ComboBox
from cultdip_desktop.ui.kit.fields import Field, LineEdit
from cultdip_desktop.ui.kit.language import t


class FreezeBar(QFrame):
    """Hidden until asked. Enter or the button freezes, Esc changes one's mind."""

    frozen = Signal(str, object)
    """What this version is, and the id of who approved it (or None)."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self.setProperty("kind", "sunken")
        self.reason = LineEdit(kit, t("For example: approved by the head of mission, submission 12/TTr-ĐSQ"))
        self._field = Field(kit, t("What this version is"), self.reason, required=True)
        self.person = ComboBox(kit)
        self.act = Button(kit, t("Freeze as approved"), icon="badge-check", on_click=self._act)
        cancel = Button(kit, t("Do nothing"), "ghost", on_click=self.hide)
        self.reason.returnPressed.connect(self._act)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(20, 10, 20, 10)
        layout.setSpacing(10)
        layout.addWidget(self._field, 3)
        layout.addWidget(Field(kit, t("Approved by"), self.person), 2)
        for button in (self.act, cancel):
            layout.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        self.hide()

    def ask(self, view: ProgrammeView) -> None:
        """Ask; the first who may approve is chosen already."""
        self.person.clear_choices()
        for person in view.people:
            if person.active:
                self.person.add(person.id, person.name)
        approver = next((one.id for one in view.people if one.active and one.approver), None)
        if approver is not None:
            self.person.set_value(approver)
        self.reason.set_value("")
        self._field.set_error("")
        self.show()
        self.reason.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc puts it away."""
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
            return
        super().keyPressEvent(event)

    def _act(self) -> None:
        reason = self.reason.value().strip()
        if not reason:
            self._field.set_error(t("Write it in a few words."))
            return
        self.hide()
        self.frozen.emit(reason, self.person.value())
