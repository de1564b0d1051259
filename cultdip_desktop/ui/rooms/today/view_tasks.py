"""The card of what needs doing, grouped by urgency."""

from __future__ import annotations

from datetime import date
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from cultdip_desktop.domain.today import Task, TaskGroup, TodayView, Urgency, Work
from cultdip_desktop.ui.kit.base import Kit, present
from cultdip_desktop.ui.kit.buttons import Button
from cultdip_desktop.ui.kit.choices import CheckBox
from cultdip_desktop.ui.kit.language import Speech, n, t
from cultdip_desktop.ui.kit.marks import CountBadge
from cultdip_desktop.ui.kit.notices import EmptyState, IconLabel
from cultdip_desktop.ui.kit.surfaces import Card, boxed, clear, column, row
from cultdip_desktop.ui.kit.text import ElidedLabel, PlainLabel, Rule
from cultdip_desktop.ui.rooms.today import phrases
from cultdip_desktop.ui.rooms.today.rows import JumpRow
from cultdip_desktop.ui.rooms.today.targets import task_route, work_route

_ROW: Final = 34
_GROUP: Final = 27
_TICK: Final = 26


class TasksCard(Card):
    """Shows the first tasks, or all of them."""

    followed = Signal(object)
    """The `Route` of the task that was chosen."""

    ticked = Signal(object)
    """`Work` that was done."""

    all_asked = Signal(bool)
    """Show all tasks (True) or the first ones."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit, t("To do"), flush=True, rule=True)
        self._kit = kit
        self.all_shown = False
        self.rows: list[JumpRow] = []
        self._window = PlainLabel(kit, "", "small", "tertiary")
        self.more = Button(kit, "", "link", on_click=lambda: self.all_asked.emit(not self.all_shown))
        self.add_action(self._window)
        self.add_action(self.more)
        self.head.setContentsMargins(14, 6, 10, 6)
        self._list = column(gap=0)
        self.add(self._list)

    def show_view(self, view: TodayView, few: int, *, every: bool) -> None:
        """Show the first `few` tasks of `view`, or with `every` all of them."""
        self.all_shown = every
        self._window.say(t("events of {window}", window=phrases.window(view.task_window)))
        clear(self._list)
        self.rows = []
        left = view.tasks if every else few
        for place, group in enumerate(view.groups):
            shown = group.tasks[: max(0, left)]
            if not shown:
                break
            left -= len(shown)
            if place:
                self._list.addWidget(Rule())
            self._add_group(group, shown, view)
        if not view.groups:
            words = t("Events without results, approvals and gaps in the report will stand here.")
            self._list.addWidget(EmptyState(self._kit, "circle-check", t("Nothing to do"), words, tint="accent.text"))
        present(self.more, shown=view.tasks > few)
        at_most = sum(len(group.tasks) for group in view.groups)
        rest = view.tasks - at_most
        if every:
            self.more.say(t("Show fewer"))
        elif rest:
            total = phrases.whole(view.tasks)
            self.more.say(t("See the first {shown} of {total} tasks", shown=at_most, total=total))
        else:
            self.more.say(n("See all {n} task", "See all {n} tasks", view.tasks))
        if every and rest:
            self._list.addWidget(Rule())
            words = n("{n} more task comes when these are done.", "{n} more tasks come when these are done.", rest)
            self._list.addWidget(boxed(row(PlainLabel(self._kit, words, "small", "secondary")), (14, 8, 14, 10)))

    def _add_group(self, group: TaskGroup, shown: tuple[Task | Work, ...], view: TodayView) -> None:
        kit = self._kit
        head = QFrame()
        head.setProperty("kind", "groupline")
        line = row(PlainLabel(kit, phrases.URGENCIES[group.urgency], "label"), CountBadge(kit, str(group.total)), None)
        line.setContentsMargins(14, 0, 14, 0)
        head.setLayout(line)
        head.setFixedHeight(kit.look.px(_GROUP))
        self._list.addWidget(head)
        for task in shown:
            self._list.addWidget(Rule())
            made = self._work_row(task, view) if isinstance(task, Work) else self._row(task, view)
            self.rows.append(made)
            self._list.addWidget(self._with_tick(task, made) if isinstance(task, Work) else made)

    def _row(self, task: Task, view: TodayView) -> JumpRow:
        kit = self._kit
        icon = IconLabel(kit, phrases.NEED_ICONS[task.need], "text.secondary", 16)
        line = self._line(icon, phrases.to_do(task), phrases.title(task.title), task, view.today)
        spoken = phrases.spoken(task, view.today)
        return self._jump(JumpRow(kit, line, task_route(task), spoken=spoken, tip=phrases.event_day(task)))

    def _work_row(self, work: Work, view: TodayView) -> JumpRow:
        icon = IconLabel(self._kit, phrases.WORK_ICONS[work.kind], "text.secondary", 16)
        line = self._line(icon, work.text, phrases.work_about(work), work, view.today)
        spoken = phrases.spoken_work(work, view.today)
        return self._jump(JumpRow(self._kit, line, work_route(work), spoken=spoken, tip=phrases.work_tip(work)))

    def _with_tick(self, work: Work, made: JumpRow) -> QWidget:
        """What people wrote down is ticked off where it stands."""
        tick = CheckBox(self._kit, "")
        tick.setFixedWidth(self._kit.look.px(_TICK))
        self._kit.name(tick, t("Done: {what}", what=work.text))
        self._kit.tip(tick, t("Mark as done"))
        tick.clicked.connect(lambda _on=False: self.ticked.emit(work))
        line = row(tick, made, gap=0)
        line.setStretch(1, 1)
        contents = made.layout()
        if contents is not None:
            contents.setContentsMargins(2, 0, 14, 0)
        return boxed(line, (12, 0, 0, 0))

    def _jump(self, made: JumpRow) -> JumpRow:
        made.setFixedHeight(self._kit.look.px(_ROW))
        made.followed.connect(self.followed)
        return made

    def _line(self, icon: IconLabel, said: Speech, about: Speech, task: Task | Work, today: date) -> QHBoxLayout:
        kit = self._kit
        what = ElidedLabel(kit, said, "medium")
        event = ElidedLabel(kit, about, "small", "secondary")
        for label in (what, event):
            label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        overdue = task.urgency is Urgency.OVERDUE
        when = PlainLabel(kit, phrases.due(task, today), "small", "danger" if overdue else "secondary")
        mark: QWidget = IconLabel(kit, "alarm-clock", "danger.text", 13) if overdue else QWidget()
        due = boxed(row(mark, when, None, gap=5) if overdue else row(when, None))
        due.setFixedWidth(kit.look.px(128))
        line = row(icon, what, event, due, gap=12)
        line.addWidget(IconLabel(kit, "chevron-right", "text.tertiary", 14))
        line.setStretch(1, 6)
        line.setStretch(2, 9)
        line.setContentsMargins(14, 0, 14, 0)
        line.setAlignment(due, Qt.AlignmentFlag.AlignVCenter)
        return line
