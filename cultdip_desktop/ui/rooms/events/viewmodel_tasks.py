"""The tasks of one event: shown at once, stored off the UI thread after a short rest."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any, Final
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject, QTimer, Signal

from cultdip_desktop.app import Office
from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.changes import ChangeSet
from cultdip_desktop.domain.event import Event
from cultdip_desktop.domain.mission import Person
from cultdip_desktop.domain.plan_words import TaskKind
from cultdip_desktop.domain.task import Task
from cultdip_desktop.ui.kit.base import Kit

REST_MS: Final = 1000
"""How long typing in a task must rest before it is stored."""


class EventTasks(QObject):
    """Tasks in the order of their days. What is typed is kept here at once."""

    loaded = Signal()
    """`items` or `people` are new, or their order is."""

    changed = Signal()
    """The user changed something in `items`: their number and order are the same."""

    trouble_changed = Signal()

    def __init__(self, kit: Kit, office: Office, event_id: str, parent: QObject) -> None:
        super().__init__(parent)
        self._kit = kit
        self._office = office
        self.event_id: Final = event_id
        self.items: tuple[Task, ...] = ()
        self.people: tuple[Person, ...] = ()
        """Who may be charged with a task."""

        self.trouble: UserError | None = None
        self._dirty: dict[str, Task] = {}
        self._saving = 0
        self._step = ""
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(self.flush)

    @property
    def dirty(self) -> bool:
        """Whether something is typed that is not stored."""
        return bool(self._dirty)

    @property
    def busy(self) -> bool:
        """Whether a write is under way."""
        return self._saving > 0

    @property
    def done_count(self) -> int:
        """How many are done."""
        return sum(task.done for task in self.items)

    def today(self) -> date:
        """The present day at the office."""
        return self._office.desk.clock.now().astimezone(ZoneInfo(self._office.identity.zone)).date()

    def reload(self) -> None:
        """Ask the store; what is typed and not stored yet stays."""
        event_id, office = self.event_id, self._office

        def ask() -> tuple[tuple[Task, ...], tuple[Person, ...]]:
            people = tuple(person for person in office.settings.people() if person.active)
            return office.tasks.of_event(event_id), people

        self._kit.jobs.read(lambda _progress: ask(), self._show, owner=self)

    def hear(self, changes: ChangeSet) -> None:
        """Something touched tasks of this event."""
        if "task" in changes.kinds and not self._saving:
            self.reload()

    def add(self, title: str, due: date | None, kind: TaskKind = TaskKind.TASK) -> None:
        """Add a task; the event itself must be stored, or about to be."""
        self.begin()
        self._write(self._office.tasks.blank(self.event_id, title, due, kind))

    def edit(self, task_id: str, **changes: Any) -> None:
        """Change a task; stored after a short rest."""
        before = next((task for task in self.items if task.id == task_id), None)
        if before is None or replace(before, **changes) == before:
            return
        if self._dirty and task_id not in self._dirty:
            self.begin()
        after = replace(before, **changes)
        self._dirty[task_id] = after
        self.items = tuple(after if task.id == task_id else task for task in self.items)
        self.changed.emit()
        self._rest.start()

    def tick(self, task_id: str, *, done: bool) -> None:
        """Tick a task off, or open it again."""
        self.begin()
        self._run(lambda: self._office.tasks.done([task_id], done=done))

    def delete(self, task_id: str, then: Callable[[ChangeSet], object]) -> None:
        """Drop a task."""
        self._dirty.pop(task_id, None)
        self.begin()
        self._run(lambda: self._office.tasks.delete([task_id]), then)

    def redate(self, event: Event) -> None:
        """Give the tasks of the event's template that have no day their days, now that the event has one."""
        self.begin()
        dated = self._office.templates.dated(event, self.items)
        self._run(lambda: self._office.tasks.save_all(dated))

    def undated(self, event: Event) -> bool:
        """Whether `redate` would find something to do."""
        return bool(self._office.templates.dated(event, self.items))

    def begin(self) -> None:
        """What follows is an undo step of its own."""
        self.flush()
        self._step = ""

    def flush(self) -> None:
        """Store now what is typed."""
        self._rest.stop()
        waiting, self._dirty = self._dirty, {}
        for task in waiting.values():
            self._write(task)

    def discard(self) -> None:
        """Give up what could not be stored."""
        self._rest.stop()
        self._dirty.clear()
        self._set_trouble(None)
        self.reload()

    def _write(self, task: Task) -> None:
        step = self._step = self._step or self._office.desk.ids.new()
        self._run(lambda: self._office.tasks.save(task, step=step), task=task)

    def _run(
        self, work: Callable[[], ChangeSet], then: Callable[[ChangeSet], object] | None = None, task: Task | None = None
    ) -> None:
        self._saving += 1

        def done(changes: ChangeSet) -> None:
            self._set_trouble(None)
            self._kit.bus.publish(changes)
            if then is not None:
                then(changes)

        def failed(error: UserError) -> None:
            if task is not None:
                self._dirty.setdefault(task.id, task)
            self._set_trouble(error)

        job = self._kit.jobs.write(lambda _progress: work(), done, failed, owner=self)
        job.finished.connect(self._ended)

    def _ended(self) -> None:
        self._saving -= 1
        if not self._saving:
            self.reload()

    def _show(self, found: tuple[tuple[Task, ...], tuple[Person, ...]]) -> None:
        tasks, self.people = found
        self.items = tuple(self._dirty.get(task.id, task) for task in tasks)
        self.loaded.emit()

    def _set_trouble(self, error: UserError | None) -> None:
        if error is not self.trouble:
            self.trouble = error
            self.trouble_changed.emit()
