"""Events of each month beside those of a year before, and kinds of event as bars."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy

from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.rooms.overview.spots import Spot, Spots

_FOOT: Final = 26
_HEAD: Final = 20
_PAD: Final = 14
_LINES: Final = 4
_KIND_ROW: Final = 30
_LABELLED: Final = 22
"""So wide a bar must be for its number to stand above it, px at 100 %."""


@dataclass(frozen=True, slots=True)
class BarText:
    """One bar, or two beside each other."""

    name: str
    number: str
    value: int
    before: int | None
    """Of the days compared with; None without a comparison."""

    spoken: str
    target: object
    icon: str = ""
    tint: str = "accent"
    before_target: object = None
    before_spoken: str = ""


class MonthBars(Spots):
    """A pair of bars for each month."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit)
        self._bars: tuple[BarText, ...] = ()
        self._scale: tuple[tuple[int, str], ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_bars(self, bars: Sequence[BarText], scale: Sequence[tuple[int, str]]) -> None:
        """Show other months; `scale` are the values of the lines behind them, with their words, rising."""
        self._bars, self._scale = tuple(bars), tuple(scale)
        self.refresh()

    def sizeHint(self) -> QSize:
        """As high as the matrix beside it allows."""
        return QSize(self._kit.look.px(360), self._kit.look.px(220))

    def minimumSizeHint(self) -> QSize:
        """Lower than this, bars say nothing."""
        return QSize(self._kit.look.px(260), self._kit.look.px(170))

    def place(self) -> Sequence[Spot]:
        """The bars of the window, and those compared with."""
        found = []
        for at, bar in enumerate(self._bars):
            early, late = self._boxes(at)
            if bar.before is not None and bar.before_target is not None:
                found.append(Spot(self._touch(early), bar.before_target, bar.before_spoken))
            found.append(Spot(self._touch(late), bar.target, bar.spoken))
        return found

    def paint(self, painter: QPainter) -> None:
        """Lines, bars, numbers, names."""
        look = self._kit.look
        left, right = self._left(), float(self.width() - look.px(_PAD))
        for value, said in self._scale:
            y = self._y(value)
            painter.fillRect(QRectF(left, y, right - left, 1), look.colour("border.subtle"))
            box = QRectF(0, y - look.px(8), left - look.px(6), look.px(16))
            self.words(painter, box, said, "micro", 400, "text.secondary", "right")
        painter.setPen(Qt.PenStyle.NoPen)
        step = self._pitch()
        every = max(1, round(look.px(34) / max(step, 1) + 0.49))
        for at, bar in enumerate(self._bars):
            early, late = self._boxes(at)
            painter.setPen(Qt.PenStyle.NoPen)
            if bar.before is not None:
                painter.setBrush(look.colour("border.control"))
                painter.drawRect(early)
            painter.setBrush(look.colour("accent"))
            painter.drawRect(late)
            if bar.value and step >= look.px(_LABELLED):
                box = QRectF(left + at * step, late.top() - look.px(17), step, look.px(16))
                box.moveLeft(late.center().x() - step / 2)
                self.words(painter, box, bar.number, "micro", 600, "text.primary", "centre")
            if at % every == 0:
                box = QRectF(left + at * step - step, self.height() - look.px(_FOOT), step * 3, look.px(20))
                self.words(painter, box, bar.name, "micro", 400, "text.secondary", "centre")

    def _left(self) -> float:
        metrics = self._kit.look.metrics("micro", 400)
        wide = max((metrics.horizontalAdvance(said) for _value, said in self._scale), default=0)
        return float(wide + self._kit.look.px(_PAD + 6))

    def _pitch(self) -> float:
        return (self.width() - self._left() - self._kit.look.px(_PAD)) / max(len(self._bars), 1)

    def _y(self, value: int) -> float:
        look = self._kit.look
        top, bottom = look.px(_HEAD), self.height() - look.px(_FOOT)
        most = max((one for one, _said in self._scale), default=0) or 1
        return bottom - (bottom - top) * value / most

    def _boxes(self, at: int) -> tuple[QRectF, QRectF]:
        bar, step = self._bars[at], self._pitch()
        wide = min(step * 0.3, self._kit.look.px(18))
        middle = self._left() + (at + 0.5) * step
        bottom = self._y(0)
        early = QRectF(middle - wide - 1, self._y(bar.before or 0), wide, bottom - self._y(bar.before or 0))
        x = middle + 1 if bar.before is not None else middle - wide / 2
        return early, QRectF(x, self._y(bar.value), wide, bottom - self._y(bar.value))

    def _touch(self, box: QRectF) -> QRectF:
        """Large enough to be hit: down to the foot, and at least a little high."""
        least = float(self._kit.look.px(24))
        grown = QRectF(box)
        if grown.height() < least:
            grown.setTop(grown.bottom() - least)
        return grown.adjusted(-2, -2, 2, 2)


class KindBars(Spots):
    """A line for each kind: icon, name, bar, number."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit)
        self._bars: tuple[BarText, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_bars(self, bars: Sequence[BarText]) -> None:
        """Show other numbers."""
        self._bars = tuple(bars)
        self.refresh()

    def sizeHint(self) -> QSize:
        """A line each."""
        return QSize(self._kit.look.px(320), self._kit.look.px(_KIND_ROW) * max(len(self._bars), 1))

    def minimumSizeHint(self) -> QSize:
        """Names need room."""
        return QSize(self._kit.look.px(240), self.sizeHint().height())

    def place(self) -> Sequence[Spot]:
        """A line each."""
        return [Spot(self.line(at, _KIND_ROW), bar.target, bar.spoken) for at, bar in enumerate(self._bars)]

    def paint(self, painter: QPainter) -> None:
        """Icon, name, bar, number."""
        look = self._kit.look
        most = max((bar.value for bar in self._bars), default=0) or 1
        metrics = look.metrics("body", 400)
        name = max((metrics.horizontalAdvance(bar.name) for bar in self._bars), default=0) + look.px(12)
        number = max((look.metrics("body", 600).horizontalAdvance(bar.number) for bar in self._bars), default=0)
        for at, bar in enumerate(self._bars):
            line = self.line(at, _KIND_ROW)
            pad = look.px(_PAD)
            icon = QRectF(line.left() + pad, line.top(), look.px(16), line.height())
            self.icon(painter, icon, bar.icon, bar.tint, 16)
            left = icon.right() + look.px(10)
            wide = min(float(name), line.width() * 0.45)
            self.words(painter, QRectF(left, line.top(), wide, line.height()), bar.name, "body", 400, "text.primary")
            end = line.right() - pad - number - look.px(10)
            track = QRectF(left + wide, line.center().y() - look.px(5), end - left - wide, look.px(10))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour("neutral.tint"))
            painter.drawRoundedRect(track, 2, 2)
            painter.setBrush(look.colour(bar.tint))
            painter.drawRoundedRect(
                QRectF(track.left(), track.top(), track.width() * bar.value / most, track.height()), 2, 2
            )
            box = QRectF(end, line.top(), line.right() - pad - end, line.height())
            self.words(painter, box, bar.number, "body", 600, "text.primary", "right")


def steps(most: int) -> tuple[int, ...]:
    """Round values for the lines behind the bars: from 0 to the first that is not below `most`, four or five of them."""
    unit = 1
    while unit * 10 * _LINES < most:
        unit *= 10
    step = next(unit * times for times in (1, 2, 5, 10) if unit * times * _LINES >= most)
    return tuple(range(0, -(-most // step) * step + 1, step)) if most else (0, 1)
