"""The page of the editor about coming back every year: the form, or the series with its other editions."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget
from shiboken6 import isValid

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.changes import ChangeSet
from cultdip_desktop.domain.event import Event
from cultdip_desktop.domain.recurrence import Scope, YearlyRule
from cultdip_desktop.ui.kit.base import Kit, present
from cultdip_desktop.ui.kit.buttons import Button
from cultdip_desktop.ui.kit.language import Phrase, n, t
from cultdip_desktop.ui.kit.marks import STATE_MARKS, Pill
from cultdip_desktop.ui.kit.notices import Banner, EmptyState, IconLabel
from cultdip_desktop.ui.kit.room import Route
from cultdip_desktop.ui.kit.surfaces import Card, boxed, clear, column, row
from cultdip_desktop.ui.kit.text import ElidedLabel, PlainLabel, Rule
from cultdip_desktop.ui.rooms.events.page import EditorTab, form_page
from cultdip_desktop.ui.rooms.events.phrases import day_of_event, lunar_of_event, title_of, word
from cultdip_desktop.ui.rooms.events.series_words import rule_phrase
from cultdip_desktop.ui.rooms.events.view_drift import DriftLine
from cultdip_desktop.ui.rooms.events.view_repeat import RepeatForm
from cultdip_desktop.ui.rooms.events.viewmodel_draft import EventDraft
from cultdip_desktop.ui.rooms.events.viewmodel_series import EventSeries


class SeriesTab(EditorTab):
    """Shows the form to an event that stands alone, its series to one that does not."""

    done = Signal(object, object)
    go = Signal(object)
    """A `Route` elsewhere."""

    day_wanted = Signal()
    """The event has no day: the field for it is asked for."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit)
        self._series: EventSeries | None = None
        self.form = RepeatForm(kit, lambda rule, year: self._series.days(rule, year) if self._series else ())
        self.form.asked.connect(self._repeat)
        self._no_day = EmptyState(
            kit,
            "calendar-x",
            t("First a day is needed"),
            t("An event comes back on the day on which it is held the first time."),
        )
        self._no_day.add_action(Button(kit, t("Give it a day"), icon="calendar", on_click=self.day_wanted.emit))
        self.banner = Banner(kit)
        self.drift = DriftLine(kit, boxed_in=True)
        self.drift.chosen.connect(self._carry)
        self.leave = Button(kit, t("Leave the series"), icon="calendar-x", compact=True, on_click=self._leave)
        self.editions: dict[str, Button] = {}
        self._waits = False
        self._rule = PlainLabel(kit, "", "strong", wrap=True)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(0)
        self._card = self._member_card()
        self._page = form_page()
        for part in (self.banner, self._no_day, self.form, self._card):
            self._page.add(part)
        self._page.end()
        self.setLayout(column(self._page, gap=0))

    def _member_card(self) -> Card:
        kit = self.kit
        card = Card(kit, t("Every year"), rule=True)
        card.add_action(self.leave)
        said = row(IconLabel(kit, "repeat", "accent.text"), self._rule, gap=8)
        said.setStretch(1, 1)
        card.add(said)
        card.add(self.drift)
        card.add(self._lines)
        return card

    def open(self, draft: EventDraft) -> None:
        """Show the series of another event."""
        if self._series is not None and isValid(self._series):
            self._series.known.disconnect(self._show)
            self._series.refused.disconnect(self._refuse)
        self._series = draft.series
        self.banner.clear()
        if self._series is not None:
            self._series.known.connect(self._show)
            self._series.refused.connect(self._refuse)
        super().open(draft)

    def show_event(self, event: Event, names: frozenset[str] | None) -> None:
        """The day, or whether it is in a series, may be another."""
        del event
        if names is None or names & {"start", "zone", "series", "title", "state"}:
            self._show()

    def showEvent(self, event: object) -> None:
        """What was typed meanwhile is shown now."""
        super().showEvent(event)  # type: ignore[arg-type]
        self._show()

    def go_to(self, field: str) -> None:
        """Begin at what can be done."""
        del field
        if self.form.isVisible():
            self.form.take_focus()
        elif self.drift.isVisible():
            self.drift.take_focus()
        elif self._no_day.isVisible():
            self._no_day.findChildren(Button)[0].setFocus()
        elif self.editions:
            next(iter(self.editions.values())).setFocus()
        else:
            self._waits = True  # leaving the series is nothing to begin with: the editions are on their way
            self._page.setFocus()

    def _show(self) -> None:
        if self.draft is None or not isValid(self.draft):
            return
        event = self.draft.event_now
        member = event.series is not None
        held = self._holds_focus()
        present(self._no_day, shown=not member and event.day is None)
        present(self.form, shown=not member and event.day is not None)
        present(self._card, shown=member)
        if not member and event.day is not None:
            self.form.show_day(event.day)
        if member:
            self._show_series(event)
        if held and not self._holds_focus() and self.isVisible():
            self.go_to("")

    def _holds_focus(self) -> bool:
        return self.isAncestorOf(self.window().focusWidget() or self)

    def _show_series(self, event: Event) -> None:
        info = self._series.info if self._series is not None else None
        clear(self._lines)
        self.editions = {}
        if info is None:
            return
        self._rule.say(rule_phrase(info.series.rule))
        self.drift.show_drift(info.changed, info.following, info.all)
        for member in info.members:
            if self._lines.count():
                self._lines.addWidget(Rule())
            self._lines.addWidget(self._edition(event if member.id == event.id else member, this=event.id))
        if self._waits and self._page.hasFocus():
            self._waits = False
            self.go_to("")

    def _edition(self, event: Event, this: str) -> QWidget:
        kit = self.kit
        title = Phrase(lambda words: title_of(words, event.title))
        moon = lunar_of_event(event)
        when = column(PlainLabel(kit, day_of_event(event), "medium"), PlainLabel(kit, moon, "small", "gold"), gap=0)
        parts: list[QWidget] = [boxed(when), ElidedLabel(kit, title, "strong" if event.id == this else "body")]
        if event.id == this:
            parts.append(PlainLabel(kit, t("this event"), "small", "secondary"))
        else:
            jump = Button(kit, t("Open"), "link", icon="arrow-right", on_click=partial(self._jump, event.id))
            kit.name(jump, t("Open “{title}”", title=title))
            self.editions[event.id] = jump
            parts.append(jump)
        parts.append(Pill(kit, word(event.state), STATE_MARKS[event.state]))
        parts[0].setFixedWidth(kit.look.px(210))
        line = row(*parts, gap=12)
        line.setStretch(1, 1)
        line.setContentsMargins(0, 8, 0, 8)
        return boxed(line, (0, 8, 0, 8))

    def _jump(self, event_id: str) -> None:
        self.go.emit(Route("events", "edit", event_id, (("tab", "series"),)))

    def _repeat(self, rule: YearlyRule, until: int) -> None:
        if self._series is None:
            return
        self.banner.clear()
        count = len(self._series.days(rule, until))
        said = n("{n} event created for the coming years", "{n} events created for the coming years", count)
        self.form.make.hold(self._series.repeat(rule, until, partial(self._tell, said)))

    def _carry(self, names: tuple[str, ...], scope: Scope) -> None:
        series = self._series
        if series is None or series.info is None:
            return
        count = series.info.all if scope is Scope.ALL else series.info.following
        series.carry(names, scope, partial(self._tell, carried(count)))

    def _leave(self) -> None:
        if self._series is not None:
            self.banner.clear()
            self.leave.hold(self._series.leave(partial(self._tell, t("The event has left its series"))))

    def _tell(self, said: Phrase, changes: ChangeSet) -> None:
        self.done.emit(said, changes)

    def _refuse(self, error: UserError) -> None:
        self.banner.show_error(error)


def carried(count: int) -> Phrase:
    """Others were changed likewise."""
    return n("{n} other event changed likewise", "{n} other events changed likewise", count)
