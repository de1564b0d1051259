"""The list of packages that this office has signed, with what may be done to the one chosen."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QMenu, QStackedLayout, QVBoxLayout, QWidget

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.labels import label
from cultdip_desktop.domain.naming import period_cell
from cultdip_desktop.domain.package import SentPackage, SentState
from cultdip_desktop.i18n import dates, numbers
from cultdip_desktop.i18n.measures import file_size
from cultdip_desktop.i18n.words import Words
from cultdip_desktop.ui.kit.base import Kit, present
from cultdip_desktop.ui.kit.buttons import Button, add_action
from cultdip_desktop.ui.kit.language import t
from cultdip_desktop.ui.kit.marks import Pill
from cultdip_desktop.ui.kit.model import Cell, Column, PagedModel
from cultdip_desktop.ui.kit.notices import EmptyState, ProgressCard
from cultdip_desktop.ui.kit.panes import SplitPane
from cultdip_desktop.ui.kit.room import Route
from cultdip_desktop.ui.kit.surfaces import Card, ScrollPage, boxed, column, row
from cultdip_desktop.ui.kit.table import ROW, TableView
from cultdip_desktop.ui.kit.text import PlainLabel, Rule
from cultdip_desktop.ui.rooms.packages.facts import Facts
from cultdip_desktop.ui.rooms.packages.phrases import (
    SENT_MARKS,
    grouped_words,
    moment,
    period_choice,
    seq_text,
    short_digest,
    size,
    state_word,
)
from cultdip_desktop.ui.rooms.packages.viewmodel import PackagesModel


class SentPage(QWidget):
    """Table at the left, the chosen package at the right."""

    go = Signal(object)
    done = Signal(object, object)
    failed = Signal(object)
    """A `UserError` for the room's banner."""

    missing = Signal(object)
    """The file of this package (`SentPackage`) is not where it was written."""

    export_asked = Signal()

    def __init__(self, kit: Kit, packages: PackagesModel) -> None:
        super().__init__()
        self._kit = kit
        self._packages = packages
        self._read = False
        self._fresh = False
        self.model: PagedModel[SentPackage] = PagedModel(kit, self._columns(), packages.rows, at_once=True)
        self.table = TableView(kit, self.model, t("Packages"), row_height=ROW)
        self.table.show_sort("number", descending=True)
        self.empty = EmptyState(
            kit,
            "package",
            t("No package has been signed yet"),
            t("A package is one signed file for headquarters: the report, its data and its photos."),
        )
        if packages.sends:
            self.empty.add_action(Button(kit, t("Sign and export…"), icon="package", on_click=self.export_asked.emit))
        else:
            self.empty.say(
                t("Headquarters signs no report packages"), t("Packages of missions are taken in by the inbox.")
            )
        self.card = PackageCard(kit)
        self.progress = ProgressCard(kit, t("Saving the package again"), icon="copy")
        self._lay_out()
        self._connect()

    def enter(self) -> None:
        """Shown: read the list anew."""
        if not self._read:
            self.model.show_message(t("Loading…"))
            present(self.card, shown=False)
        self._fresh = True
        self._packages.reload()

    def _lay_out(self) -> None:
        kit = self._kit
        card = Card(kit, flush=True)
        card.add(self.table)
        main = boxed(column(self.progress, card, gap=12), (20, 16, 20, 16))
        side = ScrollPage(margins=(16, 16, 16, 16))
        side.add(self.card)
        side.end()
        self._split = SplitPane(kit, main, side, width=300, name=t("The chosen package"))
        self._stack = QStackedLayout()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addLayout(self._stack)
        self._stack.addWidget(self._split)
        self._stack.addWidget(self.empty)

    def _connect(self) -> None:
        self._packages.listed.connect(self._show)
        self.model.sort_asked.connect(self._packages.sort)
        self.table.selected.connect(self._choose)
        self.table.opened.connect(self.open_verdict)
        self.table.menu_asked.connect(self._menu)
        self.card.verdict.clicked.connect(lambda _checked=False: self.open_verdict(self.table.current_id()))
        self.card.mark.clicked.connect(lambda _checked=False: self.mark_sent(self.table.current_id()))
        self.card.save.clicked.connect(lambda _checked=False: self.copy_again(self.table.current_id()))
        self.card.folder.clicked.connect(lambda _checked=False: self.open_folder(self.table.current_id()))

    def show_details(self) -> None:
        """Bring the chosen package into view, or put it away (F9)."""
        self._split.toggle()

    def open_verdict(self, package_id: str) -> None:
        """Verify the file where it was written."""
        self._with_file(package_id, lambda file: self.go.emit(Route("packages", "verdict", str(file))))

    def open_folder(self, package_id: str) -> None:
        """Show where the file was written."""
        self._with_file(package_id, self._packages.open_folder)

    def mark_sent(self, package_id: str) -> None:
        """The file has left."""
        if package_id:
            self._packages.mark_sent(package_id, lambda: self.done.emit(t("Marked as sent"), None))

    def copy_again(self, package_id: str) -> None:
        """Write the same file to another place."""
        package = self._packages.package(package_id)
        if package is None:
            return
        suggestion = Path(package.file_path).with_name(package.file_name)
        filters = self._kit.say(t("Signed packages (*.cdrp)"))
        target = self._kit.files.save_file(self, self._kit.say(t("Save the package again")), suggestion, filters)
        if target is not None:
            job = self._packages.copy_again(package_id, target, self._copied, self._refused)
            self.progress.follow(job)

    def _copied(self, target: Path) -> None:
        self.done.emit(t("Saved as {file}", file=target.name), None)

    def _refused(self, error: UserError) -> None:
        self.failed.emit(error)

    def _with_file(self, package_id: str, then: Callable[[Path], object]) -> None:
        package = self._packages.package(package_id)
        if package is None:
            return

        def found(file: Path | None) -> None:
            if file is None:
                self.missing.emit(package)
            else:
                then(file)

        self._packages.find_file(package_id, found)

    def _show(self) -> None:
        self._read = True
        chosen = self.table.current_id()
        ids = self._packages.ids
        self.model.set_ids(ids)
        self._stack.setCurrentIndex(0 if ids else 1)
        if ids and not self.table.select(chosen):
            self.table.select(ids[0])
        self._choose(self.table.current_id())
        if ids and self._fresh and self.isVisible():  # a list behind the wizard takes nothing away
            self._fresh = False
            self.table.setFocus()

    def _choose(self, package_id: str) -> None:
        package = self._packages.package(package_id)
        present(self.card, shown=package is not None)
        if package is not None:
            self.card.show_package(package, self._packages.zone, self._packages.words_of(package))

    def _menu(self, package_id: str, place: QPoint) -> None:
        package = self._packages.package(package_id)
        if package is None:
            return
        menu = QMenu(self)
        add_action(self._kit, menu, t("Open the verdict"), lambda: self.open_verdict(package_id), icon="badge-check")
        if package.state is SentState.SEALED:
            add_action(self._kit, menu, t("Mark as sent"), lambda: self.mark_sent(package_id), icon="send")
        add_action(self._kit, menu, t("Save the file again…"), lambda: self.copy_again(package_id), icon="copy")
        add_action(self._kit, menu, t("Open the folder"), lambda: self.open_folder(package_id), icon="folder-open")
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(place)

    def _columns(self) -> list[Column[SentPackage]]:
        return [
            Column("number", t("No."), _number, 56, hideable=False),
            Column("period", t("Reporting period"), _period, 116, stretch=True),
            Column("state", t("State"), _state, 156, "pill"),
            Column("events", t("Events"), lambda one, words: Cell(numbers.whole(words, one.events)), 68, "number"),
            Column("media", t("Photos"), lambda one, words: Cell(numbers.whole(words, one.media)), 66, "number"),
            Column("size", t("File size"), lambda one, words: Cell(file_size(words, one.bytes)), 96, "number"),
            Column("sealed", t("Signed at"), self._sealed, 148),
            Column("signer", t("Signer"), _signer, 104),
        ]

    def _sealed(self, package: SentPackage, words: Words) -> Cell:
        return Cell(_when(package.sealed_at, self._packages.zone, words) if package.sealed_at else "")


