"""Help from somebody else: what they need to know, shown in full before it is saved."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy

from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.buttons import Button
from cultdip_desktop.ui.kit.language import n, t
from cultdip_desktop.ui.kit.room import Room
from cultdip_desktop.ui.kit.surfaces import Card, row
from cultdip_desktop.ui.kit.text import PlainLabel
from cultdip_desktop.ui.rooms.settings.lane import add_card
from cultdip_desktop.ui.rooms.settings.page import SettingsPage
from cultdip_desktop.ui.rooms.settings.viewmodel_support import SupportModel


class SupportPage(SettingsPage):
    """The whole text of the bundle, and a button to save exactly that."""

    def __init__(self, kit: Kit, model: SupportModel, room: Room) -> None:
        super().__init__()
        self._kit, self._model, self._room = kit, model, room
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setProperty("role", "mono")
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)
        self.text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.text.setMinimumHeight(kit.look.px(110))
        kit.name(self.text, t("What the bundle holds"))
        self._save = Button(kit, t("Save the bundle…"), "primary", icon="save", on_click=self._ask)
        self._save.disable(t("The texts are being collected."))
        self._count = PlainLabel(kit, "", "small", "secondary")
        card = Card(kit, t("Support bundle"))
        sentence = t(
            "Versions, settings, findings, sizes and crash reports. "
            "No names, titles, texts, file names, keys or passphrases. Nothing is sent: you save it and pass it on."
        )
        card.add(PlainLabel(kit, sentence, "body", "secondary", wrap=True))
        card.add(self.text, 1)
        card.add(row(self._save, self._count, None))
        add_card(self, card)
        self.body.setStretch(0, 1)
        model.known.connect(self._show)

    def load(self) -> None:
        """Collect anew."""
        self._model.collect()

    def _show(self, text: str, files: int) -> None:
        self.text.setPlainText(text)
        self._count.say(n("{n} text", "{n} texts", files))
        self._save.enable()

    def _ask(self) -> None:
        title = self._kit.say(t("Save the support bundle"))
        target = self._kit.files.save_file(self, title, self._model.suggestion(), "ZIP (*.zip);;Text (*.txt)")
        if target is not None:
            self._save.hold(self._model.save(target, self._saved, self._room.show_error))

    def _saved(self, out: Path) -> None:
        self._room.done.emit(t("Saved as {file}.", file=out.name), None)
