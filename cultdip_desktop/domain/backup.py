"""What is known of a backup, and which of many are worth keeping."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from cultdip_desktop.core.records import dataclass
from cultdip_desktop.domain.backup_kind import STALE as STALE
from cultdip_desktop.domain.backup_kind import BackupKind as BackupKind
from cultdip_desktop.domain.text import BiText

HOURS: Final = 24
DAYS: Final = 14
WEEKS: Final = 8
OF_EACH_REASON: Final = 5
"""So many of the last ones that were taken before a migration, a restore or an import stay whatever their age."""

EVERY: Final = timedelta(hours=1)
"""A changed office is backed up this often."""


@dataclass(frozen=True, slots=True)
class BackupFacts:
    """What a backup says of itself before anybody has unlocked it; true only once it was restored."""

    office_id: str
    office_name: BiText
    role: str
    made_at: datetime
    counts: Mapping[str, int]
    """`events`, `media`, …; empty for a store that an older program wrote."""

    kind: BackupKind
    content_sha256: str
    whole: bool
    """Holds media and packages itself; else they lie in the folder beside it."""


@dataclass(frozen=True, slots=True)
class BackupInfo:
    """One backup."""

    path: Path
    at: datetime
    kind: BackupKind
    content_sha256: str
    """Empty where a store of an older schema is inside."""

    counts: Mapping[str, int]
    bytes: int
    """Size of the file; what it shares with others in the pool is not counted."""

    verified: bool
    """Genuine by this office's own key and as long as it says; `drill` and `check` look into every byte."""

    digest: str = ""
    """SHA-256 of the description that binds all its files."""


@dataclass(frozen=True, slots=True)
class Drill:
    """What a restore into a temporary folder has shown."""

    info: BackupInfo
    counts: Mapping[str, int]
    content_sha256: str
    """Of the store that was restored."""

    matches: bool
    """Everything in it is what the backup says."""

    seconds: float


@dataclass(frozen=True, slots=True)
class Healed:
    """What became of damaged and missing originals: (file name, title of its event)."""

    healed: tuple[tuple[str, BiText], ...] = ()
    lost: tuple[tuple[str, BiText], ...] = ()
    """In no backup, or damaged there, too."""


@dataclass(frozen=True, slots=True)
class Taken:
    """One snapshot as the rule of thinning sees it."""

    path: Path
    at: datetime
    kind: BackupKind = field(default=BackupKind.AUTOMATIC)


def superfluous(taken: Iterable[Taken]) -> tuple[Taken, ...]:
    """The snapshots that may go, oldest first.

    The newest of each of the last 24 hours, 14 days and 8 weeks *that have one* stay (an office that was closed for a
    month loses nothing), and the last five before each kind of intervention. Hours, days and weeks are counted in UTC.
    """
    newest_first = sorted(taken, key=lambda one: (one.at, one.path.name), reverse=True)
    keep: set[Path] = set()
    for slots, form in ((HOURS, "%Y-%m-%d %H"), (DAYS, "%Y-%m-%d"), (WEEKS, "%G-%V")):
        seen: dict[str, Taken] = {}
        for one in newest_first:
            seen.setdefault(one.at.astimezone(UTC).strftime(form), one)
        keep.update(one.path for one in list(seen.values())[:slots])
    for kind in BackupKind:
        same = [one for one in newest_first if one.kind is kind]
        if kind is BackupKind.MANUAL:
            keep.update(one.path for one in same)
        elif kind is not BackupKind.AUTOMATIC:
            keep.update(one.path for one in same[:OF_EACH_REASON])
    return tuple(one for one in reversed(newest_first) if one.path not in keep)


def is_due(last: datetime | None, now: datetime, *, every: timedelta = EVERY) -> bool:
    """Whether the last snapshot is old enough; one from the future (a clock was wrong) counts as too old."""
    return last is None or now - last >= every or last > now
