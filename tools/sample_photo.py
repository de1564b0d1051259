"""Draw a picture as a camera would have taken it, for the tour of the main job: `python -m tools.sample_photo FILE`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Final

from PIL import Image, ImageDraw, ImageFilter

SIZE: Final = (1600, 1200)
_DUSK, _GLOW, _LANTERN, _WARM = (24, 28, 66), (206, 104, 58), (226, 58, 40), (255, 206, 112)
_MAKE, _MODEL, _SERIAL, _TAKEN, _GPS = 0x010F, 0x0110, 0xA431, 0x9003, 0x8825


def draw() -> Image.Image:
    """Lanterns over a square at dusk."""
    picture = Image.new("RGB", SIZE)
    pen = ImageDraw.Draw(picture)
    for y in range(SIZE[1]):
        share = y / SIZE[1]
        mixed = tuple(round(a + (b - a) * share) for a, b in zip(_DUSK, _GLOW, strict=True))
        pen.line([(0, y), (SIZE[0], y)], fill=mixed)
    for index in range(24):
        x, y, radius = 60 + index * 397 % 1480, 120 + index * 271 % 760, 24 + index * 13 % 44
        pen.line([(x, 0), (x, y)], fill=_DUSK, width=2)
        pen.ellipse([x - radius, y - radius, x + radius, y + radius], fill=_LANTERN)
        pen.ellipse([x - radius // 2, y - radius // 2, x + radius // 2, y + radius // 2], fill=_WARM)
    for index in range(40):
        x, height = index * 41, 120 + index * 53 % 150
        pen.ellipse([x, 1200 - height - 46, x + 46, 1200 - height], fill=_DUSK)
        pen.rectangle([x - 6, 1200 - height, x + 52, 1200], fill=_DUSK)
    return picture.filter(ImageFilter.GaussianBlur(1.2))


def save(target: Path) -> None:
    """Write the picture with a camera's name, serial number and place, which an export has to leave out."""
    exif = Image.Exif()
    exif[_MAKE], exif[_MODEL] = "CultDip", "Sample"
    exif.get_ifd(0x8769).update({_SERIAL: "DEMO-0001", _TAKEN: "2026:09:25 18:10:00"})
    exif.get_ifd(_GPS).update({1: "N", 2: (50.0, 0.0, 42.0), 3: "E", 4: (14.0, 29.0, 24.0)})
    draw().save(target, "JPEG", quality=88, exif=exif)


if __name__ == "__main__":
    save(Path(sys.argv[1]))
