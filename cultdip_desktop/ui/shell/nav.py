"""The painted parts of the sidebar. Hand-painted because a style sheet cannot do badges, marks and two lines."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QMenu, QSizePolicy

from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.buttons import key_name
from cultdip_desktop.ui.kit.language import Speech, t
from cultdip_desktop.ui.kit.marks import initials

_SEARCH_KEY: Final = "Ctrl+K"


class _Strip(QAbstractButton):
    """A button on lacquer: hover and focus alike for all; narrow shows the icon only.

    Its words are kept beside Qt's own text, which would take an ampersand for a key and drop the shortcut.
    """

    HEIGHT = 34

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self.kit = kit
        self.words = ""
        self.narrow = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        kit.look.changed.connect(self.updateGeometry)

    def set_narrow(self, *, narrow: bool) -> None:
        """Icon only."""
        self.narrow = narrow
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """A line of the sidebar."""
        return QSize(36, self.kit.look.px(self.HEIGHT))

    def paint_ground(self, painter: QPainter, *, active: bool = False, edge: bool = False) -> None:
        """Surface when active or hovered, frame, focus ring."""
        look = self.kit.look
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(look.colour("nav.line"), 1) if edge else Qt.PenStyle.NoPen)
        lit = active or self.underMouse()
        painter.setBrush(look.colour("nav.active") if lit else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box, look.px(6), look.px(6))
        if self.hasFocus():
            painter.setPen(QPen(look.colour("nav.mark"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), look.px(6), look.px(6))

    def paint_icon(self, painter: QPainter, name: str, tint: str, size: int, left: int) -> None:
        """An icon at `left`, or in the middle when narrow."""
        look = self.kit.look
        px = look.px(size)
        x = (self.width() - px) / 2 if self.narrow else look.px(left)
        painter.drawPixmap(QPointF(x, (self.height() - px) / 2), look.pixmap(name, tint, size))

    def paint_words(self, painter: QPainter, box: QRect, text: str, font: QFont, tint: str) -> None:
        """One line of text, cut with an ellipsis."""
        painter.setFont(font)
        painter.setPen(self.kit.look.colour(tint))
        shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), shown)


class NavButton(_Strip):
    """A room: icon, name, number."""

    def __init__(self, kit: Kit, icon: str, speech: Speech, shortcut: str) -> None:
        super().__init__(kit)
        self._icon = icon
        self._count = 0
        self._hot = False
        self.setShortcut(shortcut)
        self.setCheckable(True)
        kit.bind(self, self._say, speech)
        kit.tip(self, speech, key_name(shortcut))

    def set_current(self, *, current: bool) -> None:
        """Mark it as the present room."""
        self.setChecked(current)

    def nextCheckState(self) -> None:
        """A click asks; whether the room opens is the shell's word."""

    def set_badge(self, count: int, *, hot: bool) -> None:
        """Show a number; gold when somebody is needed."""
        self._count, self._hot = count, hot
        self._name()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the line."""
        del event
        look, painter = self.kit.look, QPainter(self)
        current = self.isChecked()
        self.paint_ground(painter, active=current)
        if current:
            bar = QRectF(0, look.px(9), look.px(3), self.height() - look.px(18))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour("nav.mark"))
            painter.drawRoundedRect(bar, 1.5, 1.5)
        self.paint_icon(painter, self._icon, "nav.mark" if current else "nav.text2", 17, 10)
        if not self.narrow:
            box = QRect(look.px(37), 0, self.width() - look.px(37) - look.px(44 if self._count else 8), self.height())
            font = look.font("body", 600 if current else 500)
            self.paint_words(painter, box, self.words, font, "nav.current" if current else "nav.text")
        if self._count:
            self._paint_badge(painter)

    def _paint_badge(self, painter: QPainter) -> None:
        """Gold or grey; beside an icon alone it is smaller and keeps clear of it by a ring of lacquer."""
        look = self.kit.look
        most = 99 if self.narrow else 999
        text = str(self._count) if self._count <= most else f"{most}+"
        height = look.px(15 if self.narrow else 18)
        width = QFontMetrics(look.font("micro", 600)).horizontalAdvance(text) + look.px(7 if self.narrow else 12)
        width = max(width, height + (0 if self.narrow else look.px(2)))
        left = self.width() - width - (1 if self.narrow else look.px(8))
        area = QRectF(left, 1 if self.narrow else (self.height() - height) / 2, width, height)
        painter.setPen(Qt.PenStyle.NoPen)
        if self.narrow:
            painter.setBrush(look.colour("nav.active" if self.isChecked() else "nav.bg"))
            painter.drawRoundedRect(area.adjusted(-2, -2, 2, 2), height / 2 + 2, height / 2 + 2)
        painter.setBrush(look.colour("nav.badge" if self._hot else "nav.line"))
        painter.drawRoundedRect(area, height / 2, height / 2)
        painter.setFont(look.font("micro", 600))
        painter.setPen(look.colour("nav.badge.text" if self._hot else "nav.text"))
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, text)

    def _say(self, text: str) -> None:
        self.words = text
        self._name()
        self.update()

    def _name(self) -> None:
        self.setAccessibleName(f"{self.words} ({self._count})" if self._count else self.words)


class SearchButton(_Strip):
    """Looks like a search box and opens the palette."""

    HEIGHT = 30

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit)
        kit.bind(self, self._say, t("Search"))
        kit.tip(self, t("Search events, partners, goals, media; run commands"), key_name(_SEARCH_KEY))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the box."""
        del event
        look, painter = self.kit.look, QPainter(self)
        self.paint_ground(painter, edge=True)
        self.paint_icon(painter, "search", "nav.text2", 15, 10)
        if self.narrow:
            return
        keys = key_name(_SEARCH_KEY).replace("+", " ")
        font = look.font("micro", 500)
        width = QFontMetrics(font).horizontalAdvance(keys) + look.px(10)
        box = QRectF(self.width() - width - look.px(7), (self.height() - look.px(18)) / 2, width, look.px(18))
        words = QRect(look.px(32), 0, round(box.left()) - look.px(36), self.height())
        self.paint_words(painter, words, self.words, look.font("body"), "nav.text2")
        painter.setPen(QPen(look.colour("nav.line"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), look.px(4), look.px(4))
        painter.setPen(look.colour("nav.text2"))
        painter.setFont(font)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, keys)

    def _say(self, text: str) -> None:
        self.words = text
        self.setAccessibleName(text)
        self.update()


