"""Work to do, for an event or an item of the annual programme; it never leaves the machine."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from cultdip_desktop.domain.plan_words import TaskKind


@dataclass(frozen=True, slots=True)
class Check:
    """One line of a task's checklist."""

    text: str
    done: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One piece of work."""

    id: str
    title: str
    event_id: str | None = None
    item_id: str | None = None
    """Item of the annual programme."""

    kind: TaskKind = TaskKind.TASK
    assignee: str | None = None
    """Id of a person of this office."""

    due: date | None = None
    done_at: datetime | None = None
    checklist: tuple[Check, ...] = ()
    note: str = ""
    position: int = 0
    """Order among tasks that are due on the same day."""

    directive_task_id: str | None = None
    """The task of a directive that it stands for: what is ticked off here is told to headquarters."""

    created_at: datetime | None = None
    deleted_at: datetime | None = None

    @property
    def done(self) -> bool:
        """Whether it is done."""
        return self.done_at is not None

    def overdue(self, today: date) -> bool:
        """Whether it should have been done before `today`."""
        return not self.done and self.due is not None and self.due < today
