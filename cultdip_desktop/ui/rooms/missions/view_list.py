"""The list of missions for a period: how they divide, filters, and a line for each."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMenu, QStackedWidget, QVBoxLayout, QWidget

from cultdip_desktop.domain.duty import MissionState, Region
from cultdip_desktop.domain.standing_words import stage_words
from cultdip_desktop.i18n import dates
from cultdip_desktop.i18n.numbers import whole
from cultdip_desktop.i18n.words import Words
from cultdip_desktop.ui.kit.base import Kit, present
from cultdip_desktop.ui.kit.buttons import Button, add_action
from cultdip_desktop.ui.kit.choices import ComboBox, Segmented
from cultdip_desktop.ui.kit.language import Phrase, Speech, c, t
from cultdip_desktop.ui.kit.model import Cell, Column, PagedModel
from cultdip_desktop.ui.kit.notices import EmptyState
from cultdip_desktop.ui.kit.surfaces import Bar, Card, boxed, column, row
from cultdip_desktop.ui.kit.table import TWO_LINE_ROW, TableView
from cultdip_desktop.ui.kit.text import PlainLabel
from cultdip_desktop.ui.rooms.missions import phrases
from cultdip_desktop.ui.rooms.missions.values import Group, Line, Look
from cultdip_desktop.ui.rooms.missions.view_due import DuePanel
from cultdip_desktop.ui.rooms.missions.viewmodel import MissionsModel

_FROM: Final = {"region": 1078, "urged": 890, "certificate": 786}
"""Width of the table from which a column stands in it, px at 100 %."""


_ROOM_FOR_COUNT: Final = 1080
"""Width of the page from which the number of missions stands beside the filters, px at 100 %."""


class ListPage(QWidget):
    """Enter opens a mission; the menu offers what its page does."""

    opened = Signal(str)
    extend_asked = Signal(str)
    urge_asked = Signal(str)

    def __init__(self, kit: Kit, model: MissionsModel) -> None:
        super().__init__()
        self._kit = kit
        self._model = model
        self.due = DuePanel(kit, model)
        self.groups = Segmented(kit, t("Which missions are listed"))
        for group, words in _group_words(dict.fromkeys(Group, 0)).items():
            self.groups.add(group, words)
        self.regions = ComboBox(kit)
        kit.name(self.regions, t("Region"))
        self.regions.add("", phrases.EVERY_REGION, "globe")
        for one in Region:
            self.regions.add(one.value, phrases.region(one.value))
        self.regions.setMinimumWidth(kit.look.px(190))
        self.states = ComboBox(kit)
        kit.name(self.states, t("State"))
        self.states.add(None, phrases.EVERY_STATE)
        for state in MissionState:
            self.states.add(state, phrases.state(state))
        self._bar = Bar(kit, c("mission", "Reports received, needing attention, and missing"))
        self.rows: PagedModel[Line] = PagedModel(kit, _columns(), model.rows, at_once=True)
        self.table = TableView(kit, self.rows, c("room", "Missions"), row_height=TWO_LINE_ROW)
        self._empty = EmptyState(kit, "landmark", t("Nothing matches"), t("No mission fits the filters and the words."))
        self._empty.add_action(Button(kit, t("Clear filters"), icon="x", on_click=model.clear))
        self._count = PlainLabel(kit, "", "small", "secondary")
        self._lay_out()
        self._listen()

    def show_look(self) -> None:
        """Show what the model holds now."""
        look = self._model.look
        if look is None:
            self.rows.show_message(t("Loading…"))
            return
        counts = self._model.counts()
        for group, words in _group_words(counts).items():
            self.groups.say(group, words)
        self.groups.set_value(self._model.group)
        self.regions.set_value(self._model.region)
        self.states.set_value(self._model.state)
        self._show_bar(look)
        self.due.show_look(look)
        kept = self.table.current_id()
        ids = self._model.ids()
        self.rows.set_ids(ids)
        key, descending = self._model.sort
        if key != "list":
            self.table.show_sort(key, descending=descending)
        self._pages.setCurrentIndex(0 if ids else 1)
        self._count.say(_count_words(len(ids), len(look.lines)))
        if kept:
            self.table.select(kept)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where it is narrow the names need the room."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        present(self._count, shown=self.width() >= self._kit.look.px(_ROOM_FOR_COUNT))
        for section, each in enumerate(self.rows.columns):
            shown = self.table.width() >= self._kit.look.px(_FROM.get(each.key, 0))
            if each.key in _FROM and self.table.isColumnHidden(section) is shown:
                self.table.setColumnHidden(section, not shown)

    def _show_bar(self, look: Look) -> None:
        total = max(look.status.expected, 1)
        troubled = len(look.status.troubled)
        self._bar.set((look.status.received / total, "accent"), (troubled / total, "gold.fill"))

    def _lay_out(self) -> None:
        card = Card(self._kit, flush=True)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.table)
        self._pages.addWidget(self._empty)
        card.add(self._pages, 1)
        filters = row(self.groups, None, self._count, self.regions, self.states, gap=10)
        inner = column(self.due, self._bar, boxed(filters), card, gap=12)
        inner.setStretch(3, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(boxed(inner, (20, 12, 20, 16)))

    def _listen(self) -> None:
        model = self._model
        self.groups.chosen.connect(lambda group: model.choose(group=group))
        self.regions.chosen.connect(lambda code: model.choose(region=str(code)))
        self.states.chosen.connect(model.choose_state)
        self.rows.sort_asked.connect(model.sort_by)
        self.table.opened.connect(self.opened)
        self.table.menu_asked.connect(self._menu)
        model.changed.connect(self.show_look)

    def _menu(self, office: str, point: QPoint) -> None:
        line = next(iter(self._model.rows([office])), None)
        if line is None:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        add_action(self._kit, menu, t("Open"), lambda: self.opened.emit(office), icon="landmark")
        if line.row.stage is not None:
            add_action(self._kit, menu, t("Remind…"), lambda: self.urge_asked.emit(office), icon="bell")
        add_action(
            self._kit,
            menu,
            t("Another day or exemption…"),
            lambda: self.extend_asked.emit(office),
            icon="calendar-clock",
        )
        menu.popup(point)


def _group_words(counts: dict[Group, int]) -> dict[Group, Speech]:
    def say(group: Group, words: Speech) -> Phrase:
        return t("{words} {number}", words=words, number=Phrase(lambda w: whole(w, counts[group])))

    return {
        Group.ALL: say(Group.ALL, c("group", "All")),
        Group.MISSING: say(Group.MISSING, c("group", "Not sent")),
        Group.TROUBLED: say(Group.TROUBLED, c("group", "Need attention")),
        Group.RECEIVED: say(Group.RECEIVED, c("group", "Received")),
        Group.EXCUSED: say(Group.EXCUSED, c("group", "Need not report")),
    }


def _count_words(shown: int, total: int) -> Phrase:
    if shown == total:
        return Phrase(lambda words: words.n("{n} mission", "{n} missions", total))
    return Phrase(lambda words: words.t("{shown} of {total}", shown=whole(words, shown), total=whole(words, total)))


def _columns() -> tuple[Column[Line], ...]:
    return (
        Column("mission", c("column", "Mission"), _mission_cell, 190, "two-line", stretch=True, hideable=False),
        Column("region", t("Region"), _region_cell, 190),
        Column("standing", c("mission", "How it stands"), _standing_cell, 176, "pill"),
        Column("due", c("mission", "Deadline"), _due_cell, 168, "two-line"),
        Column("package", c("mission", "Last package"), _package_cell, 112, "two-line"),
        Column("certificate", c("mission", "Certificate until"), _certificate_cell, 128),
        Column("urged", c("mission", "Reminded"), _urged_cell, 104, "two-line"),
    )


def _mission_cell(line: Line, words: Words) -> Cell:
    mission = line.row.mission
    name, post = phrases.place(mission).render(words), phrases.post(mission).render(words)
    if not mission.owes_reports and not mission.reports:
        post = f"{post} · {words.c('mission', 'need not report')}"
    return Cell(name, post, strong=True, tip=mission.name.get(words.language))


def _region_cell(line: Line, words: Words) -> Cell:
    said = phrases.region(line.row.mission.region).render(words)
    return Cell(said, tone="secondary", tip=said)


def _standing_cell(line: Line, words: Words) -> Cell:
    mark = phrases.mark_of(line.row)
    return Cell(
        phrases.pill_text(words, line.row), icon=mark.icon, tone=mark.tone, tip=phrases.whole(line.row).render(words)
    )


def _due_cell(line: Line, words: Words) -> Cell:
    row = line.row
    if not (row.expected or row.received):
        return Cell("–")
    tip = phrases.clocks(words, row)
    if row.stage is not None and row.days >= 0:
        tip = f"{tip}\n{stage_words(words, row.stage)}"
    return Cell(phrases.due(words, row), phrases.hanoi_clock(words, row), tip=tip)


def _package_cell(line: Line, words: Words) -> Cell:
    arrival = line.row.last or line.row.trouble
    if arrival is None:
        return Cell("–")
    number = words.t("no. {number}", number=f"{arrival.epoch}/{arrival.seq}") if arrival.epoch else arrival.file_name
    return Cell(
        phrases.short_moment(words, arrival.received_at), number, tip=phrases.moment(words, arrival.received_at)
    )


def _certificate_cell(line: Line, words: Words) -> Cell:
    if line.certificate_ends is None:
        return Cell(words.c("certificate", "none"), tone="tertiary")
    tone = {"valid": "", "ends_soon": "warn"}.get(line.certificate_state, "danger")
    tip = phrases.CERTIFICATE_WORDS[line.certificate_state].render(words)
    return Cell(dates.day(words, line.certificate_ends), tone=tone, tip=tip)


def _urged_cell(line: Line, words: Words) -> Cell:
    if not line.urged:
        return Cell("–")
    last = line.urged[-1]
    times = words.n("{n} time", "{n} times", len(line.urged))
    return Cell(phrases.short_moment(words, last.made_at), times, tip=last.number)
