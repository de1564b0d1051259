"""The running program: the application, the kit, the window, and what is loaded after the first paint."""

from __future__ import annotations

import contextlib
import gc
import importlib
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from cultdip_desktop import __version__
from cultdip_desktop.core.clock import SystemClock
from cultdip_desktop.core.errors import UserError
from cultdip_desktop.core.paths import OfficePaths, resources
from cultdip_desktop.core.records import dataclass
from cultdip_desktop.i18n.words import Language
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.bus import ChangeBus
from cultdip_desktop.ui.kit.crash import CrashHook
from cultdip_desktop.ui.kit.files import SystemFileChooser
from cultdip_desktop.ui.kit.jobs import Jobs
from cultdip_desktop.ui.kit.language import LiveWords
from cultdip_desktop.ui.kit.theme import STYLE, Look, Scheme
from cultdip_desktop.ui.shell.choices import Choices
from cultdip_desktop.ui.shell.memory import MachineMemory, default_path
from cultdip_desktop.ui.shell.stopwatch import Stopwatch
from cultdip_desktop.ui.shell.window import ShellWindow

if TYPE_CHECKING:
    from cultdip_desktop.ui.rooms.unlock import UnlockPage

BUG: Final = 4
"""Exit code of an unattended run in which the program itself was at fault."""

TITLE_BAR: Final = 40
"""Height in pixels kept for the frame that the desktop puts around the window."""

HEAVY: Final = ("cultdip_desktop.app", "cultdip_desktop.ui.shell.desk", "cultdip_desktop.ui.rooms.today")
"""Loaded in the background once the window is painted, while the key is derived: SQLAlchemy, SQLCipher, the first page."""

LATER: Final = ("cultdip_desktop.services.packages", "cultdip_desktop.ui.rooms.events")
"""Loaded once the first page is there: what comes with it and what most people open next."""


@dataclass(frozen=True, slots=True)
class Options:
    """What the command line asked for."""

    home: Path | None = None
    files: tuple[str, ...] = ()
    """Packages to show."""

    language: Language | None = None
    scheme: Scheme | None = None
    size: tuple[int, int] | None = None
    passphrase: str | None = None
    """Opens the office without asking."""

    unattended: bool = False
    """Nobody is there (tour, timing): nothing is remembered and the command line's language and theme hold."""


