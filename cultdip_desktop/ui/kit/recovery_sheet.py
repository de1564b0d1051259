"""The printed sheet with the recovery code: one page, for a printer or as a PDF."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PySide6.QtCore import QMarginsF, QRectF, Qt
from PySide6.QtGui import QFont, QPagedPaintDevice, QPageLayout, QPageSize, QPainter

from cultdip_desktop.core.clock import SystemClock
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.i18n import dates
from cultdip_desktop.i18n.words import Words
from cultdip_desktop.ui.kit import fonts

_MARGIN_MM: Final = 25.0


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
        from cultdip_desktop.reports.recovery_sheet import sheet_pdf  # ReportLab takes 0.2 s to load

        return sheet_pdf(self.code, self.office.get(words.language), SystemClock().now().astimezone(), words)

    def paint_on(self, device: QPagedPaintDevice, words: Words) -> None:
        """Paint one A4 page."""
        from cultdip_desktop.reports.recovery_sheet import advice

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
        for text in advice(words):
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
