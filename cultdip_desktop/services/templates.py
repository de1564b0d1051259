"""New events from templates: what the sort of event usually is, and the work that leads to it."""

from __future__ import annotations

import contextlib
import functools
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.core.paths import resources
from cultdip_desktop.domain import wall_time
from cultdip_desktop.domain.changes import ChangeSet
from cultdip_desktop.domain.codec import bitext_to_plain
from cultdip_desktop.domain.event import FACETS, Event, EventKind
from cultdip_desktop.domain.issuing import CentralKind
from cultdip_desktop.domain.money import MoneyStage
from cultdip_desktop.domain.task import Task
from cultdip_desktop.domain.template import BudgetHint, EventTemplate, GoalHint, PlannedTask
from cultdip_desktop.domain.text import EMPTY, BiText
from cultdip_desktop.i18n import lunar
from cultdip_desktop.i18n.country import country
from cultdip_desktop.i18n.words import LANGUAGES, Words
from cultdip_desktop.services.catalogue import CatalogueService
from cultdip_desktop.services.desk import Desk, require_mission
from cultdip_desktop.services.events import EventService, named
from cultdip_desktop.store.repo import central as central_rows
from cultdip_desktop.store.repo import event as event_rows
from cultdip_desktop.store.repo import task as task_rows

_SPRING: Final = timedelta(days=45)
"""A feast held shortly before Tết greets the year that is about to begin."""


@dataclass(frozen=True, slots=True)
class Made:
    """A new event and its tasks, not yet in the store."""

    event: Event
    tasks: tuple[Task, ...]


