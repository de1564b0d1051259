"""What Settings reads and changes; keys and certificates have models of their own."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from cultdip_desktop import __version__
from cultdip_desktop.core.paths import resources
from cultdip_desktop.core.progress import Progress
from cultdip_desktop.domain.changes import ChangeSet
from cultdip_desktop.domain.mission import OfficeIdentity, OfficeRole, Person
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.ui.kit.base import Kit

if TYPE_CHECKING:
    from cultdip_desktop.app import Office


class SettingsModel(QObject):
    """One office's settings."""

    person_known = Signal(object)
    """The `Person` at the keyboard, or None."""

    failed = Signal(object)
    """A `UserError` of reading; actions give theirs to their own callback."""

    def __init__(self, kit: Kit, office: Office) -> None:
        super().__init__()
        self._kit, self._office = kit, office
        self._person: Person | None = None

    @property
    def identity(self) -> OfficeIdentity:
        """Whose office."""
        return self._office.identity

    @property
    def is_headquarters(self) -> bool:
        """Whether certificates are issued here."""
        return self._office.role is OfficeRole.HEADQUARTERS

    @property
    def home(self) -> Path:
        """The data folder."""
        return self._office.paths.home

    @property
    def version(self) -> str:
        """Of the program."""
        return __version__

    @property
    def zone(self) -> str:
        """IANA zone in which moments are shown."""
        return self._office.identity.zone

    def licences(self) -> tuple[tuple[str, Path], ...]:
        """Name and licence file of what is shipped with the program."""
        folder = resources()
        return tuple(sorted((file.stem.removeprefix("LICENSE-"), file) for file in folder.glob("*/LICENSE*")))

    def load_person(self) -> None:
        """Fetch who works here; `person_known` follows."""
        self._kit.jobs.read(lambda _progress: self._office.settings.actor(), self._know_person, owner=self)

    def save_person(self, name: str, rank: BiText) -> None:
        """Keep name and rank of the person at the keyboard; an empty name changes nothing."""
        before = self._person
        if before is None or not name or (before.name, before.rank) == (name, rank):
            return
        person = self._person = replace(before, name=name, rank=rank)
        self._kit.jobs.write(
            lambda _progress: self._office.settings.save_person(person),
            self._kit.bus.publish,
            self.failed.emit,
            owner=self,
        )

    def save_unit(self, unit: BiText) -> None:
        """Keep the name of the unit inside the office."""
        if unit == self._office.identity.unit:
            return

        def work(progress: Progress) -> ChangeSet:
            del progress
            self._office.settings.rename_unit(unit)
            return ChangeSet("unit", "office.settings", frozenset({"office"}))

        self._kit.jobs.write(work, self._kit.bus.publish, self.failed.emit, owner=self)

    def _know_person(self, person: Person | None) -> None:
        self._person = person
        self.person_known.emit(person)
