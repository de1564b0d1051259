"""Incoming files before anything is decided about them: which there are, how large, and what they carry."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from cultdip_desktop.core import durable
from cultdip_desktop.core.errors import UserError
from cultdip_desktop.core.progress import Progress
from cultdip_desktop.domain.codec import event_from_package
from cultdip_desktop.domain.strategy import Catalogue
from cultdip_desktop.hq.kept import Kept, kept_of
from cultdip_desktop.hq.rechecking import ReceivedReport, received
from cultdip_desktop.packages.hashing import sha256_of
from cultdip_desktop.packages.opened import open_verified
from cultdip_desktop.packages.sealed_for import SUFFIX as SEALED
from cultdip_desktop.packages.verdict import Verdict
from cultdip_desktop.services.packages import SUFFIX
from cultdip_desktop.store.repo.event_rows import Prepared, prepare

_CHUNK: Final = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Cargo:
    """What of a verified package enters headquarters' store."""

    events: tuple[Prepared, ...] = field(repr=False)
    media: int
    period: str
    kept: Kept = field(repr=False)
    """Its records beside the events."""

    report: ReceivedReport | None = None
    """What the report says about itself, and what the check finds here."""


def expand(paths: Sequence[Path]) -> list[Path]:
    """Files as given, and every `.cdrp` and `.cdrp.age` below a folder, each once, by name.

    Raises:
        UserError: `file.unreachable`, `file.not_readable`.
    """
    files: list[Path] = []
    for path in paths:
        with durable.translated(path, reading=True):
            if path.is_dir():
                next(path.iterdir(), None)  # a search below it would pass over a folder that may not be read
                files.extend(sorted(one for one in path.rglob("*") if _is_package(one) and one.is_file()))
            elif path.exists():
                files.append(path)
            else:
                raise UserError("file.unreachable", path=str(path))
    return list(dict.fromkeys(files))


def _is_package(path: Path) -> bool:
    """By its name: whatever a file is called, it can be given by itself."""
    name = path.name.lower()
    return name.endswith((SUFFIX, SUFFIX + SEALED))


def unload(file: Path, verdict: Verdict, catalogue: Catalogue) -> Cargo:
    """The records of a verified package, its report checked again by headquarters' own `catalogue`.

    Raises:
        UserError: `package.changed_meanwhile`, and a domain rule that a record breaks.
    """
    with open_verified(file, verdict) as package:
        events = tuple(event_from_package(row) for row in package.rows("event"))
        media = sum(1 for _ in package.rows("media"))
        report = received(package, events, catalogue)
        kept = kept_of(package, report)
    ready = tuple(prepare(event) for event in events)
    return Cargo(ready, media, "" if report is None else report.period, kept, report)


def digest_of(file: Path) -> tuple[str, int]:
    """SHA-256 and size of the file; empty when it cannot be read at all."""
    try:
        with file.open("rb") as handle:
            return sha256_of(iter(lambda: handle.read(_CHUNK), b"")), file.stat().st_size
    except OSError:
        return "", 0


class Aside:
    """Progress of something beside the files: it moves no bar, but hears a wish to stop."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress

    def step(self, done: int, total: int, what: str = "") -> None:
        """Pass on only that it goes on."""
        del done, total
        self._progress.step(0, 0, what)


class OneOf:
    """Progress inside one of several files: the bar counts thousandths of the files."""

    def __init__(self, progress: Progress, index: int, total: int, name: str) -> None:
        self._progress = progress
        self._start = index * 1000
        self._total = total * 1000
        self._name = name
        progress.step(self._start, self._total, name)

    def step(self, done: int, total: int, what: str = "") -> None:
        """Lay the step into the file's share."""
        del what
        share = 1000 * done // total if total else 0
        self._progress.step(self._start + min(share, 1000), self._total, self._name)
