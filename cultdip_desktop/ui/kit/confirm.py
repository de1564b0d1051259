"""The one dialog: asks before what cannot be undone. Everything else is done at once and undone by the toast."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.buttons import Button
from cultdip_desktop.ui.kit.language import Speech, t
from cultdip_desktop.ui.kit.notices import IconLabel
from cultdip_desktop.ui.kit.text import PlainLabel


class Confirm(QDialog):
    """Says what will be lost; the safe button has the focus; the other names the act and its object."""

    def __init__(
        self,
        kit: Kit,
        parent: QWidget,
        title: Speech,
        sentence: Speech,
        action: Speech,
        *,
        icon: str = "trash-2",
        official: bool = False,
    ) -> None:
        """`official` is for issuing; otherwise the button has the danger border."""
        super().__init__(parent)
        self._on_yes: Callable[[], object] | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        kit.bind(self, self.setWindowTitle, title)
        self.cancel = Button(kit, t("Cancel"), on_click=self.reject)
        self.action = Button(kit, action, "official" if official else "danger", icon=icon, on_click=self._yes)
        words = QVBoxLayout()
        words.setSpacing(8)
        words.addWidget(PlainLabel(kit, title, "h2", wrap=True))
        words.addWidget(PlainLabel(kit, sentence, "body", "secondary", wrap=True))
        top = QHBoxLayout()
        top.setSpacing(16)
        tint = "official.text" if official else "danger.text"
        top.addWidget(IconLabel(kit, "stamp" if official else icon, tint, 24), 0, Qt.AlignmentFlag.AlignTop)
        top.addLayout(words, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch(1)
        buttons.addWidget(self.cancel)
        buttons.addWidget(self.action)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 20, 20, 16)
        layout.setSpacing(20)
        layout.addLayout(top)
        layout.addLayout(buttons)
        self.setMinimumWidth(kit.look.px(420))
        self.setMaximumWidth(kit.look.px(560))

    @classmethod
    def giving_up(cls, kit: Kit, parent: QWidget) -> Confirm:
        """Before text is left that could not be stored."""
        return cls(
            kit,
            parent,
            t("Changes are not saved"),
            t("What you typed could not be written. Free the cause and try again, or give the changes up."),
            t("Give up the changes"),
        )

    def ask(self, on_yes: Callable[[], object]) -> None:
        """Show it over its window; `on_yes` runs only after the act was chosen. Returns at once."""
        self._on_yes = on_yes
        self.open()
        self.cancel.setFocus()

    def _yes(self) -> None:
        act, self._on_yes = self._on_yes, None
        self.accept()
        if act is not None:
            act()
