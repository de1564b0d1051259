"""The signing key of a mission in three steps: make it, have it certified, put the certificate in."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from PySide6.QtWidgets import QWidget

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.i18n import dates
from cultdip_desktop.ui.kit.base import Kit, present
from cultdip_desktop.ui.kit.buttons import Button
from cultdip_desktop.ui.kit.choices import CheckBox
from cultdip_desktop.ui.kit.fields import Field, PasswordField
from cultdip_desktop.ui.kit.language import Phrase, Speech, t
from cultdip_desktop.ui.kit.marks import Mark, Pill
from cultdip_desktop.ui.kit.room import Room
from cultdip_desktop.ui.kit.surfaces import Card, ScrollPage, boxed, clear, column, row
from cultdip_desktop.ui.kit.text import PlainLabel, Rule
from cultdip_desktop.ui.rooms.settings.facts import Facts
from cultdip_desktop.ui.rooms.settings.lane import add_card
from cultdip_desktop.ui.rooms.settings.viewmodel_keys import KeyFacts, Keyring, KeysModel, TrustFacts

LEAST_PIN = 6


class KeysPage(ScrollPage):
    """Keys there are, and the way to a certified one."""

    def __init__(self, kit: Kit, model: KeysModel, room: Room) -> None:
        super().__init__()
        self._kit, self._model, self._room = kit, model, room
        self._answer: Path | None = None
        self._words: tuple[str, ...] = ()
        self._shown: tuple[KeyFacts, ...] = ()
        self._write: Button | None = None
        self._leads = False
        """The control just used disappears: the focus goes on to the next step."""

        self._list = column(gap=10)
        self._keys = Card(kit, t("Keys of this office"))
        self._keys.add(self._list)
        self._make = self._make_card()
        self._install = self._install_card()
        for card in (self._keys, self._make, self._install):
            add_card(self, card)
        self.end()
        model.keyring_known.connect(self._show)

    def _show(self, ring: Keyring) -> None:
        clear(self._list)
        self._shown = ring.keys
        self._write = None
        if not ring.keys:
            text = t("There is no key yet. A key signs the packages that leave this office; headquarters certifies it.")
            self._list.addWidget(PlainLabel(self._kit, text, "body", "secondary", wrap=True))
        for index, key in enumerate(ring.keys):
            if index:
                self._list.addWidget(Rule())
            self._list.addWidget(self._key_line(key))
        if ring.trust is not None:
            self._list.addWidget(Rule())
            self._list.addWidget(self._trust_line(ring.trust))
        waiting = any(key.not_after is None for key in ring.keys)
        present(self._make, shown=not ring.keys)
        present(self._install, shown=waiting)
        if self._leads:
            self._leads = False
            (self._write or self).setFocus()

    def _key_line(self, key: KeyFacts) -> QWidget:
        kit = self._kit
        head = row(PlainLabel(kit, key.person, "strong"), _certificate_pill(kit, key, self._model.zone), None)
        facts = Facts(kit)
        facts.add(t("Fingerprint words"), key.words)
        facts.add(t("PIN attempts left"), str(key.attempts_left))
        parts = column(head, facts, gap=8)
        if key.not_after is None:
            write = Button(kit, t("Write the request file…"), icon="file-up", on_click=lambda: self._ask_request(key))
            hint = t("Give the file to headquarters and read the words out by telephone.")
            self._write = write
            parts.addLayout(row(write, PlainLabel(kit, hint, "small", "secondary"), None))
        return boxed(parts)

    def _trust_line(self, trust: TrustFacts) -> QWidget:
        kit = self._kit
        mark = Mark("shield-check", "ok") if trust.confirmed else Mark("triangle-alert", "warn")
        word = t("Compared") if trust.confirmed else t("Not compared yet")
        facts = Facts(kit)
        facts.add(t("Its words"), trust.words)
        if trust.fresh_until is not None:
            facts.add(t("Revocation lists valid until"), _day(trust.fresh_until, self._model.zone))
        head = row(PlainLabel(kit, t("Headquarters' root"), "strong"), Pill(kit, word, mark), None)
        return boxed(column(head, facts, gap=8))

    def _make_card(self) -> Card:
        kit = self._kit
        self._pin, self._again = PasswordField(kit), PasswordField(kit)
        hint = t("At least 6 characters; asked for at every signature.")
        self._pin_field = Field(kit, t("PIN of the key"), self._pin, required=True, hint=hint)
        self._again_field = Field(kit, t("PIN once more"), self._again, required=True)
        for field in (self._pin, self._again):
            field.edited.connect(lambda _text: self._forgive())
            field.entered.connect(self._create)
        pair = row(self._pin_field, self._again_field, gap=16)
        pair.setStretch(0, 1)
        pair.setStretch(1, 1)
        self._create_button = Button(kit, t("Make the key"), "primary", icon="key-round", on_click=self._create)
        card = Card(kit, t("Make a signing key"))
        card.add(pair)
        card.add(row(self._create_button, None))
        return card

    def _install_card(self) -> Card:
        kit = self._kit
        self._file = PlainLabel(kit, t("No file chosen yet."), "small", "secondary", wrap=True)
        self._root = PlainLabel(kit, "", "medium", wrap=True).selectable()
        self._same = CheckBox(kit, t("Headquarters read out exactly these words by telephone"))
        self._same.toggled.connect(lambda _on: self._allow())
        self._install_button = Button(
            kit, t("Put the certificate in"), "primary", icon="badge-check", on_click=self._put
        )
        choose = Button(kit, t("Choose the answer of headquarters…"), icon="file-down", on_click=self._choose_answer)
        card = Card(kit, t("Put the certificate in"))
        line = row(choose, self._file)
        line.setStretch(1, 1)
        card.add(line)
        self._compare = boxed(
            column(PlainLabel(kit, t("Words of headquarters' root in this file:"), "label"), self._root, self._same)
        )
        card.add(self._compare)
        card.add(row(self._install_button, None))
        self._compare.hide()
        self._allow()
        return card

    def _forgive(self) -> None:
        self._pin_field.set_error("")
        self._again_field.set_error("")

    def _create(self) -> None:
        pin = self._pin.value()
        if len(pin) < LEAST_PIN:
            self._pin_field.set_error(t("The PIN needs at least 6 characters."))
            self._pin.setFocus()
        elif self._again.value() != pin:
            self._again_field.set_error(t("The two PINs differ."))
            self._again.setFocus()
        else:
            self._create_button.disable(t("The key is being made."))
            self._model.create_key(pin, self._created, self._not_created)

    def _created(self) -> None:
        self._leads = True
        self._create_button.enable()
        self._pin.clear()
        self._again.clear()
        self._room.banner.clear()
        self._room.done.emit(t("The key was made. Now write the request file."), None)

    def _not_created(self, error: UserError) -> None:
        self._create_button.enable()
        self._room.show_error(error)

    def _ask_request(self, key: KeyFacts) -> None:
        title = self._kit.say(t("Save the request file"))
        suggestion = self._model.home.parent / f"{self._model.office_id}-{key.id[:8]}.cdreq"
        target = self._kit.files.save_file(self, title, suggestion, "CultDip (*.cdreq)")
        if target is not None:
            said = t("Written: {file}. Read the words out to headquarters by telephone.", file=target.name)
            self._model.write_request(key.id, target, lambda: self._say(said), self._room.show_error)

    def _choose_answer(self) -> None:
        title = self._kit.say(t("Choose the answer of headquarters"))
        file = self._kit.files.open_file(self, title, "CultDip (*.cdrp)")
        if file is not None:
            self._model.read_answer(file, lambda words: self._show_words(file, words), self._room.show_error)

    def _show_words(self, file: Path, words: tuple[str, ...]) -> None:
        self._answer, self._words = file, words
        self._file.say(file.name)
        self._root.say(" ".join(words))
        self._same.setChecked(False)
        self._room.banner.clear()
        present(self._compare, shown=True)
        self._allow()

    def _allow(self) -> None:
        if self._answer is None:
            self._install_button.disable(t("Choose the answer of headquarters first."))
        elif not self._same.isChecked():
            self._install_button.disable(t("Compare the words by telephone first."))
        else:
            self._install_button.enable()

    def _put(self) -> None:
        if self._answer is not None:
            said = t("The certificate is in place: packages can be signed now.")
            self._model.install(
                self._answer, " ".join(self._words), lambda: self._installed(said), self._room.show_error
            )

    def _installed(self, said: Speech) -> None:
        self._leads = True
        self._say(said)

    def _say(self, speech: Speech) -> None:
        self._room.banner.clear()
        self._room.done.emit(speech, None)


def _certificate_pill(kit: Kit, key: KeyFacts, zone: str) -> Pill:
    if key.not_after is None:
        return Pill(kit, t("No certificate yet"), Mark("clock", "warn"))
    return Pill(kit, t("Certified until {day}", day=_day(key.not_after, zone)), Mark("badge-check", "ok"))


def _day(moment: datetime, zone: str) -> Phrase:
    local = moment.astimezone(ZoneInfo(zone)).date()
    return Phrase(lambda words: dates.day(words, local))
