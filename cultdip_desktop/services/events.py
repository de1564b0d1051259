"""Plan, write down, change and find events."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain import codec
from cultdip_desktop.domain import event as event_rules
from cultdip_desktop.domain.changes import ChangeSet
from cultdip_desktop.domain.event import Event, EventState
from cultdip_desktop.domain.findings import BASICS, Finding, Severity, check_event
from cultdip_desktop.services.catalogue import CatalogueService
from cultdip_desktop.services.desk import Desk, require_mission
from cultdip_desktop.store.query import events as event_query
from cultdip_desktop.store.query import history as history_query
from cultdip_desktop.store.query.events import EventFilter, EventRow
from cultdip_desktop.store.query.history import HistoryEntry
from cultdip_desktop.store.repo import event as event_rows


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

    def save(self, draft: Event) -> tuple[Event, ChangeSet]:
        """Autosave: whatever the officer has typed so far, errors and all; nothing typed may be lost.

        The first save of a `blank` inserts it. The answer carries what the store added (number, times).
        """
        require_mission(self._desk)
        with self._desk.store.read() as tx:
            known = bool(event_rows.get_many(tx, [draft.id]))
        return self._update(draft, "event.edit") if known else self._insert(draft)

    def set_state(self, event_id: str, state: EventState, reason: str = "") -> tuple[Event, ChangeSet]:
        """Take one step of the event's life.

        Raises:
            UserError: `event.state_forbidden`, `event.reason_missing`, the first error of `check` when the
                event is submitted or goes further, and a missing title or date when it is to be prepared.
        """
        require_mission(self._desk)
        event = event_rules.move(self.get(event_id), state, reason)
        if state is EventState.PREPARING:
            self._refuse_errors(event, BASICS)
        elif state is not EventState.IDEA:
            self._refuse_errors(event)
        return self._update(event, "event.state")

    def delete(self, event_id: str) -> ChangeSet:
        """Move to the trash, from which `restore` brings it back."""
        require_mission(self._desk)
        self.get(event_id)
        with self._desk.store.write("event.delete", actor=self._desk.actor) as tx:
            event_rows.trash(tx, event_id)
        return tx.change_set

    def restore(self, event_id: str) -> ChangeSet:
        """Bring an event back from the trash; one that is not there stays as it is.

        Raises:
            UserError: `event.not_found`.
        """
        require_mission(self._desk)
        with self._desk.store.write("event.restore", actor=self._desk.actor) as tx:
            event_rows.get(tx, event_id, with_deleted=True)
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

    def suggest(self, query: str, limit: int = 8) -> list[EventRow]:
        """The best matches for what is being typed into the palette."""
        wanted = EventFilter(query=query)
        with self._desk.store.read() as tx:
            return event_query.rows(tx, event_query.find_ids(tx, wanted, limit=limit))

    def history(self, event_id: str | None = None, limit: int = 200) -> list[HistoryEntry]:
        """Who changed what and when, newest first."""
        with self._desk.store.read() as tx:
            return history_query.entries(tx, event_id, limit=limit)

    def _refuse_errors(self, event: Event, codes: frozenset[str] | None = None) -> None:
        """`codes` are the errors that count; None counts all."""
        for finding in self.check(event):
            if finding.severity is Severity.ERROR and (codes is None or finding.code in codes):
                raise UserError(finding.code, **finding.params)

    def _insert(self, event: Event) -> tuple[Event, ChangeSet]:
        with self._desk.store.write("event.add", actor=self._desk.actor) as tx:
            saved = event_rows.insert(tx, event)
        return saved, tx.change_set

    def _update(self, event: Event, label: str) -> tuple[Event, ChangeSet]:
        with self._desk.store.write(label, actor=self._desk.actor) as tx:
            saved = event_rows.update(tx, event)
        return saved, tx.change_set
