"""The five numbers at the top, each beside that of the days compared with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.surfaces import row
from cultdip_desktop.ui.rooms.overview.spots import Spot, Spots

_HEIGHT: Final = 76
_ICON: Final = 40
_LEFT: Final = 14
_WITH_ICON: Final = 236
"""Narrower tiles have no room for an icon beside their words."""


@dataclass(frozen=True, slots=True)
class TileText:
    """What a tile says, in the present language."""

    label: str
    number: str
    change: str
    """Empty when there is nothing to compare with."""

    rising: bool
    spoken: str
    target: object


class TileView(Spots):
    """One number with its words and its change."""

    def __init__(self, kit: Kit, icon: str) -> None:
        super().__init__(kit)
        self._icon = icon
        self._text: TileText | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_text(self, text: TileText) -> None:
        """Show another number."""
        self._text = text
        self.setAccessibleName(text.spoken)
        self.refresh()

    def sizeHint(self) -> QSize:
        """All tiles are level."""
        return QSize(self._kit.look.px(190), self._kit.look.px(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """Narrower than this, numbers would be cut."""
        return QSize(self._kit.look.px(150), self._kit.look.px(_HEIGHT))

    def place(self) -> Sequence[Spot]:
        """The whole tile."""
        if self._text is None or self._text.target is None:
            return ()
        return (Spot(QRectF(self.rect()).adjusted(1, 1, -1, -1), self._text.target, self._text.spoken),)

    def paint(self, painter: QPainter) -> None:
        """Icon on its tint, label, number, change."""
        look, text = self._kit.look, self._text
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(look.colour("border.subtle"))
        painter.setBrush(look.colour("bg.surface"))
        painter.drawRoundedRect(box, 8, 8)
        if text is None:
            return
        x = float(look.px(_LEFT))
        if self.width() >= look.px(_WITH_ICON):
            side = look.px(_ICON)
            square = QRectF(x, box.center().y() - side / 2, side, side)
            painter.setPen(look.colour("accent.tint"))
            painter.setBrush(look.colour("accent.tint"))
            painter.drawRoundedRect(square, 8, 8)
            self.icon(painter, square, self._icon, "accent.text", 20)
            x = square.right() + look.px(12)
        room = box.right() - x - look.px(8)
        top = box.center().y() - look.px(24)
        self.words(painter, QRectF(x, top, room, look.px(18)), text.label, "small", 400, "text.secondary")
        style = "h1" if look.metrics("h1", 600).horizontalAdvance(text.number) <= room else "h2"
        wide = look.metrics(style, 600).horizontalAdvance(text.number)
        line = QRectF(x, top + look.px(18), room, look.px(30))
        self.words(painter, QRectF(x, line.top(), min(wide + 2, room), line.height()), text.number, style, 600,
                   "text.primary")  # fmt: skip
        rest = QRectF(x + wide + look.px(8), line.top() + look.px(3), room - wide - look.px(8), line.height())
        if text.change and rest.width() > look.px(40):
            tint = "accent.text" if text.rising else "warn.text"
            arrow = QRectF(rest.left(), rest.top(), look.px(14), rest.height())
            self.icon(painter, arrow, "arrow-up-right" if text.rising else "arrow-down-right", tint, 13)
            self.words(painter, rest.adjusted(look.px(17), 0, 0, 0), text.change, "small", 500, tint)


class Tiles(QWidget):
    """Five tiles in a line."""

    ICONS: Final = ("ticket", "users", "newspaper", "wallet", "inbox")

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self.tiles = tuple(TileView(kit, icon) for icon in self.ICONS)
        line = row(*self.tiles, gap=12)
        for at in range(len(self.tiles)):
            line.setStretch(at, 1)
        self.setLayout(line)

    def show_texts(self, texts: Sequence[TileText]) -> None:
        """Show all five."""
        for tile, text in zip(self.tiles, texts, strict=True):
            tile.show_text(text)
