"""Headquarters' time-stamp authority: it puts the ledger in order, without a PIN, and proves nothing to outsiders.

Clock, key and ledger are of one house; so a stamp shows headquarters itself that a line was not changed or dated back
later. Every place that shows one says so.
"""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, load_der_private_key

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.crypto.secret_box import SecretBox
from cultdip_desktop.packages import certificates, fingerprint, timestamp
from cultdip_desktop.packages.authority import Authority
from cultdip_desktop.packages.timestamp import TimeStamper
from cultdip_desktop.services.desk import Desk
from cultdip_desktop.services.trust import TrustService
from cultdip_desktop.store.repo import office as office_rows

SETTING: Final = "hq.time_stamps"
"""Setting: certificate, the authorities above it, and the sealed key."""

_RENEWED: Final = timedelta(days=365)
"""A certificate with less life than this is renewed by the next act that asks for the PIN anyway."""

_BOXED: Final = "time-stamps"


@dataclass(frozen=True, slots=True)
class TimeStampFacts:
    """The authority's certificate, for people."""

    sha256: str
    words: tuple[str, ...]
    not_before: datetime
    not_after: datetime
    works: bool
    """It can stamp at this moment."""


class TimeStampService:
    """What the ledger asks, and Settings shows."""

    def __init__(self, desk: Desk, box: SecretBox, trust: TrustService) -> None:
        self._desk = desk
        self._box = box
        self._trust = trust

    def stamp(self, digest: str, at: datetime) -> str:
        """An RFC 3161 token over a SHA-256 (64 hex digits), base64; empty while there is no valid certificate."""
        found = self._stamper(at)
        if found is None:
            return ""
        return base64.b64encode(found.stamp(bytes.fromhex(digest), at)).decode("ascii")

    def check(self, token: str, digest: str) -> datetime | None:
        """When our authority stamped `digest`; None when the token does not prove it.

        Raises:
            UserError: `trust.damaged`, `trust.root_changed`.
        """
        trust = self._trust.store()
        try:
            return None if trust is None else timestamp.check(base64.b64decode(token), bytes.fromhex(digest), trust)
        except (ValueError, binascii.Error):
            return None

    def facts(self) -> TimeStampFacts | None:
        """The certificate; None while there is none."""
        plain = self._kept()
        if not plain:
            return None
        facts = certificates.facts(certificates.read_pem(plain["certificate"].encode())[0])
        works = self._stamper(self._desk.clock.now()) is not None
        return TimeStampFacts(facts.sha256, fingerprint.words(facts.sha256), facts.not_before, facts.not_after, works)

    def ensure(self, authority: Authority, pin: str) -> None:
        """Make key and certificate where there are none, or where they end within a year or come from another issuer.

        Raises:
            UserError: as `Authority.certify`.
        """
        plain, now = self._kept(), self._desk.clock.now()
        if plain:
            facts = certificates.facts(certificates.read_pem(plain["certificate"].encode())[0])
            same = plain["chain"] == certificates.to_pem(authority.issuing)
            if same and facts.not_after - now > _RENEWED and self._stamper(now) is not None:
                return
        key = ec.generate_private_key(ec.SECP256R1())
        der = authority.certify_time_stamps(key.public_key(), pin=pin, now=now)
        secret = key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
        kept = {
            "certificate": certificates.to_pem(der),
            "chain": certificates.to_pem(authority.issuing),
            "key": self._box.seal(_BOXED, secret),
        }
        with self._desk.store.write("hq.time_stamps", actor=self._desk.actor) as tx:
            office_rows.set_setting(tx, SETTING, kept)

    def _stamper(self, at: datetime) -> TimeStamper | None:
        plain = self._kept()
        secret = self._box.open(_BOXED, plain["key"]) if plain else None
        if secret is None:
            return None
        key = load_der_private_key(secret, None)
        try:
            certificate = certificates.read_pem(plain["certificate"].encode())[0]
            chain = certificates.read_pem(plain["chain"].encode())
        except UserError:
            return None
        facts = certificates.facts(certificate)
        if not isinstance(key, ec.EllipticCurvePrivateKey) or not facts.not_before <= at <= facts.not_after:
            return None
        return TimeStamper(certificate, chain, key)

    def _kept(self) -> dict[str, Any]:
        with self._desk.store.read() as tx:
            plain: Any = office_rows.get_setting(tx, SETTING)
        return dict(plain) if plain else {}
