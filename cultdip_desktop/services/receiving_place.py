"""Where a package of headquarters belongs: in the stream to this office, or in the one to all.

Nothing waits for a number that lacks: a receipt says the whole state, a directive stands by itself. What lacks is named.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

from cultdip_desktop.domain.mission import HEADQUARTERS_ID
from cultdip_desktop.domain.package import InboxOutcome, ReceivedPackage
from cultdip_desktop.domain.receiving import Param, StreamPlace, missing_in
from cultdip_desktop.packages.package import ALL_MISSIONS, HEADQUARTERS_KINDS, PackageInfo, stream_of
from cultdip_desktop.packages.verdict import Result, Verdict

GOOD: Final = frozenset({Result.VALID, Result.VALID_WITH_WARNINGS})
FORK: Final = "receive.fork"
PREVIOUS: Final = "receive.previous"
_SHOWN: Final = 10


@dataclass(frozen=True, slots=True)
class Placed:
    """What the mission does with a package."""

    outcome: InboxOutcome
    code: str = ""
    params: Mapping[str, Param] = field(default_factory=lambda: MappingProxyType({}))
    missing: tuple[int, ...] = ()
    """Numbers of its stream that have not come; they stop nothing."""

    at: StreamPlace | None = None


def place(verdict: Verdict, rows: Sequence[ReceivedPackage]) -> Placed:
    """Hold a verdict against what came before; `rows` are all packages of headquarters that this office has."""
    problem = verdict.first_problem
    info = verdict.info
    if info is not None and info.kind not in HEADQUARTERS_KINDS:
        return Placed(InboxOutcome.REFUSED, "receive.kind")
    if info is not None and info.office != HEADQUARTERS_ID:
        return Placed(InboxOutcome.REFUSED, "receive.sender", {"office": info.office})
    if verdict.result not in GOOD or info is None:
        if problem is None:
            return Placed(InboxOutcome.REFUSED, "receive.refused")
        return Placed(InboxOutcome.REFUSED, problem.code, problem.params)
    return _in_stream(info, verdict.manifest_sha256, rows)


def place_of(row: ReceivedPackage) -> StreamPlace:
    """Where a kept package stands."""
    return StreamPlace(stream_of(row.kind, row.recipient), row.epoch, row.seq)


def gaps(rows: Sequence[ReceivedPackage]) -> dict[str, tuple[int, ...]]:
    """Numbers that lack, by stream."""
    taken: dict[str, list[tuple[int, int]]] = {}
    for row in rows:
        at = place_of(row)
        if row.outcome is InboxOutcome.IMPORTED and at.counted:
            taken.setdefault(at.stream, []).append((at.epoch, at.seq))
    return {stream: missing_in(places, from_first=stream == ALL_MISSIONS) for stream, places in taken.items()}


def _in_stream(info: PackageInfo, manifest_sha256: str, rows: Sequence[ReceivedPackage]) -> Placed:
    at = StreamPlace(stream_of(info.kind, info.header.recipient.id), info.chain.epoch, info.chain.seq)
    taken = {
        (row.epoch, row.seq): row.manifest_sha256
        for row in rows
        if row.outcome is InboxOutcome.IMPORTED and place_of(row).stream == at.stream
    }
    numbers: dict[str, Param] = {"seq": at.seq, "epoch": at.epoch}
    before = taken.get((at.epoch, at.seq))
    if before == manifest_sha256:
        return Placed(InboxOutcome.ALREADY_IMPORTED, at=at)
    if before is not None:
        return Placed(InboxOutcome.FORK, FORK, numbers, at=at)
    lacking = missing_in([*taken, (at.epoch, at.seq)], from_first=at.stream == ALL_MISSIONS) if at.counted else ()
    predecessor = taken.get((at.epoch, at.seq - 1))
    if predecessor is not None and info.chain.prev_manifest_sha256 != predecessor:
        return Placed(InboxOutcome.IMPORTED, PREVIOUS, numbers, lacking, at)
    if lacking:
        named = ", ".join(str(one) for one in lacking[:_SHOWN]) + (", …" if len(lacking) > _SHOWN else "")
        params: dict[str, Param] = {"stream": at.stream, "missing": named, "n": len(lacking)}
        return Placed(InboxOutcome.IMPORTED, "receive.gap", params, lacking, at)
    return Placed(InboxOutcome.IMPORTED, at=at)
