"""The Reports room: outline at the left, the document in the middle, the check and the signers at the right."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.naming import period_short, period_words
from cultdip_desktop.domain.period import Period
from cultdip_desktop.i18n import dates, numbers
from cultdip_desktop.ui.kit.base import Kit, present
from cultdip_desktop.ui.kit.buttons import Button, IconButton, MenuButton
from cultdip_desktop.ui.kit.choices import ComboBox, Segmented
from cultdip_desktop.ui.kit.language import Phrase, t
from cultdip_desktop.ui.kit.marks import Pill
from cultdip_desktop.ui.kit.model import PagedModel
from cultdip_desktop.ui.kit.notices import ProgressCard
from cultdip_desktop.ui.kit.panes import SplitPane
from cultdip_desktop.ui.kit.room import Room, Route
from cultdip_desktop.ui.kit.surfaces import Card, KeptWidth, boxed, column
from cultdip_desktop.ui.kit.table import COMPACT_ROW, TableView
from cultdip_desktop.ui.rooms.reports.acts import Acts
from cultdip_desktop.ui.rooms.reports.period_cells import columns
from cultdip_desktop.ui.rooms.reports.values import PeriodRow, Summary
from cultdip_desktop.ui.rooms.reports.view_actions import ActionBar, standing
from cultdip_desktop.ui.rooms.reports.view_ask import AskBar
from cultdip_desktop.ui.rooms.reports.view_compare import ComparePage
from cultdip_desktop.ui.rooms.reports.view_left import OUTLINE, PERIODS, LeftPane
from cultdip_desktop.ui.rooms.reports.view_numbers import NumberPage
from cultdip_desktop.ui.rooms.reports.view_preview import Preview
from cultdip_desktop.ui.rooms.reports.view_section import SectionPage
from cultdip_desktop.ui.rooms.reports.view_side import SidePane
from cultdip_desktop.ui.rooms.reports.viewmodel import ReportsModel
from cultdip_desktop.ui.rooms.reports.viewmodel_flow import FlowModel

_LIST_WIDTH: Final = 236
_TITLE: Final = t("Reports")
_LANGUAGES: Final = (("vi", "Tiếng Việt", "VI"), ("en", "English", "EN"), ("both", "VI | EN", "VI|EN"))
_FILTERS: Final = {".pdf": "PDF (*.pdf)", ".docx": "DOCX (*.docx)", ".xlsx": "XLSX (*.xlsx)", ".csv": "CSV (*.csv)"}


class ReportsRoom(Room):
    """Chooses a period, writes its report, moves it on; signing the package is the Packages room's."""

    def __init__(self, kit: Kit, reports: ReportsModel, flow: FlowModel) -> None:
        super().__init__(kit, "reports", _TITLE)
        self._reports = reports
        self._flow = flow
        self._wanted = ""
        self._title_of: Period | None = None
        self._summary: Summary | None = None
        self._shown = ""
        self._to_find = ""
        self._to_write = ""
        self.year = ComboBox(kit, compact=True)
        kit.name(self.year, t("Year"))
        self.language = Segmented(kit, t("Language of the document"))
        self._make_head()
        self.rows: PagedModel[PeriodRow] = PagedModel(kit, columns(), reports.rows, at_once=True)
        self.table = TableView(kit, self.rows, t("Periods of the year"), row_height=COMPACT_ROW)
        self.preview = Preview(kit)
        self.section = SectionPage(kit)
        self.compare = ComparePage(kit)
        self.numbers = NumberPage(kit)
        self.ask = AskBar(kit)
        self.side = SidePane(kit)
        self.progress = ProgressCard(kit, t("Writing the document"), icon="file-down")
        periods = Card(kit, flush=True)
        periods.add(self.table)
        self.left = LeftPane(kit, self.preview.document, boxed(column(self.year, periods, gap=8)))
        self.acts = Acts(self)
        self._lay_out()
        self._connect()

    @property
    def reports(self) -> ReportsModel:
        """Documents and figures."""
        return self._reports

    @property
    def flow(self) -> FlowModel:
        """Texts, remarks, reasons, steps."""
        return self._flow

    @property
    def summary(self) -> Summary | None:
        """What is shown now."""
        return self._summary

    @property
    def primary(self) -> Button | None:
        """The button of the head that leads on from where the report stands."""
        return self.bar.leading

    def enter(self, route: Route) -> None:
        """Show a period: the one of the route, else the one shown before, else the last quarter that is over."""
        self.left.show_part(OUTLINE if route.place else PERIODS)
        chosen = str(self._reports.period) if self._reports.period else ""
        self._wanted = route.id if route.place == "period" and route.id else chosen
        self._to_find, self._to_write = route.param("find"), route.param("write")
        self.banner.clear()
        self.ask.put_away()
        self.show_document()
        if not self.rows.ids:
            self.rows.show_message(t("Loading…"))
        self._reports.choose(self._wanted)
        self.status.emit(t("Ctrl+F: find · F3: next hit · F8: next finding · Ctrl+P: print"))

    def leave(self) -> bool:
        """The preview under way is not wanted any more; what is typed is stored."""
        self.section.flush()
        self._reports.stop_drawing()
        return True

    def escape(self) -> None:
        """Back to the document from what stands in its place."""
        if self.ask.isVisible():
            self.ask.put_away()
        elif self._middle.currentIndex():
            self.section.flush()
            self.show_document()
        else:
            super().escape()

    def route(self) -> Route:
        """Where the user is now."""
        period = self._reports.period
        return Route(self.key) if period is None else Route(self.key, "period", str(period))

    def resized(self, *, wide: bool) -> None:
        """In narrow windows the check is a drawer: a button opens it."""
        present(self._details, shown=not wide)
        self.bar.set_narrow(narrow=not wide)
        for value, words, short in _LANGUAGES:
            self.language.say(value, words if wide else short)
        self._say_title()

    def show_document(self) -> None:
        """The pages stand in the middle."""
        self._middle.setCurrentIndex(0)

    def write_section(self, key: str) -> None:
        """The text of a section stands in the middle."""
        one = self._summary.section(key) if self._summary is not None else None
        if one is None or not one.has_text:
            return
        self._show_section(key)
        self.left.outline.follow(key)
        self._middle.setCurrentIndex(1)
        self.section.take_focus()

    def show_comparison(self) -> None:
        """What differs stands in the middle."""
        self._middle.setCurrentIndex(2)

    def show_numbers(self) -> None:
        """What a number counts stands in the middle."""
        self._middle.setCurrentIndex(3)

    def save_as(self, ending: str) -> None:
        """Write the document of the chosen period to a file."""
        kit = self.kit
        name = Path(self._reports.suggest_name(ending))
        target = kit.files.save_file(self, kit.say(t("Save the document")), name, _FILTERS[ending])
        if target is None:
            return
        self.section.flush()
        job = self._reports.build(
            target if target.suffix else target.with_name(f"{target.name}{ending}"),
            lambda built: self._say_saved(built.file),
            self.refused,
            lambda: self.banner.show_notice("info", t("Stopped"), t("No document was written.")),
        )
        if job is not None:
            self.banner.clear()
            self.progress.follow(job)

    def refused(self, error: UserError) -> None:
        """Say why something was not done."""
        self.banner.show_error(error)

    # -- making

    def _make_head(self) -> None:
        kit = self.kit
        for value, words, _short in _LANGUAGES:
            self.language.add(value, words)
        self.language.set_value("vi")
        self.save = MenuButton(kit, "PDF", icon="download")
        kit.name(self.save, t("Save as…"))
        for ending, phrase, icon in (
            (".pdf", t("Report as PDF"), "file-text"),
            (".docx", t("Report as a Word file"), "file-text"),
            (".xlsx", t("Table of events as XLSX"), "table-2"),
            (".csv", t("Table of events as CSV"), "table-2"),
        ):
            self.save.add(phrase, partial(self.save_as, ending), icon)
        self.save.add(t("Print…"), lambda: self.acts.print_document(), "printer")
        self.save.add(t("Take texts from a Word file…"), lambda: self.acts.read_word(), "file-up")
        self.save.add(t("Other documents…"), lambda: self.go.emit(Route(self.key, "documents")), "files")
        self._standing = Pill(kit)
        present(self._standing, shown=False)
        self.head.add_mark(self._standing)
        self.bar = ActionBar(kit)
        self._details = IconButton(kit, "panel-right", t("Details"), on_click=lambda: self._split.toggle(), framed=True)
        kit.tip(self._details, t("Details"), "F9")
        for widget in (self.language, self.save, self._details, self.bar):
            self.head.add_action(widget)

    def _lay_out(self) -> None:
        kit = self.kit
        KeptWidth(kit.look, self.left, _LIST_WIDTH, 30)
        pages = QWidget()
        inner = column(boxed(column(self.progress), (0, 0, 0, 0)), self.preview, gap=0)
        inner.setStretch(1, 1)
        pages.setLayout(inner)
        self._middle = QStackedWidget()
        for widget in (pages, self.section, self.compare, self.numbers):
            self._middle.addWidget(widget)
        main = QWidget()
        line = QHBoxLayout(main)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        line.addWidget(self.left)
        line.addWidget(self._middle, 1)
        self._split = SplitPane(kit, main, self.side, width=300, name=t("Check and signers"))
        self.add(self.ask)
        self.add(self._split, 1)

    def _connect(self) -> None:
        reports, flow = self._reports, self._flow
        reports.listed.connect(self._show_rows)
        reports.summed.connect(self._show_summary)
        reports.drawing.connect(self.preview.follow)
        reports.drawn.connect(self._show_document)
        reports.stopped.connect(self._say_stopped)
        reports.failed.connect(self._fail)
        flow.failed.connect(self.refused)
        flow.done.connect(self.done)
        flow.saved.connect(self.saved)
        self.preview.asked_again.connect(self._draw_again)
        self.preview.pages.moved.connect(self._follow)
        self.left.page_asked.connect(self._go_page)
        self.left.outline.writing_asked.connect(self.write_section)
        self.left.outline.ticked.connect(self._turn_tick)
        self.left.outline.figures_asked.connect(self.acts.show_figures)
        self.section.written.connect(flow.write)
        self.section.set_asked.connect(flow.set_section)
        self.section.remark_made.connect(flow.remark)
        self.section.answered.connect(flow.answer)
        self.section.settled.connect(flow.settle)
        self.section.go.connect(self.go)
        self.section.closed.connect(self.show_document)
        self.numbers.closed.connect(self.show_document)
        self.numbers.go.connect(self.go)
        self.preview.pages.pointed.connect(self.acts.explain)
        self.compare.closed.connect(self.show_document)
        self.compare.opened.connect(lambda event_id: self.go.emit(Route("events", "edit", event_id)))
        self.compare.acted.connect(self.acts.accept_figures)
        self.compare.chosen.connect(self.acts.show_changes)
        self.year.chosen.connect(self._choose_year)
        self.language.chosen.connect(self._choose_language)
        self.table.selected.connect(self._choose)
        self.side.go.connect(self.go)
        self.side.section_asked.connect(self._show_place)
        self.side.reasoned.connect(flow.waive)
        self.side.all_reasoned.connect(self.acts.ask_reason_for_all)
        self.side.withdrawn.connect(flow.take_waiver_back)
        self.side.changes_asked.connect(lambda: self.acts.show_changes(""))
        self.acts.connect_to(self.bar)
        kinds = {"event", "media", "person", "settings", "setting", "office", "report", "initiative", "commendation"}
        self.kit.bus.watch(self, kinds, lambda _changes: self._refresh())
        for keys, act in (
            ("Ctrl+P", self.acts.print_document),
            ("Ctrl+F", self.preview.open_find),
            ("F3", lambda: self.preview.find_next(1)),
            ("Shift+F3", lambda: self.preview.find_next(-1)),
            ("Ctrl+=", lambda: self.preview.pages.zoom_by(1)),
            ("Ctrl+2", self.preview.turn_pair),
            ("F8", lambda: self._next_problem(1)),
            ("Shift+F8", lambda: self._next_problem(-1)),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.activated.connect(act)

    # -- showing

    def _show_rows(self) -> None:
        chosen = str(self._reports.period) if self._reports.period else ""
        self.table.blockSignals(True)
        self.rows.set_ids(self._reports.ids)
        self.rows.refresh()
        self.table.select(chosen)
        self.table.blockSignals(False)

    def _show_summary(self, summary: Summary) -> None:
        period = summary.period
        self._title_of, self._summary = period, summary
        self._say_title()
        if not self.year.count():
            for year in self._reports.years:
                self.year.add(year, str(year))
        if period.year not in self._reports.years:
            self.year.add(period.year, str(period.year))
        self.year.set_value(period.year)
        self.side.show_summary(summary, self._reports.places)
        present(self._standing, shown=True)
        self._standing.set(*standing(summary.state, summary.amendment))
        self.bar.show_summary(summary)
        self.left.show_sections(summary.sections)
        changed = summary.figures_changed
        self.left.outline.figures.say(t("Update figures ({n})", n=changed) if changed else t("Update figures"))
        if self.section.key:
            self._show_section(self.section.key)
        if self._shown != self._what:
            self.preview.show_waiting()
        self._say_cut(summary)
        if self._reports.year != period.year or not self.rows.ids:
            self._reports.list_year(period.year)
        else:
            self._show_rows()
        if self._to_write:
            key, self._to_write = self._to_write, ""
            self.write_section(key)

    def _say_cut(self, summary: Summary) -> None:
        """What the figures rest on, in the status line."""
        zone, moment, events = summary.zone, summary.as_of, summary.events
        self.status.emit(
            Phrase(
                lambda words: words.t(
                    "Figures from {events} · read {moment}",
                    events=words.n("{n} event", "{n} events", events, n=numbers.whole(words, events)),
                    moment=dates.moment_with_place(words, moment, zone),
                )
            )
        )

    def _say_title(self) -> None:
        period, form = self._title_of, period_words if self.wide else period_short
        if period is not None:
            self.head.say(Phrase(lambda words: words.t("Report for {period}", period=form(words, period))), "")

    def _show_section(self, key: str) -> None:
        summary = self._summary
        one = summary.section(key) if summary is not None else None
        if summary is None or one is None:
            return
        about = f"section:{key}"
        remarks = tuple(remark for remark in summary.comments if remark.place == about)
        locked = summary.allowed is not None and not self._flow.writable(summary)
        bilingual = self._flow.bilingual
        self.section.show_section(one, remarks, zone=summary.zone, locked=locked, bilingual=bilingual)

    def _turn_tick(self, key: str) -> None:
        one = self._summary.section(key) if self._summary is not None else None
        if one is not None:
            self._flow.set_section(key, None, not one.ticked)

    def _go_page(self, page: int, top: float) -> None:
        self.section.flush()
        self.show_document()
        self.preview.pages.go(page, top)

    def _follow(self) -> None:
        if self._middle.currentIndex():
            return
        pages = self.preview.pages
        self.left.follow(pages.at, pages.inside, pages.reach)

    def _choose(self, period_id: str) -> None:
        if period_id and period_id != self._wanted:
            self.section.flush()
            self.show_document()
            self._wanted = period_id
            self._reports.choose(period_id)

    def _choose_year(self, year: int) -> None:
        period = self._reports.period
        self._choose(f"{year:04d}-{period.part}" if period is not None and period.part else f"{year:04d}")

    def _choose_language(self, language: str) -> None:
        self._reports.language = "en" if language == "en" else "both" if language == "both" else "vi"
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

    def _show_place(self, key: str) -> None:
        """Bring the part of the document into view that a finding is about."""
        self.left.show_part(OUTLINE)
        self.left.show_section(key)
        self.left.outline.follow(key)

    def _refresh(self) -> None:
        """Something that a report says has changed."""
        if self._reports.period is not None:
            self._reports.list_year(self._reports.year)
            if self.isVisible():
                self._reports.choose(str(self._reports.period))

    def _say_saved(self, file: Path) -> None:
        self.banner.show_notice(
            "ok",
            t("Saved as {file}", file=file.name),
            t("This document is not signed."),
            action=t("Open the document"),
            on_action=lambda: self._reports.open_file(file),
        )
