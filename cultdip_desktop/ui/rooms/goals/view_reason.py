"""The form in which somebody says why a goal has no event in a quarter."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame

from cultdip_desktop.domain.text import EMPTY, BiText
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.bilingual import BilingualField
from cultdip_desktop.ui.kit.buttons import Button
from cultdip_desktop.ui.kit.language import t
from cultdip_desktop.ui.kit.surfaces import column, row


class ReasonForm(QFrame):
    """Hidden until asked. Ctrl+Enter or the button records, Esc changes one's mind."""

    recorded = Signal(object)
    """The reason, a `BiText` that is not empty."""

    closed = Signal()

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self.field = BilingualField(
            kit,
            t("Why there is no event"),
            lines=3,
            required=True,
            placeholder_vi=t("For example: waits for the file of UNESCO"),
            placeholder_en=t("The same in English"),
        )
        self.act = Button(kit, t("Record the reason"), "primary", on_click=self._record)
        kit.tip(self.act, t("Record the reason"), "Ctrl+Enter")
        self._cancel = Button(kit, t("Do nothing"), "ghost", on_click=self.put_away)
        layout = column(self.field, row(self.act, self._cancel, None), gap=10)
        self.setLayout(layout)
        keys = QShortcut(QKeySequence("Ctrl+Return"), self)
        keys.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        keys.activated.connect(self._record)
        self.hide()

    def ask(self, reason: BiText = EMPTY, *, bilingual: bool = True) -> None:
        """Ask for the reason, beginning with the one that is recorded."""
        self.field.set_bilingual(on=bilingual)
        self.field.set_value(reason)
        self.field.set_error("")
        self.show()
        self.field.vi.setFocus()

    def put_away(self) -> None:
        """Nothing is recorded."""
        self.hide()
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc puts it away."""
        if event.key() == Qt.Key.Key_Escape:
            self.put_away()
            return
        super().keyPressEvent(event)

    def _record(self) -> None:
        reason = self.field.value()
        if not reason.vi.strip():
            self.field.set_error(t("Write the reason in a few words."))
            return
        self.hide()
        self.recorded.emit(reason)
