"""The list of the Inbox: tiles, groups, packages or missing missions, and the inspector beside them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QStackedWidget, QVBoxLayout, QWidget
from shiboken6 import isValid

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.mission import Mission
from cultdip_desktop.domain.package import InboxOutcome
from cultdip_desktop.i18n.measures import file_size
from cultdip_desktop.i18n.numbers import whole
from cultdip_desktop.i18n.words import Words
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.buttons import Button, add_action
from cultdip_desktop.ui.kit.choices import Segmented
from cultdip_desktop.ui.kit.language import Phrase, Speech, c, n, t
from cultdip_desktop.ui.kit.model import Cell, Column, PagedModel
from cultdip_desktop.ui.kit.notices import EmptyState
from cultdip_desktop.ui.kit.panes import SplitPane
from cultdip_desktop.ui.kit.surfaces import Card, boxed, column, row
from cultdip_desktop.ui.kit.table import TWO_LINE_ROW, TableView
from cultdip_desktop.ui.kit.text import PlainLabel
from cultdip_desktop.ui.rooms.inbox import phrases
from cultdip_desktop.ui.rooms.inbox.values import Dossier, PackageLine
from cultdip_desktop.ui.rooms.inbox.view_decision import DecisionPanel
from cultdip_desktop.ui.rooms.inbox.view_inspector import Inspector
from cultdip_desktop.ui.rooms.inbox.view_tiles import Tiles
from cultdip_desktop.ui.rooms.inbox.viewmodel import Group, InboxModel

_COUNTED = frozenset({InboxOutcome.IMPORTED, InboxOutcome.HELD, InboxOutcome.FORK})
"""Outcomes of packages whose records were read, so that their events are known."""


class ListPage(QWidget):
    """Everything received for a period."""

    copy_asked = Signal(str)
    decided = Signal(object)
    """A sentence for the toast: a decision stands in the history."""

    failed = Signal(object)
    """A `UserError`."""

    report_asked = Signal(str)
    """Row id of a package whose report shall be opened."""

    import_asked = Signal()
    all_periods_asked = Signal()

    def __init__(self, kit: Kit, model: InboxModel) -> None:
        super().__init__()
        self._kit = kit
        self._model = model
        self._shown = ""
        self._panel: DecisionPanel | None = None
        self._tiles = Tiles(kit)
        self._groups = self._make_groups()
        self._note = PlainLabel(kit, "", "small", "secondary")
        self._packages = PagedModel(kit, self._package_columns(), model.rows, at_once=True)
        self._table = TableView(kit, self._packages, t("Packages received"), row_height=TWO_LINE_ROW)
        self._missions = PagedModel(kit, _mission_columns(), self._mission_rows, at_once=True)
        self._missing_table = TableView(kit, self._missions, c("inbox", "Missions that have not sent"))
        self._by_id: dict[str, Mission] = {}
        self._empty = EmptyState(kit, "inbox", "")
        self._empty_action = Button(kit, "", on_click=self._act_on_empty)
        self._empty.add_action(self._empty_action)
        self._stack = QStackedWidget()
        for widget in (self._table, self._missing_table, self._empty):
            self._stack.addWidget(widget)
        self.inspector = Inspector(kit, t("Select a package to see what was checked."))
        self._lay_out()
        self._listen()

    def show_lists(self) -> None:
        """Show what the model holds now."""
        standing, counts = self._model.standing(), self._model.counts()
        self._tiles.show_standing(standing)
        for group, words in _group_words(counts).items():
            self._groups.say(group, words)
        self._groups.set_value(self._model.group)
        missing = self._model.not_sent()
        self._by_id = {mission.id: mission for mission in missing}
        self._missions.set_ids([mission.id for mission in missing])
        kept = self._table.current_id() or self._shown
        ids = self._model.ids()
        self._packages.set_ids(ids)
        self._table.show_sort(self._model.sort[0], descending=self._model.sort[1])
        self._choose_page(ids, missing)
        self._say_note(ids, missing)
        title = n("Not sent yet ({n})", "Not sent yet ({n})", len(standing.not_sent))
        self.inspector.show_missing(standing.not_sent if not self._model.query else missing, title)
        if not (kept and self._table.select(kept)):
            self._show_package("")

    def select(self, row_id: str) -> bool:
        """Make a package current and show it; False when it is not listed."""
        found = self._table.select(row_id)
        if found:
            self._split.open_inspector()
            self._table.setFocus()
        return found

    def current(self) -> str:
        """Row id of the package shown."""
        return self._table.current_id() if self._stack.currentWidget() is self._table else ""

    def focus_list(self) -> None:
        """Put the focus into what is listed."""
        shown = self._stack.currentWidget()
        target = self._empty_action if shown is self._empty or shown is None else shown
        target.setFocus()

    def next_problem(self, step: int) -> None:
        """F8: go to the next package that needs attention."""
        ids = self._packages.ids
        start = self._packages.row_of(self._table.current_id())
        for offset in range(1, len(ids) + 1):
            candidate = ids[(start + step * offset) % len(ids)]
            line = self._model.line(candidate)
            if line is not None and line.attention:
                self.select(candidate)
                return

    def _make_groups(self) -> Segmented:
        groups = Segmented(self._kit, t("Which packages are listed"))
        for group, words in _group_words(dict.fromkeys(Group, 0)).items():
            groups.add(group, words)
        return groups

    def _lay_out(self) -> None:
        card = Card(self._kit, flush=True)
        card.add(self._stack, 1)
        groups = row(self._groups, None, self._note, gap=12)
        main = boxed(column(self._tiles, groups, card, gap=12), (20, 14, 20, 16))
        layout = main.layout()
        if isinstance(layout, QVBoxLayout):
            layout.setStretch(2, 1)
        self._split = SplitPane(self._kit, main, self.inspector, width=284, name=t("The package selected"))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._split)

    def _listen(self) -> None:
        model = self._model
        self._groups.chosen.connect(model.choose_group)
        self._packages.sort_asked.connect(model.sort_by)
        self._table.selected.connect(self._show_package)
        self._table.opened.connect(lambda _id: self._split.open_inspector())
        self._table.menu_asked.connect(self._offer_menu)
        self.inspector.copy_asked.connect(self.copy_asked)
        self.inspector.report_asked.connect(self.report_asked)
        self.inspector.resend_asked.connect(self._copy_request)
        self.inspector.all_asked.connect(lambda: model.choose_group(Group.NOT_SENT))
        model.changed.connect(self.show_lists)
        for keys, step in (("F8", 1), ("Shift+F8", -1)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(lambda step=step: self.next_problem(step))

    def _choose_page(self, ids: Sequence[str], missing: Sequence[Mission]) -> None:
        if self._model.inbox is None:
            self._packages.show_message(t("Loading…"))
            self._stack.setCurrentWidget(self._table)
        elif self._model.group is Group.NOT_SENT and missing:
            self._stack.setCurrentWidget(self._missing_table)
        elif self._model.group is not Group.NOT_SENT and ids:
            self._stack.setCurrentWidget(self._table)
        else:
            self._say_empty()
            self._stack.setCurrentWidget(self._empty)

    def _say_empty(self) -> None:
        model = self._model
        received = model.inbox.received if model.inbox else ()
        if model.query:
            self._empty.say(t("Nothing matches the search."), t("Search by mission, country, city or file name."))
            self._empty_action.say(t("Show all"))
        elif model.group is Group.NOT_SENT:
            self._empty.say(t("Every mission of the list has sent a package."))
            self._empty_action.say(t("Show all packages"))
        elif model.group is Group.ATTENTION and model.counts()[Group.ALL]:
            self._empty.say(t("Nothing needs attention."), t("No package is held, refused or disputed."))
            self._empty_action.say(t("Show all packages"))
        elif received and model.period is not None:
            words = t("No package for {period} has come.", period=phrases.period_name(model.period))
            self._empty.say(words, t("Packages of other periods are in the inbox."))
            self._empty_action.say(c("inbox", "Show all periods"))
        else:
            self._empty.say(
                t("No package has come yet."),
                t(
                    "Drop .cdrp files or a whole folder here. Each is verified first, and nothing enters before you have seen what it changes."
                ),
            )
            self._empty_action.say(t("Choose files…"))

    def _act_on_empty(self) -> None:
        model = self._model
        if model.query:
            model.search("")
        elif model.group is not Group.ALL:
            model.choose_group(Group.ALL)
        elif model.inbox is not None and model.inbox.received and model.period is not None:
            self.all_periods_asked.emit()
        else:
            self.import_asked.emit()

    def _say_note(self, ids: Sequence[str], missing: Sequence[Mission]) -> None:
        if self._model.group is Group.NOT_SENT:
            self._note.say(n("{n} mission", "{n} missions", len(missing)))
        else:
            self._note.say(n("{n} package", "{n} packages", len(ids)))

    def _show_package(self, row_id: str) -> None:
        line = self._model.line(row_id)
        self._shown = row_id
        if line is None:
            self.inspector.show_nothing()
            return
        decision = self._decision(line)
        self.inspector.show_package(line, None, decision)

        def show(dossier: Dossier) -> None:
            if self._shown == row_id:
                self.inspector.show_package(line, dossier, decision)

        self._model.ask_dossier(line, show, self)

    def _decision(self, line: PackageLine) -> DecisionPanel | None:
        if not DecisionPanel.concerns(line.received):
            return None
        if self._panel is not None and isValid(self._panel) and self._panel.row == line.received:
            return self._panel  # the list was read again: what is typed stays
        self._panel = panel = DecisionPanel(self._kit, line.received, self._model.rival(line))
        panel.confirmed.connect(lambda office, reason: self._confirm(panel, office, reason))
        panel.history_accepted.connect(lambda row_id, reason: self._accept_history(panel, row_id, reason))
        panel.settled.connect(lambda row_id, reason, arrived: self._settle(panel, row_id, reason, arrived=arrived))
        return panel

    def _confirm(self, panel: DecisionPanel, office: str, reason: str) -> None:
        def done(count: int) -> None:
            said = n(
                "New numbering confirmed; {n} package taken in", "New numbering confirmed; {n} packages taken in", count
            )
            self.decided.emit(said)

        self._model.confirm(office, reason, done, lambda error: self._undecided(panel, error))

    def _accept_history(self, panel: DecisionPanel, row_id: str, reason: str) -> None:
        def done(count: int) -> None:
            self.decided.emit(
                n("History accepted; {n} package taken in", "History accepted; {n} packages taken in", count)
            )

        self._model.accept_history(row_id, reason, done, lambda error: self._undecided(panel, error))

    def _settle(self, panel: DecisionPanel, row_id: str, reason: str, *, arrived: bool) -> None:
        said = t("Decided: this package counts") if arrived else t("Decided: what was there before counts")
        self._model.settle(
            row_id,
            reason,
            arrived=arrived,
            then=lambda: self.decided.emit(said),
            fail=lambda error: self._undecided(panel, error),
        )

    def _undecided(self, panel: DecisionPanel, error: UserError) -> None:
        if isValid(panel):
            panel.release()
        self.failed.emit(error)

    def _copy_request(self, row_id: str) -> None:
        def done(text: str) -> None:
            QGuiApplication.clipboard().setText(text)
            self.decided.emit(t("The request to send it again is on the clipboard, in both languages"))

        self._model.ask_request(row_id, done, self.failed.emit)

    def _offer_menu(self, row_id: str, at: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        add_action(self._kit, menu, t("Details"), self._split.open_inspector, icon="panel-right", shortcut="F9")
        line = self._model.line(row_id)
        if line is not None and line.received.outcome is InboxOutcome.IMPORTED:
            add_action(self._kit, menu, t("Open the report"), lambda: self.report_asked.emit(row_id), icon="file-text")
        add_action(
            self._kit, menu, t("Save a copy of the file…"), lambda: self.copy_asked.emit(row_id), icon="download"
        )
        menu.popup(at)

    def _mission_rows(self, ids: Sequence[str]) -> list[Mission]:
        return [self._by_id[id_] for id_ in ids]

    def _package_columns(self) -> list[Column[PackageLine]]:
        return [
            Column("mission", c("column", "Mission"), _mission_cell, 142, "two-line", stretch=True, hideable=False),
            Column("package", c("column", "Package"), _package_cell, 138),
            Column("verdict", c("column", "Verdict"), _verdict_cell, 148, "pill"),
            Column("outcome", c("column", "Outcome"), _outcome_cell, 138),
            Column("received", c("column", "Received"), self._received_cell, 104),
            Column("size", c("column", "Size"), _size_cell, 86, "number"),
            Column("events", c("column", "Events"), _events_cell, 64, "number"),
        ]

    def _received_cell(self, line: PackageLine, words: Words) -> Cell:
        at = line.received.received_at
        text = phrases.received_short(words, at, self._model.today())
        return Cell(text, tone="secondary", tip=phrases.received(words, at))


def _group_words(counts: dict[Group, int]) -> dict[Group, Speech]:
    def say(group: Group, words: Speech) -> Phrase:
        return t("{words} {number}", words=words, number=Phrase(lambda w: whole(w, counts[group])))

    return {
        Group.ALL: say(Group.ALL, c("group", "All")),
        Group.TAKEN_IN: say(Group.TAKEN_IN, c("group", "Taken in")),
        Group.ATTENTION: say(Group.ATTENTION, c("group", "Need attention")),
        Group.NOT_SENT: say(Group.NOT_SENT, c("group", "Not sent")),
    }


def _mission_columns() -> list[Column[Mission]]:
    def named(mission: Mission, words: Words) -> Cell:
        name = phrases.place(mission, "").render(words)
        return Cell(name, phrases.post(mission).render(words), strong=True, tip=mission.name.get(words.language))

    return [
        Column("mission", c("column", "Mission"), named, 260, stretch=True, sortable=False),
        Column(
            "id", c("column", "Code"), lambda mission, _words: Cell(mission.id, tone="secondary"), 150, sortable=False
        ),
    ]


def _mission_cell(line: PackageLine, words: Words) -> Cell:
    name = phrases.place(line.mission, line.received.office).render(words)
    tip = line.mission.name.get(words.language) if line.mission else line.received.file_name
    sub = phrases.post(line.mission).render(words) if line.mission else line.received.file_name
    return Cell(name, sub, strong=True, tip=tip)


def _package_cell(line: PackageLine, words: Words) -> Cell:
    row = line.received
    return Cell(phrases.package(row.period, row.epoch, row.seq).render(words), tip=row.file_name)


def _size_cell(line: PackageLine, words: Words) -> Cell:
    return Cell(file_size(words, line.received.bytes))


def _events_cell(line: PackageLine, words: Words) -> Cell:
    return Cell(whole(words, line.received.events) if line.received.outcome in _COUNTED else "")


def _verdict_cell(line: PackageLine, words: Words) -> Cell:
    word, mark = phrases.result_word(line.received.result)
    return Cell(word.render(words), icon=mark.icon, tone=mark.tone)


def _outcome_cell(line: PackageLine, words: Words) -> Cell:
    row = line.received
    word, mark = phrases.outcome(row.outcome, row.missing, row.code)
    return Cell(word.render(words), icon=mark.icon, tone=mark.tone, tip=word.render(words))
