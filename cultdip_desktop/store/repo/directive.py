"""Directives with their tasks as rows, and what missions answered."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date, datetime

import sqlalchemy as sa

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.directive import Directive, DirectiveAnswer, DirectiveTask
from cultdip_desktop.domain.issuing import DirectiveState, DirectiveTaskState
from cultdip_desktop.store.columns import Row, bitext_columns, bitext_of, composed, instant_column, instant_from, upsert
from cultdip_desktop.store.schema import directive, directive_answer, directive_task
from cultdip_desktop.store.store import Reader, Writer


def save(tx: Writer, changed: Directive) -> None:
    """Add or change a directive; tasks that it no longer has are put away."""
    upsert(tx.connection, directive, _row(changed, tx.now))
    kept = {task.id for task in changed.tasks}
    for task in _tasks(tx, (changed.id,)).get(changed.id, ()):
        if task.id not in kept:
            gone = directive_task.update().where(directive_task.c.id == task.id)
            tx.connection.execute(gone.values(deleted_at=instant_column(tx.now)))
    for position, task in enumerate(changed.tasks):
        upsert(tx.connection, directive_task, _task_row(changed.id, position, task))


def put_away(tx: Writer, directive_id: str) -> None:
    """A draft that is not wanted any more."""
    gone = directive.update().where(directive.c.id == directive_id)
    tx.connection.execute(gone.values(deleted_at=instant_column(tx.now)))


def set_state(
    tx: Writer,
    directive_id: str,
    state: DirectiveState,
    *,
    issued_on: date | None = None,
    dispatch_id: str | None = None,
) -> None:
    """What became of it; day and package of the issuing are written once."""
    found = get(tx, directive_id)
    values: Row = {"state": state.value}
    if issued_on is not None and found.issued_on is None:
        values["issued_on"] = issued_on.isoformat()
    if dispatch_id is not None and found.dispatch_id is None:
        values["dispatch_id"] = dispatch_id
    tx.connection.execute(directive.update().where(directive.c.id == directive_id).values(values))


def get(tx: Reader, directive_id: str) -> Directive:
    """One directive.

    Raises:
        UserError: `directive.not_found`, also for one that was put away.
    """
    found = _found(tx, sa.select(directive).where(directive.c.id == directive_id, directive.c.deleted_at.is_(None)))
    if not found:
        raise UserError("directive.not_found", id=directive_id[:60])
    return found[0]


def all(tx: Reader) -> tuple[Directive, ...]:
    """Every living directive: drafts first, then the newest."""
    living = sa.select(directive).where(directive.c.deleted_at.is_(None))
    drafts = sa.case((directive.c.state == DirectiveState.DRAFT.value, 0), else_=1)
    return _found(tx, living.order_by(drafts, directive.c.made_at.desc(), directive.c.id.desc()))


def answers(tx: Reader, directive_id: str) -> tuple[DirectiveAnswer, ...]:
    """What missions said about the tasks of a directive."""
    mine = sa.select(directive_task.c.id).where(directive_task.c.directive_id == directive_id)
    found = sa.select(directive_answer).where(directive_answer.c.directive_task_id.in_(mine))
    ordered = found.order_by(directive_answer.c.office, directive_answer.c.directive_task_id)
    return tuple(_answer(row, directive_id) for row in tx.connection.execute(ordered).mappings())


def answer_states(tx: Reader) -> dict[str, dict[str, dict[str, str]]]:
    """Of every directive, by office and task, the state that the mission told. One statement."""
    joined = sa.select(
        directive_task.c.directive_id, directive_answer.c.office, directive_task.c.id, directive_answer.c.state
    ).join(directive_answer, directive_answer.c.directive_task_id == directive_task.c.id)
    found: dict[str, dict[str, dict[str, str]]] = {}
    for directive_id, office, task_id, state in tx.connection.execute(joined):
        found.setdefault(directive_id, {}).setdefault(office, {})[task_id] = state
    return found


def _found(tx: Reader, statement: sa.Select[tuple[object, ...]]) -> tuple[Directive, ...]:
    rows = [dict(row) for row in tx.connection.execute(statement).mappings()]
    tasks = _tasks(tx, [row["id"] for row in rows])
    return tuple(_directive(row, tasks.get(row["id"], ())) for row in rows)


def _tasks(tx: Reader, directive_ids: Sequence[str]) -> dict[str, tuple[DirectiveTask, ...]]:
    living = sa.select(directive_task).where(
        directive_task.c.directive_id.in_(directive_ids), directive_task.c.deleted_at.is_(None)
    )
    found: dict[str, tuple[DirectiveTask, ...]] = {}
    for row in tx.connection.execute(living.order_by(directive_task.c.position, directive_task.c.id)).mappings():
        found[row["directive_id"]] = (*found.get(row["directive_id"], ()), _task(row))
    return found


def _row(changed: Directive, now: datetime) -> Row:
    return {
        "id": changed.id,
        "notation": changed.notation,
        **bitext_columns("title", changed.title),
        **bitext_columns("text", changed.text),
        "issued_on": _day(changed.issued_on),
        "due": _day(changed.due),
        "offices": json.dumps(list(changed.offices)),
        "state": changed.state.value,
        "withdraws": changed.withdraws,
        "dispatch_id": changed.dispatch_id,
        "read_at": instant_column(changed.read_at),
        "made_at": instant_column(changed.made_at or now),
    }


def _task_row(directive_id: str, position: int, task: DirectiveTask) -> Row:
    return composed(
        {
            "id": task.id,
            "directive_id": directive_id,
            "position": position,
            **bitext_columns("title", task.title),
            "due": _day(task.due),
            "code": task.code,
            "state": task.state.value,
            "answer": task.answer,
            "answered_at": instant_column(task.answered_at),
            "deleted_at": None,
        }
    )


def _directive(row: Row, tasks: tuple[DirectiveTask, ...]) -> Directive:
    return Directive(
        id=row["id"],
        notation=row["notation"],
        title=bitext_of(row, "title"),
        text=bitext_of(row, "text"),
        issued_on=None if row["issued_on"] is None else date.fromisoformat(row["issued_on"]),
        due=None if row["due"] is None else date.fromisoformat(row["due"]),
        offices=tuple(json.loads(row["offices"])),
        state=DirectiveState(row["state"]),
        withdraws=row["withdraws"],
        tasks=tasks,
        dispatch_id=row["dispatch_id"],
        read_at=instant_from(row["read_at"]),
        made_at=instant_from(row["made_at"]),
    )


def _task(row: sa.RowMapping) -> DirectiveTask:
    return DirectiveTask(
        id=row["id"],
        directive_id=row["directive_id"],
        position=row["position"],
        title=bitext_of(row, "title"),
        due=None if row["due"] is None else date.fromisoformat(row["due"]),
        code=row["code"],
        state=DirectiveTaskState(row["state"]),
        answer=row["answer"],
        answered_at=instant_from(row["answered_at"]),
    )


def _answer(row: sa.RowMapping, directive_id: str) -> DirectiveAnswer:
    return DirectiveAnswer(
        task_id=row["directive_task_id"],
        directive_id=directive_id,
        office=row["office"],
        state=DirectiveTaskState(row["state"]),
        answer=row["answer"],
        answered_at=instant_from(row["answered_at"]),
    )


def _day(value: date | None) -> str | None:
    return None if value is None else value.isoformat()
