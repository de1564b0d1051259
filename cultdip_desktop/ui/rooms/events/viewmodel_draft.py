"""One event while it is written: what is typed, what is stored, and the saving in between.

Nothing typed is lost: a draft that could not be stored stays in memory and is tried again; the last draft
always wins because the writing thread keeps the order of the calls.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace
from typing import Any, Final

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain import event as event_rules
from cultdip_desktop.domain.changes import ChangeSet
from cultdip_desktop.domain.event import Event, EventState
from cultdip_desktop.domain.findings import Finding
from cultdip_desktop.domain.strategy import Catalogue
from cultdip_desktop.services.events import EventService
from cultdip_desktop.ui.kit.base import Kit

REST_MS: Final = 1000
"""How long typing must rest before it is stored; stays well below the promised two seconds."""

LONGEST_MS: Final = 5000
"""Somebody who types without a rest is stored all the same after this time."""

_OURS: Final = ("number", "created_at", "updated_at", "deleted_at")
"""Fields that only the store changes."""


class EventDraft(QObject):
    """The event of one editor. Views call `edit`; they listen to `loaded` and `checked`."""

    loaded = Signal(object)
    """Names of fields (frozenset) that changed without the user: show them again."""

    edited = Signal(object)
    """Names of fields (frozenset) that the user changed."""

    checked = Signal()
    """`findings` are new."""

    trouble_changed = Signal()
    """Saving failed, or works again."""

    moved = Signal(object)
    """The event took a step to this state, and it is stored."""

    step_refused = Signal(object)
    """A step was not taken; carries the `UserError`."""

    def __init__(
        self, kit: Kit, events: EventService, catalogue: Catalogue, event: Event, *, stored: bool, parent: QObject
    ) -> None:
        """`stored` is False for a blank that is not in the store yet; its first edit puts it there."""
        super().__init__(parent)
        self._kit = kit
        self._events = events
        self.catalogue: Final = catalogue
        self._event = event
        self._base = event
        self._stored = stored
        self._dirty = False
        self._saving = 0
        self._own_actions: set[str] = set()
        self._latest = 0
        self.trouble: UserError | None = None
        self.findings: tuple[Finding, ...] = ()
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

    def edit(self, **changes: Any) -> None:
        """The user changed these fields; they are stored after a short rest."""
        new = replace(self._event, **changes)
        touched = self._take(new)
        if not touched:
            return
        if not self._dirty:
            self._since.start()
        self._dirty = True
        self.edited.emit(touched)
        if self._since.elapsed() > LONGEST_MS:
            self.flush()
        else:
            self._rest.start()

    def flush(self) -> None:
        """Store now what is typed; saves keep their order, so the last one wins."""
        self._rest.stop()
        if not self._dirty:
            return
        draft = self._event
        self._write(lambda: self._events.save(draft))

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
        self._rest.stop()

        def step() -> tuple[Event, ChangeSet]:
            self._events.save(before)
            return self._events.set_state(before.id, state, reason)

        def refused(error: UserError) -> None:
            back = replace(self._event, state=before.state, state_reason=before.state_reason)
            self.loaded.emit(self._take(back))
            self._dirty = True
            self._rest.start()
            self.step_refused.emit(error)

        self.loaded.emit(self._take(after))
        self._write(step, on_done=lambda: self.moved.emit(state), on_error=refused)

    def hear(self, changes: ChangeSet) -> None:
        """Something touched this event: unless it was this draft's own save, take in what is new."""
        if changes.action in self._own_actions:
            self._own_actions.discard(changes.action)
            return
        if not self._stored or "event" not in changes.kinds:
            return
        event_id = self._event.id
        self._kit.jobs.read(lambda _progress: self._events.get(event_id), self.absorb, lambda _error: None, owner=self)

    def absorb(self, stored: Event) -> None:
        """Take fields that somebody else changed and the user has not touched since they were stored."""
        taken = {}
        for field in fields(Event):
            theirs, base, mine = (getattr(each, field.name) for each in (stored, self._base, self._event))
            if theirs != base and (mine == base or field.name in _OURS):
                taken[field.name] = theirs
        self._base = stored
        if taken:
            touched = self._take(replace(self._event, **taken))
            if touched:
                self.loaded.emit(touched)

    def discard(self) -> None:
        """Give up what could not be stored."""
        self._rest.stop()
        self._dirty = False
        self._set_trouble(None)
        self.loaded.emit(self._take(self._base))

    def recheck(self) -> None:
        """Look for findings again (time has passed, the catalogue changed)."""
        self._check()

    def _write(
        self,
        work: Callable[[], tuple[Event, ChangeSet]],
        on_done: Callable[[], object] | None = None,
        on_error: Callable[[UserError], object] | None = None,
    ) -> None:
        self._dirty = False
        self._stored = True
        self._saving += 1
        self._latest += 1
        number = self._latest

        def done(result: tuple[Event, ChangeSet]) -> None:
            self._saved(number, *result)
            if on_done is not None:
                on_done()

        job = self._kit.jobs.write(lambda _progress: work(), done, on_error or self._failed, owner=self)
        job.finished.connect(self._ended)

    def _saved(self, number: int, stored: Event, changes: ChangeSet) -> None:
        self._base = stored
        self._set_trouble(None)
        if number == self._latest:
            own = {name: getattr(stored, name) for name in _OURS}
            touched = self._take(replace(self._event, **own))
            if touched:
                self.loaded.emit(touched)
        if changes.action:
            self._own_actions.add(changes.action)
        self._kit.bus.publish(changes)

    def _failed(self, error: UserError) -> None:
        self._dirty = True
        self._set_trouble(error)

    def _ended(self) -> None:
        self._saving -= 1

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
