"""Sample data: where it will lie, which passphrase opens it, progress while it is made."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.language import Speech, t
from cultdip_desktop.ui.kit.notices import ProgressCard
from cultdip_desktop.ui.kit.surfaces import Card, column
from cultdip_desktop.ui.kit.text import ElidedLabel, PlainLabel
from cultdip_desktop.ui.rooms.welcome.viewmodel import (
    SAMPLE_EVENTS,
    SAMPLE_PASSPHRASE,
    SAMPLE_PHOTOS,
    SAMPLE_YEARS,
    WelcomeModel,
)


class SamplePage(QWidget):
    """Two offices with invented content, beside each other in the documents folder."""

    def __init__(self, kit: Kit, model: WelcomeModel) -> None:
        super().__init__()
        self._kit, self._model = kit, model
        self._mission, self._headquarters = model.sample_folders()
        card = Card(kit, t("What will be made"))
        content = t(
            "{events} events of {years} years with {photos} photos, all invented, in the name of the Embassy in Praha.",
            events=SAMPLE_EVENTS,
            years=SAMPLE_YEARS,
            photos=SAMPLE_PHOTOS,
        )
        card.add(PlainLabel(kit, content, wrap=True))
        card.body.addSpacing(4)
        self._line(card, t("Sample mission"), str(self._mission))
        self._line(card, t("Sample headquarters"), str(self._headquarters))
        self._line(card, t("Passphrase and PIN of both"), SAMPLE_PASSPHRASE)
        self._progress = ProgressCard(kit, t("Making sample data"), icon="sparkles")
        layout = column(card, self._progress, gap=12)
        layout.addStretch(1)
        self.setLayout(layout)

    def start(self) -> None:
        """Make both; the card shows how far it is and can cancel."""
        self._progress.follow(self._model.make_sample(self._mission, self._headquarters), at_once=True)

    def _line(self, card: Card, label: Speech, value: str) -> None:
        card.add(PlainLabel(self._kit, label, "label"))
        shown = ElidedLabel(self._kit, value, "body", mode=Qt.TextElideMode.ElideMiddle)
        card.add(shown)
