"""What the programme page asks of the office: items, links, approved versions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal

from cultdip_desktop.domain.changes import ChangeSet
from cultdip_desktop.domain.programme import Baseline, ProgrammeItem, ProgrammeView
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.jobs import Latest

if TYPE_CHECKING:
    from cultdip_desktop.app import Office

_KINDS: Final = frozenset({"programme", "event", "person", "setting"})


class ProgrammeModel(QObject):
    """Made with the room; loads nothing before the page is opened."""

    loaded = Signal(object)
    """The `ProgrammeView`."""

    offered = Signal(str, object)
    """Item id and the events that suggest themselves."""

    found = Signal(str, object)
    """Item id and the events that match what is typed into the picker."""

    compared = Signal(object, object)
    """A `Baseline` and what changed since."""

    added = Signal(str)
    """Id of a new item."""

    issued = Signal(object)
    """Items of headquarters' programme of this year that are not taken over yet."""

    failed = Signal(object)

    def __init__(self, kit: Kit, office: Office, parent: QObject) -> None:
        super().__init__(parent)
        self._kit = kit
        self._office = office
        self._asked, self._offers, self._finds = Latest(), Latest(), Latest()
        self.year = 0
        self.view: ProgrammeView | None = None
        self.shown: Callable[[], bool] = lambda: True
        """Whether anybody sees the page; one that nobody sees asks when it is opened again."""

        kit.bus.watch(self, _KINDS, lambda _changes: self.load() if self.year and self.shown() else None)

    def today(self) -> date:
        """The present day at the office."""
        return self._office.programme.today()

    def open(self, year: int) -> None:
        """Show the programme of a year."""
        self.year = year
        self.load()

    def load(self) -> None:
        """Ask again; the answer comes as `loaded`."""
        number, year = self._asked.ask(), self.year

        def show(view: ProgrammeView) -> None:
            if self._asked.is_current(number):
                self.view = view
                self.loaded.emit(view)

        self._kit.jobs.read(lambda _progress: self._office.programme.view(year), show, self.failed.emit, owner=self)
        self._kit.jobs.read(
            lambda _progress: [offer.item for offer in self._office.issued.programme(year) if not offer.derived],
            lambda items: self.issued.emit(items) if self._asked.is_current(number) else None,
            owner=self,
        )

    def derive(self, item_ids: Sequence[str], then: Callable[[ChangeSet], object]) -> None:
        """Take these items of headquarters' programme over."""
        year = self.year
        self._write(lambda: self._office.issued.derive(year, item_ids), then)

    def add(self, code: str = "", quarter: int = 0) -> None:
        """A new item at the end, to be written."""
        year = self.year

        def tell(made: tuple[ProgrammeItem, ChangeSet]) -> None:
            self.added.emit(made[0].id)
            self._kit.bus.publish(made[1])

        self._kit.jobs.write(
            lambda _progress: self._office.programme.add(year, code=code, quarter=quarter),
            tell,
            self.failed.emit,
            owner=self,
        )

    def save(self, item: ProgrammeItem, step: str) -> None:
        """Store what is typed into an item."""
        self._write(lambda: self._office.programme.save(item, step=step))

    def delete(self, item_id: str, then: Callable[[ChangeSet], object]) -> None:
        """Take an item out."""
        self._write(lambda: self._office.programme.delete(item_id), then)

    def link(self, item_id: str, event_ids: Sequence[str]) -> None:
        """Let events count for an item."""
        self._write(lambda: self._office.programme.link(item_id, event_ids))

    def unlink(self, item_id: str, event_id: str) -> None:
        """Let an event no longer count."""
        self._write(lambda: self._office.programme.unlink(item_id, event_id))

    def freeze(self, reason: str, person: str | None, then: Callable[[ChangeSet], object]) -> None:
        """Keep the programme as it is now."""
        year = self.year
        self._write(lambda: self._office.programme.freeze(year, reason, person), then)

    def copy(self, source: int) -> None:
        """Begin with the items of another year."""
        year = self.year
        self._write(lambda: self._office.programme.copy(source, year))

    def offer(self, item: ProgrammeItem) -> None:
        """Ask which events suggest themselves for an item."""
        number = self._offers.ask()

        def show(events: object) -> None:
            if self._offers.is_current(number):
                self.offered.emit(item.id, events)

        self._kit.jobs.read(lambda _progress: self._office.programme.suggested(item), show, owner=self)

    def find(self, text: str, item: ProgrammeItem) -> None:
        """Ask which events match what is typed."""
        number = self._finds.ask()

        def show(events: object) -> None:
            if self._finds.is_current(number):
                self.found.emit(item.id, events)

        self._kit.jobs.read(lambda _progress: self._office.programme.find_events(text, item), show, owner=self)

    def compare(self, baseline: Baseline) -> None:
        """Ask what changed since an approved version."""
        self._kit.jobs.read(
            lambda _progress: self._office.programme.changes_since(baseline),
            lambda changes: self.compared.emit(baseline, changes),
            self.failed.emit,
            owner=self,
        )

    def _write(self, work: Callable[[], ChangeSet], then: Callable[[ChangeSet], object] | None = None) -> None:
        def tell(changes: ChangeSet) -> None:
            self._kit.bus.publish(changes)
            if then is not None:
                then(changes)

        self._kit.jobs.write(lambda _progress: work(), tell, self.failed.emit, owner=self)
