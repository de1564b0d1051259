"""One list that is issued as a whole: its entries as a table, whether missions know it, and the way to take a file in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from cultdip_desktop.ui.kit.base import Kit, present
from cultdip_desktop.ui.kit.buttons import Button
from cultdip_desktop.ui.kit.language import Phrase, Speech, c, t
from cultdip_desktop.ui.kit.marks import Pill
from cultdip_desktop.ui.kit.model import Column, PagedModel
from cultdip_desktop.ui.kit.notices import EmptyState
from cultdip_desktop.ui.kit.panes import SplitPane
from cultdip_desktop.ui.kit.surfaces import Card, boxed, column, row
from cultdip_desktop.ui.kit.table import TWO_LINE_ROW, TableView
from cultdip_desktop.ui.kit.text import PlainLabel
from cultdip_desktop.ui.rooms.directives import phrases
from cultdip_desktop.ui.rooms.directives.values import ListState, Tab


class ListTab(QWidget):
    """The rows are in memory; a subclass says what stands in them and beside them."""

    issue_asked = Signal(str)
    """Name of the list."""

    file_asked = Signal(object)
    """The `Tab` that a file is to be taken into."""

    def __init__(self, kit: Kit, tab: Tab, columns: Sequence[Column[Any]], empty: tuple[str, Phrase, Phrase]) -> None:
        super().__init__()
        self.kit = kit
        self.tab = tab
        self._known: dict[str, Any] = {}
        self._list = ""
        self.pill = Pill(kit, "")
        self.last = PlainLabel(kit, "", "small", "secondary")
        self.take = Button(
            kit, c("directives", "Take in a file…"), icon="file-up", on_click=lambda: self.file_asked.emit(tab)
        )
        self.issue = Button(kit, t("Sign and issue…"), icon="stamp", on_click=lambda: self.issue_asked.emit(self._list))
        self.tools = row(self.pill, None, gap=10)
        self.buttons = row(self.take, self.issue, gap=8)
        self.rows: PagedModel[Any] = PagedModel(kit, columns, self._rows_of, at_once=True)
        self.table = TableView(kit, self.rows, phrases.TABS[tab], row_height=TWO_LINE_ROW)
        self.empty = EmptyState(kit, *empty)
        card = Card(kit, flush=True)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.table)
        self._pages.addWidget(self.empty)
        card.add(self._pages, 1)
        self.above = QVBoxLayout()
        self.above.setSpacing(10)
        inner = column(self.above, gap=12)
        head = row(boxed(self.tools), boxed(self.buttons), gap=12)
        head.setStretch(0, 1)
        inner.addLayout(head)
        inner.addWidget(self.last)
        inner.addWidget(card, 1)
        self.main = boxed(inner, (20, 14, 20, 16))
        self._outer = QVBoxLayout(self)
        self._outer.setContentsMargins(0, 0, 0, 0)
        self._outer.addWidget(self.main)
        self.table.menu_asked.connect(self.menu)

    def beside(self, widget: QWidget, width: int, name: Speech) -> SplitPane:
        """Put something beside the table."""
        self._outer.removeWidget(self.main)
        split = SplitPane(self.kit, self.main, widget, width=width, name=name)
        self._outer.addWidget(split)
        return split

    def menu(self, identifier: str, point: QPoint) -> None:
        """A right click; lists without a menu pass it over."""
        del identifier, point

    def show_rows(self, rows: Sequence[tuple[str, Any]]) -> None:
        """Show entries by id."""
        kept = self.table.current_id()
        self._known = dict(rows)
        self.rows.set_ids(list(self._known))
        self._pages.setCurrentIndex(0 if rows else 1)
        if not (kept and self.table.select(kept)) and rows:
            self.table.select(rows[0][0])

    def entry(self, identifier: str) -> Any:
        """What stands in a row; None where there is none."""
        return self._known.get(identifier)

    def show_state(self, name: str, state: ListState | None, *, can_sign: bool) -> None:
        """Whether missions know the list, and what may be done about it."""
        self._list = name
        last = None if state is None else state.last
        news = state is not None and state.news
        self.pill.set(
            *(phrases.NEWS if news and last is not None else phrases.KNOWN if last is not None else phrases.NEVER)
        )
        self.last.say("" if last is None else t("Issued to all missions: {when}", when=phrases.moment(last)))
        present(self.last, shown=last is not None)
        if state is None or (not state.entries and not news):
            self.issue.disable(t("There is nothing on this list to be issued."))
        elif not news:
            self.issue.disable(t("Missions know it as it is."))
        elif not can_sign:
            self.issue.disable(t("Headquarters has no key with a certificate: see Settings."))
        else:
            self.issue.enable()

    def _rows_of(self, ids: Sequence[str]) -> list[Any]:
        return [self._known[one] for one in ids if one in self._known]
