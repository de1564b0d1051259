"""Which Ctrl+Z belongs to a text field: while it holds text typed since it got the focus, it undoes there first."""

from __future__ import annotations

from enum import StrEnum
from typing import Final, Protocol

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent

_CTRL: Final = Qt.KeyboardModifier.ControlModifier
_SHIFT: Final = Qt.KeyboardModifier.ShiftModifier

KEEPS_ITS_TEXT: Final = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)
"""Reasons of a focus that only comes back: what was typed before it may still be undone in the field."""


class Way(StrEnum):
    """Back or forward."""

    UNDO = "undo"
    REDO = "redo"


def way_of(event: QKeyEvent) -> Way | None:
    """What Ctrl+Z, Ctrl+Y and Ctrl+Shift+Z ask for, on every system alike; None for other keys."""
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    if event.key() == Qt.Key.Key_Z and held == _CTRL:
        return Way.UNDO
    if (event.key() == Qt.Key.Key_Y and held == _CTRL) or (event.key() == Qt.Key.Key_Z and held == _CTRL | _SHIFT):
        return Way.REDO
    return None


def claims(event: QEvent, *, undo: bool, redo: bool) -> bool | None:
    """Whether a field takes this key before the window's shortcuts do; None where the question was not asked.

    `undo` and `redo` say what the field has to give.
    """
    if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
        return None
    way = way_of(event)
    if way is None:
        return None
    return undo if way is Way.UNDO else redo


class _Undoing(Protocol):
    def undo(self) -> None: ...

    def redo(self) -> None: ...


def acts(field: _Undoing, event: QKeyEvent) -> bool:
    """Undo or redo in the field if that is what the key asks for."""
    way = way_of(event)
    if way is Way.UNDO:
        field.undo()
    elif way is Way.REDO:
        field.redo()
    return way is not None
