"""The tasks of the Today page: what events lack and what people wrote down, in one order."""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from cultdip_desktop.core.records import dataclass
from cultdip_desktop.domain.period import Period, Window
from cultdip_desktop.domain.report import ReportState
from cultdip_desktop.domain.text import EMPTY
from cultdip_desktop.domain.today import FIELDS, Need, Task, TaskGroup, Urgency, Work, due_of, urgency_of
from cultdip_desktop.store.query import today as query
from cultdip_desktop.store.query.today import Needy
from cultdip_desktop.store.store import Reader


@dataclass(frozen=True, slots=True)
class Scope:
    """Which days are looked at."""

    today: date
    report: Period
    closed: bool
    state: ReportState
    tasks: Window
    year: Window


def grouped(found: Sequence[Needy], work: Sequence[Work], scope: Scope, shown: int) -> tuple[TaskGroup, ...]:
    """The tasks by urgency, the first ones made; titles of events come later. Of one day, what people wrote comes first."""
    dated: dict[Urgency, list[tuple[date, int, int, str]]] = defaultdict(list)
    known: dict[tuple[Need, date], tuple[date, Urgency]] = {}  # thousands of events stand on some hundred days
    for place, each in enumerate(work):
        dated[each.urgency].append((each.due, 0, place, ""))
    for place, one in enumerate(found):
        for need in one.needs:
            due, urgency = known.get((need, one.day)) or known.setdefault((need, one.day), _when(need, one.day, scope))
            dated[urgency].append((due, 1, place, need))
    groups, left = [], shown
    for urgency in Urgency:
        first = heapq.nsmallest(left, dated[urgency])
        left -= len(first)
        if dated[urgency]:
            tasks = tuple(
                _task(found[place], Need(need), due, urgency) if need else work[place]
                for due, _rank, place, need in first
            )
            groups.append(TaskGroup(urgency, len(dated[urgency]), tasks))
    return tuple(groups)


def named(tx: Reader, groups: Sequence[TaskGroup]) -> tuple[TaskGroup, ...]:
    """The same with titles, and with the exact goal that lacks its reason."""
    wanted = {task.event_id for group in groups for task in group.tasks if isinstance(task, Task)}
    names = query.titles(tx, wanted)

    def with_name(task: Task | Work) -> Task | Work:
        if isinstance(task, Work):
            return task
        title, goal = names[task.event_id]
        exact = f"goals.{goal}.reason" if goal and task.need is Need.RATIONALE else task.field
        return replace(task, title=title, field=exact)

    return tuple(replace(group, tasks=tuple(with_name(task) for task in group.tasks)) for group in groups)


def _when(need: Need, day: date, scope: Scope) -> tuple[date, Urgency]:
    due = due_of(need, day, scope.report.window, scope.year)
    return due, urgency_of(need, due, scope.today)


def _task(one: Needy, need: Need, due: date, urgency: Urgency) -> Task:
    count = {Need.RATIONALE: one.rationales, Need.CAPTIONS: one.captions}.get(need, 1)
    return Task(
        need=need,
        event_id=one.id,
        title=EMPTY,
        day=one.day,
        due=due,
        urgency=urgency,
        count=count,
        field=FIELDS[need],
    )
