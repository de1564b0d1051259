"""Writing: a directive or an offer as it is typed, saved by itself, undone field by field."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from cultdip_desktop.core.progress import Progress
from cultdip_desktop.domain.central import CentralItem
from cultdip_desktop.domain.changes import ChangeSet
from cultdip_desktop.domain.directive import Directive, DirectiveTask
from cultdip_desktop.domain.text import EMPTY
from cultdip_desktop.hq.outbox import today
from cultdip_desktop.ui.kit.base import Kit

if TYPE_CHECKING:
    from cultdip_desktop.app import Office


class DraftModel(QObject):
    """Saves whole values; `step` names the field, so that Ctrl+Z takes back one field at a time."""

    saved = Signal()
    failed = Signal(object)
    """A `UserError`."""

    def __init__(self, kit: Kit, office: Office) -> None:
        super().__init__()
        self._kit = kit
        self._office = office
        self.directive: Directive | None = None
        """The draft that is being written."""

    def today(self) -> date:
        """The present day in Hà Nội."""
        return today(self._office.desk)

    def change(self, step: str, **fields: Any) -> None:
        """Change fields of the draft and save it."""
        if self.directive is None:
            return
        changed = replace(self.directive, **fields)
        if changed == self.directive:
            return
        self.directive = changed

        def work(_progress: Progress) -> ChangeSet:
            service = self._office.directives
            assert service is not None  # noqa: S101 - the room is headquarters'
            return service.save(changed, step=f"{changed.id}/{step}")

        self._kit.jobs.write(work, self._done, self.failed.emit, owner=self)

    def add_task(self) -> DirectiveTask | None:
        """A new task at the end."""
        if self.directive is None:
            return None
        made = DirectiveTask(
            id=self._office.desk.ids.new(),
            directive_id=self.directive.id,
            position=len(self.directive.tasks),
            title=EMPTY,
        )
        self.change("tasks", tasks=(*self.directive.tasks, made))
        return made

    def change_task(self, task_id: str, field: str, **fields: Any) -> None:
        """Change a task."""
        if self.directive is not None:
            tasks = tuple(replace(one, **fields) if one.id == task_id else one for one in self.directive.tasks)
            self.change(f"task/{task_id}/{field}", tasks=tasks)

    def remove_task(self, task_id: str) -> None:
        """Take a task out."""
        if self.directive is not None:
            self.change("tasks", tasks=tuple(one for one in self.directive.tasks if one.id != task_id))

    def save_offer(self, item: CentralItem, field: str) -> None:
        """Save an offer."""

        def work(_progress: Progress) -> ChangeSet:
            service = self._office.central
            assert service is not None  # noqa: S101
            return service.save_offer(item, step=f"{item.id}/{field}")

        self._kit.jobs.write(work, self._done, self.failed.emit, owner=self)

    def _done(self, changes: ChangeSet) -> None:
        if changes:
            self._kit.bus.publish(changes)
        self.saved.emit()
