"""Ctrl+K: one line that finds everything as you type, opens rooms and runs commands."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QListView, QVBoxLayout, QWidget

from cultdip_desktop.domain.mission import OfficeRole
from cultdip_desktop.ui.kit.base import Kit, announce, present
from cultdip_desktop.ui.kit.fields import LineEdit
from cultdip_desktop.ui.kit.jobs import Latest
from cultdip_desktop.ui.kit.language import Speech, render, t
from cultdip_desktop.ui.kit.room import Route
from cultdip_desktop.ui.kit.surfaces import boxed, column
from cultdip_desktop.ui.kit.text import PlainLabel, Rule
from cultdip_desktop.ui.shell import palette_entries, registry
from cultdip_desktop.ui.shell.palette_entries import Place
from cultdip_desktop.ui.shell.palette_list import HEADING, LINE, Entry, EntryDelegate, EntryModel, Group, spoken

if TYPE_CHECKING:
    from cultdip_desktop.app import Office
    from cultdip_desktop.services.find import Found
    from cultdip_desktop.store.query.events import EventRow

PAUSE_MS: Final = 120
"""Rest in the typing before the store is asked."""

TALLEST: Final = 470
"""Px of the list without scrolling."""


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
        visited: Callable[[], Sequence[str]] = tuple,
    ) -> None:
        """`offers` gives the commands of this moment: words, icon, and what `chosen` carries for them.

        `visited` gives the ids of events that were opened of late, the last one first.
        """
        super().__init__(host)
        self._kit, self._office, self._host = kit, office, host
        self._offers, self._visited = offers, visited
        self._latest = Latest()
        self._before: QWidget | None = None
        self._found: Found | None = None
        self._recent: Sequence[EventRow] = ()
        self._answered = ""
        """The text that `_found` answers."""

        self._then = ""
        """What is to be done with the answer that is awaited: "open" or "copy" its first entry."""

        self.setProperty("kind", "popup")
        kit.name(self, t("Search and commands"))
        self._line = LineEdit(kit, t("Search events, partners, goals, media; run commands"), icon="search")
        kit.name(self._line, t("Search and commands"))
        self._model = EntryModel(self)
        self._list = _list(kit, self._model)
        self._list.clicked.connect(lambda index: self._choose(index.row()))
        self._empty = PlainLabel(kit, "", "body", "secondary", wrap=True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        hint = t("↑ ↓ choose · Enter open · Ctrl+Enter copy an event · Esc close")
        self._hint = PlainLabel(kit, hint, "micro", "tertiary")
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
        if not self.isVisible():
            self._before = window.focusWidget()
        self._found, self._answered, self._then = None, "", ""
        self._line.set_value(text)
        self._line.selectAll()
        self._show_entries()
        self._place()
        self.show()
        self.raise_()
        self._line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._ask_recent()
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

    # -- keys

    def _key(self, event: QKeyEvent) -> bool:
        """Every key but letters; none while an input method composes, to which they belong then."""
        moves = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 5, Qt.Key.Key_PageUp: -5}
        key = Qt.Key(event.key())
        if self._line.composing:
            return False
        if key in moves:
            self._move(moves[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            copies = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            self._enter("copy" if copies else "open")
        elif key == Qt.Key.Key_Escape:
            self.close_palette()
        elif key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            self._move(1 if key == Qt.Key.Key_Tab else -1)
        else:
            return False
        return True

    def _move(self, by: int) -> None:
        row = self._model.beside(self._list.currentIndex().row(), by)
        self._stand_on(row)
        line = self._model.line(row)
        if isinstance(line, Entry):
            announce(self._line, spoken(line))

    def _stand_on(self, row: int) -> None:
        self._list.setCurrentIndex(self._model.index(row) if row >= 0 else QModelIndex())
        if row == self._model.first:
            self._list.scrollToTop()  # its heading, too

    def _enter(self, how: str) -> None:
        """Enter before the answer has come means its first entry, not what is listed still."""
        if self._line.value() and self._line.value() != self._answered:
            self._then = how
            self._rest.stop()
            self._ask()
        else:
            self._choose(self._list.currentIndex().row(), how)

    def _choose(self, row: int, how: str = "open") -> None:
        entry = self._model.line(row)
        if not isinstance(entry, Entry):
            return
        if entry.text:
            self._line.set_value(entry.text)
            self._ask()
        elif entry.wide:
            self._ask(wide=True)
        else:
            route = entry.copy if how == "copy" else entry.route
            if route is not None:
                self.close_palette()
                self.chosen.emit(route)

    def _close_when_left(self) -> None:
        focus = self._host.window().focusWidget()
        if self.isVisible() and focus is not None and focus is not self._line and not self.isAncestorOf(focus):
            self._before = None
            self.close_palette()

    # -- asking

    def _typed(self, text: str) -> None:
        self._then = ""
        if not text:
            self._latest.ask()
            self._found, self._answered = None, ""
        self._rest.start()
        self._show_entries()

    def _ask_recent(self) -> None:
        if self._office.role is not OfficeRole.MISSION:
            return
        visited = list(self._visited())

        def show(rows: Sequence[EventRow]) -> None:
            self._recent = rows
            if self.isVisible() and not self._line.value():
                self._show_entries()

        self._kit.jobs.read(lambda _progress: self._office.find.recent(visited), show, owner=self)

    def _ask(self, *, wide: bool = False) -> None:
        text = self._line.value()
        number = self._latest.ask()
        if not text:
            return
        titles = [render(self._kit.live.words, place.title) for place in self._places()]

        def work() -> Found:
            find = self._office.find
            return find.find_any(text) if wide else find.find(text, also=titles)

        def show(found: Found) -> None:
            if self._latest.is_current(number) and self.isVisible():
                self._take(text, found, wide=wide)

        self._kit.jobs.read(lambda _progress: work(), show, owner=self)

    def _take(self, text: str, found: Found, *, wide: bool) -> None:
        if self._office.role is not OfficeRole.MISSION:  # what else was found is worked with at missions only
            found = replace(found, partners=(), media=(), nodes=(), tasks=(), items=())
        self._found, self._answered = found, text
        self._show_entries(wide=wide)
        how, self._then = self._then, ""
        first = self._model.line(self._model.first)
        if how and isinstance(first, Entry) and first.route is not None:
            self._choose(self._model.first, how)

    # -- showing

    def _show_entries(self, *, wide: bool = False) -> None:
        words, text = self._kit.live.words, self._line.value()
        kept = self._model.line(self._list.currentIndex().row())
        moved = self._list.currentIndex().row() > self._model.first
        groups = self._groups(text, wide=wide)
        self._model.show((render(words, group.title), group.entries) for group in groups)
        self._stand_on(self._model.row_of(kept) if moved and isinstance(kept, Entry) else self._model.first)
        nothing = bool(text) and self._answered == text and (self._found is None or self._found.empty)
        listed = [entry for group in groups for entry in group.entries if entry.route is not None]
        self._empty.say(t("Nothing found for “{text}”. Try fewer words, or part of a title.", text=text))
        present(self._empty, shown=(nothing and not listed) or not self._model.rowCount())
        present(self._list, shown=bool(self._model.rowCount()))
        self._place()

    def _groups(self, text: str, *, wide: bool) -> Sequence[Group]:
        words = self._kit.live.words
        groups = list(palette_entries.grouped(words, text, self._found, self._places()))
        if not text:
            return [palette_entries.recent(words, self._recent), *groups]
        mission = self._office.role is OfficeRole.MISSION
        if mission and self._answered == text and self._found is not None and not self._found.events and not wide:
            groups.append(palette_entries.beyond(words, text))
        return groups

    def _places(self) -> list[Place]:
        role = self._office.role
        rooms = [Place(spec.title, t("Open"), spec.icon, spec.route) for spec in registry.rooms_of(role)]
        commands = [Place(item.title, t("Command"), item.icon, item.route) for item in registry.commands_of(role)]
        offers = [Place(title, t("Command"), icon, route, momentary=True) for title, icon, route in self._offers()]
        return rooms + commands + offers

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.setSpacing(0)
        layout.addWidget(boxed(column(self._line), (11, 11, 11, 11)))
        layout.addWidget(Rule())
        self._empty.setContentsMargins(14, 10, 14, 6)
        layout.addWidget(self._empty)
        layout.addWidget(self._list, 1)
        layout.addWidget(Rule())
        layout.addWidget(boxed(column(self._hint), (14, 6, 14, 6)))

    def _place(self) -> None:
        look = self._kit.look
        width = min(look.px(640), self._host.width() - look.px(80))
        lines: Iterable[Entry | str | None] = (self._model.line(row) for row in range(self._model.rowCount()))
        content = sum(look.px(LINE if isinstance(line, Entry) else HEADING) for line in lines)
        said = 0 if self._empty.isHidden() else look.px(52)
        height = min(max(content, look.px(LINE)), look.px(TALLEST)) + said + look.px(92)
        height = min(height, self._host.height() - look.px(96))
        self.setGeometry((self._host.width() - width) // 2, look.px(64), width, height)


def _list(kit: Kit, model: EntryModel) -> QListView:
    view = QListView()
    view.setModel(model)
    view.setItemDelegate(EntryDelegate(kit, view))
    view.setFrameShape(QFrame.Shape.NoFrame)
    view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    view.setMouseTracking(True)
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
    kit.name(view, t("Results"))
    return view
