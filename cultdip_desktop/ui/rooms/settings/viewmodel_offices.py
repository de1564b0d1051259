"""What the page of headquarters' certificates reads and does."""

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
from cultdip_desktop.ui.rooms.settings.viewmodel_keys import Done, Failed, TrustFacts, trust_facts

if TYPE_CHECKING:
    from cultdip_desktop.app import Office


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


class OfficesModel(QObject):
    """The authority of headquarters."""

    authority_known = Signal(object)
    failed = Signal(object)
    """A `UserError` of reading; actions give theirs to their own callback."""

    def __init__(self, kit: Kit, office: Office) -> None:
        super().__init__()
        self._kit, self._office = kit, office

    @property
    def zone(self) -> str:
        """IANA zone in which moments are shown."""
        return self._office.identity.zone

    def load(self) -> None:
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
        self.load()
        done()


def _authority(office: Office) -> Authority:
    issued = office.roster.issued() if office.roster is not None else ()
    rows = tuple(
        CertificateRow(row.serial, row.office, row.person, row.not_before, row.not_after, row.status == "revoked")
        for row in issued
    )
    return Authority(rows, trust_facts(office))


def _request(office: Office, file: Path) -> RequestFacts:
    from cultdip_desktop.packages import fingerprint

    if office.roster is None:
        raise UserError("enrol.not_a_request")
    found = office.roster.read_request(file)
    words = " ".join(fingerprint.words(found.public_sha256))
    return RequestFacts(file, found.office, found.office_name, found.person, words)
