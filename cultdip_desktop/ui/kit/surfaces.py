"""Cards, rows of widgets, page head, scroll areas, wrapping rows, bars: what pages are laid out with."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QMargins, QObject, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import (
    QApplication,
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLayout,
    QLayoutItem,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from cultdip_desktop.ui.kit.base import Kit, present
from cultdip_desktop.ui.kit.buttons import IconButton
from cultdip_desktop.ui.kit.language import Speech, t
from cultdip_desktop.ui.kit.text import ElidedLabel, PlainLabel, Rule
from cultdip_desktop.ui.kit.theme import Look, set_property


def row(*items: QWidget | QLayout | int | None, gap: int = 8) -> QHBoxLayout:
    """A horizontal layout without margins; None is stretch, an int is space in px."""
    layout = QHBoxLayout()
    _fill(layout, items, gap)
    return layout


def column(*items: QWidget | QLayout | int | None, gap: int = 8) -> QVBoxLayout:
    """A vertical layout without margins; None is stretch, an int is space in px."""
    layout = QVBoxLayout()
    _fill(layout, items, gap)
    return layout


def boxed(layout: QLayout, margins: tuple[int, int, int, int] = (0, 0, 0, 0)) -> QWidget:
    """A plain widget around `layout`, with margins (left, top, right, bottom)."""
    widget = QWidget()
    layout.setContentsMargins(*margins)
    widget.setLayout(layout)
    return widget


def limited(widget: QWidget, width: int) -> QHBoxLayout:
    """`widget` at the left of its line, at most `width` px wide.

    Alone in a column it would be given the height that its wrapped text needs at the column's whole width.
    """
    widget.setMaximumWidth(width)
    line = row(widget, None)
    line.setStretch(0, 100)
    return line


class KeptWidth(QObject):
    """Keeps a widget as wide as the design says at every text size; dies with the widget."""

    def __init__(self, look: Look, widget: QWidget, width: int, extra: int = 0) -> None:
        """`width` is in px at 100 %, `extra` in px that do not grow with the text."""
        super().__init__(widget)
        self._look = look
        self._widget = widget
        self._width = width
        self._extra = extra
        look.changed.connect(self._fit)
        self._fit()

    def _fit(self) -> None:
        self._widget.setFixedWidth(self._look.px(self._width) + self._extra)


class KeptHeight(QObject):
    """Keeps a widget as high as the design says at every text size; dies with the widget."""

    def __init__(self, look: Look, widget: QWidget, height: int) -> None:
        """`height` is in px at 100 %."""
        super().__init__(widget)
        self._look, self._widget, self._height = look, widget, height
        look.changed.connect(self._fit)
        self._fit()

    def _fit(self) -> None:
        self._widget.setFixedHeight(self._look.px(self._height))


def clear(layout: QLayout) -> None:
    """Remove and delete everything in `layout`."""
    while (item := layout.takeAt(0)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            clear(inner)


class Card(QFrame):
    """A bordered surface; with a title it has a head line for actions and a rule under it."""

    def __init__(self, kit: Kit, title: Speech = "", *, flush: bool = False, rule: bool = False) -> None:
        """`flush` leaves no padding around the body (tables, lists); `rule` draws a line under the head."""
        super().__init__()
        self.setProperty("kind", "card")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(1, 1, 1, 1)
        outer.setSpacing(0)
        self.head = QHBoxLayout()
        self.head.setContentsMargins(14, 12, 14, 8 if not rule else 10)
        self.head.setSpacing(8)
        self.body = QVBoxLayout()
        self.body.setContentsMargins(*((0, 0, 0, 0) if flush else (14, 12 if rule or not title else 4, 14, 14)))
        self.body.setSpacing(8)
        if title:
            self.title = ElidedLabel(kit, title, "h2")
            kit.name(self, title)
            self.head.addWidget(self.title, 1)
            outer.addLayout(self.head)
            if rule:
                outer.addWidget(Rule())
        outer.addLayout(self.body, 1)

    def add_action(self, widget: QWidget) -> None:
        """Put a link or small button at the right end of the head."""
        self.head.addWidget(widget)

    def add(self, item: QWidget | QLayout, stretch: int = 0) -> None:
        """Append to the body."""
        _add(self.body, item, stretch)

    def end(self) -> None:
        """Keep everything at the top when the card is taller than its contents."""
        self.body.addStretch(1)

    def set_error(self, *, error: bool) -> None:
        """Draw the danger border while something inside must be put right."""
        set_property(self, "error", "true" if error else "false")


class PageHead(QFrame):
    """Title, one sentence of state, and actions; the primary action stands last, at the right."""

    def __init__(self, kit: Kit, title: Speech, sentence: Speech = "") -> None:
        super().__init__()
        self.setProperty("kind", "pagehead")
        self._kit = kit
        layout = QHBoxLayout(self)
        layout.setContentsMargins(20, 8, 20, 8)
        layout.setSpacing(12)
        self._lead = QHBoxLayout()
        self._lead.setSpacing(8)
        self.title = ElidedLabel(kit, title, "h1")
        self.title.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.sentence = ElidedLabel(kit, sentence, "small", "secondary")
        present(self.sentence, shown=bool(sentence))
        self._middle = QHBoxLayout()
        self._middle.setSpacing(8)
        self._actions = QHBoxLayout()
        self._actions.setSpacing(12)
        layout.addLayout(self._lead)
        layout.addWidget(self.title)
        layout.addLayout(self._middle)
        layout.addWidget(self.sentence, 1)
        layout.addStretch(0)
        layout.addLayout(self._actions)
        kit.look.changed.connect(self._fit)
        self._fit()

    def say(self, title: Speech, sentence: Speech | None = None) -> None:
        """Change title and, when given, the sentence."""
        self.title.say(title)
        if sentence is not None:
            self.sentence.say(sentence)
            present(self.sentence, shown=bool(self.sentence.text()))

    def add_back(self, on_click: object, speech: Speech | None = None) -> IconButton:
        """Put the way back before the title (also Esc, which the room handles)."""
        button = IconButton(self._kit, "arrow-left", speech or t("Back"))
        button.clicked.connect(on_click)
        self._lead.addWidget(button)
        return button

    def add_lead(self, widget: QWidget) -> None:
        """Put a widget before the title."""
        self._lead.addWidget(widget)

    def add_mark(self, widget: QWidget) -> None:
        """Put a pill or filter right after the title."""
        self._middle.addWidget(widget)

    def add_action(self, widget: QWidget) -> None:
        """Append an action; add the primary one last."""
        self._actions.addWidget(widget)

    def _fit(self) -> None:
        self.setFixedHeight(self._kit.look.px(60))


class ScrollPage(QScrollArea):
    """A vertically scrolling page with the page margin; widgets are added to `body`."""

    def __init__(self, *, margins: tuple[int, int, int, int] = (20, 16, 20, 20), gap: int = 12) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inner = QWidget()
        inner.setProperty("kind", "page")
        self.body = QVBoxLayout(inner)
        self.body.setContentsMargins(*margins)
        self.body.setSpacing(gap)
        self.setWidget(inner)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._follow)

    def _follow(self, before: QWidget | None, now: QWidget | None) -> None:
        """Qt scrolls when Tab moves inside the page; also bring into view what Tab reaches from outside."""
        if now is None or not self.isAncestorOf(now) or (before is not None and self.isAncestorOf(before)):
            return
        if now.isVisible() and now.visibleRegion().isEmpty():
            self.show_widget(now)

    def add(self, item: QWidget | QLayout, stretch: int = 0) -> None:
        """Append to the page."""
        _add(self.body, item, stretch)

    def end(self) -> None:
        """Push everything up."""
        self.body.addStretch(1)

    def minimumSizeHint(self) -> QSize:
        """As wide as its contents need, so that nothing is cut off at the side."""
        inner = self.widget()
        return QSize(inner.minimumSizeHint().width() if inner else 0, 80)

    def show_widget(self, widget: QWidget) -> None:
        """Scroll so that `widget` is in view, with a little room around it."""
        self.ensureWidgetVisible(widget, 20, 40)


class FlowRow(QLayout):
    """Lays widgets out in a line that wraps: chips, pills, filters."""

    def __init__(self, *widgets: QWidget, gap: int = 8) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self._gap = gap
        for widget in widgets:
            self.addWidget(widget)

    def addItem(self, item: QLayoutItem) -> None:
        """Append."""
        self._items.append(item)

    def count(self) -> int:
        """How many items."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """The item at `index`."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Remove and give the item at `index`."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """Takes no more than it needs."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """The height follows from the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Height of all lines at `width` px."""
        return self._place(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        """Place the widgets."""
        super().setGeometry(rect)
        self._place(rect, move=True)

    def sizeHint(self) -> QSize:
        """All in one line, if there is room."""
        shown = [item.sizeHint() for item in self._items if not item.isEmpty()]
        margins = self.contentsMargins()
        width = sum(size.width() for size in shown) + self._gap * max(0, len(shown) - 1)
        height = max((size.height() for size in shown), default=0)
        return QSize(width + margins.left() + margins.right(), height + margins.top() + margins.bottom())

    def minimumSize(self) -> QSize:
        """As wide as the widest item."""
        margins: QMargins = self.contentsMargins()
        size = QSize(0, 0)
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size + QSize(margins.left() + margins.right(), margins.top() + margins.bottom())

    def _place(self, rect: QRect, *, move: bool) -> int:
        margins = self.contentsMargins()
        area = rect.marginsRemoved(margins)
        x, y, line = area.left(), area.top(), 0
        for item in self._items:
            if item.isEmpty():
                continue
            size = item.sizeHint()
            width = min(size.width(), area.width())
            if x > area.left() and x + width > area.right() + 1:
                x, y, line = area.left(), y + line + self._gap, 0
            if move:
                item.setGeometry(QRect(QPoint(x, y), QSize(width, size.height())))
            x += width + self._gap
            line = max(line, size.height())
        return y + line - rect.top() + margins.bottom()


class Bar(QWidget):
    """A share of a whole, 6 px high; several shares stand side by side. Its figures are written beside it."""

    def __init__(self, kit: Kit, name: Speech, *, height: int = 6) -> None:
        """`name` is what a screen reader says it measures."""
        super().__init__()
        self._kit = kit
        self._look = kit.look
        self._parts: list[tuple[float, str]] = []
        self._height = height
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        kit.name(self, name)
        kit.look.changed.connect(self.update)

    def set(self, *parts: tuple[float, str]) -> None:
        """Show `parts` as (share 0 to 1, token)."""
        self._parts = [(min(max(share, 0.0), 1.0), token) for share, token in parts]
        self.setAccessibleDescription(", ".join(self._said(share) for share, _token in self._parts))
        self.update()

    def _said(self, share: float) -> str:
        from decimal import Decimal

        from cultdip_desktop.i18n.numbers import percent

        return percent(self._kit.live.words, Decimal(share), 0)

    def sizeHint(self) -> QSize:
        """Flat and as wide as there is room."""
        return QSize(80, self._look.px(self._height))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint trough and parts."""
        del event
        painter = QPainter(self)
        paint_bar(painter, self._look, QRect(0, 0, self.width(), self.height()), self._parts)


