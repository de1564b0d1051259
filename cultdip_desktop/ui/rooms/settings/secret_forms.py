"""Small forms that open out under a line of the security page and ask for a passphrase."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.i18n.messages import describe
from cultdip_desktop.i18n.words import Words
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.buttons import Button
from cultdip_desktop.ui.kit.fields import Field, PasswordField
from cultdip_desktop.ui.kit.jobs import Job
from cultdip_desktop.ui.kit.language import Phrase, Speech, t
from cultdip_desktop.ui.kit.strength import StrengthMeter
from cultdip_desktop.ui.kit.surfaces import column, limited, row

LEAST = 8
"""Characters of a passphrase."""

_OLD_IS_WRONG = ("office.wrong_passphrase",)


class PassphraseForm(QWidget):
    """The present passphrase, and a button; a wrong one is said under the field."""

    def __init__(
        self,
        kit: Kit,
        action: Speech,
        icon: str,
        on_submit: Callable[[str], Job[Any]],
        on_cancel: Callable[[], object],
    ) -> None:
        super().__init__()
        self._on_submit = on_submit
        self.passphrase = PasswordField(kit)
        self.field = Field(kit, t("Present passphrase"), self.passphrase, required=True)
        self.submit = Button(kit, action, "primary", icon=icon, on_click=self._submit)
        self.passphrase.edited.connect(lambda _text: self.field.set_error(""))
        self.passphrase.entered.connect(self._submit)
        buttons = row(self.submit, Button(kit, t("Cancel"), on_click=on_cancel), None)
        self.setLayout(column(limited(self.field, kit.look.px(340)), buttons, gap=12))
        self.setFocusProxy(self.passphrase)

    def forget(self) -> None:
        """Empty the field."""
        self.passphrase.clear()
        self.field.set_error("")

    def refuse(self, error: UserError) -> None:
        """Say what was wrong."""
        self.field.set_error(_said(error))
        self.passphrase.setFocus()
        self.passphrase.line.selectAll()

    def _submit(self) -> None:
        if not self.passphrase.value():
            self.field.set_error(t("Type the passphrase."))
            self.passphrase.setFocus()
            return
        self.submit.hold(self._on_submit(self.passphrase.value()))


class ChangeForm(QWidget):
    """The present passphrase, the new one twice, and how strong that is."""

    def __init__(self, kit: Kit, on_submit: Callable[[str, str], Job[None]], on_cancel: Callable[[], object]) -> None:
        super().__init__()
        self._on_submit = on_submit
        self.old, self.new, self.again = PasswordField(kit), PasswordField(kit), PasswordField(kit)
        hint = t("Four or five words that do not belong together.")
        self.old_field = Field(kit, t("Present passphrase"), self.old, required=True)
        self.new_field = Field(kit, t("New passphrase"), self.new, required=True, hint=hint)
        self.again_field = Field(kit, t("New passphrase once more"), self.again, required=True)
        self._meter = StrengthMeter(kit)
        self.submit = Button(kit, t("Change the passphrase"), "primary", icon="lock", on_click=self._submit)
        for field in (self.old, self.new, self.again):
            field.edited.connect(lambda _text: self._typed())
            field.entered.connect(self._submit)
        pair = row(self.new_field, self.again_field, gap=16)
        pair.setStretch(0, 1)
        pair.setStretch(1, 1)
        buttons = row(self.submit, Button(kit, t("Cancel"), on_click=on_cancel), None)
        self.setLayout(column(limited(self.old_field, kit.look.px(340)), pair, self._meter, buttons, gap=12))
        self.setFocusProxy(self.old)

    def forget(self) -> None:
        """Empty every field."""
        for field in (self.old, self.new, self.again):
            field.clear()
        self._typed()

    def refuse(self, error: UserError) -> None:
        """Say what was wrong, at the field that it is about."""
        about_old = error.code in _OLD_IS_WRONG
        field, editor = (self.old_field, self.old) if about_old else (self.new_field, self.new)
        field.set_error(_said(error))
        editor.setFocus()
        editor.line.selectAll()

    def _typed(self) -> None:
        for field in (self.old_field, self.new_field, self.again_field):
            field.set_error("")
        self._meter.show_strength(self.new.value())

    def _submit(self) -> None:
        wrong: list[tuple[Field, Speech]] = []
        if not self.old.value():
            wrong.append((self.old_field, t("Type the passphrase.")))
        if len(self.new.value()) < LEAST:
            wrong.append((self.new_field, t("A passphrase has at least 8 characters.")))
        elif self.again.value() != self.new.value():
            wrong.append((self.again_field, t("The two passphrases differ.")))
        for field, speech in wrong:
            field.set_error(speech)
        if wrong:
            wrong[0][0].editor.setFocus()
            return
        self.submit.hold(self._on_submit(self.old.value(), self.new.value()))


def _said(error: UserError) -> Phrase:
    def said(words: Words) -> str:
        text = describe(words, error)
        return f"{text.message} {text.advice}".strip()

    return Phrase(said)
