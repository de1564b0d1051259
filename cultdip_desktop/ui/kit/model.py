"""Long lists: a sorted array of ids, and pages of rows fetched when they come into view.

Sorting and filtering are the business of whoever makes the ids (SQL), never of the view.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Generic, Literal, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from cultdip_desktop.i18n.words import Words
from cultdip_desktop.ui.kit.base import Kit, plain_tip
from cultdip_desktop.ui.kit.language import Speech

Row = TypeVar("Row")
Form = Literal["text", "number", "two-line", "pill", "codes", "bar", "check"]

CELL_ROLE: Final = int(Qt.ItemDataRole.UserRole)
"""Gives the `Cell` to delegates."""

_DISPLAY: Final = int(Qt.ItemDataRole.DisplayRole)
_TIP: Final = int(Qt.ItemDataRole.ToolTipRole)
_SPOKEN: Final = int(Qt.ItemDataRole.AccessibleTextRole)
_ALIGN: Final = int(Qt.ItemDataRole.TextAlignmentRole)

EMPTY_TEXT: Final = "–"
"""What an empty cell shows."""

_PAGES_KEPT: Final = 64
_A_ROW: Final = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
_NO_ROW: Final = Qt.ItemFlag.NoItemFlags


@dataclass(frozen=True, slots=True)
class Cell:
    """What one cell shows; which parts are used depends on the form of its column."""

    text: str = ""
    sub: str = ""
    """Second line, or grey words after the text in a `text` column."""

    icon: str = ""
    tone: str = ""
    """Of a pill (`ok`, `warn`, …), or of text and icon (`danger`, `secondary`, …)."""

    strong: bool = False
    codes: tuple[str, ...] = ()
    """Catalogue codes for a `codes` column."""

    share: float | None = None
    """0 to 1, for a `bar` column."""

    tip: str = ""
    mark: str = ""
    """A small icon after the first of two lines."""


@dataclass(frozen=True, slots=True)
class Column(Generic[Row]):
    """One column: its head, its cells, its width."""

    key: str
    title: Speech
    cell: Callable[[Row, Words], Cell]
    width: int = 120
    """px at 100 %."""

    form: Form = "text"
    stretch: bool = False
    sortable: bool = True
    hideable: bool = True


class PagedModel(QAbstractTableModel, Generic[Row]):
    """A table over ids. Rows come from `load` in pages, on a reading thread unless `at_once`."""

    sort_asked = Signal(str, bool)
    """Key of the column and whether descending: set new ids in answer."""

    checked_changed = Signal()

    def __init__(
        self,
        kit: Kit,
        columns: Sequence[Column[Row]],
        load: Callable[[Sequence[str]], Sequence[Row]],
        *,
        page: int = 100,
        at_once: bool = False,
        checkable: bool = False,
    ) -> None:
        """`load` gives one row per id, in the order of the ids; it runs off the UI thread unless `at_once`."""
        super().__init__()
        self._kit = kit
        check: list[Column[Row]] = [Column("check", "", lambda _row, _words: Cell(), 40, "check", sortable=False)]
        self.columns: tuple[Column[Row], ...] = (*(check if checkable else ()), *columns)
        self._load = load
        self._page = page
        self._at_once = at_once
        self._ids: Sequence[str] = ()
        self._places: dict[str, int] | None = None
        self._pages: dict[int, Sequence[Row]] = {}
        self._asked: set[int] = set()
        self._edition = 0
        self._message: Speech = ""
        self._checked: set[str] = set()
        self.sorted_by: tuple[str, bool] = ("", False)
        kit.live.changed.connect(self._retranslate)
        kit.look.changed.connect(self._repaint)

    # -- what is listed

    @property
    def ids(self) -> Sequence[str]:
        """All ids, in the order shown."""
        return self._ids

    def set_ids(self, ids: Sequence[str], pages: Mapping[int, Sequence[Row]] | None = None) -> None:
        """List these from now on; cached rows are dropped, ticks on ids that are gone as well.

        `pages` are rows that came with the ids, by the number of their page: they need not be asked for.
        """
        self.beginResetModel()
        self._ids = ids
        self._places = None
        self._message = ""
        self._forget_rows()
        self._pages.update(pages or {})
        if self._checked:
            self._checked &= set(ids)
        self.endResetModel()

    def show_message(self, speech: Speech) -> None:
        """Show one disabled row that says why there are none: loading, or what went wrong."""
        self.beginResetModel()
        self._ids, self._places, self._message = (), None, speech
        self._forget_rows()
        self.endResetModel()

    @property
    def message(self) -> str:
        """The message shown instead of rows, or nothing."""
        return self._kit.say(self._message)

    def refresh(self) -> None:
        """Fetch the rows again when they are next in view; order and number stay."""
        self._forget_rows()
        self._repaint()

    def id_at(self, row: int) -> str:
        """The id in a row; empty on the message row."""
        return self._ids[row] if 0 <= row < len(self._ids) else ""

    def row_of(self, identifier: str) -> int:
        """The row of an id, or -1."""
        if self._places is None:
            self._places = {value: index for index, value in enumerate(self._ids)}
        return self._places.get(identifier, -1)

    def row(self, index: int) -> Row | None:
        """The row itself, if its page is here; otherwise it is asked for and None is the answer for now."""
        number, offset = divmod(index, self._page)
        rows = self._pages.get(number)
        if rows is None:
            self._fetch(number)
            rows = self._pages.get(number)
        return rows[offset] if rows is not None and offset < len(rows) else None

    # -- ticks

    @property
    def checked(self) -> frozenset[str]:
        """Ids that are ticked."""
        return frozenset(self._checked)

    def is_checked(self, row: int) -> bool:
        """Whether the row is ticked."""
        return bool(self._checked) and self.id_at(row) in self._checked

    def toggle(self, identifier: str) -> None:
        """Tick or untick one."""
        self._checked ^= {identifier}
        self._tell_ticks()

    def check(self, identifiers: Iterable[str], *, only: bool = False) -> None:
        """Tick these as well, or `only` these; what is not listed is passed over."""
        wanted = set(identifiers) & set(self._ids)
        self._checked = wanted if only else self._checked | wanted
        self._tell_ticks()

    def check_all(self, *, on: bool) -> None:
        """Tick all that are listed, or none."""
        self._checked = set(self._ids) if on else set()
        self._tell_ticks()

    # -- Qt's questions

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:
        """Rows; one when there is a message instead."""
        if parent is not None and parent.isValid():
            return 0
        return len(self._ids) or (1 if self._message else 0)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:
        """Columns."""
        return 0 if parent is not None and parent.isValid() else len(self.columns)

    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        """The message row is disabled."""
        del index
        return _A_ROW if self._ids else _NO_ROW

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = _DISPLAY) -> Any:
        """Answers four roles; called thousands of times while scrolling, so it returns early for the others."""
        if role is not CELL_ROLE and role != CELL_ROLE and role not in (_DISPLAY, _TIP, _SPOKEN):
            return None
        if not self._ids:
            return self.message if index.column() == 0 and role != CELL_ROLE else None
        cell = self.cell(index.row(), index.column())
        if role == CELL_ROLE:
            return cell
        if cell is None:
            return None
        if role == _TIP:
            return plain_tip(cell.tip) if cell.tip else None
        if role == _SPOKEN:
            return " ".join(part for part in (cell.text or " ".join(cell.codes), cell.sub) if part) or EMPTY_TEXT
        return cell.text

    def cell(self, row: int, column: int) -> Cell | None:
        """What a cell shows, or None while its page is on the way."""
        found = self.row(row)
        return None if found is None else self.columns[column].cell(found, self._kit.live.words)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        """The columns' titles."""
        if orientation == Qt.Orientation.Horizontal and 0 <= section < len(self.columns):
            if role == _DISPLAY:
                return self._kit.say(self.columns[section].title)
            if role == _ALIGN:
                right = self.columns[section].form == "number"
                side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
                return int(side | Qt.AlignmentFlag.AlignVCenter)
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Ask for another order (the view calls this on a click on the head)."""
        if 0 <= column < len(self.columns) and self.columns[column].sortable:
            self.sorted_by = (self.columns[column].key, order == Qt.SortOrder.DescendingOrder)
            self.sort_asked.emit(*self.sorted_by)

    # -- pages

    def _fetch(self, number: int) -> None:
        if number in self._asked:
            return
        wanted = self._ids[number * self._page : (number + 1) * self._page]
        if self._at_once:
            self._keep(number, self._load(wanted))
            return
        self._asked.add(number)
        edition = self._edition
        self._kit.jobs.read(
            lambda _progress: self._load(wanted), lambda rows: self._arrived(edition, number, rows), owner=self
        )

    def _arrived(self, edition: int, number: int, rows: Sequence[Row]) -> None:
        if edition != self._edition:
            return
        self._asked.discard(number)
        self._keep(number, rows)
        first = number * self._page
        last = min(first + self._page, len(self._ids)) - 1
        self.dataChanged.emit(self.index(first, 0), self.index(last, len(self.columns) - 1))

    def _keep(self, number: int, rows: Sequence[Row]) -> None:
        while len(self._pages) >= _PAGES_KEPT:
            del self._pages[next(iter(self._pages))]
        self._pages[number] = rows

    def _forget_rows(self) -> None:
        self._pages.clear()
        self._asked.clear()
        self._edition += 1

    def _tell_ticks(self) -> None:
        self._repaint()
        self.checked_changed.emit()

    def _repaint(self) -> None:
        if self._ids:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._ids) - 1, len(self.columns) - 1))

    def _retranslate(self) -> None:
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, max(0, len(self.columns) - 1))
        self._repaint()
