"""The framed marks of a document: urgency (box 10b), circulation (box 11), and the line of a separate appendix.

Degrees of secrecy are not among them. Import only after `fonts.prepare()`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from reportlab.lib.units import mm
from reportlab.platypus.flowables import Flowable

from cultdip_desktop.reports import paper
from cultdip_desktop.reports.fonts import BOLD, REGULAR, clean, width
from cultdip_desktop.reports.paper import LEADING, Canvas
from cultdip_desktop.reports.structure import Node
from cultdip_desktop.reports.tags import artifact, marked

URGENCY_HEIGHT: Final = 8 * mm
"""Of the stamps of all degrees of urgency (Appendix I, III.2.b)."""

_SIZE: Final = 13.0
_RED: Final = (0.86, 0.08, 0.08)
"""Bright red, the ink of these stamps."""

_BLACK: Final = (0.0, 0.0, 0.0)
_FRAME: Final = 0.8
_CIRCULATION_HEIGHT: Final = 7.5 * mm
_ABOVE: Final = 5.5 * mm
"""From the text's upper edge to the mark of circulation, which stands in the top margin."""

_NOTE_SIZE: Final = 10.0


def urgency_box(canvas: Canvas, words: str, width_mm: int, *, top: float) -> None:
    """The stamp at the left edge of the text, its upper edge at `top`."""
    _boxed(canvas, words, (0.0, top - URGENCY_HEIGHT, width_mm * mm, URGENCY_HEIGHT), _RED)


class Circulated(Flowable):  # type: ignore[misc]  # ReportLab ships no types
    """Takes no room in the text: the mark stands in the top margin, above the motto."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self._words = clean(words)

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """No size."""
        del available_width, available_height
        return 0, 0

    def draw(self) -> None:
        """Draw it where box 11 is in the decree's plan: from 122 mm on."""
        across = width(self._words, BOLD, _SIZE) + 8
        _boxed(self.canv, self._words, (122 * mm - paper.LEFT, _ABOVE, across, _CIRCULATION_HEIGHT), _BLACK)


class AttachmentMark(Flowable):  # type: ignore[misc]
    """Takes no room: number, symbol and signing time at the top right of a file that goes along separately."""

    def __init__(self, lines: Sequence[str]) -> None:
        super().__init__()
        self._lines = [clean(line) for line in lines]

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """No size."""
        del available_width, available_height
        return 0, 0

    def draw(self) -> None:
        """Draw in the top margin, 10 points, without a picture of a seal."""
        canvas = self.canv
        base = _ABOVE + (len(self._lines) - 1) * _NOTE_SIZE * LEADING
        with marked(canvas, Node("P")):
            canvas.setFont(REGULAR, _NOTE_SIZE)
            for at, line in enumerate(self._lines):
                across = width(line, REGULAR, _NOTE_SIZE)
                parted = " " if at + 1 < len(self._lines) else ""
                y = base - at * _NOTE_SIZE * LEADING
                canvas.drawString(paper.TEXT_WIDTH - across, y, f"{line}{parted}")


def _boxed(canvas: Canvas, words: str, box: tuple[float, float, float, float], ink: tuple[float, float, float]) -> None:
    """Words balanced in a frame of one line."""
    left, bottom, across, up = box
    canvas.saveState()
    with artifact(canvas):
        canvas.setStrokeColorRGB(*ink)
        canvas.setLineWidth(_FRAME)
        canvas.rect(left, bottom, across, up, stroke=1, fill=0)
    with marked(canvas, Node("P")):
        canvas.setFillColorRGB(*ink)
        canvas.setFont(BOLD, _SIZE)
        text = clean(words)
        canvas.drawString(left + (across - width(text, BOLD, _SIZE)) / 2, bottom + (up - _SIZE * 0.66) / 2, text)
    canvas.restoreState()
