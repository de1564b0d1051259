"""The events that count for an item of the programme: linked ones, those that suggest themselves, and a picker."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cultdip_desktop.domain.programme import ItemView, LinkedEvent, ProgrammeItem, Unit
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.buttons import Button, IconButton
from cultdip_desktop.ui.kit.fields import SearchField
from cultdip_desktop.ui.kit.language import Phrase, Speech, n, t
from cultdip_desktop.ui.kit.marks import KIND_ICONS
from cultdip_desktop.ui.kit.room import Route
from cultdip_desktop.ui.kit.surfaces import clear, row, section
from cultdip_desktop.ui.kit.text import PlainLabel
from cultdip_desktop.ui.rooms.goals import phrases
from cultdip_desktop.ui.rooms.goals.lines import LeadRow

_OFFERED: Final = 5


class LinkedEvents(QWidget):
    """A part of the item's form. Nothing is linked by itself."""

    linked = Signal(str, object)
    """Item id, event ids."""

    unlinked = Signal(str, str)
    searched = Signal(str)
    """What is typed into the picker."""

    followed = Signal(object)

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._view: ItemView | None = None
        self._offered: tuple[LinkedEvent, ...] = ()
        self._events, self._offers, self._results = QVBoxLayout(), QVBoxLayout(), QVBoxLayout()
        self.picker = SearchField(kit, t("Find an event to link"), shortcut="")
        self.picker.searched.connect(self._search)
        self.links: list[LeadRow] = []
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(section(kit, t("Linked events")))
        for part in (self._events, self._offers, self.picker, self._results):
            if isinstance(part, QVBoxLayout):
                part.setSpacing(6)
                layout.addLayout(part)
            else:
                layout.addWidget(part)

    @property
    def offered(self) -> tuple[LinkedEvent, ...]:
        """Those that suggest themselves and are not linked yet."""
        linked = {event.id for event in self._view.events} if self._view is not None else set[str]()
        return tuple(event for event in self._offered if event.id not in linked)

    def begin(self) -> None:
        """Another item comes: forget what was found for the last one."""
        self._offered = ()
        self.picker.set_value("")
        clear(self._results)

    def show_view(self, view: ItemView) -> None:
        """Show what counts for an item."""
        self._view = view
        clear(self._events)
        self.links = []
        for event in view.events:
            self._events.addLayout(self._counting(event, view.item))
        if not view.events:
            words = t("No event counts for this item yet.")
            self._events.addWidget(PlainLabel(self._kit, words, "small", "secondary", wrap=True))
        self._show_offers()

    def show_offers(self, events: tuple[LinkedEvent, ...]) -> None:
        """Show which events suggest themselves."""
        self._offered = events
        self._show_offers()

    def show_found(self, events: tuple[LinkedEvent, ...]) -> None:
        """Show what the picker found."""
        clear(self._results)
        if not self.picker.value():
            return
        for event in events:
            self._results.addLayout(self._linkable(event))
        if not events:
            nothing = PlainLabel(self._kit, t("No other event of this year matches."), "small", "secondary", wrap=True)
            self._results.addWidget(nothing)

    def _search(self, text: str) -> None:
        if text.strip():
            self.searched.emit(text)
        else:
            clear(self._results)

    def _show_offers(self) -> None:
        clear(self._offers)
        view, events = self._view, self.offered
        if not events or view is None:
            return
        words = n("{n} event has this goal in this time:", "{n} events have this goal in this time:", len(events))
        self._offers.addWidget(PlainLabel(self._kit, words, "small", "secondary", wrap=True))
        for event in events[:_OFFERED]:
            self._offers.addLayout(self._linkable(event))
        if len(events) > 1:
            every = n("Link {n} event", "Link all {n} events", len(events))
            button = Button(self._kit, every, icon="link", compact=True, on_click=self._link_all)
            self._offers.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)

    def _counting(self, event: LinkedEvent, item: ProgrammeItem) -> QHBoxLayout:
        title = phrases.title_of(event.title)
        off = IconButton(
            self._kit,
            "unlink",
            t("Let “{title}” no longer count", title=title),
            on_click=lambda: self.unlinked.emit(item.id, event.id),
        )
        made = self._row(event, _standing_of(event, item))
        self.links.append(made)
        return _beside(made, off)

    def _linkable(self, event: LinkedEvent) -> QHBoxLayout:
        title = phrases.title_of(event.title)
        add = IconButton(
            self._kit, "link", t("Let “{title}” count", title=title), on_click=lambda: self._link(event.id), framed=True
        )
        year = self._view.item.year if self._view is not None else 0
        return _beside(self._row(event, phrases.event_line(event, year)), add)

    def _row(self, event: LinkedEvent, sub: Speech) -> LeadRow:
        title, route = phrases.title_of(event.title), Route("events", "edit", event.id)
        made = LeadRow(self._kit, KIND_ICONS[event.kind], title, sub, route, t("Open the event"))
        made.followed.connect(self.followed)
        return made

    def _link(self, event_id: str) -> None:
        if self._view is not None:
            self.picker.set_value("")
            clear(self._results)
            self.linked.emit(self._view.item.id, [event_id])

    def _link_all(self) -> None:
        if self._view is not None:
            self.linked.emit(self._view.item.id, [event.id for event in self.offered])


def _standing_of(event: LinkedEvent, item: ProgrammeItem) -> Phrase:
    """Day and state, and what the event adds where the item does not count events."""
    line = phrases.event_line(event, item.year)
    if item.unit == Unit.ATTENDANCE:
        return phrases.joined(line, n("{n} attendance", "{n} attendances", event.attendance))
    if item.unit == Unit.PRESS:
        return phrases.joined(line, n("{n} press item", "{n} press items", event.press))
    return line


def _beside(made: LeadRow, button: IconButton) -> QHBoxLayout:
    line = row(made, button, gap=4)
    line.setStretch(0, 1)
    return line
