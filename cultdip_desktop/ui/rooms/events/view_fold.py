"""A part of a form that folds away: its heading says what is in it, its fields are made when it is first opened."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from cultdip_desktop.ui.kit.base import Kit, present
from cultdip_desktop.ui.kit.language import Speech, t
from cultdip_desktop.ui.kit.surfaces import row
from cultdip_desktop.ui.kit.text import ElidedLabel, PlainLabel

W = TypeVar("W", bound=QWidget)


class Fold(QWidget, Generic[W]):
    """Heading and body."""

    def __init__(self, kit: Kit, title: Speech, make: Callable[[], W], on_open: Callable[[], object]) -> None:
        """`make` gives the body, once; `on_open` is called after it was made."""
        super().__init__()
        self._kit = kit
        self._make = make
        self._on_open = on_open
        self._body: W | None = None
        self._heading = _Heading(kit, title)
        self._heading.clicked.connect(lambda _on=False: self.set_open(opened=self._heading.isChecked()))
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(10)
        self._layout.addWidget(self._heading)

    @property
    def made(self) -> W | None:
        """The body, if it was opened before."""
        return self._body

    @property
    def body(self) -> W:
        """The body, made now if need be."""
        if self._body is None:
            made = self._body = self._make()
            self._layout.addWidget(made)
            present(made, shown=self._heading.isChecked())
            self._on_open()
        return self._body

    @property
    def is_open(self) -> bool:
        """Whether the fields are in view."""
        return self._heading.isChecked()

    def set_open(self, *, opened: bool) -> None:
        """Fold or unfold."""
        self._heading.setChecked(opened)
        if opened:
            present(self.body, shown=True)
        elif self._body is not None:
            present(self._body, shown=False)

    def say(self, summary: Speech) -> None:
        """What is in it, in a few words."""
        self._heading.summary.say(summary)


class _Heading(QAbstractButton):
    """Chevron, title, summary; the whole line reacts."""

    def __init__(self, kit: Kit, title: Speech) -> None:
        super().__init__()
        self._kit = kit
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.summary = ElidedLabel(kit, "", "small", "secondary")
        self.summary.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        words = PlainLabel(kit, title, "strong")
        words.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        kit.name(self, title)
        kit.tip(self, t("Space opens and folds away"))
        line = row(words, self.summary, gap=12)
        line.setStretch(1, 1)
        line.setContentsMargins(kit.look.px(26), 4, 4, 4)
        self.setLayout(line)
        self.toggled.connect(lambda _on: self.update())
        kit.look.changed.connect(self._fit)
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rule above, the chevron and the focus."""
        del event
        look, painter = self._kit.look, QPainter(self)
        painter.fillRect(0, 0, self.width(), 1, look.colour("border.subtle"))
        mark = "chevron-down" if self.isChecked() else "chevron-right"
        painter.drawPixmap(look.px(4), (self.height() - look.px(16)) // 2, look.pixmap(mark, "text.secondary", 16))
        if self.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(look.colour("accent"), 2))
            painter.drawRoundedRect(self.rect().adjusted(1, 3, -1, -1), look.px(4), look.px(4))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring."""
        super().focusInEvent(event)
        self.update()

    def _fit(self) -> None:
        self.setFixedHeight(self._kit.look.px(36))
