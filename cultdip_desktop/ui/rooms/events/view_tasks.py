"""The tasks tab: what is to be done for the event, by whom and until when."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from cultdip_desktop.domain.event import Event
from cultdip_desktop.domain.mission import Person
from cultdip_desktop.domain.task import Task
from cultdip_desktop.i18n import dates
from cultdip_desktop.ui.kit.base import Kit, present
from cultdip_desktop.ui.kit.buttons import Button, IconButton
from cultdip_desktop.ui.kit.choices import CheckBox, ComboBox
from cultdip_desktop.ui.kit.fields import LineEdit
from cultdip_desktop.ui.kit.language import Phrase, c, t
from cultdip_desktop.ui.kit.moments import DateTimeField, Moment
from cultdip_desktop.ui.kit.notices import EmptyState, IconLabel
from cultdip_desktop.ui.kit.surfaces import Card, boxed, column, row
from cultdip_desktop.ui.kit.text import PlainLabel
from cultdip_desktop.ui.rooms.events.page import EditorTab, form_page
from cultdip_desktop.ui.rooms.events.view_checklist import Checklist
from cultdip_desktop.ui.rooms.events.viewmodel_tasks import EventTasks

_DUE_WIDTH: Final = 156
_WHO_WIDTH: Final = 148
_STEPS_WIDTH: Final = 64
_WHO_FROM: Final = 620
"""Width (px at 100 %) from which a line has room for the person."""


class TaskLine(QWidget):
    """One task."""

    def __init__(self, kit: Kit, tasks: EventTasks, task: Task, remove: Callable[[Task], object]) -> None:
        super().__init__()
        self._kit = kit
        self._tasks = tasks
        self.task = task
        self._offered: object = None
        self.tick = CheckBox(kit, "")
        self.tick.clicked.connect(lambda on: tasks.tick(self.task.id, done=on))
        self.title = LineEdit(kit, t("What is to be done"), compact=True)
        self._whole = kit.tip(self.title, "")
        self.title.edited.connect(lambda text: tasks.edit(self.task.id, title=text))
        self.due = DateTimeField(kit, tasks.today, with_time=False)
        self.due.setProperty("compact", "true")
        self.due.changed.connect(self._due_typed)
        self.due.settled.connect(lambda _moment: tasks.begin())
        self._late = IconLabel(kit, "alarm-clock", "danger.text", 14)
        self.who = ComboBox(kit, compact=True)
        self.who.chosen.connect(lambda value: tasks.edit(self.task.id, assignee=value))
        self._remove = IconButton(kit, "x", t("Delete this task"), on_click=lambda: remove(self.task))
        self.due.setFixedWidth(kit.look.px(_DUE_WIDTH))
        self.who.setFixedWidth(kit.look.px(_WHO_WIDTH))
        self.checks = Checklist(kit, lambda checks: tasks.edit(self.task.id, checklist=checks))
        self.checks.hide()
        self.steps = Button(kit, "", "ghost", icon="list-checks", compact=True, on_click=self._fold)
        self.steps.setFixedWidth(kit.look.px(_STEPS_WIDTH))
        line = QHBoxLayout()
        line.setContentsMargins(0, 2, 0, 2)
        line.setSpacing(8)
        line.addWidget(self.tick)
        line.addWidget(self.title, 1)
        for widget in (self._late, self.steps, self.due, self.who, self._remove):
            line.addWidget(widget)
        self.setLayout(column(line, self.checks, gap=0))

    def show_task(self, task: Task, people: Sequence[Person], today: date) -> None:
        """Show the task as it is now; a text that is being typed is left alone."""
        self.task = task
        self.tick.setChecked(task.done)
        if not self.title.hasFocus():
            self.title.set_value(task.title)
            self._whole.say(task.title)
        if not self.due.hasFocus():
            self.due.set_moment(None if task.due is None else Moment(task.due))
        self.due.set_error(error=task.overdue(today))
        present(self._late, shown=task.overdue(today))
        self.checks.show_checks(task.checklist)
        done, of = sum(check.done for check in task.checklist), len(task.checklist)
        self.steps.say(t("{done} of {all}", done=done, all=of) if of else "")
        self._kit.name(self.steps, t("Steps of {task}", task=task.title))
        self._kit.tip(self.steps, t("Steps"))
        self._kit.name(self.tick, t("Done: {task}", task=task.title))
        self._kit.name(self.due, t("Due: {task}", task=task.title))
        self._kit.name(self.title, t("Task"))
        self._kit.name(self.who, t("Who does it: {task}", task=task.title))
        self._offer(people, task.assignee)
        self.who.set_value(task.assignee)

    def _offer(self, people: Sequence[Person], assignee: str | None) -> None:
        left = assignee if assignee not in (None, *(person.id for person in people)) else None
        if self._offered == (people, left):
            return
        self._offered = (people, left)
        self.who.clear_choices()
        self.who.add(None, c("a task that nobody is charged with", "Nobody yet"))
        for person in people:
            self.who.add(person.id, person.name)
        if left is not None:
            self.who.add(left, t("Somebody who left"))

    def _fold(self) -> None:
        shown = self.checks.isHidden()
        present(self.checks, shown=shown)
        if shown:
            self.checks.new.setFocus()

    def make_room(self, *, wide: bool) -> None:
        """Leave the person out where there is no room."""
        present(self.who, shown=wide)

    def _due_typed(self, moment: Moment | None) -> None:
        if self.due.valid:
            self._tasks.edit(self.task.id, due=None if moment is None else moment.day)


class TasksTab(EditorTab):
    """Lines of tasks, and a line in which the next is typed (Enter adds it)."""

    done = Signal(object, object)
    """Something was done and can be undone: words and `ChangeSet`."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit)
        self.tasks: EventTasks | None = None
        self.lines: dict[str, TaskLine] = {}
        self._wanted = ""
        """Id of the task to go to as soon as it is loaded."""

        self._box = QVBoxLayout()
        self._box.setSpacing(0)
        self._count = PlainLabel(kit, "", "small", "secondary")
        self._redate = Button(kit, t("Set the days by the event's day"), "link", icon="calendar-clock")
        self._redate.clicked.connect(lambda _on=False: self._redate_all())
        self.new = LineEdit(kit, t("What is to be done, then Enter"), icon="list-checks")
        kit.name(self.new, t("New task"))
        self.new.returnPressed.connect(self.add_typed)
        self.new_due = DateTimeField(kit, self._today, with_time=False)
        self.new_due.setFixedWidth(kit.look.px(_DUE_WIDTH))
        kit.name(self.new_due, t("Due day of the new task"))
        self.new_due.returnPressed.connect(self.add_typed)
        add = Button(kit, t("Add"), compact=True, icon="plus", on_click=self.add_typed)
        self._empty = EmptyState(
            kit,
            "list-checks",
            t("No task yet"),
            t("Write what must be done before the event; a template brings the usual tasks with their days."),
        )
        self._card = Card(kit, t("Tasks"))
        self._card.add_action(self._redate)
        self._card.add_action(self._count)
        self._card.add(self._box)
        self._card.add(row(self.new, self.new_due, add, gap=8))
        page = self._page = form_page()
        page.add(self._card)
        note = row(
            IconLabel(kit, "lock", "text.tertiary", 14),
            PlainLabel(kit, t("Tasks stay on this machine, never in a report"), "small", "secondary"),
            None,
            gap=6,
        )
        page.add(boxed(note))
        page.add(self._empty)
        page.end()
        self.setLayout(column(page, gap=0))

    def open_tasks(self, tasks: EventTasks | None) -> None:
        """Show another event's tasks from now on."""
        if self.tasks is not None:
            self.tasks.loaded.disconnect(self._show)
            self.tasks.changed.disconnect(self._show)
        self.tasks = tasks
        for task_id in list(self.lines):
            self._drop(task_id)
        if tasks is not None:
            tasks.loaded.connect(self._show)
            tasks.changed.connect(self._show)
            self._show()

    def show_event(self, event: Event, names: frozenset[str] | None) -> None:
        """The event's day decides what can be dated."""
        del event
        if names is None or "start" in names:
            self._offer_days()

    def showEvent(self, event: QShowEvent) -> None:
        """The day may have been typed meanwhile."""
        super().showEvent(event)
        self._offer_days()

    def go_to(self, field: str) -> None:
        """Put the focus into the line of the next task, or on the task of `tasks.<id>`."""
        wanted = field.removeprefix("tasks.") if field.startswith("tasks.") else ""
        line = self.lines.get(wanted)
        self._wanted = wanted if line is None else ""
        widget = line.title if line is not None else self.new
        self._page.show_widget(widget)
        widget.setFocus()

    def add_typed(self) -> None:
        """Add what stands in the line."""
        title = self.new.value()
        if not title or self.tasks is None or self.draft is None or not self.new_due.valid:
            (self.new_due if title else self.new).setFocus()
            return
        moment = self.new_due.moment()
        self.draft.ensure_stored()
        self.tasks.add(title, None if moment is None else moment.day)
        self.new.clear()
        self.new_due.set_moment(None)
        self.new.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Room for the person, or not."""
        super().resizeEvent(event)
        self._make_room()

    def _today(self) -> date:
        return self.tasks.today() if self.tasks is not None else date.min

    def _show(self) -> None:
        tasks = self.tasks
        if tasks is None:
            return
        ordered = sorted(tasks.items, key=lambda task: task.done)
        for task_id in set(self.lines) - {task.id for task in ordered}:
            self._drop(task_id)
        today = tasks.today()
        for place, task in enumerate(ordered):
            line = self.lines.get(task.id)
            if line is None:
                line = self.lines[task.id] = TaskLine(self.kit, tasks, task, self._remove)
                for field in (line.title, line.due):
                    field.setAcceptDrops(False)
            if self._box.indexOf(line) != place:
                self._box.insertWidget(place, line)
            line.show_task(task, tasks.people, today)
        present(self._empty, shown=not ordered)
        self._count.say(t("{done} of {all} done", done=tasks.done_count, all=len(ordered)) if ordered else "")
        self._make_room()
        self._offer_days()
        if self._wanted in self.lines:
            self.go_to(f"tasks.{self._wanted}")

    def _offer_days(self) -> None:
        offered = self.tasks is not None and self.draft is not None and self.tasks.undated(self.draft.event_now)
        present(self._redate, shown=offered)

    def _redate_all(self) -> None:
        if self.tasks is not None and self.draft is not None:
            self.tasks.redate(self.draft.event_now)

    def _remove(self, task: Task) -> None:
        if self.tasks is not None:
            self.new.setFocus()
            gone = t("Task deleted: {task}", task=task.title)
            self.tasks.delete(task.id, lambda changes: self.done.emit(gone, changes))

    def _drop(self, task_id: str) -> None:
        line = self.lines.pop(task_id)
        if line.isAncestorOf(QApplication.focusWidget() or self):
            self.new.setFocus()
        self._box.removeWidget(line)
        line.hide()
        line.deleteLater()

    def _make_room(self) -> None:
        wide = self.width() >= self.kit.look.px(_WHO_FROM)
        for line in self.lines.values():
            line.make_room(wide=wide)


def due_words(task: Task) -> Phrase | str:
    """When a task is due, shortly: "15/9"."""
    due = task.due
    return "" if due is None else Phrase(lambda words: dates.day_in_year(words, due))
