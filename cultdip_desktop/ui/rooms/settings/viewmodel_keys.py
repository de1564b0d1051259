"""What the page of signing keys reads and does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject, Signal

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.core.progress import Progress
from cultdip_desktop.crypto.passphrase import Strength, strength
from cultdip_desktop.domain.changes import ChangeSet
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.packages.fingerprint import Heard
from cultdip_desktop.ui.kit.base import Kit

if TYPE_CHECKING:
    from cultdip_desktop.app import Office
    from cultdip_desktop.services.key_condition import Notice, OfficeKey

__all__ = ["Heard", "Strength", "strength"]

Done = Callable[[], object]
Failed = Callable[[UserError], object]
Modules = tuple[tuple[bool, ...], ...]


@dataclass(frozen=True, slots=True)
class Print:
    """A fingerprint in its three forms."""

    sha256: str
    words: tuple[str, ...]
    """Twelve, to read out by telephone."""

    modules: Modules
    """The QR code, as rows of dark modules."""


@dataclass(frozen=True, slots=True)
class KeyFacts:
    """A signing key, for people."""

    id: str
    person: str
    condition: str
    """A value of `KeyCondition`."""

    print: Print
    made_on: date
    app_made: bool
    imported: bool
    serial: str
    """Of the certificate; empty without one."""

    first: date | None
    last: date | None
    """First and last day of the certificate."""

    days_left: int
    attempts_left: int
    minutes_locked: int
    successor: str
    """Who took the key over; empty."""

    retired_on: date | None

    @property
    def words(self) -> str:
        """The twelve words in one line."""
        return " ".join(self.print.words)

    @property
    def retired(self) -> bool:
        """Whether it signs no more."""
        return self.condition == "retired"


@dataclass(frozen=True, slots=True)
class TrustFacts:
    """Headquarters' root as this office knows it."""

    print: Print
    confirmed: bool
    fresh_until: date | None
    days_left: int

    @property
    def words(self) -> str:
        """The twelve words in one line."""
        return " ".join(self.print.words)


@dataclass(frozen=True, slots=True)
class NoticeFacts:
    """What is said ahead of an end: a `UserError` has the words."""

    error: UserError
    ended: bool
    key_id: str


@dataclass(frozen=True, slots=True)
class Keyring:
    """Keys and trust of a mission."""

    keys: tuple[KeyFacts, ...]
    trust: TrustFacts | None
    notice: NoticeFacts | None
    person: str
    """Who is at the keyboard."""


@dataclass(frozen=True, slots=True)
class AnswerCard:
    """An answer of headquarters that was read and verified, not put in yet."""

    file: Path
    root: Print
    root_known: bool
    person: str
    last: date


class KeysModel(QObject):
    """The keys of one office."""

    keyring_known = Signal(object)
    failed = Signal(object)
    """A `UserError` of reading; actions give theirs to their own callback."""

    def __init__(self, kit: Kit, office: Office) -> None:
        super().__init__()
        self._kit, self._office = kit, office

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

    def compare(self, sha256: str, heard: str) -> Heard:
        """What was typed, beside the fingerprint that it should be."""
        return compare(sha256, heard)

    def create_key(self, person: str, pin: str, done: Done, failed: Failed) -> None:
        """Make a key for `person`."""
        self._do(lambda: self._office.keys.create(person, pin), done, failed)

    def import_key(self, file: Path, password: str, pin: str, done: Done, failed: Failed) -> None:
        """Take a key in from a PKCS#12 file."""
        self._do(lambda: self._office.keys.import_pkcs12(file, password, pin), done, failed)

    def change_pin(self, key_id: str, old: str, new: str, done: Done, failed: Failed) -> None:
        """Give a key another PIN."""
        self._do(lambda: self._office.keys.change_pin(key_id, old, new), done, self._and_load(failed))

    def hand_over(
        self, key_id: str, person: str, rank: BiText, pin: str, at_once: bool, done: Done, failed: Failed
    ) -> None:
        """Give the office a key for the successor."""

        def work() -> ChangeSet:
            return self._office.keys.hand_over(key_id, person, pin, rank=rank, at_once=at_once).change_set

        self._do(work, done, failed)

    def retire(self, key_id: str, done: Done, failed: Failed) -> None:
        """Let a key sign no more."""
        self._do(lambda: self._office.keys.retire(key_id), done, failed)

    def write_request(self, key_id: str, target: Path, done: Done, failed: Failed) -> None:
        """Write the request file for headquarters."""
        self._do(lambda: self._office.keys.request(key_id, target), done, failed)

    def read_answer(self, file: Path, done: Callable[[AnswerCard], object], failed: Failed) -> None:
        """Whom an answer certifies, and which root it comes from."""
        self._kit.jobs.read(lambda _progress: _answer(self._office, file), done, failed, owner=self)

    def install(self, file: Path, heard: str | None, done: Done, failed: Failed) -> None:
        """Put the certificate in; `heard` is what headquarters read out, None for a root that is known."""
        self._do(lambda: self._office.trust.install(file, heard), done, failed)

    def update_trust(self, folder: Path, done: Done, failed: Failed) -> None:
        """Take in newer revocation lists."""
        self._do(lambda: self._office.trust.update(folder), done, failed)

    def _do(self, work: Callable[[], object], done: Done, failed: Failed) -> None:
        def run(progress: Progress) -> object:
            del progress
            return work()

        self._kit.jobs.write(run, partial(self._then, done), failed, owner=self)

    def _then(self, done: Done, made: object) -> None:
        if isinstance(made, ChangeSet):
            self._kit.bus.publish(made)
        self.load()
        done()

    def _and_load(self, failed: Failed) -> Failed:
        """A wrong PIN has used up an attempt: show how many are left."""

        def both(error: UserError) -> None:
            self.load()
            failed(error)

        return both


