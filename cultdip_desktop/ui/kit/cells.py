"""How the cells of tables look: text, number, two lines, pill, codes, bar, tick; painted from tokens."""

from __future__ import annotations

from typing import Any, Final, Protocol

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.language import Speech
from cultdip_desktop.ui.kit.marks import Mark, code_width, paint_code, paint_pill
from cultdip_desktop.ui.kit.model import EMPTY_TEXT, Cell, Form, PagedModel
from cultdip_desktop.ui.kit.surfaces import paint_bar
from cultdip_desktop.ui.kit.ticks import paint_check

_TEXT_TONES: Final = {
    "": "text.primary",
    "secondary": "text.secondary",
    "tertiary": "text.tertiary",
    "ok": "accent.text",
    "warn": "warn.text",
    "danger": "danger.text",
    "info": "info.text",
    "accent": "accent.text",
}


_MARK: Final = 12
"""Of the icon after a title, px."""

_LEFT: Final = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT: Final = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_SELECTED: Final = QStyle.StateFlag.State_Selected


HEAD: Final = 28
"""Height of the line above a row that begins a group, px at 100 %."""


class _Rows(Protocol):
    """What the delegate asks of its view."""

    paged: PagedModel[Any]
    hovered: int
    row_height: int
    ruled: bool
    """Whether a line parts the rows."""

    heads: dict[int, Speech]
    """Rows that begin a group, with what stands above them."""


