"""Take back what was done, and do it again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.undo import OF, REDO, STEP, UNDO, Undone, UndoState, UndoStep, nothing
from cultdip_desktop.services.desk import Desk
from cultdip_desktop.store import chain
from cultdip_desktop.store import undo as undo_store
from cultdip_desktop.store.repo import office as office_rows
from cultdip_desktop.store.store import Reader
from cultdip_desktop.store.undo_fit import RowChange

COMPARED: Final = 1_000
"""Rows of a step that are compared only to say whether it can be undone; the window asks after every action."""


class UndoService:
    """Ctrl+Z and Ctrl+Y, `cultdip undo` and `cultdip redo`; the list outlives the program, for it is the history."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._unfit: set[tuple[int, str]] = set()
        """Big steps that turned out not to apply: position, and the end of the history at that time."""

    def state(self) -> UndoState:
        """The next step each way. A step whose rows something later has changed is passed over.

        A step of more than `COMPARED` rows is offered unseen: it is compared when it is undone. One that was refused
        then is passed over until something else happens.
        """
        with self._desk.store.read() as tx:
            lists = undo_store.lists(tx, undo_store.AT_FIRST)
            undo = self._next(tx, lists.undo)
            if lists.cut or undo is None or undo.position == lists.first:  # a long way back
                lists = undo_store.lists(tx)
                undo = self._next(tx, lists.undo)
            return UndoState(undo, self._next(tx, lists.redo))

    def undo(self) -> Undone:
        """Take back the last step.

        Raises:
            UserError: `undo.nothing`, `undo.changed_since`.
        """
        return self._move(UNDO, lambda state: state.undo)

    def redo(self) -> Undone:
        """Do again what was undone last.

        Raises:
            UserError: `undo.nothing_to_redo`, `undo.changed_since`.
        """
        return self._move(REDO, lambda state: state.redo)

    def _move(self, label: str, pick: Callable[[UndoState], UndoStep | None]) -> Undone:
        step = pick(self.state())
        if step is None:
            raise nothing(label)
        params = {name: value for name, value in step.params.items() if name != STEP}
        params |= {OF: step.position, "what": step.label}
        with self._desk.store.write(label, actor=self._desk.actor, **params) as tx:
            changes = undo_store.differences(tx, step.actions)
            if not self._applies(tx, changes):
                self._unfit.add((step.position, chain.head(tx.connection).head))
                raise UserError("undo.changed_since")
            undo_store.revert(tx, changes)
        if "office" in tx.change_set.kinds:
            with self._desk.store.read() as reading:
                self._desk.office = office_rows.identity(reading)
        return Undone(step, tx.change_set)

    def _next(self, tx: Reader, steps: Sequence[UndoStep]) -> UndoStep | None:
        for step in reversed(steps):
            if undo_store.size(tx, step.actions) > COMPARED:
                if (step.position, chain.head(tx.connection).head) in self._unfit:
                    continue
                return step
            changes = undo_store.differences(tx, step.actions)
            if changes and self._applies(tx, changes):
                return step
        return None

    def _applies(self, tx: Reader, changes: Sequence[RowChange]) -> bool:
        """Rows are as the step left them, and the originals that would come back are in the vault."""
        if not undo_store.applies(tx, changes):
            return False
        return all(self._desk.vault.exists(sha256) for sha256 in undo_store.files_needed(changes))
