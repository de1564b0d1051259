"""The Inbox room: the list of packages, and the page on which new ones are taken in."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.package import InboxOutcome
from cultdip_desktop.domain.period import Period
from cultdip_desktop.ui.kit.base import Kit, present
from cultdip_desktop.ui.kit.buttons import Button, IconButton
from cultdip_desktop.ui.kit.choices import ComboBox
from cultdip_desktop.ui.kit.drop import DropOverlay
from cultdip_desktop.ui.kit.fields import SearchField
from cultdip_desktop.ui.kit.language import Phrase, Speech, n, t
from cultdip_desktop.ui.kit.room import Room, Route
from cultdip_desktop.ui.rooms.inbox import phrases
from cultdip_desktop.ui.rooms.inbox.values import Batch
from cultdip_desktop.ui.rooms.inbox.view_list import ListPage
from cultdip_desktop.ui.rooms.inbox.view_report import ReportPage
from cultdip_desktop.ui.rooms.inbox.view_send import SendPage, button_words
from cultdip_desktop.ui.rooms.inbox.view_take import TakePage
from cultdip_desktop.ui.rooms.inbox.viewmodel import InboxModel
from cultdip_desktop.ui.rooms.inbox.viewmodel_report import ReadingModel
from cultdip_desktop.ui.rooms.inbox.viewmodel_send import SendModel
from cultdip_desktop.ui.rooms.inbox.viewmodel_take import TakeModel


class InboxRoom(Room):
    """Places: the list (also with `period` and a package's row id as `package`), and three pages.

    `take` with `file` params, `send` for receipts, `report` with a package's row id.
    """

    def __init__(self, kit: Kit, model: InboxModel, take: TakeModel, send: SendModel, reading: ReadingModel) -> None:
        super().__init__(kit, "inbox", t("Inbox"))
        self._model = model
        self._take = take
        self._asked: Route = Route("inbox")
        self._back = self.head.add_back(lambda: self.go.emit(self._way_back()), t("Back to the inbox"))
        self._periods = ComboBox(kit)
        self._search = SearchField(kit, t("Find a mission or file"))
        self._folder = Button(kit, t("Take in a folder…"), icon="folder-input", on_click=self.ask_folder)
        self._folder_small = IconButton(
            kit, "folder-input", t("Take in a folder…"), on_click=self.ask_folder, framed=True
        )
        self._files = Button(kit, t("Take in packages…"), icon="download", shortcut="Ctrl+O", on_click=self.ask_files)
        self._enter = Button(kit, "", "primary", icon="check", shortcut="Ctrl+Return", on_click=self._take_in)
        self._finish = Button(
            kit, t("Back to the inbox"), "primary", icon="inbox", on_click=lambda: self.go.emit(Route("inbox"))
        )
        self._sending = send
        self._send = Button(kit, "", "primary", icon="send", on_click=lambda: self.go.emit(Route("inbox", "send")))
        self._list = ListPage(kit, model)
        self._page = TakePage(kit, take)
        self._receipts = SendPage(kit, send)
        self._report = ReportPage(kit, reading)
        self._stack = QStackedWidget()
        self._build_head()
        for page in (self._list, self._page, self._receipts, self._report):
            self._stack.addWidget(page)
        self.add(self._stack, 1)
        self._overlay = DropOverlay(kit, self, t("Drop to verify. Nothing enters before you have seen it."), self.bring)
        self._listen()
        self._arrange()

    def enter(self, route: Route) -> None:
        """Open the list, one package, or the preview of files."""
        self._asked = route
        if route.place == "take":
            self._stack.setCurrentWidget(self._page)
            self._page.setFocus()  # what led here is hidden now
            paths = tuple(Path(value) for key, value in route.params if key == "file")
            if not (self._take.taking or (paths == self._take.paths and self._take.busy)):
                self._take.preview(paths)
        elif route.place == "send":
            self._stack.setCurrentWidget(self._receipts)
            self._receipts.begin()
        elif route.place == "report" and route.id:
            self._stack.setCurrentWidget(self._report)
            self._report.open(route.id)
            self._model.reload()
        else:
            self._take.stop()
            self._stack.setCurrentWidget(self._list)
            period = route.param("period")
            if period:
                self._model.start_at(Period.parse(period))
            self._model.reload(lambda: self._arrive(route))
            self._sending.reload()
        self._arrange()
        self._hint()

    def route(self) -> Route:
        """Which page, and which package is selected."""
        if self._stack.currentWidget() is not self._list:
            return self._asked
        current = self._list.current()
        return Route("inbox", "package", current) if current else Route("inbox")

    def leave(self) -> bool:
        """A verification is given up; packages that are entering go on in the background."""
        self._take.stop()
        return True

    def escape(self) -> None:
        """Esc leads from a batch to the list."""
        if self._stack.currentWidget() is not self._list:
            self.go.emit(self._way_back())
        else:
            super().escape()

    def bring(self, paths: Sequence[Path]) -> None:
        """Files or folders were dropped or chosen: verify them and show what they are."""
        if paths and not self._take.taking:
            self.go.emit(Route("inbox", "take", "", tuple(("file", str(path)) for path in paths)))

    def ask_files(self) -> None:
        """Ask for package files."""
        title, kinds = self.kit.say(t("Take in packages")), self.kit.say(t("Packages (*.cdrp)"))
        self.bring(self.kit.files.open_files(self, title, kinds))

    def ask_folder(self) -> None:
        """Ask for a folder that holds packages."""
        folder = self.kit.files.folder(self, self.kit.say(t("Take in every package in a folder")))
        if folder is not None:
            self.bring([folder])

    def resized(self, *, wide: bool) -> None:
        """The folder's button is an icon alone where there is little room."""
        del wide
        self._arrange()

    def retranslate(self) -> None:
        """The periods are in the list's own words, names are sorted by language."""
        if self._model.inbox is not None:
            self._list.show_lists()

    def _build_head(self) -> None:
        self.kit.name(self._periods, t("Period"))
        self._periods.setMinimumWidth(self.kit.look.px(188))
        self._search.setMaximumWidth(self.kit.look.px(220))
        self.head.add_mark(self._periods)
        self.head.add_mark(self._search)
        for button in (self._folder, self._folder_small, self._files, self._finish, self._enter):
            self.head.add_action(button)
        self.set_primary(self._send)

    def _listen(self) -> None:
        self._periods.chosen.connect(self._model.choose_period)
        self._search.searched.connect(self._model.search)
        self._list.import_asked.connect(self.ask_files)
        self._list.all_periods_asked.connect(lambda: self._model.choose_period(None))
        self._list.copy_asked.connect(self._save_copy)
        self._list.report_asked.connect(lambda row_id: self.go.emit(Route("inbox", "report", row_id)))
        self._sending.changed.connect(self._arrange)
        self._receipts.state_changed.connect(self._arrange)
        self._report.state_changed.connect(self._arrange)
        self._report.done.connect(lambda said: self.done.emit(said, None))
        self._list.decided.connect(lambda said: self.done.emit(said, None))
        self._list.failed.connect(self.show_error)
        self._page.state_changed.connect(self._arrange)
        self._take.previewed.connect(lambda _batch: self._page.take_focus())
        self._take.finished.connect(lambda _batch: self._tell_result())
        self._model.changed.connect(self._show_choices)
        self.kit.bus.watch(self, {"inbox"}, lambda _changes: self._model.reload())
        find = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self)
        find.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        find.activated.connect(self._search.setFocus)

    def _arrive(self, route: Route) -> None:
        if route.place == "package" and route.id:
            if self._model.show_package(route.id):
                self._list.select(route.id)
            else:
                self.banner.show_error(UserError("inbox.not_found", id=route.id))

    def _show_choices(self) -> None:
        self._periods.clear_choices()
        self._periods.add(None, phrases.period_choice(None))
        for period in self._model.periods():
            self._periods.add(period, phrases.period_choice(period))
        self._periods.set_value(self._model.period)
        if not self._search.hasFocus():
            self._search.set_value(self._model.query)

    def _arrange(self) -> None:
        """Head and its one primary action for the page that is shown."""
        shown = self._stack.currentWidget()
        taking = shown is self._page
        batch = self._take.batch
        worth = len(batch.worth_taking) if batch else 0
        for widget in (self._periods, self._search, self._files, self._send):
            present(widget, shown=shown is self._list)
        present(self._folder, shown=shown is self._list and self.wide)
        present(self._folder_small, shown=shown is self._list and not self.wide)
        waiting = len(self._sending.waiting)
        self._send.say(button_words(waiting))
        if waiting:
            self._send.enable()
        else:
            self._send.disable(t("Every mission has its answer"))
        present(self._back, shown=shown is not self._list)
        present(self._enter, shown=taking and batch is not None and bool(worth))
        present(self._finish, shown=taking and not self._take.busy and not worth)
        self._enter.say(_enter_words(batch))
        self.head.say(self._title())

    def _way_back(self) -> Route:
        """From a report to its package, from elsewhere to the list."""
        if self._asked.place == "report" and self._asked.id:
            return Route("inbox", "package", self._asked.id)
        return Route("inbox")

    def _title(self) -> Speech:
        shown = self._stack.currentWidget()
        if shown is self._receipts:
            return t("Send receipts")
        if shown is self._report:
            line = self._model.line(self._asked.id)
            name = phrases.place(line.mission, line.received.office) if line else t("Report")
            period = phrases.period(line.received.period) if line else ""
            return t("{mission}: {period}", mission=name, period=period) if line else name
        if shown is not self._page:
            return t("Inbox")
        if self._take.taking:
            return t("Taking in packages")
        if self._take.busy:
            return t("Verifying packages")
        return t("Packages taken in") if self._page.result is not None else t("Preview before taking in")

    def _tell_result(self) -> None:
        """Packages were taken in, perhaps while another room is shown."""
        if self.isVisible():
            self._hint()
            self._page.take_focus()

    def _hint(self) -> None:
        if self._asked.place in ("send", "report") or (self._asked.place == "take" and self._page.result is not None):
            self.status.emit(t("Esc: back to the inbox"))
        elif self._asked.place == "take":
            self.status.emit(t("Ctrl+Enter takes in · Esc goes back, nothing enters"))
        else:
            self.status.emit(t("Ctrl+O takes in packages · Ctrl+F finds · F8 next to attend to · F9 details"))

    def _take_in(self) -> None:
        if self._stack.currentWidget() is self._page:
            self._take.take_in()

    def _save_copy(self, row_id: str) -> None:
        line = self._model.line(row_id)
        if line is None:
            return
        title, kinds = self.kit.say(t("Save a copy of the package")), self.kit.say(t("Packages (*.cdrp)"))
        target = self.kit.files.save_file(self, title, Path(line.received.file_name or "package.cdrp"), kinds)
        if target is not None:
            said = t("Copy saved: {file}", file=target.name)
            self._model.save_copy(row_id, target, lambda: self.done.emit(said, None), self.show_error)


def _enter_words(batch: Batch | None) -> Phrase:
    """The act and how many packages enter; when none does, that they are kept with what was found."""
    if batch is None:
        return n("Take in {n} package", "Take in {n} packages", 0)
    count = len(batch.of(InboxOutcome.IMPORTED)) + sum(1 for line in batch.lines if line.follows)
    if count:
        return n("Take in {n} package", "Take in {n} packages", count)
    return n("Keep {n} package aside", "Keep {n} packages aside", len(batch.worth_taking))
