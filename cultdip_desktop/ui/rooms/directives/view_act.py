"""The official act: sign and write files, with the PIN. Opened out above a page; Esc and Cancel fold it."""

from __future__ import annotations

from PySide6.QtCore import Signal

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.ui.kit.base import Kit, present
from cultdip_desktop.ui.kit.buttons import Button
from cultdip_desktop.ui.kit.choices import Switch
from cultdip_desktop.ui.kit.fields import Field, PasswordField
from cultdip_desktop.ui.kit.language import Speech, t
from cultdip_desktop.ui.kit.surfaces import Card, column, row
from cultdip_desktop.ui.kit.text import PlainLabel
from cultdip_desktop.ui.rooms.directives import phrases


class IssueAct(Card):
    """Says what will be signed for whom; `asked` comes with a PIN that is not empty."""

    asked = Signal(str)
    closed = Signal()

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit, t("Sign and issue"))
        self._said = PlainLabel(kit, "", wrap=True)
        self._forever = PlainLabel(
            kit,
            t("A signed file cannot be taken back: what is wrong in it is corrected by another one."),
            "small",
            "secondary",
            wrap=True,
        )
        self.pin = PasswordField(kit, t("PIN of headquarters' signing key"))
        self.pin.setFixedWidth(kit.look.px(260))
        self.field = Field(kit, t("PIN"), self.pin, required=True)
        self.one_file = Switch(kit, t("One file for all of them"))
        self.sign = Button(kit, t("Choose a folder, sign and write"), "official", icon="stamp", on_click=self._ask)
        self.cancel = Button(kit, t("Cancel"), "ghost", on_click=self.closed.emit)
        self.add(self._said)
        self.add(self._forever)
        self.add(self.one_file)
        self.add(row(self.field, column(None, row(self.sign, self.cancel, gap=8), gap=0), None, gap=12))
        self.pin.entered.connect(self._ask)
        present(self, shown=False)

    def begin(self, said: Speech, *, several: bool = False) -> None:
        """Open it; `several` offers one file instead of one for each."""
        self._said.say(said)
        present(self.one_file, shown=several)
        self.one_file.setChecked(False)
        self.pin.clear()
        self.field.set_error("")
        present(self, shown=True)
        self.pin.setFocus()

    def fold(self) -> None:
        """Close it; the PIN is forgotten."""
        self.pin.clear()
        present(self, shown=False)

    def show_error(self, error: UserError) -> None:
        """Beside the PIN: most refusals are about it."""
        self.field.set_error(phrases.trouble(error))
        self.pin.setFocus()

    def _ask(self) -> None:
        if not self.pin.value():
            self.field.set_error(t("Type the PIN."))
            return
        self.field.set_error("")
        self.asked.emit(self.pin.value())
