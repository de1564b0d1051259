"""What can be done with a signing key, each in a card of its own: make, take in, another PIN, hand over."""

from __future__ import annotations

from pathlib import Path

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.i18n.messages import describe
from cultdip_desktop.i18n.words import Words
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.bilingual import BilingualField
from cultdip_desktop.ui.kit.buttons import Button, ButtonKind
from cultdip_desktop.ui.kit.choices import CheckBox
from cultdip_desktop.ui.kit.fields import Field, LineEdit, PasswordField
from cultdip_desktop.ui.kit.language import Phrase, Speech, n, t
from cultdip_desktop.ui.kit.room import Room
from cultdip_desktop.ui.kit.surfaces import row
from cultdip_desktop.ui.kit.text import PlainLabel
from cultdip_desktop.ui.rooms.settings.view_keys_parts import PinPair, TaskCard
from cultdip_desktop.ui.rooms.settings.viewmodel_keys import KeyFacts, KeysModel

PKCS12 = "PKCS#12 (*.p12 *.pfx);;* (*)"


class RoomTask(TaskCard):
    """A task that ends with a word in the toast, or an error at its PIN or in the room's banner."""

    def __init__(
        self, kit: Kit, room: Room, title: Speech, action: Speech, icon: str, kind: ButtonKind = "primary"
    ) -> None:
        super().__init__(kit, title, action, icon, kind)
        self.kit, self.room = kit, room

    def done(self, said: Speech) -> None:
        """It worked: say so and close."""
        self.action.enable()
        self.room.banner.clear()
        self.room.done.emit(said, None)
        self.closed.emit()

    def failed(self, error: UserError) -> None:
        """It did not: say why."""
        self.refuse()
        self.room.show_error(error)

    def failed_at(self, pin: PasswordField, field: Field, error: UserError) -> None:
        """It did not: at the field if it was the PIN, else as `failed`."""
        if error.code not in ("key.wrong_pin", "key.locked"):
            self.failed(error)
            return
        self.refuse()
        pin.clear()
        field.set_error(words_of_error(error))
        pin.setFocus()


class KeyTask(RoomTask):
    """A task with a key of this office."""

    def __init__(self, kit: Kit, model: KeysModel, room: Room, title: Speech, action: Speech, icon: str) -> None:
        super().__init__(kit, room, title, action, icon)
        self.model = model


class CreateForm(KeyTask):
    """A new key under its own PIN."""

    def __init__(self, kit: Kit, model: KeysModel, room: Room) -> None:
        super().__init__(kit, model, room, t("Make a signing key"), t("Make the key"), "key-round")
        self.name = LineEdit(kit, t("As it stands in documents"))
        self.name_field = Field(kit, t("Whose key"), self.name, required=True)
        self.name.edited.connect(lambda _text: self.name_field.set_error(""))
        self.pins = PinPair(kit, t("PIN of the key"))
        self.pins.entered.connect(self.act)
        note = t("The office passphrase does not open it. Nobody can recover a forgotten PIN: a new key is made then.")
        limits = t(
            "Wrong PINs are counted inside the encrypted office: three, then a pause of 15 minutes, which doubles. "
            "Whoever takes the files away guesses uncounted; against that only a long PIN helps."
        )
        self.add(self.name_field)
        self.add(self.pins)
        for said in (note, limits):
            self.add(PlainLabel(kit, said, "small", "secondary", wrap=True))
        self.finish()

    def begin(self, person: str) -> None:
        """Suggest the person at the keyboard."""
        self.name.set_value(person)
        (self.pins if person else self.name).setFocus()

    def forget(self) -> None:
        """Leave no PIN behind."""
        self.pins.forget()

    def act(self) -> None:
        """Make the key."""
        if not self.name.value():
            self.name_field.set_error(t("Write the name of the person whose key it is."))
            self.name.setFocus()
        elif self.pins.check():
            self.action.disable(t("The key is being made."))
            said = t("The key was made. Now write the request file.")
            self.model.create_key(self.name.value(), self.pins.value(), lambda: self.done(said), self.failed)


class ImportForm(KeyTask):
    """A key from a PKCS#12 file, sealed anew under a PIN."""

    def __init__(self, kit: Kit, model: KeysModel, room: Room) -> None:
        super().__init__(kit, model, room, t("Take in a key from a file"), t("Take the key in"), "file-key")
        self.file: Path | None = None
        self._shown = PlainLabel(kit, t("No file chosen yet."), "small", "secondary", wrap=True)
        self.choose_button = Button(kit, t("Choose a PKCS#12 file…"), icon="file-key", on_click=self._choose)
        self.password = PasswordField(kit)
        self.password_field = Field(
            kit, t("Password of the file"), self.password, hint=t("It opens the file once and is not kept.")
        )
        self.pins = PinPair(kit, t("New PIN of the key"))
        self.password.entered.connect(self.pins.setFocus)
        self.pins.entered.connect(self.act)
        line = row(self.choose_button, self._shown)
        line.setStretch(1, 1)
        self.add(line)
        self.add(self.password_field)
        self.add(self.pins)
        note = t(
            "The key leaves the file's weak protection at once. Delete the file yourself afterwards. "
            "A certificate that does not come from headquarters' root cannot be verified there: write the request too."
        )
        self.add(PlainLabel(kit, note, "small", "secondary", wrap=True))
        self.finish()

    def begin(self) -> None:
        """Nothing chosen yet."""
        self._show(None)
        self.choose_button.setFocus()

    def forget(self) -> None:
        """Leave no secret behind."""
        self.password.clear()
        self.pins.forget()

    def act(self) -> None:
        """Take it in."""
        if self.file is not None and self.pins.check():
            self.action.disable(t("The key is being taken in."))
            said = t("The key was taken in. Delete the file {file}.", file=self.file.name)
            self.model.import_key(
                self.file, self.password.value(), self.pins.value(), lambda: self.done(said), self.failed
            )

    def _choose(self) -> None:
        file = self.kit.files.open_file(self, self.kit.say(t("Choose a PKCS#12 file")), PKCS12)
        if file is not None:
            self._show(file)
            self.password.setFocus()

    def _show(self, file: Path | None) -> None:
        self.file = file
        self._shown.say(t("No file chosen yet.") if file is None else file.name)
        if file is None:
            self.action.disable(t("Choose a file first."))
        else:
            self.action.enable()


