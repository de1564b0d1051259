"""The events behind a number: a page at a time, each opening down to its signed package."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.labels import label
from cultdip_desktop.domain.overview import Behind, Selection
from cultdip_desktop.i18n import dates, numbers
from cultdip_desktop.i18n.words import Words
from cultdip_desktop.ui.kit.base import Kit, present
from cultdip_desktop.ui.kit.jobs import Latest
from cultdip_desktop.ui.kit.language import Phrase, c, n
from cultdip_desktop.ui.kit.marks import KIND_ICONS
from cultdip_desktop.ui.kit.model import Cell, Column, PagedModel
from cultdip_desktop.ui.kit.notices import EmptyState
from cultdip_desktop.ui.kit.surfaces import Card
from cultdip_desktop.ui.kit.table import TableView
from cultdip_desktop.ui.kit.text import PlainLabel
from cultdip_desktop.ui.rooms.overview import phrases, targets
from cultdip_desktop.ui.rooms.overview.viewmodel import OverviewModel

MOST = 20_000
"""Rows that are listed; a number beyond is narrowed first."""

_NAMED = 12


class ListPage(QWidget):
    """The rows are places in the order of the list: what lies there is read when it is looked at."""

    asked = Signal(object)
    """The route of an event."""

    def __init__(self, kit: Kit, model: OverviewModel) -> None:
        super().__init__()
        self._kit = kit
        self._model = model
        self._latest = Latest()
        self._selection: Selection | None = None
        self._title = PlainLabel(kit, "", "h2", wrap=True)
        self._count = PlainLabel(kit, "", "body", "secondary", wrap=True)
        self._rows = PagedModel(kit, self._columns(), self._load)
        self.table = TableView(kit, self._rows, c("overview", "Events behind the number"))
        self._empty = EmptyState(kit, "ticket", c("overview", "No event"))
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self._empty)
        card = Card(kit, flush=True)
        card.add(self._stack, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 14, 20, 20)
        layout.setSpacing(8)
        layout.addWidget(self._title)
        layout.addWidget(self._count)
        layout.addWidget(card, 1)
        self.table.opened.connect(self._open)

    def show_selection(self, selection: Selection) -> None:
        """List another number's events."""
        self._selection = selection
        asked, behind = self._latest.ask(), self._model.behind
        self._title.say(Phrase(lambda words: phrases.selection_title(words, selection)))
        self._count.say("")
        present(self._count, shown=True)

        def show(number: int) -> None:
            if self._latest.is_current(asked):
                self._show(selection, number)

        self._kit.jobs.read(lambda _progress: behind.number(selection), show, self._fail, owner=self)

    @property
    def number(self) -> int:
        """Rows listed."""
        return len(self._rows.ids)

    def _show(self, selection: Selection, number: int) -> None:
        said = n("{n} event", "{n} events", number, n=Phrase(lambda words: numbers.whole(words, number)))
        if number > MOST:
            most = Phrase(lambda words: numbers.whole(words, MOST))
            self._count.say(c("overview", "{events}; the latest {most} are listed. Narrow the days for the others.",
                              events=said, most=most))  # fmt: skip
        else:
            self._count.say(said)
        self._rows.set_ids([str(at) for at in range(min(number, MOST))])
        if number:
            self._stack.setCurrentWidget(self.table)
            self.table.select("0")
            self.table.setFocus()
        else:
            self._say_empty(selection)
            self._stack.setCurrentWidget(self._empty)

    def _say_empty(self, selection: Selection) -> None:
        if not selection.offices:
            self._empty.say(c("overview", "No event"), c("overview", "No package taken in has one on these days."))
            return
        offices = selection.offices

        def named(words: Words) -> str:
            names = [phrases.place(self._model.missions, office, words) for office in offices[:_NAMED]]
            more = len(offices) - len(names)
            rest = [words.n("and {n} other mission", "and {n} other missions", more)] if more > 0 else []
            return ", ".join([*names, *rest])

        self._empty.say(
            c("overview", "No event"), c("overview", "None of these missions has one yet: {missions}.",
                                         missions=Phrase(named))
        )  # fmt: skip

    def _load(self, places: Sequence[str]) -> list[Behind]:
        """On a reading thread: rows lie next to each other, so one question answers them."""
        selection = self._selection
        if selection is None or not places:
            return []
        wanted = [int(place) for place in places]
        first, last = min(wanted), max(wanted)
        found = self._model.behind.page(selection, first, last - first + 1)
        return [found[at - first] for at in wanted if at - first < len(found)]

    def _open(self, place: str) -> None:
        row = self._rows.row(int(place))
        if row is not None:
            self.asked.emit(targets.event(row.id))

    def _fail(self, error: UserError) -> None:
        self._rows.set_ids([])
        self._empty.say(c("overview", "No event"), error.code)
        self._stack.setCurrentWidget(self._empty)

    def _columns(self) -> list[Column[Behind]]:
        return [
            Column("day", c("overview", "Day"), _day_cell, 104, sortable=False),
            Column("title", c("overview", "Event"), _title_cell, 320, stretch=True, sortable=False, hideable=False),
            Column("mission", c("overview", "Mission"), self._mission_cell, 170, sortable=False),
            Column("kind", c("overview", "Kind"), _kind_cell, 160, sortable=False),
            Column("attendance", c("overview", "Attendances"), _attendance_cell, 132, "number", sortable=False),
        ]

    def _mission_cell(self, row: Behind, words: Words) -> Cell:
        return Cell(phrases.place(self._model.missions, row.office, words), tip=row.office)


def _day_cell(row: Behind, words: Words) -> Cell:
    return Cell(dates.day(words, row.day))


def _title_cell(row: Behind, words: Words) -> Cell:
    title = row.title.get(words.language) or row.title.vi or words.t("(untitled)")
    return Cell(title, row.number, strong=True, tip=title)


def _kind_cell(row: Behind, words: Words) -> Cell:
    return Cell(label(words, row.kind), icon=KIND_ICONS[row.kind])


def _attendance_cell(row: Behind, words: Words) -> Cell:
    return Cell("" if row.attendance is None else numbers.whole(words, row.attendance))
