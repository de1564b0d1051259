"""What the page of headquarters' certificates reads and does."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject, Signal

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.core.progress import Progress
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.rooms.settings.viewmodel_keys import (
    Done,
    Failed,
    NoticeFacts,
    Print,
    TrustFacts,
    compare,
    day,
    notice_facts,
    print_of,
    trust_facts,
)

if TYPE_CHECKING:
    from cultdip_desktop.app import Office
    from cultdip_desktop.hq.roster import RosterService
    from cultdip_desktop.hq.roster_facts import CertificateEntry, RequestFacts
    from cultdip_desktop.packages.fingerprint import Heard

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class BeforeCard:
    """A certificate that the office has when it asks for another one."""

    serial: str
    person: str
    last: date
    same_key: bool
    """For the very key of the request: it is renewed, not replaced."""


@dataclass(frozen=True, slots=True)
class RequestCard:
    """A request file that was read and is not certified yet."""

    file: Path
    office: str
    office_name: BiText
    person: str
    print: Print
    same_key: bool
    """The key was certified before: a renewal."""

    rsa: bool
    before: tuple[BeforeCard, ...]
    """The office's certificates that are valid still, newest first."""


@dataclass(frozen=True, slots=True)
class CertificateRow:
    """One certificate of the list."""

    serial: str
    office: str
    person: str
    first: date
    last: date
    days_left: int
    state: str
    """A value of `CertificateState`."""

    reason: str
    revoked_on: date | None
    own: bool
    compromised_on: date | None = None
    """Since when somebody else may have had the key."""

    @property
    def revocable(self) -> bool:
        """Whether it can be taken back: not twice, and not the one that headquarters signs with.

        That somebody else had the key may become known later, for a certificate that was taken back for another reason.
        """
        return (self.state != "revoked" or self.compromised_on is None) and not self.own


@dataclass(frozen=True, slots=True)
class Authority:
    """What headquarters has issued, its root, and what ends soon."""

    certificates: tuple[CertificateRow, ...]
    trust: TrustFacts | None
    notice: NoticeFacts | None


class OfficesModel(QObject):
    """The authority of headquarters."""

    authority_known = Signal(object)
    requests_changed = Signal()
    refused = Signal(object, object)
    """A file (`Path`) that is no request, and the `UserError` that says why."""

    failed = Signal(object)
    """A `UserError` of reading; actions give theirs to their own callback."""

    def __init__(self, kit: Kit, office: Office) -> None:
        super().__init__()
        self._kit, self._office = kit, office
        self._requests: dict[str, RequestCard] = {}

    @property
    def requests(self) -> tuple[RequestCard, ...]:
        """Requests that were opened and wait for a comparison, oldest first."""
        return tuple(self._requests.values())

    @property
    def home(self) -> Path:
        """The data folder."""
        return self._office.paths.home

    def load(self) -> None:
        """Fetch issued certificates and the root; `authority_known` follows."""
        self._kit.jobs.read(
            lambda _p: _authority(self._office), self.authority_known.emit, self.failed.emit, owner=self
        )

    def compare(self, sha256: str, heard: str) -> Heard:
        """What was typed, beside the fingerprint that it should be."""
        return compare(sha256, heard)

    def read_requests(self, files: Sequence[Path]) -> None:
        """Open request files; `requests_changed` follows, and `refused` for each that is none."""
        self._kit.jobs.read(lambda _progress: _requests(self._office, files), self._opened, owner=self)

    def drop_request(self, sha256: str) -> None:
        """Put a request away; its file stays where it is."""
        self._requests.pop(sha256, None)
        self.requests_changed.emit()

    def enrol(
        self,
        request: RequestCard,
        heard: str,
        target: Path,
        pin: str,
        done: Done,
        failed: Failed,
        replaces: Sequence[str] = (),
    ) -> None:
        """Certify a request whose words were heard, and write the answer; certificates of `replaces` end with it."""

        def certified(_made: object) -> None:
            self.drop_request(request.print.sha256)
            self.load()
            done()

        self._do(
            lambda roster: roster.enrol(request.file, target, pin, heard=heard, replaces=replaces), certified, failed
        )

    def revoke(
        self,
        serial: str,
        reason: str,
        pin: str,
        since: date | None,
        done: Callable[[int], object],
        failed: Failed,
    ) -> None:
        """Take a certificate back; `since` is the first day on which somebody else may have had the key.

        `done` gets the number of packages that were taken in and signed since.
        """

        def work(roster: RosterService) -> int:
            start = None if since is None else self._start_of(since)
            revoked = roster.revoke(serial, reason, pin, compromised_from=start)
            return len(roster.to_review(revoked.serial))

        def revoked(count: int) -> None:
            self.load()
            done(count)

        self._do(work, revoked, failed)

    def renew_issuing(self, pin: str, done: Done, failed: Failed) -> None:
        """Give the issuing key a new certificate."""
        self._do(lambda roster: roster.renew_issuing(pin), partial(self._then, done), failed)

    def write_trust_list(self, folder: Path, pin: str, done: Done, failed: Failed) -> None:
        """Write the signed trust list for all missions."""
        self._do(lambda roster: roster.write_trust_list(folder, pin), lambda _file: done(), failed)

    def today(self) -> date:
        """The present day at headquarters."""
        return day(self._office, self._office.desk.clock.now())

    def renew_lists(self, pin: str, done: Done, failed: Failed) -> None:
        """Make fresh revocation lists."""
        self._do(lambda roster: roster.renew_lists(pin), partial(self._then, done), failed)

    def renew_own(self, pin: str, done: Done, failed: Failed) -> None:
        """Give headquarters' own key a new certificate."""
        self._do(lambda roster: roster.renew_own(pin), partial(self._then, done), failed)

    def change_pin(self, old: str, new: str, done: Done, failed: Failed) -> None:
        """Give root, issuing and own key another PIN."""
        self._do(lambda roster: roster.change_pin(old, new), partial(self._then, done), failed)

    def write_trust(self, folder: Path, done: Callable[[int], object], failed: Failed) -> None:
        """Write root, chain and lists; `done` gets the number of files."""
        self._do(lambda roster: len(roster.write_trust(folder)), done, failed)

    def _do(self, work: Callable[[RosterService], _T], done: Callable[[_T], object], failed: Failed) -> None:
        def run(progress: Progress) -> _T:
            del progress
            return work(_roster(self._office))

        self._kit.jobs.write(run, done, failed, owner=self)

    def _start_of(self, wanted: date) -> datetime:
        """The first instant of a day at headquarters."""
        return datetime.combine(wanted, time(), ZoneInfo(self._office.identity.zone))

    def _then(self, done: Done, _made: object) -> None:
        self.load()
        done()

    def _opened(self, found: Sequence[tuple[Path, RequestCard | UserError]]) -> None:
        for file, card in found:
            if isinstance(card, UserError):
                self.refused.emit(file, card)
            else:
                self._requests[card.print.sha256] = card
        self.requests_changed.emit()


