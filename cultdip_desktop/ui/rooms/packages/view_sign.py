"""Step 3 of the export: the content once more, the key with its PIN, the recipient, the file."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.ui.kit.base import Kit, present
from cultdip_desktop.ui.kit.buttons import Button, IconButton
from cultdip_desktop.ui.kit.choices import CheckBox
from cultdip_desktop.ui.kit.fields import Field, LineEdit, PasswordField
from cultdip_desktop.ui.kit.language import Speech, n, t
from cultdip_desktop.ui.kit.marks import Mark, Pill
from cultdip_desktop.ui.kit.surfaces import Card, KeptWidth, ScrollPage, boxed, column, row
from cultdip_desktop.ui.kit.text import PlainLabel
from cultdip_desktop.ui.rooms.packages.phrases import day, either, grouped_words, size, trouble
from cultdip_desktop.ui.rooms.packages.tile import tiled
from cultdip_desktop.ui.rooms.packages.values import KeyCard, KeyState, Plan, TargetCheck
from cultdip_desktop.ui.rooms.packages.view_parts import GoesCard

_STATE_PILLS = {
    KeyState.READY: (t("Certificate valid"), Mark("badge-check", "ok")),
    KeyState.UNCHECKED: (t("Cannot be verified now"), Mark("circle-question-mark", "warn")),
    KeyState.ENDS_SOON: (t("Ends soon"), Mark("clock-alert", "warn")),
    KeyState.LOCKED: (t("Locked for now"), Mark("lock", "danger")),
    KeyState.STOPPED: (t("Cannot sign"), Mark("octagon-alert", "danger")),
    KeyState.NONE: (t("No key"), Mark("key-round", "warn")),
    KeyState.WAITING: (t("No certificate yet"), Mark("clock", "warn")),
}


class _PathLine(LineEdit):
    """A path to be read: cut in the middle where there is no room, whole in the tooltip."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit)
        self.setReadOnly(True)
        self._path = ""
        self._tip = kit.tip(self, "")

    def show_path(self, path: Path) -> None:
        """Show `path`."""
        self._path = str(path)
        self._tip.say(self._path)
        self._cut()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut anew."""
        super().resizeEvent(event)
        self._cut()

    def _cut(self) -> None:
        room = self.contentsRect().width() - 2 * self._kit.look.px(14)
        self.set_value(self.fontMetrics().elidedText(self._path, Qt.TextElideMode.ElideMiddle, room))


class SignStep(QWidget):
    """Everything the official act needs; `stop` says what is still missing."""

    changed = Signal()
    sign_asked = Signal()
    """Enter in the PIN field."""

    keys_asked = Signal()
    """Go to the settings' page of keys."""

    target_chosen = Signal(object)
    """A `Path` to be checked."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._plan: Plan | None = None
        self._check: TargetCheck | None = None
        self.target: Path | None = None
        self.goes = GoesCard(kit, review=True)
        self.pin = PasswordField(kit)
        self.pin_field = Field(kit, t("PIN of the signing key"), self.pin, hint="")
        self.keys = Button(kit, t("Open the signing keys"), icon="key-round", on_click=self.keys_asked.emit)
        self.place = _PathLine(kit)
        self.place_field = Field(kit, t("File"), self.place)
        self.choose = IconButton(
            kit,
            "folder-open",
            t("Choose where to write the file"),
            on_click=self._choose,
            shortcut="Ctrl+O",
            framed=True,
        )
        side = ScrollPage(margins=(4, 12, 20, 12))
        for card in (self._key_card(), self._recipient_card(), self._file_card()):
            side.add(card)
        side.end()
        KeptWidth(kit.look, side, 404)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        line.addWidget(boxed(column(self.goes), (20, 12, 0, 12)), 1)
        line.addWidget(side)
        self.pin.edited.connect(lambda _text: self._typed())
        self.pin.entered.connect(self.sign_asked)

    @property
    def encrypts(self) -> bool:
        """Whether only headquarters shall be able to open the file."""
        return self.encrypt.isChecked()

    @property
    def stop(self) -> Speech:
        """What is missing, or nothing."""
        plan = self._plan
        if plan is None:
            return t("The content is being read.")
        if plan.key.state in (KeyState.NONE, KeyState.WAITING):
            return t("Signing needs a key with a certificate.")
        if plan.key.state in (KeyState.STOPPED, KeyState.LOCKED):
            return plan.key.trouble
        if self._check is None:
            return t("Choose where to write the file.")
        if self._check.trouble:
            return t("Choose another file.")
        if not self.pin.value():
            return t("Enter the PIN of the signing key.")
        return ""

    def show_plan(self, plan: Plan) -> None:
        """Show content, key and recipient."""
        self._plan = plan
        self.goes.show_plan(plan)
        self._show_key(plan.key)
        self._recipient.say(either(plan.recipient))
        self.encrypt.setEnabled(bool(plan.encryption_key))
        if not plan.encryption_key:
            self.encrypt.setChecked(False)
        present(self.every_photo, shown=plan.at_headquarters > 0)
        if not plan.at_headquarters:
            self.every_photo.setChecked(False)
        self._show_protection()
        self.changed.emit()

    def show_target(self, check: TargetCheck) -> None:
        """What is known of the chosen file."""
        self._check = check
        self.target = check.file
        self.place.show_path(check.file)
        if check.trouble:
            self.place_field.set_error(trouble(UserError(check.trouble, path=str(check.file), file=check.file.name)))
        else:
            self.place_field.set_error("")
            self.place_field.set_hint(t("{size} free there", size=size(check.free)))
        self.changed.emit()

    def show_refusal(self, error: UserError) -> None:
        """The PIN was wrong or the key is locked: say so at the field, and forget what was typed."""
        self.pin.clear()
        self.pin_field.set_error(trouble(error))
        self.pin.setFocus()
        self.changed.emit()

    def forget_pin(self) -> None:
        """Leave no PIN behind."""
        self.pin.clear()
        self.pin_field.set_error("")

    def _key_card(self) -> Card:
        kit = self._kit
        card = Card(kit, t("Digital signature"))
        self._pill = Pill(kit)
        card.add_action(self._pill)
        self._person = PlainLabel(kit, "", "strong", wrap=True)
        self._office = PlainLabel(kit, "", "small", "secondary", wrap=True)
        self._validity = PlainLabel(kit, "", "small", "secondary", wrap=True)
        self._level = PlainLabel(
            kit, t("Key made by this program, certified by headquarters"), "small", "secondary", wrap=True
        )
        words = column(self._person, self._office, self._validity, self._level, gap=2)
        card.add(tiled(kit, "stamp", "official", words))
        self._words_label = PlainLabel(kit, t("Fingerprint of the key"), "label")
        self._words = PlainLabel(kit, "", "small").selectable()
        card.add(self._words_label)
        card.add(self._words)
        self._missing = PlainLabel(kit, "", "body", "secondary", wrap=True)
        card.add(self._missing)
        card.add(row(self.keys, None))
        card.add(self.pin_field)
        return card

    def _recipient_card(self) -> Card:
        kit = self._kit
        card = Card(kit, t("Recipient"))
        self._recipient = PlainLabel(kit, "", "strong", wrap=True)
        self._protection = PlainLabel(kit, "", "small", "secondary", wrap=True)
        card.add(tiled(kit, "landmark", "ok", column(self._recipient, self._protection, gap=2)))
        self.encrypt = CheckBox(kit, t("Encrypt for headquarters"), icon="lock")
        self.encrypt.clicked.connect(lambda _checked=False: self._show_protection())
        card.add(self.encrypt)
        self.every_photo = CheckBox(kit, t("Send all photos again"), icon="images")
        kit.tip(self.every_photo, t("Headquarters has acknowledged photos: they are named and stay here."))
        card.add(self.every_photo)
        return card

    def _show_protection(self) -> None:
        """What becomes of the file on its way, or why it cannot be encrypted."""
        key = self._plan.encryption_key if self._plan else ""
        if not key:
            self._protection.say(
                t(
                    "The file is signed, not encrypted. To encrypt it, take in a trust list or receipt of headquarters "
                    "first: it brings the key."
                )
            )
        elif self.encrypts:
            self._protection.say(
                t(
                    "Signed, and encrypted with headquarters' key {key}: nobody else can open the file, not even this "
                    "office. Your own copy stays in the archive.",
                    key=key,
                )
            )
        else:
            self._protection.say(t("The file is signed, not encrypted: hand it over by the usual protected way."))

    def _file_card(self) -> Card:
        card = Card(self._kit, t("File to write"))
        line = row(self.place_field, self.choose, gap=6)
        line.setStretch(0, 1)
        line.setAlignment(self.choose, Qt.AlignmentFlag.AlignTop)
        self.place_field.label.hide()
        card.add(line)
        return card

    def _show_key(self, key: KeyCard) -> None:
        words, mark = _STATE_PILLS[key.state]
        self._pill.set(words, mark)
        certified = key.first is not None and key.last is not None
        for widget in (self._validity, self._words_label, self._words, self.pin_field):
            present(widget, shown=certified)
        present(self._level, shown=certified and key.app_level)
        present(self._missing, shown=not certified)
        present(self.keys, shown=not certified)
        present(self._office, shown=certified)
        if key.first is not None and key.last is not None:
            self._person.say(key.person)
            self._office.say(key.office)
            self._validity.say(t("Valid {first} – {last}", first=day(key.first), last=day(key.last)))
            self._words.say(grouped_words(key.words, 6))
            left = n("{n} attempt left.", "{n} attempts left.", key.attempts)
            self.pin_field.set_hint(t("{left} The PIN is not kept.", left=left))
        elif key.state is KeyState.WAITING:
            self._person.say(key.person)
            self._missing.say(
                t("The key waits for its certificate. Send the request file to headquarters and install the answer.")
            )
        else:
            self._person.say(t("This office has no signing key"))
            self._missing.say(
                t(
                    "Make a key with its own PIN in the settings, and have it certified by headquarters. What you have entered here stays."
                )
            )

    def _choose(self) -> None:
        kit = self._kit
        suggestion = self.target or Path(self._plan.file_name if self._plan else "")
        filters = kit.say(t("Encrypted packages (*.cdrp.age)") if self.encrypts else t("Signed packages (*.cdrp)"))
        chosen = kit.files.save_file(self, kit.say(t("Choose where to write the file")), suggestion, filters)
        if chosen is not None:
            self.target_chosen.emit(chosen if chosen.suffix else chosen.with_name(f"{chosen.name}.cdrp"))

    def _typed(self) -> None:
        self.pin_field.set_error("")
        self.changed.emit()

    def minimumSizeHint(self) -> QSize:
        """Both columns side by side."""
        return QSize(self._kit.look.px(740), 200)
