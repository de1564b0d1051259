"""Where a picture stands on a page: an empty form that `pictures.fill` replaces.

Import only after `fonts.prepare()`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from reportlab.platypus.flowables import Flowable

from cultdip_desktop.reports.pictures import PLACE, Picture

# What EXIF orientation asks of the unit square that a picture fills (a, b, c, d, e, f of the matrix).
_TURNS: Final[Mapping[int, tuple[int, int, int, int, int, int]]] = {
    1: (1, 0, 0, 1, 0, 0), 2: (-1, 0, 0, 1, 1, 0), 3: (-1, 0, 0, -1, 1, 1), 4: (1, 0, 0, -1, 0, 1),
    5: (0, -1, -1, 0, 1, 1), 6: (0, -1, 1, 0, 0, 1), 7: (0, 1, 1, 0, 0, 0), 8: (0, 1, -1, 0, 1, 0),
}  # fmt: skip


class Place(Flowable):  # type: ignore[misc]  # ReportLab ships no types
    """Where picture number `index` stands, as large as fits into the given size, centred."""

    def __init__(self, picture: Picture, index: int, width: float, height: float) -> None:
        super().__init__()
        self._index = index
        self._turn = _TURNS[picture.orientation]
        self._room = width
        scale = min(width / picture.ratio, height)
        self._size = (scale * picture.ratio, scale)

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """Size in points."""
        del available_width, available_height
        return self._room, self._size[1]

    def draw(self) -> None:
        """Draw the empty form that `fill` replaces."""
        name = f"{PLACE}{self._index}"
        self.canv.beginForm(name, 0, 0, 1, 1)
        self.canv.endForm()
        self.canv.saveState()
        self.canv.translate((self._room - self._size[0]) / 2, 0)
        self.canv.scale(*self._size)
        self.canv.transform(*self._turn)
        self.canv.doForm(name)
        self.canv.restoreState()