class PinForm(KeyTask):
    """Another PIN for a key; a wrong old one counts."""

    def __init__(self, kit: Kit, model: KeysModel, room: Room) -> None:
        super().__init__(kit, model, room, t("Change the PIN"), t("Change the PIN"), "key-round")
        self._key = ""
        self._whose = PlainLabel(kit, "", "body", "secondary", wrap=True)
        self.old = PasswordField(kit)
        self.old_field = Field(kit, t("Present PIN"), self.old, required=True, hint=" ")
        self.old.edited.connect(lambda _text: self.old_field.set_error(""))
        self.pins = PinPair(kit, t("New PIN of the key"))
        self.old.entered.connect(self.pins.setFocus)
        self.pins.entered.connect(self.act)
        self.add(self._whose)
        self.add(self.old_field)
        self.add(self.pins)
        self.finish()

    def begin(self, key: KeyFacts) -> None:
        """Of this key."""
        self._key = key.id
        self._whose.say(t("Key of {person}", person=key.person))
        self.show_attempts(key)
        self.old.setFocus()

    def show_attempts(self, key: KeyFacts) -> None:
        """How many tries are left."""
        if key.id == self._key:
            left = n("{n} attempt left.", "{n} attempts left.", key.attempts_left)
            self.old_field.set_hint(t("{left} A wrong PIN counts as at signing.", left=left))

    def forget(self) -> None:
        """Leave no PIN behind."""
        self.old.clear()
        self.pins.forget()
        self.old_field.set_error("")

    def act(self) -> None:
        """Change it."""
        if not self.old.value():
            self.old_field.set_error(t("Enter the present PIN."))
            self.old.setFocus()
        elif self.pins.check():
            self.action.disable(t("The PIN is being changed."))
            said = t("The PIN was changed.")
            self.model.change_pin(
                self._key, self.old.value(), self.pins.value(), lambda: self.done(said), self._refused
            )

    def _refused(self, error: UserError) -> None:
        self.failed_at(self.old, self.old_field, error)


class HandOverForm(KeyTask):
    """A key for the successor; the old one rests."""

    def __init__(self, kit: Kit, model: KeysModel, room: Room) -> None:
        super().__init__(kit, model, room, t("Hand the key over"), t("Make the successor's key"), "users")
        self._key = ""
        self._what = PlainLabel(kit, "", "body", "secondary", wrap=True)
        self.name = LineEdit(kit, t("As it stands in documents"))
        self.name_field = Field(kit, t("Successor"), self.name, required=True)
        self.name.edited.connect(lambda _text: self.name_field.set_error(""))
        self.rank = BilingualField(kit, t("Rank"))
        self.pins = PinPair(kit, t("PIN that the successor chooses"))
        self.pins.entered.connect(self.act)
        self.later = CheckBox(kit, t("The old key may sign until the new certificate is in place"))
        self.add(self._what)
        self.add(self.name_field)
        self.add(self.rank)
        self.add(self.pins)
        self.add(self.later)
        self.finish()

    def begin(self, key: KeyFacts) -> None:
        """Of this key."""
        self._key = key.id
        self._what.say(
            t(
                "The key of {person} signs no more and stays here, so that what it has signed can be verified as "
                "before. The successor gets a key of their own, whose request goes to headquarters, and takes the "
                "place of {person} in the list of people.",
                person=key.person,
            )
        )
        self.name.set_value("")
        self.rank.set_value(BiText())
        self.later.setChecked(False)
        self.name.setFocus()

    def forget(self) -> None:
        """Leave no PIN behind."""
        self.pins.forget()

    def act(self) -> None:
        """Hand it over."""
        name = self.name.value()
        if not name:
            self.name_field.set_error(t("Write the name of the successor."))
            self.name.setFocus()
        elif self.pins.check():
            self.action.disable(t("The key is being made."))
            said = t("{person} has a key now. Write its request file for headquarters.", person=name)
            self.model.hand_over(
                self._key,
                name,
                self.rank.value(),
                self.pins.value(),
                not self.later.isChecked(),
                lambda: self.done(said),
                self.failed,
            )


def message_of(error: UserError) -> Phrase:
    """What happened."""
    return Phrase(lambda words: describe(words, error).message)


def advice_of(error: UserError) -> Phrase:
    """What to do."""
    return Phrase(lambda words: describe(words, error).advice)


def words_of_error(error: UserError) -> Speech:
    """An expected error as text under a field."""

    def said(words: Words) -> str:
        text = describe(words, error)
        return f"{text.message} {text.advice}".strip()

    return Phrase(said)
