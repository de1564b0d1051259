"""Which actions can be undone, and in what order: the undo list is read from the change log and kept nowhere else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.changes import ChangeSet

UNDO: Final = "undo"
REDO: Final = "redo"
"""Labels of the two actions that give back what other actions took."""

OF: Final = "of"
"""Parameter of an undo or redo: position of the first action of the step."""

STEP: Final = "step"
"""Parameter of an action: actions in a row with the same value are one step."""

_AREAS: Final = frozenset(
    {
        "event",
        "media",
        "partner",
        "person",
        "report",
        "task",
        "programme",
        "goal",
        "series",
        "rate",
        "anniversary",
        "view",
        "initiative",
        "commendation",
        "directive",
        "library",
        "issued",
        "remark",
        "mission",
        "duty",
    }
)
_SINGLE: Final = frozenset({"office.settings", "office.letterhead"})


@dataclass(frozen=True, slots=True)
class LoggedAction:
    """An action as the change log has it."""

    position: int
    id: str
    label: str
    params: Mapping[str, str | int]


@dataclass(frozen=True, slots=True)
class UndoStep:
    """What one Ctrl+Z takes back."""

    label: str
    """Code of the (first) action, `event.edit`; its words come from `domain.labels.step_label`."""

    params: Mapping[str, str | int]
    actions: tuple[str, ...]
    """Ids of the actions whose row images are inverted, oldest first."""

    position: int
    """Of the first action, whatever was undone and redone since; names the step."""


@dataclass(frozen=True, slots=True)
class UndoState:
    """What can be undone and redone now."""

    undo: UndoStep | None
    redo: UndoStep | None


@dataclass(frozen=True, slots=True)
class Undone:
    """What was undone or redone."""

    step: UndoStep
    change_set: ChangeSet


@dataclass(slots=True)
class UndoLists:
    """The steps to undo and to redo, the next one last."""

    undo: list[UndoStep] = field(default_factory=list)
    redo: list[UndoStep] = field(default_factory=list)
    cut: bool = False
    """An undo or redo met whose step lies before the first action given: what can be redone is then not certain."""

    first: int = 0
    """Position of the first action given; a step that begins there may have begun earlier."""


def is_undoable(label: str) -> bool:
    """Sealing, keys, headquarters' intake and the emptied trash are facts that nobody takes back."""
    return label in _SINGLE or label.partition(".")[0] in _AREAS


def lists_of(actions: Iterable[LoggedAction]) -> UndoLists:
    """Walk the log from old to new. An undo or redo whose step lies before the first action given is passed over."""
    lists = UndoLists()
    for action in actions:
        lists.first = lists.first or action.position
        if action.label == UNDO:
            lists.cut |= not _move(lists.undo, lists.redo, action)
        elif action.label == REDO:
            lists.cut |= not _move(lists.redo, lists.undo, action)
        elif is_undoable(action.label):
            lists.redo.clear()
            _push(lists.undo, action)
    return lists


def nothing(label: str) -> UserError:
    """There is no step to undo or redo."""
    return UserError("undo.nothing" if label == UNDO else "undo.nothing_to_redo")


def _push(steps: list[UndoStep], action: LoggedAction) -> None:
    group = action.params.get(STEP)
    last = steps[-1] if steps else None
    if group and last is not None and last.params.get(STEP) == group:
        steps[-1] = UndoStep(last.label, last.params, (*last.actions, action.id), last.position)
    else:
        steps.append(UndoStep(action.label, action.params, (action.id,), action.position))


def _move(source: list[UndoStep], target: list[UndoStep], action: LoggedAction) -> bool:
    for index in range(len(source) - 1, -1, -1):
        step = source[index]
        if step.position == action.params.get(OF):
            del source[index]
            target.append(UndoStep(step.label, step.params, (action.id,), step.position))
            return True
    return False
