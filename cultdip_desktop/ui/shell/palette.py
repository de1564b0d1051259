"""Ctrl+K: one line that finds events as you type, opens rooms and runs commands."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QListView, QVBoxLayout, QWidget

from cultdip_desktop.domain import labels
from cultdip_desktop.i18n import dates
from cultdip_desktop.i18n.fold import fold
from cultdip_desktop.i18n.words import Words
from cultdip_desktop.ui.kit.base import Kit, present
from cultdip_desktop.ui.kit.fields import LineEdit
from cultdip_desktop.ui.kit.jobs import Latest
from cultdip_desktop.ui.kit.language import Speech, t
from cultdip_desktop.ui.kit.marks import KIND_ICONS
from cultdip_desktop.ui.kit.room import Route
from cultdip_desktop.ui.kit.surfaces import boxed, column
from cultdip_desktop.ui.kit.text import PlainLabel, Rule
from cultdip_desktop.ui.shell import registry
from cultdip_desktop.ui.shell.palette_list import LINE, Entry, EntryDelegate, EntryModel

if TYPE_CHECKING:
    from cultdip_desktop.app import Office
    from cultdip_desktop.store.query.events import EventRow

PAUSE_MS: Final = 120
"""Rest in the typing before the store is asked."""

CANDIDATES: Final = 60
"""Events asked for, from which the best are shown."""

LINES: Final = 9
"""Lines shown without scrolling."""

EVENTS: Final = 8
"""Events shown."""


@dataclass(frozen=True, slots=True)
class _Place:
    title: Speech
    sub: Speech
    icon: str
    route: Route


class Palette(QFrame):
    """Floats over the window; Esc or a click elsewhere closes it and gives the focus back."""

    chosen = Signal(object)
    """The `Route` to open."""

    def __init__(
        self,
        kit: Kit,
        office: Office,
        host: QWidget,
        offers: Callable[[], Sequence[tuple[Speech, str, Route]]] = tuple,
    ) -> None:
        """`offers` gives the commands of this moment: words, icon, and what `chosen` carries for them."""
        super().__init__(host)
        self._kit, self._office, self._host, self._offers = kit, office, host, offers
        self._latest = Latest()
        self._before: QWidget | None = None
        self._events: list[Entry] = []
        self._commands: list[Route] = []
        self.setProperty("kind", "popup")
        kit.name(self, t("Search and commands"))
        self._line = LineEdit(kit, t("Search events, open rooms, run commands"), icon="search")
        kit.name(self._line, t("Search and commands"))
        self._model = EntryModel(self)
        self._list = _list(kit, self._model)
        self._list.clicked.connect(lambda index: self._choose(index.row()))
        self._empty = PlainLabel(kit, "", "body", "secondary", wrap=True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._hint = PlainLabel(kit, t("↑ ↓ choose · Enter open · Esc close"), "micro", "tertiary")
        self._lay_out()
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(PAUSE_MS)
        self._rest.timeout.connect(self._ask)
        self._line.edited.connect(self._typed)
        self._line.installEventFilter(self)
        host.installEventFilter(self)
        kit.live.changed.connect(self._show_entries)
        self.hide()

    def open(self, text: str = "") -> None:
        """Show it, empty or with `text` already searched for."""
        window = self._host.window()
        self._before = window.focusWidget()
        self._events = []
        self._line.set_value(text)
        self._line.selectAll()
        self._show_entries()
        self._place()
        self.show()
        self.raise_()
        self._line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if text:
            self._ask()

    def close_palette(self) -> None:
        """Hide it and give the focus back."""
        self._latest.ask()
        self._rest.stop()
        self.hide()
        if self._before is not None and self._before.isVisible():
            self._before.setFocus(Qt.FocusReason.OtherFocusReason)
        self._before = None

    def refresh(self) -> None:
        """The commands of this moment are others."""
        if self.isVisible():
            self._show_entries()

    @property
    def entries(self) -> Sequence[Entry]:
        """What is listed, for tests."""
        return self._model.entries

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrow keys move in the list while the line keeps the focus; resizing and clicks elsewhere are noticed."""
        if watched is self._line and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key(event)
        if watched is self._host and self.isVisible():
            if event.type() == QEvent.Type.Resize:
                self._place()
            elif event.type() == QEvent.Type.MouseButtonPress:
                self.close_palette()
        if watched is self._line and event.type() == QEvent.Type.FocusOut and self.isVisible():
            QTimer.singleShot(0, self, self._close_when_left)
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent) -> bool:
        moves = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 5, Qt.Key.Key_PageUp: -5}
        key = Qt.Key(event.key())
        if key in moves:
            self._move(moves[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose(self._list.currentIndex().row())
        elif key == Qt.Key.Key_Escape:
            self.close_palette()
        elif key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            self._move(1 if key == Qt.Key.Key_Tab else -1)
        else:
            return False
        return True

    def _move(self, by: int) -> None:
        count = self._model.rowCount()
        if count:
            row = min(max(self._list.currentIndex().row() + by, 0), count - 1)
            self._list.setCurrentIndex(self._model.index(row))

    def _choose(self, row: int) -> None:
        if 0 <= row < len(self._model.entries):
            route = self._model.entries[row].route
            self.close_palette()
            self.chosen.emit(route)

    def _close_when_left(self) -> None:
        focus = self._host.window().focusWidget()
        if self.isVisible() and focus is not None and focus is not self._line and not self.isAncestorOf(focus):
            self._before = None
            self.close_palette()

    def _typed(self, text: str) -> None:
        if not text:
            self._latest.ask()
            self._events = []
        self._rest.start()
        self._show_entries()

    def _ask(self) -> None:
        text = self._line.value()
        number = self._latest.ask()
        if not text:
            return

        def show(rows: list[EventRow]) -> None:
            if self._latest.is_current(number) and self.isVisible():
                self._events = [_event_entry(self._kit.live.words, row) for row in rows]
                self._show_entries()

        self._kit.jobs.read(lambda _progress: _best(self._office, text), show, owner=self)

    def _show_entries(self) -> None:
        wanted = fold(self._line.value())
        words = self._kit.live.words
        places = [_entry(words, place) for place in self._places()]
        hits = [entry for entry in places if all(part in fold(entry.title) for part in wanted.split())]
        first = [hit for hit in hits if wanted and hit.route in self._commands and fold(hit.title).startswith(wanted)]
        self._model.show([*first, *self._events, *(hit for hit in hits if hit not in first)])
        self._list.setCurrentIndex(self._model.index(0))
        nothing = not self._model.entries
        self._empty.say(t("Nothing found for “{text}”. Try fewer words, or part of a title.", text=self._line.value()))
        present(self._empty, shown=nothing)
        present(self._list, shown=not nothing)
        self._place()

    def _places(self) -> list[_Place]:
        role = self._office.role
        rooms = [_Place(spec.title, t("Open"), spec.icon, spec.route) for spec in registry.rooms_of(role)]
        commands = [_Place(item.title, t("Command"), item.icon, item.route) for item in registry.commands_of(role)]
        offers = [_Place(title, t("Command"), icon, route) for title, icon, route in self._offers()]
        self._commands = [offer.route for offer in offers]
        return rooms + commands + offers

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.setSpacing(0)
        layout.addWidget(boxed(column(self._line), (11, 11, 11, 11)))
        layout.addWidget(Rule())
        layout.addWidget(self._list, 1)
        layout.addWidget(self._empty, 1)
        layout.addWidget(Rule())
        layout.addWidget(boxed(column(self._hint), (14, 6, 14, 6)))

    def _place(self) -> None:
        look = self._kit.look
        width = min(look.px(640), self._host.width() - look.px(80))
        lines = min(max(self._model.rowCount(), 2), LINES)
        height = min(look.px(LINE) * lines + look.px(92), self._host.height() - look.px(96))
        self.setGeometry((self._host.width() - width) // 2, look.px(64), width, height)


def _best(office: Office, text: str) -> list[EventRow]:
    """Events whose title holds every word come before those found by their summary or partners."""
    parts = fold(text).split()
    rows = office.events.suggest(text, CANDIDATES)

    def by_title(row: EventRow) -> bool:
        title = fold(f"{row.title.vi} {row.title.en}")
        return not all(part in title for part in parts)

    return sorted(rows, key=by_title)[:EVENTS]


def _list(kit: Kit, model: EntryModel) -> QListView:
    view = QListView()
    view.setModel(model)
    view.setItemDelegate(EntryDelegate(kit, view))
    view.setFrameShape(QFrame.Shape.NoFrame)
    view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    view.setUniformItemSizes(True)
    view.setMouseTracking(True)
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    kit.name(view, t("Results"))
    return view


def _entry(words: Words, place: _Place) -> Entry:
    def say(speech: Speech) -> str:
        return speech if isinstance(speech, str) else speech.render(words)

    return Entry(say(place.title), say(place.sub), place.icon, "text.secondary", (), place.route)


def _event_entry(words: Words, row: EventRow) -> Entry:
    title = row.title.get(words.language) or words.t("(no title yet)")
    when = dates.moment(words, row.start, row.zone) if row.start else words.t("no date yet")
    sub = " · ".join(part for part in (when, row.city, labels.label(words, row.state)) if part)
    ordered = sorted(row.goals, key=lambda goal: not goal[1])
    codes = tuple(code for code, _primary in ordered)[:3]
    return Entry(title, sub, KIND_ICONS[row.kind], f"kind.{row.kind}", codes, Route("events", "edit", row.id))
