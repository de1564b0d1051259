"""An office from its backup: which file, what it says of itself, what opens it, where it shall lie."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.i18n import dates
from cultdip_desktop.i18n.messages import describe
from cultdip_desktop.i18n.words import Words
from cultdip_desktop.ui.kit.base import Kit, present
from cultdip_desktop.ui.kit.buttons import Button
from cultdip_desktop.ui.kit.choices import Segmented
from cultdip_desktop.ui.kit.fields import Field, LineEdit, PasswordField
from cultdip_desktop.ui.kit.language import Phrase, Speech, t
from cultdip_desktop.ui.kit.surfaces import Card, boxed, column, row
from cultdip_desktop.ui.kit.text import PlainLabel
from cultdip_desktop.ui.rooms.welcome.viewmodel import WelcomeModel

if TYPE_CHECKING:
    from cultdip_desktop.domain.backup import BackupFacts

PASSPHRASE, CODE = "passphrase", "code"
FILTER = "CultDip (*.cdbackup)"


class RestorePage(QWidget):
    """The file first: only when it is known whose backup it is, the secret is asked for."""

    chosen = Signal()
    """A backup is known now."""

    entered = Signal()
    """Enter in the last field."""

    failed = Signal(object)
    """The `UserError` for which a file is no backup."""

    def __init__(self, kit: Kit, model: WelcomeModel) -> None:
        super().__init__()
        self._kit, self._model = kit, model
        self._file: Path | None = None
        self._choose = Button(kit, t("Choose the backup…"), icon="folder-open", on_click=self._ask_file)
        self._name = PlainLabel(kit, t("A file that ends in .cdbackup."), "small", "secondary", wrap=True)
        self._lines = [PlainLabel(kit, "", "medium", wrap=True) for _line in range(3)]
        self._way = Segmented(kit, t("What opens it"))
        self._way.add(PASSPHRASE, t("Passphrase"), "lock")
        self._way.add(CODE, t("Recovery code"), "key-round")
        self._way.chosen.connect(lambda _way: self._show_way(focus=True))
        self.passphrase = PasswordField(kit)
        hint = t("The passphrase of the day on which the backup was made.")
        self._passphrase_field = Field(kit, t("Passphrase"), self.passphrase, required=True, hint=hint)
        self.code = LineEdit(kit, "XXXXX-XXXXX-XXXXX-XXXXX-XXXXX-XXXXX-XXXXX-XXXXX")
        hint = t("Eight groups from the printed sheet; dashes and case do not matter.")
        self._code_field = Field(kit, t("Recovery code"), self.code, required=True, hint=hint)
        self._folder = LineEdit(kit)
        self._folder_field = Field(kit, t("Data folder"), self._folder, required=True)
        self.passphrase.entered.connect(self.entered)
        for line in (self.code, self._folder):
            line.returnPressed.connect(self.entered)
        self.passphrase.edited.connect(lambda _text: self._passphrase_field.set_error(""))
        self.code.edited.connect(lambda _text: self._code_field.set_error(""))
        self._folder.edited.connect(lambda _text: self._folder_field.set_error(""))
        self._folder.set_value(str(model.suggested_folder()))
        self._lay_out()
        self.setFocusProxy(self._choose)

    @property
    def file(self) -> Path | None:
        """The backup chosen, once it is known to be one."""
        return self._file

    @property
    def home(self) -> Path:
        """Where the office shall lie."""
        return Path(self._folder.value()).expanduser()

    @property
    def secret(self) -> tuple[str, str | None]:
        """Passphrase, and recovery code when that was chosen."""
        if self._way.value() == CODE:
            return "", self.code.value()
        return self.passphrase.value(), None

    def check(self) -> bool:
        """Mark what is missing; True when the restore may begin."""
        gaps: list[tuple[Field, Speech]] = []
        if self._way.value() == CODE and not self.code.value():
            gaps.append((self._code_field, t("Type the recovery code.")))
        if self._way.value() == PASSPHRASE and not self.passphrase.value():
            gaps.append((self._passphrase_field, t("Type the passphrase.")))
        if not self._folder.value() or not self.home.is_absolute():
            gaps.append((self._folder_field, t("Choose a folder on this machine.")))
        for field, speech in gaps:
            field.set_error(speech)
        if gaps:
            gaps[0][0].editor.setFocus()
        return not gaps and self._file is not None

    def refuse(self, error: UserError) -> bool:
        """Say at its field what was wrong with it; False when it is about none."""
        if error.code == "office.wrong_passphrase":
            field = self._passphrase_field
        elif error.code.startswith("office.") and "recovery_code" in error.code:
            field = self._code_field
        elif error.code in ("backup.home_used", "office.exists", "office.folder_used"):
            field = self._folder_field
        else:
            return False
        field.set_error(
            Phrase(lambda words: f"{describe(words, error).message} {describe(words, error).advice}".strip())
        )
        field.editor.setFocus()
        return True

    def forget(self) -> None:
        """Empty the secrets."""
        self.passphrase.clear()
        self.code.set_value("")

    def take(self, file: Path) -> None:
        """Look into a file; `chosen` or `failed` follows."""
        self._model.backup_facts(file, lambda facts: self._show(file, facts), self._not_a_backup)

    def show_sample(self) -> None:
        """Show an invented backup (tour)."""
        from cultdip_desktop.domain.backup import BackupFacts, BackupKind

        made = datetime(2026, 9, 16, 1, 30, tzinfo=UTC)
        name = BiText("Đại sứ quán Việt Nam tại Cộng hòa Séc", "Embassy of Viet Nam in the Czech Republic")
        counts = {"events": 214, "media": 820}
        facts = BackupFacts("CZ-EMB", name, "mission", made, counts, BackupKind.MANUAL, "", whole=True)
        self._show(Path("CZ-EMB.cdbackup"), facts)

    def _ask_file(self) -> None:
        title = self._kit.say(t("Choose the backup"))
        file = self._kit.files.open_file(self, title, FILTER)
        if file is not None:
            self.take(file)

    def _not_a_backup(self, error: UserError) -> None:
        self._file = None
        present(self._rest, shown=False)
        self.failed.emit(error)

    def _show(self, file: Path, facts: BackupFacts) -> None:
        self._file = file
        self._name.say(file.name)
        office, made, holds = self._lines
        office.say(_said(facts.office_name) if facts.office_name else facts.office_id)
        made.say(_moment(facts.made_at))
        counts = facts.counts
        holds.say(_holds(counts.get("events", 0), counts.get("media", 0)) if counts else t("Of an older version"))
        present(self._rest, shown=True)
        self._show_way(focus=True)
        self.chosen.emit()

    def _show_way(self, *, focus: bool) -> None:
        by_code = self._way.value() == CODE
        present(self._code_field, shown=by_code)
        present(self._passphrase_field, shown=not by_code)
        if focus:
            (self.code if by_code else self.passphrase).setFocus(Qt.FocusReason.OtherFocusReason)

    def _browse(self) -> None:
        title = self._kit.say(t("Choose where the data folder shall lie"))
        folder = self._kit.files.folder(self, title, self.home.parent)
        if folder is not None:
            self._folder.set_value(str(self._model.inside(folder)))

    def _lay_out(self) -> None:
        kit = self._kit
        line = row(self._choose, self._name, gap=12)
        line.setStretch(1, 1)
        facts = Card(kit, t("The backup says of itself"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setColumnStretch(1, 1)
        for index, label in enumerate((t("Office"), t("Date"), t("Contents"))):
            grid.addWidget(PlainLabel(kit, label, "body", "secondary"), index, 0)
            grid.addWidget(self._lines[index], index, 1)
        facts.add(grid)
        browse = Button(kit, t("Choose a folder…"), icon="folder-open", on_click=self._browse)
        folder = row(self._folder_field, browse, gap=12)
        folder.setStretch(0, 1)
        folder.setAlignment(browse, Qt.AlignmentFlag.AlignBottom)
        way = row(self._way, None)
        parts = (facts, 4, way, self._passphrase_field, self._code_field, folder)
        self._rest = boxed(column(*parts, gap=12))
        self._rest.hide()
        layout = column(line, self._rest, gap=16)
        layout.addStretch(1)
        self.setLayout(layout)


def _said(text: BiText) -> Phrase:
    return Phrase(lambda words: text.get(words.language))


def _moment(at: datetime) -> Phrase:
    local = at.astimezone()
    return Phrase(lambda words: f"{dates.day(words, local.date())} {dates.clock(local)}")


def _holds(events: int, files: int) -> Phrase:
    def said(words: Words) -> str:
        return f"{words.n('{n} event', '{n} events', events)}, {words.n('{n} file', '{n} files', files)}"

    return Phrase(said)
