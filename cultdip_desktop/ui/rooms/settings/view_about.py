"""Where the data lies, which version this is, under which licences it comes."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices

from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.buttons import Button
from cultdip_desktop.ui.kit.language import t
from cultdip_desktop.ui.kit.surfaces import Card, FlowRow, ScrollPage, boxed, row
from cultdip_desktop.ui.kit.text import ElidedLabel, PlainLabel
from cultdip_desktop.ui.rooms.settings.facts import Facts
from cultdip_desktop.ui.rooms.settings.lane import add_card
from cultdip_desktop.ui.rooms.settings.viewmodel import SettingsModel


class AboutPage(ScrollPage):
    """Facts and two kinds of buttons that open folders and texts outside."""

    def __init__(self, kit: Kit, model: SettingsModel) -> None:
        super().__init__()
        data = Card(kit, t("Data folder"))
        data.add(ElidedLabel(kit, str(model.home), mode=Qt.TextElideMode.ElideMiddle))
        note = t(
            "Everything in it is encrypted. Nothing leaves it but the packages and reports that you write yourself."
        )
        data.add(PlainLabel(kit, note, "small", "secondary", wrap=True))
        data.add(row(Button(kit, t("Open the folder"), icon="folder-open", on_click=partial(_open, model.home)), None))
        about = Card(kit, t("The program"))
        facts = Facts(kit)
        facts.add(t("Version"), model.version)
        facts.add(t("Licence"), "MIT")
        about.add(facts)
        about.add(PlainLabel(kit, t("Shipped with it, each under its own licence:"), "small", "secondary", wrap=True))
        flow = FlowRow(gap=4)
        for name, file in model.licences():
            flow.addWidget(Button(kit, name, "link", on_click=partial(_open, file)))
        about.add(boxed(flow))
        for card in (data, about):
            add_card(self, card)
        self.end()


def _open(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
