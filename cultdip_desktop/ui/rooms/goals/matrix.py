"""The matrix as a table model: sections and rows of the tree, a column for each quarter, one for the year's total."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from cultdip_desktop.domain.coverage import OTHER, PRIORITIES, TASKS, Cell, Coverage, CoverageRow, YearTotal
from cultdip_desktop.domain.period import Period
from cultdip_desktop.domain.strategy import Catalogue
from cultdip_desktop.ui.kit.base import Kit, plain_tip
from cultdip_desktop.ui.kit.language import Phrase, t
from cultdip_desktop.ui.rooms.goals import phrases

LINE_ROLE: Final = int(Qt.ItemDataRole.UserRole)
_DISPLAY: Final = int(Qt.ItemDataRole.DisplayRole)
_TIP: Final = int(Qt.ItemDataRole.ToolTipRole)
_SPOKEN: Final = int(Qt.ItemDataRole.AccessibleTextRole)

FOLDABLE: Final = (TASKS, PRIORITIES, OTHER)
"""Sections that begin folded; goals and solutions always stand open."""

Index: TypeAlias = "QModelIndex | QPersistentModelIndex"


@dataclass(frozen=True, slots=True)
class Line:
    """One line: a section's head, or a code."""

    section: str
    row: CoverageRow | None = None
    size: int = 0
    """Codes at the top of a section."""

    @property
    def key(self) -> str:
        """The code, or the section in brackets."""
        return self.row.code if self.row is not None else f"[{self.section}]"


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in the matrix: a code, and a quarter or a year of it; neither is the goal as a whole."""

    code: str
    quarter: Period | None = None
    year: int | None = None


class Matrix(QAbstractTableModel):
    """Column 0 names the line, then come the quarters, then the total of the last year shown."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self.coverage: Coverage | None = None
        self.catalogue: Catalogue | None = None
        self.lines: tuple[Line, ...] = ()
        self._open: set[str] = set()
        kit.live.changed.connect(self._repaint)
        kit.look.changed.connect(self._repaint)

    def show_coverage(self, coverage: Coverage, catalogue: Catalogue) -> None:
        """Show other numbers; what is folded stays so."""
        before = self.coverage
        self.catalogue = catalogue
        lines = self._lines_of(coverage)
        same = before is not None and before.quarters == coverage.quarters
        if same and [line.key for line in lines] == [line.key for line in self.lines]:
            self.coverage, self.lines = coverage, lines
            self._repaint()
            return
        self.beginResetModel()
        self.coverage, self.lines = coverage, lines
        self.endResetModel()

    def toggle(self, line: int) -> None:
        """Fold or unfold a section or a code with others below it."""
        if not 0 <= line < len(self.lines) or not self.can_fold(self.lines[line]) or self.coverage is None:
            return
        self.beginResetModel()
        self._open ^= {self.lines[line].key}
        self.lines = self._lines_of(self.coverage)
        self.endResetModel()

    def can_fold(self, line: Line) -> bool:
        """Whether anything lies below a line."""
        return line.row.children if line.row is not None else line.section in FOLDABLE

    def is_open(self, line: Line) -> bool:
        """Whether what lies below is shown."""
        return line.key in self._open or (line.row is None and line.section not in FOLDABLE)

    def reveal(self, code: str) -> None:
        """Unfold whatever hides a code."""
        row = self.coverage.row(code) if self.coverage is not None else None
        wanted = set[str]()
        while row is not None and self.coverage is not None:
            if not row.parent:
                wanted.add(f"[{row.section}]")
                break
            wanted.add(row.parent)
            row = self.coverage.row(row.parent)
        wanted = {key for key in wanted if key not in ("[M]", "[G]")} - self._open
        if wanted and self.coverage is not None:
            self.beginResetModel()
            self._open |= wanted
            self.lines = self._lines_of(self.coverage)
            self.endResetModel()

    # -- places

    @property
    def quarters(self) -> tuple[Period, ...]:
        """Of the columns 1 and on."""
        return self.coverage.quarters if self.coverage is not None else ()

    @property
    def total_year(self) -> int:
        """The year of the last column."""
        return self.quarters[-1].year if self.quarters else 0

    def cell(self, index: Index) -> Cell | None:
        """The cell at a place, None on names, totals and heads."""
        row = self.lines[index.row()].row
        at = index.column() - 1
        return row.cells[at] if row is not None and 0 <= at < len(row.cells) else None

    def total(self, index: Index) -> YearTotal | None:
        """The year's total at a place of the last column."""
        row = self.lines[index.row()].row
        return row.year(self.total_year) if row is not None and index.column() == len(self.quarters) + 1 else None

    def spot(self, index: Index) -> Spot | None:
        """What a place stands for."""
        if not index.isValid() or index.row() >= len(self.lines):
            return None
        row = self.lines[index.row()].row
        if row is None:
            return None
        cell = self.cell(index)
        if cell is not None:
            return Spot(row.code, cell.quarter)
        return Spot(row.code, None, self.total_year if index.column() else None)

    def place(self, spot: Spot) -> QModelIndex:
        """Where a code's quarter, total or name stands; invalid where it is not shown."""
        line = next((at for at, one in enumerate(self.lines) if one.row is not None and one.row.code == spot.code), -1)
        if line < 0:
            return QModelIndex()
        if spot.quarter is not None:
            wanted = (spot.quarter.year, spot.quarter.part)  # whatever the rule: routes do not name it
            at = next((at for at, one in enumerate(self.quarters, 1) if (one.year, one.part) == wanted), 0)
            return self.index(line, at)
        return self.index(line, len(self.quarters) + 1 if spot.year is not None else 0)

    def behind(self, total: YearTotal) -> bool:
        """Whether more than one event is missing from what the part of the year that is over asks for."""
        if self.coverage is None or total.share is None:
            return False
        mine = [quarter for quarter in self.quarters if quarter.year == total.year]
        if not mine:
            return False
        first, last = mine[0].window.first, mine[-1].window.last
        over = (min(self.coverage.today, last) - first).days / ((last - first).days or 1)
        return total.count.events + 1 < (total.target or 0) * max(over, 0)

    # -- Qt's questions

    def rowCount(self, parent: Index | None = None) -> int:
        """Lines shown."""
        return 0 if parent is not None and parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index | None = None) -> int:
        """Name, quarters, total."""
        if parent is not None and parent.isValid():
            return 0
        return len(self.quarters) + 2 if self.coverage is not None else 1

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Heads that do not fold are passed over by the arrows."""
        line = self.lines[index.row()]
        if line.row is None and (line.section not in FOLDABLE or index.column()):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        """The line for the delegate; words for everybody else."""
        if role == LINE_ROLE:
            return self.lines[index.row()]
        if role not in (_DISPLAY, _TIP, _SPOKEN) or self.catalogue is None:
            return None
        if role == _DISPLAY and index.column():
            return ""
        said = self._said(index, tip=role == _TIP)
        return plain_tip(said) if role == _TIP and said else said

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        """Quarters by name, for screen readers; the header paints itself."""
        if orientation != Qt.Orientation.Horizontal or role not in (_DISPLAY, _SPOKEN):
            return None
        say = self._kit.say
        if section == 0:
            return say(t("Goal · solution"))
        if section <= len(self.quarters):
            return say(phrases.quarter(self.quarters[section - 1]))
        return say(t("{year}, with what is planned", year=self.total_year))

    def _said(self, index: Index, *, tip: bool) -> str:
        words = self._kit.live.words
        line = self.lines[index.row()]
        catalogue = self.catalogue
        if line.row is None or catalogue is None:
            return phrases.SECTIONS[line.section].render(words) if not index.column() else ""
        cell, total = self.cell(index), self.total(index)
        if cell is not None:
            return phrases.spoken_cell(words, cell)
        if total is not None:
            return phrases.total_words(words, line.row.code, total, behind=self.behind(total))
        find: Callable[[Catalogue, str], Phrase] = phrases.goal_wording if tip else phrases.goal_name
        return f"{line.row.code} {find(catalogue, line.row.code).render(words)}"

    def _lines_of(self, coverage: Coverage) -> tuple[Line, ...]:
        found: list[Line] = []
        for section in dict.fromkeys(row.section for row in coverage.rows):
            mine = [row for row in coverage.rows if row.section == section]
            head = Line(section, None, sum(not row.depth for row in mine))
            found.append(head)
            if self.is_open(head):
                shown = set[str]()
                for row in mine:
                    if not row.depth or (row.parent in shown and row.parent in self._open):
                        shown.add(row.code)
                        found.append(Line(section, row))
        return tuple(found)

    def _repaint(self) -> None:
        if self.lines:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.lines) - 1, self.columnCount() - 1))
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, self.columnCount() - 1)
