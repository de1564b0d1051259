"""Writing one section: the text made from the data above, the office's own below, its figures and remarks beside."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cultdip_desktop.domain.report import CommentSource, ReportComment
from cultdip_desktop.domain.text import EMPTY, BiText
from cultdip_desktop.i18n import dates
from cultdip_desktop.ui.kit.base import Kit, present
from cultdip_desktop.ui.kit.bilingual import BilingualField
from cultdip_desktop.ui.kit.buttons import Button
from cultdip_desktop.ui.kit.chart_view import ChartView
from cultdip_desktop.ui.kit.choices import CheckBox
from cultdip_desktop.ui.kit.fields import LineEdit
from cultdip_desktop.ui.kit.language import Phrase, Speech, c, t
from cultdip_desktop.ui.kit.marks import Mark, Pill
from cultdip_desktop.ui.kit.notices import IconLabel
from cultdip_desktop.ui.kit.surfaces import Card, ScrollPage, clear, column, row, section
from cultdip_desktop.ui.kit.text import PlainLabel
from cultdip_desktop.ui.rooms.reports.figure_line import EventLinks, FigureLine
from cultdip_desktop.ui.rooms.reports.values import SectionRow

REST_MS: Final = 800
"""How long typing must rest before it is stored."""

_LINES: Final = 9


class SectionPage(QWidget):
    """Shows one `SectionRow`. What is typed is stored by itself; nothing but the office changes it."""

    written = Signal(str, object, str)
    """Key, the `BiText`, and the undo step."""

    set_asked = Signal(str, object, object)
    """Key, and what is to become of it: included, ticked (None: as it is)."""

    remark_made = Signal(str, str)
    """Place and words."""

    answered = Signal(str, str)
    """Id of a remark and the answer."""

    settled = Signal(str)
    """Id of a remark that is done with."""

    go = Signal(object)
    closed = Signal()

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._row: SectionRow | None = None
        self._dirty = False
        self._steps = 0
        self._zone = "UTC"
        self._titles: dict[str, BiText] = {}
        self._title = PlainLabel(kit, "", "h2", wrap=True)
        self._state = Pill(kit)
        self.back = Button(kit, t("Back to the document"), icon="arrow-left", compact=True, on_click=self._close)
        kit.tip(self.back, t("Back to the document"), "Esc")
        self.included = CheckBox(kit, t("Print this section"))
        self.ticked = CheckBox(kit, t("Gone through"))
        self.included.clicked.connect(self._include)
        self.ticked.clicked.connect(self._tick)
        self._made = PlainLabel(kit, "", "body", "secondary", wrap=True).selectable()
        self._changed = PlainLabel(kit, "", "small", "warn", wrap=True)
        words = t("The report is signed: to write here, begin an amendment (the button with the three points).")
        self._locked = PlainLabel(kit, words, "small", "warn", wrap=True)
        self.take = Button(kit, t("Begin with this text"), icon="copy", compact=True, on_click=self._take)
        self.field = BilingualField(
            kit,
            t("The office's own text"),
            t("The office's own text (English)"),
            lines=_LINES,
            hint=t("Empty: the text made from the data is printed. What is written here is never overwritten."),
        )
        self._unsupported = PlainLabel(kit, "", "small", "warn", wrap=True)
        self.clear = Button(kit, t("Drop the office's own text"), "ghost", icon="undo-2", compact=True)
        self.clear.clicked.connect(self._drop)
        self._charts = column(gap=12)
        self._figures = column(gap=4)
        self._remarks = column(gap=8)
        self.remark = LineEdit(kit, t("A remark on this section"), icon="message-square")
        self.say = Button(kit, t("Add the remark"), compact=True, on_click=self._remark)
        self.remark.returnPressed.connect(self._remark)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(self.flush)
        self.field.edited.connect(self._typed)
        self.field.committed.connect(lambda _value: self._leave_field())
        self._lay_out()
        for keys, act in (("Escape", self._close), ("Ctrl+Return", self._done)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    @property
    def key(self) -> str:
        """The section that is written."""
        return self._row.key if self._row is not None else ""

    def show_section(
        self, one: SectionRow, remarks: tuple[ReportComment, ...], *, zone: str, locked: bool, bilingual: bool
    ) -> None:
        """Show a section, or the same as it is in the store now; what is being typed stays."""
        if one.key != self.key:
            self.flush()
            self._dirty = False
            self._steps += 1
        self._row, self._zone = one, zone
        self._titles = dict(event for figure in one.figures for event in figure.events)
        self._title.say(_both(one.title))
        self.field.set_bilingual(on=bilingual)
        if not self._dirty:
            self.field.set_value(one.text)
        for widget in (self.field, self.take, self.included, self.ticked):
            widget.setEnabled(not locked)
        self.included.setChecked(one.included)
        self.ticked.setChecked(one.ticked)
        self._made.say(_both(one.made) if one.made else t("The data say nothing for this section."))
        present(self.take, shown=bool(one.made) and not one.text and not locked)
        present(self.clear, shown=bool(one.text) and not locked)
        present(self._locked, shown=locked)
        present(self._changed, shown=one.changed)
        self._changed.say(t("The figures have changed since the office's own text was begun: compare the two."))
        self._say_state(one)
        self._show_charts(one)
        self._show_figures(one)
        self._show_remarks(remarks)

    def take_focus(self) -> None:
        """Begin to write."""
        self.field.vi.setFocus()

    def flush(self) -> None:
        """Store what is typed now."""
        self._rest.stop()
        if self._dirty and self._row is not None:
            self._dirty = False
            self.written.emit(self._row.key, self.field.value(), f"{self._row.key}-{self._steps}")

    # -- laying out

    def _lay_out(self) -> None:
        kit = self._kit
        page = ScrollPage(margins=(20, 14, 20, 20), gap=12)
        page.add(row(self.back, None, self.included, self.ticked, gap=14))
        page.add(row(self._title, self._state, None, gap=10))
        made = Card(kit, t("Made from the data"))
        made.add(self._made)
        made.add(row(self.take, None))
        page.add(made)
        page.add(self._locked)
        page.add(self._changed)
        page.add(self.field)
        page.add(self._unsupported)
        page.add(row(self.clear, None))
        page.add(section(kit, t("Figures of this section")))
        page.add(self._charts)
        page.add(self._figures)
        page.add(section(kit, c("report", "Remarks")))
        page.add(self._remarks)
        page.add(row(self.remark, self.say, gap=8))
        page.end()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(page)

    def _say_state(self, one: SectionRow) -> None:
        if not one.included:
            self._state.set(t("Left out"), Mark("minus", "neutral"))
        elif one.text:
            self._state.set(t("Written by hand"), Mark("pen-line", "info"))
        else:
            self._state.set(t("Made from the data"), Mark("database", "neutral"))
        found = one.unsupported
        present(self._unsupported, shown=bool(found))
        self._unsupported.say(
            Phrase(lambda words: words.t("Numbers that stand on no figure: {numbers}", numbers=_named(found)))
        )

    def _show_charts(self, one: SectionRow) -> None:
        clear(self._charts)
        for vi, en in one.charts:
            block = en if self._kit.live.language == "en" else vi
            view, links = ChartView(self._kit), EventLinks(self._kit, self.go.emit)
            view.show_chart(block.chart, block.alt)
            view.asked.connect(
                lambda ids, links=links: links.show_events([(i, self._titles.get(i, EMPTY)) for i in ids])
            )
            self._charts.addWidget(view)
            self._charts.addWidget(links)

    def _show_figures(self, one: SectionRow) -> None:
        clear(self._figures)
        for figure in one.figures:
            self._figures.addWidget(FigureLine(self._kit, figure, self.go.emit))
        if not one.figures:
            self._figures.addWidget(PlainLabel(self._kit, t("This section prints no figures."), "small", "secondary"))

    def _show_remarks(self, remarks: tuple[ReportComment, ...]) -> None:
        clear(self._remarks)
        for one in remarks:
            self._remarks.addWidget(self._remark_card(one))

    def _remark_card(self, one: ReportComment) -> Card:
        kit = self._kit
        card = Card(kit)
        who = one.author or kit.say(t("Headquarters"))
        at, zone = one.made_at, self._zone
        said = Phrase(lambda words: f"{who} · {dates.moment_with_place(words, at, zone)}" if at is not None else who)
        if one.source is CommentSource.HEADQUARTERS:
            card.add(row(IconLabel(kit, "landmark", "text.secondary", 14), PlainLabel(kit, said, "small", "secondary")))
        else:
            card.add(PlainLabel(kit, said, "small", "secondary"))
        card.add(PlainLabel(kit, one.text, "body", wrap=True).selectable())
        if one.answer:
            card.add(PlainLabel(kit, t("Answer: {answer}", answer=one.answer), "body", "secondary", wrap=True))
        if one.done_at is None:
            answer = LineEdit(kit, t("Answer"), compact=True)
            kit.name(answer, t("Answer to the remark: {text}", text=one.text[:60]))
            answer.returnPressed.connect(lambda: self.answered.emit(one.id, answer.value().strip()))
            done = Button(kit, t("Done"), icon="check", compact=True, on_click=lambda: self.settled.emit(one.id))
            kit.name(done, t("Done with the remark: {text}", text=one.text[:60]))
            card.add(row(answer, done, gap=8))
        return card

    # -- what people do

    def _typed(self, value: BiText) -> None:
        del value
        self._dirty = True
        self._rest.start()

    def _leave_field(self) -> None:
        self.flush()
        self._steps += 1

    def _take(self) -> None:
        """Begin the office's own text with what the data say, in the languages that are empty."""
        if self._row is None:
            return
        made = self._row.made
        self.field.set_value(BiText(made.vi, made.en) if made.en else BiText(made.vi))
        self._dirty = True
        self._leave_field()
        self.take_focus()

    def _drop(self) -> None:
        self.field.set_value(EMPTY)
        self._dirty = True
        self._leave_field()

    def _include(self) -> None:
        if self._row is not None:
            self.set_asked.emit(self._row.key, self.included.isChecked(), None)

    def _tick(self) -> None:
        if self._row is not None:
            self.set_asked.emit(self._row.key, None, self.ticked.isChecked())

    def _done(self) -> None:
        """Ctrl+Enter: stored, gone through, back to the document."""
        self.flush()
        if self._row is not None and not self._row.ticked and self.ticked.isEnabled():
            self.set_asked.emit(self._row.key, None, True)
        self.closed.emit()

    def _close(self) -> None:
        self.flush()
        self.closed.emit()

    def _remark(self) -> None:
        words = self.remark.value().strip()
        if words and self._row is not None:
            self.remark.set_value("")
            self.remark_made.emit(f"section:{self._row.key}", words)


def _both(text: BiText) -> Speech:
    return Phrase(lambda words: text.get(words.language))


def _named(text: BiText) -> str:
    return "; ".join(part for part in (text.vi, text.en) if part)
