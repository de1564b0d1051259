"""A line of help that stays: icon and sentence on a tinted ground."""

from __future__ import annotations

from typing import Literal

from PySide6.QtWidgets import QFrame, QHBoxLayout

from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.language import Speech
from cultdip_desktop.ui.kit.notices import IconLabel
from cultdip_desktop.ui.kit.text import PlainLabel


class InfoStrip(QFrame):
    """Says what follows from a choice; unlike a banner it is part of the form and is not closed."""

    def __init__(self, kit: Kit, tone: Literal["info", "warn"] = "info") -> None:
        super().__init__()
        self.setProperty("kind", "banner")
        self.setProperty("tone", tone)
        self._ink = f"{tone}.text"
        self._icon = IconLabel(kit, "info", self._ink)
        self._label = PlainLabel(kit, "", "body", tone, wrap=True)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 8, 12, 8)
        layout.setSpacing(12)
        layout.addWidget(self._icon)
        layout.addWidget(self._label, 1)

    def say(self, icon: str, speech: Speech) -> None:
        """Say something else."""
        self._icon.set(icon, self._ink)
        self._label.say(speech)

    def text(self) -> str:
        """What it says."""
        return self._label.text()
