"""Tasks as rows and back."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.plan_words import TaskKind
from cultdip_desktop.domain.task import Check, Task
from cultdip_desktop.i18n.fold import nfc
from cultdip_desktop.store.columns import Row, batches, composed, instant_column, instant_from, upsert
from cultdip_desktop.store.schema import task
from cultdip_desktop.store.store import Reader, Writer

_ORDER = (task.c.due.is_(None), task.c.due, task.c.position, task.c.id)


def of_event(tx: Reader, event_id: str) -> tuple[Task, ...]:
    """The tasks of an event: by the day they are due, those without a day last."""
    living = sa.select(task).where(task.c.event_id == event_id, task.c.deleted_at.is_(None)).order_by(*_ORDER)
    return tuple(_task(row) for row in tx.connection.execute(living).mappings())


def late_of_events(tx: Reader, event_ids: Iterable[str], today: date) -> tuple[Task, ...]:
    """Open tasks of these events that should have been done before `today`, by their day."""
    found: list[Task] = []
    for batch in batches(event_ids):
        late = (task.c.done_at.is_(None), task.c.deleted_at.is_(None), task.c.due < today.isoformat())
        rows = tx.connection.execute(sa.select(task).where(task.c.event_id.in_(batch), *late)).mappings()
        found += [_task(row) for row in rows]
    return tuple(sorted(found, key=lambda each: (each.due or date.max, each.position, each.id)))


def get_many(tx: Reader, task_ids: Iterable[str]) -> list[Task]:
    """Tasks in no order, those in the trash too; unknown ids are passed over."""
    found: list[Task] = []
    for batch in batches(task_ids):
        rows = tx.connection.execute(sa.select(task).where(task.c.id.in_(batch))).mappings()
        found += [_task(row) for row in rows]
    return found


def of_directive_task(tx: Reader, directive_task_id: str) -> Task | None:
    """The task that stands for a task of a directive, in the trash or not."""
    mine = sa.select(task).where(task.c.directive_task_id == directive_task_id).order_by(task.c.id).limit(1)
    row = tx.connection.execute(mine).mappings().first()
    return None if row is None else _task(row)


def get(tx: Reader, task_id: str) -> Task:
    """One task.

    Raises:
        UserError: `task.not_found`, also for one that was deleted.
    """
    found = get_many(tx, (task_id,))
    if not found or found[0].deleted_at is not None:
        raise UserError("task.not_found", id=task_id)
    return found[0]


def insert(tx: Writer, tasks: Sequence[Task]) -> None:
    """Write new tasks in one statement."""
    if tasks:
        tx.connection.execute(task.insert(), [composed(_row(each, tx)) for each in tasks])


def save(tx: Writer, changed: Task) -> None:
    """Add or change a task; one that says the same is left alone."""
    upsert(tx.connection, task, _row(changed, tx))


def _row(each: Task, tx: Writer) -> Row:
    checks = [{"text": nfc(check.text), "done": check.done} for check in each.checklist]
    return {
        "id": each.id,
        "event_id": each.event_id,
        "item_id": each.item_id,
        "title": each.title,
        "kind": each.kind.value,
        "assignee": each.assignee,
        "due": None if each.due is None else each.due.isoformat(),
        "done_at": instant_column(each.done_at),
        "checklist": json.dumps(checks, ensure_ascii=False),
        "note": each.note,
        "position": each.position,
        "created_at": instant_column(each.created_at or tx.now),
        "deleted_at": instant_column(each.deleted_at),
        "directive_task_id": each.directive_task_id,
    }


def _task(row: sa.RowMapping) -> Task:
    checks: list[dict[str, Any]] = json.loads(row["checklist"])
    return Task(
        id=row["id"],
        event_id=row["event_id"],
        item_id=row["item_id"],
        title=row["title"],
        kind=TaskKind(row["kind"]),
        assignee=row["assignee"],
        due=None if row["due"] is None else date.fromisoformat(row["due"]),
        done_at=instant_from(row["done_at"]),
        checklist=tuple(Check(check["text"], bool(check["done"])) for check in checks),
        note=row["note"],
        position=row["position"],
        created_at=instant_from(row["created_at"]),
        directive_task_id=row["directive_task_id"],
        deleted_at=instant_from(row["deleted_at"]),
    )
