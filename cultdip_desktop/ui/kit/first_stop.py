"""Where a page that is given the focus puts it.

`QWidget.setFocusProxy` does the same for a page whose field is its first stop; where something stands before the
field, Tab would jump over it from then on.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QWidget


class FirstStop(QObject):
    """Hands the focus of `page` on to `field`; lives as long as the page."""

    def __init__(self, page: QWidget, field: QWidget) -> None:
        super().__init__(page)
        self._field = field
        page.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The focus came to the page itself."""
        if isinstance(event, QFocusEvent) and event.gotFocus():
            self._field.setFocus(event.reason())
        return super().eventFilter(watched, event)
