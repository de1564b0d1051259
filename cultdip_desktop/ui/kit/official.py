"""The official act: a card that says what will be signed, asks for the PIN, and has the one red button of its page."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Signal

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.i18n.messages import describe
from cultdip_desktop.i18n.words import Words
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.buttons import Button
from cultdip_desktop.ui.kit.fields import Field, PasswordField
from cultdip_desktop.ui.kit.language import Phrase, Speech, t
from cultdip_desktop.ui.kit.surfaces import Card, column, row
from cultdip_desktop.ui.kit.text import PlainLabel


class OfficialAct(Card):
    """`asked` comes with a PIN that is not empty; the card forgets it when it is told to.

    What else a page lets choose stands in `options`, other buttons beside `sign` in `buttons`.
    """

    asked = Signal(str)

    def __init__(self, kit: Kit, title: Speech, button: Speech) -> None:
        super().__init__(kit, title)
        self._said = PlainLabel(kit, "", wrap=True)
        forever = t("A signed file cannot be taken back: what is wrong in it is corrected by another one.")
        self.pin = PasswordField(kit, t("PIN of headquarters' signing key"))
        self.pin.setFixedWidth(kit.look.px(260))
        self.field = Field(kit, t("PIN"), self.pin, required=True)
        self.sign: Final = Button(kit, button, "official", icon="stamp", on_click=self._ask)
        self.add(self._said)
        self.add(PlainLabel(kit, forever, "small", "secondary", wrap=True))
        self.options = column(gap=8)
        self.buttons = row(self.sign, gap=8)
        self.add(self.options)
        self.add(row(self.field, column(None, self.buttons, gap=0), None, gap=12))
        self.pin.entered.connect(self._ask)
        self.pin.edited.connect(self._typed)

    def say(self, said: Speech) -> None:
        """What will be signed for whom."""
        self._said.say(said)

    def forget(self) -> None:
        """Empty the PIN and what was said beside it."""
        self.pin.clear()
        self.field.set_error("")

    def show_error(self, error: UserError) -> None:
        """Beside the PIN: most refusals are about it."""
        self.field.set_error(Phrase(lambda words: _said(words, error)))
        self.pin.setFocus()

    def _typed(self, text: str) -> None:
        if text:
            self.field.set_error("")

    def _ask(self) -> None:
        if not self.pin.value():
            self.field.set_error(t("Type the PIN."))
            self.pin.setFocus()
            return
        self.field.set_error("")
        self.asked.emit(self.pin.value())


def _said(words: Words, error: UserError) -> str:
    said = describe(words, error)
    return " ".join(part for part in (said.message, said.advice) if part)
