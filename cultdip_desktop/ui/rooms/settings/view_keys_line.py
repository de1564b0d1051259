"""One signing key: whose, in which state, and opened out its fingerprint and what can be done with it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from cultdip_desktop.i18n import dates
from cultdip_desktop.ui.kit.base import Kit, present
from cultdip_desktop.ui.kit.buttons import Button, IconButton
from cultdip_desktop.ui.kit.language import Phrase, Speech, n, t
from cultdip_desktop.ui.kit.marks import Mark, Pill
from cultdip_desktop.ui.kit.notices import IconLabel
from cultdip_desktop.ui.kit.surfaces import FlowRow, boxed, column, row
from cultdip_desktop.ui.kit.text import ElidedLabel, PlainLabel
from cultdip_desktop.ui.rooms.settings.facts import Facts
from cultdip_desktop.ui.rooms.settings.view_keys_parts import NumberedWords, QrCode
from cultdip_desktop.ui.rooms.settings.viewmodel_keys import KeyFacts, Print

_STATES: Final[dict[str, tuple[Speech, Mark]]] = {
    "ready": (t("Certificate valid"), Mark("badge-check", "ok")),
    "ends_soon": (t("Ends soon"), Mark("clock-alert", "warn")),
    "unchecked": (t("Cannot be verified now"), Mark("circle-question-mark", "warn")),
    "locked": (t("Locked for now"), Mark("lock", "danger")),
    "waiting": (t("No certificate yet"), Mark("clock", "warn")),
    "expired": (t("Certificate expired"), Mark("octagon-alert", "danger")),
    "not_yet": (t("Not valid yet"), Mark("clock", "warn")),
    "revoked": (t("Revoked"), Mark("ban", "danger")),
    "foreign": (t("Not from headquarters' root"), Mark("triangle-alert", "warn")),
    "retired": (t("Retired"), Mark("archive", "neutral")),
}


@dataclass(frozen=True, slots=True)
class KeyActs:
    """What the buttons of a line do."""

    request: Callable[[KeyFacts], object]
    change_pin: Callable[[KeyFacts], object]
    hand_over: Callable[[KeyFacts], object]
    retire: Callable[[KeyFacts], object]


class KeyLine(QWidget):
    """A line that opens out."""

    def __init__(self, kit: Kit, key: KeyFacts, acts: KeyActs) -> None:
        super().__init__()
        self._kit, self._key, self._acts = kit, key, acts
        self.key_id = key.id
        tint = "text.tertiary" if key.retired else "accent.text"
        icon = IconLabel(kit, "key-round", tint, 20)
        name = ElidedLabel(kit, key.person, "strong")
        said = ElidedLabel(kit, _origin(key), "small", "secondary")
        words = column(name, said, gap=0)
        self.state = Pill(kit, *_STATES[key.condition])
        self.toggle = IconButton(kit, "chevron-down", t("Show fingerprint and actions"), on_click=self._toggle)
        kit.name(self.toggle, t("Fingerprint and actions of the key of {person}", person=key.person))
        head = row(icon, words, self.state, self.toggle, gap=12)
        head.setStretch(1, 1)
        self.request: Button | None = None
        self._details = self._make_details()
        self.setLayout(column(head, self._details, gap=10))
        self._details.hide()

    @property
    def is_open(self) -> bool:
        """Whether fingerprint and actions are shown."""
        return not self._details.isHidden()

    def open_out(self, *, on: bool) -> None:
        """Show or hide fingerprint and actions."""
        present(self._details, shown=on)
        self.toggle.set_icon("chevron-up" if on else "chevron-down")

    def _toggle(self) -> None:
        self.open_out(on=not self.is_open)

    def _make_details(self) -> QWidget:
        kit, key = self._kit, self._key
        facts = Facts(kit)
        if key.first is not None and key.last is not None:
            facts.add(t("Certificate"), t("{first} – {last}", first=day(key.first), last=day(key.last)))
            facts.add(t("Serial number"), grouped(key.serial))
        if key.retired:
            facts.add(t("Retired"), _retired(key))
        elif key.successor:
            facts.add(t("Successor"), t("{person}, as soon as certified", person=key.successor))
        if not key.retired:
            facts.add(t("PIN attempts left"), _attempts(key))
        parts = column(fingerprint_box(kit, key.print, facts), gap=12)
        if not key.retired:
            parts.addWidget(boxed(self._buttons()))
            hint = t("Give the file to headquarters and read the words out by telephone.")
            parts.addWidget(PlainLabel(kit, hint, "small", "secondary", wrap=True))
        return boxed(parts, (32, 0, 0, 4))

    def _buttons(self) -> FlowRow:
        kit, key, acts = self._kit, self._key, self._acts
        said = t("Write the request file…") if key.first is None else t("Request a new certificate…")
        self.request = Button(kit, said, icon="file-up", on_click=lambda: acts.request(key))
        return FlowRow(
            self.request,
            Button(kit, t("Change the PIN…"), icon="keyboard", on_click=lambda: acts.change_pin(key)),
            Button(kit, t("Hand over…"), icon="users", on_click=lambda: acts.hand_over(key)),
            Button(kit, t("Retire…"), icon="archive", on_click=lambda: acts.retire(key)),
        )


def fingerprint_box(kit: Kit, shown: Print, facts: Facts) -> QWidget:
    """The twelve words, the whole fingerprint and `facts` below, and the QR code beside them."""
    whole = PlainLabel(kit, grouped(shown.sha256), "micro", "tertiary", wrap=True).selectable()
    whole.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    label = PlainLabel(kit, t("Fingerprint: read the words out by telephone"), "label")
    words = column(label, NumberedWords(kit, shown.words), whole, 4, facts, None, gap=8)
    code = QrCode(kit, shown.modules)
    line = row(words, code, gap=16)
    line.setStretch(0, 1)
    line.setAlignment(code, Qt.AlignmentFlag.AlignTop)
    return boxed(line)


def grouped(digits: str) -> str:
    """Hex in groups of four, which can also be wrapped."""
    return " ".join(digits[at : at + 4] for at in range(0, len(digits), 4))


def day(moment: date) -> Phrase:
    """A day as the language writes it."""
    return Phrase(lambda words: dates.day(words, moment))


def days_left(days: int) -> Phrase:
    """How long something is still good for."""
    return n("{n} day left", "{n} days left", days) if days >= 0 else t("out of date")


def _origin(key: KeyFacts) -> Speech:
    made = day(key.made_on)
    if key.imported:
        return t("Taken in from a file on {day}", day=made)
    return t("Key made by the application on {day}", day=made)


def _attempts(key: KeyFacts) -> Speech:
    if key.minutes_locked:
        return n("none; {n} minute to wait", "none; {n} minutes to wait", key.minutes_locked)
    return str(key.attempts_left)


def _retired(key: KeyFacts) -> Speech:
    on = day(key.retired_on) if key.retired_on is not None else ""
    if key.successor and on:
        return t("{day}; successor: {person}", day=on, person=key.successor)
    return on or t("successor: {person}", person=key.successor)
