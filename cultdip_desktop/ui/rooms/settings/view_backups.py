"""Is the work safe: the last backup, a proof that it opens, where backups go, and what is damaged."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.backup import BackupInfo, Drill, Healed
from cultdip_desktop.ui.kit.base import Kit, present
from cultdip_desktop.ui.kit.buttons import Button
from cultdip_desktop.ui.kit.jobs import Job
from cultdip_desktop.ui.kit.language import Phrase, Speech, n, t
from cultdip_desktop.ui.kit.notices import Banner, IconLabel, ProgressCard
from cultdip_desktop.ui.kit.room import Room
from cultdip_desktop.ui.kit.surfaces import Card, FlowRow, boxed, clear, column, row
from cultdip_desktop.ui.kit.text import ElidedLabel, PlainLabel
from cultdip_desktop.ui.rooms.settings import backup_phrases as phrases
from cultdip_desktop.ui.rooms.settings.backup_list import BackupList
from cultdip_desktop.ui.rooms.settings.lane import add_card
from cultdip_desktop.ui.rooms.settings.page import SettingsPage
from cultdip_desktop.ui.rooms.settings.restore_form import RestoreForm
from cultdip_desktop.ui.rooms.settings.viewmodel_backups import BackupsModel, Damage, Shelf

SCHEDULE = t("By itself every hour when something has changed; the last 24 hours, 14 days and 8 weeks are kept.")


class BackupsPage(SettingsPage):
    """One piece of long work at a time; its result stands at the top until the next one."""

    def __init__(self, kit: Kit, model: BackupsModel, room: Room) -> None:
        super().__init__()
        self._kit, self._model, self._room = kit, model, room
        self._shelf: Shelf | None = None
        self._wanted = ""
        self.result = Banner(kit)
        self._progress = ProgressCard(kit, t("Working with backups"), icon="hard-drive")
        self._icon = IconLabel(kit, "hard-drive", "text.secondary", 24)
        self.state = PlainLabel(kit, t("Looking into the backup folder…"), "strong", wrap=True)
        self._schedule = PlainLabel(kit, SCHEDULE, "small", "secondary", wrap=True)
        self.drill = Button(kit, t("Try a restore"), "primary", icon="shield-check", on_click=self._drill_newest)
        self.make = Button(kit, t("Back up now to a file…"), icon="save", on_click=self._ask_file)
        self.check = Button(kit, t("Check everything"), icon="list-checks", on_click=self._check)
        self._folder = ElidedLabel(kit, "", "medium", mode=Qt.TextElideMode.ElideMiddle)
        self._folder_note = PlainLabel(kit, "", "small", "secondary", wrap=True)
        self._home = Button(kit, t("Back into the data folder"), on_click=lambda: self._move(None))
        self.list = BackupList(kit, model.zone, drill=self._drill, restore=self._ask_restore)
        self.form = RestoreForm(kit, model.zone, self._restore, self.fold, can_replace=model.can_replace)
        self.heal = Button(kit, t("Bring back from a backup"), icon="rotate-ccw", on_click=self._heal)
        self._damage = column(gap=6)
        self._lay_out()
        model.known.connect(self._show)

    def load(self) -> None:
        """Look into the folder."""
        self._model.load()

    def keep(self) -> None:
        """Forget a passphrase that was typed."""
        self._close_form()

    def open_part(self, part: str, file: str = "") -> None:
        """`try`, `check` and `restore` begin as their buttons do, once it is known what there is."""
        del file
        self._wanted = part

    def fold(self) -> bool:
        """Close the restore that is being asked about."""
        if self._form_card.isHidden():
            return False
        self._close_form()
        self.list.come_here()
        return True

    def _show(self, shelf: Shelf) -> None:
        self._shelf = shelf
        last = shelf.last
        icon, tint, said = self._state_of(shelf)
        self._icon.set(icon, tint)
        self.state.say(said)
        self._lead()
        if last is None:
            self.drill.disable(t("There is no backup yet."))
        else:
            self.drill.enable()
        self._folder.say(str(shelf.folder))
        warn = shelf.own or shelf.missing
        self._folder_note.set_tone("warn" if warn else "secondary")
        if shelf.missing:
            self._folder_note.say(t("This folder is not there now. Plug the disk in, or choose another folder."))
        elif shelf.own:
            self._folder_note.say(
                t("On the same disk as the data: a broken or stolen disk takes both. Better choose an external disk.")
            )
        else:
            self._folder_note.say(t("Everything in it is encrypted with the office's own key."))
        present(self._home, shown=not shelf.own)
        self.list.show_backups(shelf.backups)
        wanted, self._wanted = self._wanted, ""
        if wanted == "check":
            self._check()
        elif wanted == "try" and last is not None:
            self._drill(last)
        elif wanted == "restore" and last is not None:
            self._ask_restore(last)

    def _lead(self) -> None:
        """The one thing to do first: make a backup, prove it, or finish the restore that is being asked about."""
        asking = not self._form_card.isHidden()
        has_one = self._shelf is not None and self._shelf.last is not None
        self.make.set_kind("plain" if has_one or asking else "primary")
        self.drill.set_kind("primary" if has_one and not asking else "plain")

    def _state_of(self, shelf: Shelf) -> tuple[str, str, Speech]:
        last = shelf.last
        if shelf.missing:
            return "triangle-alert", "warn.text", t("The backup folder cannot be reached.")
        if last is None:
            return "triangle-alert", "warn.text", t("There is no backup yet.")
        moment, holds = phrases.moment(last.at, self._model.zone), phrases.contents(last.counts)
        if shelf.behind:
            said = t("Last backup {moment}: {contents}. Something has changed since.", moment=moment, contents=holds)
            return "clock", "text.secondary", said
        said = t("Last backup {moment}: {contents}. Nothing has changed since.", moment=moment, contents=holds)
        return "circle-check", "accent.text", said

    # ------------------------------------------------------------------------------------------------- long work

    def _begin(self, job: Job[Any], what: Speech) -> None:
        self.result.clear()
        for button in (self.make, self.drill, self.check, self.heal):
            button.hold(job)
        self._progress.say(what)
        self._progress.follow(job)

    def _refuse(self, error: UserError) -> None:
        self.result.show_error(error)
        self.show_widget(self.result)

    def _stopped(self) -> None:
        self.result.show_notice("info", t("Cancelled; nothing was left half done."))

    def _ask_file(self) -> None:
        title = self._kit.say(t("Save a backup with everything"))
        out = self._kit.files.save_file(self, title, self._model.suggestion(), "CultDip (*.cdbackup)")
        if out is not None:
            self._begin(self._model.make(out, self._made, self._refuse, self._stopped), t("Backing up"))

    def _made(self, info: BackupInfo) -> None:
        holds = phrases.contents(info.counts)
        said = t("The backup is written and was read back: {contents}.", contents=holds)
        self.result.show_notice(
            "ok", said, info.path.name, action=t("Open the folder"), on_action=partial(_open, info.path.parent)
        )
        self._model.load()

    def _drill_newest(self) -> None:
        last = self._shelf.last if self._shelf else None
        if last is not None:
            self._drill(last)

    def _drill(self, info: BackupInfo) -> None:
        self._begin(self._model.drill(info, self._drilled, self._refuse, self._stopped), t("Trying a restore"))

    def _drilled(self, drill: Drill) -> None:
        when = t(
            "Backup of {moment}; the trial was removed again.", moment=phrases.moment(drill.info.at, self._model.zone)
        )
        self.result.show_notice("ok" if drill.matches else "danger", phrases.proven(drill), when)

    def _check(self) -> None:
        self._begin(self._model.check(self._checked, self._refuse, self._stopped), t("Checking everything"))

    def _checked(self, damages: Sequence[Damage]) -> None:
        clear(self._damage)
        for damage in damages:
            told = Phrase(damage.told)
            label = PlainLabel(self._kit, told, "body", wrap=True)
            line = row(IconLabel(self._kit, "octagon-alert", "danger.text", 16), label, gap=8)
            line.setStretch(1, 1)
            self._damage.addWidget(boxed(line))
        present(self._damage_card, shown=bool(damages))
        present(self.heal, shown=any(damage.can_be_healed for damage in damages))
        if damages:
            said = n("{n} thing is damaged or missing.", "{n} things are damaged or missing.", len(damages))
            self.result.show_notice("warn", said, t("See below what it is and what helps."))
            self.show_widget(self._damage_card)
        else:
            self.result.show_notice("ok", t("Everything is in order: every file was opened and compared."))

    def _heal(self) -> None:
        self._begin(self._model.heal(self._healed, self._refuse, self._stopped), t("Bringing back from backups"))

    def _healed(self, result: Healed) -> None:
        named = phrases.named(result.lost or result.healed)
        self.result.show_notice("warn" if result.lost else "ok", phrases.healed(result), named)
        present(self._damage_card, shown=bool(result.lost))
        present(self.heal, shown=False)

    def _choose_folder(self) -> None:
        folder = self._kit.files.folder(self, self._kit.say(t("Choose the folder for backups")), Path.home())
        if folder is not None:
            self._move(folder)

    def _move(self, folder: Path | None) -> None:
        self._begin(self._model.move(folder, self._moved, self._refuse, self._stopped), t("Moving the backups"))

    def _moved(self, count: int) -> None:
        said = n("{n} backup moved along.", "{n} backups moved along.", count)
        self.result.show_notice("ok", t("Backups go into this folder from now on."), said)

    # --------------------------------------------------------------------------------------------------- restore

    def _ask_restore(self, info: BackupInfo) -> None:
        self.form.ask(info, self._model.restored_home())
        present(self._form_card, shown=True)
        self._lead()
        self.form.setFocus(Qt.FocusReason.OtherFocusReason)
        self.show_widget(self._form_card)

    def _restore(self, info: BackupInfo, home: Path, passphrase: str) -> Job[Any]:
        replacing = self.form.replacing
        done = self._replace if replacing else self._restored
        job = self._model.restore(info, home, passphrase, done, self._not_restored, self._stopped, replacing=replacing)
        self._begin(job, t("Restoring"))
        return job

    def _replace(self, restored: Path) -> None:
        self._close_form()
        self._room.home_asked.emit(restored, True)

    def _restored(self, home: Path) -> None:
        self._close_form()
        self.result.show_notice(
            "ok",
            t("The backup is restored and opens."),
            str(home),
            action=t("Open the restored office"),
            on_action=lambda: self._room.home_asked.emit(home, False),
        )
        self.show_widget(self.result)

    def _not_restored(self, error: UserError) -> None:
        if not self.form.refuse(error):
            self._refuse(error)

    def _close_form(self) -> None:
        self.form.forget()
        self._form_card.hide()
        self._lead()

    # ---------------------------------------------------------------------------------------------------- layout

    def _lay_out(self) -> None:
        for card in (
            self._state_card(),
            self._damage_box(),
            self._list_card(),
            self._restore_card(),
            self._place_card(),
        ):
            add_card(self, card)
        self._damage_card.hide()
        self._form_card.hide()
        self.end()

    def _state_card(self) -> Card:
        card = Card(self._kit, t("Is the work safe?"))
        line = row(self._icon, column(self.state, self._schedule, gap=2), gap=12)
        line.setStretch(1, 1)
        card.add(self.result)
        card.add(line)
        card.add(boxed(FlowRow(self.drill, self.make, self.check)))
        card.add(self._progress)
        return card

    def _damage_box(self) -> Card:
        self._damage_card = Card(self._kit, t("Damaged or missing"))
        self._damage_card.add(self._damage)
        self._damage_card.add(row(self.heal, None))
        return self._damage_card

    def _list_card(self) -> Card:
        card = Card(self._kit, t("Backups there are"), flush=True)
        card.add(self.list)
        return card

    def _restore_card(self) -> Card:
        self._form_card = Card(self._kit, t("Restore this backup"))
        self._form_card.add(self.form)
        return self._form_card

    def _place_card(self) -> Card:
        kit = self._kit
        card = Card(kit, t("Where backups go"))
        choose = Button(kit, t("Choose another folder…"), icon="usb", on_click=self._choose_folder)
        show = Button(kit, t("Open the folder"), icon="folder-open", on_click=self._open_folder)
        card.add(self._folder)
        card.add(self._folder_note)
        card.add(boxed(FlowRow(choose, self._home, show)))
        return card

    def _open_folder(self) -> None:
        if self._shelf is not None:
            _open(self._shelf.folder)


def _open(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
