"""Office name, passphrase, or the printed code instead; another office; a calm word when it is open elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.i18n.messages import describe
from cultdip_desktop.ui.kit.base import Kit, present
from cultdip_desktop.ui.kit.brand import BrandPanel
from cultdip_desktop.ui.kit.buttons import Button, MenuButton
from cultdip_desktop.ui.kit.choices import Segmented
from cultdip_desktop.ui.kit.fields import Field, LineEdit, PasswordField
from cultdip_desktop.ui.kit.language import Phrase, Speech, t
from cultdip_desktop.ui.kit.notices import Banner
from cultdip_desktop.ui.kit.surfaces import boxed, column, row
from cultdip_desktop.ui.kit.text import ElidedLabel, PlainLabel
from cultdip_desktop.ui.rooms.unlock.viewmodel import UnlockModel

_WRONG: Final = ("office.wrong_passphrase", "office.passphrase_weak")


class UnlockPage(QWidget):
    """Signals what the shell does next."""

    opened = Signal(object)
    """The `Office`."""

    failed = Signal(object)
    """The `UserError`, which the page has already shown."""

    opened_unasked = Signal()
    """The office that `opened` is about to bring was opened by the system's keyring."""

    other_chosen = Signal(Path)
    new_asked = Signal()

    def __init__(
        self, kit: Kit, model: UnlockModel, home: Path, name: BiText, known: Sequence[tuple[Path, BiText]]
    ) -> None:
        super().__init__()
        self._kit, self._model, self._home = kit, model, home
        model.setParent(self)
        self.setProperty("kind", "window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._by_code = False
        self._may_remember = False
        self._unasked = False
        self._banner = Banner(kit)
        shown: Speech = _bilingual(name) if name else home.name
        self._name = PlainLabel(kit, shown, "display", wrap=True)
        self._passphrase = PasswordField(kit)
        self._passphrase.entered.connect(self._submit)
        self._passphrase_field = Field(kit, t("Passphrase"), self._passphrase)
        self._code = LineEdit(kit, "XXXXX-XXXXX-XXXXX-XXXXX-XXXXX-XXXXX-XXXXX-XXXXX")
        self._code.returnPressed.connect(self._submit)
        self._code_field = Field(
            kit,
            t("Recovery code"),
            self._code,
            hint=t("Eight groups from the printed sheet; dashes and case do not matter."),
        )
        self._button = Button(kit, t("Open the office"), "primary", icon="lock-open", on_click=self._submit)
        self._switch = Button(kit, t("Use the printed recovery code"), "link", on_click=self._switch_way)
        self._other = self._other_menu(known)
        self._lay_out()
        self._show_way()
        model.identified.connect(self._identified)
        model.missing.connect(self._banner.show_error)
        model.remembered.connect(self._try_keyring)
        model.opened.connect(self._open)
        model.failed.connect(self._fail)
        self._passphrase.edited.connect(lambda _text: self._forgive())
        self._code.edited.connect(lambda _text: self._forgive())
        self.setFocusProxy(self._passphrase)
        kit.name(self, t("Open the office"))
        self._asked = False

    def try_passphrase(self, passphrase: str) -> None:
        """Open without typing (unattended start)."""
        self._busy(busy=True)
        self._model.open(passphrase)

    def ask_keyring(self) -> None:
        """Open without asking where this machine remembers the office; at the start only, never after locking."""
        self._may_remember = True

    def use_code(self) -> None:
        """Ask for the printed code instead of the passphrase."""
        if not self._by_code:
            self._switch_way()

    def use_passphrase(self) -> None:
        """Ask for the passphrase again."""
        if self._by_code:
            self._switch_way()

    def show_notice(self, speech: Speech) -> None:
        """Say something that is no error."""
        self._banner.show_notice("ok", speech)

    def show_error(self, error: UserError) -> None:
        """Say an error: beside the field when it is about what was typed, calmly when the office is open elsewhere."""
        cause = Phrase(lambda words: describe(words, error).message)
        advice = Phrase(lambda words: describe(words, error).advice)
        if error.code == "office.in_use":
            self._banner.show_notice(
                "info", cause, advice, action=t("Try again"), on_action=self._submit, icon="monitor"
            )
        elif error.code in _WRONG:
            self._passphrase_field.set_error(Phrase(lambda words: _both(cause.render(words), advice.render(words))))
        elif error.code.startswith("office.") and "recovery_code" in error.code:
            self._code_field.set_error(Phrase(lambda words: _both(cause.render(words), advice.render(words))))
        else:
            self._banner.show_error(error)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ask whose office it is once there is something to see: nothing heavy is loaded before the first paint."""
        super().paintEvent(event)
        if not self._asked:
            self._asked = True
            QTimer.singleShot(0, self._model, self._model.identify)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc returns from the code to the passphrase."""
        if event.key() == Qt.Key.Key_Escape and self._by_code:
            self._switch_way()
            return
        super().keyPressEvent(event)

    def _submit(self) -> None:
        value = self._code.value() if self._by_code else self._passphrase.value()
        if not value:
            field = self._code_field if self._by_code else self._passphrase_field
            field.set_error(t("Type the recovery code.") if self._by_code else t("Type the passphrase."))
            field.editor.setFocus()
            return
        self._banner.clear()
        self._busy(busy=True)
        if self._by_code:
            self._model.open_with_code(value)
        else:
            self._model.open(value)

    def _try_keyring(self) -> None:
        if self._may_remember and not self._passphrase.value() and self._passphrase.isEnabled():
            self._may_remember, self._unasked = False, True
            self._busy(busy=True)
            self._model.open_remembered()

    def _open(self, office: object) -> None:
        if self._unasked:
            self.opened_unasked.emit()
        self.opened.emit(office)

    def _fail(self, error: UserError) -> None:
        self._busy(busy=False)
        unasked, self._unasked = self._unasked, False
        if unasked and error.code == "office.not_remembered":
            self._passphrase.setFocus()  # another machine remembers it; this one asks, as ever
            return
        self.show_error(error)
        if not self._by_code:
            self._passphrase.line.selectAll()
        (self._code if self._by_code else self._passphrase).setFocus()
        self.failed.emit(error)

    def _identified(self, name: BiText, role: str) -> None:
        self._name.say(_bilingual(name))
        self._kit.look.set_role("headquarters" if role == "headquarters" else "mission")

    def _forgive(self) -> None:
        self._passphrase_field.set_error("")
        self._code_field.set_error("")

    def _busy(self, *, busy: bool) -> None:
        self._button.say(t("Opening…") if busy else t("Open the office"))
        for widget in (self._passphrase, self._code, self._switch, self._other):
            widget.setEnabled(not busy)
        if busy:
            self._button.disable(t("The office is being opened."))
        else:
            self._button.enable()

    def _switch_way(self) -> None:
        self._by_code = not self._by_code
        self._forgive()
        self._show_way()
        (self._code if self._by_code else self._passphrase).setFocus()

    def _show_way(self) -> None:
        present(self._code_field, shown=self._by_code)
        present(self._passphrase_field, shown=not self._by_code)
        self._switch.say(t("Use the passphrase") if self._by_code else t("Use the printed recovery code"))

    def _other_menu(self, known: Sequence[tuple[Path, BiText]]) -> MenuButton:
        menu = MenuButton(self._kit, t("Another office"))
        for home, name in known:
            if home != self._home:
                said = t("{office} ({folder})", office=_bilingual(name), folder=home.name)
                menu.add(said, partial(self.other_chosen.emit, home), "building-2")
        menu.add(t("Choose a folder…"), self._choose_folder, "folder-open")
        menu.add(t("Make a new office"), self.new_asked.emit, "plus")
        return menu

    def _choose_folder(self) -> None:
        title = self._kit.say(t("Choose the folder of an office"))
        folder = self._kit.files.folder(self, title, self._home.parent)
        if folder is not None:
            self.other_chosen.emit(folder)

    def _show_language(self) -> None:
        """A method, so that the signal forgets it together with this page."""
        self._language.set_value(self._kit.live.language)

    def _lay_out(self) -> None:
        kit = self._kit
        language = Segmented(kit, t("Language"))
        language.add("vi", "Tiếng Việt")
        language.add("en", "English")
        language.set_value(kit.live.language)
        language.chosen.connect(kit.live.switch)
        self._language = language
        kit.live.changed.connect(self._show_language)
        folder = ElidedLabel(kit, str(self._home), "small", "secondary", mode=Qt.TextElideMode.ElideMiddle)
        head = column(self._name, folder, gap=4)
        actions = row(self._button, self._switch, None)
        form = boxed(column(head, 12, self._banner, self._passphrase_field, self._code_field, 4, actions, gap=12))
        form.setMaximumWidth(kit.look.px(460))
        foot = row(PlainLabel(kit, t("Another folder or a new office:"), "small", "secondary"), self._other, None)
        middle = row(form, None)
        middle.setStretch(0, 1)
        side = boxed(column(row(None, language), None, middle, None, None, foot, gap=0), (64, 32, 64, 32))
        panel = BrandPanel(kit, _promises())
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(panel, 344)
        outer.addWidget(side, 656)


def _promises() -> Sequence[tuple[str, Speech]]:
    return (
        ("wifi-off", t("Works wholly offline")),
        ("lock", t("Data stays on this machine, encrypted")),
        ("stamp", t("Report packages are signed")),
    )


def _both(cause: str, advice: str) -> str:
    return f"{cause} {advice}".strip()


def _bilingual(text: BiText) -> Phrase:
    return Phrase(lambda words: text.get(words.language))
