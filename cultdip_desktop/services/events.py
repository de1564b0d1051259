"""Plan, write down, change and find events."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import date
from typing import Any, Final

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain import codec, event_copy, wall_time
from cultdip_desktop.domain import event as event_rules
from cultdip_desktop.domain.changes import ChangeSet
from cultdip_desktop.domain.event import Event, EventState, GoalTag
from cultdip_desktop.domain.findings import BASICS, Finding, Severity, check_event
from cultdip_desktop.domain.text import EMPTY, BiText
from cultdip_desktop.domain.undo import STEP
from cultdip_desktop.services.catalogue import CatalogueService
from cultdip_desktop.services.desk import Desk, require_mission
from cultdip_desktop.store import field_restore
from cultdip_desktop.store.query import events as event_query
from cultdip_desktop.store.query import history as history_query
from cultdip_desktop.store.query.events import EventFilter, EventRow
from cultdip_desktop.store.query.history import HistoryEntry
from cultdip_desktop.store.repo import draft as draft_rows
from cultdip_desktop.store.repo import event as event_rows
from cultdip_desktop.store.store import Writer

MAX_NAMED: Final = 80
"""Characters of a title that an action keeps for its words."""


class EventService:
    """The use cases of the Events room and of `cultdip event`."""

    def __init__(self, desk: Desk, catalogue: CatalogueService) -> None:
        self._desk = desk
        self._catalogue = catalogue

    def blank(self) -> Event:
        """A new event of this office, not yet in the store; its first `save` writes it."""
        office = self._desk.office
        return Event(
            id=self._desk.ids.new(),
            office=office.id,
            state=EventState.IDEA,
            zone=office.zone,
            city=office.city.vi,
            country=office.country,
        )

    def begun(
        self, *, day: date | None = None, last: date | None = None, title: BiText = EMPTY, goals: Sequence[str] = ()
    ) -> Event:
        """A `blank` with its days, title and goals filled in; codes that are no goals are passed over.

        The first goal is the primary one; its reason is for the officer to write.
        """
        catalogue = self._catalogue.current()
        codes = [code for code in dict.fromkeys(goals) if catalogue.is_goal(code)]
        tags = tuple(GoalTag(code, catalogue.edition, primary=place == 0) for place, code in enumerate(codes))
        event = replace(self.blank(), title=title, goals=tags)
        if day is None:
            return event
        begun = wall_time.moved(event, day)
        return begun if last is None or last <= day else wall_time.stretched(begun, last)

    def duplicate(self, event_id: str, day: date | None = None) -> Event:
        """A new event like that one, not yet in the store: an idea without number, results, evidence and media.

        Money that was planned is planned again; what was committed, received or spent stays behind. It is held on
        `day`, as long as that one; without, it has no day yet.

        Raises:
            UserError: `event.not_found`.
        """
        return event_copy.copied(self.get(event_id), self.blank(), day)

    def check(self, event: Event) -> tuple[Finding, ...]:
        """What is wrong or missing; touches no disk once the catalogue is loaded."""
        return check_event(event, self._catalogue.current(), self._desk.clock.now())

    def add(self, plain: Mapping[str, Any]) -> tuple[Event, ChangeSet]:
        """Add an event written as JSON.

        Raises:
            UserError: an unknown field, a bad value, or the first error that `check` finds.
        """
        require_mission(self._desk)
        event = codec.event_from_plain(plain, self.blank(), self._catalogue.current().edition)
        self._refuse_errors(event)
        return self._insert(event)

    def edit(self, event_id: str, plain: Mapping[str, Any]) -> tuple[Event, ChangeSet]:
        """Change only the fields that `plain` names.

        Raises:
            UserError: `event.not_found`, `event.state_forbidden`, and as `add`.
        """
        require_mission(self._desk)
        before = self.get(event_id)
        event = codec.event_from_plain(plain, before, self._catalogue.current().edition)
        if event.state is not before.state:
            event_rules.move(before, event.state, event.state_reason)
        self._refuse_errors(event)
        return self._update(event, "event.edit")

    def edit_many(self, event_ids: Sequence[str], plain: Mapping[str, Any]) -> ChangeSet:
        """Change the fields that `plain` names in all these events, in one action; a state is changed elsewhere.

        Raises:
            UserError: `event.not_found`, an unknown field or a bad value; nothing is then changed.
        """
        edition = self._catalogue.current().edition

        def change(event: Event) -> Event:
            return replace(codec.event_from_plain(plain, event, edition), state=event.state)

        return self._change_many("event.edit_many", event_ids, change)

    def add_goal(self, event_ids: Sequence[str], tag: GoalTag) -> ChangeSet:
        """Tag all these events with a goal; one that has it keeps its own reason. The first goal becomes primary.

        Raises:
            UserError: `event.not_found`.
        """

        def change(event: Event) -> Event:
            if any(own.code == tag.code for own in event.goals):
                return event
            primary = tag.primary and not any(own.primary for own in event.goals)
            return replace(event, goals=(*event.goals, replace(tag, primary=primary or not event.goals)))

        return self._change_many("event.goal_many", event_ids, change)

    def set_state_many(self, event_ids: Sequence[str], state: EventState, reason: str = "") -> ChangeSet:
        """Take the same step with all these events, or with none.

        Raises:
            UserError: as `set_state`, for the first event that cannot take it.
        """
        return self._change_many("event.state_many", event_ids, lambda event: self._moved(event, state, reason))

    def delete_many(self, event_ids: Sequence[str]) -> ChangeSet:
        """Move all these to the trash, in one action.

        Raises:
            UserError: `event.not_found`.
        """
        require_mission(self._desk)
        with self._desk.store.write("event.delete_many", actor=self._desk.actor, n=len(event_ids)) as tx:
            for event_id in event_ids:
                event_rows.trash(tx, event_id)
        return tx.change_set

    def restore_many(self, event_ids: Sequence[str]) -> ChangeSet:
        """Bring all these back from the trash, in one action.

        Raises:
            UserError: `event.not_found`.
        """
        require_mission(self._desk)
        with self._desk.store.write("event.restore_many", actor=self._desk.actor, n=len(event_ids)) as tx:
            for event_id in event_ids:
                event_rows.untrash(tx, event_id)
        return tx.change_set

    def save(self, draft: Event, *, step: str = "") -> tuple[Event, ChangeSet]:
        """Autosave: whatever the officer has typed so far, errors and all; nothing typed may be lost.

        The first save of a `blank` inserts it. The answer carries what the store added (number, times).
        Saves in a row with the same `step` (one field while it has the focus) are undone together. The draft
        that `DraftService` may hold goes with the commit.
        """
        require_mission(self._desk)
        with self._desk.store.read() as tx:
            known = bool(event_rows.get_many(tx, [draft.id]))
        return self._update(draft, "event.edit", step=step) if known else self._insert(draft, step=step)

    def set_state(self, event_id: str, state: EventState, reason: str = "") -> tuple[Event, ChangeSet]:
        """Take one step of the event's life.

        Raises:
            UserError: `event.state_forbidden`, `event.reason_missing`, the first error of `check` when the
                event is submitted or goes further, and a missing title or date when it is to be prepared.
        """
        require_mission(self._desk)
        return self._update(self._moved(self.get(event_id), state, reason), "event.state")

    def delete(self, event_id: str) -> ChangeSet:
        """Move to the trash, from which `restore` brings it back."""
        require_mission(self._desk)
        title = named(self.get(event_id))
        with self._desk.store.write("event.delete", actor=self._desk.actor, **title) as tx:
            event_rows.trash(tx, event_id)
        return tx.change_set

    def restore(self, event_id: str) -> ChangeSet:
        """Bring an event back from the trash; one that is not there stays as it is.

        Raises:
            UserError: `event.not_found`.
        """
        require_mission(self._desk)
        title = named(self.get(event_id, with_deleted=True))
        with self._desk.store.write("event.restore", actor=self._desk.actor, **title) as tx:
            event_rows.untrash(tx, event_id)
        return tx.change_set

    def get(self, event_id: str, *, with_deleted: bool = False) -> Event:
        """The whole event.

        Raises:
            UserError: `event.not_found`.
        """
        with self._desk.store.read() as tx:
            return event_rows.get(tx, event_id, with_deleted=with_deleted)

    def find_ids(self, wanted: EventFilter) -> list[str]:
        """Ids in the filter's order; cheap even for 20,000 events."""
        with self._desk.store.read() as tx:
            return event_query.find_ids(tx, wanted)

    def count(self, wanted: EventFilter) -> int:
        """How many match."""
        with self._desk.store.read() as tx:
            return event_query.count(tx, wanted)

    def count_ahead(self, wanted: EventFilter, today: date) -> int:
        """How many of those lie ahead from `today` on, or have no day yet."""
        with self._desk.store.read() as tx:
            return event_query.count_ahead(tx, wanted, today)

    def rows(self, ids: Sequence[str]) -> list[EventRow]:
        """What a list shows of these events, in the same order; a constant number of statements."""
        with self._desk.store.read() as tx:
            return event_query.rows(tx, list(ids))

    def page(self, wanted: EventFilter, limit: int | None = None) -> tuple[list[EventRow], int]:
        """One page of rows and the number of all that match."""
        with self._desk.store.read() as tx:
            ids = event_query.find_ids(tx, wanted)
            shown = ids if limit is None else ids[:limit]
            return event_query.rows(tx, shown), len(ids)

    def history(self, event_id: str | None = None, limit: int = 200) -> list[HistoryEntry]:
        """Who changed what and when, newest first."""
        with self._desk.store.read() as tx:
            return history_query.entries(tx, event_id, limit=limit)

    def restore_field(self, event_id: str, entry: HistoryEntry) -> ChangeSet:
        """Give one field the value back that it had before `entry`; everything else stays as it is now.

        Raises:
            UserError: `event.not_found`, `media.not_found`, `history.not_restorable`.
        """
        require_mission(self._desk)
        title = named(self.get(event_id))
        with self._desk.store.write("event.field", actor=self._desk.actor, **title) as tx:
            field_restore.restore(tx, entry)
        return tx.change_set

    def _moved(self, event: Event, state: EventState, reason: str) -> Event:
        moved = event_rules.move(event, state, reason)
        if state is EventState.PREPARING:
            self._refuse_errors(moved, BASICS)
        elif state is not EventState.IDEA:
            self._refuse_errors(moved)
        return moved

    def _refuse_errors(self, event: Event, codes: frozenset[str] | None = None) -> None:
        """`codes` are the errors that count; None counts all."""
        for finding in self.check(event):
            if finding.severity is Severity.ERROR and (codes is None or finding.code in codes):
                raise UserError(finding.code, **finding.params)

    def _change_many(self, label: str, event_ids: Sequence[str], change: Callable[[Event], Event]) -> ChangeSet:
        require_mission(self._desk)
        with self._desk.store.write(label, actor=self._desk.actor, n=len(event_ids)) as tx:
            for event_id in event_ids:
                event_rows.update(tx, change(event_rows.get(tx, event_id)))
        return tx.change_set

    def _insert(self, event: Event, *, step: str = "") -> tuple[Event, ChangeSet]:
        with self._write("event.add", event, step) as tx:
            saved = event_rows.insert(tx, event)
            draft_rows.drop(tx, event.id)
        return saved, tx.change_set

    def _update(self, event: Event, label: str, *, step: str = "") -> tuple[Event, ChangeSet]:
        with self._write(label, event, step) as tx:
            saved = event_rows.update(tx, event)
            draft_rows.drop(tx, event.id)
        return saved, tx.change_set

    def _write(self, label: str, event: Event, step: str) -> AbstractContextManager[Writer]:
        params = {**named(event), **({STEP: step} if step else {})}
        return self._desk.store.write(label, actor=self._desk.actor, **params)


def named(event: Event) -> dict[str, str]:
    """What an action says of its event, so that its words can name it in both languages."""
    texts = {"title": event.title.vi, "title_en": event.title.en}
    return {name: text[:MAX_NAMED] for name, text in texts.items() if text}
