"""The next tasks of an event, in the rail."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cultdip_desktop.domain.task import Task
from cultdip_desktop.ui.kit.base import Kit, present
from cultdip_desktop.ui.kit.buttons import IconButton
from cultdip_desktop.ui.kit.choices import CheckBox
from cultdip_desktop.ui.kit.language import c, t
from cultdip_desktop.ui.kit.notices import IconLabel
from cultdip_desktop.ui.kit.surfaces import clear, column, row, section
from cultdip_desktop.ui.kit.text import ElidedLabel, PlainLabel
from cultdip_desktop.ui.rooms.events.view_tasks import due_words
from cultdip_desktop.ui.rooms.events.viewmodel_tasks import EventTasks

SHOWN: Final = 3


class TaskStrip(QWidget):
    """How many are done, and the next ones to tick."""

    go_to = Signal(str)
    """Always `tasks`: the tab with all of them."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._shown: object = None
        self._count = PlainLabel(kit, "", "small", "secondary")
        self._lines = QVBoxLayout()
        self._lines.setSpacing(0)
        add = IconButton(kit, "plus", t("Add a task"), on_click=lambda: self.go_to.emit("tasks"))
        whole = column(row(section(kit, t("Tasks")), None, self._count, add), self._lines)
        self.setLayout(whole)

    def show_tasks(self, tasks: EventTasks) -> None:
        """Show what is open, the most urgent first; quick when nothing changed."""
        shown = [task for task in tasks.items if not task.done][:SHOWN]
        key = (tasks.event_id, shown, len(tasks.items), tasks.done_count, self._kit.live.language)
        if key == self._shown:
            return
        self._shown = key
        whole = len(tasks.items)
        said = t("{done}/{all} done", done=tasks.done_count, all=whole) if whole else c("nothing recorded", "none")
        self._count.say(said)
        clear(self._lines)
        for task in shown:
            self._lines.addWidget(self._line(tasks, task))

    def _line(self, tasks: EventTasks, task: Task) -> QWidget:
        kit = self._kit
        tick = CheckBox(kit, "")
        kit.name(tick, t("Done: {task}", task=task.title))
        tick.clicked.connect(lambda on: tasks.tick(task.id, done=on))
        late = task.overdue(tasks.today())
        title = ElidedLabel(kit, task.title or t("(no words)"), "body")
        due = PlainLabel(kit, due_words(task), "small", "danger" if late else "secondary")
        alarm = IconLabel(kit, "alarm-clock", "danger.text", 13)
        present(alarm, shown=late)
        made = QWidget()
        line = QHBoxLayout(made)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        line.addWidget(tick)
        line.addWidget(title, 1)
        line.addWidget(alarm)
        line.addWidget(due)
        made.setFixedHeight(kit.look.px(28))
        return made
