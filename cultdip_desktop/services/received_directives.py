"""Directives of headquarters at a mission: read them, answer their tasks; answers travel with the next package."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Final

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.changes import ChangeSet
from cultdip_desktop.domain.directive import Directive, DirectiveTask
from cultdip_desktop.domain.issuing import DirectiveState, DirectiveTaskState
from cultdip_desktop.services.approving import tidy
from cultdip_desktop.services.desk import Desk, require_mission
from cultdip_desktop.services.receiving_directives import ANSWERED
from cultdip_desktop.store.repo import directive as directive_rows
from cultdip_desktop.store.repo import task as task_rows
from cultdip_desktop.store.store import Reader, Writer

_NAMED: Final = 80


class ReceivedDirectiveService:
    """The use cases of Packages › Directives, and of `cultdip directive list|answer`."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def all(self) -> tuple[Directive, ...]:
        """Every directive that this office was sent, with tasks and answers: what is to be answered next comes first."""
        with self._desk.store.read() as tx:
            return tuple(sorted(directive_rows.all(tx), key=_pressing))

    def get(self, directive_id: str) -> Directive:
        """One of them.

        Raises:
            UserError: `directive.not_found`.
        """
        with self._desk.store.read() as tx:
            return directive_rows.get(tx, directive_id)

    def answer(self, task_id: str, state: DirectiveTaskState, text: str = "") -> ChangeSet:
        """Say how far a task is; the office's own task is ticked off with it, or opened again.

        Raises:
            UserError: `directive.task_not_found`, `directive.withdrawn`, `directive.reason_missing` when it is
                declined without a word, `office.not_a_mission`.
        """
        require_mission(self._desk)
        text = tidy(text)
        if state is DirectiveTaskState.DECLINED and not text:
            raise UserError("directive.reason_missing")
        with self._desk.store.read() as tx:
            directive, task = find(tx, task_id)
        if directive.state is DirectiveState.WITHDRAWN:
            raise UserError("directive.withdrawn")
        title = task.title.vi or task.title.en
        with self._desk.store.write("task.answer", actor=self._desk.actor, title=title[:_NAMED]) as tx:
            note(tx, task_id, state, text)
            work = task_rows.of_directive_task(tx, task_id)
            if work is not None and work.deleted_at is None and work.done is not (state in ANSWERED):
                task_rows.save(tx, replace(work, done_at=tx.now if state in ANSWERED else None))
        return tx.change_set

    def mark_read(self, directive_id: str) -> ChangeSet:
        """Somebody has opened it.

        Raises:
            UserError: `directive.not_found`.
        """
        with self._desk.store.write("receive.read", actor=self._desk.actor) as tx:
            found = directive_rows.get(tx, directive_id)
            if found.read_at is None:
                directive_rows.save(tx, replace(found, read_at=tx.now))
        return tx.change_set


def _pressing(one: Directive) -> tuple[bool, date, str]:
    open_ = one.state is not DirectiveState.WITHDRAWN and any(task.state not in ANSWERED for task in one.tasks)
    days = [task.due for task in one.tasks if task.due is not None and task.state not in ANSWERED]
    due = min([*days, *([one.due] if one.due else [])], default=date.max) if open_ else date.max
    return not open_, due, one.notation


def note(tx: Writer, task_id: str, state: DirectiveTaskState, text: str | None = None) -> None:
    """Write the answer to a task; `text` None leaves the words as they are."""
    directive, _task = find(tx, task_id)

    def answered(task: DirectiveTask) -> DirectiveTask:
        if task.id != task_id:
            return task
        words = task.answer if text is None else text
        untouched = state is DirectiveTaskState.OPEN and not words
        return replace(task, state=state, answer=words, answered_at=None if untouched else tx.now)

    directive_rows.save(tx, replace(directive, tasks=tuple(answered(task) for task in directive.tasks)))


def find(tx: Reader, task_id: str) -> tuple[Directive, DirectiveTask]:
    """A task with its directive.

    Raises:
        UserError: `directive.task_not_found`.
    """
    for directive in directive_rows.all(tx):
        for task in directive.tasks:
            if task.id == task_id:
                return directive, task
    raise UserError("directive.task_not_found", id=task_id[:60])
