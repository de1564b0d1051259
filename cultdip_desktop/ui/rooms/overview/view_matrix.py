"""Goals and solution groups by region: numbers on heat, gaps dashed with a triangle, missions that reported."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.rooms.overview.spots import Spot, Spots

STEPS: Final = (
    (70, "heat.4", "accent.on"),
    (30, "heat.3", "heat.3.text"),
    (10, "heat.2", "text.primary"),
    (1, "heat.1", "text.primary"),
    (0, "heat.0", "text.secondary"),
)
LEGEND: Final = (("0", 0), ("1–9", 1), ("10–29", 10), ("30–69", 30), ("70+", 70))
_ROW: Final = 38
_HEAD: Final = 30
_PAD: Final = 14
_MISSIONS: Final = 66
_GAP: Final = 3
_RADIUS: Final = 4


@dataclass(frozen=True, slots=True)
class CellText:
    """One number."""

    number: str
    events: int
    gap: bool
    spoken: str
    target: object


@dataclass(frozen=True, slots=True)
class RowText:
    """One region."""

    name: str
    cells: tuple[CellText, ...]
    missions: str
    spoken: str
    target: object


@dataclass(frozen=True, slots=True)
class MatrixText:
    """The whole, in the present language."""

    regions: str
    missions: str
    codes: tuple[str, ...]
    rows: tuple[RowText, ...]


class MatrixView(Spots):
    """The matrix."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit)
        self._text: MatrixText | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_text(self, text: MatrixText) -> None:
        """Show other numbers."""
        self._text = text
        self.refresh()

    def sizeHint(self) -> QSize:
        """A line for each region."""
        look, rows = self._kit.look, len(self._text.rows) if self._text else 7
        return QSize(look.px(680), look.px(_HEAD + _ROW * rows + 8))

    def minimumSizeHint(self) -> QSize:
        """Narrower than this, numbers would meet."""
        look, rows = self._kit.look, len(self._text.rows) if self._text else 7
        return QSize(look.px(560), look.px(_HEAD + _ROW * rows + 8))

    def place(self) -> Sequence[Spot]:
        """Cells row by row, then the region's missions."""
        if self._text is None:
            return ()
        found = []
        for at, line in enumerate(self._text.rows):
            for place, cell in enumerate(line.cells):
                found.append(Spot(self._cell(at, place), cell.target, cell.spoken))
            found.append(Spot(self._end(at), line.target, line.spoken))
        return found

    def paint(self, painter: QPainter) -> None:
        """Head, names, cells."""
        text, look = self._text, self._kit.look
        if text is None:
            return
        head = QRectF(0, 0, self.width(), look.px(_HEAD))
        pad = look.px(_PAD)
        self.words(painter, head.adjusted(pad, 0, 0, 0), text.regions, "small", 500, "text.secondary")
        for place, code in enumerate(text.codes):
            box = self._cell(0, place)
            tint = "accent.text" if code.startswith("M") else "warn.text"
            self.words(painter, QRectF(box.left(), 0, box.width(), head.height()), code, "small", 600, tint, "centre")
        self.words(painter, head.adjusted(0, 0, -pad, 0), text.missions, "small", 500, "text.secondary", "right")
        painter.fillRect(QRectF(0, head.bottom() - 1, self.width(), 1), look.colour("border.subtle"))
        for at, line in enumerate(text.rows):
            box = QRectF(pad, self._top(at), self._name() - pad, self._high())
            self.words(painter, box, line.name, "body", 500, "text.primary")
            for place, cell in enumerate(line.cells):
                self._paint_cell(painter, self._cell(at, place), cell)
            self.words(painter, self._end(at).adjusted(0, 0, -pad, 0), line.missions, "body", 400, "text.secondary",
                       "right")  # fmt: skip

    def _paint_cell(self, painter: QPainter, box: QRectF, cell: CellText) -> None:
        look = self._kit.look
        token, ink = heat(cell.events)
        if cell.gap:
            pen = QPen(look.colour("warn.text"), 2)
            pen.setDashPattern([3.0, 2.0])
            painter.setPen(pen)
            painter.setBrush(look.colour("bg.surface"))
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), _RADIUS, _RADIUS)
            wide = look.metrics("body", 600).horizontalAdvance(cell.number)
            left = box.center().x() - (wide + look.px(17)) / 2
            self.icon(painter, QRectF(left, box.top(), look.px(13), box.height()), "triangle-alert", "warn.text", 13)
            rest = QRectF(left + look.px(17), box.top(), wide + 2, box.height())
            self.words(painter, rest, cell.number, "body", 600, "text.primary")
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour(token))
        painter.drawRoundedRect(box, _RADIUS, _RADIUS)
        self.words(painter, box, cell.number, "body", 600, ink, "centre")

    def _name(self) -> int:
        """Room for the longest name, but for cells that would get too narrow."""
        look = self._kit.look
        names = [line.name for line in self._text.rows] if self._text else []
        metrics = look.metrics("body", 500)
        longest = max((metrics.horizontalAdvance(name) for name in names), default=0)
        return min(longest + look.px(_PAD + 10), max(round(self.width() * 0.28), look.px(120)))

    def _high(self) -> float:
        rows = max(len(self._text.rows) if self._text else 1, 1)
        return max((self.height() - self._kit.look.px(_HEAD + 8)) / rows, 1)

    def _top(self, at: int) -> float:
        return self._kit.look.px(_HEAD) + 4 + at * self._high()

    def _cell(self, at: int, place: int) -> QRectF:
        look = self._kit.look
        codes = max(len(self._text.codes) if self._text else 1, 1)
        left, right = self._name(), self.width() - look.px(_MISSIONS)
        wide = (right - left) / codes
        gap = look.px(_GAP) / 2
        return QRectF(left + place * wide, self._top(at), wide, self._high()).adjusted(gap, gap, -gap, -gap)

    def _end(self, at: int) -> QRectF:
        wide = self._kit.look.px(_MISSIONS)
        return QRectF(self.width() - wide, self._top(at), wide, self._high()).adjusted(4, 2, -2, -2)


class Square(QWidget):
    """A mark of a legend; the words beside it say what it means."""

    def __init__(self, kit: Kit, token: str) -> None:
        super().__init__()
        self._look = kit.look
        self._token = token
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        kit.look.changed.connect(self._refresh)

    def sizeHint(self) -> QSize:
        """A small cell."""
        return QSize(self._look.px(14), self._look.px(12))

    def paintEvent(self, event: QPaintEvent) -> None:
        """As a cell or a bar is painted."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._look.colour("border.control"), 1))
        painter.setBrush(self._look.colour(self._token))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)

    def _refresh(self) -> None:
        self.updateGeometry()
        self.update()


class HeatSwatch(Square):
    """One step of the legend."""

    def __init__(self, kit: Kit, events: int) -> None:
        super().__init__(kit, heat(events)[0])


def heat(events: int) -> tuple[str, str]:
    """Surface and ink of a number."""
    return next((token, ink) for least, token, ink in STEPS if events >= least)
