"""Files dropped anywhere on the editor."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QDragEnterEvent, QDropEvent

from cultdip_desktop.ui.kit.drop import DropOverlay

_PACKAGE: Final = ".cdrp"


class FileDrop(DropOverlay):
    """As the overlay, but leaves packages alone: the window takes those."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Pass over drags that are packages only."""
        if isinstance(event, QDragEnterEvent | QDropEvent):
            files = [url.toLocalFile() for url in event.mimeData().urls()]
            if all(name.lower().endswith(_PACKAGE) for name in files):
                return False
        return super().eventFilter(watched, event)
