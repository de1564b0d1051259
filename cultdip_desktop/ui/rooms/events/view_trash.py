"""The trash: deleted events and files, who put them there, until when; brought back or deleted for good."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QStackedWidget, QVBoxLayout, QWidget

from cultdip_desktop.domain.changes import ChangeSet
from cultdip_desktop.i18n import dates
from cultdip_desktop.i18n.messages.message import N_
from cultdip_desktop.i18n.words import Words
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.buttons import Button, add_action
from cultdip_desktop.ui.kit.confirm import Confirm
from cultdip_desktop.ui.kit.language import Phrase, n, t
from cultdip_desktop.ui.kit.model import Cell, Column, PagedModel
from cultdip_desktop.ui.kit.notices import EmptyState
from cultdip_desktop.ui.kit.surfaces import Card, PageHead, boxed, column
from cultdip_desktop.ui.kit.table import TWO_LINE_ROW
from cultdip_desktop.ui.kit.ticking import TickTable
from cultdip_desktop.ui.rooms.events.phrases import title_of
from cultdip_desktop.ui.rooms.events.viewmodel_trash import Trash, TrashLine

_KINDS: Final = {
    "partner": (N_("Partner"), "handshake"),
    "initiative": (N_("Initiative or proposal"), "lightbulb"),
    "commendation": (N_("Proposal to commend"), "award"),
}
"""What else than events and files waits here: its word and its icon."""

SOON: Final = 14
"""Days before the end from which the date is pointed out."""


class TrashPage(QWidget):
    """Restoring is undone by Ctrl+Z; deleting for good asks first, with the focus on the safe button."""

    back = Signal()
    done = Signal(object, object)

    def __init__(self, kit: Kit, trash: Trash) -> None:
        super().__init__()
        self._kit = kit
        self._trash = trash
        self.head = PageHead(kit, t("Trash"), t("Everything waits here for 90 days, then it is deleted for good."))
        self.head.add_back(lambda _on=False: self.back.emit(), t("Back to the list"))
        self.purge = Button(kit, t("Delete for good"), "danger", icon="trash-2", on_click=self.ask_purge)
        self.restore = Button(kit, t("Restore"), "primary", icon="archive-restore", on_click=self.restore_targets)
        self.head.add_action(self.purge)
        self.head.add_action(self.restore)
        self.model: PagedModel[TrashLine] = PagedModel(kit, self._columns(), self._rows, at_once=True, checkable=True)
        self.table = TickTable(kit, self.model, t("Trash"), row_height=TWO_LINE_ROW)
        self._empty = EmptyState(kit, "trash-2", t("The trash is empty"), t("Deleted events wait here for 90 days."))
        self._empty.add_action(Button(kit, t("Back to the list"), icon="arrow-left", on_click=self.back.emit))
        self._pages = QStackedWidget()
        self._pages.addWidget(self.table)
        self._pages.addWidget(self._empty)
        card = Card(kit, flush=True)
        card.add(self._pages)
        inner = column(gap=10)
        inner.addWidget(card, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.head)
        layout.addWidget(boxed(inner, (20, 16, 20, 16)), 1)
        self._connect()

    def enter(self) -> None:
        """Shown: ask what lies there."""
        self.table.setFocus()
        self._trash.reload()

    def restore_targets(self) -> None:
        """Bring back the ticked lines, or the current one."""
        ids = self.table.targets()
        if not ids:
            return
        said = _said(self._lines(ids), "restored")
        self.restore.hold(self._trash.restore(ids, lambda changes: self._tell(said, changes)))

    def ask_purge(self) -> None:
        """Ask, then delete for good."""
        ids = self.table.targets()
        if not ids:
            return
        lines = self._lines(ids)
        act = _said(lines, "purge")
        question = Phrase(lambda words: words.t("{act}?", act=act.render(words)))
        Confirm(
            self._kit,
            self,
            question,
            t("This cannot be undone; only a backup made before still has them."),
            act,
        ).ask(lambda: self._purge(ids))

    def _purge(self, ids: Sequence[str]) -> None:
        said = _said(self._lines(ids), "purged")
        self.purge.hold(self._trash.purge(ids, lambda _changes: self._tell(said, None)))

    def _tell(self, said: Phrase, changes: ChangeSet | None) -> None:
        self.model.check_all(on=False)
        self.done.emit(said, changes)

    def _connect(self) -> None:
        self._trash.listed.connect(self._show)
        self.model.checked_changed.connect(self._offer)
        self.table.selected.connect(lambda _id: self._offer())
        self.table.opened.connect(lambda _id: self.restore_targets())
        self.table.menu_asked.connect(self._menu)
        delete = QShortcut(QKeySequence(Qt.Key.Key_Delete), self.table)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)
        delete.activated.connect(self.ask_purge)

    def _columns(self) -> tuple[Column[TrashLine], ...]:
        return (
            Column("title", t("What"), _title_cell, 240, "two-line", stretch=True, sortable=False),
            Column("deleted", t("Deleted"), _deleted_cell, 200, "two-line", sortable=False),
            Column("goes", t("Kept until"), _goes_cell, 150, "two-line", sortable=False),
        )

    def _rows(self, ids: Sequence[str]) -> list[TrashLine]:
        return [self._trash.line(each) for each in ids]

    def _lines(self, ids: Sequence[str]) -> list[TrashLine]:
        return [self._trash.line(each) for each in ids]

    def _show(self, ids: list[str]) -> None:
        current, at = self.table.current_id(), self.table.currentIndex().row()
        self.model.set_ids(ids)
        if ids and not self.table.select(current):
            self.table.select(ids[min(max(at, 0), len(ids) - 1)])
        leads = self.table.hasFocus()
        self._pages.setCurrentIndex(0 if ids else 1)
        if leads and not ids:
            self._empty.setFocus()
        self._offer()

    def _offer(self) -> None:
        ids = self.table.targets()
        ticked = len(self.model.checked)
        self.restore.say(n("Restore {n} entry", "Restore {n} entries", ticked) if ticked else t("Restore"))
        self.purge.say(_said(self._lines(ids), "purge") if ticked else t("Delete for good"))
        for button in (self.restore, self.purge):
            if ids:
                button.enable()
            else:
                button.disable(t("Select an entry first"))

    def _menu(self, identifier: str, point: QPoint) -> None:
        del identifier
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        act = _said(self._lines(self.table.targets()), "purge")
        add_action(self._kit, menu, t("Restore"), self.restore_targets, icon="archive-restore")
        add_action(self._kit, menu, act, self.ask_purge, icon="trash-2")
        menu.popup(point)


def _said(lines: Sequence[TrashLine], what: str) -> Phrase:
    """A verb with what it is about: events, files, or both."""
    kinds = {line.row.kind for line in lines}
    count = len(lines)
    if kinds <= {"event"}:
        return {
            "purge": n("Delete {n} event for good", "Delete {n} events for good", count),
            "purged": n("{n} event deleted for good", "{n} events deleted for good", count),
            "restored": n("{n} event restored", "{n} events restored", count),
        }[what]
    if kinds == {"partner"}:
        return {
            "purge": n("Delete {n} partner for good", "Delete {n} partners for good", count),
            "purged": n("{n} partner deleted for good", "{n} partners deleted for good", count),
            "restored": n("{n} partner restored", "{n} partners restored", count),
        }[what]
    if kinds == {"media"}:
        return {
            "purge": n("Delete {n} file for good", "Delete {n} files for good", count),
            "purged": n("{n} file deleted for good", "{n} files deleted for good", count),
            "restored": n("{n} file restored", "{n} files restored", count),
        }[what]
    return {
        "purge": n("Delete {n} entry for good", "Delete {n} entries for good", count),
        "purged": n("{n} entry deleted for good", "{n} entries deleted for good", count),
        "restored": n("{n} entry restored", "{n} entries restored", count),
    }[what]


def _title_cell(line: TrashLine, words: Words) -> Cell:
    title = title_of(words, line.row.title)
    if line.row.kind == "event":
        return Cell(title, line.row.detail, "ticket", tip=title)
    if line.row.kind in _KINDS:
        kind, icon = _KINDS[line.row.kind]
        return Cell(title, words.t(kind), icon, tip=title)
    return Cell(line.row.detail, words.t("File of “{title}”", title=title), "image", tip=line.row.detail)


def _deleted_cell(line: TrashLine, words: Words) -> Cell:
    return Cell(f"{dates.day(words, line.deleted)}, {dates.clock(line.deleted)}", line.who)


def _goes_cell(line: TrashLine, words: Words) -> Cell:
    left = words.n("{n} day left", "{n} days left", line.left)
    return Cell(dates.day(words, line.goes), left, tone="warn" if line.left <= SOON else "")
