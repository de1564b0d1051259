"""The interface language, switched while the program runs.

A widget is given a `Phrase` (a msgid, to be translated) or a plain `str` (data, shown as it is) and re-renders
itself when the language changes. `t`, `n` and `c` make phrases; they are not bound to any language.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from PySide6.QtCore import QCoreApplication, QObject, Signal

from cultdip_desktop.core.records import dataclass
from cultdip_desktop.i18n.words import Language, Words
from cultdip_desktop.ui.kit.qt_words import QtWords


@dataclass(frozen=True, slots=True)
class Phrase:
    """Something to say once the language is known."""

    render: Callable[[Words], str]
    """Must be quick and pure; called again at every change of language."""


Speech: TypeAlias = "Phrase | str"
"""What text properties of the kit take: a phrase is translated, a `str` is data."""


def t(msgid: str, /, **params: object) -> Phrase:
    """A phrase from its plain English; parameters that are phrases are rendered first."""
    return Phrase(lambda words: words.t(msgid, **_rendered(words, params)))


def n(singular: str, plural: str, count: int, /, **params: object) -> Phrase:
    """A phrase about `count` things, with `{n}`."""
    return Phrase(lambda words: words.n(singular, plural, count, **_rendered(words, params)))


def c(context: str, msgid: str, /, **params: object) -> Phrase:
    """A phrase whose msgid means different things in different contexts."""
    return Phrase(lambda words: words.c(context, msgid, **_rendered(words, params)))


def render(words: Words, speech: Speech) -> str:
    """The text of `speech` in the language of `words`."""
    return speech if isinstance(speech, str) else speech.render(words)


class Binding(QObject):
    """Keeps one text property of one widget in the present language; dies with its owner."""

    def __init__(self, live: LiveWords, owner: QObject, setter: Callable[[str], object], speech: Speech) -> None:
        super().__init__(owner)
        self._live = live
        self._setter = setter
        self._speech = speech
        live.changed.connect(self._show)
        self._show()

    @property
    def speech(self) -> Speech:
        """What is said now."""
        return self._speech

    def say(self, speech: Speech) -> None:
        """Say something else from now on."""
        self._speech = speech
        self._show()

    def _show(self) -> None:
        self._setter(render(self._live.words, self._speech))


class LiveWords(QObject):
    """Holds the `Words` in force. Widgets bind to it; rooms may also listen to `changed`."""

    changed = Signal()
    """After the language changed: bound texts follow by themselves, hand-made ones must be made again."""

    def __init__(self, language: Language = "vi") -> None:
        """Start in `language`; Qt's own buttons and dialogs speak it after `install`."""
        super().__init__()
        self._words = Words(language)
        self._qt = QtWords(self)
        self._installed = False

    @property
    def words(self) -> Words:
        """Words of the present language; do not keep them across a change."""
        return self._words

    @property
    def language(self) -> Language:
        """`vi` or `en`."""
        return self._words.language

    def install(self) -> None:
        """Let Qt's own strings come from our catalog as well."""
        self._installed = True
        QCoreApplication.installTranslator(self._qt)

    def uninstall(self) -> None:
        """Leave Qt its own strings again; the end of what `install` began."""
        self._installed = False
        QCoreApplication.removeTranslator(self._qt)

    def switch(self, language: Language) -> None:
        """Change the language of everything that is open."""
        if language == self._words.language:
            return
        self._words = Words(language)
        if self._installed:
            QCoreApplication.removeTranslator(self._qt)
            QCoreApplication.installTranslator(self._qt)
        self.changed.emit()

    def say(self, speech: Speech) -> str:
        """The text of `speech` now, for text that is made anew when shown."""
        return render(self._words, speech)

    def bind(self, owner: QObject, setter: Callable[[str], object], speech: Speech) -> Binding:
        """Keep `setter` (usually a bound method of `owner`) in the present language while `owner` lives."""
        return Binding(self, owner, setter, speech)


def _rendered(words: Words, params: dict[str, object]) -> dict[str, object]:
    return {name: value.render(words) if isinstance(value, Phrase) else value for name, value in params.items()}