class Program(QObject):
    """Made once by `ui.main`."""

    def __init__(self, options: Options, stopwatch: Stopwatch) -> None:
        super().__init__()
        self._options, self._stopwatch = options, stopwatch
        self.application = _application()
        clock = SystemClock()
        memory_path = None if options.unattended else default_path()
        self.memory = MachineMemory(memory_path)
        self._hook = CrashHook(_crash_folder(options.home, memory_path), clock)
        self.kit = self._make_kit()
        self._choices = Choices(self.kit, self.memory, fixed=options.unattended)
        self.window = ShellWindow(self.kit, self.memory, clock, self._choices)
        self._unlock_page: UnlockPage | None = None
        self._hook.happened.connect(self._faulted)
        self._hook.install()

    @property
    def home(self) -> Path:
        """The folder named on the command line, or the one remembered."""
        if self._options.home is not None:
            return self._options.home
        return Path(self.memory.now.offices[0].home) if self.memory.now.offices else Path()

    def start(self) -> None:
        """Show the first page; the office's code is loaded after it is painted."""
        window, options = self.window, self._options
        window.painted.connect(self._after_first_paint)
        window.office_opened.connect(self._opened)
        home = options.home
        if home is None and self.memory.now.offices:
            home = Path(self.memory.now.offices[0].home)
        window.open_files(options.files)
        if home is None or (options.home is None and not _is_there(OfficePaths(home).key_file)):
            window.show_welcome()
        else:
            self._unlock_page = window.show_unlock(home)
            if not options.unattended:
                self._unlock_page.ask_keyring()
        if options.size is not None:
            window.resize(*options.size)
        if options.size is None and (self.memory.now.maximised or not _leaves_room(window)):
            window.showMaximized()
        else:
            window.show()

    def run(self) -> int:
        """Until the last window is closed."""
        return self.application.exec()

    def finish(self, code: int) -> None:
        """End an unattended run: close the office properly, then leave with `code`."""
        self.window.close()
        self.application.exit(code)

    def _make_kit(self) -> Kit:
        options, remembered = self._options, self.memory.now
        look = Look(resources())
        look.choose(scheme=options.scheme or remembered.scheme, scale=remembered.scale)
        live = LiveWords(options.language or remembered.language)
        live.install()
        jobs = Jobs(self._user_error, self._hook.report)
        return Kit(look, live, jobs, ChangeBus(), SystemFileChooser())

    def _faulted(self, report: Path | None) -> None:
        if self._options.unattended:
            self.application.exit(BUG)
        else:
            self.window.show_fault(report)

    def _user_error(self, error: UserError) -> None:
        self.window.show_error(error)

    def _after_first_paint(self) -> None:
        from cultdip_desktop.ui.shell.interrupt import Interrupt

        self._stopwatch.mark("first_paint_ms")
        self._interrupt = Interrupt(self._interrupted, self)
        QTimer.singleShot(0, self, self._load)

    def _interrupted(self) -> None:
        """Close as the cross does, then leave: Qt waits for every other window in view, and nobody closes those."""
        if self.window.close() or self._options.unattended:
            self.application.exit(0)

    def _opened(self) -> None:
        self._stopwatch.mark("unlock_ms")
        self.kit.jobs.once_quiet(self, self._load_rest)
        if self.window.desk is not None:
            self._hook.move_to(self.window.desk.office.paths.crash_reports)

    def _load(self) -> None:
        if self._unlock_page is not None and self._options.passphrase is not None:
            self._unlock_page.try_passphrase(self._options.passphrase)
        self.kit.jobs.compute(lambda _progress: _load(HEAVY), owner=self)
        self.kit.jobs.once_quiet(self, _collect)

    def _load_rest(self) -> None:
        self.kit.jobs.compute(lambda _progress: _load(LATER), lambda _none: self._warm(), owner=self)

    def _warm(self) -> None:
        """Read the holidays that the Plan room begins with: its first month would else wait half a second for them.

        Measured on the window's own thread: no pause above 35 ms (`bench.parts.heartbeat --only calendar`).
        """
        from cultdip_desktop.domain.mission import OfficeRole

        desk = self.window.desk
        if desk is None or desk.office.role is not OfficeRole.MISSION:
            _collect()
            return
        office = desk.office
        self.kit.jobs.read(lambda _progress: office.calendar.warm(), lambda _none: _collect(), owner=desk)


def _load(names: Sequence[str]) -> None:
    for name in names:
        importlib.import_module(name)


def _collect() -> None:
    gc.enable()  # `ui.main` has switched it off
    gc.freeze()  # modules live to the end: a full collection that looks at them stalls the window by 20 to 30 ms


def _application() -> QApplication:
    found = QApplication.instance()
    if isinstance(found, QApplication):
        return found
    application = QApplication([*sys.argv[:1], "-style", "Fusion"])
    application.setProperty(STYLE, "Fusion")
    application.setApplicationName("cultdip-desktop")
    application.setApplicationVersion(__version__)
    application.setDesktopFileName("cultdip-desktop")
    return application


def _leaves_room(window: ShellWindow) -> bool:
    """Whether the window with its frame fits on the screen: what hangs over the lower edge cannot be clicked."""
    free = window.screen().availableGeometry()
    return window.width() <= free.width() and window.height() + TITLE_BAR <= free.height()


def _is_there(path: Path) -> bool:
    """What cannot be looked at (too long a name, a drive that fails) is not there; opening it says why."""
    with contextlib.suppress(OSError):
        return path.exists()
    return False


def _crash_folder(home: Path | None, memory_path: Path | None) -> Path:
    if home is not None and _is_there(home):
        return OfficePaths(home).crash_reports
    place = memory_path or default_path()
    return place.parent / "crash-reports"
