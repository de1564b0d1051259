"""A sheet to paint flat illustrations on: a logical area of 1500 by 1000, twice oversampled, colours by name."""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from functools import lru_cache
from typing import TypeAlias

from PIL import Image, ImageDraw

from cultdip_desktop.core.paths import resources

WIDTH = 1500
HEIGHT = 1000
_OVERSAMPLING = 2

Colour: TypeAlias = str | tuple[int, int, int]
"""A name of the palette, or red, green and blue from 0 to 255."""

Point: TypeAlias = tuple[float, float]


@lru_cache(maxsize=1)
def palette() -> dict[str, tuple[int, int, int]]:
    """The colours that pictures are painted with, by name."""
    plain = json.loads((resources() / "demo" / "palette.json").read_text("utf-8"))
    return {name: (int(text[1:3], 16), int(text[3:5], 16), int(text[5:7], 16)) for name, text in plain.items()}


def rgb(colour: Colour) -> tuple[int, int, int]:
    """The parts of a colour."""
    return palette()[colour] if isinstance(colour, str) else colour


def mix(one: Colour, other: Colour, share: float) -> tuple[int, int, int]:
    """`one` with `share` (0 to 1) of `other` in it."""
    a, b = rgb(one), rgb(other)
    red, green, blue = (round(x + (y - x) * share) for x, y in zip(a, b, strict=True))
    return red, green, blue


class Canvas:
    """One picture while it is painted."""

    def __init__(self, size: tuple[int, int]) -> None:
        self._size = size
        wide, high = size[0] * _OVERSAMPLING, size[1] * _OVERSAMPLING
        self._image = Image.new("RGB", (wide, high))
        self._draw = ImageDraw.Draw(self._image)
        self._x = wide / WIDTH
        self._y = high / HEIGHT

    def finish(self) -> Image.Image:
        """The picture at its size, edges smoothed."""
        return self._image.reduce(_OVERSAMPLING)

    def gradient(self, top: Colour, bottom: Colour, y0: float = 0, y1: float = HEIGHT) -> None:
        """Fill a full-width band from one colour to another."""
        high = max(1, self._px(y1 - y0))
        mask = Image.linear_gradient("L").resize((1, high)).resize((self._image.width, high))
        band = Image.composite(Image.new("RGB", mask.size, rgb(bottom)), Image.new("RGB", mask.size, rgb(top)), mask)
        self._image.paste(band, (0, round(y0 * self._y)))

    def rect(self, x0: float, y0: float, x1: float, y1: float, colour: Colour, radius: float = 0) -> None:
        """A box, with round corners where `radius` is given."""
        box = (*self._at((x0, y0)), *self._at((x1, y1)))
        self._draw.rounded_rectangle(box, radius * self._x, rgb(colour))

    def ellipse(self, x: float, y: float, rx: float, ry: float, colour: Colour) -> None:
        """An ellipse around its centre."""
        self._draw.ellipse((*self._at((x - rx, y - ry)), *self._at((x + rx, y + ry))), rgb(colour))

    def pie(self, x: float, y: float, radius: float, start: float, end: float, colour: Colour) -> None:
        """A slice of a circle, degrees clockwise from three o'clock."""
        box = (*self._at((x - radius, y - radius)), *self._at((x + radius, y + radius)))
        self._draw.pieslice(box, start, end, rgb(colour))

    def poly(self, points: Sequence[Point], colour: Colour) -> None:
        """A filled polygon."""
        self._draw.polygon([self._at(point) for point in points], rgb(colour))

    def line(self, points: Sequence[Point], width: float, colour: Colour) -> None:
        """A stroke with round ends and joints."""
        places = [self._at(point) for point in points]
        thick = max(1, self._px(width))
        self._draw.line(places, rgb(colour), thick, joint="curve")
        radius = thick / 2
        for x, y in (places[0], places[-1]):
            self._draw.ellipse((x - radius, y - radius, x + radius, y + radius), rgb(colour))

    def glow(self, x: float, y: float, radius: float, colour: Colour, strength: float = 0.8) -> None:
        """Light that fades outwards; `strength` 0 to 1 at its centre."""
        side = max(2, self._px(radius * 2))
        mask = (
            Image.radial_gradient("L")
            .resize((side, side))
            .point(lambda value: max(0, round((170 - value) / 170 * 255 * strength)))
        )
        left, top = self._at((x - radius, y - radius))
        self._image.paste(rgb(colour), (round(left), round(top)), mask)

    def crowd(self, rng: random.Random, y: float, colour: Colour, scale: float = 1.0, gap: float = 62) -> None:
        """Heads and shoulders of an audience seen from behind, along the height `y`."""
        x = -rng.uniform(0, gap)
        while x < WIDTH + gap:
            height = y + rng.uniform(-18, 18) * scale
            head = rng.uniform(19, 25) * scale
            self.ellipse(x, height, head, head * 1.12, colour)
            self.rect(x - head * 1.7, height + head * 1.05, x + head * 1.7, HEIGHT + 60, colour, head * 1.2)
            x += gap * scale * rng.uniform(0.8, 1.2)

    def _at(self, point: Point) -> Point:
        return point[0] * self._x, point[1] * self._y

    def _px(self, length: float) -> int:
        return round(length * self._y)
