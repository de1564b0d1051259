"""The lines of the palette: what they hold and how they are painted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.marks import code_width, paint_code
from cultdip_desktop.ui.kit.room import Route

_Index = QModelIndex | QPersistentModelIndex
_DISPLAY = Qt.ItemDataRole.DisplayRole
_SPOKEN = Qt.ItemDataRole.AccessibleTextRole


LINE: Final = 46
"""Px of one line of two rows of text."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line, already in the interface language."""

    title: str
    sub: str
    icon: str
    tint: str
    codes: tuple[str, ...]
    """Goal codes, the primary one first."""

    route: Route


class EntryModel(QAbstractListModel):
    """The entries in order."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.entries: Sequence[Entry] = ()

    def show(self, entries: Sequence[Entry]) -> None:
        """Replace them all."""
        self.beginResetModel()
        self.entries = tuple(entries)
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """How many."""
        return 0 if parent.isValid() else len(self.entries)

    def data(self, index: _Index, role: int = _DISPLAY) -> str | None:
        """The title, and the whole line for screen readers."""
        if role == _DISPLAY:
            return self.entries[index.row()].title
        if role == _SPOKEN:
            entry = self.entries[index.row()]
            return f"{entry.title}, {entry.sub}"
        return None


class EntryDelegate(QStyledItemDelegate):
    """Icon, title with its second line, goal codes at the right."""

    def __init__(self, kit: Kit, parent: QObject) -> None:
        super().__init__(parent)
        self._look = kit.look

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Two lines."""
        del option, index
        return QSize(200, self._look.px(LINE))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Paint one line."""
        look = self._look
        model = index.model()
        if not isinstance(model, EntryModel):
            return
        entry = model.entries[index.row()]
        box: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, look.colour("accent.tint"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(box, look.colour("bg.hover"))
        side = look.px(14)
        size = look.px(17)
        painter.drawPixmap(box.left() + side, box.center().y() - size // 2, look.pixmap(entry.icon, entry.tint, 17))
        end = self._paint_codes(painter, box.right() - side, box.center().y(), entry.codes)
        left = box.left() + side + size + look.px(12)
        width = end - left - look.px(8)
        painter.setPen(look.colour("text.primary"))
        upper = QRect(left, box.center().y() - look.px(18), width, look.px(19))
        lower = QRect(left, box.center().y() + look.px(1), width, look.px(17))
        _write(painter, upper, entry.title, look.font("body", 500))
        painter.setPen(look.colour("text.secondary"))
        _write(painter, lower, entry.sub, look.font("small"))
        painter.restore()

    def _paint_codes(self, painter: QPainter, right: int, middle: int, codes: Sequence[str]) -> int:
        for code in reversed(codes):
            right -= code_width(self._look, code)
            paint_code(painter, self._look, right, middle, code)
            right -= self._look.px(4)
        return right


def _write(painter: QPainter, box: QRect, text: str, font: QFont) -> None:
    painter.setFont(font)
    shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, box.width())
    painter.drawText(box, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), shown)
