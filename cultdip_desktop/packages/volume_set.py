"""The volumes of one package, held against each other: what makes them a set, and what is missing of it.

Every volume is verified by itself first. That each is genuine does not make them belong together: they must say the
same about the package, no number may stand twice, and together they must hold exactly the attachments that the first
one's records name.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Final

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.core.progress import Progress
from cultdip_desktop.packages import names, package_codec
from cultdip_desktop.packages.opened import open_verified
from cultdip_desktop.packages.package import PackageInfo, Volume
from cultdip_desktop.packages.trust import TrustStore
from cultdip_desktop.packages.verdict import Check, Outcome, Verdict
from cultdip_desktop.packages.verify import verify
from cultdip_desktop.packages.volumes import file_of

_NUMBERED: Final = re.compile(r"\.[0-9]{1,2}\Z")
_STOPS: Final = frozenset({Outcome.FAILED})


@dataclass(frozen=True, slots=True)
class VolumeFacts:
    """What of a verified volume decides whether it belongs to a set."""

    number: int
    n: int
    package_sha256: str
    """Digest of what it says about the package; alike in all volumes."""

    media: Mapping[str, int]
    """Place and size of every attachment in it."""


def package_digest(info: PackageInfo) -> str:
    """Digest of the description without the volume's own number: the same for all volumes of one package."""
    alike = replace(info, volume=Volume(1, info.volume.n))
    return hashlib.sha256(package_codec.encode(alike)).hexdigest()


def facts_of(file: Path, verdict: Verdict) -> VolumeFacts:
    """Look into a verified volume.

    Raises:
        UserError: `package.changed_meanwhile`; `volumes.stray` when a later volume holds more than attachments.
        ValueError: as `open_verified`.
    """
    with open_verified(file, verdict) as package:
        info = package.info
        media = {one.name: one.size for one in package.attachments}
        if info.volume.i > 1 and package.readable:
            raise UserError("volumes.stray", file=package.readable[0])
    return VolumeFacts(info.volume.i, info.volume.n, package_digest(info), media)


def named_media(first: Path, verdict: Verdict) -> Mapping[str, int]:
    """Place and size of every attachment that the first volume's records name.

    Raises:
        UserError: `package.changed_meanwhile`.
    """
    with open_verified(first, verdict) as package:
        return {names.media(row["sha256"], row["extension"]): int(row["bytes"]) for row in package.rows("media")}


def require_whole(named: Mapping[str, int], included: int, volumes: Iterable[Mapping[str, int]]) -> None:
    """Hold the attachments of all volumes against what the first one's records name.

    Raises:
        UserError: `volumes.media_twice`, `volumes.media_stray`, `volumes.media_count`.
    """
    seen: set[str] = set()
    for media in volumes:
        for place, size in media.items():
            if place in seen:
                raise UserError("volumes.media_twice", file=place)
            if named.get(place) != size:
                raise UserError("volumes.media_stray", file=place)
            seen.add(place)
    if len(seen) != included:
        raise UserError("volumes.media_count", found=len(seen), named=included)


def verify_set(path: Path, trust: TrustStore | None, *, us: str | None, now: datetime, progress: Progress) -> Verdict:
    """As `verify`; of one volume, the answer covers the others that lie beside it under their numbered names.

    The line `content` then says which numbers are missing (a warning), that all are here and fit together, or what is
    wrong with the set. What others have renamed counts as missing: headquarters' import knows volumes whatever
    their names are.

    Raises:
        Cancelled: through `progress`. Nothing else: a bad set is an answer.
    """
    others = tuple(_beside(path))
    steps = _Shares(progress, [_size(one) for one in (path, *others)])
    verdict = verify(path, trust, us=us, known=None, now=now, progress=steps)
    info = verdict.info
    if info is None or info.volume.n == 1 or verdict.check("content").outcome not in (Outcome.OK, Outcome.WARNING):
        steps.finish()
        return verdict
    found = [(path, verdict)]
    chosen = path if info.volume.i == 1 else _unnumbered(path)
    wanted = {file_of(chosen, number, info.volume.n).name for number in range(1, info.volume.n + 1)}
    for other in others:
        steps.next()
        if other.name in wanted:
            found.append((other, verify(other, trust, us=us, known=None, now=now, progress=steps)))
    steps.finish()
    return _with_content(verdict, _judged(info, found))


def _judged(info: PackageInfo, found: Sequence[tuple[Path, Verdict]]) -> Check:
    """The line about the set."""
    here: dict[int, VolumeFacts] = {}
    first: tuple[Path, Verdict] | None = None
    try:
        for path, verdict in found:
            if any(check.outcome in _STOPS for check in verdict.checks) or verdict.info is None:
                return _line(Outcome.FAILED, "volumes.damaged", file=path.name)
            facts = facts_of(path, verdict)
            if facts.package_sha256 != package_digest(info):
                return _line(Outcome.FAILED, "volumes.mixed", file=path.name)
            if facts.number in here:
                return _line(Outcome.FAILED, "volumes.twice", number=facts.number, file=path.name)
            here[facts.number] = facts
            if facts.number == 1:
                first = (path, verdict)
        missing = [number for number in range(1, info.volume.n + 1) if number not in here]
        if missing or first is None:
            numbers = ", ".join(str(number) for number in missing)
            return _line(Outcome.WARNING, "volumes.missing", number=info.volume.i, n=info.volume.n, missing=numbers)
        require_whole(named_media(*first), info.media.included, [one.media for one in here.values()])
    except UserError as error:
        return _line(Outcome.FAILED, error.code, **{name: value or "" for name, value in error.params.items()})
    return _line(Outcome.OK, "volumes.complete", n=info.volume.n, media=info.media.included)


def _line(outcome: Outcome, code: str, /, **params: str | int) -> Check:
    return Check(9, "content", outcome, code, params)


def _with_content(verdict: Verdict, line: Check) -> Verdict:
    """The set's line stands where the volume's own did; a warning of its own stays unless the set has something graver."""
    own = verdict.check("content")
    if own.outcome is Outcome.WARNING and line.outcome is Outcome.OK:
        return verdict
    return replace(verdict, checks=tuple(line if check is own else check for check in verdict.checks))


def _unnumbered(path: Path) -> Path:
    """The name of the first volume of the set, for a path that bears the name of a later one."""
    return path.with_name(f"{_NUMBERED.sub('', path.stem)}{path.suffix}")


def _beside(path: Path) -> Iterable[Path]:
    """Files that may be other volumes of the same package by their names."""
    stems = {path.stem, _unnumbered(path).stem}
    try:
        around = sorted(path.parent.iterdir())
    except OSError:
        return
    for one in around:
        mine = _unnumbered(one).stem in stems or one.stem in stems
        if mine and one.name != path.name and one.suffix.lower() == path.suffix.lower():
            yield one


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


class _Shares:
    """One progress over several files, by their sizes."""

    def __init__(self, progress: Progress, sizes: Sequence[int]) -> None:
        self._progress = progress
        self._sizes: Final = tuple(sizes)
        self._total: Final = sum(sizes)
        self._index = 0
        self._done = 0

    def next(self) -> None:
        """The next file."""
        self._done += self._sizes[self._index]
        self._index += 1

    def step(self, done: int, total: int, what: str = "") -> None:
        """Lay the step into the file's share."""
        share = self._sizes[self._index] * done // total if total else 0
        self._progress.step(min(self._done + share, self._total), self._total, what)

    def finish(self) -> None:
        """The end of everything."""
        self._progress.step(self._total, self._total, "verify")
