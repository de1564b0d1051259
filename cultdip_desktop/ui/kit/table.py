"""The table view for a `PagedModel`: painted cells, sortable heads, column chooser, keyboard, ticks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QMenu,
    QTableView,
)

from cultdip_desktop.i18n.fold import fold
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.cells import HEAD, CellDelegate
from cultdip_desktop.ui.kit.language import Speech
from cultdip_desktop.ui.kit.model import PagedModel
from cultdip_desktop.ui.kit.ticks import paint_check

ROW: Final = 38
COMPACT_ROW: Final = 30
TWO_LINE_ROW: Final = 50

_TYPE_AHEAD_ROWS: Final = 2000
"""Type-ahead looks this far ahead; longer lists have a search field."""


class TableView(QTableView):
    """Shows a `PagedModel`. Enter and double click open; the menu key and right click ask for the menu."""

    opened = Signal(str)
    """Id of the row to open."""

    selected = Signal(str)
    """Id of the current row, "" when none."""

    menu_asked = Signal(str, QPoint)
    """Id under the pointer, and where on the screen: offer the inspector's actions."""

    def __init__(self, kit: Kit, model: PagedModel[Any], name: Speech, *, row_height: int = ROW) -> None:
        """`name` is for screen readers; `row_height` is `ROW`, `COMPACT_ROW` or `TWO_LINE_ROW`."""
        super().__init__()
        self._kit = kit
        self.paged = model
        self.row_height = row_height
        self.hovered = -1
        self.ruled = True
        self.heads: dict[int, Speech] = {}
        self.setModel(model)
        self.setItemDelegate(CellDelegate(kit, self, self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._ask_menu)
        self.doubleClicked.connect(lambda index: self._open(index.row()))
        self.verticalHeader().hide()
        self._set_up_header()
        self.selectionModel().currentRowChanged.connect(lambda now, _old: self.selected.emit(model.id_at(now.row())))
        kit.name(self, name)
        kit.look.changed.connect(self._resize_rows)
        self._resize_rows()

    def show_heads(self, heads: Mapping[int, Speech]) -> None:
        """Let these rows begin groups, each under a line of its own; the line is no row and cannot be chosen."""
        for row in self.heads:
            if row < self.paged.rowCount():
                self.setRowHeight(row, self._kit.look.px(self.row_height))
        self.heads = dict(heads)
        self._resize_heads()
        self.viewport().update()

    def current_id(self) -> str:
        """Id of the current row, or nothing."""
        return self.paged.id_at(self.currentIndex().row())

    def select(self, identifier: str) -> bool:
        """Make the row of `identifier` current and bring it into view; False when it is not listed."""
        row = self.paged.row_of(identifier)
        if row < 0:
            return False
        self.setCurrentIndex(self.model().index(row, 0))
        self.scrollTo(self.currentIndex())
        return True

    def select_near(self, row: int, above: int) -> None:
        """Make `row` current, with at most `above` rows before it in view."""
        model = self.model()
        self.setCurrentIndex(model.index(row, 0))
        self.scrollTo(model.index(max(0, row - above), 0), QAbstractItemView.ScrollHint.PositionAtTop)

    def show_sort(self, key: str, *, descending: bool) -> None:
        """Show the order in force on its head, without asking for it."""
        keys = [column.key for column in self.paged.columns]
        order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        header = self.horizontalHeader()
        header.blockSignals(True)
        header.setSortIndicator(keys.index(key) if key in keys else -1, order)
        header.blockSignals(False)
        header.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, Space ticks, Home and End jump, letters look for the first text that begins so."""
        key, row = event.key(), self.currentIndex().row()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(row)
        elif key == Qt.Key.Key_Space and self._check_column() >= 0 and self.paged.id_at(row):
            self.paged.toggle(self.paged.id_at(row))
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End) and self.paged.ids:
            self.select(self.paged.ids[0 if key == Qt.Key.Key_Home else -1])
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Find the next row whose main text begins with what was typed, whatever its marks."""
        column = next((i for i, part in enumerate(self.paged.columns) if part.form in ("text", "two-line")), -1)
        if column < 0 or not self.paged.ids:
            return
        start, count = max(self.currentIndex().row(), 0), len(self.paged.ids)
        wanted = fold(search)
        for step in range(1, min(count, _TYPE_AHEAD_ROWS) + 1):
            row = (start + step) % count
            cell = self.paged.cell(row, column)
            if cell is not None and fold(cell.text).startswith(wanted):
                self.select(self.paged.ids[row])
                return

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click in the check column ticks."""
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and index.column() == self._check_column() and self.paged.ids:
            self.paged.toggle(self.paged.id_at(index.row()))
            return
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Light the row under the mouse."""
        super().mouseMoveEvent(event)
        self._hover(self.indexAt(event.position().toPoint()).row())

    def leaveEvent(self, event: Any) -> None:
        """No row is under the mouse."""
        super().leaveEvent(event)
        self._hover(-1)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Say the message instead of rows; draw the focus around the current row."""
        message = self.paged.message
        if message:
            painter = QPainter(self.viewport())
            painter.setFont(self._kit.look.font("body"))
            painter.setPen(self._kit.look.colour("text.secondary"))
            area = self.viewport().rect().adjusted(20, 12, -20, -4)
            painter.drawText(area, int(Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap), message)
            return
        super().paintEvent(event)
        if self.heads:
            self._paint_heads()
        if self.hasFocus() and self.currentIndex().isValid():
            self._paint_focus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width among the columns."""
        super().resizeEvent(event)
        self._share_width()

    def _set_up_header(self) -> None:
        header = _Header(self._kit, self)
        self.setHorizontalHeader(header)
        header.setSectionsClickable(True)
        header.setSortIndicatorShown(False)
        header.setHighlightSections(False)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self._choose_columns)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        header.sectionClicked.connect(self._head_clicked)

    def _head_clicked(self, section: int) -> None:
        column = self.paged.columns[section]
        if column.form == "check":
            self.paged.check_all(on=len(self.paged.checked) < len(self.paged.ids))
        elif column.sortable:
            key, descending = self.paged.sorted_by
            down = key == column.key and not descending
            self.show_sort(column.key, descending=down)
            self.paged.sort(section, Qt.SortOrder.DescendingOrder if down else Qt.SortOrder.AscendingOrder)

    def _choose_columns(self, point: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for section, column in enumerate(self.paged.columns):
            if column.hideable and column.form != "check":
                action = QAction(self._kit.say(column.title).replace("&", "&&"), menu)
                action.setCheckable(True)
                action.setChecked(not self.isColumnHidden(section))
                action.toggled.connect(lambda on, at=section: self._show_column(at, shown=on))
                menu.addAction(action)
        menu.popup(self.horizontalHeader().mapToGlobal(point))

    def _show_column(self, section: int, *, shown: bool) -> None:
        self.setColumnHidden(section, not shown)
        self._share_width()

    def _share_width(self) -> None:
        look = self._kit.look
        shown = [i for i in range(len(self.paged.columns)) if not self.isColumnHidden(i)]
        widths = {i: look.px(self.paged.columns[i].width) for i in shown}
        spare = self.viewport().width() - sum(widths.values())
        stretching = [i for i in shown if self.paged.columns[i].stretch]
        if spare > 0 and stretching:
            for i in stretching:
                widths[i] += spare // len(stretching)
            widths[stretching[-1]] += spare % len(stretching)
        for i, width in widths.items():
            self.setColumnWidth(i, width)

    def _resize_rows(self) -> None:
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(self._kit.look.px(self.row_height))
        self.horizontalHeader().setFixedHeight(self._kit.look.px(32))
        self._resize_heads()
        self._share_width()

    def _resize_heads(self) -> None:
        for row in self.heads:
            if row < self.paged.rowCount():
                self.setRowHeight(row, self._kit.look.px(self.row_height + HEAD))

    def _paint_heads(self) -> None:
        look, painter = self._kit.look, QPainter(self.viewport())
        for row, speech in self.heads.items():
            top = self.rowViewportPosition(row)
            if row >= self.paged.rowCount() or top > self.viewport().height() or top + look.px(HEAD) < 0:
                continue
            band = QRect(0, top, self.viewport().width(), look.px(HEAD))
            painter.fillRect(band, look.colour("bg.sunken"))
            painter.fillRect(QRect(0, band.bottom(), band.width(), 1), look.colour("border.subtle"))
            painter.setFont(look.font("small", 600))
            painter.setPen(look.colour("text.secondary"))
            inner = band.adjusted(look.px(10), 0, -look.px(10), 0)
            painter.drawText(
                inner, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), self._kit.say(speech)
            )

    def _check_column(self) -> int:
        return 0 if self.paged.columns[0].form == "check" else -1

    def _open(self, row: int) -> None:
        identifier = self.paged.id_at(row)
        if identifier:
            self.opened.emit(identifier)

    def _ask_menu(self, point: QPoint) -> None:
        index = self.indexAt(point)
        if not index.isValid():
            index = self.currentIndex()  # the menu key
        if index.isValid() and self.paged.ids:
            self.setCurrentIndex(index)
            self.menu_asked.emit(self.paged.id_at(index.row()), self.viewport().mapToGlobal(point))

    def _hover(self, row: int) -> None:
        if row != self.hovered:
            self.hovered = row
            self.viewport().update()

    def _paint_focus(self) -> None:
        row = self.currentIndex().row()
        box = QRect(0, self.rowViewportPosition(row), self.viewport().width(), self.rowHeight(row) - 1)
        if row in self.heads:
            box.setTop(box.top() + self._kit.look.px(HEAD))
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._kit.look.colour("accent"), 2))
        painter.drawRoundedRect(QRectF(box).adjusted(1, 1, -1, -1), 4, 4)


