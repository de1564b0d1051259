"""The main window: first pages while no office is open, the desk once one is; files dropped on it; closing.

Only the page that is shown first is imported before it is painted; every other one where it is made.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol, runtime_checkable

from PySide6.QtCore import QEvent, QMimeData, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QIcon, QKeySequence, QPaintEvent, QShortcut
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QWidget

from cultdip_desktop.core.clock import Clock
from cultdip_desktop.core.errors import UserError
from cultdip_desktop.core.progress import Progress
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.language import Phrase, t
from cultdip_desktop.ui.shell.choices import Choices
from cultdip_desktop.ui.shell.memory import KnownOffice, MachineMemory

if TYPE_CHECKING:
    from cultdip_desktop.app import Office
    from cultdip_desktop.ui.kit.room import Route
    from cultdip_desktop.ui.rooms.unlock import UnlockPage
    from cultdip_desktop.ui.rooms.welcome import WelcomePage
    from cultdip_desktop.ui.shell.desk import Desk
    from cultdip_desktop.ui.shell.guard import Guard


@runtime_checkable
class _TellsErrors(Protocol):
    def show_error(self, error: UserError) -> None: ...


SMALLEST: Final = (1024, 560)
PACKAGE_ENDING: Final = ".cdrp"


class ShellWindow(QMainWindow):
    """One window, at most one office."""

    painted = Signal()
    """The window was painted for the first time."""

    office_opened = Signal()
    office_failed = Signal(object)
    """The `UserError` for which an office could not be opened."""

    def __init__(self, kit: Kit, memory: MachineMemory, clock: Clock, choices: Choices) -> None:
        super().__init__()
        self._kit, self._memory, self._clock, self._choices = kit, memory, clock, choices
        self._desk: Desk | None = None
        self._guard: Guard | None = None
        self._files: list[str] = []
        self._first_route: Route | None = None
        self._was_painted = False
        self._unasked = False
        self._then: Callable[[], object] | None = None
        """What follows once no work is under way any more."""

        self._stack = QStackedWidget()
        self.setCentralWidget(self._stack)
        self.setMinimumSize(*SMALLEST)
        self.setAcceptDrops(True)
        self.setWindowIcon(QIcon(kit.look.pixmap("brand", "nav.mark", 48)))
        self.resize(*memory.now.size)
        kit.jobs.busy_changed.connect(self._go_quiet)
        leave = QShortcut(QKeySequence("Ctrl+Q"), self)
        leave.activated.connect(self.close)
        self._title = kit.bind(self, self.setWindowTitle, t("Cultural Diplomacy"))

    @property
    def desk(self) -> Desk | None:
        """The open office's page, if one is open."""
        return self._desk

    def show_welcome(self) -> WelcomePage:
        """Offer to make an office."""
        from cultdip_desktop.ui.rooms import welcome

        page = welcome.build(self._kit, can_go_back=bool(self._memory.now.offices))
        page.opened.connect(self.take)
        page.home_chosen.connect(self.show_unlock)
        page.sample_headquarters.connect(self._know_headquarters)
        page.back.connect(self._back_from_welcome)
        self._kit.look.set_role("mission")
        self._front(page)
        return page

    def show_unlock(self, home: Path) -> UnlockPage:
        """Ask for the passphrase of the office in `home`."""
        from cultdip_desktop.ui.rooms import unlock

        known = self._memory.known(home)
        offices = [(Path(office.home), office.name) for office in self._memory.now.offices]
        page = unlock.build(self._kit, home, known.name if known else BiText(), offices)
        page.opened.connect(self.take)
        page.opened_unasked.connect(self._note_unasked)
        page.failed.connect(self.office_failed)
        page.other_chosen.connect(self.show_unlock)
        page.new_asked.connect(self.show_welcome)
        role = known.role if known else ""
        self._kit.look.set_role("headquarters" if role == "headquarters" else "mission")
        self._front(page)
        return page

    def take(self, office: Office) -> None:
        """An office was opened: read what it has set, then show it."""

        def settings(progress: Progress) -> dict[str, str]:
            del progress
            return office.settings.several("language", "theme", "text_size", "auto_lock_minutes")

        self._kit.jobs.read(settings, lambda found: self._show_desk(office, found), owner=self)

    def open_files(self, files: Sequence[str]) -> None:
        """Show packages or a table that were dropped or named on the command line, now or once an office is open."""
        self._files = list(files)
        if self._desk is not None and self._files:
            from cultdip_desktop.ui.shell import registry

            route = registry.route_for_files(self._desk.office.role, self._files)
            self._files = []
            self._desk.open(route)

    def start_at(self, route: Route) -> None:
        """Open `route` first, whatever was remembered."""
        self._first_route = route

    def show_error(self, error: UserError) -> None:
        """Say an expected error that no page took."""
        page = self._stack.currentWidget()
        if isinstance(page, _TellsErrors):
            page.show_error(error)

    def show_fault(self, report: Path | None) -> None:
        """Say that the program is at fault and where the report lies; the open page stays."""
        if self._desk is not None:
            self._desk.show_fault(report)
        else:
            from cultdip_desktop.ui.kit.crash import CrashPage

            self._front(CrashPage(self._kit, report, on_close=self.close))

    def lock(self) -> None:
        """Close the office and ask for its passphrase again; questions that are open are given up."""
        from cultdip_desktop.ui.shell.guard import close_dialogs

        if self._desk is not None and close_dialogs():
            QTimer.singleShot(0, self, self.lock)  # a dialog that waited for its answer returns first
        elif self._desk is not None:
            home = self._desk.office.paths.home
            self._close_office(lambda: self.show_unlock(home))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close only when everything typed could be kept; then wait for the writes under way."""
        if self._desk is not None and not self._desk.may_leave():
            event.ignore()
            return
        self._remember()
        self._kit.jobs.close()
        if self._desk is not None:
            self._desk.office.close()
        super().closeEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take packages, or one table for the import."""
        if _taken(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Show them."""
        files = _taken(event.mimeData())
        if files:
            event.acceptProposedAction()
            self.open_files(files)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tell once that there is something to see."""
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            QTimer.singleShot(0, self, self.painted.emit)

    def changeEvent(self, event: QEvent) -> None:
        """Keep the size of the window that is not maximised."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.WindowStateChange:
            self._memory.change(maximised=self.isMaximized())

    def _front(self, page: QWidget) -> None:
        old = self._stack.currentWidget()
        self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)
        if old is not None:
            self._stack.removeWidget(old)
            old.deleteLater()
        page.setFocus(Qt.FocusReason.OtherFocusReason)
        if page is not self._desk:
            self._title.say(t("Cultural Diplomacy"))

    def _show_desk(self, office: Office, settings: dict[str, str]) -> None:
        from cultdip_desktop.ui.shell.desk import Desk
        from cultdip_desktop.ui.shell.guard import Guard, minutes_of

        identity, home = office.identity, office.paths.home
        self._kit.look.set_role("headquarters" if identity.role == "headquarters" else "mission")
        self._memory.opened(KnownOffice(str(home), identity.role.value, identity.name.vi, identity.name.en))
        self._choices.serve(office, settings)
        known = self._memory.known(home)
        desk = Desk(self._kit, office, self._clock, dict(known.kept) if known is not None else None)
        desk.lock_asked.connect(self.lock)
        desk.other_asked.connect(self._other)
        desk.home_asked.connect(self._change_to)
        desk.moved.connect(lambda _route: self._remember_place())
        desk.arranged.connect(lambda room, text: self._memory.keep(home, room, text))
        self._desk = desk
        minutes = minutes_of(settings["auto_lock_minutes"])
        self._guard = Guard(self._kit, office, self._clock, self.windowHandle(), minutes)
        self._guard.due.connect(self.lock)
        self._front(desk)
        self._title.say(t("Cultural Diplomacy — {office}", office=_bilingual(identity.name)))
        desk.open(self._first_place(office))
        self._first_route = None
        self._kit.jobs.once_quiet(desk, lambda: self._kit.jobs.read(lambda _progress: _employ(office), owner=desk))
        desk.begin(rounds=not self._choices.fixed)
        if self._unasked:
            self._unasked = False
            desk.say(t("Opened without asking: this machine remembers the office."))
        self.office_opened.emit()
        self.open_files(self._files)

    def _note_unasked(self) -> None:
        self._unasked = True

    def _first_place(self, office: Office) -> Route:
        from cultdip_desktop.ui.kit.room import Route
        from cultdip_desktop.ui.shell import registry

        if self._first_route is not None:
            return self._first_route
        known = self._memory.known(office.paths.home)
        route = Route.parse(known.route) if known and known.route else registry.home_route(office.role)
        return registry.restorable(route, office.role)

    def _know_headquarters(self, home: Path) -> None:
        """A sample headquarters was made beside the sample mission: list it."""
        from cultdip_desktop.ui.shell.registry import HEADQUARTERS_NAME

        name = HEADQUARTERS_NAME
        self._memory.opened(KnownOffice(str(home), "headquarters", name.vi, name.en))

    def _other(self) -> None:
        """Back to the passphrase page, which offers the other offices."""
        self.lock()

    def _change_to(self, home: Path, instead: bool) -> None:
        if self._desk is None:
            return
        place = self._desk.office.paths.home
        if instead:
            self._close_office(lambda: self._replace(place, home))
        else:
            self._close_office(lambda: self.show_unlock(home))

    def _replace(self, place: Path, restored: Path) -> None:
        """The office in `place` is closed: the restored one takes its name."""

        def work(progress: Progress) -> Path:
            del progress
            from cultdip_desktop.services.replacing import replace_office

            return replace_office(place, restored, self._clock)

        def failed(error: UserError) -> None:
            self.show_unlock(place).show_error(error)

        self._kit.jobs.write(work, lambda kept: self._replaced(place, kept), failed, owner=self)

    def _replaced(self, place: Path, kept: Path) -> None:
        page = self.show_unlock(place)
        page.show_notice(t("The restored office is in place. The one before is kept in {folder}.", folder=kept.name))

    def _back_from_welcome(self) -> None:
        if self._memory.now.offices:
            self.show_unlock(Path(self._memory.now.offices[0].home))

    def _close_office(self, after: Callable[[], object]) -> None:
        desk = self._desk
        if desk is None or not desk.may_leave():
            return
        self._remember()
        self._desk = None
        if self._guard is not None:
            self._guard.deleteLater()
            self._guard = None
        self._choices.serve(None, {})
        desk.setEnabled(False)
        self._kit.jobs.stop_reading()
        self._when_quiet(
            lambda: self._kit.jobs.write(lambda _progress: desk.office.close(), lambda _none: after(), owner=self)
        )

    def _when_quiet(self, then: Callable[[], object]) -> None:
        """Once nobody reads the office any more; what was typed is written before."""
        self._then = then
        self._go_quiet(self._kit.jobs.busy)

    def _go_quiet(self, busy: bool) -> None:
        if busy or self._then is None:
            return
        then, self._then = self._then, None
        then()

    def _remember_place(self) -> None:
        if self._desk is not None:
            self._memory.left_at(self._desk.office.paths.home, self._desk.current.text())

    def _remember(self) -> None:
        self._remember_place()
        if not self.isMaximized():
            self._memory.change(size=(self.width(), self.height()))


def _employ(office: Office) -> None:
    from cultdip_desktop.workshop.processes import ProcessWorkshop

    office.employ(ProcessWorkshop)  # nobody is started before the first long work


def _bilingual(text: BiText) -> Phrase:
    return Phrase(lambda words: text.get(words.language))


def _taken(data: QMimeData) -> list[str]:
    """The dropped files when every one of them is a package, or the one is a table."""
    files = [url.toLocalFile() for url in data.urls() if url.isLocalFile()]
    if len(files) == 1 and files[0].lower().endswith((".xlsx", ".csv", ".ics")):
        return files
    return files if files and all(name.lower().endswith(PACKAGE_ENDING) for name in files) else []
