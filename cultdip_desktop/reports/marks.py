"""What stands outside the text: urgency (box 10b), circulation (box 11), the address (box 13), a separate file's mark.

Degrees of secrecy are not among them. Import only after `fonts.prepare()`.
"""

from __future__ import annotations

import copy
from collections.abc import Sequence
from typing import Any, Final

from reportlab.lib.units import mm
from reportlab.platypus.doctemplate import ActionFlowable
from reportlab.platypus.flowables import Flowable

from cultdip_desktop.reports import paper
from cultdip_desktop.reports.fonts import BOLD, REGULAR, clean, width
from cultdip_desktop.reports.lines import lines as parted
from cultdip_desktop.reports.paper import LEADING, RULE, Canvas
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
_CONTACT_SIZE: Final = 11.0
_CONTACT_GAP: Final = 6.0
_MOST_CONTACT: Final = 4


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


class ContactLines(ActionFlowable):  # type: ignore[misc]
    """Box 13: below a rule at the foot of the text of the page it is put on, whose text then ends above it."""

    def __init__(self, lines: Sequence[str]) -> None:
        super().__init__()
        self._lines = [
            line
            for text in lines
            if clean(text).strip()
            for line in parted(text, REGULAR, _CONTACT_SIZE, paper.TEXT_WIDTH, keep_blanks=True)
        ][:_MOST_CONTACT]

    def apply(self, doc: Any) -> None:
        """Draw at the foot, and give the page a frame that is so much shorter; nothing where nothing is written."""
        if not self._lines:
            return
        height = len(self._lines) * _CONTACT_SIZE * LEADING + _CONTACT_GAP
        canvas, bottom = doc.canv, paper.BOTTOM
        with artifact(canvas):
            canvas.setLineWidth(RULE)
            canvas.line(paper.LEFT, bottom + height, paper.LEFT + paper.TEXT_WIDTH, bottom + height)
        with marked(canvas, Node("P")):
            for at, line in enumerate(self._lines, 1):
                canvas.setFont(line.font, line.size)
                apart = " " if at < len(self._lines) else ""
                y = bottom + height - _CONTACT_GAP + 3 - at * _CONTACT_SIZE * LEADING + 3
                canvas.drawString(paper.LEFT, y, f"{line.text}{apart}")
        shorter = copy.copy(doc.frame)
        shorter.bottomPadding = height + _CONTACT_GAP
        # The template of this page alone: the same one serves the first pages of the appendices.
        doc.pageTemplate = copy.copy(doc.pageTemplate)
        doc.pageTemplate.frames = [shorter]
        doc.frame = shorter


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
