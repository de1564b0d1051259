"""How strong a passphrase is while it is typed: a bar, a word, and what would help."""

from __future__ import annotations

from typing import Final

from PySide6.QtWidgets import QWidget

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.crypto.passphrase import strength
from cultdip_desktop.i18n.messages import describe
from cultdip_desktop.i18n.words import Words
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.language import Phrase, Speech, t
from cultdip_desktop.ui.kit.surfaces import Bar, column
from cultdip_desktop.ui.kit.text import PlainLabel, Tone

GOOD: Final = 3
"""Score from which nothing needs to be said about how to do better."""

_METER: Final[dict[int, tuple[Speech, str, Tone]]] = {
    0: (t("Refused"), "danger.border", "danger"),
    1: (t("Weak"), "danger.border", "danger"),
    2: (t("Fair"), "gold.fill", "warn"),
    3: (t("Good"), "accent", "ok"),
    4: (t("Very good"), "accent", "ok"),
}


class StrengthMeter(QWidget):
    """Follows what is typed."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._bar = Bar(kit, t("Strength of the passphrase"))
        self.word = PlainLabel(kit, "", "small", "secondary", wrap=True)
        self.setLayout(column(self._bar, self.word, gap=4))
        self.show_strength("")

    def show_strength(self, passphrase: str) -> None:
        """Judge `passphrase`."""
        if not passphrase:
            self._bar.set()
            self.word.say(t("Strength: not typed yet"))
            self.word.set_tone("secondary")
            return
        found = strength(passphrase)
        word, token, tone = _METER[found.score]
        self._bar.set((max(found.score, 0.4) / 4, token))
        said = t("Strength: {word}.", word=word)
        why = t("Strength: {word}. {why}", word=word, why=words_of(found.reason))
        self.word.say(said if found.score >= GOOD else why)
        self.word.set_tone(tone)


def words_of(code: str) -> Phrase:
    """What happened and what to do, for an error without parameters."""

    def said(words: Words) -> str:
        text = describe(words, UserError(code))
        return f"{text.message} {text.advice}".strip()

    return Phrase(said)
