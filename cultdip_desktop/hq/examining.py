"""Looking into one file: verified and, where that allows it, unloaded. Knows no store, so any process may do it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Final

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.core.progress import Progress
from cultdip_desktop.domain.strategy import Catalogue
from cultdip_desktop.hq.incoming import Cargo, digest_of, unload
from cultdip_desktop.packages.package import MISSION_KINDS
from cultdip_desktop.packages.trust import TrustStore
from cultdip_desktop.packages.verdict import Result, Verdict
from cultdip_desktop.packages.verify import verify

GOOD: Final = frozenset({Result.VALID, Result.VALID_WITH_WARNINGS})
"""Verdicts with which a package may enter."""


@dataclass(frozen=True, slots=True)
class Ground:
    """By what files are judged: one moment's trust and catalogue."""

    trust: TrustStore | None = field(repr=False)
    us: str
    """Id of the office for which packages must be meant."""

    catalogue: Catalogue = field(repr=False)


@dataclass(frozen=True, slots=True)
class Examined:
    """What is known of a file before the store is asked."""

    verdict: Verdict
    digest: str
    """SHA-256 of the file; empty when it cannot be read."""

    size: int
    cargo: Cargo | None = None
    """What would enter; None for a volume, and where the verdict forbids it."""

    fault: UserError | None = None
    """Why it cannot be unloaded although it verifies."""


def judge(file: Path, ground: Ground, now: datetime, progress: Progress) -> Verdict:
    """Verify a file, whatever its place in the chain.

    Raises:
        Cancelled: from `progress`.
    """
    return verify(file, ground.trust, us=ground.us, known=None, now=now, progress=progress)


def examine(file: Path, ground: Ground, now: datetime, progress: Progress) -> Examined:
    """Verify a file and unload it.

    Raises:
        Cancelled: from `progress`.
    """
    verdict = judge(file, ground, now, progress)
    digest, size = digest_of(file)
    info = verdict.info
    if verdict.result not in GOOD or info is None or info.volume.n > 1 or info.kind not in MISSION_KINDS:
        return Examined(verdict, digest, size)
    try:
        return Examined(verdict, digest, size, unload(file, verdict, ground.catalogue))
    except UserError as error:
        return Examined(verdict, digest, size, fault=error)
