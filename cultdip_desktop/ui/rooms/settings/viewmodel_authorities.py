"""What the page of encryption keys, time stamps and other authorities reads and does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.changes import ChangeSet
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.rooms.settings.viewmodel_keys import Done, Failed, Print, compare, day, print_of

if TYPE_CHECKING:
    from cultdip_desktop.app import Office
    from cultdip_desktop.hq.encryption import EncryptionKeyService
    from cultdip_desktop.hq.signers import SignerFacts, SignerService
    from cultdip_desktop.packages.fingerprint import Heard


@dataclass(frozen=True, slots=True)
class EncryptionRow:
    """A key for packages that only headquarters may read."""

    id: str
    made_on: date
    retired_on: date | None
    current: bool
    print: Print


@dataclass(frozen=True, slots=True)
class StampRow:
    """The time-stamp authority's certificate."""

    first: date
    last: date
    works: bool
    print: Print


@dataclass(frozen=True, slots=True)
class SignerRow:
    """A certificate of another authority that signs for a mission."""

    sha256: str
    office: str
    person: str
    domain: str
    added_on: date | None
    removed_on: date | None
    reason: str


@dataclass(frozen=True, slots=True)
class SignerCard:
    """A certificate file that was read and is not assigned yet."""

    file: Path
    person: str
    domain: str
    issuer: str
    last: date
    fresh_until: date | None
    print: Print


@dataclass(frozen=True, slots=True)
class AuthorityShelf:
    """Everything the page shows."""

    keys: tuple[EncryptionRow, ...]
    stamps: StampRow | None
    signers: tuple[SignerRow, ...]
    missions: tuple[tuple[str, BiText], ...]
    """Id and name, by id."""


class AuthoritiesModel(QObject):
    """Encryption keys, time stamps, and whom else headquarters believes."""

    known = Signal(object)
    """An `AuthorityShelf`."""

    failed = Signal(object)

    def __init__(self, kit: Kit, office: Office) -> None:
        super().__init__()
        self._kit, self._office = kit, office

    def load(self) -> None:
        """Fetch everything; `known` follows."""
        self._kit.jobs.read(lambda _progress: _shelf(self._office), self.known.emit, self.failed.emit, owner=self)

    def rotate(self, done: Done, failed: Failed) -> None:
        """Make a new encryption key and give the old one out no more."""
        self._write(lambda: _keys(self._office).rotate()[1], done, failed)

    def inspect(self, file: Path, done: Callable[[SignerCard], object], failed: Failed) -> None:
        """What a certificate file holds."""
        self._kit.jobs.read(
            lambda _progress: _card(self._office, _signers(self._office).inspect(file)), done, failed, owner=self
        )

    def compare(self, sha256: str, heard: str) -> Heard:
        """What was typed, beside the fingerprint that it should be."""
        return compare(sha256, heard)

    def assign(self, card: SignerCard, office: str, heard: str, done: Done, failed: Failed) -> None:
        """Let the certificate sign for `office`."""
        self._write(lambda: _signers(self._office).assign(card.file, office, heard), done, failed)

    def remove(self, sha256: str, reason: str, done: Done, failed: Failed) -> None:
        """Let the certificate sign for nobody any more."""
        self._write(lambda: _signers(self._office).remove(sha256, reason), done, failed)

    def _write(self, work: Callable[[], ChangeSet], done: Done, failed: Failed) -> None:
        def after(changes: ChangeSet) -> None:
            self._kit.bus.publish(changes)
            self.load()
            done()

        self._kit.jobs.write(lambda _progress: work(), after, failed, owner=self)


def _keys(office: Office) -> EncryptionKeyService:
    if office.encryption_keys is None:
        raise UserError("hq.not_headquarters")
    return office.encryption_keys


def _signers(office: Office) -> SignerService:
    if office.signers is None:
        raise UserError("hq.not_headquarters")
    return office.signers


def _shelf(office: Office) -> AuthorityShelf:
    keys = tuple(
        EncryptionRow(
            view.key.id,
            day(office, view.key.made_at),
            None if view.key.retired_at is None else day(office, view.key.retired_at),
            view.current,
            print_of(view.sha256),
        )
        for view in office.encryption.overview()
    )
    signers = tuple(
        SignerRow(
            one.fingerprint,
            one.office,
            one.person,
            one.domain,
            None if one.added_at is None else day(office, one.added_at),
            None if one.removed_at is None else day(office, one.removed_at),
            one.reason,
        )
        for one in _signers(office).list()
    )
    return AuthorityShelf(keys, _stamps(office), signers, _missions(office))


def _stamps(office: Office) -> StampRow | None:
    facts = None if office.time_stamps is None else office.time_stamps.facts()
    if facts is None:
        return None
    first, last = day(office, facts.not_before), day(office, facts.not_after)
    return StampRow(first, last, facts.works, print_of(facts.sha256))


def _missions(office: Office) -> tuple[tuple[str, BiText], ...]:
    if office.missions is None:
        return ()
    return tuple(sorted(((one.id, one.name) for one in office.missions.all()), key=lambda one: one[0]))


def _card(office: Office, found: SignerFacts) -> SignerCard:
    fresh = None if found.fresh_until is None else day(office, found.fresh_until)
    last = day(office, found.facts.not_after)
    return SignerCard(
        found.file, found.facts.person, found.domain, found.issuer, last, fresh, print_of(found.facts.sha256)
    )
