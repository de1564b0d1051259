"""The list of directives: drafts first, with whom they are for and how many have answered."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu, QStackedWidget, QVBoxLayout, QWidget

from cultdip_desktop.domain.issuing import DirectiveState
from cultdip_desktop.i18n import dates
from cultdip_desktop.i18n.words import Words
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.buttons import Button, add_action
from cultdip_desktop.ui.kit.choices import Segmented
from cultdip_desktop.ui.kit.language import c, t
from cultdip_desktop.ui.kit.model import Cell, Column, PagedModel
from cultdip_desktop.ui.kit.notices import EmptyState
from cultdip_desktop.ui.kit.surfaces import Card, boxed, column, row
from cultdip_desktop.ui.kit.table import TWO_LINE_ROW, TableView
from cultdip_desktop.ui.rooms.directives import phrases
from cultdip_desktop.ui.rooms.directives.values import Entry, Look

ANY: Final = "any"
_GROUPS: Final = {
    ANY: c("group of directives", "All"),
    DirectiveState.DRAFT.value: c("group of directives", "Drafts"),
    DirectiveState.ISSUED.value: c("group of directives", "Issued"),
    DirectiveState.WITHDRAWN.value: c("group of directives", "Withdrawn"),
}


class DirectiveList(QWidget):
    """Enter opens one."""

    opened = Signal(str)
    new_asked = Signal()
    delete_asked = Signal(str)

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._look: Look | None = None
        self.groups = Segmented(kit, t("Which directives are listed"))
        for value, words in _GROUPS.items():
            self.groups.add(value, words)
        self.groups.set_value(ANY)
        self.rows: PagedModel[Entry] = PagedModel(kit, self._columns(), self._rows_of, at_once=True)
        self.table = TableView(kit, self.rows, t("Directives"), row_height=TWO_LINE_ROW)
        self._empty = EmptyState(
            kit,
            "megaphone",
            t("No directive here"),
            t("A directive tells missions what to do and by when; they answer task by task."),
        )
        self._empty.add_action(Button(kit, t("New directive"), icon="plus", on_click=self.new_asked.emit))
        card = Card(kit, flush=True)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.table)
        self._pages.addWidget(self._empty)
        card.add(self._pages, 1)
        inner = column(row(self.groups, None), gap=12)
        inner.addWidget(card, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(boxed(inner, (20, 14, 20, 16)))
        self.groups.chosen.connect(lambda _group: self._list())
        self.table.opened.connect(self.opened)
        self.table.menu_asked.connect(self._menu)

    def show_look(self, look: Look) -> None:
        """Show what was read."""
        self._look = look
        self._list()

    def _list(self) -> None:
        if self._look is None:
            return
        group = self.groups.value()
        kept = self.table.current_id()
        found = [one.directive.id for one in self._look.entries if group in (ANY, one.directive.state.value)]
        self.rows.set_ids(found)
        self._pages.setCurrentIndex(0 if found else 1)
        if kept:
            self.table.select(kept)

    def _rows_of(self, ids: Sequence[str]) -> list[Entry]:
        known = {} if self._look is None else {one.directive.id: one for one in self._look.entries}
        return [known[one] for one in ids if one in known]

    def _menu(self, directive_id: str, point: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        add_action(self._kit, menu, t("Open"), lambda: self.opened.emit(directive_id), icon="megaphone")
        entry = next(iter(self._rows_of([directive_id])), None)
        if entry is not None and entry.directive.state is DirectiveState.DRAFT:
            add_action(
                self._kit, menu, t("Delete the draft"), lambda: self.delete_asked.emit(directive_id), icon="trash-2"
            )
        menu.popup(point)

    def _columns(self) -> tuple[Column[Any], ...]:
        return (
            Column(
                "title",
                c("column", "Directive"),
                self._title,
                260,
                "two-line",
                stretch=True,
                hideable=False,
                sortable=False,
            ),
            Column("state", t("State"), _state, 150, "pill", sortable=False),
            Column("due", c("mission", "Deadline"), _due, 120, sortable=False),
            Column("answers", t("Answered"), _answers, 150, "two-line", sortable=False),
            Column("files", t("Files"), _files, 80, "number", sortable=False),
        )

    def _title(self, one: Entry, words: Words) -> Cell:
        directive = one.directive
        missions = () if self._look is None else self._look.missions
        title = directive.title.get(words.language) or words.t("(no title yet)")
        about = " · ".join(
            part for part in (directive.notation, phrases.recipients(directive.offices, missions).render(words)) if part
        )
        return Cell(title, about, strong=True, tip=title)


def _state(one: Entry, words: Words) -> Cell:
    phrase, mark = phrases.STATES[one.directive.state]
    return Cell(phrase.render(words), icon=mark.icon, tone=mark.tone)


def _due(one: Entry, words: Words) -> Cell:
    days = [task.due for task in one.directive.tasks if task.due is not None]
    day = one.directive.due or max(days, default=None)
    return Cell("–" if day is None else dates.day(words, day))


def _answers(one: Entry, words: Words) -> Cell:
    if one.directive.state is DirectiveState.DRAFT or not one.directive.tasks:
        return Cell("–")
    said = words.t("{answered} of {recipients}", answered=one.answered, recipients=one.recipients)
    late = words.n("{n} overdue", "{n} overdue", one.overdue) if one.overdue else ""
    return Cell(said, late or words.t("{n} settled", n=one.settled), tone="warn" if one.overdue else "")


def _files(one: Entry, words: Words) -> Cell:
    del words
    return Cell(str(one.files) if one.files else "–")
