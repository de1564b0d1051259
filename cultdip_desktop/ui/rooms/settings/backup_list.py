"""The backups there are, newest first; the chosen one can be tried and restored."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from cultdip_desktop.domain.backup import BackupInfo
from cultdip_desktop.i18n.measures import file_size
from cultdip_desktop.i18n.numbers import whole
from cultdip_desktop.i18n.words import Words
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.buttons import Button
from cultdip_desktop.ui.kit.language import t
from cultdip_desktop.ui.kit.model import Cell, Column, PagedModel
from cultdip_desktop.ui.kit.surfaces import boxed, column, row
from cultdip_desktop.ui.kit.table import TableView
from cultdip_desktop.ui.rooms.settings.backup_phrases import KINDS, moment

LINES = 6
"""Of the table, before it scrolls."""


class BackupList(QWidget):
    """A table with its two actions beneath; Enter tries the chosen one."""

    def __init__(
        self,
        kit: Kit,
        zone: str,
        *,
        drill: Callable[[BackupInfo], object],
        restore: Callable[[BackupInfo], object],
    ) -> None:
        super().__init__()
        self._kit, self._zone, self._drill, self._restore = kit, zone, drill, restore
        self._backups: dict[str, BackupInfo] = {}
        self._model = PagedModel(kit, self._columns(), self._load, at_once=True)
        self.table = TableView(kit, self._model, t("Backups there are"))
        self.table.opened.connect(lambda _id: self._try())
        self.table.selected.connect(lambda _id: self._allow())
        self.try_button = Button(kit, t("Try this one"), icon="shield-check", on_click=self._try)
        self.restore_button = Button(kit, t("Restore this one…"), icon="archive-restore", on_click=self._ask)
        foot = boxed(row(self.try_button, self.restore_button, None), (14, 8, 14, 12))
        self.setLayout(column(self.table, foot, gap=0))
        kit.look.changed.connect(self._fit)
        self._fit()
        self._allow()

    def show_backups(self, backups: Sequence[BackupInfo]) -> None:
        """Show these."""
        chosen = self.table.current_id()
        self._backups = {info.path.name: info for info in backups}
        self._model.set_ids(list(self._backups))
        if not backups:
            self._model.show_message(t("No backup lies in the folder yet."))
        if backups:
            self.table.select(chosen if chosen in self._backups else next(iter(self._backups)))
        self._fit()
        self._allow()

    def come_here(self) -> None:
        """Take the focus."""
        self.table.setFocus()

    def _chosen(self) -> BackupInfo | None:
        return self._backups.get(self.table.current_id())

    def _allow(self) -> None:
        chosen = self._chosen()
        for button in (self.try_button, self.restore_button):
            if chosen is None:
                button.disable(t("Choose a backup in the list first."))
            elif not chosen.verified:
                button.disable(t("This file is not a genuine backup of this office."))
            else:
                button.enable()

    def _try(self) -> None:
        chosen = self._chosen()
        if chosen is not None and chosen.verified:
            self._drill(chosen)

    def _ask(self) -> None:
        chosen = self._chosen()
        if chosen is not None:
            self._restore(chosen)

    def _load(self, ids: Sequence[str]) -> Sequence[BackupInfo]:
        return [self._backups[name] for name in ids]

    def _columns(self) -> Sequence[Column[BackupInfo]]:
        def when(info: BackupInfo, words: Words) -> Cell:
            return Cell(moment(info.at, self._zone).render(words), strong=True, tip=info.path.name)

        def kind(info: BackupInfo, words: Words) -> Cell:
            if not info.verified:
                return Cell(words.t("Not genuine"), icon="shield-x", tone="danger")
            phrase, mark = KINDS[info.kind]
            return Cell(phrase.render(words), icon=mark.icon, tone=mark.tone)

        return (
            Column("at", t("Made at"), when, 160, sortable=False),
            Column("kind", t("How"), kind, 120, "pill", sortable=False, stretch=True),
            Column(
                "events", t("Events"), lambda info, words: _number(words, info, "events"), 70, "number", sortable=False
            ),
            Column(
                "files", t("Files"), lambda info, words: _number(words, info, "media"), 60, "number", sortable=False
            ),
            Column(
                "size", t("Size"), lambda info, words: Cell(file_size(words, info.bytes)), 88, "number", sortable=False
            ),
        )

    def _fit(self) -> None:
        look = self._kit.look
        lines = min(max(len(self._backups), 2), LINES)
        self.table.setFixedHeight(look.px(34) + lines * look.px(self.table.row_height) + 2)


def _number(words: Words, info: BackupInfo, name: str) -> Cell:
    return Cell(whole(words, info.counts[name]) if name in info.counts else "")
