"""Work to do: note it, tick it off, drop it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from cultdip_desktop.domain.changes import ChangeSet
from cultdip_desktop.domain.issuing import DirectiveTaskState
from cultdip_desktop.domain.plan_words import TaskKind
from cultdip_desktop.domain.task import Task
from cultdip_desktop.domain.undo import STEP
from cultdip_desktop.services import received_directives
from cultdip_desktop.services.desk import Desk, require_mission
from cultdip_desktop.store.repo import task as task_rows

MAX_NAMED = 80
"""Characters of a title that an action keeps for its words."""


class TaskService:
    """The use cases of tasks; they never leave the machine."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def blank(self, event_id: str | None, title: str, due: date | None = None, kind: TaskKind = TaskKind.TASK) -> Task:
        """A new task, not yet in the store."""
        return Task(id=self._desk.ids.new(), title=title.strip(), event_id=event_id, due=due, kind=kind)

    def of_event(self, event_id: str) -> tuple[Task, ...]:
        """The tasks of an event: by the day they are due, those without a day last."""
        with self._desk.store.read() as tx:
            return task_rows.of_event(tx, event_id)

    def save(self, task: Task, *, step: str = "") -> ChangeSet:
        """Add or change one; saves in a row with the same `step` are undone together."""
        require_mission(self._desk)
        params = {"title": task.title[:MAX_NAMED], **({STEP: step} if step else {})}
        with self._desk.store.write("task.save", actor=self._desk.actor, **params) as tx:
            task_rows.save(tx, task)
        return tx.change_set

    def save_all(self, tasks: Sequence[Task]) -> ChangeSet:
        """Add or change these in one action."""
        require_mission(self._desk)
        with self._desk.store.write("task.save_many", actor=self._desk.actor, n=len(tasks)) as tx:
            for task in tasks:
                task_rows.save(tx, task)
        return tx.change_set

    def done(self, task_ids: Sequence[str], *, done: bool = True) -> ChangeSet:
        """Tick these off, or open them again; those that were deleted stay as they are.

        What stands for a task of a directive is told to headquarters as done, or as under way again.
        """
        require_mission(self._desk)
        with self._desk.store.write("task.done", actor=self._desk.actor, n=len(task_ids)) as tx:
            for task in task_rows.get_many(tx, task_ids):
                if task.deleted_at is None and task.done is not done:
                    task_rows.save(tx, replace(task, done_at=tx.now if done else None))
                    if task.directive_task_id is not None:
                        said = DirectiveTaskState.DONE if done else DirectiveTaskState.UNDER_WAY
                        received_directives.note(tx, task.directive_task_id, said)
        return tx.change_set

    def delete(self, task_ids: Sequence[str]) -> ChangeSet:
        """Drop these; undo brings them back."""
        require_mission(self._desk)
        with self._desk.store.write("task.delete", actor=self._desk.actor, n=len(task_ids)) as tx:
            for task in task_rows.get_many(tx, task_ids):
                task_rows.save(tx, replace(task, deleted_at=task.deleted_at or tx.now))
        return tx.change_set
