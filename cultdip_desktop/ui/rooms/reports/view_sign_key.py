"""The key that signs next: a key of this program or one on a token, its certificate, and its PIN."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.i18n import dates
from cultdip_desktop.i18n.messages import describe
from cultdip_desktop.i18n.words import Words
from cultdip_desktop.ui.kit.base import Kit, present
from cultdip_desktop.ui.kit.buttons import Button, IconButton
from cultdip_desktop.ui.kit.choices import CheckBox, ComboBox
from cultdip_desktop.ui.kit.fields import Field, PasswordField
from cultdip_desktop.ui.kit.language import Phrase, Speech, n, t
from cultdip_desktop.ui.kit.marks import Mark, Pill
from cultdip_desktop.ui.kit.surfaces import Card, column, row
from cultdip_desktop.ui.kit.text import PlainLabel
from cultdip_desktop.ui.rooms.reports.sign_values import KeyChoice, SignState

_TRIES: Final = {
    "all": (t("No wrong PIN so far"), Mark("shield-check", "ok")),
    "fewer": (t("A wrong PIN was entered before"), Mark("triangle-alert", "warn")),
    "last": (t("One try left"), Mark("octagon-alert", "danger")),
    "locked": (t("Locked"), Mark("lock", "danger")),
}
_BUTTONS: Final = {"person": t("Sign as the competent person"), "agency": t("Sign as the agency")}
_MOST: Final = 3
"""Wrong PINs after which most tokens lock."""


class KeyCard(Card):
    """Chooses the key, takes the PIN, signs; `stop` says what is missing."""

    sign_asked = Signal()
    keys_asked = Signal()
    tokens_asked = Signal()
    again_asked = Signal()

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit, t("Sign"))
        self._kit = kit
        self._state: SignState | None = None
        self._keys: dict[str, KeyChoice] = {}
        self.keys = ComboBox(kit)
        self.key_field = Field(kit, t("Key"), self.keys)
        self.again = IconButton(
            kit, "refresh-cw", t("Look for tokens again"), on_click=self.again_asked.emit, framed=True
        )
        self._tries = Pill(kit)
        self._validity = PlainLabel(kit, "", "small", "secondary", wrap=True)
        self._level = PlainLabel(kit, "", "small", "secondary", wrap=True)
        self._words = PlainLabel(kit, "", "small", "secondary", wrap=True).selectable()
        self._problem = PlainLabel(kit, "", "small", "danger", wrap=True)
        self._end = PlainLabel(kit, "", "body", "secondary", wrap=True)
        self._token = PlainLabel(kit, "", "small", "warn", wrap=True)
        self.pin = PasswordField(kit)
        self.pin_field = Field(kit, t("PIN"), self.pin, hint="")
        self.last = CheckBox(kit, t("I know that a wrong PIN locks the token now"))
        self.button = Button(kit, t("Sign"), "official", icon="stamp", on_click=self.sign_asked.emit)
        self.to_keys = Button(
            kit, t("Open the signing keys"), icon="key-round", compact=True, on_click=self.keys_asked.emit
        )
        self.to_tokens = Button(kit, t("Set up a token"), icon="usb", compact=True, on_click=self.tokens_asked.emit)
        self._lay_out()
        self.keys.chosen.connect(lambda _value: self._choose())
        self.pin.edited.connect(lambda _text: self._typed())
        self.pin.entered.connect(self.sign_asked)
        self.last.toggled.connect(lambda _on: self._say_stop())

    @property
    def chosen(self) -> str:
        """Id of the key."""
        return str(self.keys.value() or "")

    @property
    def last_try(self) -> bool:
        """The person accepts that a wrong PIN locks the token."""
        return self.last.isChecked()

    @property
    def stop(self) -> Speech:
        """What is missing, or nothing."""
        state, key = self._state, self._keys.get(self.chosen)
        if state is None:
            return t("The document is being read.")
        if state.stop is not None:
            stop = state.stop
            return Phrase(lambda words: describe(words, stop).message)
        if not state.next_role:
            return t("Both signatures are there.")
        if key is None:
            return t("Choose a key.")
        if key.stop is not None:
            trouble = key.stop
            return Phrase(lambda words: describe(words, trouble).message)
        if key.tries == "locked":
            return t("The token is locked.")
        if self._last_asked(key) and not self.last.isChecked():
            return t("One try is left: say that you know it.")
        if not key.keypad and not self.pin.value():
            return t("Enter the PIN.")
        return ""

    def show_state(self, state: SignState) -> None:
        """Who signs next."""
        self._state = state
        self.button.say(_BUTTONS.get(state.next_role, t("Sign")))
        signing = bool(state.next_role)
        for widget in (
            self.key_field,
            self.again,
            self.pin_field,
            self._validity,
            self._level,
            self._words,
            self._tries,
        ):
            present(widget, shown=signing)
        present(self.button, shown=signing)
        present(self._end, shown=not signing)
        self._choose()

    def show_keys(self, choices: tuple[KeyChoice, ...]) -> None:
        """The keys that are there now; the one chosen before stays chosen."""
        before = self.chosen
        self._keys = {one.id: one for one in choices}
        self.keys.clear_choices()
        for one in choices:
            icon = "usb" if one.token else "key-round"
            label = t("{person} · token {token}", person=one.person, token=one.token) if one.token else one.person
            self.keys.add(one.id, label, icon)
        if before in self._keys:
            self.keys.set_value(before)
        self._choose()

    def show_token_trouble(self, error: UserError | None) -> None:
        """Tokens could not be asked."""
        self._token.say("" if error is None else Phrase(lambda words: describe(words, error).message))
        present(self._token, shown=error is not None)

    def show_refusal(self, error: UserError) -> None:
        """The PIN was wrong or the key is locked: say so at the field, and forget what was typed."""
        self.pin.clear()
        self.last.setChecked(False)
        self.pin_field.set_error(Phrase(lambda words: " ".join(filter(None, _both(words, error)))))
        self.pin.setFocus()
        self._say_stop()

    def take_pin(self) -> str:
        """What was typed; the field is empty afterwards."""
        pin = self.pin.value()
        self.pin.clear()
        return str(pin)

    def forget_pin(self) -> None:
        """Leave no PIN behind."""
        self.pin.clear()
        self.pin_field.set_error("")
        self.last.setChecked(False)

    def _lay_out(self) -> None:
        line = row(self.key_field, self.again, gap=6)
        line.setStretch(0, 1)
        line.setAlignment(self.again, Qt.AlignmentFlag.AlignBottom)
        self.add(self._end)
        self.add(line)
        self.add(row(self._tries, None))
        self.add(column(self._validity, self._level, self._words, self._problem, gap=2))
        self.add(self._token)
        self.add(self.pin_field)
        self.add(self.last)
        self.add(self.button)
        self.add(row(self.to_keys, self.to_tokens, None))

    def _choose(self) -> None:
        key = self._keys.get(self.chosen)
        signing = self._state is not None and bool(self._state.next_role)
        for label in (self._validity, self._level, self._words, self._tries):
            present(label, shown=signing and key is not None)
        present(self.pin_field, shown=signing and key is not None and not key.keypad)
        present(self.last, shown=signing and key is not None and self._last_asked(key))
        trouble = key.stop if key is not None else None
        present(self._problem, shown=signing and trouble is not None)
        if trouble is not None:
            self._problem.say(Phrase(lambda words: describe(words, trouble).message))
        if key is not None:
            self._say_key(key)
        self._say_stop()

    def _say_key(self, key: KeyChoice) -> None:
        first, last = key.first, key.last
        self._validity.say(
            Phrase(
                lambda words: words.t(
                    "Certificate valid {first} – {last}", first=dates.day(words, first), last=dates.day(words, last)
                )
            )
        )
        self._level.say(
            t("App-level key, made by this program")
            if key.app_level
            else t("Certificate of an authority outside this program")
        )
        self._words.say(" ".join(key.words))
        if key.attempts is not None:
            mark = Mark("shield-check", "ok") if key.attempts == _MOST else Mark("triangle-alert", "warn")
            self._tries.set(n("{n} attempt left", "{n} attempts left", key.attempts), mark)
            self.pin_field.set_hint(t("The PIN is not kept."))
            return
        tries = "last" if self._last_asked(key) else key.tries
        self._tries.set(*_TRIES[tries])
        said = t("Tried once, never again by itself; most tokens lock after three wrong PINs.")
        wrong = n("{n} wrong PIN sent from here.", "{n} wrong PINs sent from here.", key.wrong)
        self.pin_field.set_hint(t("{wrong} {said}", wrong=wrong, said=said) if key.wrong else said)

    def _last_asked(self, key: KeyChoice) -> bool:
        return bool(key.token) and (key.tries == "last" or key.wrong >= _MOST - 1)

    def _typed(self) -> None:
        self.pin_field.set_error("")
        self._say_stop()

    def _say_stop(self) -> None:
        stop = self.stop
        self._end.say(stop)
        if stop:
            self.button.disable(stop)
        else:
            self.button.enable()


def _both(words: Words, error: UserError) -> tuple[str, str]:
    text = describe(words, error)
    return text.message, text.advice
