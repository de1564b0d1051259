"""Tabs with counts and error marks; Ctrl+1 to Ctrl+6 open them."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QKeySequence, QMouseEvent, QPainter, QPaintEvent, QPen, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from cultdip_desktop.ui.kit.base import Kit, plain_tip
from cultdip_desktop.ui.kit.buttons import IconButton
from cultdip_desktop.ui.kit.language import Speech, render, t
from cultdip_desktop.ui.kit.marks import paint_count

MOST_TABS = 6
"""More would not fit at 1024 px and would need keys that mean other things."""


@dataclass(slots=True)
class _Tab:
    key: str
    speech: Speech
    text: str = ""
    badge: str = ""
    error: bool = False
    left: int = 0
    width: int = 0


class _Strip(QWidget):
    """The painted tabs; one tab stop, arrows move inside."""

    opened = Signal(str)

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self.kit = kit
        self.tabs: list[_Tab] = []
        self.at = 0
        self._hover = -1
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        kit.live.changed.connect(self.arrange)
        kit.look.changed.connect(self.arrange)

    def arrange(self) -> None:
        """Measure anew."""
        look = self.kit.look
        x = 0
        for tab in self.tabs:
            tab.text = render(self.kit.live.words, tab.speech)
            tab.left = x
            tab.width = look.px(12) * 2 + QFontMetrics(look.font("body", 600)).horizontalAdvance(tab.text)
            if tab.badge:
                tab.width += look.px(7) + self._badge_width(tab)
            if tab.error:
                tab.width += look.px(7) + look.px(14)
            x += tab.width
        self.setFixedSize(QSize(max(x, 1), look.px(40)))
        self._announce()
        self.update()

    def open(self, index: int) -> None:
        """Go to a tab, telling the page when it is another one."""
        if 0 <= index < len(self.tabs) and index != self.at:
            self.at = index
            self._announce()
            self.update()
            self.opened.emit(self.tabs[index].key)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint every tab."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for index, tab in enumerate(self.tabs):
            self._paint_tab(painter, index, tab)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Open the tab under the mouse."""
        self.open(self._index_at(event.position().x()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show hover, and the key in the tooltip."""
        hover = self._index_at(event.position().x())
        if hover != self._hover:
            self._hover = hover
            if 0 <= hover < len(self.tabs):
                self.setToolTip(plain_tip(self.tabs[hover].text, f"Ctrl+{hover + 1}"))
            self.update()

    def leaveEvent(self, event: object) -> None:
        """No hover."""
        del event
        self._hover = -1
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows, Home and End move."""
        last = len(self.tabs) - 1
        targets = {
            Qt.Key.Key_Left: max(0, self.at - 1),
            Qt.Key.Key_Right: min(last, self.at + 1),
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }
        target = targets.get(Qt.Key(event.key()))
        if target is None:
            super().keyPressEvent(event)
        else:
            self.open(target)

    def _paint_tab(self, painter: QPainter, index: int, tab: _Tab) -> None:
        look = self.kit.look
        on = index == self.at
        height = self.height()
        if on and self.hasFocus():
            painter.setPen(QPen(look.colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(tab.left + 3, 5, tab.width - 6, height - 12), 4, 4)
        painter.setFont(look.font("body", 600 if on else 500))
        strong = on or index == self._hover
        painter.setPen(look.colour("text.primary" if strong else "text.secondary"))
        x = tab.left + look.px(12)
        words = QFontMetrics(painter.font()).horizontalAdvance(tab.text)
        painter.drawText(QRect(x, 0, tab.width, height - 1), Qt.AlignmentFlag.AlignVCenter, tab.text)
        x += words + look.px(7)
        if tab.badge:
            width = self._badge_width(tab)
            paint_count(painter, look, QRect(x, 0, width, height - 1), tab.badge, hot=False)
            x += width + look.px(7)
        if tab.error:
            place = QPointF(x, (height - look.px(14)) / 2)
            painter.drawPixmap(place, look.pixmap("circle-alert", "danger.text", 14))
        if on:
            painter.fillRect(QRect(tab.left, height - 2, tab.width, 2), look.colour("accent"))

    def _badge_width(self, tab: _Tab) -> int:
        look = self.kit.look
        return max(QFontMetrics(look.font("micro", 600)).horizontalAdvance(tab.badge) + look.px(12), look.px(20))

    def _index_at(self, x: float) -> int:
        return next((i for i, tab in enumerate(self.tabs) if tab.left <= x < tab.left + tab.width), -1)

    def _announce(self) -> None:
        if not 0 <= self.at < len(self.tabs):
            self.setAccessibleName(t("Tabs").render(self.kit.live.words))
            return
        tab = self.tabs[self.at]
        wrong = t("{tab}, something is missing", tab=tab.text)
        self.setAccessibleName(wrong.render(self.kit.live.words) if tab.error else tab.text)
        self.setAccessibleDescription(f"{self.at + 1}/{len(self.tabs)}")


class TabsBar(QWidget):
    """The tabs, and room for a control at the right end. The page itself shows what a tab names."""

    opened = Signal(str)
    """Key of the tab that was opened."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self.setProperty("kind", "tabs")
        self._kit = kit
        self._strip = _Strip(kit)
        self._strip.opened.connect(self._show_tab)
        self._beyond: dict[str, IconButton] = {}
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(20, 0, 20, 0)
        self._line.setSpacing(8)
        self._line.addWidget(self._strip)
        self._line.addStretch(1)

    def add(self, key: str, speech: Speech) -> None:
        """Append a tab; the first is open."""
        if len(self._strip.tabs) == MOST_TABS:
            raise ValueError("six tabs are the most")
        index = len(self._strip.tabs)
        self._strip.tabs.append(_Tab(key, speech))
        shortcut = QShortcut(QKeySequence(f"Ctrl+{index + 1}"), self)
        shortcut.activated.connect(lambda: self._strip.open(index))
        self._strip.arrange()

    def add_control(self, widget: QWidget) -> None:
        """Put a control at the right end."""
        self._line.addWidget(widget)

    def add_beyond(self, key: str, icon: str, speech: Speech, shortcut: str) -> None:
        """Put a page that is no tab at the right end, as a button: more than six tabs would not fit."""
        button = IconButton(self._kit, icon, speech, shortcut=shortcut, checkable=True)
        button.clicked.connect(lambda _on=False: self.open(key))
        self._beyond[key] = button
        self.add_control(button)

    def set_badge(self, key: str, text: str) -> None:
        """Show a count or ratio beside the words; "" hides it."""
        tab = self._find(key)
        if tab.badge != text:
            tab.badge = text
            self._strip.arrange()

    def set_error(self, key: str, *, error: bool) -> None:
        """Mark that something on this tab must be put right."""
        if key not in self._beyond and self._find(key).error is not error:
            self._find(key).error = error
            self._strip.arrange()

    def current(self) -> str:
        """Key of the open tab, or of the open page beyond the tabs."""
        beyond = next((key for key, button in self._beyond.items() if button.isChecked()), "")
        if beyond:
            return beyond
        return self._strip.tabs[self._strip.at].key if self._strip.tabs else ""

    def open(self, key: str) -> None:
        """Open a tab, or a page beyond them, as if the user did."""
        if key not in self._beyond:
            self._strip.open(self._strip.tabs.index(self._find(key)))
            return
        changed = self._strip.at >= 0
        self._strip.at = -1
        self._strip.arrange()
        self._check(key)
        if changed or len(self._beyond) > 1:
            self.opened.emit(key)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A hairline under all tabs."""
        del event
        painter = QPainter(self)
        painter.fillRect(QRect(0, self.height() - 1, self.width(), 1), self._kit.look.colour("border.subtle"))

    def _show_tab(self, key: str) -> None:
        self._check("")
        self.opened.emit(key)

    def _check(self, key: str) -> None:
        for each, button in self._beyond.items():
            button.setChecked(each == key)

    def _find(self, key: str) -> _Tab:
        return next(tab for tab in self._strip.tabs if tab.key == key)
