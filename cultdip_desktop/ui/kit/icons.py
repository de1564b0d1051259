"""SVG icons tinted by a colour, drawn once per size, density and colour."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Final

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

_STROKE: Final = 'stroke-width="1.75"'
"""Lucide draws with 2; the lighter line suits 13 to 17 px."""


class IconDrawer:
    """Draws and remembers; `forget` after the colours changed."""

    def __init__(self, folder: Path) -> None:
        """`folder` holds `<name>.svg` with `currentColor` where the tint goes."""
        self._folder = folder
        self._pixmaps: dict[tuple[str, int, str, float], QPixmap] = {}
        self._icons: dict[tuple[str, int, str, str, str, float], QIcon] = {}

    def pixmap(self, name: str, size: int, colour: str, ratio: float) -> QPixmap:
        """The picture at `size` logical px. An unknown name is a bug and raises FileNotFoundError."""
        key = (name, size, colour, ratio)
        found = self._pixmaps.get(key)
        if found is None:
            found = self._pixmaps[key] = _draw(_source(self._folder, name), size, colour, ratio)
        return found

    def icon(self, name: str, size: int, colour: str, *, disabled: str, on: str, ratio: float) -> QIcon:
        """An icon with its normal, disabled and selected (or checked) pictures."""
        key = (name, size, colour, disabled, on, ratio)
        found = self._icons.get(key)
        if found is None:
            found = QIcon()
            normal = self.pixmap(name, size, colour, ratio)
            lit = self.pixmap(name, size, on, ratio)
            found.addPixmap(normal, QIcon.Mode.Normal, QIcon.State.Off)
            found.addPixmap(lit, QIcon.Mode.Normal, QIcon.State.On)
            found.addPixmap(lit, QIcon.Mode.Selected)
            found.addPixmap(self.pixmap(name, size, disabled, ratio), QIcon.Mode.Disabled)
            self._icons[key] = found
        return found

    def forget(self) -> None:
        """Drop every drawing."""
        self._pixmaps.clear()
        self._icons.clear()


@lru_cache(maxsize=512)
def _source(folder: Path, name: str) -> str:
    return (folder / f"{name}.svg").read_text("utf-8").replace('stroke-width="2"', _STROKE)


def _draw(source: str, size: int, colour: str, ratio: float) -> QPixmap:
    renderer = QSvgRenderer(QByteArray(source.replace("currentColor", colour).encode()))
    pixmap = QPixmap(round(size * ratio), round(size * ratio))
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    renderer.render(painter, QRectF(0, 0, pixmap.width(), pixmap.height()))
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap
