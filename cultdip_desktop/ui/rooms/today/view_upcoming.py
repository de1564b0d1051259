"""The card of the next events: leaf of the calendar, title, readiness, state."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from cultdip_desktop.domain.event import EventKind
from cultdip_desktop.domain.today import Step, TodayView, Upcoming
from cultdip_desktop.i18n import dates, lunar
from cultdip_desktop.ui.kit.base import Kit, present
from cultdip_desktop.ui.kit.buttons import Button
from cultdip_desktop.ui.kit.language import Phrase, n, t
from cultdip_desktop.ui.kit.marks import KIND_ICONS, Pill
from cultdip_desktop.ui.kit.notices import EmptyState, IconLabel
from cultdip_desktop.ui.kit.room import Route
from cultdip_desktop.ui.kit.surfaces import Bar, Card, boxed, clear, column, row
from cultdip_desktop.ui.kit.text import ElidedLabel, PlainLabel, Rule
from cultdip_desktop.ui.rooms.today import phrases
from cultdip_desktop.ui.rooms.today.rows import DayLeaf, JumpRow
from cultdip_desktop.ui.rooms.today.targets import upcoming_route

_ROW: Final = 62


class UpcomingCard(Card):
    """Shows as many of the next events as the page has room for."""

    followed = Signal(object)
    """The `Route` of what was chosen."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit, t("Next events"), flush=True, rule=True)
        self._kit = kit
        self.rows: list[JumpRow] = []
        self._window = PlainLabel(kit, "", "small", "tertiary")
        self.open = Button(kit, t("Open the list"), "link", on_click=lambda: self.followed.emit(Route("events")))
        self.add_action(self._window)
        self.add_action(self.open)
        self.head.setContentsMargins(14, 6, 10, 6)
        self._list = column(gap=0)
        self.add(self._list)
        self.end()

    def show_view(self, view: TodayView, most: int) -> None:
        """Show the first `most` of the next events."""
        clear(self._list)
        self.rows = []
        days = phrases.window(view.upcoming_window)
        count = n("{n} event, {window}", "{n} events, {window}", view.upcoming_total, window=days)
        self._window.say(count)
        for place, event in enumerate(view.upcoming[:most]):
            if place:
                self._list.addWidget(Rule())
            made = self._row(event)
            self.rows.append(made)
            self._list.addWidget(made)
        if not view.upcoming:
            words = t("No event begins within the next 30 days.")
            self._list.addWidget(EmptyState(self._kit, "calendar-days", t("Nothing ahead"), words))
        present(self._window, shown=bool(view.upcoming))

    def _row(self, event: Upcoming) -> JumpRow:
        kit = self._kit
        day = event.start.date()
        moon = lunar.from_solar(day)
        leaf = DayLeaf(
            kit,
            event.kind,
            Phrase(lambda words: dates.weekday(words, day, short=True)),
            day.day,
            lunar.short_digits(moon),
            marked=moon.is_marked,
        )
        title = ElidedLabel(kit, phrases.title(event.title), "strong")
        where = ElidedLabel(kit, phrases.place_and_time(event), "small", "secondary")
        for label in (title, where):
            label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        icon = IconLabel(kit, KIND_ICONS[EventKind(event.kind)], f"kind.{event.kind}", 14)
        second = row(icon, where, gap=6)
        second.setStretch(1, 1)
        words = boxed(column(None, title, second, None, gap=2))
        speech, mark = phrases.standing(event)
        state = boxed(row(None, Pill(kit, speech, mark)))
        state.setFixedWidth(kit.look.px(128))
        line = row(leaf, words, self._readiness(event), state, gap=12)
        line.setStretch(1, 1)
        line.setContentsMargins(14, 4, 14, 4)
        spoken = t("{event}, {day}, {state}", event=phrases.title(event.title), day=phrases.heading(day), state=speech)
        made = JumpRow(kit, line, upcoming_route(event), spoken=spoken, tip=phrases.readiness(event))
        made.setFixedHeight(kit.look.px(_ROW))
        made.followed.connect(self.followed)
        return made

    def _readiness(self, event: Upcoming) -> QWidget:
        kit = self._kit
        name = PlainLabel(kit, t("Preparation"), "small", "secondary")
        figure = PlainLabel(kit, f"{event.done}/{len(Step)}", "small")
        bar = Bar(kit, t("Preparation"))
        bar.set((event.done / len(Step), "accent"))
        made = boxed(column(None, row(name, None, figure), bar, None, gap=4))
        made.setFixedWidth(kit.look.px(148))
        return made
