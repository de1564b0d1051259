"""Beside the matrix: what lies behind a place, in the decree's words; for a gap what would cure it, or why it stays."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from cultdip_desktop.domain.coverage import Cell, CoverageRow
from cultdip_desktop.domain.goal_detail import CellDetail, Serving
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.i18n import dates
from cultdip_desktop.ui.kit.base import Kit, present
from cultdip_desktop.ui.kit.buttons import Button, IconButton
from cultdip_desktop.ui.kit.fields import Field
from cultdip_desktop.ui.kit.language import Phrase, Speech, n, t
from cultdip_desktop.ui.kit.marks import KIND_ICONS, CodeBadge
from cultdip_desktop.ui.kit.notices import IconLabel
from cultdip_desktop.ui.kit.numbers import IntegerField
from cultdip_desktop.ui.kit.room import Route
from cultdip_desktop.ui.kit.surfaces import ScrollPage, boxed, clear, column, row, section
from cultdip_desktop.ui.kit.text import PlainLabel, Rule
from cultdip_desktop.ui.rooms.goals import phrases
from cultdip_desktop.ui.rooms.goals.lines import LeadRow
from cultdip_desktop.ui.rooms.goals.matrix import Matrix, Spot
from cultdip_desktop.ui.rooms.goals.view_reason import ReasonForm

_LISTED: Final = 12
MAX_TARGET: Final = 100_000


class GoalInspector(QWidget):
    """Shows one `Spot`. Everything that leads elsewhere is a route; what changes something is a signal."""

    followed = Signal(object)
    closed = Signal()

    target_set = Signal(str, int, object)
    """Code, year, target or None."""

    recorded = Signal(object, object)
    """The `Cell`, and its reason (empty: take it back)."""

    def __init__(self, kit: Kit, matrix: Matrix) -> None:
        super().__init__()
        self._kit = kit
        self._matrix = matrix
        self.spot: Spot | None = None
        self.bilingual = True
        self.new_event = Button(kit, t("New event"), "primary", icon="plus", on_click=self._create)
        self.explain = Button(kit, t("Record why not"), on_click=self.ask_reason)
        self._actions = boxed(column(self.new_event, self.explain, gap=8), (14, 10, 14, 12))
        self._close = IconButton(kit, "x", t("Close the details"), on_click=self.closed.emit, shortcut="F9")
        self._badge = QVBoxLayout()
        self._title = PlainLabel(kit, "", "h2", wrap=True)
        self._title.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._wording = PlainLabel(kit, "", "small", "secondary", wrap=True)
        line = row(self._badge, self._title, self._close, gap=8)
        line.setStretch(1, 1)
        head = boxed(column(line, self._wording, gap=6), (14, 14, 10, 12))
        self._page = ScrollPage(margins=(14, 14, 14, 16), gap=10)
        self._body = QVBoxLayout()
        self._body.setSpacing(8)
        self._page.add(self._body)
        self._reason: ReasonForm | None = None
        self._reason_slot = column()
        self._page.add(self._reason_slot)
        self._page.end()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(head)
        layout.addWidget(Rule())
        layout.addWidget(self._page, 1)
        layout.addWidget(Rule())
        layout.addWidget(self._actions)
        self.targets: list[IntegerField] = []
        self.rows: list[LeadRow] = []

    @property
    def cell(self) -> Cell | None:
        """The cell shown, None for a goal as a whole."""
        coverage = self._matrix.coverage
        row_ = coverage.row(self.spot.code) if coverage is not None and self.spot is not None else None
        return (
            row_.cell(self.spot.quarter) if row_ is not None and self.spot is not None and self.spot.quarter else None
        )

    @property
    def reason(self) -> ReasonForm:
        """Where a reason is written; made when it is first asked for."""
        if self._reason is None:
            self._reason = ReasonForm(self._kit)
            self._reason.recorded.connect(self._record)
            self._reason.closed.connect(lambda: present(self._actions, shown=True))
            self._reason_slot.addWidget(self._reason)
        return self._reason

    @property
    def _asks_reason(self) -> bool:
        return self._reason is not None and not self._reason.isHidden()

    def _put_reason_away(self) -> None:
        if self._reason is not None:
            self._reason.hide()

    def show_spot(self, spot: Spot) -> None:
        """Show what the matrix knows of a place at once; the rest comes with `show_detail`."""
        if spot != self.spot:
            self._put_reason_away()
        self.spot = spot
        self._show_head(spot)
        self._show_actions()

    def show_detail(self, spot: Spot, detail: CellDetail) -> None:
        """Show what lies behind the place."""
        if spot != self.spot or self._writing():
            return
        clear(self._body)
        self.rows, self.targets = [], []
        cell = self.cell
        if cell is not None:
            self._show_cell(cell, detail)
        else:
            self._show_goal(spot, detail)
        self._show_actions()
        for before, after in pairwise((self._close, *self.targets, *self.rows, self.new_event, self.explain)):
            self.setTabOrder(before, after)

    def ask_reason(self) -> None:
        """Ask why there is no event."""
        cell = self.cell
        if cell is not None and cell.empty:
            present(self._actions, shown=False)
            reason = cell.reason.reason if cell.reason is not None else BiText()
            self.reason.ask(reason, bilingual=self.bilingual)
            self._page.show_widget(self.reason)

    def _writing(self) -> bool:
        """Somebody writes a reason or a target: nothing is taken from under the cursor."""
        return self._asks_reason or any(field.hasFocus() for field in self.targets)

    # -- parts

    def _show_head(self, spot: Spot) -> None:
        kit, catalogue = self._kit, self._matrix.catalogue
        if catalogue is None:
            return
        coverage = self._matrix.coverage
        years = phrases.years(coverage.years) if coverage is not None else ""
        whole: Speech = str(spot.year) if spot.year is not None else years
        wording = phrases.goal_wording(catalogue, spot.code)
        clear(self._badge)
        self._badge.addWidget(CodeBadge(kit, spot.code, wording))
        self._title.say(phrases.quarter(spot.quarter) if spot.quarter is not None else whole)
        self._wording.say(wording)

    def _show_actions(self) -> None:
        spot, cell = self.spot, self.cell
        if spot is None:
            return
        self.new_event.say(t("Event for {goal}", goal=spot.code))
        present(self.explain, shown=cell is not None and cell.empty)
        if cell is not None:
            self.explain.say(t("Change the reason") if cell.explained else t("Record why not"))
        present(self._actions, shown=not self._asks_reason)

    def _show_cell(self, cell: Cell, detail: CellDetail) -> None:
        if detail.total:
            self._add_figures(cell, detail)
            self._add_events(detail, cell.quarter.year)
        else:
            self._add_nothing(cell, detail)
            self._add_cures(cell, detail)

    def _show_goal(self, spot: Spot, detail: CellDetail) -> None:
        coverage = self._matrix.coverage
        found = coverage.row(spot.code) if coverage is not None else None
        if found is None:
            return
        for year in found.years:
            if spot.year in (None, year.year):
                self._add_year(found, year.year)
        self._window(detail)
        if detail.total:
            self._add_events(detail, self._matrix.coverage.today.year if self._matrix.coverage else 0)
        else:
            self._body.addWidget(PlainLabel(self._kit, t("No event in these years."), "small", "secondary", wrap=True))

    def _add_year(self, found: CoverageRow, year: int) -> None:
        kit, total = self._kit, found.year(year)
        said = phrases.held_and_planned(total.count)
        weighted = t("weighted {weight}", weight=phrases.weight(total.count.halves))
        self._body.addWidget(PlainLabel(kit, t("{year}: {what}", year=str(year), what=said), "strong", wrap=True))
        if total.count.held:
            note = PlainLabel(kit, weighted, "small", "secondary")
            kit.tip(note, t("A primary goal counts 1, a secondary one 0.5; a second figure, never added to the first."))
            self._body.addWidget(note)
        editor = IntegerField(kit, t("events"), maximum=MAX_TARGET, placeholder=t("no target"))
        editor.set_integer(total.target)
        field = Field(kit, t("Target of {year}", year=str(year)), editor)
        editor.settled.connect(lambda number, at=year, of=field, own=editor: self._settle(at, number, of, own))
        self.targets.append(editor)
        self._body.addWidget(field)

    def _settle(self, year: int, number: object, field: Field, editor: IntegerField) -> None:
        if not editor.valid:
            field.set_error(t("A whole number, please, or nothing."))
            return
        field.set_error("")
        if self.spot is not None:
            self.target_set.emit(self.spot.code, year, number)

    def _add_figures(self, cell: Cell, detail: CellDetail) -> None:
        kit = self._kit
        self._body.addWidget(PlainLabel(kit, phrases.held_and_planned(cell.count), "strong", wrap=True))
        if cell.count.held:
            weighted = t("weighted {weight}", weight=phrases.weight(cell.count.halves))
            note = PlainLabel(kit, weighted, "small", "secondary")
            kit.tip(note, t("A primary goal counts 1, a secondary one 0.5; a second figure, never added to the first."))
            self._body.addWidget(note)
        self._window(detail)

    def _window(self, detail: CellDetail) -> None:
        said = t("Days counted: {days}", days=phrases.window(detail.window))
        self._body.addWidget(PlainLabel(self._kit, said, "small", "tertiary", wrap=True))

    def _add_events(self, detail: CellDetail, year: int) -> None:
        self._body.addWidget(section(self._kit, t("Events ({n})", n=phrases.whole(detail.total))))
        for event in detail.events[:_LISTED]:
            rank = t("Primary") if event.primary else t("Secondary")
            self._lead(event, phrases.joined(phrases.event_line(event, year), rank), tip=t("Open the event"))
        if detail.total > _LISTED:
            more = n("and {n} more event", "and {n} more events", detail.total - _LISTED)
            self._body.addWidget(PlainLabel(self._kit, more, "small", "secondary"))

    def _add_nothing(self, cell: Cell, detail: CellDetail) -> None:
        kit = self._kit
        if cell.explained and cell.reason is not None:
            self._add_reason(cell, detail)
            return
        tint = "warn.text" if cell.gap else "text.tertiary"
        self._body.addSpacing(6)
        self._body.addWidget(IconLabel(kit, "calendar-x", tint, 34), 0, Qt.AlignmentFlag.AlignHCenter)
        words = t("No event yet") if cell.begun else t("Nothing planned yet")
        last: Speech = (
            phrases.last_time(detail.last) if detail.last is not None else t("There never was one for this goal.")
        )
        for text, style in ((words, "strong"), (last, "small")):
            said = PlainLabel(kit, text, "strong" if style == "strong" else "small",
                              "" if style == "strong" else "secondary", wrap=True)  # fmt: skip
            said.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            self._body.addWidget(said)
        self._body.addSpacing(4)

    def _add_reason(self, cell: Cell, detail: CellDetail) -> None:
        kit, reason = self._kit, cell.reason
        if reason is None:
            return
        self._body.addWidget(section(kit, t("Recorded reason")))
        self._body.addWidget(PlainLabel(kit, phrases.either(reason.reason), "body", wrap=True).selectable())
        name = detail.person.name if detail.person is not None else ""
        at = reason.noted_at
        day: Speech = Phrase(lambda words: dates.day(words, at.date())) if at is not None else ""
        self._body.addWidget(PlainLabel(kit, phrases.joined(name, day), "small", "secondary"))
        undo = Button(kit, t("Take the reason back"), "link", on_click=lambda: self.recorded.emit(cell, BiText()))
        self._body.addWidget(undo, 0, Qt.AlignmentFlag.AlignLeft)

    def _add_cures(self, cell: Cell, detail: CellDetail) -> None:
        inside = any(one.day in detail.window for one in detail.occasions)
        if detail.occasions or detail.could_serve:
            title = t("From the calendar") if inside or detail.could_serve else t("Coming days that would suit")
            self._body.addWidget(section(self._kit, title))
        for occasion in detail.occasions:
            day = ("day", occasion.day.isoformat())
            route = Route("events", "new", "", (("goal", cell.code), day))
            self._row("calendar-plus", phrases.either(occasion.title), phrases.occasion_line(occasion), route,
                      t("Create an event on this day"))  # fmt: skip
        for event in detail.could_serve:
            also = t("could also serve {goal}", goal=cell.code)
            sub = phrases.joined(phrases.event_line(event, cell.quarter.year), also)
            self._lead(event, sub, tip=t("Open its goals"), params=(("tab", "goals"),))
        if detail.repeats:
            self._body.addWidget(section(self._kit, t("Worth repeating")))
        for event in detail.repeats:
            sub = phrases.event_line(event, 0)
            self._lead(event, sub, tip=t("Open the event; from there it can be copied as a new one"))

    def _lead(self, event: Serving, sub: Speech, *, tip: Speech, params: Sequence[tuple[str, str]] = ()) -> None:
        route = Route("events", "edit", event.id, tuple(params))
        self._row(KIND_ICONS[event.kind], phrases.title_of(event.title), sub, route, tip)

    def _row(self, icon: str, title: Speech, sub: Speech, route: Route, tip: Speech) -> None:
        made = LeadRow(self._kit, icon, title, sub, route, tip)
        made.followed.connect(self.followed)
        self.rows.append(made)
        self._body.addWidget(made)

    def _record(self, reason: BiText) -> None:
        cell = self.cell
        present(self._actions, shown=True)
        if cell is not None:
            self.recorded.emit(cell, reason)

    def _create(self) -> None:
        if self.spot is not None:
            self.followed.emit(Route("events", "new", "", (("goal", self.spot.code),)))
