"""The printed sheet with the recovery code: one page, for a printer or as a PDF."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QRectF, Qt
from PySide6.QtGui import QFont, QPagedPaintDevice, QPageLayout, QPageSize, QPainter, QPdfWriter

from cultdip_desktop.core.clock import SystemClock
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.i18n import dates
from cultdip_desktop.i18n.words import Words
from cultdip_desktop.ui.kit import fonts

_MARGIN_MM: Final = 25.0
_RESOLUTION: Final = 600


@dataclass(frozen=True, slots=True)
class Sheet:
    """What stands on it."""

    code: str
    office: BiText
    home: Path

    def suggestion(self) -> Path:
        """Beside the data folder, not inside it: a stolen folder must not bring its code along."""
        return self.home.parent / "ma-khoi-phuc.pdf"

    def as_pdf(self, words: Words) -> bytes:
        """The sheet as a PDF."""
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        writer = QPdfWriter(buffer)
        writer.setTitle(words.t("Recovery code"))
        writer.setResolution(_RESOLUTION)
        self.paint_on(writer, words)
        data = bytes(buffer.data().data())
        buffer.close()
        return data

    def paint_on(self, device: QPagedPaintDevice, words: Words) -> None:
        """Paint one A4 page."""
        margins = QMarginsF(_MARGIN_MM, _MARGIN_MM, _MARGIN_MM, _MARGIN_MM)
        size = QPageSize(QPageSize.PageSizeId.A4)
        device.setPageLayout(QPageLayout(size, QPageLayout.Orientation.Portrait, margins, QPageLayout.Unit.Millimeter))
        painter = QPainter(device)
        unit = device.logicalDpiY() / 72
        width = device.width()
        today = dates.day(words, SystemClock().now().astimezone().date())
        y = _line(painter, 0, width, unit, words.t("Recovery code"), 22, heading=True)
        y = _line(painter, y, width, unit, self.office.get(words.language), 14, weight=600)
        y = _line(painter, y, width, unit, words.t("Made on {day}", day=today), 11) + 14 * unit
        groups = self.code.split("-")
        for start in range(0, len(groups), 4):
            y = _line(painter, y, width, unit, "   ".join(groups[start : start + 4]), 24, weight=600)
        y += 14 * unit
        for text in (
            words.t(
                "This code opens the office when the passphrase is forgotten. Whoever has it and the data can read everything."
            ),
            words.t(
                "Keep the sheet in the office's safe, away from the machine. A renewed code makes this one useless."
            ),
        ):
            y = _line(painter, y, width, unit, text, 11)
        painter.end()


def _line(
    painter: QPainter,
    top: float,
    width: int,
    unit: float,
    text: str,
    points: int,
    *,
    weight: int = 400,
    heading: bool = False,
) -> float:
    """Write wrapped text; gives where the next may begin. `unit` is one point in the device's dots."""
    font: QFont = fonts.make(round(points * unit), weight, heading=heading)
    painter.setFont(font)
    flags = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft)
    box = painter.boundingRect(QRectF(0, top, width, 10_000 * unit), flags, text)
    painter.drawText(box, flags, text)
    return box.bottom() + 0.5 * points * unit
