"""The Reports room: outline at the left, the document in the middle, the check and the signers at the right."""

from __future__ import annotations

from typing import Final

from PySide6.QtWidgets import QHBoxLayout, QWidget

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.naming import period_short, period_words
from cultdip_desktop.domain.period import Period
from cultdip_desktop.domain.report import plain_period
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.buttons import Button
from cultdip_desktop.ui.kit.language import Phrase, t
from cultdip_desktop.ui.kit.panes import SplitPane
from cultdip_desktop.ui.kit.room import Room, Route
from cultdip_desktop.ui.kit.surfaces import KeptWidth
from cultdip_desktop.ui.rooms.reports.acts import Acts
from cultdip_desktop.ui.rooms.reports.values import Summary
from cultdip_desktop.ui.rooms.reports.view_ask import AskBar
from cultdip_desktop.ui.rooms.reports.view_head import HeadTools, cut_of
from cultdip_desktop.ui.rooms.reports.view_left import OUTLINE, PERIODS, LeftPane
from cultdip_desktop.ui.rooms.reports.view_middle import Middle
from cultdip_desktop.ui.rooms.reports.view_periods import PeriodList
from cultdip_desktop.ui.rooms.reports.view_side import SidePane
from cultdip_desktop.ui.rooms.reports.viewmodel import ReportsModel
from cultdip_desktop.ui.rooms.reports.viewmodel_flow import FlowModel

_LIST_WIDTH: Final = 236
_TITLE: Final = t("Reports")
_LANGUAGES: Final = (("vi", "Tiếng Việt", "VI"), ("en", "English", "EN"), ("both", "VI | EN", "VI|EN"))


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
        self.tools = HeadTools(kit)
        self.language, self.bar = self.tools.language, self.tools.bar
        self.periods = PeriodList(kit, reports.rows)
        self.rows, self.table, self.year = self.periods.rows, self.periods.table, self.periods.year
        self.middle = Middle(kit)
        self.preview, self.section = self.middle.preview, self.middle.section
        self.compare, self.numbers = self.middle.compare, self.middle.numbers
        self.progress = self.middle.progress
        self.ask = AskBar(kit)
        self.side = SidePane(kit)
        self.left = LeftPane(kit, self.preview.document, self.periods)
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
        self.middle.show_document()
        self.periods.begin()
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
        elif not self.middle.shows_document:
            self.section.flush()
            self.middle.show_document()
        else:
            super().escape()

    def route(self) -> Route:
        """Where the user is now."""
        period = self._reports.period
        return Route(self.key) if period is None else Route(self.key, "period", str(period))

    def resized(self, *, wide: bool) -> None:
        """In narrow windows the check is a drawer: a button opens it."""
        self.tools.set_narrow(narrow=not wide)
        self._say_title()

    def write_section(self, key: str) -> None:
        """The text of a section stands in the middle."""
        one = self._summary.section(key) if self._summary is not None else None
        if one is None or not one.has_text:
            return
        self._show_section(key)
        self.left.outline.follow(key)
        self.middle.show_section()

    def refused(self, error: UserError) -> None:
        """Say why something was not done."""
        self.banner.show_error(error)

    # -- making

    def _lay_out(self) -> None:
        kit = self.kit
        KeptWidth(kit.look, self.left, _LIST_WIDTH, 30)
        main = QWidget()
        line = QHBoxLayout(main)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        line.addWidget(self.left)
        line.addWidget(self.middle, 1)
        self._split = SplitPane(kit, main, self.side, width=300, name=t("Check and signers"))
        self.head.add_mark(self.tools.standing)
        self.head.add_action(self.tools)
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
        self.preview.pages.pointed.connect(self.acts.explain)
        self.periods.year_chosen.connect(self._choose_year)
        self.language.chosen.connect(self._choose_language)
        self.periods.chosen.connect(self._choose)
        self.tools.save_asked.connect(self.acts.save_as)
        self.tools.print_asked.connect(self.acts.print_document)
        self.tools.word_asked.connect(self.acts.read_word)
        self.tools.documents_asked.connect(lambda: self.go.emit(Route(self.key, "documents")))
        self.tools.details_asked.connect(self._split.toggle)
        self._connect_panes()
        self.acts.connect_to(self.bar)
        kinds = {"event", "media", "person", "settings", "setting", "office", "report", "initiative", "commendation"}
        self.kit.bus.watch(self, kinds, lambda _changes: self._refresh())
        self.acts.add_keys()

    def _connect_panes(self) -> None:
        flow = self._flow
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
        self.numbers.go.connect(self.go)
        self.compare.opened.connect(lambda event_id: self.go.emit(Route("events", "edit", event_id)))
        self.compare.acted.connect(self.acts.accept_figures)
        self.compare.chosen.connect(self.acts.show_changes)
        self.side.go.connect(self.go)
        self.side.asked.go.connect(self.go)
        self.side.asked.section_asked.connect(self.write_section)
        self.side.asked.answered.connect(flow.answer)
        self.side.asked.settled.connect(flow.settle)
        self.side.section_asked.connect(self._show_place)
        self.side.reasoned.connect(flow.waive)
        self.side.all_reasoned.connect(self.acts.ask_reason_for_all)
        self.side.withdrawn.connect(flow.take_waiver_back)
        self.side.changes_asked.connect(lambda: self.acts.show_changes(""))

    # -- showing

    def _show_rows(self) -> None:
        self.periods.show_rows(self._reports.ids, str(self._reports.period or ""))

    def _show_summary(self, summary: Summary) -> None:
        period = summary.period
        self._title_of, self._summary = period, summary
        self._say_title()
        self.periods.show_year(self._reports.years, period.year)
        self.side.show_summary(summary, self._reports.places)
        self.tools.show_summary(summary)
        self.left.show_sections(summary.sections)
        changed = summary.figures_changed
        self.left.outline.figures.say(t("Update figures ({n})", n=changed) if changed else t("Update figures"))
        if self.section.key:
            self._show_section(self.section.key)
        if self._shown != self._what:
            self.preview.show_waiting()
        self.status.emit(cut_of(summary))
        if self._reports.year != period.year or str(period) not in self._reports.ids:
            self._reports.list_year(period.year)
        else:
            self._show_rows()
        if self._to_write:
            key, self._to_write = self._to_write, ""
            self.write_section(key)

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
        self.middle.show_document()
        self.preview.pages.go(page, top)

    def _follow(self) -> None:
        if not self.middle.shows_document:
            return
        pages = self.preview.pages
        self.left.follow(pages.at, pages.inside, pages.reach)

    def _choose(self, period_id: str) -> None:
        if period_id and period_id != self._wanted:
            self.section.flush()
            self.middle.show_document()
            self._wanted = period_id
            self._reports.choose(period_id)

    def _choose_year(self, year: int) -> None:
        period = self._reports.period
        self._choose(
            f"{year:04d}-{period.part}"
            if period is not None and period.part and plain_period(period) is period
            else f"{year:04d}"
        )

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

    def next_problem(self, step: int) -> None:
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
