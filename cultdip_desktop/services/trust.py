"""Whom this office believes: headquarters' root, pinned once its words were compared, and what hangs from it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.core.progress import NoProgress
from cultdip_desktop.domain.receipt_codec import encryption_key_of
from cultdip_desktop.packages import enrolment, fingerprint, keys
from cultdip_desktop.packages.certificates import CertificateFacts
from cultdip_desktop.packages.keys import KeyInfo
from cultdip_desktop.packages.trust import TrustStore
from cultdip_desktop.services import trust_domains
from cultdip_desktop.services.desk import Desk
from cultdip_desktop.services.key_condition import Notice, days_between
from cultdip_desktop.services.pins import StoredPins
from cultdip_desktop.store.repo import encryption_key as key_rows
from cultdip_desktop.store.repo import office as office_rows

LISTS_END_SOON: Final = timedelta(days=30)
"""How long before they go stale the revocation lists are worth a word."""

PINNED: Final = "trust.root_sha256"
"""Setting: fingerprint of the root that a person has compared."""


@dataclass(frozen=True, slots=True)
class TrustInfo:
    """What this office believes, for people."""

    root_sha256: str
    words: tuple[str, ...]
    """The root's fingerprint, to read out by telephone."""

    confirmed: bool
    """A person has compared the words; without that, every verdict on trust is *unknown*."""

    fresh_until: datetime | None
    """When the revocation lists go stale; None without lists."""


@dataclass(frozen=True, slots=True)
class AnswerFacts:
    """What an answer from headquarters would bring."""

    root_sha256: str
    root_known: bool
    """The root is the one whose words were compared before: nothing is left to compare."""

    certificate: CertificateFacts


@dataclass(frozen=True, slots=True)
class Installed:
    """What an answer from headquarters brought."""

    key: KeyInfo
    trust: TrustInfo


class TrustService:
    """The use cases of Settings › Signing key that concern headquarters' root."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def store(self) -> TrustStore | None:
        """The confirmed trust, or None while nobody has compared the root's words.

        Raises:
            UserError: `trust.damaged`, `trust.root_changed` when the files are not those that were pinned.
        """
        pinned = self._pinned()
        if not pinned:
            return None
        return replace(TrustStore.load(self._desk.paths.trust, pinned), domains=trust_domains.domains(self._desk))

    def current(self) -> TrustInfo | None:
        """What is believed, confirmed or not; None before the first certificate."""
        pinned = self._pinned()
        try:
            found = TrustStore.load(self._desk.paths.trust, pinned)
        except UserError as error:
            if error.code == "trust.missing":
                return None
            raise
        return _info(found, confirmed=pinned is not None)

    def warning(self, now: datetime) -> Notice | None:
        """What to say ahead of the day on which the revocation lists go stale and verdicts become *unknown*."""
        found = self.current()
        if found is None or not found.confirmed or found.fresh_until is None:
            return None
        if found.fresh_until - now >= LISTS_END_SOON:
            return None
        days = days_between(now, found.fresh_until)
        code = "trust.lists_end_soon" if days >= 0 else "trust.lists_ended"
        params: dict[str, str | int] = {"day": found.fresh_until.date().isoformat(), "days": days}
        return Notice(code, found.fresh_until, days, params)

    def pin(self, found: TrustStore, encryption_keys: Sequence[Mapping[str, Any]] = ()) -> TrustInfo:
        """Believe `found` from now on; the caller has had its words compared, or made it itself.

        `encryption_keys` are records of a package below that root.
        """
        found.save(self._desk.paths.trust)
        with self._desk.store.write("trust.pin", actor=self._desk.actor) as tx:
            office_rows.set_setting(tx, PINNED, found.root_sha256)
            for row in encryption_keys:
                key_rows.keep(tx, encryption_key_of(row))
        return _info(found, confirmed=True)

    def words_of(self, answer: Path) -> tuple[str, ...]:
        """The words of the root that an answer from headquarters comes from, to be compared by telephone.

        Raises:
            UserError: `enrol.not_an_answer`, `enrol.answer_refused`.
        """
        return fingerprint.words(self.inspect(answer).root_sha256)

    def inspect(self, answer: Path) -> AnswerFacts:
        """What an answer would bring; nothing is put in.

        Raises:
            UserError: `enrol.not_an_answer`, `enrol.answer_refused`, `enrol.other_office`, `trust.root_changed`.
        """
        found = self._read(answer)
        mine = self._mine(found)
        return AnswerFacts(found.root_sha256, self._pinned() == found.root_sha256, mine)

    def update(self, folder: Path) -> TrustInfo:
        """Take newer revocation lists and further authorities from a folder that headquarters wrote.

        Only what hangs from the root that is trusted already counts; an older list never replaces a newer one.

        Raises:
            UserError: `trust.unconfirmed` (no root compared yet), `trust.missing`, `trust.damaged`,
                `trust.root_changed`.
        """
        pinned = self._pinned()
        if pinned is None:
            raise UserError("trust.unconfirmed")
        offered = TrustStore.load(folder, pinned)
        hanging = tuple(der for der in offered.issuing if offered.path_of(der) is not None)
        return self.pin(self._merged(TrustStore(offered.root, hanging, offered.revocation_lists)))

    def install(self, answer: Path, root_words: str | None = None) -> Installed:
        """Put the certificate beside its key, and the root into place.

        With `root_words` as headquarters read them out, the root is pinned. Without, and while none is pinned,
        the certificate can sign but trust stays unconfirmed.

        Raises:
            UserError: `enrol.not_an_answer`, `enrol.answer_refused`, `trust.root_changed`, `trust.words_differ`,
                `key.no_match`.
        """
        found = self._read(answer)
        if root_words is not None and not fingerprint.compare(found.root_sha256, root_words).matches:
            raise UserError("trust.words_differ")
        mine = self._mine(found)
        chain = found.trust.path_of(mine.der) or ()
        folder, pins = self._desk.paths.signing_keys, StoredPins(self._desk.store)
        key = keys.install_certificate(folder, mine.der, chain, pins)
        confirmed = root_words is not None or self._pinned() is not None
        if confirmed:
            trust = self.pin(self._merged(found.trust), found.encryption_keys)
        else:
            found.trust.save(self._desk.paths.trust)
            trust = _info(found.trust, confirmed=False)
        return Installed(key, trust)

    def _mine(self, found: enrolment.EnrolmentAnswer) -> CertificateFacts:
        office = self._desk.office.id
        mine = next((facts for facts in found.certificates if facts.office == office), None)
        if mine is None:
            raise UserError("enrol.other_office", office=office)
        return mine

    def _read(self, answer: Path) -> enrolment.EnrolmentAnswer:
        return enrolment.read_answer(
            answer,
            us=self._desk.office.id,
            pinned_root_sha256=self._pinned(),
            now=self._desk.clock.now(),
            progress=NoProgress(),
        )

    def _merged(self, found: TrustStore) -> TrustStore:
        """Newer lists replace older ones, never the other way round."""
        before = self.store()
        if before is None:
            return found
        issuing = tuple(dict.fromkeys((*before.issuing, *found.issuing)))
        return TrustStore(found.root, issuing, before.revocation_lists).with_lists(found.revocation_lists)

    def _pinned(self) -> str | None:
        with self._desk.store.read() as tx:
            value = office_rows.get_setting(tx, PINNED)
        return str(value) if value else None


def _info(found: TrustStore, *, confirmed: bool) -> TrustInfo:
    return TrustInfo(found.root_sha256, fingerprint.words(found.root_sha256), confirmed, found.fresh_until())