class OfficeHead(_Strip):
    """Brand mark, short name of the office, place and unit."""

    HEIGHT = 40

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover, False)
        self._place = ""
        self._name = kit.bind(self, self._say_name, "")
        self._where = kit.bind(self, self._say_place, "")
        self._tip = kit.tip(self, "")

    def show_office(self, name: Speech, place: Speech) -> None:
        """Say whose office this is."""
        self._name.say(name)
        self._where.say(place)
        self._tip.say(name)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint mark and names."""
        del event
        look, painter = self.kit.look, QPainter(self)
        size = look.px(34)
        x = (self.width() - size) / 2 if self.narrow else look.px(6)
        painter.drawPixmap(QPointF(x, (self.height() - size) / 2), look.pixmap("brand", "nav.mark", 34))
        if self.narrow:
            return
        left = look.px(50)
        width = self.width() - left
        middle = self.height() // 2
        upper = QRect(left, middle - look.px(18), width, look.px(18))
        lower = QRect(left, middle, width, look.px(17))
        self.paint_words(painter, upper, self.words, look.font("body", 600), "nav.text")
        self.paint_words(painter, lower, self._place, look.font("micro"), "nav.text2")

    def _say_name(self, text: str) -> None:
        self.words = text
        self._announce()

    def _say_place(self, text: str) -> None:
        self._place = text
        self._announce()

    def _announce(self) -> None:
        self.setAccessibleName(f"{self.words}, {self._place}".strip(", "))
        self.update()


class PersonButton(_Strip):
    """Initials, name and rank of the person at the keyboard; opens a menu."""

    HEIGHT = 40

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit)
        self._menu: QMenu | None = None
        self._rank = ""
        self._says = kit.bind(self, self._say_rank, "")
        self._tip = kit.tip(self, "")
        self.clicked.connect(lambda _checked=False: self._open())

    def setMenu(self, menu: QMenu) -> None:
        """The menu it opens, upwards."""
        self._menu = menu

    def show_person(self, name: str, rank: Speech) -> None:
        """Say who."""
        self.words = name
        self._says.say(rank)
        self._tip.say(name)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint disc, name, rank, chevrons."""
        del event
        look, painter = self.kit.look, QPainter(self)
        self.paint_ground(painter)
        size = look.px(26)
        x = (self.width() - size) / 2 if self.narrow else look.px(8)
        disc = QRectF(x, (self.height() - size) / 2, size, size)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour("nav.badge"))
        painter.drawEllipse(disc)
        painter.setFont(look.font("micro", 600))
        painter.setPen(look.colour("nav.badge.text"))
        painter.drawText(disc, Qt.AlignmentFlag.AlignCenter, initials(self.words))
        if self.narrow:
            return
        left = look.px(42)
        width = self.width() - left - look.px(26)
        middle = self.height() // 2
        upper = QRect(left, middle - look.px(17), width, look.px(18))
        self.paint_words(painter, upper, self.words, look.font("body", 600), "nav.text")
        lower = QRect(left, middle + look.px(1), width, look.px(16))
        self.paint_words(painter, lower, self._rank, look.font("micro"), "nav.text2")
        mark = QPointF(self.width() - look.px(22), (self.height() - look.px(14)) / 2)
        painter.drawPixmap(mark, look.pixmap("chevrons-up-down", "nav.text2", 14))

    def _open(self) -> None:
        if self._menu is not None:
            height = self._menu.sizeHint().height()
            self._menu.popup(self.mapToGlobal(QPoint(0, -height)))

    def _say_rank(self, text: str) -> None:
        self._rank = text
        self.setAccessibleName(f"{self.words}, {text}".strip(", "))
        self.update()
