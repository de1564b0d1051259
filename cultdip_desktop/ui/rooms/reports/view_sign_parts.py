"""One signature on the document, and one line of a verdict."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from cultdip_desktop.i18n import dates
from cultdip_desktop.ui.kit.base import Kit, present
from cultdip_desktop.ui.kit.buttons import Button
from cultdip_desktop.ui.kit.language import Phrase, t
from cultdip_desktop.ui.kit.marks import Mark, Pill
from cultdip_desktop.ui.kit.notices import IconLabel
from cultdip_desktop.ui.kit.surfaces import Card, boxed, clear, column, row
from cultdip_desktop.ui.kit.text import PlainLabel
from cultdip_desktop.ui.rooms.reports.sign_values import Said, SignaturePart

_TITLES: Final = {
    "person": (t("1. The competent person"), "user-check"),
    "agency": (t("2. The agency"), "landmark"),
}
RESULTS: Final = {
    "valid": (t("Valid"), Mark("badge-check", "ok")),
    "valid_with_warnings": (t("Valid with remarks"), Mark("badge-alert", "warn")),
    "unknown": (t("Unknown"), Mark("circle-question-mark", "info")),
    "not_valid": (t("Not valid"), Mark("shield-x", "danger")),
    "unreadable": (t("Unreadable"), Mark("file-x", "neutral")),
}
_WAITING: Final = (t("Signs next"), Mark("pen-line", "info"))
UNSIGNED: Final = (t("Not signed yet"), Mark("circle-dashed", "neutral"))
_OUTCOMES: Final = {
    "ok": ("circle-check", "accent.text"),
    "warning": ("triangle-alert", "warn.text"),
    "unknown": ("circle-question-mark", "info.text"),
    "failed": ("circle-x", "danger.text"),
    "skipped": ("circle-dashed", "text.tertiary"),
}


class SignatureCard(Card):
    """Who signed, when, with which certificate, and what it is worth; the lines are folded away until asked for."""

    def __init__(self, kit: Kit, role: str) -> None:
        title, self._icon = _TITLES.get(role, (t("Signature {name}", name=role), "pen-line"))
        super().__init__(kit, title)
        self._kit = kit
        self._part: SignaturePart | None = None
        self._pill = Pill(kit)
        self.add_action(self._pill)
        self._name = PlainLabel(kit, "", "strong", wrap=True)
        self._when = PlainLabel(kit, "", "small", "secondary", wrap=True)
        self._certificate = PlainLabel(kit, "", "small", "secondary", wrap=True)
        self._level = PlainLabel(kit, "", "small", "secondary", wrap=True)
        self._words = PlainLabel(kit, "", "small", "secondary", wrap=True).selectable()
        self.more = Button(kit, t("What was checked"), "ghost", icon="list-checks", compact=True, on_click=self._turn)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(6)
        self._box = boxed(self._lines, (0, 4, 0, 0))
        self.add(column(self._name, self._when, self._certificate, self._level, self._words, gap=2))
        self.add(row(self.more, None))
        self.add(self._box)
        self._box.hide()
        kit.live.changed.connect(self._speak)

    def show_part(self, part: SignaturePart | None, *, waiting: bool) -> None:
        """Show a signature, or that there is none yet."""
        self._part = part
        words, mark = RESULTS[part.result] if part else _WAITING if waiting else UNSIGNED
        self._pill.set(words, mark)
        for label in (self._when, self._certificate, self._level, self._words):
            present(label, shown=part is not None)
        present(self.more, shown=part is not None)
        if part is None:
            present(self._box, shown=False)
            self._name.say(t("Nobody has signed here yet."))
            return
        self._name.say(part.person or "–")
        self._when.say(_stated(part.at))
        self._certificate.say(_validity(part))
        present(self._certificate, shown=part.first is not None)
        self._level.say(
            t("App-level key, made by this program")
            if part.app_level
            else t("Certificate of an authority outside this program")
        )
        self._words.say(" ".join(part.words))
        present(self._words, shown=bool(part.words))
        self._speak()

    def _turn(self) -> None:
        present(self._box, shown=self._box.isHidden())

    def _speak(self) -> None:
        clear(self._lines)
        if self._part is not None:
            for line in self._part.lines[self._kit.live.language]:
                self._lines.addLayout(line_of(self._kit, line))


def line_of(kit: Kit, line: Said) -> QHBoxLayout:
    """A line of a verdict: mark, title, sentence."""
    icon, tint = _OUTCOMES[line.outcome]
    mark = IconLabel(kit, icon, tint, 16)
    title = PlainLabel(kit, line.title, "small", "secondary")
    title.setFixedWidth(kit.look.px(150))
    found = row(mark, title, PlainLabel(kit, line.sentence, "small", wrap=True), gap=8)
    found.setAlignment(mark, Qt.AlignmentFlag.AlignTop)
    found.setAlignment(title, Qt.AlignmentFlag.AlignTop)
    found.setStretch(2, 1)
    return found


def _stated(at: datetime | None) -> Phrase:
    if at is None:
        return t("States no time")
    moment = at
    return Phrase(
        lambda words: words.t(
            "Stated time: {moment}", moment=f"{dates.day(words, moment.date())}, {moment:%H:%M:%S} (UTC{moment:%z})"
        )
    )


def _validity(part: SignaturePart) -> Phrase:
    first, last = part.first, part.last
    if first is None or last is None:
        return t("No certificate")
    return Phrase(
        lambda words: words.t(
            "Certificate valid {first} – {last}", first=dates.day(words, first), last=dates.day(words, last)
        )
    )
