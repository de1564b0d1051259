"""How the matrix looks: numbers on heat, dashed gaps with a triangle, planned events outlined, a bar for the year."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QObject, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from cultdip_desktop.domain.coverage import Cell, YearTotal
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.marks import code_width, paint_code
from cultdip_desktop.ui.kit.surfaces import paint_bar
from cultdip_desktop.ui.kit.theme import Look
from cultdip_desktop.ui.rooms.goals import phrases
from cultdip_desktop.ui.rooms.goals.matrix import LINE_ROLE, Index, Line, Matrix

YEAR_GAP: Final = 10
"""Air before the first quarter of a year, px at 100 %."""

NAME_LEFT: Final = 14
_CELL_GAP: Final = 2
_RADIUS: Final = 4
_STEPS: Final = (
    (6, "heat.4", "accent.on"),
    (4, "heat.3", "heat.3.text"),
    (2, "heat.2", "text.primary"),
    (1, "heat.1", "text.primary"),
)
LEGEND: Final = (("0", 0), ("1", 1), ("2–3", 2), ("4–5", 4), ("6+", 6))


class MatrixDelegate(QStyledItemDelegate):
    """Paints names, cells and totals from tokens."""

    def __init__(self, kit: Kit, model: Matrix, parent: QObject) -> None:
        super().__init__(parent)
        self._kit = kit
        self._model = model

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one place with its line's rule."""
        look = self._kit.look
        line: Line = index.data(LINE_ROLE)
        box: QRect = option.rect
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if line.row is None:
            self._paint_section(painter, box, line, chosen=chosen)
        else:
            painter.fillRect(QRect(box.left(), box.bottom(), box.width(), 1), look.colour("border.subtle"))
            cell, total = self._model.cell(index), self._model.total(index)
            if cell is not None:
                lead = look.px(YEAR_GAP) if cell.quarter.part == "Q1" else 0
                paint_cell(painter, look, QRectF(box.adjusted(lead + _CELL_GAP, 3, -_CELL_GAP, -4)), cell)
                if chosen:
                    self._paint_ring(painter, QRectF(box.adjusted(lead + 1, 2, -1, -3)))
            elif total is not None:
                self._paint_total(painter, box.adjusted(look.px(14), 0, -look.px(14), -1), total)
                if chosen:
                    self._paint_ring(painter, QRectF(box.adjusted(look.px(6), 2, -look.px(6), -3)))
            else:
                self._paint_name(painter, box, line, chosen=chosen)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Sizes are the view's."""
        del option, index
        return QSize(40, 30)

    def _paint_section(self, painter: QPainter, box: QRect, line: Line, *, chosen: bool) -> None:
        look = self._kit.look
        painter.fillRect(box, look.colour("bg.hover" if not chosen else "accent.tint"))
        painter.fillRect(QRect(box.left(), box.bottom(), box.width(), 1), look.colour("border.subtle"))
        x = box.left() + look.px(NAME_LEFT)
        if self._model.can_fold(line):
            x += self._paint_chevron(painter, x, box, opened=self._model.is_open(line))
        text = self._kit.say(phrases.SECTIONS[line.section])
        if self._model.can_fold(line):
            text = f"{text} · {line.size}"
        self._words(
            painter, QRect(x, box.top(), box.right() - x, box.height() - 1), text, "micro", 600, "text.secondary"
        )

    def _paint_name(self, painter: QPainter, box: QRect, line: Line, *, chosen: bool) -> None:
        look, row, catalogue = self._kit.look, line.row, self._model.catalogue
        if row is None or catalogue is None:
            return
        if chosen:
            painter.fillRect(box.adjusted(0, 0, 0, -1), look.colour("accent.tint"))
        x = box.left() + look.px(NAME_LEFT) + look.px(18) * row.depth
        if row.children:
            self._paint_chevron(painter, x - look.px(13), box, opened=self._model.is_open(line))
        middle = box.center().y()
        x += paint_code(painter, look, x, middle, row.code) + look.px(8)
        end = box.right() - look.px(8)
        if row.alarms:
            size = look.px(15)
            painter.drawPixmap(
                QPointF(end - size, middle - size / 2 + 1), look.pixmap("triangle-alert", "warn.text", 15)
            )
            end -= size + look.px(6)
        weight = 600 if row.alarms else 500 if not row.depth else 400
        tint = "text.primary" if not row.depth else "text.secondary"
        name = self._kit.say(phrases.goal_name(catalogue, row.code))
        self._words(painter, QRect(x, box.top(), end - x, box.height() - 1), name, "body", weight, tint)

    def _paint_chevron(self, painter: QPainter, x: int, box: QRect, *, opened: bool) -> int:
        look = self._kit.look
        name = "chevron-down" if opened else "chevron-right"
        painter.drawPixmap(QPointF(x, box.center().y() - look.px(12) / 2 + 1), look.pixmap(name, "text.secondary", 12))
        return look.px(16)

    def _paint_total(self, painter: QPainter, box: QRect, total: YearTotal) -> None:
        look = self._kit.look
        behind = self._model.behind(total)
        high = look.px(16)
        top = QRect(box.left(), box.center().y() + 2 - high, box.width(), high)
        count = self._kit.say(phrases.whole(total.count.events))
        if total.target is None:
            self._words(painter, box, count if total.count.events else "–", "small", 500, "text.secondary")
            return
        tint = "warn.text" if behind else "text.primary"
        shown = f"{count}/{self._kit.say(phrases.whole(total.target))}"
        self._words(painter, top, shown, "small", 600 if behind else 500, tint)
        percent = self._kit.say(phrases.share(total.share or 0.0))
        self._words(painter, top, percent, "small", 400, "text.secondary", right=True)
        target = max(total.target, 1)
        held = min(total.count.held / target, 1.0)
        planned = min(total.count.planned / target, 1.0 - held)
        parts = [(held, "gold.fill" if behind else "accent"), (planned, "warn.line" if behind else "heat.2")]
        paint_bar(painter, look, QRect(box.left(), top.bottom() + look.px(3), box.width(), look.px(4)), parts)

    def _paint_ring(self, painter: QPainter, box: QRectF) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(self._kit.look.colour("accent"), 2))
        painter.drawRoundedRect(box, _RADIUS + 1, _RADIUS + 1)

    def _words(
        self, painter: QPainter, box: QRect, text: str, style: str, weight: int, tint: str, *, right: bool = False
    ) -> None:
        font = self._kit.look.font(style, weight)
        painter.setFont(font)
        painter.setPen(self._kit.look.colour(tint))
        shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, box.width() + 1)
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        painter.drawText(box, int(side | Qt.AlignmentFlag.AlignVCenter), shown)


