"""`undo` and `redo`."""

from __future__ import annotations

from cultdip_desktop.cli.answer import Answer
from cultdip_desktop.cli.session import Session
from cultdip_desktop.domain.labels import step_label
from cultdip_desktop.domain.undo import Undone


def undo(session: Session) -> Answer:
    """Take back the last action."""
    with session.office(writing=True) as office:
        undone = office.undo.undo()
    return _answer(session, undone, session.words.t("Undo: {what}", what=_what(session, undone)))


def redo(session: Session) -> Answer:
    """Do again what was undone last."""
    with session.office(writing=True) as office:
        undone = office.undo.redo()
    return _answer(session, undone, session.words.t("Redo: {what}", what=_what(session, undone)))


def _what(session: Session, undone: Undone) -> str:
    return step_label(session.words, undone.step.label, undone.step.params)


def _answer(session: Session, undone: Undone, line: str) -> Answer:
    plain = {
        "label": _what(session, undone),
        "action": undone.step.label,
        "ids": sorted(undone.change_set.ids),
    }
    return Answer(plain, [line])
