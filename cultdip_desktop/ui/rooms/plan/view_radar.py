"""The radar: every occasion of the next 18 months, fifth and tenth years marked, and the office's own ones to write."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from cultdip_desktop.domain.anniversary import Anniversary, AnniversaryKind, Occasion
from cultdip_desktop.domain.calendar_words import kind_label, rule_text
from cultdip_desktop.domain.changes import ChangeSet
from cultdip_desktop.i18n import dates, lunar
from cultdip_desktop.i18n.words import Words
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.buttons import Button, add_action
from cultdip_desktop.ui.kit.choices import Segmented
from cultdip_desktop.ui.kit.language import Phrase, c, n, t
from cultdip_desktop.ui.kit.model import Cell, Column, PagedModel
from cultdip_desktop.ui.kit.panes import SplitPane
from cultdip_desktop.ui.kit.surfaces import Card, boxed, column, row
from cultdip_desktop.ui.kit.table import TWO_LINE_ROW, TableView
from cultdip_desktop.ui.kit.text import PlainLabel
from cultdip_desktop.ui.rooms.plan.almanac import moon_of
from cultdip_desktop.ui.rooms.plan.phrases import either
from cultdip_desktop.ui.rooms.plan.view_anniversary import OccasionPanel
from cultdip_desktop.ui.rooms.plan.viewmodel_occasions import Ahead, OccasionsModel

ALL, ROUND, OWN = "all", "round", "own"
_INSPECTOR: Final = 316


class RadarView(QWidget):
    """A table of occasions beside the form of one."""

    create_asked = Signal(object, object)
    day_asked = Signal(object)
    done = Signal(object, object)
    """What was done (`Speech`) and its `ChangeSet`."""

    def __init__(self, kit: Kit, today: date, occasions: OccasionsModel) -> None:
        super().__init__()
        self._kit = kit
        self._today = today
        self._ahead = Ahead()
        self._wanted = ""
        self._listed: Sequence[Occasion] = ()
        self._occasions = occasions
        self.panel = OccasionPanel(kit, self._save, self._delete)
        self.which = Segmented(kit, t("Which occasions are listed"))
        for value, speech in ((ALL, c("plan", "All")), (ROUND, t("Fifth and tenth years")), (OWN, t("Own ones"))):
            self.which.add(value, speech)
        self.model: PagedModel[Occasion] = PagedModel(kit, self._columns(), self._rows, at_once=True)
        self.table = TableView(kit, self.model, t("Occasions"), row_height=TWO_LINE_ROW)
        self._count = PlainLabel(kit, "", "small", "secondary")
        self.begin = Button(kit, t("Create an event on this day"), icon="calendar-plus", on_click=self._create)
        self.add = Button(kit, t("Write down an anniversary"), icon="plus", on_click=self._add)
        card = Card(kit, flush=True)
        card.add(self.table)
        inner = column(row(self.which, None, self._count, gap=10), gap=10)
        inner.addWidget(card, 1)
        inner.addLayout(row(self.begin, self.add, None, gap=10))
        self.split = SplitPane(
            kit, boxed(inner, (20, 16, 20, 16)), self.panel, width=_INSPECTOR, name=t("The occasion")
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.split)
        self.which.chosen.connect(lambda _which: self._list())
        self.table.selected.connect(self._select)
        self.table.opened.connect(lambda _id: self._create())
        self.table.menu_asked.connect(self._menu)

    def show_ahead(self, ahead: Ahead) -> None:
        """Show what comes up."""
        self._ahead = ahead
        self._list()

    def _save(self, made: Anniversary) -> None:
        new = not made.id

        def stored(one: Anniversary, changes: ChangeSet) -> None:
            if new:
                self._wanted = one.id
                self.panel.show_own(one)
                self.done.emit(t("The anniversary is written down"), changes)

        self._occasions.save(made, stored)

    def _delete(self, anniversary_id: str) -> None:
        def gone(changes: ChangeSet) -> None:
            self.done.emit(t("The anniversary is deleted"), changes)

        self._occasions.delete(anniversary_id, gone)

    def _list(self) -> None:
        kept = self.table.current_id()
        wanted, self._wanted = self._wanted, ""
        own = {one.id for one in self._ahead.own}
        which = self.which.value()
        self._listed = [
            one
            for one in self._ahead.occasions
            if which == ALL or (which == ROUND and one.round) or (which == OWN and one.anniversary in own)
        ]
        ids = [f"{one.day}/{one.anniversary or one.title.vi}" for one in self._listed]
        self.model.set_ids(ids)
        kept = next(
            (id_ for id_, one in zip(ids, self._listed, strict=True) if wanted and one.anniversary == wanted), kept
        )
        self._count.say(n("{n} occasion", "{n} occasions", len(ids)))
        if not ids:
            self.model.show_message(t("Nothing is known ahead."))
            self.begin.disable(t("No occasion is chosen."))
            self.panel.show_nothing()
        elif not (kept and self.table.select(kept)):
            self.table.select(ids[0])
        else:
            self._select(kept)

    def _rows(self, ids: Sequence[str]) -> list[Occasion]:
        places = [self.model.row_of(identifier) for identifier in ids]
        return [self._listed[place] for place in places]

    def _chosen(self) -> Occasion | None:
        place = self.model.row_of(self.table.current_id())
        return self._listed[place] if 0 <= place < len(self._listed) else None

    def _select(self, _id: str) -> None:
        chosen = self._chosen()
        if chosen is None:
            self.panel.show_nothing()
            return
        self.begin.enable()
        own = next((one for one in self._ahead.own if one.id == chosen.anniversary), None)
        if own is not None:
            self.panel.show_own(own)
        else:
            self.panel.show_known(chosen)

    def _create(self) -> None:
        chosen = self._chosen()
        if chosen is not None:
            self.create_asked.emit(chosen.day, chosen.title)

    def _add(self) -> None:
        self.split.open_inspector()
        self.panel.show_new(self._today)

    def _menu(self, _id: str, point: QPoint) -> None:
        chosen = self._chosen()
        if chosen is None:
            return
        menu = QMenu(self)
        add_action(self._kit, menu, t("Create an event on this day"), self._create, icon="calendar-plus")
        add_action(
            self._kit, menu, t("Show in the calendar"), lambda: self.day_asked.emit(chosen.day), icon="calendar-days"
        )
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(point)

    def _columns(self) -> tuple[Column[Occasion], ...]:
        return (
            Column("day", t("Day"), _day_cell, 176, "two-line", sortable=False, hideable=False),
            Column("title", t("Occasion"), _title_cell, 260, "two-line", stretch=True, sortable=False, hideable=False),
            Column("years", t("Years"), _years_cell, 130, "pill", sortable=False),
            Column("away", c("plan", "In"), self._away_cell, 90, "number", sortable=False),
        )

    def _away_cell(self, one: Occasion, words: Words) -> Cell:
        days = (one.day - self._today).days
        return Cell(words.n("{n} day", "{n} days", days) if days else words.t("today"))


def own_kind(one: Anniversary) -> Phrase:
    """What sort of day an anniversary is."""
    return Phrase(lambda words: kind_label(words, one.kind))


def _day_cell(one: Occasion, words: Words) -> Cell:
    return Cell(dates.day_of_week(words, one.day), lunar.day_words(words, moon_of(one.day)))


def _title_cell(one: Occasion, words: Words) -> Cell:
    kind = kind_label(words, AnniversaryKind(one.kind))
    icon = "landmark" if one.country else "moon" if one.kind is AnniversaryKind.FEAST else "flag"
    return Cell(
        either(one.title).render(words),
        f"{kind} · {rule_text(words, one.rule)}",
        icon,
        tip=either(one.title).render(words),
    )


def _years_cell(one: Occasion, words: Words) -> Cell:
    if one.years is None:
        return Cell("")
    text = words.n("{n} year", "{n} years", one.years)
    return Cell(text, icon="star", tone="warn") if one.round else Cell(text, icon="calendar", tone="neutral")
