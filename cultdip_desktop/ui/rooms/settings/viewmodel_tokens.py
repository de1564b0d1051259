"""What the page of signing tokens reads and does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject, Signal

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.packages import fingerprint
from cultdip_desktop.ui.kit.base import Kit

if TYPE_CHECKING:
    from cultdip_desktop.app import Office
    from cultdip_desktop.domain.changes import ChangeSet
    from cultdip_desktop.services.roots import OtherRoot
    from cultdip_desktop.signatures.tokens import Token, TokenKey

Failed = Callable[[UserError], object]


@dataclass(frozen=True, slots=True)
class TokenCertificate:
    """A certificate on a token, for people."""

    person: str
    label: str
    serial: str
    first: date
    last: date
    app_level: bool
    words: tuple[str, ...]
    stop: UserError | None
    """Why it cannot sign here."""


@dataclass(frozen=True, slots=True)
class TokenFacts:
    """A token that is plugged in."""

    label: str
    serial: str
    maker: str
    model: str
    tries: str
    """all, fewer, last, locked."""

    wrong: int
    """Wrong PINs in a row that this program has sent."""

    keypad: bool
    certificates: tuple[TokenCertificate, ...]


@dataclass(frozen=True, slots=True)
class RootFacts:
    """A root of another authority, for people."""

    name: str
    sha256: str
    last: date
    authorities: int
    """Certificates of authorities below it that are known."""

    fresh_until: date | None
    """When its revocation lists go stale; None where some are missing."""


@dataclass(frozen=True, slots=True)
class TokenShelf:
    """The library and what it sees."""

    module: str
    tokens: tuple[TokenFacts, ...]
    trouble: UserError | None
    roots: tuple[RootFacts, ...]


class TokensModel(QObject):
    """Tokens of one office; a PIN is never asked here."""

    known = Signal(object)
    """A `TokenShelf`."""

    failed = Signal(object)

    def __init__(self, kit: Kit, office: Office) -> None:
        super().__init__()
        self._kit, self._office = kit, office

    def load(self) -> None:
        """Ask the library; `known` follows."""
        self._kit.jobs.read(lambda _progress: self._read(), self.known.emit, self.failed.emit, owner=self)

    def choose(self, module: str) -> None:
        """Speak to tokens through this library, or through none."""
        self._write(lambda: self._office.signing.set_module(module), lambda: None, self.failed.emit)

    def inspect(self, file: Path, done: Callable[[RootFacts], object], failed: Failed) -> None:
        """What a file with a root would bring."""
        self._kit.jobs.read(
            lambda _progress: self._root(self._office.signing.roots.inspect(file)), done, failed, owner=self
        )

    def add_root(self, file: Path, published: str, done: Callable[[], object], failed: Failed) -> None:
        """Believe a root whose published fingerprint was typed."""
        self._write(lambda: self._office.signing.roots.add(file, published), done, failed)

    def update_roots(self, file: Path, done: Callable[[], object], failed: Failed) -> None:
        """Take further authorities and newer revocation lists."""
        self._write(lambda: self._office.signing.roots.update(file), done, failed)

    def remove_root(self, sha256: str) -> None:
        """Believe a root no more."""
        self._write(lambda: self._office.signing.roots.remove(sha256), lambda: None, self.failed.emit)

    def _write(self, work: Callable[[], ChangeSet], done: Callable[[], object], failed: Failed) -> None:
        def after(changes: ChangeSet) -> None:
            self._kit.bus.publish(changes)
            self.load()
            done()

        self._kit.jobs.write(lambda _progress: work(), after, failed, owner=self)

    def _read(self) -> TokenShelf:
        signing = self._office.signing
        module = signing.module()
        roots = tuple(self._root(one) for one in signing.roots.list())
        try:
            found = signing.tokens()
        except UserError as error:
            return TokenShelf(module, (), error, roots)
        return TokenShelf(module, tuple(self._token(one) for one in found), None, roots)

    def _root(self, root: OtherRoot) -> RootFacts:
        zone = ZoneInfo(self._office.identity.zone)
        fresh = None if root.fresh_until is None else root.fresh_until.astimezone(zone).date()
        return RootFacts(root.name, root.sha256, root.last.astimezone(zone).date(), root.authorities, fresh)

    def _token(self, token: Token) -> TokenFacts:
        signing = self._office.signing
        wrong = signing.wrong_pins(token.keys[0]) if token.keys else 0
        certificates = tuple(self._certificate(key) for key in token.keys)
        return TokenFacts(
            token.label,
            token.serial,
            token.maker,
            token.model,
            token.tries.value,
            wrong,
            token.own_keypad,
            certificates,
        )

    def _certificate(self, key: TokenKey) -> TokenCertificate:
        from cultdip_desktop.signatures.keys import require_good

        facts, zone = key.certificate, ZoneInfo(self._office.identity.zone)
        stop: UserError | None = None
        try:
            require_good(facts, self._office.desk.clock.now(), self._office.signing.trusts())
        except UserError as error:
            stop = error
        return TokenCertificate(
            facts.person,
            key.label,
            facts.serial,
            facts.not_before.astimezone(zone).date(),
            facts.not_after.astimezone(zone).date(),
            facts.app_level,
            fingerprint.words(facts.public_sha256),
            stop,
        )