def name_width(look: Look, model: Matrix, words: list[str]) -> int:
    """What the widest of the names with their codes needs, px."""
    measure = QFontMetrics(look.font("body", 600))
    codes = max((code_width(look, line.row.code) for line in model.lines if line.row is not None), default=0)
    return max((measure.horizontalAdvance(text) for text in words), default=0) + codes + look.px(NAME_LEFT + 8 + 30)


def paint_cell(painter: QPainter, look: Look, box: QRectF, cell: Cell) -> None:
    """One quarter of one goal."""
    count = cell.count
    if count.held:
        token, ink = _heat(count.held)
        _fill(painter, look, box, token)
        _number(painter, look, box, count.held, count.planned, ink)
    elif count.planned:
        _outline(painter, look, box, "border.strong", 1)
        _number(painter, look, box, count.planned, 0, "text.primary")
    elif cell.gap:
        _outline(painter, look, box, "warn.text", 2)
        _icon(painter, look, box, "triangle-alert", "warn.text")
    elif cell.explained:
        _outline(painter, look, box, "border.strong", 1)
        _icon(painter, look, box, "message-square", "text.secondary")
    else:
        if cell.begun:
            _fill(painter, look, box, "heat.0")
        else:
            _outline(painter, look, box, "border.control", 1)
        _text(painter, look, box, "–", "text.tertiary")


class Swatch(QWidget):
    """One mark of the legend; the words beside it say what it means."""

    def __init__(self, kit: Kit, kind: str, held: int = 0) -> None:
        """`kind` is `held`, `gap`, `explained` or `planned`."""
        super().__init__()
        self._look = kit.look
        self._kind = kind
        self._held = held
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        kit.look.changed.connect(self._refresh)

    def sizeHint(self) -> QSize:
        """A small cell."""
        return QSize(self._look.px(18), self._look.px(14))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint it as the matrix does."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect())
        if self._kind == "held":
            _fill(painter, self._look, box, _heat(self._held)[0] if self._held else "heat.0")
            painter.setPen(QPen(self._look.colour("border.control"), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), _RADIUS, _RADIUS)
        elif self._kind == "gap":
            _outline(painter, self._look, box, "warn.text", 2)
        else:
            _outline(painter, self._look, box, "border.strong", 1)
        if self._kind == "explained":
            _icon(painter, self._look, box, "message-square", "text.secondary", 9)

    def _refresh(self) -> None:
        self.updateGeometry()
        self.update()


def _heat(held: int) -> tuple[str, str]:
    return next((token, ink) for least, token, ink in _STEPS if held >= least)


def _fill(painter: QPainter, look: Look, box: QRectF, token: str) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.colour(token))
    painter.drawRoundedRect(box, _RADIUS, _RADIUS)


def _outline(painter: QPainter, look: Look, box: QRectF, token: str, width: int) -> None:
    pen = QPen(look.colour(token), width)
    pen.setDashPattern([3.0, 2.0] if width > 1 else [3.0, 3.0])
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    inset = width / 2
    painter.drawRoundedRect(box.adjusted(inset, inset, -inset, -inset), _RADIUS, _RADIUS)


def _icon(painter: QPainter, look: Look, box: QRectF, name: str, tint: str, size: int = 13) -> None:
    side = look.px(size)
    painter.drawPixmap(QPointF(box.center().x() - side / 2, box.center().y() - side / 2), look.pixmap(name, tint, size))


def _number(painter: QPainter, look: Look, box: QRectF, main: int, more: int, tint: str) -> None:
    if not more:
        _text(painter, look, box, str(main), tint)
        return
    big, small = QFontMetrics(look.font("body", 600)), QFontMetrics(look.font("micro", 500))
    text, added = str(main), f"+{more}"
    wide = big.horizontalAdvance(text) + look.px(2) + small.horizontalAdvance(added)
    left = box.center().x() - wide / 2
    first = QRectF(left, box.top(), big.horizontalAdvance(text) + 1, box.height())
    _text(painter, look, first, text, tint)
    painter.setFont(look.font("micro", 500))
    rest = QRectF(first.right() + look.px(2), box.top(), small.horizontalAdvance(added) + 2, box.height() + 2)
    painter.drawText(rest, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), added)


def _text(painter: QPainter, look: Look, box: QRectF, text: str, tint: str) -> None:
    painter.setFont(look.font("body", 600))
    painter.setPen(look.colour(tint))
    painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), text)
