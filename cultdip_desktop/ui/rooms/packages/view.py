"""The Packages room: the list of signed packages, the export wizard, the verdict on any package file."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QStackedLayout

from cultdip_desktop.domain.package import SentPackage
from cultdip_desktop.ui.kit.base import Kit, present
from cultdip_desktop.ui.kit.buttons import Button, IconButton
from cultdip_desktop.ui.kit.language import Speech, n, t
from cultdip_desktop.ui.kit.room import Room, Route
from cultdip_desktop.ui.rooms.packages.view_export import SENT, ExportPage
from cultdip_desktop.ui.rooms.packages.view_sent import SentPage
from cultdip_desktop.ui.rooms.packages.view_verdict import VerdictPage
from cultdip_desktop.ui.rooms.packages.viewmodel import PackagesModel

_TITLE: Final = t("Packages")
LIST, EXPORT, VERDICT = "", "export", "verdict"
"""Places of the room."""


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
        self._back = self.head.add_back(self.escape)
        self._close = self.head.add_back(self._close_export, t("Close the export"))
        self._close.set_icon("x")
        self._open = Button(
            kit, t("Verify a file…"), icon="shield-check", on_click=self._choose_file, shortcut="Ctrl+O"
        )
        self._details = IconButton(kit, "panel-right", t("Details"), on_click=self.sent.show_details, framed=True)
        kit.tip(self._details, t("Details"), "F9")
        for widget in (self.verdict.copy, self._open, self.export.steps, self._details):
            self.head.add_action(widget)
        self.set_primary(
            Button(
                kit, t("Sign and export…"), "primary", icon="package", on_click=self._start_export, shortcut="Ctrl+E"
            )
        )
        self._stack = QStackedLayout()
        self.body.addLayout(self._stack)
        for page in (self.sent, self.export, self.verdict):
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
            self.export.enter(route.id, int(route.param("step", "0")) if route.param("step", "0").isdecimal() else 0)
        else:
            self._show(LIST, _TITLE)
            self.banner.clear()
            self.sent.enter()
            self.status.emit(t("Enter: verdict · F9: details"))

    def leave(self) -> bool:
        """Not while the key is at work."""
        if self._place == VERDICT:
            self.verdict.leave()
        return self.export.leave()

    def route(self) -> Route:
        """Where the user is now."""
        if self._place == VERDICT:
            return Route(self.key, VERDICT, self._file)
        if self._place == EXPORT and self.export.period is not None:
            return Route(self.key, EXPORT, str(self.export.period))
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

    def _enter_verdict(self, route: Route) -> None:
        self._file = route.id
        self.banner.clear()
        self._show(VERDICT, t("Verdict on a package"))
        self.verdict.open(Path(route.id))
        self.status.emit(t("Ctrl+Shift+C: copy as text"))

    def _show(self, place: str, title: Speech) -> None:
        self._place = place
        self._stack.setCurrentIndex((LIST, EXPORT, VERDICT).index(place))
        self.head.say(title, "")
        on_list = place == LIST
        present(self._back, shown=place == VERDICT)
        present(self._close, shown=place == EXPORT)
        present(self.export.steps, shown=place == EXPORT)
        present(self.verdict.copy, shown=place == VERDICT)
        present(self._open, shown=place != EXPORT)
        if self.primary is not None:
            present(self.primary, shown=on_list and self._packages.sends)
        self._show_details_button()
        if on_list:
            self._say_count()

    def _show_details_button(self) -> None:
        present(self._details, shown=self._place == LIST and not self.wide and bool(self._packages.ids))

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