class TemplateService:
    """Templates are shipped data; what is made of them is an event like any other."""

    def __init__(self, desk: Desk, catalogue: CatalogueService, events: EventService) -> None:
        self._desk = desk
        self._catalogue = catalogue
        self._events = events

    def all(self) -> tuple[EventTemplate, ...]:
        """Every template, in the order in which they are offered: headquarters' own after those of the product."""
        return (*_templates(), *self._of_headquarters())

    def get(self, template_id: str) -> EventTemplate:
        """One template.

        Raises:
            UserError: `template.not_found`.
        """
        found = self._known(template_id)
        if found is None:
            raise UserError("template.not_found", id=template_id[:80])
        return found

    def make(self, template_id: str, day: date | None = None, language: str = "vi") -> Made:
        """An event from a template with its tasks in `language`, due so many days before `day`; without, undated.

        No goal is chosen and no amount is set: the template only suggests them (`goals`, `budget`).

        Raises:
            UserError: `template.not_found`.
        """
        template = self.get(template_id)
        known = (node.code for node in self._catalogue.current().nodes if node.taggable)
        event = template.fill(self._events.blank(), self._places(day), known)
        if day is not None:
            event = wall_time.stretched(wall_time.moved(event, day), day + timedelta(days=template.days - 1))
        tasks = tuple(
            Task(
                id=self._desk.ids.new(),
                event_id=event.id,
                title=planned.title.get(language),
                due=_due(planned, event),
                position=place,
            )
            for place, planned in enumerate(template.tasks)
        )
        return Made(event, tasks)

    def add(
        self, template_id: str, day: date | None = None, *, title: BiText = EMPTY, language: str = "vi"
    ) -> tuple[Event, ChangeSet]:
        """As `make`, and stored in one action: one undo takes event and tasks away. A `title` replaces its own.

        Raises:
            UserError: `template.not_found`, `office.not_a_mission`.
        """
        require_mission(self._desk)
        made = self.make(template_id, day, language)
        event = replace(made.event, title=title) if title else made.event
        with self._desk.store.write("event.add", actor=self._desk.actor, **named(event)) as tx:
            saved = event_rows.insert(tx, event)
            task_rows.insert(tx, made.tasks)
        return saved, tx.change_set

    def dated(self, event: Event, tasks: Sequence[Task]) -> tuple[Task, ...]:
        """Those open tasks of the event's template that have no day yet, with the day that follows from the event's."""
        template, days = self._known(event.template), wall_time.days_of(event)
        if template is None or days is None:
            return ()
        due = {text: planned.due(*days) for planned in template.tasks for text in (planned.title.vi, planned.title.en)}
        return tuple(
            replace(task, due=due[task.title])
            for task in tasks
            if task.due is None and not task.done and task.title in due
        )

    def goals(self, event: Event) -> tuple[GoalHint, ...]:
        """Goals that the event's template suggests and that it does not have."""
        template = self._known(event.template)
        chosen = {tag.code for tag in event.goals}
        catalogue = self._catalogue.current()
        hints = template.goals if template else ()
        return tuple(hint for hint in hints if hint.code not in chosen and catalogue.is_goal(hint.code))

    def budget(self, event: Event) -> tuple[BudgetHint, ...]:
        """Lines that the event's template suggests and for which nothing is planned yet."""
        template = self._known(event.template)
        planned = {(line.source, line.note) for line in event.money if line.stage is MoneyStage.PLANNED}
        hints = template.budget if template else ()
        return tuple(
            hint for hint in hints if planned.isdisjoint({(hint.source, hint.note.vi), (hint.source, hint.note.en)})
        )

    def _known(self, template_id: str) -> EventTemplate | None:
        shipped = next((template for template in _templates() if template.id == template_id), None)
        if shipped is not None or not template_id:
            return shipped
        return next((template for template in self._of_headquarters() if template.id == template_id), None)

    def _of_headquarters(self) -> tuple[EventTemplate, ...]:
        """Those that came as central items and may be used still; what cannot be read is passed over."""
        today = self._desk.clock.now().astimezone(ZoneInfo(self._desk.office.zone)).date()
        with self._desk.store.read() as tx:
            items = central_rows.items(tx)
        found = []
        for item in items:
            if item.kind is CentralKind.TEMPLATE and (item.until is None or item.until >= today):
                with contextlib.suppress(KeyError, ValueError, TypeError, AttributeError):
                    plain = json.loads(item.content)
                    titled = {"name": bitext_to_plain(item.title), "about": bitext_to_plain(item.text)}
                    found.append(_template({**titled, **plain, "id": item.id}))
        return tuple(found)

    def _places(self, day: date | None) -> dict[str, dict[str, str]]:
        """The words for the gaps of a template's texts, by language."""
        office = self._desk.office
        day = day or self._desk.clock.now().astimezone(ZoneInfo(office.zone)).date()
        spring = max(min(day, lunar.LAST_DAY - _SPRING) + _SPRING, lunar.FIRST_DAY)
        lunar_year = lunar.year_name(lunar.from_solar(spring).year)
        return {
            language: {
                "city": office.city.get(language),
                "country": country(Words(language), office.country),
                "year": str(day.year),
                "lunar_year": lunar_year,
            }
            for language in LANGUAGES
        }


def _due(planned: PlannedTask, event: Event) -> date | None:
    days = wall_time.days_of(event)
    return None if days is None else planned.due(*days)


@functools.cache
def _templates() -> tuple[EventTemplate, ...]:
    files = sorted((resources() / "templates").glob("*.json"))
    plain = [json.loads(file.read_text("utf-8")) for file in files]
    return tuple(_template(each) for each in sorted(plain, key=lambda each: each["order"]))


def _template(plain: dict[str, Any]) -> EventTemplate:
    return EventTemplate(
        id=plain["id"],
        name=_bitext(plain["name"]),
        about=_bitext(plain["about"]),
        title=_bitext(plain["title"]),
        summary=_bitext(plain["summary"]),
        kind=EventKind(plain["kind"]),
        days=plain["days"],
        audience=_bitext(plain["audience"]) if "audience" in plain else EMPTY,
        codes={name: tuple(plain[name]) for name in FACETS.values() if name in plain},
        scale=plain.get("scale"),
        occasion=plain.get("occasion"),
        goals=tuple(GoalHint(each["code"], _bitext(each["why"])) for each in plain["goals"]),
        tasks=tuple(PlannedTask(_bitext(each["title"]), each["before"]) for each in plain["tasks"]),
        budget=tuple(BudgetHint(each["source"], _bitext(each["note"])) for each in plain["budget"]),
    )


def _bitext(plain: dict[str, str]) -> BiText:
    return BiText(plain["vi"], plain["en"])
