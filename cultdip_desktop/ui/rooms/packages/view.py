"""The Packages room: own packages, the export wizard, verdicts, and the way back: what headquarters sends."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QStackedLayout

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.issuing import DirectiveState, DirectiveTaskState
from cultdip_desktop.domain.package import SentPackage
from cultdip_desktop.ui.kit.base import Kit, present
from cultdip_desktop.ui.kit.buttons import Button, IconButton
from cultdip_desktop.ui.kit.drop import DropOverlay
from cultdip_desktop.ui.kit.language import Speech, n, t
from cultdip_desktop.ui.kit.room import Room, Route
from cultdip_desktop.ui.kit.tabs import TabsBar
from cultdip_desktop.ui.rooms.packages.values_received import Word
from cultdip_desktop.ui.rooms.packages.view_directives import DirectivesPage
from cultdip_desktop.ui.rooms.packages.view_export import SENT, ExportPage
from cultdip_desktop.ui.rooms.packages.view_library import LibraryPage
from cultdip_desktop.ui.rooms.packages.view_receipts import ReceiptsPage
from cultdip_desktop.ui.rooms.packages.view_receive import ReceivePage
from cultdip_desktop.ui.rooms.packages.view_sent import SentPage
from cultdip_desktop.ui.rooms.packages.view_verdict import VerdictPage
from cultdip_desktop.ui.rooms.packages.viewmodel import PackagesModel

_TITLE: Final = t("Packages")
_TAB_WORDS: Final = (t("Signed packages"), t("Receipts"), t("Directives received"), t("From headquarters, for use"))
LIST, EXPORT, VERDICT, RECEIVE = "", "export", "verdict", "receive"
RECEIPTS, DIRECTIVES, LIBRARY = "receipts", "directives", "library"
"""Places of the room."""

_PLACES: Final = (LIST, EXPORT, VERDICT, RECEIVE, RECEIPTS, DIRECTIVES, LIBRARY)
_TABS: Final = (LIST, RECEIPTS, DIRECTIVES, LIBRARY)
"""Places that stand beside one another."""


class PackagesRoom(Room):
    """One head over three pages."""

    def __init__(self, kit: Kit, packages: PackagesModel) -> None:
        super().__init__(kit, "packages", _TITLE)
        self._packages = packages
        self._place = LIST
        self._file = ""
        self.sent = SentPage(kit, packages)
        self.export = ExportPage(kit, packages, self.banner)
        self.verdict = VerdictPage(kit, packages.verdict)
        self.receive = ReceivePage(kit, packages.received)
        self.receipts = ReceiptsPage(kit, packages.received)
        self.directives = DirectivesPage(kit, packages.received)
        self.library = LibraryPage(kit, packages.received)
        self._files: tuple[str, ...] = ()
        self._back = self.head.add_back(self.escape)
        self._close = self.head.add_back(self._close_export, t("Close the export"))
        self._close.set_icon("x")
        self._open = Button(
            kit, t("Verify a file…"), icon="shield-check", on_click=self._choose_file, shortcut="Ctrl+O"
        )
        self._details = IconButton(kit, "panel-right", t("Details"), on_click=self._show_details, framed=True)
        kit.tip(self._details, t("Details"), "F9")
        self.take = Button(kit, t("Take in a file…"), icon="folder-input", on_click=self._choose_received)
        self.take_in = Button(
            kit,
            t("Take in"),
            "primary",
            icon="folder-input",
            on_click=packages.received.take_in,
            shortcut="Ctrl+Return",
        )
        for widget in (self.verdict.copy, self._open, self.export.steps, self._details, self.take, self.take_in):
            self.head.add_action(widget)
        self.set_primary(
            Button(
                kit, t("Sign and export…"), "primary", icon="package", on_click=self._start_export, shortcut="Ctrl+E"
            )
        )
        self._tabs = TabsBar(kit)
        for key, words in zip(_TABS, _TAB_WORDS, strict=True):
            self._tabs.add(key, words)
        self.body.addWidget(self._tabs)
        self._stack = QStackedLayout()
        self.body.addLayout(self._stack, 1)
        if packages.sends:
            self._drop = DropOverlay(kit, self, t("Drop here to take in what headquarters sent"), self._dropped)
        for page in (
            self.sent,
            self.export,
            self.verdict,
            self.receive,
            self.receipts,
            self.directives,
            self.library,
        ):
            self._stack.addWidget(page)  # the first is shown at once: inside this room, never as a window
        self._connect()
        self._show(LIST, _TITLE)

    def enter(self, route: Route) -> None:
        """List, wizard or verdict."""
        if self.export.busy:
            return
        if route.place == VERDICT and route.id:
            self._enter_verdict(route)
        elif route.place == EXPORT and self._packages.sends:
            self._show(EXPORT, t("Export a report package"))
            self.status.emit(t("Ctrl+Enter: next step · F8: next finding · Esc: back"))
            step, through = route.param("step", "0"), route.param("through") == "1"
            self.export.enter(route.id, int(step) if step.isdecimal() else 0, through=through)
        elif route.place == RECEIVE and self._packages.sends:
            self._enter_receive(route)
        elif route.place in _TABS[1:] and self._packages.sends:
            self._enter_tab(route)
        else:
            self._show(LIST, _TITLE)
            self.banner.clear()
            self.sent.enter()
            self._packages.received.read_receipts()
            self._packages.received.read_directives()
            self.status.emit(t("Enter: verdict · F9: details"))

    def leave(self) -> bool:
        """Not while the key is at work."""
        if self._place == VERDICT:
            self.verdict.leave()
        if self._place == RECEIVE:
            self._packages.received.stop()
        return self.export.leave()

    def route(self) -> Route:
        """Where the user is now."""
        if self._place == VERDICT:
            return Route(self.key, VERDICT, self._file)
        if self._place == EXPORT and self.export.period is not None:
            return Route(self.key, EXPORT, str(self.export.period))
        if self._place == RECEIVE:
            return Route(self.key, RECEIVE, "", tuple(("file", name) for name in self._files))
        if self._place == DIRECTIVES:
            return Route(self.key, DIRECTIVES, self.directives.table.current_id())
        return Route(self.key, self._place)

    def resized(self, *, wide: bool) -> None:
        """In narrow windows the details are a drawer: a button opens it."""
        del wide
        self._show_details_button()

    def escape(self) -> None:
        """Esc goes one step back inside the wizard, else to the page before."""
        if self.export.busy:
            return
        if self._place == EXPORT and 0 < self.export.at < SENT:
            self.export.go_back()
        else:
            self.back.emit()

    def _connect(self) -> None:
        for page in (self.sent, self.export):
            page.go.connect(self.go)
            page.done.connect(self.done)
        self.verdict.done.connect(self.done)
        self.sent.failed.connect(self.show_error)
        self.sent.missing.connect(self._say_missing)
        self.sent.export_asked.connect(self._start_export)
        self.export.closed.connect(self._close_export)
        self.export.titled.connect(self._retitle)
        self.export.ended.connect(lambda: self.status.emit(t("Esc: back")))
        self._packages.listed.connect(self._say_count)
        received = self._packages.received
        for going in (self.receive.go, self.receipts.go, self.library.go):
            going.connect(self.go)
        for done in (self.directives.done, self.library.done):
            done.connect(self.done)
        for read in (self.receipts.read, self.directives.read, self.library.read):
            read.connect(self._say_received)
        for asked in (self.receipts.receive_asked, self.directives.receive_asked):
            asked.connect(self._choose_received)
        self.receipts.again_asked.connect(self._send_again)
        self.receive.state_changed.connect(self._say_receiving)
        received.failed.connect(self._received_failed)
        received.changed.connect(self._reread)
        self._tabs.opened.connect(lambda place: self.go.emit(Route(self.key, place)))

    def _enter_receive(self, route: Route) -> None:
        self._files = tuple(value for name, value in route.params if name == "file")
        self.banner.clear()
        self._show(RECEIVE, t("Files from headquarters"))
        self.status.emit(t("Ctrl+Enter: take in · F9: details · Esc: back"))
        if self._files and not self._packages.received.taking:
            self._packages.received.preview([Path(file) for file in self._files])

    def _enter_tab(self, route: Route) -> None:
        self.banner.clear()
        self._show(route.place, _TITLE)
        if route.place == RECEIPTS:
            self.receipts.enter()
        elif route.place == DIRECTIVES:
            self.directives.enter(route.id)
        else:
            self.library.enter()
        self.status.emit(t("F9: details"))

    def _enter_verdict(self, route: Route) -> None:
        self._file = route.id
        self.banner.clear()
        self._show(VERDICT, t("Verdict on a package"))
        self.verdict.open(Path(route.id))
        self.status.emit(t("Ctrl+Shift+C: copy as text"))

    def _show(self, place: str, title: Speech) -> None:
        self._place = place
        self._stack.setCurrentIndex(_PLACES.index(place))
        self.head.say(title, "")
        on_list = place == LIST
        mission = self._packages.sends
        present(self._tabs, shown=mission and place in _TABS)
        if place in _TABS:
            self._tabs.open(place)
        present(self.take, shown=mission and place in _TABS)
        present(self.take_in, shown=False)
        present(self._back, shown=place in (VERDICT, RECEIVE))
        present(self._close, shown=place == EXPORT)
        present(self.export.steps, shown=place == EXPORT)
        present(self.verdict.copy, shown=place == VERDICT)
        present(self._open, shown=place in (LIST, VERDICT))
        if self.primary is not None:
            present(self.primary, shown=on_list and self._packages.sends)
        self._show_details_button()
        if on_list:
            self._say_count()

    def _show_details(self) -> None:
        shown = {
            RECEIVE: self.receive.show_details,
            RECEIPTS: self.receipts.show_details,
            DIRECTIVES: self.directives.show_details,
            LIBRARY: self.library.show_details,
        }
        shown.get(self._place, self.sent.show_details)()

    def _show_details_button(self) -> None:
        there = bool(self._packages.ids) if self._place == LIST else self._place in (*_TABS, RECEIVE)
        present(self._details, shown=there and not self.wide)

    def _say_receiving(self) -> None:
        if self._place != RECEIVE:
            return
        batch = self._packages.received.batch
        count = len(batch.worth_taking) if batch is not None else 0
        present(self.take_in, shown=count > 0)
        self.take_in.say(n("Take in {n} file", "Take in {n} files", count))
        if count:
            self.take_in.setFocus()

    def _say_received(self) -> None:
        """Counts on the tabs, and the sentence of the page."""
        view = self.receipts.view
        wanting = sum(one.word in (Word.MISSING, Word.REFUSED, Word.UNANSWERED) for one in view.packages) if view else 0
        odd = wanting + (len(view.misfits) if view else 0)
        open_ = sum(
            task.state is DirectiveTaskState.OPEN
            for one in self.directives.directives.values()
            if one.state is not DirectiveState.WITHDRAWN
            for task in one.tasks
        )
        self._tabs.set_badge(RECEIPTS, str(odd) if odd else "")
        self._tabs.set_badge(DIRECTIVES, str(open_) if open_ else "")
        if self._place == RECEIPTS and view is not None:
            self.head.say(_TITLE, n("{n} receipt is here", "{n} receipts are here", view.receipts))
        elif self._place == DIRECTIVES:
            self.head.say(_TITLE, n("{n} task is to be answered", "{n} tasks are to be answered", open_))
        elif self._place == LIBRARY:
            self.head.say(_TITLE, n("{n} item to use", "{n} items to use", len(self.library.items)))

    def _received_failed(self, error: UserError) -> None:
        if self._place in _TABS[1:]:
            self.show_error(error)

    def _reread(self) -> None:
        if self.isVisible() and self._place == RECEIPTS:
            self.receipts.enter()
        elif self.isVisible() and self._place == DIRECTIVES:
            self._packages.received.read_directives()
        elif self.isVisible() and self._place == LIBRARY:
            self.library.enter()

    def _send_again(self, package_id: str) -> None:
        """Save the office's own copy; the page of own packages has the way."""
        if self._packages.package(package_id) is None:
            self._packages.reload()
        self.sent.copy_again(package_id)

    def _choose_received(self) -> None:
        kit = self.kit
        filters = kit.say(t("Signed packages (*.cdrp)"))
        files = kit.files.open_files(self, kit.say(t("Take in what headquarters sent")), filters)
        self._dropped(list(files))

    def _dropped(self, files: list[Path]) -> None:
        if files and self._packages.sends and not self.export.busy and not self._packages.received.taking:
            self.go.emit(Route(self.key, RECEIVE, "", tuple(("file", str(file)) for file in files)))

    def _retitle(self, title: Speech) -> None:
        if self._place == EXPORT:
            self.head.say(title, "")

    def _say_count(self) -> None:
        self._show_details_button()
        if self._place == LIST:
            ids = self._packages.ids
            waiting = self._packages.waiting
            count = n("{n} signed package", "{n} signed packages", len(ids))
            left = n("{n} not marked as sent", "{n} not marked as sent", waiting)
            said: Speech = t("{count} · {left}", count=count, left=left) if waiting else count
            self.head.say(_TITLE, said if ids else "")

    def _start_export(self) -> None:
        self.go.emit(Route(self.key, EXPORT))

    def _close_export(self) -> None:
        if not self.export.busy:
            self.go.emit(Route(self.key))

    def _choose_file(self) -> None:
        kit = self.kit
        filters = kit.say(t("Signed packages (*.cdrp)"))
        file = kit.files.open_file(self, kit.say(t("Verify a package file")), filters)
        if file is not None:
            self.go.emit(Route(self.key, VERDICT, str(file)))

    def _say_missing(self, package: SentPackage) -> None:
        self.banner.show_notice(
            "warn",
            t("The file is no longer at {path}.", path=package.file_path),
            t("The office keeps its own copy."),
            action=t("Save the file again…"),
            on_action=lambda: self.sent.copy_again(package.id),
        )
