"""A figure with the events that it counts; each event is a step away."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtWidgets import QWidget

from cultdip_desktop.domain.text import BiText
from cultdip_desktop.ui.kit.base import Kit, present
from cultdip_desktop.ui.kit.buttons import Button
from cultdip_desktop.ui.kit.language import Phrase, Speech, n, t
from cultdip_desktop.ui.kit.room import Route
from cultdip_desktop.ui.kit.surfaces import clear, column, row
from cultdip_desktop.ui.kit.text import PlainLabel
from cultdip_desktop.ui.rooms.reports.values import Figure

_MOST: Final = 12
_INDENT: Final = 16

Go = Callable[[Route], object]


class EventLinks(QWidget):
    """Names of events that lead to their results."""

    def __init__(self, kit: Kit, go: Go) -> None:
        super().__init__()
        self._kit, self._go = kit, go
        self._lines = column(gap=2)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self.setLayout(self._lines)

    def show_events(self, events: Sequence[tuple[str, BiText]]) -> None:
        """Show these; what is left over is counted."""
        clear(self._lines)
        for event_id, title in events[:_MOST]:
            self._lines.addLayout(row(_INDENT, self._link(event_id, title), None))
        more = len(events) - _MOST
        if more > 0:
            self._lines.addLayout(row(_INDENT, PlainLabel(self._kit, t("and {n} more", n=more), "small", "secondary")))

    def _link(self, event_id: str, title: BiText) -> Button:
        route = Route("events", "edit", event_id, (("tab", "results"),))
        return Button(self._kit, either(title), "link", on_click=lambda: self._go(route))


class FigureLine(QWidget):
    """A figure; opened, it lists the events behind it."""

    def __init__(self, kit: Kit, figure: Figure, go: Go, *, opened: bool = False) -> None:
        super().__init__()
        self._events = figure.events
        self._links = EventLinks(kit, go)
        label = PlainLabel(kit, either(figure.label), "body", "secondary", wrap=True)
        value = PlainLabel(kit, either(figure.value), "strong")
        count = n("{n} event", "{n} events", len(figure.events))
        self.open = Button(kit, count, "link", on_click=self._toggle)
        kit.name(self.open, t("Events behind: {figure}", figure=either(figure.label)))
        present(self.open, shown=bool(figure.events))
        line = row(label, value, self.open, gap=10)
        line.setStretch(0, 1)
        layout = column(line, self._links, gap=2)
        layout.setContentsMargins(0, 0, 0, 0)
        self.setLayout(layout)
        self._shown = False
        if opened:
            self._toggle()

    def _toggle(self) -> None:
        self._shown = not self._shown
        self._links.show_events(self._events if self._shown else ())


def either(text: BiText) -> Speech:
    """The text in the language of the window."""
    return Phrase(lambda words: text.get(words.language))
