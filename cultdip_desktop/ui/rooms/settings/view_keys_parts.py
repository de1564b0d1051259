"""What the pages of keys and certificates share: QR code, words, the comparison by telephone, a PIN typed twice."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from cultdip_desktop.ui.kit.base import Kit, present
from cultdip_desktop.ui.kit.buttons import Button
from cultdip_desktop.ui.kit.buttons import ButtonKind as Kind
from cultdip_desktop.ui.kit.fields import Field, LineEdit, PasswordField
from cultdip_desktop.ui.kit.language import Speech, n, t
from cultdip_desktop.ui.kit.marks import Mark, Pill
from cultdip_desktop.ui.kit.strength import GOOD, words_of
from cultdip_desktop.ui.kit.surfaces import Card, FlowRow, boxed, column, row
from cultdip_desktop.ui.kit.text import PlainLabel, Tone
from cultdip_desktop.ui.rooms.settings.viewmodel_keys import Heard, Modules, strength

LEAST_PIN: Final = 6
"""Characters of a PIN."""

_WORDS: Final = 12
_QUIET: Final = 4
"""Light modules around a QR code that its standard asks for."""

_MODULE: Final = 4
_SMALLEST: Final = 21

_WAITING, _RIGHT, _WRONG = Mark("", "neutral"), Mark("check", "ok"), Mark("x", "danger")


class QrCode(QWidget):
    """A fingerprint for a camera: black on white in every theme, because cameras want it so."""

    def __init__(self, kit: Kit, modules: Modules = ()) -> None:
        super().__init__()
        self._look = kit.look
        self._modules = modules
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        kit.name(self, t("QR code of the fingerprint"))
        kit.tip(self, t("A telephone's camera reads the whole fingerprint from it: 256 bits instead of twelve words."))
        kit.look.changed.connect(self.updateGeometry)

    def show_modules(self, modules: Modules) -> None:
        """Show another fingerprint."""
        self._modules = modules
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """A square, four px a module."""
        side = self._look.px(_MODULE) * self._count()
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint it, each module a whole number of device pixels wide so that edges stay sharp."""
        del event
        count = self._count()
        ratio = self.devicePixelRatioF()
        step = max(1, int(self.width() * ratio) // count) / ratio
        inset = (self.width() - step * count) / 2
        painter = QPainter(self)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(Qt.GlobalColor.white)
        painter.drawRoundedRect(QRectF(self.rect()), 4, 4)
        painter.setBrush(Qt.GlobalColor.black)
        for y, line in enumerate(self._modules):
            for x, dark in enumerate(line):
                if dark:
                    left, top = inset + (x + _QUIET) * step, inset + (y + _QUIET) * step
                    painter.drawRect(QRectF(left, top, step, step))

    def _count(self) -> int:
        return (len(self._modules) or _SMALLEST) + 2 * _QUIET


class NumberedWords(QWidget):
    """Twelve words in reading order, each with its number, in four columns."""

    def __init__(self, kit: Kit, words: tuple[str, ...]) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        for at, word in enumerate(words):
            number = PlainLabel(kit, f"{at + 1}", "small", "tertiary")
            number.setMinimumWidth(kit.look.px(16))
            number.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            pair = row(number, PlainLabel(kit, word, "strong"), None, gap=6)
            grid.addLayout(pair, at // 4, at % 4)
        for at in range(4):
            grid.setColumnStretch(at, 1)
        kit.name(self, " ".join(words))


class CompareWords(QWidget):
    """The comparison itself: what the other side reads out is typed, and stands right or wrong word by word.

    The words that should come are not shown: nobody can nod them off.
    """

    changed = Signal()
    entered = Signal()

    def __init__(self, kit: Kit, compare: Callable[[str, str], Heard], label: Speech) -> None:
        super().__init__()
        self._kit, self._compare = kit, compare
        self._sha256 = ""
        self.matches = False
        self.line = LineEdit(kit, t("Twelve words, with or without marks"))
        self.line.edited.connect(lambda _text: self._look())
        self.line.returnPressed.connect(self.entered)
        hint = t("Or paste what a telephone's camera read from the other side's QR code.")
        self.field = Field(kit, label, self.line, required=True, hint=hint)
        self._slots = [Pill(kit) for _ in range(_WORDS)]
        self._state = PlainLabel(kit, "", "small", "secondary", wrap=True)
        self.setLayout(column(self.field, boxed(FlowRow(*self._slots, gap=6)), self._state, gap=8))
        self.setFocusProxy(self.line)

    def begin(self, sha256: str) -> None:
        """Wait for the words of this fingerprint."""
        self._sha256 = sha256
        self.line.set_value("")
        self._look()

    def value(self) -> str:
        """What was typed."""
        return self.line.value()

    def _look(self) -> None:
        heard = self._compare(self._sha256, self.line.value()) if self._sha256 else None
        said = heard.words if heard else (None,) * _WORDS
        typed = self.line.value().split()
        for at, (slot, right) in enumerate(zip(self._slots, said, strict=True)):
            word = typed[at] if at < len(typed) and len(typed) <= _WORDS and right is not None else ""
            slot.set(f"{at + 1} {word}" if word else f"{at + 1}", _mark(right))
        self.matches = heard is not None and heard.matches
        self._say(heard)
        self.changed.emit()

    def _say(self, heard: Heard | None) -> None:
        left = sum(right is None for right in heard.words) if heard else _WORDS
        if self.matches:
            self._state.say(t("All of it is the same."))
            self._state.set_tone("ok")
        elif heard is not None and heard.extra:
            self._state.say(t("More than twelve words."))
            self._state.set_tone("danger")
        elif heard is not None and heard.differs:
            wrong = [at + 1 for at, right in enumerate(heard.words) if right is False]
            self._state.say(_differs(wrong))
            self._state.set_tone("danger")
        else:
            self._state.say(n("{n} word to come.", "{n} words to come.", left))
            self._state.set_tone("secondary")


class PinPair(QWidget):
    """A new PIN, typed twice, with advice while it is typed."""

    entered = Signal()

    def __init__(self, kit: Kit, label: Speech) -> None:
        super().__init__()
        self.pin, self.again = PasswordField(kit), PasswordField(kit)
        self.pin_field = Field(kit, label, self.pin, required=True)
        self.again_field = Field(kit, t("PIN once more"), self.again, required=True)
        self._advice = PlainLabel(kit, "", "small", "secondary", wrap=True)
        for field in (self.pin, self.again):
            field.edited.connect(lambda _text: self._typed())
        self.pin.entered.connect(self.again.setFocus)
        self.again.entered.connect(self.entered)
        pair = row(self.pin_field, self.again_field, gap=16)
        for at, box in enumerate((self.pin_field, self.again_field)):
            pair.setStretch(at, 1)
            pair.setAlignment(box, Qt.AlignmentFlag.AlignTop)
        self.setLayout(column(pair, self._advice, gap=6))
        self.setFocusProxy(self.pin)
        self._typed()

    def value(self) -> str:
        """As typed."""
        return self.pin.value()

    def check(self) -> bool:
        """Mark what is wrong and go there; True when the PIN can be used."""
        if len(self.value()) < LEAST_PIN or len(set(self.value())) < 3:
            self.pin_field.set_error(t("At least 6 characters, of which three differ."))
            self.pin.setFocus()
            return False
        if self.again.value() != self.value():
            self.again_field.set_error(t("The two PINs differ."))
            self.again.setFocus()
            return False
        return True

    def forget(self) -> None:
        """Leave nothing behind."""
        self.pin.clear()
        self.again.clear()
        self._typed()

    def _typed(self) -> None:
        self.pin_field.set_error("")
        self.again_field.set_error("")
        said, tone = pin_advice(self.value())
        self._advice.say(said)
        self._advice.set_tone(tone)


class TaskCard(Card):
    """One thing to do, opened out above the list: fields, one button that acts, one that closes."""

    closed = Signal()

    def __init__(self, kit: Kit, title: Speech, action: Speech, icon: str, kind: Kind = "primary") -> None:
        super().__init__(kit, title)
        self.action = Button(kit, action, kind, icon=icon, on_click=self.act)
        self._buttons = boxed(row(self.action, Button(kit, t("Cancel"), on_click=self.closed.emit), None))

    def finish(self) -> None:
        """Put the buttons under everything that was added."""
        self.body.addSpacing(4)
        self.add(self._buttons)

    def act(self) -> None:
        """The button, or Enter in the last field."""

    def forget(self) -> None:
        """Leave no secret behind; called when the card is closed."""

    def refuse(self) -> None:
        """The act was refused: it can be tried again."""
        self.action.enable()


def pin_advice(pin: str) -> tuple[Speech, Tone]:
    """What to say of a PIN while it is typed, and in which tone."""
    missing = LEAST_PIN - len(pin)
    if not pin:
        return t("At least 6 characters, asked for at every signature. A short sentence is best."), "secondary"
    if missing > 0:
        return n("{n} character more.", "{n} characters more.", missing), "danger"
    if len(set(pin)) < 3:
        return t("Three different characters at least."), "danger"
    if pin.isdigit():
        return t("Digits only: whoever copies the file tries them all in days. Mix in words."), "warn"
    found = strength(pin)
    if len(pin) < 8 or found.score < GOOD:
        why = t("Longer is better.") if len(pin) < 8 else words_of(found.reason)
        return t("Strength: {word}. {why}", word=t("Fair"), why=why), "warn"
    return t("Strength: {word}.", word=t("Good")), "ok"


def show_only(shown: QWidget | None, widgets: tuple[TaskCard, ...]) -> None:
    """Of several cards one or none."""
    for one in widgets:
        if one is not shown:
            one.forget()
        present(one, shown=one is shown)


def _mark(right: bool | None) -> Mark:
    return _WAITING if right is None else _RIGHT if right else _WRONG


def _differs(wrong: list[int]) -> Speech:
    if len(wrong) == _WORDS:
        return t("None of it is the same. Stop, and call again on a number that you know.")
    listed = ", ".join(str(at) for at in wrong)
    return t("Not the same: word no. {numbers}. Have it read out again; if it stays so, do not go on.", numbers=listed)
