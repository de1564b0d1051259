"""Brings up every room in each state that the tour paints, inside the test's own process."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QApplication, QWidget

from cultdip_desktop.app import Office
from cultdip_desktop.core.clock import Clock
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.room import Route
from cultdip_desktop.ui.shell import registry
from cultdip_desktop.ui.shell.choices import Choices
from cultdip_desktop.ui.shell.memory import MachineMemory
from cultdip_desktop.ui.shell.window import ShellWindow

WIDE = (1366, 768)
SMALL = (1024, 600)
LEVELS = 12


@dataclass(frozen=True)
class Visitor:
    """What a walk through the rooms needs."""

    app: QApplication
    kit: Kit
    settle: Callable[[], None]
    clock: Clock
    memory: Path

    def rest(self) -> None:
        """Let answers come and lines move to their places: a change deep inside goes outwards a level at a time."""
        self.settle()
        for _level in range(LEVELS):
            self.app.processEvents()

    def window(self, size: tuple[int, int]) -> ShellWindow:
        """The main window, shown, without a page yet."""
        memory = MachineMemory(self.memory)
        window = ShellWindow(self.kit, memory, self.clock, Choices(self.kit, memory, fixed=True))
        window.resize(*size)
        window.show()
        return window

    def rooms(
        self, office: Office, size: tuple[int, int] = WIDE, wanted: Callable[[str], bool] = lambda _state: True
    ) -> Iterator[tuple[str, QWidget]]:
        """Name and window of every state; the window shows it while the caller looks."""
        window = self.window(size)
        window.take(office)
        self.settle()
        desk = window.desk
        assert desk is not None
        for spec in registry.pages_of(office.role):
            door = registry.door(spec.key)
            states = list(door.tour_states(office)) if hasattr(door, "tour_states") else []
            for name, route in states or [("", Route(spec.key))]:
                state = f"{spec.key}-{name}" if name else spec.key
                if wanted(state):
                    desk.open(route)
                    self.rest()
                    yield state, window
        if wanted("search"):
            desk.open(registry.home_route(office.role))
            self.settle()
            desk.search("trung thu")
            self.rest()
            yield "search", window
        window.hide()

    def pages(self, size: tuple[int, int] = WIDE) -> Iterator[tuple[str, QWidget]]:
        """The pages before an office is open."""
        window = self.window(size)
        page = window.show_welcome()
        self.rest()
        yield "welcome", window
        for name, prepare in page.tour_states():
            prepare()
            self.rest()
            yield f"welcome-{name}", window
        window.hide()


def shown(window: QWidget, kind: type[QWidget] = QWidget) -> list[QWidget]:
    """Widgets of a kind that a person can see now, in every window of the program."""
    windows = [one for one in QApplication.topLevelWidgets() if one.isVisible()]
    found = [widget for one in windows or [window] for widget in one.findChildren(kind)]
    return [widget for widget in found if widget.isVisible() and not widget.visibleRegion().isEmpty()]


def described(widget: QWidget) -> str:
    """Where a widget stands, for a message."""
    names = []
    place: QWidget | None = widget
    while place is not None and len(names) < 6:
        names.append(type(place).__name__)
        place = place.parentWidget()
    return " < ".join(names)
