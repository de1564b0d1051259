"""The list of pages at the left of Settings: icon and name, arrows move, Ctrl+1 to Ctrl+9 open."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QPaintEvent, QPen, QResizeEvent, QShortcut
from PySide6.QtWidgets import QAbstractButton, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.buttons import key_name
from cultdip_desktop.ui.kit.language import Speech
from cultdip_desktop.ui.kit.surfaces import KeptWidth
from cultdip_desktop.ui.kit.text import Rule

WIDTH: Final = 196
LINE: Final = 36
_STEPS: Final = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_Home: -99, Qt.Key.Key_End: 99}


class PlaceIndex(QScrollArea):
    """One of its entries is always on; it has the focus of all of them."""

    opened = Signal(str)
    """Key of the page that the user chose."""

    def __init__(self, kit: Kit, name: Speech) -> None:
        """`name` is what a screen reader says it lists."""
        super().__init__()
        self._kit = kit
        self._entries: dict[str, _Entry] = {}
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        inner = QWidget()
        inner.setProperty("kind", "page")
        self._lines = QVBoxLayout(inner)
        self._lines.setContentsMargins(12, 16, 12, 16)
        self._lines.setSpacing(2)
        self._lines.addStretch(1)
        self.setWidget(inner)
        KeptWidth(kit.look, self, WIDTH)
        kit.name(self, name)

    def add(self, key: str, speech: Speech, icon: str) -> None:
        """Append an entry."""
        number = len(self._entries) + 1
        keys = f"Ctrl+{number}"
        entry = _Entry(self._kit, self, icon, speech, keys)
        entry.clicked.connect(lambda _checked=False: self.opened.emit(key))
        self._entries[key] = entry
        self._lines.insertWidget(self._lines.count() - 1, entry)
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.activated.connect(lambda: self.opened.emit(key))

    def add_rule(self) -> None:
        """A hairline between what belongs together."""
        self._lines.insertSpacing(self._lines.count() - 1, 6)
        self._lines.insertWidget(self._lines.count() - 1, Rule())
        self._lines.insertSpacing(self._lines.count() - 1, 6)

    def show_current(self, key: str) -> None:
        """Mark the page that is open; the focus, if it is in the list, goes along."""
        focused = any(entry.hasFocus() for entry in self._entries.values())
        for name, entry in self._entries.items():
            entry.setChecked(name == key)
            entry.setFocusPolicy(Qt.FocusPolicy.StrongFocus if name == key else Qt.FocusPolicy.ClickFocus)
        self.ensureWidgetVisible(self._entries[key], 0, 20)
        if focused:
            self._entries[key].setFocus()

    def come_here(self) -> None:
        """Take the focus."""
        next(entry for entry in self._entries.values() if entry.isChecked()).setFocus()

    def step(self, by: int) -> None:
        """Open the entry so many lines further, and stay in the list."""
        keys = list(self._entries)
        at = next(index for index, entry in enumerate(self._entries.values()) if entry.isChecked())
        target = keys[min(max(at + by, 0), len(keys) - 1)]
        if target != keys[at]:
            self.opened.emit(target)
        self.come_here()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the open entry in view."""
        super().resizeEvent(event)
        for entry in self._entries.values():
            if entry.isChecked():
                self.ensureWidgetVisible(entry, 0, 20)


class _Entry(QAbstractButton):
    def __init__(self, kit: Kit, index: PlaceIndex, icon: str, speech: Speech, keys: str) -> None:
        super().__init__()
        self._kit, self._index, self._icon = kit, index, icon
        self.setCheckable(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        kit.bind(self, self._say, speech)
        kit.tip(self, speech, key_name(keys))
        kit.look.changed.connect(self.updateGeometry)

    def nextCheckState(self) -> None:
        """A click asks; the room shows what is open."""

    def sizeHint(self) -> QSize:
        return QSize(120, self._kit.look.px(LINE))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        by = _STEPS.get(Qt.Key(event.key()))
        if by is None:
            super().keyPressEvent(event)
        else:
            self._index.step(by)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        look, painter = self._kit.look, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on = self.isChecked()
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.setPen(QPen(look.colour("accent"), 2) if self.hasFocus() else Qt.PenStyle.NoPen)
        ground = "accent.tint" if on else "bg.hover" if self.underMouse() else ""
        painter.setBrush(look.colour(ground) if ground else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box, look.px(6), look.px(6))
        tint = "accent.text" if on else "text.secondary"
        painter.drawPixmap(QPointF(look.px(10), (self.height() - look.px(17)) / 2), look.pixmap(self._icon, tint, 17))
        left = look.px(37)
        font = look.font("body", 600 if on else 500)
        painter.setFont(font)
        painter.setPen(look.colour("accent.text" if on else "text.primary"))
        words = QRect(left, 0, self.width() - left - look.px(6), self.height())
        shown = painter.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideRight, words.width())
        painter.drawText(words, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), shown)

    def _say(self, text: str) -> None:
        self._words = text
        self.setAccessibleName(text)
        self.update()
