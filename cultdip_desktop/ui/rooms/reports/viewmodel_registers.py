"""What the registers of initiatives and of proposals to commend ask of the office; every write can be undone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TypeAlias
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject, Signal

from cultdip_desktop.app import Office
from cultdip_desktop.core.progress import Progress
from cultdip_desktop.domain.changes import ChangeSet
from cultdip_desktop.domain.document import DocumentKind
from cultdip_desktop.domain.mission import Person
from cultdip_desktop.domain.partner import PartnerKind
from cultdip_desktop.domain.register import Commendation, Initiative
from cultdip_desktop.domain.register_words import HIDDEN
from cultdip_desktop.store.query.events import EventRow
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.jobs import Latest
from cultdip_desktop.ui.rooms.reports.viewmodel_documents import FoundEvent

Entry: TypeAlias = Initiative | Commendation


@dataclass(frozen=True, slots=True)
class PartnerName:
    """A partner whom a proposal may name."""

    id: str
    name: str
    kind: PartnerKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """One register as its list and its form show it."""

    kind: str
    """`initiatives` or `commendations`."""

    entries: tuple[Entry, ...] = ()
    people: tuple[Person, ...] = ()
    events: Mapping[str, FoundEvent] = field(default_factory=dict)
    """Events that entries name, by id."""

    today: date


@dataclass(frozen=True, slots=True)
class Past:
    """One change of an entry."""

    at: datetime
    """On the office's clock."""

    who: str
    label: str
    """Code of the action."""

    field: str
    old: str | int | None
    new: str | int | None


class RegistersModel(QObject):
    """Overtaken answers are dropped."""

    listed = Signal(object)
    """A `Register`."""

    found = Signal(object)
    """Events for the picker."""

    partners_found = Signal(object)
    past = Signal(str, object)
    """Id of an entry, and what happened to it (`Past`), the newest first."""

    made = Signal(str)
    """Id of a new entry, which is in the store now."""

    done = Signal(object)
    """The `ChangeSet` of a deletion."""

    saved = Signal()
    failed = Signal(object)

    def __init__(self, kit: Kit, office: Office) -> None:
        super().__init__()
        self._kit = kit
        self._office = office
        self._lists, self._finds, self._names, self._pasts = (Latest() for _ in range(4))

    def today(self) -> date:
        """The present day at the office."""
        return self._office.registers.today()

    def load(self, kind: str) -> None:
        """Ask for a register."""
        number = self._lists.ask()

        def show(found: Register) -> None:
            if self._lists.is_current(number):
                self.listed.emit(found)

        self._kit.jobs.read(lambda _progress: self._read(kind), show, self.failed.emit, owner=self)

    def remember(self, entry_id: str) -> None:
        """Ask what happened to an entry."""
        number = self._pasts.ask()

        def work(_progress: Progress) -> tuple[Past, ...]:
            zone = ZoneInfo(self._office.identity.zone)
            names = {person.id: person.name for person in self._office.settings.people()}
            return tuple(
                Past(one.at.astimezone(zone), names.get(one.actor or "", ""), one.label, one.field, one.old, one.new)
                for one in self._office.registers.history(entry_id)
                if one.field.partition(".")[0] not in HIDDEN
            )

        def show(found: tuple[Past, ...]) -> None:
            if self._pasts.is_current(number):
                self.past.emit(entry_id, found)

        self._kit.jobs.read(work, show, self.failed.emit, owner=self)

    def add(self, kind: str) -> None:
        """Write down a new entry, to be filled in."""
        registers = self._office.registers

        def work(_progress: Progress) -> tuple[str, ChangeSet]:
            if kind == DocumentKind.INITIATIVES:
                initiative = registers.blank_initiative()
                return initiative.id, registers.save_initiative(initiative)
            commendation = registers.blank_commendation()
            return commendation.id, registers.save_commendation(commendation)

        def show(made: tuple[str, ChangeSet]) -> None:
            self.made.emit(made[0])
            self._kit.bus.publish(made[1])

        self._kit.jobs.write(work, show, self.failed.emit, owner=self)

    def save(self, entry: Entry, step: str) -> None:
        """Autosave an entry."""
        registers = self._office.registers

        def work(_progress: Progress) -> ChangeSet:
            if isinstance(entry, Initiative):
                return registers.save_initiative(entry, step=step)
            return registers.save_commendation(entry, step=step)

        def show(changes: ChangeSet) -> None:
            self._kit.bus.publish(changes)
            self.saved.emit()

        self._kit.jobs.write(work, show, self.failed.emit, owner=self)

    def delete(self, entry: Entry) -> None:
        """Move an entry to the trash."""
        registers = self._office.registers

        def work(_progress: Progress) -> ChangeSet:
            if isinstance(entry, Initiative):
                return registers.delete_initiative(entry.id)
            return registers.delete_commendation(entry.id)

        self._kit.jobs.write(work, self._deleted, self.failed.emit, owner=self)

    def find(self, text: str) -> None:
        """Find events that could be named."""
        number = self._finds.ask()

        def show(rows: tuple[EventRow, ...]) -> None:
            if self._finds.is_current(number):
                self.found.emit(tuple(_found(row) for row in rows))

        self._kit.jobs.read(
            lambda _progress: self._office.registers.find_events(text), show, self.failed.emit, owner=self
        )

    def find_partners(self, text: str, then: Callable[[tuple[PartnerName, ...]], object]) -> None:
        """Find partners whom a proposal could name."""
        number = self._names.ask()

        def work(_progress: Progress) -> tuple[PartnerName, ...]:
            found = self._office.partners.suggest(text, 6)
            return tuple(PartnerName(row.id, row.name, row.kind) for row in found)

        def show(found: tuple[PartnerName, ...]) -> None:
            if self._names.is_current(number):
                then(found)

        self._kit.jobs.read(work, show, self.failed.emit, owner=self)

    def _deleted(self, changes: ChangeSet) -> None:
        self._kit.bus.publish(changes)
        self.done.emit(changes)

    def _read(self, kind: str) -> Register:
        registers = self._office.registers
        entries: tuple[Entry, ...]
        if kind == DocumentKind.INITIATIVES:
            initiatives = registers.initiatives()
            entries, named = initiatives, {one.event_id for one in initiatives if one.event_id}
        else:
            commendations = registers.commendations()
            entries, named = commendations, {id_ for one in commendations for id_ in one.events}
        events = {row.id: _found(row) for row in registers.events(sorted(named))}
        people = self._office.settings.people()
        return Register(kind=kind, entries=entries, people=people, events=events, today=registers.today())


def _found(row: EventRow) -> FoundEvent:
    day = None if row.start is None else row.start.date()
    return FoundEvent(row.id, row.number, row.title, row.kind, day)
