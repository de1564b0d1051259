"""Typing as people do: QTest.keyClicks aborts on letters beyond ASCII, and knows no input method."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QWidget


def press(
    widget: QWidget, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier, text: str = ""
) -> None:
    """Send one key, down and up."""
    for kind in (QKeyEvent.Type.KeyPress, QKeyEvent.Type.KeyRelease):
        QCoreApplication.sendEvent(widget, QKeyEvent(kind, key, modifiers, text))


def type_text(widget: QWidget, text: str) -> None:
    """Type finished letters, as a keyboard layout with Vietnamese letters sends them."""
    for letter in text:
        press(widget, Qt.Key.Key_unknown, text=letter)


def compose(widget: QWidget, *preedits: str, commit: str) -> None:
    """Compose a syllable with an input method (Telex): the preedits in turn, then the finished text."""
    for preedit in preedits:
        QCoreApplication.sendEvent(widget, QInputMethodEvent(preedit, []))
    event = QInputMethodEvent("", [])
    event.setCommitString(commit)
    QCoreApplication.sendEvent(widget, event)
