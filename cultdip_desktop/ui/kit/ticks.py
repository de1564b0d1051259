"""Check and radio marks painted from tokens; shared by buttons, table cells and thumbnails."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from cultdip_desktop.ui.kit.theme import Look


def paint_check(
    painter: QPainter, look: Look, box: QRectF, state: bool | None, tint: str = "accent", *, enabled: bool = True
) -> None:
    """Paint a check box inside `box`: True checked, False empty, None a dash."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    radius = box.height() * 0.24
    filled = state is not False
    fill = look.colour(tint if enabled else "border.control") if filled else look.colour("bg.surface")
    edge = fill if filled else look.colour("border.strong" if enabled else "border.subtle")
    painter.setPen(QPen(edge, 1.2))
    painter.setBrush(fill)
    painter.drawRoundedRect(box.adjusted(0.6, 0.6, -0.6, -0.6), radius, radius)
    if filled:
        ink = look.colour("accent.on") if tint == "accent" else readable(fill, look)
        painter.setPen(QPen(ink, box.height() * 0.11, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        at = [(0.27, 0.52), (0.43, 0.68), (0.74, 0.34)] if state else [(0.28, 0.5), (0.72, 0.5)]
        points = [QPointF(box.left() + x * box.width(), box.top() + y * box.height()) for x, y in at]
        painter.drawPolyline(points)
    painter.restore()


def paint_radio(painter: QPainter, look: Look, box: QRectF, *, on: bool, enabled: bool) -> None:
    """Paint a radio mark inside `box`."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    fill = look.colour("accent" if enabled else "border.control")
    painter.setPen(QPen(fill if on else look.colour("border.strong" if enabled else "border.subtle"), 1.2))
    painter.setBrush(fill if on else look.colour("bg.surface"))
    painter.drawEllipse(box.adjusted(0.6, 0.6, -0.6, -0.6))
    if on:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour("accent.on"))
        inset = box.width() * 0.3
        painter.drawEllipse(box.adjusted(inset, inset, -inset, -inset))
    painter.restore()


def readable(fill: QColor, look: Look) -> QColor:
    """Ink for a mark on `fill`: white on dark fills, dark on light ones."""
    dark = fill.lightnessF() < 0.55
    return look.colour("photo.on" if dark else "photo.veil")
