"""Directives that come in: kept with their tasks, which stand among the office's own work until they are answered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from cultdip_desktop.domain.directive import Directive, DirectiveTask
from cultdip_desktop.domain.issuing import DirectiveState, DirectiveTaskState
from cultdip_desktop.domain.receiving import Change, change
from cultdip_desktop.domain.task import Task
from cultdip_desktop.store.repo import directive as directive_rows
from cultdip_desktop.store.repo import task as task_rows
from cultdip_desktop.store.store import Writer

_WORDS: Final = 80
ANSWERED: Final = frozenset({DirectiveTaskState.DONE, DirectiveTaskState.DECLINED})
"""Nothing is left to do."""


def directives(tx: Writer, incoming: Iterable[Directive], package_id: str) -> Iterator[Change]:
    """Keep what is new; what is here already keeps its answers."""
    known = {one.id: one for one in directive_rows.all(tx)}
    for directive in incoming:
        before = known.get(directive.id)
        kept = {task.id: task for task in before.tasks} if before else {}
        tasks = tuple(_with_answer(task, kept.get(task.id)) for task in directive.tasks)
        made = replace(
            directive,
            state=before.state if before else DirectiveState.RECEIVED,
            tasks=tasks,
            dispatch_id=before.dispatch_id if before else package_id,
            read_at=before.read_at if before else None,
            made_at=before.made_at if before else tx.now,
        )
        directive_rows.save(tx, made)
        for task in tasks:
            keep_task(tx, made, task)
        if before is None:
            title = {"title": directive.title.vi[:_WORDS], "title_en": directive.title.en[:_WORDS]}
            yield change("receive.directive", f"directive:{directive.id}", n=len(tasks), **title)
        old = known.get(directive.withdraws)
        if old is not None and old.state is not DirectiveState.WITHDRAWN:
            yield withdraw(tx, old)


def withdraw(tx: Writer, directive: Directive) -> Change:
    """Headquarters takes a directive back: what is still open is no longer to be done."""
    directive_rows.set_state(tx, directive.id, DirectiveState.WITHDRAWN)
    for task in directive.tasks:
        work = task_rows.of_directive_task(tx, task.id)
        if work is not None and not work.done and work.deleted_at is None:
            task_rows.save(tx, replace(work, deleted_at=tx.now))
    title = {"title": directive.title.vi[:_WORDS], "title_en": directive.title.en[:_WORDS]}
    return change("receive.directive_withdrawn", f"directive:{directive.id}", **title)


def keep_task(tx: Writer, directive: Directive, task: DirectiveTask) -> None:
    """Let a task of a directive stand among the office's work, once; a day that headquarters moved is moved here."""
    due = task.due or directive.due
    before = task_rows.of_directive_task(tx, task.id)
    if before is None and directive.state is not DirectiveState.WITHDRAWN:
        title = task.title.vi or task.title.en
        done = tx.now if task.state in ANSWERED else None
        task_rows.save(tx, Task(id=tx.ids.new(), title=title, due=due, directive_task_id=task.id, done_at=done))
    elif before is not None and before.due != due:
        task_rows.save(tx, replace(before, due=due))


def _with_answer(task: DirectiveTask, before: DirectiveTask | None) -> DirectiveTask:
    if before is None:
        return replace(task, state=DirectiveTaskState.OPEN, answer="", answered_at=None)
    return replace(task, state=before.state, answer=before.answer, answered_at=before.answered_at)
