"""A directive from a JSON file that a person prepared; fields that are absent stay as they are."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, Final

from cultdip_desktop.domain.directive import Directive, DirectiveTask
from cultdip_desktop.domain.record_reader import Fields

FIELDS: Final = ("notation", "title", "text", "due", "offices", "tasks", "withdraws")
TASK_FIELDS: Final = ("id", "title", "due", "code")
MOST_TASKS: Final = 100
_TITLE: Final = 1000


def read(plain: Mapping[str, Any], base: Directive, new_id: Callable[[], str]) -> Directive:
    """`base` with the fields of `plain` laid over it. A task with the id of one of `base`'s stays that task.

    Raises:
        UserError: `issue.bad_value`, `issue.unknown_field`, `issue.too_long`, `issue.too_many`.
    """
    fields = Fields(plain).only(*FIELDS)
    given: dict[str, Any] = {}
    if fields.has("notation"):
        given["notation"] = fields.text("notation", limit=100).strip()
    if fields.has("title"):
        given["title"] = fields.bitext("title", limit=_TITLE)
    if fields.has("text"):
        given["text"] = fields.bitext("text")
    if "due" in fields.names:
        given["due"] = fields.day("due")
    if "offices" in fields.names:
        given["offices"] = fields.offices()
    if "withdraws" in fields.names:
        given["withdraws"] = fields.identity("withdraws") or ""
    if "tasks" in fields.names:
        known = {task.id: task for task in base.tasks}
        given["tasks"] = tuple(
            _task(one, base.id, position, known, new_id)
            for position, one in enumerate(fields.records("tasks", MOST_TASKS))
        )
    return replace(base, **given)


def _task(
    fields: Fields, directive_id: str, position: int, known: Mapping[str, DirectiveTask], new_id: Callable[[], str]
) -> DirectiveTask:
    fields.only(*TASK_FIELDS)
    task_id = fields.identity("id")
    return DirectiveTask(
        id=task_id if task_id is not None and task_id in known else new_id(),
        directive_id=directive_id,
        position=position,
        title=fields.bitext("title", limit=_TITLE, required=True),
        due=fields.day("due"),
        code=fields.text("code", limit=24) if fields.has("code") else "",
    )
