"""The history of one event as a person reads it: changes of one step together, newest first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject, Signal

from cultdip_desktop.app import Office
from cultdip_desktop.domain.changes import ChangeSet
from cultdip_desktop.domain.field_words import CODE_LISTS
from cultdip_desktop.domain.strategy import Catalogue
from cultdip_desktop.domain.undo import STEP
from cultdip_desktop.store.query.history import HistoryEntry
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.jobs import Latest

__all__ = ["EventHistory", "HistoryEntry", "HistoryPage", "HistoryStep"]

MOST: Final = 400
"""Changes read; older ones are in `cultdip event history`."""


@dataclass(frozen=True, slots=True)
class HistoryStep:
    """What one person did at one time."""

    at: datetime
    """On the office's clock."""

    label: str
    params: dict[str, str | int]
    who: str
    """Name of the person, empty when nobody knows."""

    entries: tuple[HistoryEntry, ...]
    """One per field; of several saves of a step the value before the first and after the last."""

    files: tuple[str, ...]
    """Ids of the attachments concerned."""


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """Everything that a view needs to say it in words."""

    steps: tuple[HistoryStep, ...]
    files: dict[str, str]
    """Names of the event's attachments by id."""

    zone: str
    """Of the event's place: its days read as the editor shows them."""

    catalogue: Catalogue


class EventHistory(QObject):
    """Asks for the history of one event and gives single fields their old values back."""

    loaded = Signal(object)
    """A `HistoryPage`."""

    def __init__(self, kit: Kit, office: Office, event_id: str, parent: QObject) -> None:
        super().__init__(parent)
        self._kit = kit
        self._office = office
        self._latest = Latest()
        self.event_id: Final = event_id

    def reload(self) -> None:
        """Ask; answered by `loaded`. An event that is not stored has no history."""
        number = self._latest.ask()

        def show(page: HistoryPage) -> None:
            if self._latest.is_current(number):
                self.loaded.emit(page)

        self._kit.jobs.read(lambda _progress: self._page(), show, lambda _error: None, owner=self)

    def restore(self, entry: HistoryEntry, then: Callable[[ChangeSet], object]) -> None:
        """Give one field the value back that it had before `entry`."""
        event_id = self.event_id

        def done(changes: ChangeSet) -> None:
            self._kit.bus.publish(changes)
            then(changes)

        self._kit.jobs.write(lambda _progress: self._office.events.restore_field(event_id, entry), done, owner=self)

    def today(self) -> datetime:
        """The present moment on the office's clock."""
        return self._office.desk.clock.now().astimezone(ZoneInfo(self._office.identity.zone))

    def _page(self) -> HistoryPage:
        event = self._office.events.get(self.event_id)
        names = {person.id: person.name for person in self._office.settings.people()}
        found = self._office.events.history(self.event_id, MOST)
        files = {item.id: item.file_name for item in self._office.media.of_event(self.event_id)}
        for entry in found:
            if entry.entity == "media" and not entry.field:
                files.setdefault(entry.entity_id, str(entry.new or entry.old or ""))
        zone = ZoneInfo(self._office.identity.zone)
        steps = tuple(_step(group, zone, names) for group in _grouped(found))
        return HistoryPage(steps, files, event.zone, self._office.catalogue.current())


def _grouped(entries: Sequence[HistoryEntry]) -> list[list[HistoryEntry]]:
    """Entries of one action, and of actions in a row that are one undo step, together."""
    groups: list[list[HistoryEntry]] = []
    for entry in entries:
        last = groups[-1][-1] if groups else None
        if last is not None and (last.action == entry.action or _same_step(last, entry)):
            groups[-1].append(entry)
        else:
            groups.append([entry])
    return groups


def _same_step(one: HistoryEntry, other: HistoryEntry) -> bool:
    return bool(one.params.get(STEP)) and one.params.get(STEP) == other.params.get(STEP)


def _step(group: list[HistoryEntry], zone: ZoneInfo, names: dict[str, str]) -> HistoryStep:
    """`group` is newest first: the oldest entry of a field has its old value, and restores it."""
    newest, oldest = group[0], group[-1]
    fields: dict[tuple[str, str, object], HistoryEntry] = {}
    for entry in group:
        code = (entry.new or entry.old) if entry.field in CODE_LISTS else None
        key = (entry.entity_id, entry.field, code)
        fields[key] = replace(entry, new=fields[key].new) if key in fields else entry
    changed = tuple(entry for entry in fields.values() if _says_something(entry, fields.values()))
    who = names.get(newest.actor or "", "")
    files = tuple(dict.fromkeys(entry.entity_id for entry in group if entry.entity == "media"))
    return HistoryStep(newest.at.astimezone(zone), oldest.label, dict(oldest.params), who, changed, files)


def _says_something(entry: HistoryEntry, others: Iterable[HistoryEntry]) -> bool:
    """An event that was made has no changes yet; a translation that became stale follows from its text.

    What went to the trash or came back is said by the step itself.
    """
    if entry.field == "deleted_at":
        return False
    if any(other.entity == "event" and not other.field and other.old is None for other in others):
        return not entry.field
    if entry.field and entry.old == entry.new:
        return False
    base, _dot, part = entry.field.rpartition(".")
    texts = {(entry.entity_id, f"{base}.vi"), (entry.entity_id, f"{base}.en")}
    return part != "english" or not any((other.entity_id, other.field) in texts for other in others)
