"""A register: its entries at the left, the one that is written at the right."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from cultdip_desktop.domain.changes import ChangeSet
from cultdip_desktop.domain.document import DocumentKind
from cultdip_desktop.domain.labels import label
from cultdip_desktop.domain.register import Commendation, Initiative
from cultdip_desktop.i18n import dates
from cultdip_desktop.i18n.fold import fold
from cultdip_desktop.i18n.words import Words
from cultdip_desktop.reports.documents.proposals import OPEN
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.buttons import Button
from cultdip_desktop.ui.kit.fields import SearchField
from cultdip_desktop.ui.kit.language import t
from cultdip_desktop.ui.kit.model import Cell, Column, PagedModel
from cultdip_desktop.ui.kit.notices import EmptyState
from cultdip_desktop.ui.kit.surfaces import Card, KeptWidth, boxed, column, row
from cultdip_desktop.ui.kit.table import TWO_LINE_ROW, TableView
from cultdip_desktop.ui.rooms.reports.register_words import STAGE_ICONS, STAGE_TONES
from cultdip_desktop.ui.rooms.reports.view_register_form import CommendationForm, EntryForm, InitiativeForm
from cultdip_desktop.ui.rooms.reports.viewmodel_registers import Entry, Register, RegistersModel

_FORM_WIDTH: Final = 400
_INITIATIVES: Final = str(DocumentKind.INITIATIVES)
_COMMENDATIONS: Final = str(DocumentKind.COMMENDATIONS)


class RegisterView(QWidget):
    """Ctrl+N writes a new entry, Delete puts the present one into the trash, Ctrl+Z brings it back."""

    done = Signal(object, object)
    go = Signal(object)
    refused = Signal(object)

    def __init__(self, kit: Kit, model: RegistersModel) -> None:
        super().__init__()
        self._kit = kit
        self._model = model
        self._kind = ""
        self._register: Register | None = None
        self._wanted = ""
        self._fresh = ""
        self.search = SearchField(kit, t("Find in the register"), shortcut="")
        self.add = Button(kit, t("New entry"), "primary", icon="plus", on_click=self.new, shortcut="Ctrl+N")
        self.rows: PagedModel[Entry] = PagedModel(kit, self._columns(), self._rows, at_once=True)
        self.table = TableView(kit, self.rows, t("Register"), row_height=TWO_LINE_ROW)
        self._empty = EmptyState(
            kit, "list", t("The register is empty"), t("What is written here goes into the report of its time.")
        )
        self.initiative = InitiativeForm(kit, model.today)
        self.commendation = CommendationForm(kit, model.today)
        self._lay_out()
        self._connect()

    @property
    def form(self) -> EntryForm:
        """The form of the register in view."""
        return self.commendation if self._kind == _COMMENDATIONS else self.initiative

    def open(self, kind: str, entry_id: str) -> None:
        """Show a register; other documents have none."""
        if kind not in (_INITIATIVES, _COMMENDATIONS):
            return
        if kind != self._kind:
            self.flush()
            self._kind, self._register = kind, None
            self.search.set_value("")
            self.rows.set_ids([])
        self._wanted = entry_id or self._wanted
        self._model.load(kind)

    def flush(self) -> None:
        """Store what is typed."""
        self.initiative.flush()
        self.commendation.flush()

    def new(self) -> None:
        """Write down a new entry."""
        if self._kind:
            self.flush()
            self._model.add(self._kind)

    def delete(self) -> None:
        """Put the entry in view into the trash."""
        entry = self.form.entry
        if entry is not None:
            self._model.delete(entry)

    # -- making

    def _lay_out(self) -> None:
        kit = self._kit
        card = Card(kit, flush=True)
        self._list = QStackedWidget()
        self._list.addWidget(self.table)
        self._list.addWidget(self._empty)
        card.add(self._list)
        left = column(row(self.search, self.add, gap=8), card, gap=10)
        left.setStretch(1, 1)
        self._forms = QStackedWidget()
        self._forms.addWidget(self.initiative)
        self._forms.addWidget(self.commendation)
        self._nothing = QWidget()
        self._forms.addWidget(self._nothing)
        frame = Card(kit, flush=True)
        frame.add(self._forms)
        KeptWidth(kit.look, frame, _FORM_WIDTH)
        line = QHBoxLayout(self)
        line.setContentsMargins(4, 12, 16, 16)
        line.setSpacing(12)
        line.addWidget(boxed(left), 1)
        line.addWidget(frame)

    def _connect(self) -> None:
        model = self._model
        model.listed.connect(self._show)
        model.made.connect(self._begin)
        model.done.connect(self._tell)
        model.failed.connect(self._fail)
        self.search.searched.connect(lambda _text: self._list_entries())
        self.table.selected.connect(self._choose)
        self.table.opened.connect(lambda _id: self.form.take_focus())
        for form in (self.initiative, self.commendation):
            form.saved.connect(model.save)
            form.deleted.connect(model.delete)
            form.searched.connect(model.find)
            form.go.connect(self.go)
        model.past.connect(lambda entry_id, found: self.form.show_past(entry_id, found))
        model.found.connect(lambda events: self.form.show_found(events))
        self.commendation.partner_searched.connect(
            lambda text: model.find_partners(text, self.commendation.show_partners)
        )
        self._kit.bus.watch(self, {"initiative", "commendation"}, lambda _changes: self._reload())
        delete = QShortcut(QKeySequence(Qt.Key.Key_Delete), self.table)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)
        delete.activated.connect(self.delete)

    def _columns(self) -> tuple[Column[Entry], ...]:
        return (
            Column("title", t("Entry"), _title_cell, 160, "two-line", stretch=True, sortable=False, hideable=False),
            Column("state", t("State"), self._state_cell, 146, "pill", sortable=False),
            Column("day", t("Proposed on"), _day_cell, 112, "two-line", sortable=False),
        )

    # -- showing

    def _rows(self, ids: Sequence[str]) -> list[Entry]:
        known = {entry.id: entry for entry in self._register.entries} if self._register is not None else {}
        return [known[id_] for id_ in ids if id_ in known]

    def _show(self, register: Register) -> None:
        if register.kind != self._kind:
            return
        self._register = register
        self._list_entries()

    def _list_entries(self) -> None:
        if self._register is None:
            return
        words = fold(self.search.value()).split()
        ids = [one.id for one in self._register.entries if all(word in _text(one) for word in words)]
        current = self._wanted or self.table.current_id()
        self._wanted = ""
        self.table.blockSignals(True)
        self.rows.set_ids(ids)
        chosen = current if current in ids else next(iter(ids), "")
        self.table.select(chosen)
        self.table.blockSignals(False)
        self._list.setCurrentIndex(0 if ids else 1)
        self._choose(chosen)
        if chosen and chosen == self._fresh:
            self._fresh = ""
            self.form.take_focus()

    def _choose(self, entry_id: str) -> None:
        register = self._register
        entry = next((one for one in register.entries if one.id == entry_id), None) if register is not None else None
        self.form.show_entry(entry, register)
        self._forms.setCurrentWidget(self.form if entry is not None else self._nothing)
        if entry is not None:
            self._model.remember(entry.id)

    def _begin(self, entry_id: str) -> None:
        self._wanted = self._fresh = entry_id
        self.search.set_value("")

    def _reload(self) -> None:
        if self._kind:
            self._model.load(self._kind)

    def _tell(self, changes: ChangeSet) -> None:
        self.done.emit(t("Moved to the trash"), changes)

    def _fail(self, error: object) -> None:
        self.refused.emit(error)
        self._reload()

    def _state_cell(self, entry: Entry, words: Words) -> Cell:
        if isinstance(entry, Commendation):
            return Cell(
                label(words, entry.kind), icon="users" if entry.kind.value == "group" else "user", tone="neutral"
            )
        today = self._register.today if self._register is not None else None
        if entry.stage in OPEN and entry.due is not None and today is not None and entry.due < today:
            return Cell(words.t("Overdue"), icon="alarm-clock", tone="danger")
        return Cell(label(words, entry.stage), icon=STAGE_ICONS[entry.stage], tone=STAGE_TONES[entry.stage])


def _title_cell(entry: Entry, words: Words) -> Cell:
    if isinstance(entry, Initiative):
        title = entry.title.get(words.language).strip() or words.t("(untitled)")
        return Cell(title, label(words, entry.cls), tip=title)
    title = entry.name or words.t("(not named yet)")
    count = words.n("{n} event as evidence", "{n} events as evidence", len(entry.events))
    return Cell(title, f"{entry.award} · {count}" if entry.award else count, tip=title)


def _day_cell(entry: Entry, words: Words) -> Cell:
    due = ""
    if isinstance(entry, Initiative) and entry.due is not None:
        due = words.t("due on {day}", day=dates.day(words, entry.due))
    return Cell(dates.day(words, entry.proposed_on), due)


def _text(entry: Entry) -> str:
    if isinstance(entry, Initiative):
        return fold(" ".join((entry.title.vi, entry.title.en, entry.text.vi, entry.text.en)))
    return fold(" ".join((entry.name, entry.award, entry.reason.vi, entry.reason.en)))
