"""What pdfplumber measures on the pages of a finished file: letters with font and size, lines, frames; in mm from the top left."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pdfplumber

MM = 72 / 25.4


@dataclass(frozen=True)
class Text:
    """One line of text."""

    text: str
    font: str
    """Without the subset's mark: `LiberationSerif-Bold`."""

    size: float
    """Points."""

    left: float
    right: float
    top: float
    base: float
    """Base line."""

    ink: tuple[float, ...]

    @property
    def middle(self) -> float:
        """Centre between left and right."""
        return (self.left + self.right) / 2

    @property
    def length(self) -> float:
        """From left to right."""
        return self.right - self.left


@dataclass(frozen=True)
class Stroke:
    """A horizontal line."""

    left: float
    right: float
    top: float

    @property
    def length(self) -> float:
        """From left to right."""
        return self.right - self.left

    @property
    def middle(self) -> float:
        """Centre."""
        return (self.left + self.right) / 2


@dataclass(frozen=True)
class Page:
    """Everything measured on one page."""

    size: tuple[float, float]
    texts: tuple[Text, ...]
    strokes: tuple[Stroke, ...]
    frames: tuple[tuple[float, float, float, float], ...]
    """Left, top, width, height of stroked rectangles."""

    def line(self, wanted: str) -> Text:
        """The line that reads, or begins, so."""
        for one in self.texts:
            if one.text == wanted:
                return one
        found = [one for one in self.texts if one.text.startswith(wanted)]
        assert found, f"{wanted!r} not among {[one.text for one in self.texts]}"
        return found[0]

    def below(self, text: Text) -> Stroke:
        """The nearest line below `text` that lies under it."""
        under = [one for one in self.strokes if one.top > text.base and one.left < text.middle < one.right]
        return min(under, key=lambda one: one.top)


def pages(pdf: bytes) -> list[Page]:
    """Every page, measured."""
    with pdfplumber.open(io.BytesIO(pdf)) as opened:
        return [_page(page) for page in opened.pages]


def _page(page: Any) -> Page:
    strokes = [
        Stroke(one["x0"] / MM, one["x1"] / MM, one["top"] / MM)
        for one in page.lines
        if abs(one["bottom"] - one["top"]) < 0.1
    ]
    frames = [
        (one["x0"] / MM, one["top"] / MM, one["width"] / MM, one["height"] / MM) for one in page.rects if one["stroke"]
    ]
    size = (float(page.width) / MM, float(page.height) / MM)
    return Page(size, tuple(_lines(page.chars)), tuple(strokes), tuple(frames))


def _lines(chars: Sequence[dict[str, Any]]) -> Iterator[Text]:
    """Letters of one base line that follow each other without a wide gap; parted where the face changes sides."""
    rows: dict[tuple[int, str, float], list[dict[str, Any]]] = {}
    for char in chars:
        key = (round(char["matrix"][5] * 4), char["fontname"], round(char["size"], 2))
        rows.setdefault(key, []).append(char)
    for letters in rows.values():
        run: list[dict[str, Any]] = []
        for char in sorted(letters, key=lambda one: one["x0"]):
            if run and char["x0"] - run[-1]["x1"] > 12:
                yield from _text(run)
                run = []
            run.append(char)
        yield from _text(run)


def _text(run: list[dict[str, Any]]) -> Iterator[Text]:
    while run and not run[-1]["text"].strip(" "):
        run = run[:-1]
    while run and not run[0]["text"].strip(" "):
        run = run[1:]
    if run:
        first = run[0]
        yield Text(
            "".join(char["text"] for char in run),
            first["fontname"].rsplit("+", 1)[-1],
            round(first["size"], 2),
            first["x0"] / MM,
            run[-1]["x1"] / MM,
            min(char["top"] for char in run) / MM,
            297 - first["matrix"][5] / MM,
            tuple(first["non_stroking_color"] or (0,)),
        )
