"""People of the office: who works here, who approves, who is at the keyboard now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from cultdip_desktop.domain.mission import OfficeRole, Person
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.ui.kit.base import Kit

if TYPE_CHECKING:
    from cultdip_desktop.app import Office


@dataclass(frozen=True, slots=True)
class Staff:
    """Everybody, in dictionary order, those who left last."""

    people: tuple[Person, ...]
    actor: str
    """Id of the person at the keyboard; empty when nobody is."""

    approval: str = "auto"
    """Whether one person may write and approve: `auto` (where nobody else works), `yes` or `no`; empty where no reports
    are written."""

    @property
    def active(self) -> tuple[Person, ...]:
        """Those who work here."""
        return tuple(person for person in self.people if person.active)

    def person(self, id_: str) -> Person | None:
        """Who has this id."""
        return next((person for person in self.people if person.id == id_), None)


class PeopleModel(QObject):
    """Reads and changes people; every change comes back through the bus."""

    known = Signal(object)
    """`Staff`."""

    failed = Signal(object)
    """A `UserError`."""

    def __init__(self, kit: Kit, office: Office) -> None:
        super().__init__()
        self._kit, self._office = kit, office
        kit.bus.watch(self, {"person", "setting", "settings"}, lambda _changes: self.load())

    def load(self) -> None:
        """Fetch everybody; `known` follows."""
        self._kit.jobs.read(lambda _progress: _staff(self._office), self.known.emit, self.failed.emit, owner=self)

    def choose(self, person_id: str) -> None:
        """Who is at the keyboard from now on."""
        self._kit.jobs.write(
            lambda _progress: self._office.settings.choose_actor(person_id),
            self._kit.bus.publish,
            self._refused,
            owner=self,
        )

    def set_approval(self, choice: str) -> None:
        """Whether one person may write and approve."""
        self._kit.jobs.write(
            lambda _progress: self._office.settings.set("one_person", choice),
            self._kit.bus.publish,
            self._refused,
            owner=self,
        )

    def add(self, name: str, rank: BiText, *, approver: bool) -> None:
        """Somebody new."""
        self._kit.jobs.write(
            lambda _progress: self._office.settings.add_person(name, rank, approver=approver),
            self._kit.bus.publish,
            self._refused,
            owner=self,
        )

    def save(self, person: Person) -> None:
        """Somebody as they are now."""
        self._kit.jobs.write(
            lambda _progress: self._office.settings.save_person(person),
            self._kit.bus.publish,
            self._refused,
            owner=self,
        )

    def _refused(self, error: object) -> None:
        self.failed.emit(error)
        self.load()


def _staff(office: Office) -> Staff:
    people = office.settings.people()
    actor = office.settings.actor()
    reports = office.identity.role is OfficeRole.MISSION
    approval = office.settings.get("one_person") if reports else ""
    ordered = sorted(people, key=lambda person: not person.active)
    return Staff(tuple(ordered), actor.id if actor else "", approval)
