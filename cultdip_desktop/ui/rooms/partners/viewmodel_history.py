"""The history of one partner as a person reads it: changes of one step together, newest first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject, Signal

from cultdip_desktop.app import Office
from cultdip_desktop.domain.partner_words import HIDDEN
from cultdip_desktop.domain.strategy import Catalogue
from cultdip_desktop.domain.undo import STEP
from cultdip_desktop.store.query.history import HistoryEntry
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.jobs import Latest

MOST = 300
"""Changes read."""


@dataclass(frozen=True, slots=True)
class HistoryStep:
    """What one person did at one time."""

    at: datetime
    """On the office's clock."""

    label: str
    params: dict[str, str | int]
    who: str
    changes: tuple[tuple[str, str | int | None, str | int | None], ...]
    """Path of a field, its value before the step and after it."""


@dataclass(frozen=True, slots=True)
class History:
    """All steps, newest first."""

    steps: tuple[HistoryStep, ...]
    catalogue: Catalogue


class HistoryModel(QObject):
    """Asks for the history of one partner off the UI thread."""

    loaded = Signal(object)
    """A `History`."""

    def __init__(self, kit: Kit, office: Office, parent: QObject) -> None:
        super().__init__(parent)
        self._kit = kit
        self._office = office
        self._latest = Latest()

    def load(self, partner_id: str) -> None:
        """Ask; answered by `loaded`."""
        number = self._latest.ask()

        def show(found: History) -> None:
            if self._latest.is_current(number):
                self.loaded.emit(found)

        self._kit.jobs.read(lambda _progress: self._found(partner_id), show, owner=self)

    def _found(self, partner_id: str) -> History:
        names = {person.id: person.name for person in self._office.settings.people()}
        zone = ZoneInfo(self._office.identity.zone)
        entries = self._office.partners.history(partner_id, MOST)
        steps = tuple(_step(group, zone, names) for group in _grouped(entries))
        return History(steps, self._office.catalogue.current())


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


def _step(group: Sequence[HistoryEntry], zone: ZoneInfo, names: dict[str, str]) -> HistoryStep:
    newest, oldest = group[0], group[-1]
    who = names.get(newest.actor or "", "")
    return HistoryStep(newest.at.astimezone(zone), oldest.label, dict(oldest.params), who, tuple(_changes(group)))


def _changes(group: Iterable[HistoryEntry]) -> Iterable[tuple[str, str | int | None, str | int | None]]:
    """One entry per field: of several saves the value before the first and after the last."""
    fields: dict[str, tuple[str | int | None, str | int | None]] = {}
    for entry in group:  # newest first
        base = entry.field.partition(".")[0]
        if not entry.field or base in HIDDEN or entry.field.endswith(".english"):
            continue
        newer = fields[entry.field][1] if entry.field in fields else entry.new
        fields[entry.field] = (entry.old, newer)
    return [(field, old, new) for field, (old, new) in fields.items() if old != new]
