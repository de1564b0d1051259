"""A line under the tabs that asks why an event is postponed or cancelled; a page, not a dialog."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout

from cultdip_desktop.domain.event import EventState
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.buttons import Button
from cultdip_desktop.ui.kit.fields import Field, LineEdit
from cultdip_desktop.ui.kit.language import n, t


class ReasonBar(QFrame):
    """Hidden until asked. Enter or the button answers, Esc changes one's mind."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self.setProperty("kind", "sunken")
        self._answer: Callable[[str], object] | None = None
        self.line = LineEdit(kit, t("In a few words; the report states it"))
        self._field = Field(kit, t("Reason"), self.line, required=True)
        self.act = Button(kit, t("Postpone the event"), on_click=self._act)
        self._cancel = Button(kit, t("Do nothing"), "ghost", on_click=self.hide)
        self.line.returnPressed.connect(self._act)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(20, 10, 20, 10)
        layout.setSpacing(10)
        layout.addWidget(self._field, 1)
        for button in (self.act, self._cancel):
            layout.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        self.hide()

    def ask(self, target: EventState, answer: Callable[[str], object], *, count: int = 1) -> None:
        """Ask for the reason of the step to `target` of `count` events; `answer` is called with it."""
        postponing = target is EventState.POSTPONED
        self._answer = answer
        self._field.set_label(t("Reason for postponing") if postponing else t("Reason for cancelling"))
        self.act.set_icon("clock" if postponing else "ban")
        if count > 1:
            several = n("Postpone {n} event", "Postpone {n} events", count)
            self.act.say(several if postponing else n("Cancel {n} event", "Cancel {n} events", count))
        else:
            self.act.say(t("Postpone the event") if postponing else t("Cancel the event"))
        self._field.set_error("")
        self.line.set_value("")
        self.show()
        self.line.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc puts it away."""
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
            return
        super().keyPressEvent(event)

    def _act(self) -> None:
        reason = self.line.value()
        if not reason:
            self._field.set_error(t("Write the reason in a few words."))
            return
        self.hide()
        if self._answer is not None:
            self._answer(reason)
