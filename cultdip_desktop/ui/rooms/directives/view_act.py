"""The official act of this room: sign and write files. Opened out above a page; Esc and Cancel fold it."""

from __future__ import annotations

from PySide6.QtCore import Signal

from cultdip_desktop.ui.kit.base import Kit, present
from cultdip_desktop.ui.kit.buttons import Button
from cultdip_desktop.ui.kit.choices import Switch
from cultdip_desktop.ui.kit.language import Speech, t
from cultdip_desktop.ui.kit.official import OfficialAct


class IssueAct(OfficialAct):
    """Says what will be signed for whom, and offers one file for all."""

    closed = Signal()

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit, t("Sign and issue"), t("Choose a folder, sign and write"))
        self.one_file = Switch(kit, t("One file for all of them"))
        self.cancel = Button(kit, t("Cancel"), "ghost", on_click=self.closed.emit)
        self.options.addWidget(self.one_file)
        self.buttons.addWidget(self.cancel)
        present(self, shown=False)

    def begin(self, said: Speech, *, several: bool = False) -> None:
        """Open it; `several` offers one file instead of one for each."""
        self.say(said)
        present(self.one_file, shown=several)
        self.one_file.setChecked(False)
        self.forget()
        present(self, shown=True)
        self.pin.setFocus()

    def fold(self) -> None:
        """Close it; the PIN is forgotten."""
        self.forget()
        present(self, shown=False)
