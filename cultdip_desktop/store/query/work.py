"""What people wrote down to be done: tasks with a day, and what was promised to partners."""

from __future__ import annotations

import json
from datetime import date

import sqlalchemy as sa

from cultdip_desktop.domain.partner import PromisedBy
from cultdip_desktop.domain.text import EMPTY, BiText
from cultdip_desktop.domain.today import Work, WorkKind, urgency_of_day
from cultdip_desktop.store.columns import bitext_of
from cultdip_desktop.store.schema import (
    directive,
    directive_task,
    event,
    interaction,
    partner,
    person,
    programme_item,
    task,
)
from cultdip_desktop.store.store import Reader


def open_until(tx: Reader, last: date, today: date) -> list[Work]:
    """Everything due up to and on `last`, by its day. Two statements, each from an index of what is open."""
    found = [_of_task(row, today) for row in tx.connection.execute(_tasks(last)).mappings()]
    found += [_of_promise(row, today) for row in tx.connection.execute(_promises(last)).mappings()]
    return sorted(found, key=lambda work: (work.due, work.kind, work.id))


def _tasks(last: date) -> sa.Select[tuple[object, ...]]:
    living = (task.c.done_at.is_(None), task.c.deleted_at.is_(None), task.c.due <= last.isoformat())
    about = (event.c.title_vi, event.c.title_en, event.c.title_english)
    item = [programme_item.c[f"title_{part}"].label(f"item_{part}") for part in ("vi", "en", "english")]
    asked = [directive.c[f"title_{part}"].label(f"directive_{part}") for part in ("vi", "en", "english")]
    return (
        sa.select(task, *about, *item, *asked, directive_task.c.directive_id, person.c.name.label("who"))
        .select_from(task)
        .outerjoin(event, event.c.id == task.c.event_id)
        .outerjoin(programme_item, programme_item.c.id == task.c.item_id)
        .outerjoin(directive_task, directive_task.c.id == task.c.directive_task_id)
        .outerjoin(directive, directive.c.id == directive_task.c.directive_id)
        .outerjoin(person, person.c.id == task.c.assignee)
        .where(*living, event.c.deleted_at.is_(None), programme_item.c.deleted_at.is_(None))
        .order_by(task.c.due, task.c.id)
    )


def _promises(last: date) -> sa.Select[tuple[object, ...]]:
    return (
        sa.select(interaction, partner.c.name, partner.c.name_en, person.c.name.label("who"))
        .join(partner, partner.c.id == interaction.c.partner_id)
        .outerjoin(person, person.c.id == interaction.c.person_id)
        .where(
            interaction.c.promise_by == PromisedBy.US.value,
            interaction.c.promise_done.is_(None),
            interaction.c.promise_due <= last.isoformat(),
            interaction.c.deleted_at.is_(None),
            partner.c.deleted_at.is_(None),
        )
        .order_by(interaction.c.promise_due, interaction.c.id)
    )


def _of_task(row: sa.RowMapping, today: date) -> Work:
    due = date.fromisoformat(row["due"])
    checks = json.loads(row["checklist"])
    if row["event_id"]:
        about = bitext_of(dict(row), "title")
    elif row["directive_id"]:
        about = bitext_of(dict(row), "directive")
    else:
        about = bitext_of(dict(row), "item") if row["item_id"] else EMPTY
    return Work(
        kind=WorkKind(row["kind"]),
        id=row["id"],
        text=row["title"],
        about=about,
        event_id=row["event_id"] or "",
        directive_id=row["directive_id"] or "",
        due=due,
        urgency=urgency_of_day(due, today),
        who=row["who"] or "",
        checked=sum(bool(check["done"]) for check in checks),
        checks=len(checks),
    )


def _of_promise(row: sa.RowMapping, today: date) -> Work:
    due = date.fromisoformat(row["promise_due"])
    return Work(
        kind=WorkKind.PROMISE,
        id=row["id"],
        text=row["promise"],
        about=BiText(row["name"], row["name_en"]),
        partner_id=row["partner_id"],
        due=due,
        urgency=urgency_of_day(due, today),
        who=row["who"] or "",
    )