class PackageCard(QWidget):
    """One own package: what it is, and its actions."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._title = PlainLabel(kit, "", "h2", wrap=True)
        self._pill = Pill(kit)
        self.facts = Facts(kit)
        self._words = PlainLabel(kit, "", "small").selectable()
        self.mark = Button(kit, t("Mark as sent"), icon="send")
        self.verdict = Button(kit, t("Open the verdict"), icon="badge-check")
        self.save = Button(kit, t("Save the file again…"), icon="copy")
        self.folder = Button(kit, t("Open the folder"), icon="folder-open")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addLayout(column(self._title, row(self._pill, None), gap=6))
        layout.addWidget(self.facts)
        layout.addWidget(Rule())
        layout.addWidget(PlainLabel(kit, t("Fingerprint of the file, to read out by telephone"), "label", wrap=True))
        layout.addWidget(self._words)
        layout.addWidget(Rule())
        for button in (self.verdict, self.mark, self.save, self.folder):
            layout.addWidget(button)

    def show_package(self, package: SentPackage, zone: str, words: tuple[str, ...]) -> None:
        """Show this one; `words` are its file's fingerprint."""
        self._title.say(period_choice(package.period))
        self._pill.set(state_word(package.state), SENT_MARKS[package.state])
        present(self.mark, shown=package.state is SentState.SEALED)
        person, _dot, _words = package.signer.partition(" · ")
        self.facts.show_facts(
            (t("Number in the chain"), seq_text(package.epoch, package.seq)),
            (t("Signer"), person),
            (t("Signed at"), moment(package.sealed_at, zone) if package.sealed_at else ""),
            (t("Marked as sent at"), moment(package.sent_at, zone) if package.sent_at else ""),
            (t("File"), package.file_name),
            (t("File size"), size(package.bytes)),
            ("SHA-256", short_digest(package.container_sha256)),
        )
        self._words.say(grouped_words(words, 3))


def _number(package: SentPackage, _words: Words) -> Cell:
    return Cell(seq_text(package.epoch, package.seq), strong=True)


def _period(package: SentPackage, words: Words) -> Cell:
    return Cell(period_cell(words, package.period), strong=True)


def _state(package: SentPackage, words: Words) -> Cell:
    mark = SENT_MARKS[package.state]
    return Cell(label(words, package.state), icon=mark.icon, tone=mark.tone)


def _signer(package: SentPackage, _words: Words) -> Cell:
    person = package.signer.partition(" · ")[0]
    return Cell(person, tip=package.signer)


def _when(instant: datetime, zone: str, words: Words) -> str:
    local = instant.astimezone(ZoneInfo(zone))
    return f"{dates.day(words, local.date())} {dates.clock(local)}"
