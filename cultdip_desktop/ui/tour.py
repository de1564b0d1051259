"""The tour: every page and main state painted to PNG files, in a fixed size, language and theme."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QBuffer, QIODevice, QObject
from PySide6.QtWidgets import QApplication

from cultdip_desktop.core import durable
from cultdip_desktop.core.errors import UserError
from cultdip_desktop.ui.kit.room import Route
from cultdip_desktop.ui.shell import registry
from cultdip_desktop.ui.shell.program import Program
from cultdip_desktop.ui.shell.settled import Settled

if TYPE_CHECKING:
    from cultdip_desktop.app import Office

SEARCH: Final = "trung thu"
"""What the palette's picture searches for."""

SLIP: Final = "trugn thu"
"""The same with a slip of the finger."""


@dataclass(frozen=True, slots=True)
class Stop:
    """One picture: its name, and how the page is brought up."""

    name: str
    prepare: Callable[[], object]


class Tour(QObject):
    """Drives the real window from stop to stop; each is painted when its data has come."""

    def __init__(self, program: Program, folder: Path, has_home: bool, passphrase: str) -> None:
        super().__init__()
        self._program, self._folder = program, folder
        self._has_home, self._passphrase = has_home, passphrase
        self._settled = Settled(program.kit.jobs, self)
        self.painted: list[str] = []
        """Names of the files written."""

    def start(self) -> None:
        """Begin; the program is finished at the end."""
        QApplication.setCursorFlashTime(0)
        durable.make_folder(self._folder)
        self._program.start()
        self._stops = self._itinerary()
        self._next()

    def _next(self) -> None:
        stop = next(self._stops, None)
        if stop is None:
            self._program.finish(0)
            return
        stop.prepare()
        self._settled.wait(lambda: self._paint(stop))

    def _paint(self, stop: Stop) -> None:
        if stop.name:
            picture = self._program.window.grab()
            buffer = QBuffer()
            buffer.open(QIODevice.OpenModeFlag.WriteOnly)
            picture.save(buffer, "PNG")
            name = f"{stop.name}.png"
            durable.write_bytes(self._folder / name, bytes(buffer.data().data()))
            self.painted.append(name)
        self._next()

    def _itinerary(self) -> Iterator[Stop]:
        yield from self._welcome()
        if not self._has_home:
            return
        yield from self._unlock()
        desk = self._program.window.desk
        if desk is None:
            return
        for spec in registry.pages_of(desk.office.role):
            yield from self._room(spec.key, desk.office)
        first = registry.home_route(desk.office.role)
        yield Stop("", lambda: desk.open(first))
        yield Stop("search", desk.search)
        yield Stop("search-found", lambda: desk.search(SEARCH))
        yield Stop("search-near", lambda: desk.search(SLIP))

    def _welcome(self) -> Iterator[Stop]:
        window = self._program.window
        page = window.show_welcome()
        yield Stop("welcome", lambda: None)
        for name, prepare in page.tour_states():
            yield Stop(f"welcome-{name}", prepare)

    def _unlock(self) -> Iterator[Stop]:
        page = self._program.window.show_unlock(self._program.home)
        yield Stop("unlock", lambda: None)
        yield Stop("unlock-wrong", lambda: page.show_error(UserError("office.wrong_passphrase")))
        yield Stop("unlock-code", page.use_code)
        yield Stop("", page.use_passphrase)
        yield Stop("unlock-in-use", lambda: page.show_error(UserError("office.in_use", pid=4711, since="10:42")))
        yield Stop("", lambda: page.try_passphrase(self._passphrase))

    def _room(self, key: str, office: Office) -> Iterator[Stop]:
        desk = self._program.window.desk
        if desk is None:
            return
        door = registry.door(key)
        states = list(door.tour_states(office)) if hasattr(door, "tour_states") else []
        for name, route in states or [("", Route(key))]:
            yield Stop(f"{key}-{name}" if name else key, _opening(desk.open, route))


def _opening(open_: Callable[[Route], object], route: Route) -> Callable[[], object]:
    return lambda: open_(route)
