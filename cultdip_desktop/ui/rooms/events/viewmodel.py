"""What the Events room asks of the office: the list, drafts of events, their attachments, the bilingual setting."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Final
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject, Signal

from cultdip_desktop.app import Office
from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.changes import ChangeSet
from cultdip_desktop.domain.event import Event, EventState
from cultdip_desktop.domain.strategy import Catalogue
from cultdip_desktop.domain.template import EventTemplate
from cultdip_desktop.domain.undo import REDO, UNDO
from cultdip_desktop.i18n.country import countries
from cultdip_desktop.store.query.events import EventFilter
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.rooms.events.viewmodel_bulk import BulkEdit
from cultdip_desktop.ui.rooms.events.viewmodel_draft import EventDraft
from cultdip_desktop.ui.rooms.events.viewmodel_help import EventHelp
from cultdip_desktop.ui.rooms.events.viewmodel_history import EventHistory
from cultdip_desktop.ui.rooms.events.viewmodel_kept import KeptDrafts
from cultdip_desktop.ui.rooms.events.viewmodel_list import EventList
from cultdip_desktop.ui.rooms.events.viewmodel_media import EventMedia, Imported
from cultdip_desktop.ui.rooms.events.viewmodel_rates import RateTable
from cultdip_desktop.ui.rooms.events.viewmodel_remarks import EventRemarks
from cultdip_desktop.ui.rooms.events.viewmodel_series import EventSeries
from cultdip_desktop.ui.rooms.events.viewmodel_tasks import EventTasks
from cultdip_desktop.ui.rooms.events.viewmodel_trash import Trash
from cultdip_desktop.ui.rooms.events.wishes import Wish

NOTHING: Final = Wish()


class EventsModel(QObject):
    """Made once with the room. Drafts whose text could not be stored are kept until it is."""

    imported_unseen = Signal(object)
    """Files were added to an event that is no longer shown: `Imported`."""

    made = Signal(object)
    """An event was made from a template or as a copy, and is open: the `ChangeSet`."""

    bilingual_restored = Signal(bool)
    """Undo put back whether both languages are shown."""

    def __init__(self, kit: Kit, office: Office) -> None:
        super().__init__()
        self._kit = kit
        self._office = office
        self.list = EventList(kit, office, self)
        self.bulk = BulkEdit(kit, office, self)
        self.trash = Trash(kit, office, self)
        self.kept = KeptDrafts(kit, office, self.adopt, self.is_written, self)
        self.rates = RateTable(kit, office, self)
        self.help = EventHelp(kit, office, self)
        self.remarks = EventRemarks(kit, office, self)
        self.bilingual = True
        self._drafts: dict[str, EventDraft] = {}
        self._media: dict[str, EventMedia] = {}
        self._tasks: dict[str, EventTasks] = {}
        kit.bus.watch(self, {"event", "media", "task"}, self._hear)
        kit.bus.watch(self, {"setting"}, self._hear_setting)

    @property
    def currency(self) -> str:
        """The office's currency."""
        return self._office.identity.currency

    @property
    def zone(self) -> str:
        """The office's time zone."""
        return self._office.identity.zone

    def today(self) -> date:
        """The present day at the office."""
        return self._office.desk.clock.now().astimezone(ZoneInfo(self.zone)).date()

    def templates(self) -> tuple[EventTemplate, ...]:
        """What new events can be made from."""
        return self._office.templates.all()

    def catalogue(self, then: Callable[[Catalogue], object]) -> None:
        """The catalogue in force."""
        self._kit.jobs.read(lambda _progress: self._office.catalogue.current(), then, owner=self)

    def open(
        self,
        event_id: str,
        then: Callable[[EventDraft], object],
        on_error: Callable[[UserError], object],
        wish: Wish = NOTHING,
    ) -> None:
        """A draft of an event, or of a new one, as `wish` wants it, when `event_id` is empty."""
        kept = self._drafts.get(event_id)
        if kept is not None:
            then(kept)
            return

        words = self._kit.live.words

        def ask() -> tuple[Catalogue, Event, bool]:
            countries(words)  # reads the names once, here rather than when the editor is made
            catalogue = self._office.catalogue.current()
            event = self._office.events.get(event_id) if event_id else self._new(wish)
            return catalogue, event, self._office.settings.get("bilingual") != "off"

        def ready(found: tuple[Catalogue, Event, bool]) -> None:
            catalogue, event, self.bilingual = found
            draft = self.adopt(catalogue, event, stored=bool(event_id))
            if not event_id and wish.stores:
                draft.ensure_stored()
            then(draft)

        if not event_id and (wish.template or wish.copied):
            self._make(wish, lambda made: self.open(made, then, on_error), on_error)
            return
        self._kit.jobs.read(lambda _progress: ask(), ready, on_error, owner=self)

    def _make(self, wish: Wish, then: Callable[[str], object], on_error: Callable[[UserError], object]) -> None:
        """Store a copy, or an event made from a template with its tasks; its id is handed on.

        In the order of the writes: a copy has what was typed into the other just now.
        """
        office, language = self._office, self._kit.live.language

        def make() -> tuple[Event, ChangeSet]:
            if wish.copied:
                return office.events.save(office.events.duplicate(wish.copied, wish.day))
            return office.templates.add(wish.template, wish.day, title=wish.title, language=language)

        def done(result: tuple[Event, ChangeSet]) -> None:
            made, changes = result
            self._kit.bus.publish(changes)
            then(made.id)
            self.made.emit(changes)

        self._kit.jobs.write(lambda _progress: make(), done, on_error, owner=self)

    def _new(self, wish: Wish) -> Event:
        return self._office.events.begun(day=wish.day, last=wish.last, title=wish.title, goals=wish.goals)

    def adopt(self, catalogue: Catalogue, event: Event, *, stored: bool) -> EventDraft:
        """The draft of an event that was read, or of one that the store does not know yet."""
        draft = self._drafts.get(event.id)
        if draft is None:
            office, ids = self._office, self._office.desk.ids
            draft = EventDraft(
                self._kit, office.events, office.drafts, ids, catalogue, event, stored=stored, parent=self
            )
            draft.rates = self.rates
            draft.help = self.help
            draft.series = EventSeries(self._kit, office, draft)
            self._drafts[event.id] = draft
        return draft

    def is_written(self, event_id: str) -> bool:
        """Whether something typed into the event here waits for its commit."""
        draft = self._drafts.get(event_id)
        return draft is not None and (draft.dirty or draft.busy or bool(draft.typed))

    def media(self, event_id: str) -> EventMedia:
        """The attachments of an event."""
        found = self._media.get(event_id)
        if found is None:
            found = self._media[event_id] = EventMedia(self._kit, self._office, event_id, self)
            found.imported.connect(partial(self._tell_import, found))
        return found

    def tasks(self, event_id: str) -> EventTasks:
        """The tasks of an event."""
        found = self._tasks.get(event_id)
        if found is None:
            found = self._tasks[event_id] = EventTasks(self._kit, self._office, event_id, self)
        return found

    def next_without_results(self, done_id: str, then: Callable[[str], object]) -> None:
        """The id of the earliest event that was held, or should have been, and has no results; empty if there is none.

        In the order of the writes: what was completed just now is no longer among them.
        """
        events, clock = self._office.events, self._office.desk.clock
        states = (EventState.HELD, EventState.APPROVED)

        def find() -> str:
            ids = events.find_ids(EventFilter(states=states, last=self.today(), descending=False))
            now = clock.now()
            for row in events.rows(ids):
                over = row.state is EventState.HELD or (row.start is not None and row.start < now)
                if over and row.id != done_id:
                    return row.id
            return ""

        self._kit.jobs.write(lambda _progress: find(), then, owner=self)

    def history(self, event_id: str, parent: QObject) -> EventHistory:
        """The history of an event, for a page that owns it."""
        return EventHistory(self._kit, self._office, event_id, parent)

    def let_go(self, event_id: str) -> None:
        """The editor of this event is closed: store the rest, and forget the draft once nothing is left to do."""
        draft, media, tasks = self._drafts.get(event_id), self._media.get(event_id), self._tasks.get(event_id)
        if draft is not None:
            draft.flush()
            if not draft.dirty and not draft.busy:
                self._drafts.pop(event_id).deleteLater()
        if media is not None:
            media.flush()
            media.watched = False
            if not media.dirty and not media.busy:
                self._media.pop(event_id).deleteLater()
        if tasks is not None:
            tasks.flush()
            if not tasks.dirty and not tasks.busy:
                self._tasks.pop(event_id).deleteLater()

    def flush(self) -> None:
        """Store everything that is typed."""
        for draft in self._drafts.values():
            draft.flush()
        for media in self._media.values():
            media.flush()
        for tasks in self._tasks.values():
            tasks.flush()

    def unstored(self) -> EventDraft | EventTasks | None:
        """A draft or tasks whose text could not be stored, if there are any."""
        draft = next((draft for draft in self._drafts.values() if draft.trouble is not None), None)
        lost = (tasks for tasks in self._tasks.values() if tasks.dirty and tasks.trouble is not None)
        return draft or next(lost, None)

    def delete(self, event_id: str, then: Callable[[ChangeSet], object]) -> None:
        """Move an event to the trash, after what is typed is stored."""
        draft = self._drafts.get(event_id)
        if draft is not None:
            draft.flush()
        self.list.delete(event_id, then)

    def set_bilingual(self, *, on: bool) -> None:
        """Show fields in both languages, or Vietnamese alone; kept for the office."""
        self.bilingual = on
        self._kit.jobs.write(
            lambda _progress: self._office.settings.set("bilingual", "on" if on else "off"),
            self._kit.bus.publish,
            owner=self,
        )

    def _hear_setting(self, changes: ChangeSet) -> None:
        """An undo may have put the other setting back."""
        if changes.label not in (UNDO, REDO):
            return

        def take(value: str) -> None:
            if self.bilingual is not (value != "off"):
                self.bilingual = value != "off"
                self.bilingual_restored.emit(self.bilingual)

        self._kit.jobs.read(lambda _progress: self._office.settings.get("bilingual"), take, owner=self)

    def _tell_import(self, media: EventMedia, found: Imported) -> None:
        if not media.watched:
            self.imported_unseen.emit(found)

    def _hear(self, changes: ChangeSet) -> None:
        for event_id, draft in self._drafts.items():
            if event_id in changes.ids:
                draft.hear(changes)
        for media in self._media.values():
            media.hear(changes)
        for tasks in self._tasks.values():
            tasks.hear(changes)
