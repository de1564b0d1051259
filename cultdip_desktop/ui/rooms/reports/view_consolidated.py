"""Headquarters' Reports room: the consolidated report and the Committee's pages, looked at and written as files."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any, Final

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.naming import period_title
from cultdip_desktop.domain.period import Period
from cultdip_desktop.i18n.words import Words
from cultdip_desktop.ui.kit.base import Kit, present
from cultdip_desktop.ui.kit.buttons import Button, MenuButton
from cultdip_desktop.ui.kit.choices import ComboBox, Segmented
from cultdip_desktop.ui.kit.language import Phrase, n, t
from cultdip_desktop.ui.kit.model import Cell, Column, PagedModel
from cultdip_desktop.ui.kit.notices import ProgressCard
from cultdip_desktop.ui.kit.room import Room, Route
from cultdip_desktop.ui.kit.surfaces import Card, KeptWidth, boxed, column
from cultdip_desktop.ui.kit.table import TWO_LINE_ROW, TableView
from cultdip_desktop.ui.rooms.reports.view_preview import Preview
from cultdip_desktop.ui.rooms.reports.viewmodel_consolidated import Built, ConsolidatedModel, Language, Topic

_LIST_WIDTH: Final = 262
_FILTERS: Final = {".pdf": "PDF (*.pdf)", ".docx": "DOCX (*.docx)", ".xlsx": "XLSX (*.xlsx)"}
_WHOLE: Final = "all"
"""Key of the consolidated report in the list; the others are codes."""


class ConsolidatedRoom(Room):
    """Places: none, or a topic's code as id; `period` names the days."""

    def __init__(self, kit: Kit, model: ConsolidatedModel) -> None:
        super().__init__(kit, "reports", t("Reports"))
        self._model = model
        self._topics: dict[str, Topic] = {}
        self._topic = ""
        self._asked = ""
        self._period: Period | None = None
        self._shown: tuple[Period, str, Language] | None = None
        self.periods = ComboBox(kit)
        self.language = Segmented(kit, t("Language of the document"))
        self.language.add("vi", "Tiếng Việt")
        self.language.add("en", "English")
        self.language.set_value("vi")
        self.save = MenuButton(kit, t("Save as…"), icon="download")
        for ending, words in ((".docx", t("As a Word file")), (".xlsx", t("Tables as XLSX"))):
            icon = "table-2" if ending == ".xlsx" else "file-text"
            self.save.add(words, partial(self.save_as, ending), icon)
        self.save.add(t("Committee's pages…"), self.save_pack, "files")
        self.pack = Button(kit, t("Committee's pages…"), icon="files", on_click=self.save_pack)
        kit.tip(self.pack, t("A PDF for each goal and solution group, in a folder"))
        self._pdf = Button(kit, t("Save as PDF…"), "primary", icon="file-text", on_click=lambda: self.save_as(".pdf"))
        self.list: PagedModel[Topic] = PagedModel(kit, _columns(), self._rows, at_once=True)
        self.table = TableView(kit, self.list, t("Documents"), row_height=TWO_LINE_ROW)
        self.progress = ProgressCard(kit, t("Writing the document"), icon="file-down")
        self.preview = Preview(kit)
        self._lay_out()
        self._connect()

    def enter(self, route: Route) -> None:
        """Show a topic and period, else what was shown before."""
        period = route.param("period")
        self._period = Period.parse(period) if period else self._period or self._model.last_quarter()
        self._asked = route.id or self._topic
        self._fill_periods()
        self._model.load()
        self.status.emit(t("Ctrl+S: save as PDF · Ctrl+F: find"))

    def route(self) -> Route:
        """Where the user is now."""
        params = (("period", str(self._period)),) if self._period is not None else ()
        return Route("reports", "document" if self._topic else "", self._topic, params)

    def leave(self) -> bool:
        """The preview under way is not wanted any more."""
        self._model.stop()
        return True

    def retranslate(self) -> None:
        """The periods are in the list's own words."""
        if self._period is not None:
            self._fill_periods()

    def save_as(self, ending: str) -> None:
        """Write the document that is shown to a file."""
        if self._period is None:
            return
        name = self._model.suggest_name(self._period, self._topic, self._language(), ending)
        target = self.kit.files.save_file(self, self.kit.say(t("Save the document")), name, _FILTERS[ending])
        if target is None:
            return
        whole = target if target.suffix else target.with_name(f"{target.name}{ending}")
        self.banner.clear()
        job = self._model.build(self._period, self._topic, self._language(), whole, self._say_saved, self._say_stopped)
        self.progress.follow(job)

    def save_pack(self) -> None:
        """Write the Committee's pages into a folder."""
        folder = self.kit.files.folder(self, self.kit.say(t("Where to write the Committee's pages")))
        if folder is None or self._period is None:
            return
        self.banner.clear()

        def done(built: tuple[Built, ...]) -> None:
            self._say_done(n("{n} file was written.", "{n} files were written.", len(built)), folder)

        self.progress.follow(self._model.pack(self._period, self._language(), folder, done, self._say_stopped))

    # -- making

    def _lay_out(self) -> None:
        kit = self.kit
        kit.name(self.periods, t("Period"))
        self.periods.setMinimumWidth(kit.look.px(188))
        self.head.add_mark(self.periods)
        for widget in (self.language, self.save, self.pack):
            self.head.add_action(widget)
        self.set_primary(self._pdf)
        card = Card(kit, flush=True)
        card.add(self.table)
        self.table.horizontalHeader().hide()
        left = boxed(column(card), (16, 12, 12, 16))
        KeptWidth(kit.look, left, _LIST_WIDTH, 30)
        right = column(boxed(column(self.progress)), self.preview, gap=0)
        right.setStretch(1, 1)
        line = QHBoxLayout()
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        line.addWidget(left)
        line.addWidget(boxed(right), 1)
        self.add(line, 1)

    def _connect(self) -> None:
        model = self._model
        model.known.connect(self._know)
        model.drawing.connect(self.preview.follow)
        model.drawn.connect(self._show_document)
        model.stopped.connect(self._say_no_preview)
        model.failed.connect(self._refuse)
        self.preview.asked_again.connect(self._draw)
        self.table.selected.connect(self._choose)
        self.periods.chosen.connect(self._choose_period)
        self.language.chosen.connect(self._draw_anew)
        self.kit.bus.watch(self, {"inbox", "event", "duty", "mission", "exemplar", "initiative"}, self._changed)
        for keys, act in (
            ("Ctrl+S", lambda: self.save_as(".pdf")),
            ("Ctrl+F", lambda: self.preview.open_find()),
            ("F3", lambda: self.preview.find_next(1)),
            ("Shift+F3", lambda: self.preview.find_next(-1)),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(act)

    def _fill_periods(self) -> None:
        offered = list(self._model.periods())
        if self._period is not None and self._period not in offered:
            offered.insert(0, self._period)
        self.periods.clear_choices()
        for period in offered:
            self.periods.add(period, _title(period))
        self.periods.set_value(self._period)

    # -- showing

    def _know(self, topics: Sequence[Topic]) -> None:
        self._topics = {topic.code or _WHOLE: topic for topic in topics}
        self.list.set_ids(list(self._topics))
        self._topic = self._asked if self._asked in self._topics else ""
        self.table.blockSignals(True)
        self.table.select(self._topic or _WHOLE)
        self.table.blockSignals(False)
        self.table.setFocus()
        self._draw_anew()

    def _choose(self, key: str) -> None:
        if key:
            self._topic = self._asked = "" if key == _WHOLE else key
            self._draw()

    def _choose_period(self, period: object) -> None:
        if isinstance(period, Period):
            self._period = period
            self._draw()

    def _changed(self, _changes: object) -> None:
        if self.isVisible():
            self._draw_anew()

    def _draw_anew(self, *_value: Any) -> None:
        self._shown = None
        self._draw()

    def _draw(self) -> None:
        if self._period is None:
            return
        wanted = (self._period, self._topic, self._language())
        if wanted != self._shown:
            self.preview.show_waiting()
            self._model.draw(*wanted)

    def _show_document(self, data: bytes) -> None:
        if self._period is not None:
            self._shown = (self._period, self._topic, self._language())
        self.preview.show_document(data, keep=False)

    def _say_no_preview(self) -> None:
        if not self.preview.shows_document:
            self.preview.show_reason(t("Stopped"), t("No preview was built."))

    def _refuse(self, error: UserError) -> None:
        self.banner.show_error(error)
        if not self.preview.shows_document:
            self.preview.show_reason(t("No preview"), t("The reason stands above."))

    def _say_saved(self, built: Built) -> None:
        self._say_done(t("Saved as {file}", file=built.file.name), built.file)

    def _say_done(self, cause: Phrase, file: Path) -> None:
        self.banner.show_notice(
            "ok",
            cause,
            t("This document is not signed."),
            action=t("Open"),
            on_action=lambda: self._model.open_file(file),
        )

    def _say_stopped(self) -> None:
        self.banner.show_notice("info", t("Stopped"), t("No document was written."))

    def _language(self) -> Language:
        return "en" if self.language.value() == "en" else "vi"

    def _rows(self, keys: Sequence[str]) -> list[Topic]:
        return [self._topics[key] for key in keys]

    def resized(self, *, wide: bool) -> None:
        """In narrow windows the Committee's pages are written from the menu of commands only."""
        present(self.pack, shown=wide)


def _columns() -> tuple[Column[Topic], ...]:
    return (Column("kind", t("Document"), _cell, 200, "two-line", stretch=True, sortable=False, hideable=False),)


def _cell(topic: Topic, words: Words) -> Cell:
    if not topic.code:
        said = words.t("All missions together, with the packages behind each figure")
        return Cell(words.t("Consolidated report"), said, "chart-column", tip=said)
    title = topic.title.get(words.language)
    return Cell(words.t("{code}: for the Steering Committee", code=topic.code), title, "target", tip=title)


def _title(period: Period) -> Phrase:
    return Phrase(lambda words: period_title(words, period))
