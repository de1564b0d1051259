"""Small lists of the catalogue as chips that are switched on and off: all choices in view, none to be known by heart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.language import Speech
from cultdip_desktop.ui.kit.surfaces import FlowRow, clear


@dataclass(frozen=True, slots=True)
class Code:
    """One choice."""

    code: str
    name: Speech
    wording: Speech = ""
    """Full wording, for the tooltip."""


class CodeChips(QWidget):
    """One tab stop; arrows move inside, Space and Enter switch."""

    changed = Signal(object)
    """Tuple of codes, in the order of the catalogue, after the user switched one."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._chips: list[_Chip] = []
        self._kept: tuple[str, ...] = ()
        """Codes of another edition: shown nowhere, never lost."""

        self._flow = FlowRow(gap=6)
        self._flow.setContentsMargins(0, 0, 0, 0)
        self.setLayout(self._flow)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def offer(self, codes: Sequence[Code]) -> None:
        """Show these choices, none of them on."""
        clear(self._flow)
        self._chips = [_Chip(self._kit, self, code) for code in codes]
        for chip in self._chips:
            chip.clicked.connect(lambda _on=False: self.changed.emit(self.value()))
            self._flow.addWidget(chip)
        if self._chips:
            self.setFocusProxy(self._chips[0])
            self.lead(self._chips[0])

    def value(self) -> tuple[str, ...]:
        """What is on."""
        return (*(chip.code for chip in self._chips if chip.isChecked()), *self._kept)

    def set_value(self, codes: Sequence[str]) -> None:
        """Show these as on, without telling anybody."""
        for chip in self._chips:
            chip.setChecked(chip.code in codes)
        known = {chip.code for chip in self._chips}
        self._kept = tuple(code for code in codes if code not in known)

    def setAccessibleName(self, name: str) -> None:
        """Say with every choice what it is a choice of."""
        super().setAccessibleName(name)
        for chip in self._chips:
            chip.setAccessibleDescription(name)

    def lead(self, chip: _Chip) -> None:
        """Tab stops at this one and at no other."""
        for each in self._chips:
            each.setFocusPolicy(Qt.FocusPolicy.StrongFocus if each is chip else Qt.FocusPolicy.ClickFocus)

    def step(self, chip: _Chip, by: int) -> None:
        """Move the focus along, not around."""
        place = min(max(self._chips.index(chip) + by, 0), len(self._chips) - 1)
        self._chips[place].setFocus(Qt.FocusReason.TabFocusReason)


class _Chip(QAbstractButton):
    """A word in a frame; a tick says that it is on, a plus that it can be."""

    def __init__(self, kit: Kit, group: CodeChips, code: Code) -> None:
        super().__init__(group)
        self._kit = kit
        self._group = group
        self.code = code.code
        self.setCheckable(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        kit.bind(self, self._show, code.name)
        if code.wording:
            kit.tip(self, code.wording)
        kit.look.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """Mark and words; at least 28 px high to be hit easily."""
        look = self._kit.look
        words = look.metrics("small", 500).horizontalAdvance(self.text())
        return QSize(look.px(9) * 2 + look.px(13 + 6) + words + 2, look.px(28))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint frame, mark and words."""
        del event
        look, painter, on = self._kit.look, QPainter(self), self.isChecked()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = 2 if self.hasFocus() else 1
        painter.setPen(QPen(look.colour("accent" if on or self.hasFocus() else "border.control"), width))
        plain = "bg.hover" if self.underMouse() else "bg.surface"
        painter.setBrush(look.colour("accent.tint" if on else plain))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), look.px(4), look.px(4))
        left, size = look.px(9), look.px(13)
        place = QPointF(left, (self.height() - size) / 2)
        mark, tint = ("check", "accent.text") if on else ("plus", "text.tertiary")
        painter.drawPixmap(place, look.pixmap(mark, tint, 13))
        left += size + look.px(6)
        painter.setFont(look.font("small", 500))
        painter.setPen(look.colour("accent.text" if on else "text.primary"))
        room = self.width() - left - look.px(6)
        shown = look.metrics("small", 500).elidedText(self.text(), Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRect(left, 0, room, self.height()), Qt.AlignmentFlag.AlignVCenter, shown)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move, Enter switches as Space does."""
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Right, Qt.Key.Key_Down):
            self._group.step(self, 1)
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Up):
            self._group.step(self, -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Be the one at which Tab stops."""
        super().focusInEvent(event)
        self._group.lead(self)

    def _show(self, text: str) -> None:
        self.setText(text)
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()
