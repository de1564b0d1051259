"""The lines of the palette: what they hold and how they are painted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.language import Speech
from cultdip_desktop.ui.kit.marks import code_width, paint_code
from cultdip_desktop.ui.kit.room import Route

_Index = QModelIndex | QPersistentModelIndex
_DISPLAY = Qt.ItemDataRole.DisplayRole
_SPOKEN = Qt.ItemDataRole.AccessibleTextRole


LINE: Final = 46
"""Px of one line of two rows of text."""

HEADING: Final = 26
"""Px of the heading of a group."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line, already in the interface language."""

    title: str
    sub: str
    icon: str
    tint: str
    codes: tuple[str, ...]
    """Goal codes, the primary one first."""

    route: Route | None
    """What Enter opens; None where it asks something else instead."""

    text: str = ""
    """What Enter asks instead."""

    wide: bool = False
    """Enter asks the same more widely."""

    copy: Route | None = None
    """What Ctrl+Enter opens: a new event like this one."""


@dataclass(frozen=True, slots=True)
class Group:
    """Lines under a heading; without lines it is not shown."""

    title: Speech
    entries: tuple[Entry, ...]


class EntryModel(QAbstractListModel):
    """Headings and entries in order; only entries can be chosen."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._lines: tuple[Entry | str, ...] = ()

    @property
    def entries(self) -> Sequence[Entry]:
        """The entries without their headings."""
        return [line for line in self._lines if isinstance(line, Entry)]

    def show(self, groups: Iterable[tuple[str, Sequence[Entry]]]) -> None:
        """Replace them all."""
        lines: list[Entry | str] = []
        for title, entries in groups:
            if entries:
                lines += [title, *entries]
        self.beginResetModel()
        self._lines = tuple(lines)
        self.endResetModel()

    def line(self, row: int) -> Entry | str | None:
        """An entry, the words of a heading, or nothing."""
        return self._lines[row] if 0 <= row < len(self._lines) else None

    def row_of(self, wanted: Entry) -> int:
        """Where an equal entry stands, else where the first one does; -1 without any."""
        rows = [row for row, line in enumerate(self._lines) if isinstance(line, Entry)]
        return next((row for row in rows if self._lines[row] == wanted), self.first)

    @property
    def first(self) -> int:
        """The row of the first entry, -1 without any."""
        return next((row for row, line in enumerate(self._lines) if isinstance(line, Entry)), -1)

    def beside(self, row: int, by: int) -> int:
        """The row of the entry `by` entries on, the last or first one at the ends."""
        rows = [at for at, line in enumerate(self._lines) if isinstance(line, Entry)]
        if not rows:
            return -1
        at = rows.index(row) if row in rows else -1
        return rows[min(max(at + by, 0), len(rows) - 1)]

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """How many lines, headings and all."""
        return 0 if parent.isValid() else len(self._lines)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """A heading is only looked at."""
        entry = isinstance(self._lines[index.row()], Entry)
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable if entry else Qt.ItemFlag.NoItemFlags

    def data(self, index: _Index, role: int = _DISPLAY) -> str | None:
        """The title, and the whole line for screen readers."""
        line = self._lines[index.row()]
        if role not in (_DISPLAY, _SPOKEN):
            return None
        if isinstance(line, str):
            return line
        return line.title if role == _DISPLAY else spoken(line)


def spoken(entry: Entry) -> str:
    """The whole line in words."""
    return ", ".join(part for part in (entry.title, entry.sub, " ".join(entry.codes)) if part)


class EntryDelegate(QStyledItemDelegate):
    """Icon, title with its second line, goal codes at the right; headings small."""

    def __init__(self, kit: Kit, parent: QObject) -> None:
        super().__init__(parent)
        self._look = kit.look

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Two lines, or a heading."""
        del option
        model = index.model()
        heading = isinstance(model, EntryModel) and isinstance(model.line(index.row()), str)
        return QSize(200, self._look.px(HEADING if heading else LINE))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Paint one line."""
        look = self._look
        model = index.model()
        entry = model.line(index.row()) if isinstance(model, EntryModel) else None
        if entry is None:
            return
        box: QRect = option.rect
        state: QStyle.StateFlag = option.state
        side = look.px(14)
        painter.save()
        if isinstance(entry, str):
            painter.setPen(look.colour("text.tertiary"))
            _write(painter, box.adjusted(side, look.px(4), -side, 0), entry, look.font("micro", 600))
            painter.restore()
            return
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, look.colour("accent.tint"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(box, look.colour("bg.hover"))
        size = look.px(17)
        painter.drawPixmap(box.left() + side, box.center().y() - size // 2, look.pixmap(entry.icon, entry.tint, 17))
        end = self._paint_codes(painter, box.right() - side, box.center().y(), entry.codes)
        left = box.left() + side + size + look.px(12)
        self._paint_words(painter, QRect(left, box.top(), end - left - look.px(8), box.height()), entry)
        painter.restore()

    def _paint_words(self, painter: QPainter, box: QRect, entry: Entry) -> None:
        """Title and second line; a title alone stands in the middle."""
        look = self._look
        middle = box.center().y()
        upper = QRect(box.left(), middle - look.px(18), box.width(), look.px(19))
        lower = QRect(box.left(), middle + look.px(1), box.width(), look.px(17))
        painter.setPen(look.colour("text.primary" if entry.sub else entry.tint))
        _write(painter, upper if entry.sub else box, entry.title, look.font("body", 500))
        painter.setPen(look.colour("text.secondary"))
        _write(painter, lower, entry.sub, look.font("small"))

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
