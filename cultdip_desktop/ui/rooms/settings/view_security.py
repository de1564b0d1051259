"""What protects the office: passphrase, recovery code, locking by itself, and whether this machine remembers."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.ui.kit.base import Kit, present
from cultdip_desktop.ui.kit.buttons import Button
from cultdip_desktop.ui.kit.choices import Segmented, Switch
from cultdip_desktop.ui.kit.code_card import CodeCard
from cultdip_desktop.ui.kit.fields import Field
from cultdip_desktop.ui.kit.jobs import Job
from cultdip_desktop.ui.kit.language import Speech, n, t
from cultdip_desktop.ui.kit.recovery_sheet import Sheet
from cultdip_desktop.ui.kit.room import Room
from cultdip_desktop.ui.kit.surfaces import Card, boxed, column, row
from cultdip_desktop.ui.kit.text import PlainLabel
from cultdip_desktop.ui.rooms.settings.lane import add_card
from cultdip_desktop.ui.rooms.settings.page import SettingsPage
from cultdip_desktop.ui.rooms.settings.secret_forms import ChangeForm, PassphraseForm
from cultdip_desktop.ui.rooms.settings.viewmodel_security import Memory, SecurityModel

CHANGE, RENEW, REMEMBER, CODE = "change", "renew", "remember", "code"
LATER: Final = t("Backups made before still open with the old one: keep it until they are replaced.")


class SecurityPage(SettingsPage):
    """Four cards; at most one form is opened out at a time, so that there is one thing to decide."""

    def __init__(self, kit: Kit, model: SecurityModel, room: Room) -> None:
        super().__init__()
        self._kit, self._model, self._room = kit, model, room
        self._open = ""
        self.change = ChangeForm(kit, self._change, self.fold)
        self.renew = PassphraseForm(kit, t("Make a new code"), "refresh-cw", self._renew, self.fold)
        self.remembering = PassphraseForm(kit, t("Remember"), "monitor", self._remember, self.fold)
        self.code = CodeCard(kit)
        self.code.confirmed.connect(lambda _on: self._allow())
        self._code_done = Button(kit, t("Close; the code is put away"), "primary", icon="check", on_click=self.fold)
        self._ask_change = Button(kit, t("Change the passphrase…"), icon="lock", on_click=lambda: self._unfold(CHANGE))
        self._ask_renew = Button(kit, t("Make a new code…"), icon="refresh-cw", on_click=lambda: self._unfold(RENEW))
        self.locking = Segmented(kit, t("Lock after"))
        for minutes in model.choices:
            self.locking.add(minutes, n("{n} minute", "{n} minutes", minutes) if minutes else t("Never"))
        self.locking.chosen.connect(lambda minutes: model.set_locking(int(minutes)))
        self.switch = Switch(kit, t("Open without asking on this machine"))
        self.switch.clicked.connect(lambda _on=False: self._switched())
        self._why = PlainLabel(kit, t("Asking the system's keyring…"), "small", "secondary", wrap=True)
        self._remembers = False
        for card in (self._passphrase_card(), self._code_card(), self._lock_card(), self._memory_card()):
            add_card(self, card)
        self.end()
        self._arrange()
        model.locking_known.connect(self.locking.set_value)
        model.memory_known.connect(self._show_memory)

    def load(self) -> None:
        """Ask for what is set."""
        self._model.load()

    def keep(self) -> None:
        """Forget every secret that was typed or shown."""
        self._open = ""
        self._forget()
        self._arrange()

    def fold(self) -> bool:
        """Close what is opened out; the focus returns to where it was opened."""
        if not self._open:
            return False
        opener: dict[str, QWidget] = {CHANGE: self._ask_change, REMEMBER: self.switch}
        back = opener.get(self._open, self._ask_renew)
        self.keep()
        self.switch.setChecked(self._remembers)
        back.setFocus()
        return True

    def open_part(self, part: str, file: str = "") -> None:
        """Open a form out, as its button does."""
        del file
        if part in (CHANGE, RENEW, REMEMBER):
            self._unfold(part)

    def show_code(self, sheet: Sheet) -> None:
        """Show a new recovery code, once."""
        self._forget()
        self._open = CODE
        self.code.show_code(sheet)
        self._allow()
        self._arrange()
        self.code.setFocus()
        self.show_widget(self._code_done)

    def _allow(self) -> None:
        if self.code.is_confirmed:
            self._code_done.enable()
        else:
            self._code_done.disable(t("Tick that the code has been put away."))

    def _unfold(self, what: str) -> None:
        self._forget()
        self._open = what
        self._arrange()
        form = {CHANGE: self.change, RENEW: self.renew, REMEMBER: self.remembering}[what]
        form.setFocus(Qt.FocusReason.OtherFocusReason)
        self.show_widget(form)

    def _forget(self) -> None:
        for form in (self.change, self.renew, self.remembering):
            form.forget()
        self.code.forget()

    def _arrange(self) -> None:
        present(self.change, shown=self._open == CHANGE)
        present(self._ask_change, shown=self._open != CHANGE)
        present(self.renew, shown=self._open == RENEW)
        present(self._ask_renew, shown=self._open not in (RENEW, CODE))
        present(self._code_box, shown=self._open == CODE)
        present(self.remembering, shown=self._open == REMEMBER)

    def _change(self, old: str, new: str) -> Job[Any]:
        return self._model.change_passphrase(old, new, self._changed, self.change.refuse)

    def _changed(self) -> None:
        self.fold()
        self._room.banner.show_notice("ok", t("The passphrase was changed."), LATER)

    def _renew(self, passphrase: str) -> Job[Any]:
        return self._model.renew_recovery(passphrase, self.show_code, self.renew.refuse)

    def _remember(self, passphrase: str) -> Job[Any]:
        return self._model.remember(passphrase, self._remembered, self.remembering.refuse)

    def _remembered(self) -> None:
        self._remembers = True
        self.fold()
        self._room.done.emit(t("This machine opens the office without asking from now on."), None)

    def _switched(self) -> None:
        if self._remembers:
            self._model.forget(self._forgotten, self._refused)
        else:
            self._unfold(REMEMBER)

    def _forgotten(self) -> None:
        self._remembers = False
        self._room.done.emit(t("This machine asks for the passphrase again."), None)

    def _refused(self, error: UserError) -> None:
        self.switch.setChecked(self._remembers)
        self._room.show_error(error)

    def _show_memory(self, memory: Memory) -> None:
        self._remembers = memory.remembers
        self.switch.setEnabled(memory.available)
        if self._open != REMEMBER:
            self.switch.setChecked(memory.remembers)
        if not memory.available:
            self._why.say(t("This system has no keyring, so the passphrase is asked for at every opening."))
        else:
            self._why.say(
                t(
                    "The system's keyring keeps a key of its own, not the passphrase. "
                    "Whoever can log in to this machine as you can then open the office; a locked office still asks."
                )
            )

    def _passphrase_card(self) -> Card:
        card = Card(self._kit, t("Passphrase"))
        card.add(
            self._sentence(t("It opens the office and encrypts everything in it. Nobody can read it out of there."))
        )
        card.add(row(self._ask_change, None))
        card.add(self.change)
        return card

    def _code_card(self) -> Card:
        card = Card(self._kit, t("Recovery code"))
        text = t(
            "The printed code opens the office when the passphrase is forgotten. A new one makes the old one useless."
        )
        card.add(self._sentence(text))
        card.add(row(self._ask_renew, None))
        card.add(self.renew)
        self._code_box = boxed(column(self.code, row(self._code_done, None), gap=12))
        card.add(self._code_box)
        return card

    def _lock_card(self) -> Card:
        kit = self._kit
        card = Card(kit, t("Locking by itself"))
        hint = t("What is typed is kept first. Ctrl+L locks at once.")
        field = Field(kit, t("Lock after so long without anybody at the keyboard"), self.locking, hint=hint)
        field.layout().setAlignment(self.locking, Qt.AlignmentFlag.AlignLeft)  # type: ignore[union-attr]
        card.add(field)
        return card

    def _memory_card(self) -> Card:
        card = Card(self._kit, t("Remember on this machine"))
        card.add(self.switch)
        card.add(self._why)
        card.add(self.remembering)
        return card

    def _sentence(self, speech: Speech) -> PlainLabel:
        return PlainLabel(self._kit, speech, "body", "secondary", wrap=True)
