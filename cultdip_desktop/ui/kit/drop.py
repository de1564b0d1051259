"""Dropping files anywhere on a page: an overlay says where they will go."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.language import Speech


class DropOverlay(QWidget):
    """Covers `host` while local files or folders are dragged over it, and hands over their paths."""

    def __init__(
        self, kit: Kit, host: QWidget, speech: Speech, on_drop: Callable[[list[Path]], object], *, leave: str = ""
    ) -> None:
        """`speech` names the target: "Drop to add to «…»". Links that are no local files are refused.

        A drag made only of files that end in `leave` is left to whatever lies around `host`.
        """
        super().__init__(host)
        self._kit = kit
        self._host = host
        self._on_drop = on_drop
        self._leave = leave
        self._text = ""
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._binding = kit.bind(self, self._show_text, speech)
        host.setAcceptDrops(True)
        host.installEventFilter(self)
        self.hide()

    def say(self, speech: Speech) -> None:
        """Change the words (the event's title was edited)."""
        self._binding.say(speech)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the drag over the host."""
        if watched is not self._host:
            return False
        kind = event.type()
        if kind == QEvent.Type.DragEnter and isinstance(event, QDragEnterEvent):
            return self._enter(event)
        if kind == QEvent.Type.DragLeave:
            self.hide()
        elif kind == QEvent.Type.Drop and isinstance(event, QDropEvent):
            self.hide()
            paths = self._wanted(event)
            if paths:
                event.acceptProposedAction()
                self._on_drop(paths)
            return bool(paths)
        elif kind == QEvent.Type.Resize:
            self.resize(self._host.size())
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        """A veil, a dashed border, the words."""
        del event
        look, painter = self._kit.look, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        veil = look.colour("accent.tint")
        veil.setAlphaF(0.92)
        painter.fillRect(self.rect(), veil)
        painter.setPen(QPen(look.colour("accent"), 2, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(12, 12, -12, -12), 8, 8)
        picture = look.pixmap("file-down", "accent.text", 34)
        middle = self.rect().center()
        painter.drawPixmap(middle.x() - look.px(17), middle.y() - look.px(48), picture)
        painter.setFont(look.font("h2"))
        painter.setPen(look.colour("accent.text"))
        box = self.rect().adjusted(40, 0, -40, 0)
        box.setTop(middle.y())
        painter.drawText(box, int(Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap), self._text)

    def _enter(self, event: QDragEnterEvent) -> bool:
        if not self._wanted(event):
            return False
        event.acceptProposedAction()
        self.resize(self._host.size())
        self.raise_()
        self.show()
        return True

    def _wanted(self, event: QDropEvent) -> list[Path]:
        paths = _paths(event)
        left = bool(self._leave) and all(path.suffix.lower() == self._leave for path in paths)
        return [] if left else paths

    def _show_text(self, text: str) -> None:
        self._text = text
        self.setAccessibleName(text)
        self.update()


def _paths(event: QDropEvent) -> list[Path]:
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
