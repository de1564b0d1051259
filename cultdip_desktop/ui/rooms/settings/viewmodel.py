"""What Settings reads and changes: the only file of the room that knows the services."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from cultdip_desktop import __version__
from cultdip_desktop.core.errors import UserError
from cultdip_desktop.core.paths import resources
from cultdip_desktop.core.progress import Progress
from cultdip_desktop.domain.changes import ChangeSet
from cultdip_desktop.domain.mission import OfficeIdentity, OfficeRole, Person
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.jobs import Job

if TYPE_CHECKING:
    from cultdip_desktop.app import Office

Done = Callable[[], object]
Failed = Callable[[UserError], object]


@dataclass(frozen=True, slots=True)
class KeyFacts:
    """A signing key, for people."""

    id: str
    person: str
    words: str
    """Twelve words to read out by telephone."""

    not_after: datetime | None
    """End of its certificate; None as long as it has none."""

    attempts_left: int


@dataclass(frozen=True, slots=True)
class TrustFacts:
    """Headquarters' root as this office knows it."""

    words: str
    confirmed: bool
    fresh_until: datetime | None


@dataclass(frozen=True, slots=True)
class Keyring:
    """Keys and trust of a mission."""

    keys: tuple[KeyFacts, ...]
    trust: TrustFacts | None


@dataclass(frozen=True, slots=True)
class RequestFacts:
    """A request file that was read."""

    file: Path
    office: str
    office_name: str
    person: str
    words: str


@dataclass(frozen=True, slots=True)
class CertificateRow:
    """One certificate of the list."""

    serial: str
    office: str
    person: str
    not_before: datetime
    not_after: datetime
    revoked: bool


@dataclass(frozen=True, slots=True)
class Authority:
    """What headquarters has issued, and its root."""

    certificates: tuple[CertificateRow, ...]
    trust: TrustFacts | None


class SettingsModel(QObject):
    """One office's settings."""

    person_known = Signal(object)
    """The `Person` at the keyboard, or None."""

    keyring_known = Signal(object)
    authority_known = Signal(object)
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

    def load_keys(self) -> None:
        """Fetch keys and trust; `keyring_known` follows."""
        self._kit.jobs.read(lambda _p: _keyring(self._office), self.keyring_known.emit, self.failed.emit, owner=self)

    def create_key(self, pin: str, done: Done, failed: Failed) -> Job[None]:
        """Make a key for the person at the keyboard."""
        person = self._person.name if self._person else ""

        def work(progress: Progress) -> None:
            del progress
            self._office.keys.create(person, pin)

        return self._kit.jobs.write(work, lambda _none: self._then(done), failed, owner=self)

    def write_request(self, key_id: str, target: Path, done: Done, failed: Failed) -> None:
        """Write the request file for headquarters."""

        def work(progress: Progress) -> None:
            del progress
            self._office.keys.request(key_id, target)

        self._kit.jobs.write(work, lambda _none: done(), failed, owner=self)

    def read_answer(self, file: Path, done: Callable[[tuple[str, ...]], object], failed: Failed) -> None:
        """The words of the root that an answer comes from."""
        self._kit.jobs.read(lambda _progress: self._office.trust.words_of(file), done, failed, owner=self)

    def install(self, file: Path, root_words: str, done: Done, failed: Failed) -> None:
        """Put the certificate in; `root_words` are those that headquarters read out."""

        def work(progress: Progress) -> None:
            del progress
            self._office.trust.install(file, root_words)

        self._kit.jobs.write(work, lambda _none: self._then(done), failed, owner=self)

    def load_authority(self) -> None:
        """Fetch issued certificates and the root; `authority_known` follows."""
        self._kit.jobs.read(
            lambda _p: _authority(self._office), self.authority_known.emit, self.failed.emit, owner=self
        )

    def read_request(self, file: Path, done: Callable[[RequestFacts], object], failed: Failed) -> None:
        """What a request asks for."""
        self._kit.jobs.read(lambda _progress: _request(self._office, file), done, failed, owner=self)

    def enrol(self, file: Path, target: Path, pin: str, done: Done, failed: Failed) -> None:
        """Certify a request and write the answer."""

        def work(progress: Progress) -> None:
            del progress
            if self._office.roster is not None:
                self._office.roster.enrol(file, target, pin)

        self._kit.jobs.write(work, lambda _none: self._then(done), failed, owner=self)

    def write_trust(self, folder: Path, done: Callable[[int], object], failed: Failed) -> None:
        """Write root, chain and lists; `done` gets the number of files."""

        def work(progress: Progress) -> int:
            del progress
            return len(self._office.roster.write_trust(folder)) if self._office.roster is not None else 0

        self._kit.jobs.write(work, done, failed, owner=self)

    def _then(self, done: Done) -> None:
        if self.is_headquarters:
            self.load_authority()
        else:
            self.load_keys()
        done()

    def _know_person(self, person: Person | None) -> None:
        self._person = person
        self.person_known.emit(person)


def _keyring(office: Office) -> Keyring:
    from cultdip_desktop.packages import fingerprint

    keys = tuple(
        KeyFacts(
            key.id,
            key.person,
            " ".join(fingerprint.words(key.public_sha256)),
            key.certificate.not_after if key.certificate else None,
            key.attempts.left,
        )
        for key in office.keys.list()
    )
    return Keyring(keys, _trust(office))


def _trust(office: Office) -> TrustFacts | None:
    found = office.trust.current()
    return TrustFacts(" ".join(found.words), found.confirmed, found.fresh_until) if found else None


def _authority(office: Office) -> Authority:
    issued = office.roster.issued() if office.roster is not None else ()
    rows = tuple(
        CertificateRow(row.serial, row.office, row.person, row.not_before, row.not_after, row.status == "revoked")
        for row in issued
    )
    return Authority(rows, _trust(office))


def _request(office: Office, file: Path) -> RequestFacts:
    from cultdip_desktop.packages import fingerprint

    if office.roster is None:
        raise UserError("enrol.not_a_request")
    found = office.roster.read_request(file)
    words = " ".join(fingerprint.words(found.public_sha256))
    return RequestFacts(file, found.office, found.office_name, found.person, words)
