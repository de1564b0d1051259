"""One event while it is written: what is typed, what is stored, and the saving in between.

Nothing typed is lost: a draft that could not be stored stays in memory and is tried again; the last draft
always wins because the writing thread keeps the order of the calls. What waits for its commit, or cannot be
committed, is kept aside within 0.4 s, so that it survives the end of the program. One field in one focus is
one undo step, and a save writes only what the user changed here: what an undo put back stays.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.core.ids import IdSource
from cultdip_desktop.domain import event as event_rules
from cultdip_desktop.domain.changes import ChangeSet
from cultdip_desktop.domain.event import Event, EventState
from cultdip_desktop.domain.findings import Finding
from cultdip_desktop.domain.strategy import Catalogue
from cultdip_desktop.services.drafts import DraftService
from cultdip_desktop.services.events import EventService
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.rooms.events.viewmodel_aside import Aside
from cultdip_desktop.ui.rooms.events.viewmodel_help import EventHelp
from cultdip_desktop.ui.rooms.events.viewmodel_rates import RateTable

if TYPE_CHECKING:
    from cultdip_desktop.ui.rooms.events.viewmodel_series import EventSeries

REST_MS: Final = 1000
"""How long typing must rest before it is stored; stays well below the promised two seconds."""

LONGEST_MS: Final = 5000
"""Somebody who types without a rest is stored all the same after this time."""

OURS: Final = ("number", "created_at", "updated_at", "deleted_at")
"""Fields that only the store changes."""


class EventDraft(QObject):
    """The event of one editor. Views call `edit`; they listen to `loaded` and `checked`."""

    loaded = Signal(object)
    """Names of fields (frozenset) that changed without the user: show them again."""

    restored = Signal(object)
    """Names of fields (frozenset) that undo, the history or somebody else changed: show them wherever the focus is."""

    edited = Signal(object)
    """Names of fields (frozenset) that the user changed."""

    checked = Signal()
    """`findings` are new."""

    trouble_changed = Signal()
    """Saving failed, or works again."""

    moved = Signal(object)
    """The event took a step, and it is stored: the `ChangeSet`."""

    step_refused = Signal(object)
    """A step was not taken; carries the `UserError`."""

    gone = Signal()
    """The event is no longer there: its making was undone, or it went to the trash."""

    def __init__(
        self,
        kit: Kit,
        events: EventService,
        drafts: DraftService,
        ids: IdSource,
        catalogue: Catalogue,
        event: Event,
        *,
        stored: bool,
        parent: QObject,
    ) -> None:
        """`stored` is False for a blank that is not in the store yet; its first edit puts it there."""
        super().__init__(parent)
        self._kit = kit
        self._events = events
        self._drafts = drafts
        self._ids = ids
        self.catalogue: Final = catalogue
        self._event = event
        self._base = event
        self._stored = stored
        self._dirty = False
        self._saving = 0
        self._own_actions: set[str] = set()
        self._latest = 0
        self._stale = False
        self._step = ""
        self._names: frozenset[str] = frozenset()
        self.rates: RateTable | None = None
        self.help: EventHelp | None = None
        """Converts its money; there once the room has adopted the draft."""

        self.series: EventSeries | None = None
        """Its series, if it is in one; likewise."""

        self.trouble: UserError | None = None
        self.findings: tuple[Finding, ...] = ()
        self.aside = Aside(kit, drafts, lambda: (self._event, self._dirty), self)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(self.flush)
        self._since = QElapsedTimer()
        self._check()

    @property
    def event_now(self) -> Event:
        """What is typed so far."""
        return self._event

    @property
    def stored(self) -> bool:
        """Whether the store knows the event (or is about to)."""
        return self._stored

    @property
    def dirty(self) -> bool:
        """Whether something is typed that no write has been asked for, or whose write failed."""
        return self._dirty

    @property
    def busy(self) -> bool:
        """Whether a write is under way."""
        return self._saving > 0

    @property
    def typed(self) -> Mapping[str, str]:
        """By field, text that is no date, number or amount (yet)."""
        return self.aside.typed

    def edit(self, **changes: Any) -> None:
        """The user changed these fields; they are stored after a short rest."""
        if self._names and self._names.isdisjoint(changes):
            self.begin()
        touched = self._take(replace(self._event, **changes))
        if not touched:
            return
        if not self._dirty:
            self._since.start()
        self._dirty = True
        self._names |= touched
        self.edited.emit(touched)
        self.aside.soon()
        if self._since.elapsed() > LONGEST_MS:
            self.flush()
        else:
            self._rest.start()

    def begin(self) -> None:
        """What follows is an undo step of its own: another field, or another choice."""
        self.flush()
        self._step = ""
        self._names = frozenset()

    def take_up(self, kept: Event, typed: Mapping[str, str]) -> None:
        """Write again what was kept aside when the program ended."""
        self.begin()
        names = [field.name for field in fields(Event) if field.name not in OURS]
        self.aside.taken_up(dict(typed))
        self.edit(**{name: getattr(kept, name) for name in names})
        self.restored.emit(frozenset(names))
        self.flush()

    def flush(self) -> None:
        """Store now what is typed; saves keep their order, so the last one wins."""
        self._rest.stop()
        if not self._dirty:
            self.aside.finish()
            return
        self.aside.timer.stop()
        step = self._step = self._step or self._ids.new()
        mine, first, typed = self._event, not self._stored, dict(self.typed)
        self._write(mine, lambda: self._store(mine, step, typed, first=first))

    def ensure_stored(self) -> None:
        """Put a blank into the store although nothing is typed: photos need an event to hang on."""
        if not self._stored:
            self._dirty = True
        self.flush()

    def move(self, state: EventState, reason: str = "") -> None:
        """Take a step, after storing what is typed.

        Raises:
            UserError: the step is not allowed from here, or lacks its reason.
        """
        before = self._event
        after = event_rules.move(before, state, reason)
        self.begin()
        typed, first = dict(self.typed), not self._stored

        def step() -> tuple[Event, ChangeSet]:
            if first:
                self._store(before, "", typed, first=first)
            self._base, changes = self._events.set_state(before.id, state, reason)
            return self._base, changes

        def refused(error: UserError) -> None:
            back = replace(self._event, state=before.state, state_reason=before.state_reason)
            self.loaded.emit(self._take(back))
            self.step_refused.emit(error)

        self.loaded.emit(self._take(after))
        self._write(after, step, on_done=self.moved.emit, on_error=refused)

    def hear(self, changes: ChangeSet) -> None:
        """Something touched this event: unless it was this draft's own save, take in what is new."""
        if changes.action in self._own_actions:
            self._own_actions.discard(changes.action)
        elif self._stored and "event" in changes.kinds:
            self.begin()
            self._ask_store()

    def absorb(self, stored: Event) -> None:
        """Take fields that somebody else changed and the user has not touched since they were stored."""
        base, self._base = self._base, stored
        self._take_in(stored, base, frozenset(OURS))

    def discard(self) -> None:
        """Give up what could not be stored."""
        self._rest.stop()
        self._dirty = False
        self.aside.typed.clear()
        self._set_trouble(None)
        self.restored.emit(self._take(self._base))
        self.aside.keep()

    def recheck(self) -> None:
        """Look for findings again (time has passed, the catalogue changed)."""
        self._check()

    def _write(
        self,
        mine: Event,
        work: Callable[[], tuple[Event, ChangeSet]],
        on_done: Callable[[ChangeSet], object] | None = None,
        on_error: Callable[[UserError], object] | None = None,
    ) -> None:
        self._dirty = False
        self._stored = True
        self._saving += 1
        self._latest += 1
        number = self._latest

        def done(result: tuple[Event, ChangeSet]) -> None:
            self._saved(number, mine, *result)
            if on_done is not None:
                on_done(result[1])

        job = self._kit.jobs.write(lambda _progress: work(), done, on_error or self._failed, owner=self)
        job.finished.connect(self._ended)

    def _store(self, mine: Event, step: str, typed: Mapping[str, str], *, first: bool) -> tuple[Event, ChangeSet]:
        """Called on the writing thread. What an undo or somebody else changed meanwhile is not written over."""
        saved, changes = self._events.save(mine if first else _merged(self._events, mine, self._base), step=step)
        self._base = saved
        if typed:
            self._drafts.keep(saved, typed)
        return saved, changes

    def _saved(self, number: int, mine: Event, stored: Event, changes: ChangeSet) -> None:
        self._set_trouble(None)
        self.aside.committed()
        if number == self._latest:
            self._take_in(stored, mine, frozenset(OURS))
        if changes.action:
            self._own_actions.add(changes.action)
        self._kit.bus.publish(changes)

    def _take_in(self, stored: Event, base: Event, always: frozenset[str]) -> None:
        """Show what the store has, except where the user has changed it since `base`."""
        taken = {}
        for field in fields(Event):
            theirs, before, mine = (getattr(each, field.name) for each in (stored, base, self._event))
            if theirs != before and (mine == before or field.name in always):
                taken[field.name] = theirs
        touched = self._take(replace(self._event, **taken))
        if touched:
            self.restored.emit(touched)

    def _ask_store(self) -> None:
        """Read what the store has. While a save is on its way the answer would be older than it: wait for its end."""
        if self._saving:
            self._stale = True
            return
        event_id, number = self._event.id, self._latest

        def answer(stored: Event) -> None:
            if number == self._latest:
                self.absorb(stored)
            else:
                self._ask_store()

        def refuse(error: UserError) -> None:
            if error.code == "event.not_found" and not self._dirty and not self._saving:
                self.gone.emit()

        self._kit.jobs.read(lambda _progress: self._events.get(event_id), answer, refuse, owner=self)

    def _failed(self, error: UserError) -> None:
        self._dirty = True
        self._set_trouble(error)
        self.aside.keep()

    def _ended(self) -> None:
        self._saving -= 1
        if self._stale and not self._saving:
            self._stale = False
            self._ask_store()

    def _set_trouble(self, error: UserError | None) -> None:
        if error is not self.trouble:
            self.trouble = error
            self.trouble_changed.emit()

    def _take(self, new: Event) -> frozenset[str]:
        old, self._event = self._event, new
        touched = frozenset(f.name for f in fields(Event) if getattr(old, f.name) != getattr(new, f.name))
        if touched:
            self._check()
        return touched

    def _check(self) -> None:
        found = self._events.check(self._event)
        if found != self.findings:
            self.findings = found
            self.checked.emit()


def _merged(events: EventService, mine: Event, base: Event) -> Event:
    """`mine` over what the store has now: only what was changed here since `base` is written."""
    try:
        now = events.get(mine.id)
    except UserError:
        return mine  # its making was undone: what is typed since puts it back
    untouched = [f.name for f in fields(Event) if getattr(mine, f.name) == getattr(base, f.name)]
    return replace(mine, **{name: getattr(now, name) for name in untouched})
