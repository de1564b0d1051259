"""Page and inspector side by side; in narrow windows the inspector is a drawer over the page (F9)."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.language import Speech, t
from cultdip_desktop.ui.kit.theme import set_property

DRAWER_BELOW = 1100
"""Window width in px."""


class SplitPane(QWidget):
    """`main` takes what `inspector` leaves; the inspector keeps its width."""

    inspector_shown = Signal(bool)

    def __init__(
        self, kit: Kit, main: QWidget, inspector: QWidget, *, width: int = 300, name: Speech | None = None
    ) -> None:
        """`width` is 280 to 316 px at 100 %."""
        super().__init__()
        self._kit = kit
        self._main = main
        self._width = width
        self._wanted = True
        self._drawer_open = False
        self._frame = QFrame(self)
        self._frame.setProperty("kind", "inspector")
        holder = QVBoxLayout(self._frame)
        holder.setContentsMargins(0, 0, 0, 0)
        holder.addWidget(inspector)
        kit.name(self._frame, name or t("Details"))
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)
        self._layout.addWidget(main, 1)
        self._layout.addWidget(self._frame)
        keys = QShortcut(QKeySequence(Qt.Key.Key_F9), self)
        keys.activated.connect(self.toggle)
        self._frame.installEventFilter(self)
        kit.look.changed.connect(self._arrange)

    @property
    def is_drawer(self) -> bool:
        """Whether the window is too narrow for both."""
        return self.window().width() < self._kit.look.px(DRAWER_BELOW)

    @property
    def inspector_open(self) -> bool:
        """Whether the inspector is in view."""
        return self._drawer_open if self.is_drawer else self._wanted

    def open_inspector(self) -> None:
        """Bring the inspector into view; as a drawer it takes the focus."""
        self._set_open(on=True)

    def close_inspector(self) -> None:
        """Put it away."""
        self._set_open(on=False)

    def toggle(self) -> None:
        """F9."""
        self._set_open(on=not self.inspector_open)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose between beside and over."""
        super().resizeEvent(event)
        self._arrange()

    def showEvent(self, event: QShowEvent) -> None:
        """The window is known now."""
        super().showEvent(event)
        self._arrange()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Esc inside the drawer closes it."""
        if watched is self._frame and _is_escape(event) and self.is_drawer:
            self.close_inspector()
            return True
        return super().eventFilter(watched, event)

    def _set_open(self, *, on: bool) -> None:
        if self.is_drawer:
            self._drawer_open = on
        else:
            self._wanted = on
        self._arrange()
        if on and self.is_drawer:
            self._frame.setFocus()
            self._frame.focusNextChild()
        self.inspector_shown.emit(self.inspector_open)

    def _arrange(self) -> None:
        width = self._kit.look.px(self._width)
        drawer = self.is_drawer
        beside = self._layout.indexOf(self._frame) >= 0
        if drawer and beside:
            self._layout.removeWidget(self._frame)
        elif not drawer and not beside:
            self._drawer_open = False
            self._layout.addWidget(self._frame)
        set_property(self._frame, "kind", "drawer" if drawer else "inspector")
        self._frame.setFixedWidth(width)
        self._frame.setVisible(self.inspector_open)
        if drawer:
            self._frame.setGeometry(self.width() - width, 0, width, self.height())
            self._frame.raise_()


def _is_escape(event: QEvent) -> bool:
    if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
        return False
    return event.key() == Qt.Key.Key_Escape