class _Header(QHeaderView):
    """The head line: grey words, an arrow where it is sorted, a tick box over the check column."""

    def __init__(self, kit: Kit, table: TableView) -> None:
        super().__init__(Qt.Orientation.Horizontal, table)
        self._kit = kit
        self._table = table
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N803 - Qt's name
        """Paint one head."""
        look, model = self._kit.look, self._table.paged
        column = model.columns[logicalIndex]
        painter.save()
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), look.colour("border.subtle"))
        if column.form == "check":
            self._paint_all(painter, rect)
        else:
            self._paint_title(painter, rect, self._kit.say(column.title), right=column.form == "number")
            key, descending = self._sorted()
            if key == column.key:
                self._paint_arrow(painter, rect, right=column.form == "number", descending=descending)
        painter.restore()

    def _sorted(self) -> tuple[str, bool]:
        section = self.sortIndicatorSection()
        if not 0 <= section < len(self._table.paged.columns):
            return "", False
        return self._table.paged.columns[section].key, self.sortIndicatorOrder() == Qt.SortOrder.DescendingOrder

    def _paint_title(self, painter: QPainter, rect: QRect, text: str, *, right: bool) -> None:
        look = self._kit.look
        painter.setFont(look.font("small", 500))
        painter.setPen(look.colour("text.secondary"))
        area = rect.adjusted(look.px(10), 0, -look.px(10), 0)
        shown = look.metrics("small", 500).elidedText(text, Qt.TextElideMode.ElideRight, area.width() + 1)
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        painter.drawText(area, int(side | Qt.AlignmentFlag.AlignVCenter), shown)

    def _paint_arrow(self, painter: QPainter, rect: QRect, *, right: bool, descending: bool) -> None:
        look = self._kit.look
        size = look.px(11)
        text = self._kit.say(self._table.paged.columns[self.sortIndicatorSection()].title)
        words = look.metrics("small", 500).horizontalAdvance(text)
        lead = look.px(10)
        x = rect.right() - lead - words - size - 4 if right else rect.left() + lead + words + 4
        x = min(max(x, rect.left()), rect.right() - size)
        picture = look.pixmap("arrow-down" if descending else "arrow-up", "text.secondary", 11)
        painter.drawPixmap(QPointF(x, rect.center().y() + 1 - size / 2), picture)

    def _paint_all(self, painter: QPainter, rect: QRect) -> None:
        look, model = self._kit.look, self._table.paged
        size = look.px(18)
        place = QRectF(rect.left() + (rect.width() - size) / 2, rect.top() + (rect.height() - size) / 2, size, size)
        count = len(model.checked)
        state = None if 0 < count < len(model.ids) else count > 0
        paint_check(painter, look, place, state)
