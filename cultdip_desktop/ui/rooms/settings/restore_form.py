"""Restoring a backup into a folder of its own: which backup, its passphrase, where to."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QWidget

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.backup import BackupInfo
from cultdip_desktop.i18n.messages import describe
from cultdip_desktop.ui.kit.base import Kit, present
from cultdip_desktop.ui.kit.buttons import Button
from cultdip_desktop.ui.kit.choices import Segmented
from cultdip_desktop.ui.kit.confirm import Confirm
from cultdip_desktop.ui.kit.fields import Field, LineEdit, PasswordField
from cultdip_desktop.ui.kit.first_stop import FirstStop
from cultdip_desktop.ui.kit.jobs import Job
from cultdip_desktop.ui.kit.language import Phrase, t
from cultdip_desktop.ui.kit.surfaces import boxed, column, row
from cultdip_desktop.ui.kit.text import PlainLabel
from cultdip_desktop.ui.rooms.settings.backup_phrases import contents, moment

BESIDE, INSTEAD = "beside", "instead"


class RestoreForm(QWidget):
    """Into a folder beside, or in place of the office that is open: that asks once more, and keeps what was there."""

    def __init__(
        self,
        kit: Kit,
        zone: str,
        on_submit: Callable[[BackupInfo, Path, str], Job[Any]],
        on_cancel: Callable[[], object],
        *,
        can_replace: bool,
    ) -> None:
        super().__init__()
        self._kit, self._zone, self._on_submit = kit, zone, on_submit
        self._info: BackupInfo | None = None
        self._which = PlainLabel(kit, "", "strong", wrap=True)
        self.passphrase = PasswordField(kit)
        hint = t("The passphrase of the day on which the backup was made.")
        self.field = Field(kit, t("Passphrase of the backup"), self.passphrase, required=True, hint=hint)
        self.folder = LineEdit(kit)
        hint = t("A new folder; the office that is open now is not touched.")
        self.folder_field = Field(kit, t("Into the folder"), self.folder, required=True, hint=hint)
        self.submit = Button(kit, t("Restore"), "primary", icon="archive-restore", on_click=self._submit)
        self.way = Segmented(kit, t("Where to"))
        self.way.add(BESIDE, t("Into a new folder"), "folder-open")
        self.way.add(INSTEAD, t("In place of this office"), "replace")
        self.way.chosen.connect(lambda _way: self._show_way())
        way = boxed(row(self.way, None))
        present(way, shown=can_replace)
        self._consequence = PlainLabel(kit, t(
            "The office closes, and the restored one takes its place. What was done since the backup is not lost: "
            "the office as it is now is backed up first and kept in a folder beside."
        ), "small", "secondary", wrap=True)  # fmt: skip
        choose = self._choose = Button(kit, t("Choose a folder…"), icon="folder-open", on_click=self._browse)
        self.passphrase.edited.connect(lambda _text: self.field.set_error(""))
        self.passphrase.entered.connect(self._submit)
        self.folder.edited.connect(lambda _text: self.folder_field.set_error(""))
        pair = row(self.field, self.folder_field, gap=16)
        pair.setStretch(0, 1)
        pair.setStretch(1, 1)
        buttons = row(self.submit, choose, Button(kit, t("Cancel"), on_click=on_cancel), None)
        self.setLayout(column(self._which, way, pair, self._consequence, buttons, gap=12))
        self._show_way()
        FirstStop(self, self.passphrase)

    @property
    def replacing(self) -> bool:
        """Whether the restored office shall take the place of the open one."""
        return bool(self.way.value() == INSTEAD)

    def _show_way(self) -> None:
        for widget in (self.folder_field, self._choose):
            present(widget, shown=not self.replacing)
        present(self._consequence, shown=self.replacing)
        self.submit.say(t("Restore and replace…") if self.replacing else t("Restore"))

    def ask(self, info: BackupInfo, folder: Path) -> None:
        """Ask about this backup."""
        self._info = info
        self.way.set_value(BESIDE)
        self._show_way()
        self.forget()
        said = t("Backup of {moment}: {contents}", moment=moment(info.at, self._zone), contents=contents(info.counts))
        self._which.say(said)
        self.folder.set_value(str(folder))

    def forget(self) -> None:
        """Empty the passphrase."""
        self.passphrase.clear()
        self.field.set_error("")
        self.folder_field.set_error("")

    def refuse(self, error: UserError) -> bool:
        """Say at the field what was wrong with it; False when it is about neither."""
        about = {"office.wrong_passphrase": self.field, "backup.home_used": self.folder_field}.get(error.code)
        if about is None:
            return False
        about.set_error(
            Phrase(lambda words: f"{describe(words, error).message} {describe(words, error).advice}".strip())
        )
        about.editor.setFocus()
        return True

    def _browse(self) -> None:
        title = self._kit.say(t("Choose where the restored office shall lie"))
        folder = self._kit.files.folder(self, title, Path(self.folder.value()).parent)
        if folder is not None:
            name = Path(self.folder.value()).name or "van-hoa-doi-ngoai"
            self.folder.set_value(str(folder if _is_empty(folder) else folder / name))

    def _submit(self) -> None:
        if not self.passphrase.value():
            self.field.set_error(t("Type the passphrase."))
            self.passphrase.setFocus()
        elif self.replacing and self._info is not None:
            self._confirm(self._info, self.passphrase.value())
        elif not self.folder.value() or not Path(self.folder.value()).is_absolute():
            self.folder_field.set_error(t("Choose a folder on this machine."))
            self.folder.setFocus()
        elif self._info is not None:
            job = self._on_submit(self._info, Path(self.folder.value()), self.passphrase.value())
            self.submit.hold(job)

    def _confirm(self, info: BackupInfo, passphrase: str) -> None:
        moment_ = moment(info.at, self._zone)
        title = t("Replace the office by the backup of {moment}?", moment=moment_)
        sentence = t("Everything done since then is taken out of the windows; it is kept in a folder beside this one.")
        asked = Confirm(self._kit, self, title, sentence, t("Replace by the backup"), icon="archive-restore")
        folder = Path(self.folder.value())
        asked.ask(lambda: self.submit.hold(self._on_submit(info, folder, passphrase)))


def _is_empty(folder: Path) -> bool:
    """Nothing lies in it; one that may not be looked into is taken as used."""
    try:
        return not any(folder.iterdir())
    except OSError:
        return False
