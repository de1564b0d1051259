"""The trash: what lies there, who put it there, bringing it back, and deleting it for good."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject, Signal

from cultdip_desktop.app import Office
from cultdip_desktop.domain.changes import ChangeSet
from cultdip_desktop.store.repo.trash import TrashRow
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.jobs import Job, Latest

__all__ = ["Trash", "TrashLine", "TrashRow"]


@dataclass(frozen=True, slots=True)
class TrashLine:
    """One line of the page."""

    row: TrashRow
    who: str
    """Name of the person who put it there, empty when nobody knows."""

    deleted: datetime
    """On the office's clock."""

    goes: date
    """From this day on it is deleted for good."""

    left: int
    """Days until then."""


class Trash(QObject):
    """Loads the lines off the UI thread and acts on them."""

    listed = Signal(object)
    """Ids in order; `line` knows each."""

    def __init__(self, kit: Kit, office: Office, parent: QObject) -> None:
        super().__init__(parent)
        self._kit = kit
        self._office = office
        self._latest = Latest()
        self._lines: dict[str, TrashLine] = {}

    def line(self, identifier: str) -> TrashLine:
        """The line of an id that was listed."""
        return self._lines[identifier]

    def reload(self) -> None:
        """Ask again what lies there."""
        number = self._latest.ask()

        def show(found: list[TrashLine]) -> None:
            if self._latest.is_current(number):
                self._lines = {line.row.id: line for line in found}
                self.listed.emit(list(self._lines))

        self._kit.jobs.read(lambda _progress: self._found(), show, owner=self)

    def restore(self, ids: Sequence[str], then: Callable[[ChangeSet], object]) -> Job[ChangeSet]:
        """Bring these back, in one action."""
        return self._act(self._office.trash.restore, ids, then)

    def purge(self, ids: Sequence[str], then: Callable[[ChangeSet], object]) -> Job[ChangeSet]:
        """Delete these for good."""
        return self._act(self._office.trash.purge, ids, then)

    def _act(
        self, work: Callable[[Sequence[TrashRow]], ChangeSet], ids: Sequence[str], then: Callable[[ChangeSet], object]
    ) -> Job[ChangeSet]:
        rows = [self._lines[each].row for each in ids if each in self._lines]

        def done(changes: ChangeSet) -> None:
            self._kit.bus.publish(changes)
            then(changes)

        return self._kit.jobs.write(lambda _progress: work(rows), done, owner=self)

    def _found(self) -> list[TrashLine]:
        zone = ZoneInfo(self._office.identity.zone)
        today = self._office.desk.clock.now().astimezone(zone).date()
        names = {person.id: person.name for person in self._office.settings.people()}
        found = []
        for row in self._office.trash.rows():
            goes = row.purge_at.astimezone(zone).date()
            last = self._office.events.history(row.id, 1)
            who = names.get(last[0].actor or "", "") if last else ""
            found.append(TrashLine(row, who, row.deleted_at.astimezone(zone), goes, max((goes - today).days, 0)))
        return found
