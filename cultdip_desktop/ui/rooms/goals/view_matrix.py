"""The matrix: a table that is walked cell by cell, with years over the quarters, and its legend in words."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from cultdip_desktop.domain.coverage import Cell
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.language import c, t
from cultdip_desktop.ui.kit.surfaces import FlowRow, boxed, row
from cultdip_desktop.ui.kit.text import PlainLabel
from cultdip_desktop.ui.rooms.goals import phrases
from cultdip_desktop.ui.rooms.goals.matrix import Index, Matrix, Spot
from cultdip_desktop.ui.rooms.goals.matrix_paint import LEGEND, YEAR_GAP, MatrixDelegate, Swatch

_ROW: Final = 36
_SECTION: Final = 25
_HEAD: Final = 46
_CELL: Final = 44
_CELL_MOST: Final = 72
_TOTAL: Final = 112
_NAME_LEAST: Final = 190
_NAME_MOST: Final = 420


class MatrixView(QTableView):
    """Arrows walk, Space folds, Enter opens the details, F8 goes to the next gap."""

    chosen = Signal(object)
    """The `Spot` that is current now."""

    opened = Signal(object)
    """The `Spot` whose details are asked for."""

    menu_asked = Signal(object, QPoint)

    def __init__(self, kit: Kit, model: Matrix) -> None:
        super().__init__()
        self._kit = kit
        self.matrix = model
        self._keeping = False
        self.setModel(model)
        self.setItemDelegate(MatrixDelegate(kit, model, self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._ask_menu)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setMinimumSectionSize(8)
        self.setHorizontalHeader(_Head(kit, self))
        kit.name(self, t("Goals by quarters"))
        kit.look.changed.connect(self._fit)
        model.modelReset.connect(self._fit)
        model.modelAboutToBeReset.connect(self._remember)
        self._kept: Spot | None = None

    @property
    def spot(self) -> Spot | None:
        """The place that is current."""
        return self.matrix.spot(self.currentIndex())

    def select(self, spot: Spot) -> bool:
        """Make a place current and bring it into view; False where it does not exist."""
        self.matrix.reveal(spot.code)
        place = self.matrix.place(spot)
        if not place.isValid():
            return False
        self.setCurrentIndex(place)
        self.scrollTo(place)
        return True

    def fill(self) -> None:
        """Unfold whole sections while there is room for them: a large screen shows more rather than air."""
        look, model = self._kit.look, self.matrix
        room = self.viewport().height() - sum(self.rowHeight(at) for at in range(model.rowCount()))
        for at in reversed([at for at, line in enumerate(model.lines) if line.row is None and model.can_fold(line)]):
            needed = model.lines[at].size * look.px(_ROW)
            if not model.is_open(model.lines[at]) and needed <= room:
                room -= needed
                model.toggle(at)

    def next_gap(self, by: int = 1) -> bool:
        """Go to the next (or previous) gap, column by column from the present place; False when there is none."""
        coverage = self.matrix.coverage
        gaps = coverage.gaps() if coverage is not None else ()
        if not gaps:
            return False
        order = sorted(gaps, key=self._order)
        here = self._here()
        after = [cell for cell in order if self._order(cell) > here]
        before = [cell for cell in order if self._order(cell) < here]
        found = (after[0] if after else order[0]) if by > 0 else (before[-1] if before else order[-1])
        return self.select(Spot(found.code, found.quarter))

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell what stands behind the new place."""
        super().currentChanged(current, previous)
        spot = self.matrix.spot(current)
        if spot is not None and not self._keeping:
            self.chosen.emit(spot)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, Space folds; everything else walks."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            line = self.currentIndex().row()
            spot = self.spot
            if spot is not None:
                self.opened.emit(spot)
            elif line >= 0:
                self._toggle(line)
        elif event.key() == Qt.Key.Key_Space:
            self._toggle(self.currentIndex().row())
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on a section, or on the arrow before a code, folds it."""
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and event.button() == Qt.MouseButton.LeftButton:
            line = self.matrix.lines[index.row()]
            arrow = self._kit.look.px(16 + 18 * (line.row.depth if line.row is not None else 0))
            if self.matrix.can_fold(line) and (
                line.row is None or (not index.column() and event.position().x() < arrow)
            ):
                self._toggle(index.row())
                return
        super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open the details."""
        super().mouseDoubleClickEvent(event)
        spot = self.matrix.spot(self.indexAt(event.position().toPoint()))
        if spot is not None:
            self.opened.emit(spot)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width among the columns."""
        super().resizeEvent(event)
        self._share_width()

    def _toggle(self, line: int) -> None:
        if not 0 <= line < len(self.matrix.lines):
            return
        key = self.matrix.lines[line].key
        self.matrix.toggle(line)
        at = next((at for at, one in enumerate(self.matrix.lines) if one.key == key), -1)
        if at >= 0:
            self.setCurrentIndex(self.matrix.index(at, 0))

    def _order(self, cell: Cell) -> tuple[int, int]:
        return self._column(cell.quarter.year, cell.quarter.part), self._line(cell.code)

    def _column(self, year: int, part: str) -> int:
        return next((at for at, one in enumerate(self.matrix.quarters, 1) if (one.year, one.part) == (year, part)), 0)

    def _line(self, code: str) -> int:
        coverage = self.matrix.coverage
        return next((at for at, one in enumerate(coverage.rows) if one.code == code), -1) if coverage else -1

    def _here(self) -> tuple[int, int]:
        spot = self.spot
        if spot is None or spot.quarter is None:
            return (0, -1) if spot is None else (0, self._line(spot.code))
        return self._column(spot.quarter.year, spot.quarter.part), self._line(spot.code)

    def _remember(self) -> None:
        self._kept = self.spot

    def _fit(self) -> None:
        """Heights, spans and widths for the lines and quarters that there are now."""
        look, model = self._kit.look, self.matrix
        header = self.verticalHeader()
        header.setDefaultSectionSize(look.px(_ROW))
        self.clearSpans()
        for at, line in enumerate(model.lines):
            header.resizeSection(at, look.px(_SECTION if line.row is None else _ROW))
            if line.row is None:
                self.setSpan(at, 0, 1, model.columnCount())
        self.horizontalHeader().setFixedHeight(look.px(_HEAD))
        self._share_width()
        if self._kept is not None:
            self._keeping = True
            self.select(self._kept)
            self._keeping = False

    def _share_width(self) -> None:
        look, count = self._kit.look, len(self.matrix.quarters)
        if not count:
            return
        years = sum(quarter.part == "Q1" for quarter in self.matrix.quarters)
        fixed = look.px(_TOTAL) + years * look.px(YEAR_GAP)
        room = self.viewport().width() - fixed
        name = min(max(room - count * look.px(_CELL), look.px(_NAME_LEAST)), look.px(_NAME_MOST))
        cell = min(max((room - name) // count, look.px(_CELL)), look.px(_CELL_MOST))
        for at, quarter in enumerate(self.matrix.quarters, 1):
            self.setColumnWidth(at, cell + (look.px(YEAR_GAP) if quarter.part == "Q1" else 0))
        self.setColumnWidth(count + 1, look.px(_TOTAL))
        used = sum(self.columnWidth(at) for at in range(1, count + 2))
        self.setColumnWidth(0, max(self.viewport().width() - used, look.px(_NAME_LEAST)))

    def _ask_menu(self, point: QPoint) -> None:
        index = self.indexAt(point)
        if index.isValid() and self.matrix.spot(index) is not None:
            self.setCurrentIndex(index)
        if self.spot is not None:
            self.menu_asked.emit(self.spot, self.viewport().mapToGlobal(point))


class _Head(QHeaderView):
    """Two lines: the year over its quarters, the quarters below; the present quarter in the accent."""

    def __init__(self, kit: Kit, view: MatrixView) -> None:
        super().__init__(Qt.Orientation.Horizontal, view)
        self._kit = kit
        self._view = view
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setSectionsClickable(False)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint both lines."""
        del event
        look, model = self._kit.look, self._view.matrix
        painter = QPainter(self.viewport())
        low = self.height() - 1
        painter.fillRect(QRect(0, low, self.width(), 1), look.colour("border.subtle"))
        lead = look.px(14)
        words = self._kit.say
        self._words(painter, self._box(0).adjusted(lead, 0, 0, 0), words(t("Goal · solution")), right=False)
        middle = self.height() // 2
        present = model.coverage.present if model.coverage is not None else None
        for year in dict.fromkeys(quarter.year for quarter in model.quarters):
            columns = [at for at, quarter in enumerate(model.quarters, 1) if quarter.year == year]
            first, last = self._box(columns[0]), self._box(columns[-1])
            over = QRect(first.left(), look.px(4), last.right() - first.left(), middle - look.px(4))
            self._words(painter, over.adjusted(look.px(YEAR_GAP), 0, 0, 0), str(year), strong=True)
        for at, quarter in enumerate(model.quarters, 1):
            box = self._box(at).adjusted(look.px(YEAR_GAP) if quarter.part == "Q1" else 0, middle - 2, 0, -look.px(3))
            name = words(phrases.quarter_alone(int(quarter.part[1])))
            self._words(painter, box, name, strong=quarter == present, tint="accent.text" if quarter == present else "")
        if model.quarters:
            text = words(t("{year}, with what is planned", year=model.total_year))
            box = self._box(len(model.quarters) + 1).adjusted(look.px(14), 0, -look.px(4), 0)
            self._words(painter, box, text, strong=True, right=False)

    def _box(self, section: int) -> QRect:
        return QRect(self.sectionViewportPosition(section), 0, self.sectionSize(section), self.height())

    def _words(
        self,
        painter: QPainter,
        box: QRect,
        text: str,
        *,
        strong: bool = False,
        tint: str = "",
        right: bool | None = None,
    ) -> None:
        look = self._kit.look
        painter.setFont(look.font("small", 600 if strong else 400))
        painter.setPen(look.colour(tint or "text.secondary"))
        side = Qt.AlignmentFlag.AlignHCenter if right is None else Qt.AlignmentFlag.AlignLeft
        painter.drawText(box, int(side | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap), text)


def legend(kit: Kit) -> QWidget:
    """What the marks of the matrix mean."""
    line = FlowRow(PlainLabel(kit, t("Events held:"), "small", "secondary"), gap=12)
    for text, held in LEGEND:
        line.addWidget(boxed(row(Swatch(kit, "held", held), PlainLabel(kit, text, "small", "secondary"), gap=5)))
    for kind, words in (
        ("planned", c("coverage", "Planned")),
        ("gap", c("coverage", "Gap")),
        ("explained", t("No event, reason recorded")),
    ):
        line.addWidget(boxed(row(Swatch(kit, kind), PlainLabel(kit, words, "small", "secondary"), gap=5)))
    return boxed(line)
