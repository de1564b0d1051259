"""An opened office: sidebar, the present room, status line. Opens rooms by route and remembers the way."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QStackedWidget, QVBoxLayout, QWidget

from cultdip_desktop.core.clock import Clock
from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.changes import ChangeSet
from cultdip_desktop.domain.mission import OfficeRole
from cultdip_desktop.i18n import dates
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.crash import show_fault
from cultdip_desktop.ui.kit.language import Speech, t
from cultdip_desktop.ui.kit.notices import Banner, StatusBar, Toast
from cultdip_desktop.ui.kit.room import WIDE, Room, Route
from cultdip_desktop.ui.kit.surfaces import boxed, column, row
from cultdip_desktop.ui.shell import registry
from cultdip_desktop.ui.shell.backups import BackupRounds
from cultdip_desktop.ui.shell.badges import Badges
from cultdip_desktop.ui.shell.history import History
from cultdip_desktop.ui.shell.problems import Problems
from cultdip_desktop.ui.shell.sidebar import Sidebar
from cultdip_desktop.ui.shell.spare_key import SpareKey
from cultdip_desktop.ui.shell.undoing import REDO, UNDO, Undoing

if TYPE_CHECKING:
    from cultdip_desktop.app import Office
    from cultdip_desktop.ui.shell.palette import Palette


class Desk(QWidget):
    """The window's content while an office is open."""

    lock_asked = Signal()
    other_asked = Signal()
    home_asked = Signal(object, bool)
    """Another office's folder (`Path`), and whether it takes the place of this one."""

    moved = Signal(object)
    """The route that is shown now."""

    arranged = Signal(str, str)
    """A room's key, and how its page is set up."""

    def __init__(self, kit: Kit, office: Office, clock: Clock, kept: Mapping[str, str] | None = None) -> None:
        """`kept`: how rooms were set up when this machine last had the office open."""
        super().__init__()
        self._kit, self._office, self._clock, self._kept = kit, office, clock, kept or {}
        self._history = History()
        self._rooms: dict[str, Room] = {}
        self._sidebar = Sidebar(kit, office.identity, registry.rooms_of(office.role))
        self._stack = QStackedWidget()
        self._banner = Banner(kit)
        self._status = StatusBar(kit)
        self._toast = Toast(kit, self._stack)
        self._undoing = Undoing(kit, office, self._settle, self._banner, self._toast, self._status, self)
        self._badges = Badges(kit, office, self._sidebar, self)
        self._rounds = BackupRounds(kit, office, self._status, self)
        self._rounds.failed.connect(self.show_error)
        self._lay_out()
        self._listen()
        self._shortcuts()
        self._refresh_person()

    @property
    def office(self) -> Office:
        """The office shown."""
        return self._office

    @property
    def current(self) -> Route:
        """Where the user is, as the room itself says it."""
        room, here = self._room_shown(), self._history.current
        if room is None or here is None:
            return registry.home_route(self._office.role)
        return room.route() if type(room).route is not Room.route else here

    def open(self, route: Route) -> bool:
        """Show `route`; False when the present page may not be left. An unknown room opens the first one."""
        if not registry.is_room(route.room):
            route = registry.home_route(self._office.role)
        if route == self._history.current and route == self.current:
            return True
        if not self._leave(route):
            return False
        self._history.visit(route)
        self._show(route)
        return True

    def back(self) -> None:
        """The page before; without one, the first page of this room."""
        here = self._history.current
        if here is not None and not self._leave(None):
            return
        route = self._history.back()
        if route is not None:
            self._show(route)
        elif here is not None and here != Route(here.room):
            self._history.amend(Route(here.room))
            self._show(Route(here.room))

    def forward(self) -> None:
        """The page that Back left."""
        if self._leave(None) and (route := self._history.forward()) is not None:
            self._show(route)

    def may_leave(self) -> bool:
        """Whether everything typed is in the store or on its way there (before closing and locking)."""
        room = self._room_shown()
        return room is None or room.leave()

    def search(self, text: str = "") -> None:
        """Open the palette, with `text` already searched for."""
        self._palette.open(text)

    def show_error(self, error: UserError) -> None:
        """Say an expected error that no page took."""
        self._banner.show_error(error)

    def say(self, speech: Speech) -> None:
        """Say in passing what was done."""
        self._toast.show_done(speech)

    def begin(self, *, rounds: bool) -> None:
        """The first page is open: say what this opening has brought about; with `rounds` take backups by itself."""
        self._rounds.begin(rounds=rounds)
        if self._office.role is OfficeRole.HEADQUARTERS:
            from cultdip_desktop.ui.shell.neighbours import Neighbours  # a mission is written by one program at a time

            neighbours = Neighbours(self._kit, self._office, self)
            neighbours.failed.connect(self.show_error)
            neighbours.begin()
        if self._office.new_writer:
            numbering = t("Its packages start a new numbering, which headquarters confirms once.")
            sends = self._office.role is OfficeRole.MISSION
            self._banner.show_notice(
                "info", t("This office was restored or copied from another folder."), numbering if sends else ""
            )

    def show_fault(self, report: Path | None) -> None:
        """Say that the program is at fault; the page stays usable."""
        show_fault(self._banner, report, lambda folder: QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))))

    def room(self, key: str) -> Room:
        """The room named `key`, built at its first visit."""
        found = self._rooms.get(key)
        if found is None:
            found = self._rooms[key] = registry.door(key).build(self._kit, self._office)
            found.go.connect(self.open)
            found.back.connect(self.back)
            found.status.connect(self._status.hint)
            found.saved.connect(self._saved)
            found.home_asked.connect(self.home_asked)
            found.done.connect(self._undoing.say_done)
            if key in self._kept:
                found.recall(self._kept[key])
            found.arranged.connect(partial(self.arranged.emit, key))
            self._stack.addWidget(found)
        return found

    @cached_property
    def _palette(self) -> Palette:
        from cultdip_desktop.ui.shell.palette import Palette

        visited = partial(self._history.opened, "events", "edit")
        made = Palette(self._kit, self._office, self, self._undoing.offers, visited)
        made.chosen.connect(self._run)
        self._undoing.changed.connect(made.refresh)
        return made

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold the sidebar in narrow windows."""
        super().resizeEvent(event)
        self._sidebar.set_narrow(narrow=self.width() < WIDE)

    def _lay_out(self) -> None:
        slot = QVBoxLayout()
        slot.setContentsMargins(20, 0, 20, 0)
        slot.addWidget(self._banner)
        page = boxed(column(slot, self._stack, self._status, gap=0))
        page.layout().setStretch(1, 1)  # type: ignore[union-attr]
        outer = row(self._sidebar, page, gap=0)
        outer.setStretch(1, 1)
        self.setLayout(outer)

    def _listen(self) -> None:
        self._sidebar.room_asked.connect(lambda text: self.open(Route.parse(text)))
        self._sidebar.search_asked.connect(lambda: self.search())
        self._sidebar.lock_asked.connect(self.lock_asked)
        self._sidebar.other_asked.connect(self.other_asked)
        self._kit.bus.watch(self, {"person", "setting"}, lambda _changes: self._refresh_person())
        self._kit.bus.watch(self, {"office"}, lambda _changes: self._sidebar.show_office(self._office.identity))
        self._kit.bus.published.connect(self._hear)

    def _shortcuts(self) -> None:
        for keys, act in (
            ("Ctrl+K", lambda: self.search()),
            ("Alt+Left", self.back),
            ("Alt+Right", self.forward),
            ("F6", self._cycle),
            ("Ctrl+L", self.lock_asked.emit),
            ("Ctrl+Z", self._undoing.undo),
            ("Ctrl+Y", self._undoing.redo),
            ("Ctrl+Shift+Z", self._undoing.redo),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
            shortcut.activated.connect(act)
        if self._office.role is OfficeRole.MISSION:
            self._new = SpareKey("Ctrl+N", self, self._room_shown, lambda: self.open(Route("events", "new")))
            self._problems = Problems(
                self._kit, self._office, self._clock, self, self._room_shown, self.open, self._toast.show_done
            )
            self.moved.connect(lambda _route: self._new.look())
            self.moved.connect(lambda _route: self._problems.look())

    def _room_shown(self) -> Room | None:
        widget = self._stack.currentWidget()
        return widget if isinstance(widget, Room) else None

    def _leave(self, target: Route | None) -> bool:
        """Let the present room commit; remember where in it the user was."""
        room = self._room_shown()
        if room is None:
            return True
        if not room.leave():
            return False
        where = room.route()
        says_where = type(room).route is not Room.route
        if says_where and (target is None or where != target):
            self._history.amend(where)
        return True

    def _show(self, route: Route) -> None:
        room = self.room(route.room)
        changed = self._stack.currentWidget() is not room
        if changed:
            self._status.hint("")
            self._banner.clear()
        self._stack.setCurrentWidget(room)
        self._sidebar.show_room(route.room)
        room.enter(route)
        held = QApplication.focusWidget()
        if (changed or held is self) and not room.isAncestorOf(held or self):
            room.setFocus(Qt.FocusReason.OtherFocusReason)
        self.moved.emit(route)

    def _hear(self, changes: ChangeSet) -> None:
        if changes:
            self._saved()

    def _saved(self) -> None:
        zone = ZoneInfo(self._office.identity.zone)  # as the time of the last backup beside it
        self._status.saved(dates.clock(self._clock.now().astimezone(zone)))

    def _settle(self) -> None:
        room = self._room_shown()
        if room is not None:
            room.settle()

    def _run(self, route: Route) -> None:
        """Open what was chosen in the palette, or undo."""
        if route == UNDO:
            self._undoing.undo()
        elif route == REDO:
            self._undoing.redo()
        else:
            self.open(route)

    def _refresh_person(self) -> None:
        self._kit.jobs.read(lambda _progress: self._office.settings.actor(), self._sidebar.show_person, owner=self)

    def _cycle(self) -> None:
        """F6: from the sidebar to the page and back."""
        inside = self._sidebar.isAncestorOf(QApplication.focusWidget() or self)
        target = self._stack.currentWidget() if inside else self._sidebar
        if target is None:
            return
        step = target.nextInFocusChain()
        while step is not None and step is not target:
            takes = step.focusPolicy() & Qt.FocusPolicy.TabFocus and step.isVisible() and step.isEnabled()
            if takes and target.isAncestorOf(step):
                step.setFocus(Qt.FocusReason.TabFocusReason)
                return
            step = step.nextInFocusChain()
        target.setFocus(Qt.FocusReason.TabFocusReason)
