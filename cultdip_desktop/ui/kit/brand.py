"""The lacquer panel with the drum star: what the first pages show beside their form."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.language import Speech, t
from cultdip_desktop.ui.kit.notices import IconLabel
from cultdip_desktop.ui.kit.surfaces import row
from cultdip_desktop.ui.kit.text import PlainLabel


class BrandPanel(QWidget):
    """Mark, name, one sentence, and up to three promises at the foot."""

    def __init__(self, kit: Kit, promises: Sequence[tuple[str, Speech]]) -> None:
        """`promises` are icon and sentence."""
        super().__init__()
        self._look = kit.look
        self.setProperty("kind", "brand")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(44, 44, 32, 32)
        layout.setSpacing(12)
        layout.addWidget(IconLabel(kit, "brand", "nav.mark", 60))
        layout.addSpacing(16)
        name = PlainLabel(kit, t("Cultural Diplomacy"), "display", wrap=True)
        sentence = PlainLabel(
            kit,
            t("Plan, record and report the work of cultural diplomacy under the Strategy to 2030."),
            wrap=True,
        )
        name.setProperty("brand", "name")
        sentence.setProperty("brand", "text")
        layout.addWidget(name)
        layout.addWidget(sentence)
        layout.addStretch(1)
        for icon, speech in promises:
            label = PlainLabel(kit, speech, wrap=True)
            label.setProperty("brand", "text")
            line = row(IconLabel(kit, icon, "nav.mark", 17), label, gap=12)
            line.setStretch(1, 1)
            layout.addLayout(line)
        kit.look.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """About a third of the window."""
        return QSize(self._look.px(470), 600)

    def minimumSizeHint(self) -> QSize:
        """Still holds its words."""
        return QSize(self._look.px(260), 400)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Lacquer, and the star running over the edge."""
        del event
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._look.colour("nav.bg"))
        size = round(self.width() * 1.18)
        scale = self._look.px(100) / 100
        painter.setOpacity(0.16)
        star = self._look.pixmap("drum-star", "nav.mark", round(size / scale))
        painter.drawPixmap(QPointF(self.width() - 20 - size / 2, self.height() * 0.49 - size / 2), star)
