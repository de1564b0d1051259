"""What was typed and never committed because the program ended: offered once, written again or forgotten."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Protocol
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject, Signal

from cultdip_desktop.app import Office
from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.event import Event
from cultdip_desktop.domain.strategy import Catalogue
from cultdip_desktop.store.repo.draft import Draft
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.rooms.events.viewmodel_draft import OURS, EventDraft


class Adopt(Protocol):
    """Makes the draft of an event that was read, or of one that the store does not know."""

    def __call__(self, catalogue: Catalogue, event: Event, *, stored: bool) -> EventDraft:
        """The draft, made once per event."""
        ...


@dataclass(frozen=True, slots=True)
class Kept:
    """Unsaved text of one event."""

    draft: Draft
    stored: Event | None
    """The event as the store has it; None for one that was never stored."""

    at: datetime
    """When it was kept, on the office's clock."""


class KeptDrafts(QObject):
    """Asks for drafts when the room opens; what is being written right now is not offered."""

    offered = Signal(object)
    """Tuple of `Kept`, the newest first; empty when there is nothing to offer."""

    def __init__(
        self, kit: Kit, office: Office, adopt: Adopt, is_written: Callable[[str], bool], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._kit = kit
        self._office = office
        self._adopt = adopt
        self._is_written = is_written

    def ask(self) -> None:
        """Look for drafts; answered by `offered`."""
        self._kit.jobs.read(lambda _progress: self._found(), self._offer, lambda _error: None, owner=self)

    def restore(self, kept: Kept, then: Callable[[EventDraft], object]) -> None:
        """Write the kept text again; it is stored like anything typed, and one Ctrl+Z takes it back."""

        def ready(catalogue: Catalogue) -> None:
            known = kept.stored is not None
            draft = self._adopt(catalogue, kept.stored or self._blank(kept.draft.event), stored=known)
            draft.take_up(kept.draft.event, kept.draft.typed)
            then(draft)

        self._kit.jobs.read(lambda _progress: self._office.catalogue.current(), ready, owner=self)

    def forget(self, kept: Kept) -> None:
        """The officer does not want it."""
        event_id = kept.draft.event.id
        self._kit.jobs.write(lambda _progress: self._office.drafts.drop(event_id), lambda _none: self.ask(), owner=self)

    def _found(self) -> tuple[Kept, ...]:
        zone = ZoneInfo(self._office.identity.zone)
        found = []
        for draft in self._office.drafts.kept():
            try:
                stored = self._office.events.get(draft.event.id, with_deleted=True)
            except UserError:
                stored = None
            if stored is not None and (stored.deleted_at is not None or _same(draft, stored)):
                continue
            found.append(Kept(draft, stored, draft.at.astimezone(zone)))
        return tuple(found)

    def _offer(self, found: tuple[Kept, ...]) -> None:
        self.offered.emit(tuple(kept for kept in found if not self._is_written(kept.draft.event.id)))

    def _blank(self, event: Event) -> Event:
        """An empty event in whose place the kept one is typed again."""
        names = {field.name: getattr(event, field.name) for field in fields(Event) if field.name in _GIVEN}
        return Event(**names)


_GIVEN = frozenset({"id", "office", "zone", "country"})


def _same(draft: Draft, stored: Event) -> bool:
    """Whether everything kept is in the store already: the program ended between commit and clearing up."""
    if draft.typed:
        return False
    names = [field.name for field in fields(Event) if field.name not in OURS]
    return all(getattr(draft.event, name) == getattr(stored, name) for name in names)
