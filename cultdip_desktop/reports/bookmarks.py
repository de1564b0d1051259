"""Entries of the PDF's own table of contents.

Import only after `fonts.prepare()`.
"""

from __future__ import annotations

from reportlab.platypus.flowables import Flowable

from cultdip_desktop.reports.fonts import clean

_ABOVE = 16
"""Points of paper shown above a heading that was jumped to."""


class Mark(Flowable):  # type: ignore[misc]  # ReportLab ships no types
    """Takes no room; whoever opens the file can jump here by `title`."""

    def __init__(self, title: str, level: int) -> None:
        super().__init__()
        self._title = clean(title).replace("\n", " ")[:120]
        self._level = level

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """No size."""
        del available_width, available_height
        return 0, 0

    def draw(self) -> None:
        """Put the mark at this place of the page; a key of its own, for ReportLab gives one key one title."""
        key = f"mark-{self.canv.getPageNumber()}-{self._title}"
        self.canv.bookmarkHorizontal(key, 0, _ABOVE)
        self.canv.addOutlineEntry(self._title, key, self._level, closed=False)