def _roster(office: Office) -> RosterService:
    if office.roster is None:
        raise UserError("hq.not_headquarters")
    return office.roster


def _authority(office: Office) -> Authority:
    now = office.desk.clock.now()
    roster = _roster(office)
    rows = tuple(_row(office, entry) for entry in roster.certificates(now))
    return Authority(rows, trust_facts(office), notice_facts(roster.warning(now)))


def _row(office: Office, entry: CertificateEntry) -> CertificateRow:
    issued = entry.issued
    return CertificateRow(
        serial=issued.serial,
        office=issued.office,
        person=issued.person,
        first=day(office, issued.not_before),
        last=day(office, issued.not_after),
        days_left=entry.days_left,
        state=entry.state.value,
        reason=issued.reason,
        revoked_on=None if issued.revoked_at is None else day(office, issued.revoked_at),
        own=entry.own,
        compromised_on=None if issued.compromised_from is None else day(office, issued.compromised_from),
    )


def _requests(office: Office, files: Sequence[Path]) -> list[tuple[Path, RequestCard | UserError]]:
    found = _roster(office).requests(files)
    return [(file, facts if isinstance(facts, UserError) else _card(office, facts)) for file, facts in found]


def _card(office: Office, facts: RequestFacts) -> RequestCard:
    from cultdip_desktop.hq.roster_facts import public_sha256

    before = tuple(
        BeforeCard(one.serial, one.person, day(office, one.not_after), public_sha256(one) == facts.sha256)
        for one in facts.before
    )
    return RequestCard(
        facts.file,
        facts.office,
        facts.office_name,
        facts.person,
        print_of(facts.sha256),
        facts.same_key,
        facts.rsa,
        before,
    )


def sample_request(office: Office) -> Path:
    """A request to compare, for the tour: of a key that nobody keeps, in staging, which is emptied at the next start."""
    from cryptography.hazmat.primitives.asymmetric import ec

    from cultdip_desktop.core import durable
    from cultdip_desktop.packages import request

    key = ec.generate_private_key(ec.SECP256R1())
    der = request.sign_request(key, office="CZ-EMB", office_name="Đại sứ quán", person="Trần Thị Mai Anh")
    file = office.paths.staging / "CZ-EMB-3f9a1c72.cdreq"
    durable.make_folder(file.parent)
    durable.write_bytes(file, request.write(der))
    return file