def paint_bar(painter: QPainter, look: Look, box: QRect, parts: Sequence[tuple[float, str]]) -> None:
    """Paint a bar with rounded ends inside `box`."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    radius = min(box.height() / 2, 3.0)
    clip = QPainterPath()
    clip.addRoundedRect(QRectF(box), radius, radius)
    painter.setClipPath(clip)
    painter.fillRect(box, look.colour("neutral.tint"))
    x = float(box.left())
    for share, token in parts:
        width = box.width() * share
        painter.fillRect(QRectF(x, box.top(), width, box.height()), look.colour(token))
        x += width
    painter.restore()


def section(kit: Kit, title: Speech) -> PlainLabel:
    """A small heading inside a card or inspector."""
    return PlainLabel(kit, title, "strong")


def _fill(layout: QBoxLayout, items: Sequence[QWidget | QLayout | int | None], gap: int) -> None:
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(gap)
    for item in items:
        if item is None:
            layout.addStretch(1)
        elif isinstance(item, int):
            layout.addSpacing(item)
        else:
            _add(layout, item, 0)


def _add(layout: QBoxLayout, item: QWidget | QLayout, stretch: int) -> None:
    if isinstance(item, QWidget):
        layout.addWidget(item, stretch)
    else:
        layout.addLayout(item, stretch)
