"""What headquarters can prove of a mission's packages: which numbers are here, which are not, and what was decided."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from cultdip_desktop.domain.mission import Mission
from cultdip_desktop.domain.standing import MissionStanding


@dataclass(frozen=True, slots=True)
class HeldLine:
    """A package that waits."""

    seq: int
    package_id: str
    code: str
    missing: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ForkLine:
    """Two packages that claim one place."""

    seq: int
    package_id: str
    code: str
    settled: bool
    counts: str = ""
    """`arrived` or `before`: which one counts by the decision."""

    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainProof:
    """One numbering of a mission's packages."""

    epoch: int
    first: int
    """Number of the first package taken in; 0 for none."""

    last: int
    """Number up to which every one from `first` is here."""

    highest: int
    """The highest number that was ever seen, held ones included."""

    packages: int
    """How many were taken in."""

    gaps: tuple[int, ...]
    """Numbers up to the highest seen that never came."""

    held: tuple[HeldLine, ...]
    forks: tuple[ForkLine, ...]
    replays: int
    """Packages of an earlier numbering that were offered again; exact copies change nothing and are not counted."""

    head: str
    """Manifest digest of the package `last`; empty for none."""

    digest: str
    """SHA-256 over number and manifest digest of every package taken in, as canonical JSON."""

    history_day: str
    """ISO day up to which the mission's own history was held against what it told before; empty for never."""

    history_position: int
    last_received_at: datetime | None

    @property
    def complete(self) -> bool:
        """Nothing is missing, waits or is undecided."""
        return not self.gaps and not self.held and all(one.settled for one in self.forks)


@dataclass(frozen=True, slots=True, kw_only=True)
class MissionProof:
    """All numberings of a mission, and how it stood with each period that it was asked for."""

    mission: Mission
    chains: tuple[ChainProof, ...]
    refused: int
    """Files in quarantine that name this mission."""

    ledger_lines: int
    periods: tuple[MissionStanding, ...]
    """The latest first."""

    @property
    def complete(self) -> bool:
        """Every chain is whole; a mission of which nothing ever came has none that could be broken."""
        return all(chain.complete for chain in self.chains)

    @property
    def packages(self) -> int:
        """Taken in, over all numberings."""
        return sum(chain.packages for chain in self.chains)


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """The same for all, with where the ledger stands."""

    missions: tuple[MissionProof, ...]
    made_at: datetime
    ledger_position: int
    ledger_hash: str
    """64 hex digits; empty while the ledger has no entry."""

    ledger_whole: bool = True
    """Every digest of the ledger was worked out anew and agrees, and so do the rows of the inbox."""

    @property
    def complete(self) -> bool:
        """All chains are whole, and the ledger is."""
        return self.ledger_whole and all(one.complete for one in self.missions)