class CellDelegate(QStyledItemDelegate):
    """Paints every form of cell from tokens."""

    def __init__(self, kit: Kit, view: _Rows, parent: QObject) -> None:
        super().__init__(parent)
        self._kit = kit
        self._view = view

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint one cell with its row's surface. The cell is asked of the model itself: Qt's way is twice as long."""
        look, paged = self._kit.look, self._view.paged
        row, column = index.row(), index.column()
        box: QRect = option.rect
        if row in self._view.heads:
            box = box.adjusted(0, look.px(HEAD), 0, 0)
        state: QStyle.StateFlag = option.state
        self._paint_surface(painter, box, row, selected=_SELECTED in state)
        form: Form = paged.columns[column].form
        cell = paged.cell(row, column) if paged.ids else None
        if form == "check" and paged.ids:
            on = paged.is_checked(row)
            size = look.px(18)
            place = QRectF(box.left() + (box.width() - size) / 2, box.top() + (box.height() - size) / 2, size, size)
            paint_check(painter, look, place, on)
        elif cell is not None:
            inner = box.adjusted(look.px(10), 0, -look.px(10), -1)
            self._paint_cell(painter, inner, cell, form)

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Heights are set by the view; widths by the columns."""
        del option, index
        return QSize(40, self._kit.look.px(self._view.row_height))

    def _paint_surface(self, painter: QPainter, box: QRect, row: int, *, selected: bool) -> None:
        look = self._kit.look
        if selected:
            painter.fillRect(box, look.colour("accent.tint"))
        elif row == self._view.hovered:
            painter.fillRect(box, look.colour("bg.hover"))
        if self._view.ruled:
            line = QRect(box.left(), box.bottom(), box.width(), 1)
            painter.fillRect(line, look.colour("border.subtle"))

    def _paint_cell(self, painter: QPainter, box: QRect, cell: Cell, form: Form) -> None:
        if form == "pill" and cell.text:
            mark = Mark(cell.icon, cell.tone or "neutral")
            paint_pill(painter, self._kit.look, box.left(), box.center().y() + 1, box.width(), cell.text, mark)
        elif form == "codes":
            self._paint_codes(painter, box, cell)
        elif form == "bar" and cell.share is not None:
            self._paint_bar(painter, box, cell, cell.share)
        elif form == "two-line":
            self._paint_two_lines(painter, box, cell)
        else:
            self._paint_text(painter, box, cell, number=form == "number")

    def _paint_text(self, painter: QPainter, box: QRect, cell: Cell, *, number: bool) -> None:
        look = self._kit.look
        left = self._paint_icon(painter, box, cell)
        area = QRect(left, box.top(), box.right() + 1 - left, box.height())
        shown = cell.text or ("" if cell.icon else EMPTY_TEXT)
        weight = 600 if cell.strong else 400
        tone = _TEXT_TONES[cell.tone] if cell.text else "text.tertiary"
        seen = self._words(painter, area, shown, "body", weight, tone, right=number)
        if cell.sub and not number:
            used = look.metrics("body", weight).horizontalAdvance(seen)
            rest = area.adjusted(used + look.px(6), 0, 0, 0)
            self._words(painter, rest, cell.sub, "body", 400, "text.secondary")

    def _paint_two_lines(self, painter: QPainter, box: QRect, cell: Cell) -> None:
        look = self._kit.look
        left = self._paint_icon(painter, box, cell)
        high, low = look.px(20), look.px(16)
        top = box.top() + (box.height() - high - low) // 2
        width = box.right() + 1 - left
        tone = _TEXT_TONES[cell.tone]
        room = width - look.px(_MARK + 6) if cell.mark else width
        seen = self._words(painter, QRect(left, top, room, high), cell.text or EMPTY_TEXT, "body", 500, tone)
        if cell.mark:
            after = left + look.metrics("body", 500).horizontalAdvance(seen) + look.px(6)
            mark = look.pixmap(cell.mark, "text.secondary", _MARK)
            painter.drawPixmap(QPointF(after, top + (high - look.px(_MARK)) / 2 + 1), mark)
        self._words(painter, QRect(left, top + high, width, low), cell.sub, "small", 400, "text.secondary")

    def _paint_codes(self, painter: QPainter, box: QRect, cell: Cell) -> None:
        look = self._kit.look
        x = box.left()
        for position, code in enumerate(cell.codes):
            rest = len(cell.codes) - position
            if x + code_width(look, code) > box.right() + 1 - (look.px(24) if rest > 1 else 0):
                self._words(
                    painter, QRect(x, box.top(), look.px(24), box.height()), f"+{rest}", "small", 500, "text.secondary"
                )
                return
            x += paint_code(painter, look, x, box.center().y() + 1, code) + look.px(4)
        if not cell.codes:
            self._words(painter, box, EMPTY_TEXT, "body", 400, "text.tertiary")

    def _paint_bar(self, painter: QPainter, box: QRect, cell: Cell, share: float) -> None:
        look = self._kit.look
        middle = box.center().y() + 1
        high = look.px(16)
        self._words(
            painter, QRect(box.left(), middle - high, box.width(), high), cell.text, "small", 500, "text.primary"
        )
        side = QRect(box.left(), middle - high, box.width(), high)
        self._words(painter, side, cell.sub, "small", 400, "text.secondary", right=True)
        token = "gold.fill" if cell.tone == "warn" else "accent"
        paint_bar(painter, look, QRect(box.left(), middle + look.px(3), box.width(), look.px(4)), [(share, token)])

    def _paint_icon(self, painter: QPainter, box: QRect, cell: Cell) -> int:
        if not cell.icon:
            return box.left()
        look = self._kit.look
        top = box.top() + (box.height() - look.px(16)) / 2
        tint = _TEXT_TONES.get(cell.tone, "text.secondary") if cell.tone else "text.secondary"
        painter.drawPixmap(QPointF(box.left(), top), look.pixmap(cell.icon, tint, 16))
        return box.left() + look.px(16) + look.px(8)

    def _words(
        self,
        painter: QPainter,
        area: QRect,
        text: str,
        style: str,
        weight: int,
        tint: str,
        *,
        right: bool = False,
    ) -> str:
        """Draw one line, cut where it does not fit; gives what is seen of it."""
        look = self._kit.look
        measure = look.metrics(style, weight)
        shown = measure.elidedText(text, Qt.TextElideMode.ElideRight, area.width() + 1)
        painter.setFont(look.font(style, weight))
        painter.setPen(look.colour(tint))
        painter.drawText(area, _RIGHT if right else _LEFT, shown)
        return shown
