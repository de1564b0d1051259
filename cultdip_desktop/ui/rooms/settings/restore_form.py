"""Restoring a backup into a folder of its own: which backup, its passphrase, where to."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QWidget

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.backup import BackupInfo
from cultdip_desktop.i18n.messages import describe
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.buttons import Button
from cultdip_desktop.ui.kit.fields import Field, LineEdit, PasswordField
from cultdip_desktop.ui.kit.jobs import Job
from cultdip_desktop.ui.kit.language import Phrase, t
from cultdip_desktop.ui.kit.surfaces import column, row
from cultdip_desktop.ui.kit.text import PlainLabel
from cultdip_desktop.ui.rooms.settings.backup_phrases import contents, moment


class RestoreForm(QWidget):
    """The office that is open stays as it is: nothing is replaced."""

    def __init__(
        self,
        kit: Kit,
        zone: str,
        on_submit: Callable[[BackupInfo, Path, str], Job[Any]],
        on_cancel: Callable[[], object],
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
        choose = Button(kit, t("Choose a folder…"), icon="folder-open", on_click=self._browse)
        self.passphrase.edited.connect(lambda _text: self.field.set_error(""))
        self.passphrase.entered.connect(self._submit)
        self.folder.edited.connect(lambda _text: self.folder_field.set_error(""))
        pair = row(self.field, self.folder_field, gap=16)
        pair.setStretch(0, 1)
        pair.setStretch(1, 1)
        buttons = row(self.submit, choose, Button(kit, t("Cancel"), on_click=on_cancel), None)
        self.setLayout(column(self._which, pair, buttons, gap=12))
        self.setFocusProxy(self.passphrase)

    def ask(self, info: BackupInfo, folder: Path) -> None:
        """Ask about this backup."""
        self._info = info
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
            self.folder.set_value(str(folder if not any(folder.iterdir()) else folder / name))

    def _submit(self) -> None:
        if not self.passphrase.value():
            self.field.set_error(t("Type the passphrase."))
            self.passphrase.setFocus()
        elif not self.folder.value() or not Path(self.folder.value()).is_absolute():
            self.folder_field.set_error(t("Choose a folder on this machine."))
            self.folder.setFocus()
        elif self._info is not None:
            job = self._on_submit(self._info, Path(self.folder.value()), self.passphrase.value())
            self.submit.hold(job)
