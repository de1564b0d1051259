"""A QR code on paper, drawn as vectors.

Import only after `fonts.prepare()`.
"""

from __future__ import annotations

import segno
from reportlab.platypus.flowables import Flowable

from cultdip_desktop.reports import paper
from cultdip_desktop.reports.paper import Flow

_QUIET = 4
"""Modules of white around a code (ISO/IEC 18004)."""


def code(text: str, side: float, alt: str) -> Flow:
    """The code of `text`, `side` points wide with its quiet zone: a Figure with its alternative text.

    Raises:
        ValueError: more text than a code holds.
    """
    return paper.figure(_Code(text, side), alt)


class _Code(Flowable):  # type: ignore[misc]  # ReportLab ships no types
    """Dark modules; those beside each other in a row are one rectangle, so that no hairline parts them."""

    def __init__(self, text: str, side: float) -> None:
        super().__init__()
        made = segno.make_qr(text, error="m")
        self._rows = [[bool(module) for module in line] for line in made.matrix]
        self._side = side

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """Size in points."""
        del available_width, available_height
        return self._side, self._side

    def draw(self) -> None:
        """Draw from the top."""
        canvas, module = self.canv, self._side / (len(self._rows) + 2 * _QUIET)
        canvas.saveState()
        canvas.setFillGray(0)
        for line, row in enumerate(self._rows):
            bottom = self._side - (line + _QUIET + 1) * module
            start: int | None = None
            for at, dark in enumerate([*row, False]):
                if dark and start is None:
                    start = at
                elif not dark and start is not None:
                    canvas.rect((start + _QUIET) * module, bottom, (at - start) * module, module, stroke=0, fill=1)
                    start = None
        canvas.restoreState()
