"""The Reports room: periods at the left, the document in the middle, figures and findings at the right."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QWidget

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.naming import period_short, period_title, period_words
from cultdip_desktop.domain.period import Period
from cultdip_desktop.i18n import numbers
from cultdip_desktop.i18n.words import Words
from cultdip_desktop.ui.kit.base import Kit, present
from cultdip_desktop.ui.kit.buttons import Button, IconButton, MenuButton
from cultdip_desktop.ui.kit.choices import ComboBox, Segmented
from cultdip_desktop.ui.kit.language import Phrase, t
from cultdip_desktop.ui.kit.marks import Mark, Pill
from cultdip_desktop.ui.kit.model import Cell, Column, PagedModel
from cultdip_desktop.ui.kit.notices import ProgressCard
from cultdip_desktop.ui.kit.panes import SplitPane
from cultdip_desktop.ui.kit.room import Room, Route
from cultdip_desktop.ui.kit.surfaces import Card, KeptWidth, boxed, column
from cultdip_desktop.ui.kit.table import COMPACT_ROW, TableView
from cultdip_desktop.ui.rooms.reports.values import PeriodRow, Summary
from cultdip_desktop.ui.rooms.reports.view_left import OUTLINE, PERIODS, LeftPane
from cultdip_desktop.ui.rooms.reports.view_preview import Preview
from cultdip_desktop.ui.rooms.reports.view_side import SidePane
from cultdip_desktop.ui.rooms.reports.viewmodel import ReportsModel

_LIST_WIDTH: Final = 250
_TITLE: Final = t("Reports")


class ReportsRoom(Room):
    """Chooses a period and writes its documents; signing is the Packages room's."""

    def __init__(self, kit: Kit, reports: ReportsModel) -> None:
        super().__init__(kit, "reports", _TITLE)
        self._reports = reports
        self._wanted = ""
        self._title_of: Period | None = None
        self._summary: Summary | None = None
        self._shown = ""
        self._to_find = ""
        self.year = ComboBox(kit, compact=True)
        kit.name(self.year, t("Year"))
        self.language = Segmented(kit, t("Language of the document"))
        self.language.add("vi", "Tiếng Việt")
        self.language.add("en", "English")
        self.language.set_value("vi")
        self.save = MenuButton(kit, t("Save as…"), icon="download")
        for ending, words, icon in (
            (".pdf", t("Report as PDF"), "file-text"),
            (".xlsx", t("Table of events as XLSX"), "table-2"),
            (".csv", t("Table of events as CSV"), "table-2"),
        ):
            self.save.add(words, partial(self.save_as, ending), icon)
        self._over = Pill(kit)
        self.head.add_mark(self._over)
        self.head.add_action(self.language)
        self.head.add_action(self.save)
        self._details = IconButton(kit, "panel-right", t("Details"), on_click=lambda: self._split.toggle(), framed=True)
        kit.tip(self._details, t("Details"), "F9")
        self.head.add_action(self._details)
        self.set_primary(
            Button(kit, t("Sign and export…"), "primary", icon="package", on_click=self._export, shortcut="Ctrl+E")
        )
        self.rows: PagedModel[PeriodRow] = PagedModel(kit, _columns(), reports.rows, at_once=True)
        self.table = TableView(kit, self.rows, t("Periods of the year"), row_height=COMPACT_ROW)
        self.preview = Preview(kit)
        self.side = SidePane(kit)
        self.progress = ProgressCard(kit, t("Writing the document"), icon="file-down")
        periods = Card(kit, flush=True)
        periods.add(self.table)
        self.left = LeftPane(kit, self.preview.document, boxed(column(self.year, periods, gap=8)))
        self._lay_out()
        self._connect()

    def enter(self, route: Route) -> None:
        """Show a period: the one of the route, else the one shown before, else the last quarter that is over."""
        self.left.show_part(OUTLINE if route.place else PERIODS)
        chosen = str(self._reports.period) if self._reports.period else ""
        self._wanted = route.id if route.place == "period" and route.id else chosen
        self._to_find = route.param("find")
        self.banner.clear()
        if not self.rows.ids:
            self.rows.show_message(t("Loading…"))
        self._reports.choose(self._wanted)
        self.status.emit(t("Ctrl+F: find · F3: next hit · F8: next finding · Ctrl+P: save as PDF"))

    def leave(self) -> bool:
        """The preview under way is not wanted any more."""
        self._reports.stop_drawing()
        return True

    def route(self) -> Route:
        """Where the user is now."""
        period = self._reports.period
        return Route(self.key) if period is None else Route(self.key, "period", str(period))

    def resized(self, *, wide: bool) -> None:
        """In narrow windows figures and findings are a drawer: a button opens it."""
        present(self._details, shown=not wide)
        self._say_title()

    def save_as(self, ending: str) -> None:
        """Write the document of the chosen period to a file."""
        kit = self.kit
        filters = {".pdf": "PDF (*.pdf)", ".xlsx": "XLSX (*.xlsx)", ".csv": "CSV (*.csv)"}[ending]
        name = Path(self._reports.suggest_name(ending))
        target = kit.files.save_file(self, kit.say(t("Save the document")), name, filters)
        if target is None:
            return
        job = self._reports.build(
            target if target.suffix else target.with_name(f"{target.name}{ending}"),
            lambda built: self._say_saved(built.file),
            self._refused,
            lambda: self.banner.show_notice("info", t("Stopped"), t("No document was written.")),
        )
        if job is not None:
            self.banner.clear()
            self.progress.follow(job)

    def _lay_out(self) -> None:
        kit = self.kit
        KeptWidth(kit.look, self.left, _LIST_WIDTH, 30)
        middle = QWidget()
        inner = column(boxed(column(self.progress), (0, 0, 0, 0)), self.preview, gap=0)
        inner.setStretch(1, 1)
        middle.setLayout(inner)
        main = QWidget()
        line = QHBoxLayout(main)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        line.addWidget(self.left)
        line.addWidget(middle, 1)
        self._split = SplitPane(kit, main, self.side, width=308, name=t("Figures and findings"))
        self.add(self._split, 1)

    def _connect(self) -> None:
        reports = self._reports
        reports.listed.connect(self._show_rows)
        reports.summed.connect(self._show_summary)
        reports.drawing.connect(self.preview.follow)
        reports.drawn.connect(self._show_document)
        reports.stopped.connect(self._say_stopped)
        reports.failed.connect(self._fail)
        self.preview.asked_again.connect(self._draw_again)
        self.preview.pages.moved.connect(lambda: self.left.follow(self.preview.pages.at, self.preview.pages.inside))
        self.left.page_asked.connect(self.preview.pages.go)
        self.year.chosen.connect(self._choose_year)
        self.language.chosen.connect(self._choose_language)
        self.table.selected.connect(self._choose)
        self.side.go.connect(self.go)
        self.side.part_asked.connect(self._show_heading)
        self.kit.bus.watch(self, {"event", "media", "person", "settings"}, lambda _changes: self._refresh())
        for keys, act in (
            ("Ctrl+P", lambda: self.save_as(".pdf")),
            ("Ctrl+F", self.preview.open_find),
            ("F3", lambda: self.preview.find_next(1)),
            ("Shift+F3", lambda: self.preview.find_next(-1)),
            ("Ctrl+=", lambda: self.preview.pages.zoom_by(1)),
            ("F8", lambda: self._next_problem(1)),
            ("Shift+F8", lambda: self._next_problem(-1)),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.activated.connect(act)

    def _show_rows(self) -> None:
        chosen = str(self._reports.period) if self._reports.period else ""
        self.table.blockSignals(True)
        self.rows.set_ids(self._reports.ids)
        self.table.select(chosen)
        self.table.blockSignals(False)

    def _show_summary(self, summary: Summary) -> None:
        period = summary.period
        self._title_of = period
        self._summary = summary
        self._say_title()
        if not self.year.count():
            for year in self._reports.years:
                self.year.add(year, str(year))
        if period.year not in self._reports.years:
            self.year.add(period.year, str(period.year))
        self.year.set_value(period.year)
        self.side.show_summary(summary)
        self._over.set(*_standing(summary))
        self.left.mark(self._reports.headings(summary.findings))
        if self._shown != self._what:
            self.preview.show_waiting()
        if self._reports.year != period.year or not self.rows.ids:
            self._reports.list_year(period.year)
        else:
            self._show_rows()

    def _say_title(self) -> None:
        period, form = self._title_of, period_words if self.wide else period_short
        if period is not None:
            self.head.say(Phrase(lambda words: words.t("Report for {period}", period=form(words, period))), "")

    def _choose(self, period_id: str) -> None:
        if period_id and period_id != self._wanted:
            self._wanted = period_id
            self._reports.choose(period_id)

    def _choose_year(self, year: int) -> None:
        period = self._reports.period
        self._choose(f"{year:04d}-{period.part}" if period is not None and period.part else f"{year:04d}")

    def _choose_language(self, language: str) -> None:
        self._reports.language = "en" if language == "en" else "vi"
        if self._summary is not None:
            self.left.mark(self._reports.headings(self._summary.findings))
        self._draw_again()

    @property
    def _what(self) -> str:
        """Which document is wanted."""
        return f"{self._reports.period} {self._reports.language}"

    def _show_document(self, data: bytes) -> None:
        keep = self._shown == self._what
        self._shown = self._what
        self.preview.show_document(data, keep=keep)
        if self._to_find:
            self.preview.open_find(self._to_find)
            self._to_find = ""

    def _draw_again(self) -> None:
        self.preview.show_waiting()
        self._shown = ""
        self._reports.draw()

    def _say_stopped(self) -> None:
        if self._shown != self._what:
            self.preview.show_reason(t("Stopped"), t("No preview was built; the figures at the right are complete."))

    def _fail(self, error: UserError) -> None:
        self.show_error(error)
        if not self.preview.shows_document:
            self.preview.show_reason(t("There is no preview"))

    def _next_problem(self, step: int) -> None:
        """F8: the next finding that can be put right, also when the right side is put away."""
        if not self._split.inspector_open:
            self._split.open_inspector()
        self.side.next_problem(step)

    def _show_heading(self, code: str) -> None:
        """Bring the part of the document into view that a finding is about."""
        found = [finding for finding in self._summary.findings if finding.code == code] if self._summary else []
        for heading in self._reports.headings(found):
            entry = self.left.entry_of(heading)
            if entry is not None:
                self.preview.pages.go(entry.page, entry.top)

    def _refresh(self) -> None:
        """Something that a report says has changed."""
        if self._reports.period is not None:
            self._reports.list_year(self._reports.year)
            if self.isVisible():
                self._reports.choose(str(self._reports.period))

    def _export(self) -> None:
        period = self._reports.period
        self.go.emit(Route("packages", "export", str(period) if period else ""))

    def _say_saved(self, file: Path) -> None:
        self.banner.show_notice(
            "ok",
            t("Saved as {file}", file=file.name),
            t("This document is not signed."),
            action=t("Open the document"),
            on_action=lambda: self._reports.open_file(file),
        )

    def _refused(self, error: UserError) -> None:
        self.banner.show_error(error)


def _standing(summary: Summary) -> tuple[Phrase, Mark]:
    """The pill beside the title: whether the window is past, so that the figures are whole."""
    if summary.over:
        return t("Period is over"), Mark("check", "ok")
    return t("Period is running"), Mark("loader", "warn")


def _columns() -> list[Column[PeriodRow]]:
    return [
        Column("period", t("Reporting period"), _period, 80, stretch=True, sortable=False, hideable=False),
        Column(
            "held", t("Events"), lambda one, words: Cell(numbers.whole(words, one.held)), 66, "number", sortable=False
        ),
        Column("findings", t("To look at"), _findings, 70, sortable=False),
    ]


def _period(one: PeriodRow, words: Words) -> Cell:
    return Cell(_without_year(words, one.period), strong=one.period.part[:1] in ("Q", ""))


def _without_year(words: Words, period: Period) -> str:
    """The period's name in the list of one year."""
    if not period.part:
        return words.t("Whole year")
    title = period_title(words, period)
    for ending in (f" năm {period.year}", f" of {period.year}", f" {period.year}"):
        title = title.removesuffix(ending)
    return title


def _findings(one: PeriodRow, words: Words) -> Cell:
    if one.errors:
        return Cell(
            numbers.whole(words, one.errors),
            icon="octagon-alert",
            tone="danger",
            tip=words.n("{n} error", "{n} errors", one.errors),
        )
    if one.warnings and one.held:
        said = words.n("{n} to look at", "{n} to look at", one.warnings)
        return Cell(numbers.whole(words, one.warnings), icon="triangle-alert", tone="warn", tip=said)
    return Cell("", icon="check", tone="ok", tip=words.t("No errors")) if one.held else Cell()