def compare(sha256: str, heard: str) -> Heard:
    """Word by word what was heard beside what should be."""
    from cultdip_desktop.packages import fingerprint

    return fingerprint.compare(sha256, heard)


def print_of(sha256: str) -> Print:
    """A fingerprint in its three forms."""
    from cultdip_desktop.packages import fingerprint

    return Print(sha256, fingerprint.words(sha256), fingerprint.qr(sha256))


def trust_facts(office: Office) -> TrustFacts | None:
    """Headquarters' root; None while none is known."""
    found = office.trust.current()
    if found is None:
        return None
    now = office.desk.clock.now()
    until = found.fresh_until
    days = 0 if until is None else (until - now).days
    return TrustFacts(print_of(found.root_sha256), found.confirmed, None if until is None else day(office, until), days)


def notice_facts(found: Notice | None) -> NoticeFacts | None:
    """A notice with its words."""
    return None if found is None else NoticeFacts(found.as_error(), found.days_left < 0, found.key_id)


def day(office: Office, moment: datetime) -> date:
    """The day of `moment` where the office is."""
    return moment.astimezone(ZoneInfo(office.identity.zone)).date()


def _keyring(office: Office) -> Keyring:
    now = office.desk.clock.now()
    found = office.keys.overview(now)
    names = {key.info.id: key.info.person for key in found}
    actor = office.settings.actor()
    notice = office.keys.warning(now) or office.trust.warning(now)
    return Keyring(
        tuple(_key(office, key, names, now) for key in reversed(found)),
        trust_facts(office),
        notice_facts(notice),
        actor.name if actor else "",
    )


def _key(office: Office, key: OfficeKey, names: dict[str, str], now: datetime) -> KeyFacts:
    info, retirement = key.info, key.retirement
    certificate = info.certificate
    locked = info.attempts.locked_until
    minutes = 0 if locked is None or locked <= now else -int((now - locked).total_seconds() // 60)
    at = retirement.at if retirement else None
    return KeyFacts(
        id=info.id,
        person=info.person,
        condition=key.condition.value,
        print=print_of(info.public_sha256),
        made_on=day(office, datetime.fromisoformat(info.created_at)),
        app_made=key.app_made,
        imported=not info.made_here,
        serial=certificate.serial if certificate else "",
        first=day(office, certificate.not_before) if certificate else None,
        last=day(office, certificate.not_after) if certificate else None,
        days_left=(certificate.not_after - now).days if certificate else 0,
        attempts_left=info.attempts.left,
        minutes_locked=minutes,
        successor=names.get(retirement.successor, "") if retirement else "",
        retired_on=None if at is None else day(office, at),
    )


def _answer(office: Office, file: Path) -> AnswerCard:
    found = office.trust.inspect(file)
    certificate = found.certificate
    return AnswerCard(
        file, print_of(found.root_sha256), found.root_known, certificate.person, day(office, certificate.not_after)
    )
