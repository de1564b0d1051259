"""What the page of signing keys reads and does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.core.progress import Progress
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


class KeysModel(QObject):
    """The keys of one office."""

    keyring_known = Signal(object)
    failed = Signal(object)
    """A `UserError` of reading; actions give theirs to their own callback."""

    def __init__(self, kit: Kit, office: Office) -> None:
        super().__init__()
        self._kit, self._office = kit, office

    @property
    def zone(self) -> str:
        """IANA zone in which moments are shown."""
        return self._office.identity.zone

    @property
    def office_id(self) -> str:
        """Code of the office in packages."""
        return self._office.identity.id

    @property
    def home(self) -> Path:
        """The data folder."""
        return self._office.paths.home

    def load(self) -> None:
        """Fetch keys and trust; `keyring_known` follows."""
        self._kit.jobs.read(lambda _p: _keyring(self._office), self.keyring_known.emit, self.failed.emit, owner=self)

    def create_key(self, pin: str, done: Done, failed: Failed) -> Job[None]:
        """Make a key for the person at the keyboard."""

        def work(progress: Progress) -> None:
            del progress
            actor = self._office.settings.actor()
            self._office.keys.create(actor.name if actor else "", pin)

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

    def _then(self, done: Done) -> None:
        self.load()
        done()


def trust_facts(office: Office) -> TrustFacts | None:
    """Headquarters' root; None while none is known."""
    found = office.trust.current()
    return TrustFacts(" ".join(found.words), found.confirmed, found.fresh_until) if found else None


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
    return Keyring(keys, trust_facts(office))
