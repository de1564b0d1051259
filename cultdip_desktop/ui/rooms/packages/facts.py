"""Short facts under one another: a label and its value, aligned; empty values are left out."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.language import Speech
from cultdip_desktop.ui.kit.surfaces import clear
from cultdip_desktop.ui.kit.text import PlainLabel


class Facts(QWidget):
    """Two columns: what, and its value, which can be selected and copied."""

    def __init__(self, kit: Kit, label_width: int = 108) -> None:
        """`label_width` in px at 100 %."""
        super().__init__()
        self._label_width = label_width
        self._kit = kit
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(1, 1)

    def show_facts(self, *facts: tuple[Speech, Speech]) -> None:
        """Show these, in this order."""
        kept = tuple((what, value) for what, value in facts if self._kit.say(value))
        clear(self._grid)
        for line, (what, value) in enumerate(kept):
            name = PlainLabel(self._kit, what, "small", "secondary", wrap=True)
            name.setFixedWidth(self._kit.look.px(self._label_width))
            said = PlainLabel(self._kit, value, "medium", wrap=True).selectable()
            self._kit.name(said, value)
            self._grid.addWidget(name, line, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(said, line, 1, Qt.AlignmentFlag.AlignTop)
