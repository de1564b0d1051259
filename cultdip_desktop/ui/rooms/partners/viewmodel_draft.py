"""One partner while the entry is written: what is typed, what is stored, and everything else that its page shows.

Nothing typed is lost: what could not be stored stays in memory and is tried again with the next change, and the room
is not left without asking. One field in one focus is one undo step; a save writes only what was changed here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace
from typing import Any, Final

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal

from cultdip_desktop.app import Office
from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.changes import ChangeSet
from cultdip_desktop.domain.partner import Partner
from cultdip_desktop.domain.partner_story import PartnerStory
from cultdip_desktop.domain.strategy import Catalogue
from cultdip_desktop.ui.kit.base import Kit

REST_MS: Final = 800
"""How long typing must rest before it is stored."""

LONGEST_MS: Final = 1900
"""Somebody who types without a rest is stored all the same after this time."""


class PartnerDraft(QObject):
    """The partner of one page. Views call `edit`; they listen to the signals."""

    loaded = Signal(object)
    """Names of fields (frozenset) that changed without the user: show them again."""

    edited = Signal()
    """The user changed something."""

    saved = Signal()
    """What was typed is committed."""

    told = Signal()
    """`story` is new: roles, contacts, events."""

    trouble_changed = Signal()
    """Saving failed, or works again."""

    gone = Signal()
    """The entry is no longer there: its making was undone, it was merged, or it went to the trash."""

    def __init__(
        self, kit: Kit, office: Office, catalogue: Catalogue, story: PartnerStory, *, stored: bool, parent: QObject
    ) -> None:
        """`stored` is False for a blank that is not in the store yet; its first edit with a name puts it there."""
        super().__init__(parent)
        self._kit = kit
        self._office = office
        self.catalogue: Final = catalogue
        self.story = story
        self._partner = story.partner
        self._base = story.partner
        self._stored = stored
        self._dirty = False
        self._saving = 0
        self._own: set[str] = set()
        self._step = ""
        self._names: frozenset[str] = frozenset()
        self.trouble: UserError | None = None
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(self.flush)
        self._since = QElapsedTimer()

    @property
    def now(self) -> Partner:
        """What is typed so far."""
        return self._partner

    @property
    def stored(self) -> bool:
        """Whether the store knows the entry (or is about to)."""
        return self._stored

    @property
    def unsaved(self) -> bool:
        """Whether something typed waits for its commit."""
        return self._dirty or self._saving > 0

    def edit(self, **changes: Any) -> None:
        """The user changed these fields; they are stored after a short rest."""
        if self._names and self._names.isdisjoint(changes):
            self.begin()
        touched = self._take(replace(self._partner, **changes))
        if not touched:
            return
        if not self._dirty:
            self._since.start()
        self._dirty = True
        self._names |= touched
        self.edited.emit()
        if self._since.elapsed() > LONGEST_MS:
            self.flush()
        else:
            self._rest.start()

    def begin(self) -> None:
        """What follows is an undo step of its own: another field, or another choice."""
        self.flush()
        self._step = ""
        self._names = frozenset()

    def choose(self, **changes: Any) -> None:
        """As `edit`, for something chosen rather than typed: each choice is undone by itself."""
        self.begin()
        self.edit(**changes)
        self.begin()

    def flush(self) -> None:
        """Store now what is typed; saves keep their order, so the last one wins."""
        self._rest.stop()
        if not self._dirty:
            return
        if not self._partner.name.strip():
            self._set_trouble(UserError("partner.name_missing"))
            return
        step = self._step = self._step or self._office.desk.ids.new()
        mine, base, first = self._partner, self._base, not self._stored
        self._dirty, self._stored = False, True
        self._saving += 1

        def work() -> tuple[Partner, ChangeSet]:
            return self._office.partners.save(mine if first else self._merged(mine, base), step=step)

        def done(saved: tuple[Partner, ChangeSet]) -> None:
            stored, changes = saved
            self._set_trouble(None)
            self._take_in(stored, mine)
            if changes.action:
                self._own.add(changes.action)
            self._kit.bus.publish(changes)
            self.saved.emit()

        def failed(error: UserError) -> None:
            self._dirty = True
            self._stored = not first
            self._set_trouble(error)

        self._kit.jobs.write(lambda _progress: work(), done, failed, owner=self).finished.connect(self._ended)

    def write(
        self,
        work: Callable[[], ChangeSet],
        then: Callable[[ChangeSet], object] | None = None,
        on_error: Callable[[UserError], object] | None = None,
    ) -> None:
        """Do something about the entry that is an action of its own, after storing what is typed."""
        self.begin()

        def done(changes: ChangeSet) -> None:
            self._kit.bus.publish(changes)
            if then is not None:
                then(changes)

        self._kit.jobs.write(lambda _progress: work(), done, on_error, owner=self)

    def hear(self, changes: ChangeSet) -> None:
        """Something touched this entry: unless it was this draft's own save, take in what is new."""
        mine = self._partner.id in changes.ids
        if changes.action in self._own:
            self._own.discard(changes.action)
        elif self._stored and (mine or "event" in changes.kinds):
            self.reload()

    def reload(self) -> None:
        """Read entry, roles, contacts and events again."""
        partner_id = self._partner.id

        def show(story: PartnerStory) -> None:
            if not self._saving:
                base, self._base = self._base, story.partner
                self._take_in(story.partner, base)
            self.story = story
            self.told.emit()

        def refuse(error: UserError) -> None:
            if error.code == "partner.not_found" and not self._saving:
                self.gone.emit()

        self._kit.jobs.read(lambda _progress: self._office.partners.story(partner_id), show, refuse, owner=self)

    def discard(self) -> None:
        """Give up what could not be stored."""
        self._rest.stop()
        self._dirty = False
        self._set_trouble(None)
        self.loaded.emit(self._take(self._base))

    def _merged(self, mine: Partner, base: Partner) -> Partner:
        """`mine` over what the store has now: only what was changed here since `base` is written."""
        try:
            now = self._office.partners.get(mine.id)
        except UserError:
            return mine  # its making was undone: what is typed since puts it back
        untouched = [f.name for f in fields(Partner) if getattr(mine, f.name) == getattr(base, f.name)]
        return replace(mine, **{name: getattr(now, name) for name in untouched})

    def _take_in(self, stored: Partner, base: Partner) -> None:
        """Show what the store has, except where the user has changed it since `base`."""
        self._base = stored
        taken = {}
        for field in fields(Partner):
            theirs, before, mine = (getattr(each, field.name) for each in (stored, base, self._partner))
            if theirs != before and mine == before:
                taken[field.name] = theirs
        touched = self._take(replace(self._partner, **taken))
        if touched:
            self.loaded.emit(touched)

    def _take(self, new: Partner) -> frozenset[str]:
        old, self._partner = self._partner, new
        return frozenset(f.name for f in fields(Partner) if getattr(old, f.name) != getattr(new, f.name))

    def _ended(self) -> None:
        self._saving -= 1

    def _set_trouble(self, error: UserError | None) -> None:
        if error is not self.trouble:
            self.trouble = error
            self.trouble_changed.emit()
