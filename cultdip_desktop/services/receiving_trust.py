"""The part of a package of headquarters that says whom to believe: authorities, revocation lists, certificates."""

from __future__ import annotations

from pathlib import Path

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.receiving import Change, change
from cultdip_desktop.packages import enrolment
from cultdip_desktop.packages.trust import TrustStore
from cultdip_desktop.services.receiving_cargo import Cargo
from cultdip_desktop.services.trust import TrustService


class ReceivingTrust:
    """Believes only what hangs from the root whose words a person has compared."""

    def __init__(self, trust: TrustService) -> None:
        self._trust = trust

    def believed(self) -> TrustStore | None:
        """What is believed now; None while nobody has compared the root's words."""
        return self._trust.store()

    def with_lists_of(self, file: Path, trust: TrustStore | None) -> TrustStore | None:
        """The same with fresher lists that the file itself brings; None where it brings none.

        A list proves itself: the pinned authorities have signed it. So a file may cure what it would stumble over.
        """
        if trust is None:
            return None
        try:
            claimed = enrolment.claimed_trust(file)
        except UserError:
            return None
        if claimed.root_sha256 != trust.root_sha256:
            return None
        hanging = tuple(der for der in claimed.issuing if claimed.path_of(der) is not None)
        issuing = tuple(dict.fromkeys((*trust.issuing, *hanging)))
        fresher = TrustStore(trust.root, issuing, trust.revocation_lists).with_lists(claimed.revocation_lists)
        return None if fresher.revocation_lists == trust.revocation_lists else fresher

    def would_change(self, cargo: Cargo, file: Path) -> tuple[Change, ...]:
        """What `take` would answer.

        Raises:
            UserError: as `take`, as far as it can be told without doing it.
        """
        if cargo.certificates:
            self._trust.inspect(file)
            return (change("receive.certificate", "keys"),)
        return (change("receive.lists", "keys"),) if self._fresher(cargo) is not None else ()

    def take(self, cargo: Cargo, file: Path) -> tuple[Change, ...]:
        """Put in what is newer. Before the transaction of the file: what is done twice here does no harm.

        Raises:
            UserError: `trust.root_changed`, `key.no_match`, and what `TrustService.install` says.
        """
        if cargo.certificates:
            self._trust.install(file)
            return (change("receive.certificate", "keys"),)
        fresher = self._fresher(cargo)
        if fresher is None:
            return ()
        self._trust.pin(fresher)
        return (change("receive.lists", "keys"),)

    def _fresher(self, cargo: Cargo) -> TrustStore | None:
        trust, said = self.believed(), cargo.trust
        if trust is None or said is None:
            return None
        if said.root_sha256 != trust.root_sha256:
            raise UserError("trust.root_changed")
        hanging = tuple(der for der in said.issuing if said.path_of(der) is not None)
        issuing = tuple(dict.fromkeys((*trust.issuing, *hanging)))
        made = TrustStore(trust.root, issuing, trust.revocation_lists).with_lists(said.revocation_lists)
        same = set(made.revocation_lists) == set(trust.revocation_lists) and made.issuing == trust.issuing
        return None if same else made
