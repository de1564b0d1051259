"""Step 2: the passphrase, and at headquarters the PIN of the root key."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from cultdip_desktop.ui.kit.base import Kit, present
from cultdip_desktop.ui.kit.fields import Field, PasswordField
from cultdip_desktop.ui.kit.language import Speech, t
from cultdip_desktop.ui.kit.strength import StrengthMeter, words_of
from cultdip_desktop.ui.kit.surfaces import boxed, column, row
from cultdip_desktop.ui.rooms.welcome.info_strip import InfoStrip
from cultdip_desktop.ui.rooms.welcome.viewmodel import WelcomeModel

LEAST_PIN: Final = 6
"""Characters of the root key's PIN."""


class SecretPage(QWidget):
    """Passphrase twice with a live meter; PIN twice at headquarters; what must never be put in."""

    entered = Signal()
    """Enter in the last field."""

    def __init__(self, kit: Kit, model: WelcomeModel) -> None:
        super().__init__()
        self._kit, self._model = kit, model
        self._headquarters = False
        self._passphrase = PasswordField(kit)
        self._again = PasswordField(kit)
        self._pin = PasswordField(kit)
        self._pin_again = PasswordField(kit)
        self._field = Field(
            kit,
            t("Passphrase"),
            self._passphrase,
            required=True,
            hint=t("Four or five words that do not belong together."),
        )
        self._again_field = Field(kit, t("Passphrase once more"), self._again, required=True)
        self._pin_field = Field(
            kit,
            t("PIN of the root key"),
            self._pin,
            required=True,
            hint=t("At least 6 characters, asked for when certificates are issued."),
        )
        self._pin_again_field = Field(kit, t("PIN once more"), self._pin_again, required=True)
        self._meter = StrengthMeter(kit)
        self._secrecy = InfoStrip(kit, "warn")
        for field in (self._passphrase, self._again, self._pin, self._pin_again):
            field.edited.connect(lambda _text: self._typed())
            field.entered.connect(self.entered)
        self._lay_out()
        self._show_strength()
        self.setFocusProxy(self._passphrase)

    @property
    def passphrase(self) -> str:
        """As typed."""
        return self._passphrase.value()

    @property
    def pin(self) -> str:
        """As typed; empty at a mission."""
        return self._pin.value() if self._headquarters else ""

    def set_headquarters(self, *, on: bool) -> None:
        """Ask for a PIN as well, or not."""
        self._headquarters = on
        present(self._pins, shown=on)

    def check(self) -> bool:
        """Mark what is wrong; True when the office may be made."""
        wrong: list[tuple[Field, Speech]] = []
        if self._model.strength(self.passphrase).score == 0:
            wrong.append((self._field, words_of("office.passphrase_weak")))
        elif self._again.value() != self.passphrase:
            wrong.append((self._again_field, t("The two passphrases differ.")))
        if self._headquarters and len(self.pin) < LEAST_PIN:
            wrong.append((self._pin_field, t("The PIN needs at least 6 characters.")))
        elif self._headquarters and self._pin_again.value() != self.pin:
            wrong.append((self._pin_again_field, t("The two PINs differ.")))
        for field, speech in wrong:
            field.set_error(speech)
        if wrong:
            wrong[0][0].editor.setFocus()
        return not wrong

    def forget(self) -> None:
        """Empty every field: the secrets are no longer needed."""
        for field in (self._passphrase, self._again, self._pin, self._pin_again):
            field.clear()
        self._show_strength()

    def fill(self, passphrase: str) -> None:
        """Fill the passphrase (tour)."""
        self._passphrase.line.setText(passphrase)
        self._again.line.setText(passphrase)
        self._show_strength()

    def _typed(self) -> None:
        for field in (self._field, self._again_field, self._pin_field, self._pin_again_field):
            field.set_error("")
        self._show_strength()

    def _show_strength(self) -> None:
        self._meter.show_strength(self.passphrase)

    def _lay_out(self) -> None:
        self._secrecy.say(
            "shield-x",
            t(
                "Not for state secrets: this program refuses material marked MẬT, TỐI MẬT or TUYỆT MẬT. "
                "It knows LƯU HÀNH NỘI BỘ and urgency marks only."
            ),
        )
        pair = row(self._field, self._again_field, gap=16)
        pins = row(self._pin_field, self._pin_again_field, gap=16)
        for line in (pair, pins):
            line.setStretch(0, 1)
            line.setStretch(1, 1)
        self._pins = boxed(pins)
        layout = column(pair, self._meter, self._pins, 4, self._secrecy, gap=12)
        layout.addStretch(1)
        self.setLayout(layout)
        self._pins.hide()
