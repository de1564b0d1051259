"""Lines of the lower cards: gaps with their codes, examples with a picture and a star."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPixmap
from PySide6.QtWidgets import QSizePolicy

from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.marks import code_width, paint_code
from cultdip_desktop.ui.rooms.overview.spots import Spot, Spots

_GAP_ROW: Final = 40
_EXAMPLE_ROW: Final = 62
_PICTURE: Final = (76, 48)
_PAD: Final = 14


@dataclass(frozen=True, slots=True)
class GapText:
    """One gap."""

    code: str
    said: str
    more: str
    """At the right end."""

    spoken: str
    target: object


@dataclass(frozen=True, slots=True)
class ExampleText:
    """One example."""

    event_id: str
    title: str
    more: str
    spoken: str
    target: object


class GapLines(Spots):
    """What wants a look, the worst first."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit)
        self._gaps: tuple[GapText, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_gaps(self, gaps: Sequence[GapText]) -> None:
        """Show others."""
        self._gaps = tuple(gaps)
        self.refresh()

    def sizeHint(self) -> QSize:
        """A line each."""
        return QSize(self._kit.look.px(320), self._kit.look.px(_GAP_ROW) * len(self._gaps))

    def minimumSizeHint(self) -> QSize:
        """Sentences are cut below this."""
        return QSize(self._kit.look.px(240), self.sizeHint().height())

    def place(self) -> Sequence[Spot]:
        """A line each."""
        return [Spot(self.line(at, _GAP_ROW), gap.target, gap.spoken) for at, gap in enumerate(self._gaps)]

    def paint(self, painter: QPainter) -> None:
        """Triangle, code, sentence, missions; a rule between them."""
        look = self._kit.look
        widest = max((code_width(look, gap.code) for gap in self._gaps), default=0)
        for at, gap in enumerate(self._gaps):
            line = self.line(at, _GAP_ROW)
            if at:
                painter.fillRect(QRectF(line.left(), line.top(), line.width(), 1), look.colour("border.subtle"))
            pad = look.px(_PAD)
            self.icon(painter, QRectF(pad, line.top(), look.px(16), line.height()), "triangle-alert", "warn.text", 15)
            x = pad + look.px(26)
            paint_code(painter, look, x, round(line.center().y()), gap.code)
            x += widest + look.px(10)
            wide = look.metrics("small", 400).horizontalAdvance(gap.more) + 2
            end = line.right() - pad - wide
            box = QRectF(x, line.top(), end - x - look.px(8), line.height())
            self.words(painter, box, gap.said, "body", 400, "text.primary")
            box = QRectF(end, line.top(), wide, line.height())
            self.words(painter, box, gap.more, "small", 400, "text.secondary", "right")


class ExampleLines(Spots):
    """Events held up as examples."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit)
        self._examples: tuple[ExampleText, ...] = ()
        self._pictures: dict[str, QPixmap] = {}
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_examples(self, examples: Sequence[ExampleText]) -> None:
        """Show others; pictures that are known stay."""
        self._examples = tuple(examples)
        self.refresh()

    def show_picture(self, event_id: str, data: bytes) -> None:
        """Show the picture of one of them."""
        picture = QPixmap()
        if picture.loadFromData(data):
            self._pictures[event_id] = picture
            self.update()

    def sizeHint(self) -> QSize:
        """A line each."""
        return QSize(self._kit.look.px(320), self._kit.look.px(_EXAMPLE_ROW) * len(self._examples))

    def minimumSizeHint(self) -> QSize:
        """Titles are cut below this."""
        return QSize(self._kit.look.px(240), self.sizeHint().height())

    def place(self) -> Sequence[Spot]:
        """A line each."""
        return [Spot(self.line(at, _EXAMPLE_ROW), one.target, one.spoken) for at, one in enumerate(self._examples)]

    def paint(self, painter: QPainter) -> None:
        """Picture, title, place and public, star."""
        look = self._kit.look
        for at, one in enumerate(self._examples):
            line, pad = self.line(at, _EXAMPLE_ROW), look.px(_PAD)
            if at:
                painter.fillRect(QRectF(line.left(), line.top(), line.width(), 1), look.colour("border.subtle"))
            wide, high = (look.px(side) for side in _PICTURE)
            frame = QRectF(pad, line.center().y() - high / 2, wide, high)
            self._paint_picture(painter, frame, one.event_id)
            x, end = frame.right() + look.px(12), line.right() - pad - look.px(22)
            top = QRectF(x, line.center().y() - look.px(20), end - x, look.px(20))
            self.words(painter, top, one.title, "body", 600, "text.primary")
            self.words(painter, top.translated(0, look.px(20)), one.more, "small", 400, "text.secondary")
            self.icon(painter, QRectF(end, line.top(), look.px(22), line.height()), "star", "warn.text", 16)

    def _paint_picture(self, painter: QPainter, frame: QRectF, event_id: str) -> None:
        look = self._kit.look
        shape = QPainterPath()
        shape.addRoundedRect(frame, 4, 4)
        painter.save()
        painter.setClipPath(shape)
        painter.fillRect(frame, look.colour("bg.sunken"))
        picture = self._pictures.get(event_id)
        if picture is None:
            self.icon(painter, frame, "image", "text.tertiary", 18)
        else:
            size = frame.size().toSize()
            ratio = self.devicePixelRatioF()
            scaled = picture.scaled(
                size * ratio,
                Qt.AspectRatioMode.KeepAspectRatioByExpanding,
                Qt.TransformationMode.SmoothTransformation,
            )
            scaled.setDevicePixelRatio(ratio)
            shift = QPointF(scaled.width() / ratio - size.width(), scaled.height() / ratio - size.height()) / 2
            painter.drawPixmap(frame.topLeft() - shift, scaled)
        painter.restore()
