"""The shipped typefaces: Inter for the interface, Be Vietnam Pro for headings from 15 px."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtGui import QFont, QFontDatabase

INTERFACE: Final = "Inter"
HEADINGS: Final = "Be Vietnam Pro"

_FILES: Final = ("Inter-Regular.ttf", "Inter-Medium.ttf", "Inter-SemiBold.ttf", "BeVietnamPro-SemiBold.ttf")
_FALLBACKS: Final = ["Noto Sans", "Segoe UI", "DejaVu Sans"]
_loaded: set[Path] = set()


def load(folder: Path) -> None:
    """Register the faces of `folder` with Qt, once per process.

    Raises:
        FileNotFoundError: a face is missing: the installation is damaged.
    """
    if folder in _loaded:
        return
    for name in _FILES:
        path = folder / name
        if QFontDatabase.addApplicationFont(str(path)) < 0:
            raise FileNotFoundError(path)
    _loaded.add(folder)


def make(pixels: int, weight: int = 400, *, heading: bool = False) -> QFont:
    """A face of `pixels` height; the interface face has digits of one width so that columns align."""
    font = QFont()
    font.setFamilies([HEADINGS if heading else INTERFACE, INTERFACE, *_FALLBACKS])
    font.setPixelSize(pixels)
    font.setWeight(QFont.Weight(600 if heading else weight))
    font.setFeature(QFont.Tag("tnum"), 1)
    return font
