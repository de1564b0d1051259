"""Read-only facts as label and value, in two columns."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout

from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.language import Speech
from cultdip_desktop.ui.kit.text import PlainLabel


class Facts(QGridLayout):
    """Lines of label and value; values can be selected and copied."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self.setContentsMargins(0, 0, 0, 0)
        self.setHorizontalSpacing(16)
        self.setVerticalSpacing(8)
        self.setColumnMinimumWidth(0, kit.look.px(150))
        self.setColumnStretch(1, 1)

    def add(self, label: Speech, value: Speech = "") -> PlainLabel:
        """Append a line; gives the value's label."""
        line = self.rowCount()
        top = Qt.AlignmentFlag.AlignTop
        self.addWidget(PlainLabel(self._kit, label, "body", "secondary", wrap=True), line, 0, top)
        shown = PlainLabel(self._kit, value, "medium", wrap=True).selectable()
        shown.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.addWidget(shown, line, 1, top)
        return shown
